import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { AssessmentTable } from "#app/modules/assessments/components/board.tsx";
import { type AssessmentGroup, assessmentGroups } from "#app/modules/assessments/rules/states.ts";
import { listAssessmentBoard } from "#app/modules/assessments/services/lists.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Pager, Tabs } from "#app/ui/nav.tsx";

const tabs = Object.keys(assessmentGroups) as AssessmentGroup[];

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.read");
  const query = url.searchParams;
  const tab = tabs.find((each) => each === query.get("tab")) ?? "waiting";
  const by = (name: string, key: string) => (query.get(name) ? { [key]: query.get(name) ?? "" } : {});
  const board = need(
    await listAssessmentBoard(deps, actor, {
      group: tab,
      ...by("before", "before"),
      ...by("partner", "partnerId"),
      ...by("relation", "relationId"),
    }),
  );
  return { lang, tab, board };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].list.title, lang) }];
};

export default function Assessments() {
  const { lang, tab, board } = useLoaderData<typeof loader>();
  const w = words[lang].list;
  return (
    <>
      <PageHead title={w.title} />
      <p className="mt-2">{w.lead}</p>
      <Tabs
        label={w.tabsLabel}
        items={tabs.map((each) => ({
          href: `/assessments?tab=${each}`,
          label: `${w.tabs[each]} ${board.counts[each]}`,
          current: each === tab,
        }))}
      />
      <div className="mt-4">
        <AssessmentTable rows={board.rows} day={board.day} />
      </div>
      <Pager
        nextHref={
          board.nextBefore
            ? `/assessments?${new URLSearchParams({ tab, before: board.nextBefore }).toString()}`
            : undefined
        }
      />
    </>
  );
}
