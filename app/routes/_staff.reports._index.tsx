import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, staff } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { can } from "#app/modules/access/rules.ts";
import { ReportTable } from "#app/modules/oversight/components/reports.tsx";
import { listReportPage } from "#app/modules/oversight/services/reports.server.ts";
import { words } from "#app/modules/oversight/words.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageHead } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "report.read");
  const { reports } = need(await listReportPage(deps, actor));
  return { lang, mayDraft: can(actor.role, "report.draft"), reports };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].list, lang) }];
};

export default function Reports() {
  const { lang, mayDraft, reports } = useLoaderData<typeof loader>();
  const w = words[lang];
  return (
    <>
      <PageHead
        title={w.list}
        action={
          mayDraft ? (
            <ButtonLink kind="main" href="/reports/new">
              {w.newReport}
            </ButtonLink>
          ) : undefined
        }
      />
      <p className="mt-2">{w.listLead}</p>
      <div className="mt-3">
        <ReportTable rows={reports} />
      </div>
    </>
  );
}
