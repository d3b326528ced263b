import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { form, need, partner } from "#app/http/ladder.server.ts";
import { takeSection } from "#app/http/sections.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { companyLinks } from "#app/modules/assessments/components/links.ts";
import { SectionForm } from "#app/modules/assessments/components/section.tsx";
import { readSection } from "#app/modules/assessments/services/pages.server.ts";
import { words } from "#app/modules/assessments/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  const { assessmentId = "", block = "" } = args.params;
  const view = need(await readSection(deps, actor, { assessmentId, block }));
  return { lang, view, maxBytes: deps.limits.uploadFileBytes };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.answer");
  const input = await form(args, actor.personId);
  const { assessmentId = "", block = "" } = args.params;
  return takeSection(deps, actor, input, { assessmentId, block, links: companyLinks(assessmentId) });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? `${data.view.block.title[lang]} ${data.view.head.checklistTitle[lang]}` : "";
  return [{ title: pageTitle(title, lang) }];
};

export default function Section() {
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
      links={companyLinks(view.head.id)}
      crumbs={[
        { label: w.company.assessments, href: "/company/assessments" },
        { label: `${w.fiscalYear({ year: view.head.fiscalYear })} ${view.head.relationTitle}` },
      ]}
    />
  );
}
