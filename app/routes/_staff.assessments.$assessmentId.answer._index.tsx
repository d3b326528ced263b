import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { form, need, staff } from "#app/http/ladder.server.ts";
import { takeSection } from "#app/http/sections.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { staffLinks } from "#app/modules/assessments/components/links.ts";
import { SectionForm } from "#app/modules/assessments/components/section.tsx";
import { readSection } from "#app/modules/assessments/services/pages.server.ts";
import { words } from "#app/modules/assessments/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.answer-for");
  const assessmentId = args.params["assessmentId"] ?? "";
  const view = need(await readSection(deps, actor, { assessmentId, block: url.searchParams.get("block") }));
  return { lang, view, maxBytes: deps.limits.uploadFileBytes };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, url } = await staff(args, "assessment.answer-for");
  const input = await form(args, actor.personId);
  const assessmentId = args.params["assessmentId"] ?? "";
  const block = url.searchParams.get("block");
  return takeSection(deps, actor, input, { assessmentId, block, links: staffLinks(assessmentId) });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${words[lang].answer.proxyTitle} ${data.view.block.title[lang]}` : "";
  return [{ title: pageTitle(title, lang) }];
};

export default function AnswerFor() {
  const { lang, view, maxBytes } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const rejected = answered && "values" in answered ? answered : undefined;
  const w = words[lang];
  return (
    <SectionForm
      key={view.block.id}
      view={view}
      rejected={rejected}
      maxBytes={maxBytes}
      links={staffLinks(view.head.id)}
      crumbs={[
        { label: w.list.title, href: "/assessments" },
        {
          label: `${view.head.partnerName} ${w.fiscalYear({ year: view.head.fiscalYear })}`,
          href: `/assessments/${view.head.id}`,
        },
        { label: w.answer.proxyTitle },
      ]}
      isProxy
    />
  );
}
