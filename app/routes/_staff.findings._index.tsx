import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { FindingTable } from "#app/modules/assessments/components/board.tsx";
import { type FindingGroup, findingGroups } from "#app/modules/assessments/rules/findings.ts";
import { listFindingBoard } from "#app/modules/assessments/services/lists.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { PageHead } from "#app/ui/head.tsx";
import { Pager, Tabs } from "#app/ui/nav.tsx";

const tabs = Object.keys(findingGroups) as FindingGroup[];

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.read");
  const query = url.searchParams;
  const tab = tabs.find((each) => each === query.get("tab")) ?? "open";
  const dueOn = query.get("afterDue");
  const number = query.get("afterNumber");
  const partnerId = query.get("partner");
  const board = need(
    await listFindingBoard(deps, actor, {
      group: tab,
      ...(dueOn && number ? { after: { dueOn, number } } : {}),
      ...(partnerId ? { partnerId } : {}),
    }),
  );
  return { lang, tab, board };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].finding.title, lang) }];
};

export default function Findings() {
  const { lang, tab, board } = useLoaderData<typeof loader>();
  const w = words[lang].finding;
  return (
    <>
      <PageHead title={w.title} />
      <Tabs
        label={w.tabsLabel}
        items={tabs.map((each) => ({
          href: `/findings?tab=${each}`,
          label: w.tabs[each],
          current: each === tab,
        }))}
      />
      <div className="mt-4">
        <FindingTable rows={board.rows} day={board.day} hrefOf={(id) => `/findings/${id}`} withPartner />
      </div>
      <Pager
        nextHref={
          board.next
            ? `/findings?${new URLSearchParams({ tab, afterDue: board.next.dueOn, afterNumber: board.next.number }).toString()}`
            : undefined
        }
      />
    </>
  );
}
