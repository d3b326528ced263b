import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { FindingTable, OwnAssessmentTable } from "#app/modules/assessments/components/board.tsx";
import { listFindingBoard, listOwnAssessments } from "#app/modules/assessments/services/lists.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { PageHead, Section } from "#app/ui/head.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  return {
    lang,
    rows: need(await listOwnAssessments(deps, actor)),
    findings: need(await listFindingBoard(deps, actor, { group: "open" })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].company.assessments, lang) }];
};

export default function OwnAssessments() {
  const { lang, rows, findings } = useLoaderData<typeof loader>();
  const w = words[lang];
  return (
    <>
      <PageHead title={w.company.assessments} />
      <div className="mt-4">
        <OwnAssessmentTable rows={rows} day={findings.day} />
      </div>
      <Section id="findings" title={w.company.findings}>
        <FindingTable
          rows={findings.rows}
          day={findings.day}
          hrefOf={(id) => `/company/findings/${id}`}
          withPartner={false}
        />
      </Section>
    </>
  );
}
