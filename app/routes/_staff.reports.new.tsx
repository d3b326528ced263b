import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { NewReportForm } from "#app/modules/oversight/components/reports.tsx";
import { parseNewReport } from "#app/modules/oversight/rules/forms.ts";
import { draftReport, listReportPage } from "#app/modules/oversight/services/reports.server.ts";
import { words } from "#app/modules/oversight/words.ts";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "report.draft");
  const { years, currentYear } = need(await listReportPage(deps, actor));
  return { lang, once: deps.newId(), years, currentYear };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "report.draft");
  const input = await form(args, actor.personId);
  const parsed = parseNewReport(input);
  if (!parsed.ok) return again(parsed.problem, input);
  const result = await draftReport(deps, actor, { ...parsed.value, once: input.once });
  return result.ok
    ? done(`/reports/${result.value.reportId}`, "report.drafted")
    : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].newReport, lang) }];
};

export default function NewReport() {
  const { lang, once, years, currentYear } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  return (
    <>
      <PageHead title={w.newReport} crumbs={[{ label: w.list, href: "/reports" }, { label: w.newReport }]} />
      <p className="mt-2">{w.newLead}</p>
      <NewReportForm years={years} currentYear={currentYear} once={once} rejected={rejected} />
    </>
  );
}
