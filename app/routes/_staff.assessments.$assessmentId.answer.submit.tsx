import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { done, form, need, staff } from "#app/http/ladder.server.ts";
import { againWithFiles, takeUploads } from "#app/http/uploads.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { staffLinks } from "#app/modules/assessments/components/links.ts";
import { ScanForm, SubmissionPage } from "#app/modules/assessments/components/submission.tsx";
import { removeEvidence } from "#app/modules/assessments/services/answering.server.ts";
import { readSection, readSubmission } from "#app/modules/assessments/services/pages.server.ts";
import { addProxyScan, submitAssessment } from "#app/modules/assessments/services/submitting.server.ts";
import { words } from "#app/modules/assessments/words.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await staff(args, "assessment.answer-for");
  const assessmentId = args.params["assessmentId"] ?? "";
  const view = need(await readSubmission(deps, actor, assessmentId));
  const { scans } = need(await readSection(deps, actor, { assessmentId, block: null }));
  return { lang, view, scans, maxBytes: deps.limits.uploadFileBytes };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await staff(args, "assessment.answer-for");
  const input = await form(args, actor.personId);
  const assessmentId = args.params["assessmentId"] ?? "";
  const { submit, list } = staffLinks(assessmentId);
  const uploads = await takeUploads(deps, actor, input, ["scan"]);
  if (uploads.isDiscard || uploads.problem)
    return againWithFiles(deps, actor, uploads.problem, input, uploads);
  const fileId = input.text("remove");
  if (fileId !== "") {
    const removed = await removeEvidence(deps, actor, { assessmentId, fileId });
    return removed.ok
      ? done(submit, "assessment.file-removed")
      : againWithFiles(deps, actor, removed.problem, input, uploads);
  }
  const fileIds = uploads.ids["scan"] ?? [];
  if (input.intent === "scan") {
    const added = await addProxyScan(deps, actor, { assessmentId, fileIds });
    return added.ok
      ? done(submit, "assessment.scan")
      : againWithFiles(deps, actor, added.problem, input, uploads);
  }
  const result = await submitAssessment(deps, actor, { assessmentId });
  return result.ok
    ? done(list, "assessment.submitted")
    : againWithFiles(deps, actor, result.problem, input, uploads);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].submit.title, lang) }];
};

export default function SubmitFor() {
  const { lang, view, scans, maxBytes } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  return (
    <SubmissionPage
      view={view}
      rejected={rejected}
      links={staffLinks(view.head.id)}
      resultHref={`/assessments/${view.head.id}/result`}
      crumbs={[
        { label: w.list.title, href: "/assessments" },
        {
          label: `${view.head.partnerName} ${w.fiscalYear({ year: view.head.fiscalYear })}`,
          href: `/assessments/${view.head.id}`,
        },
        { label: w.answer.proxyTitle },
      ]}
      mayAsk={false}
    >
      {view.isOpen ? (
        <ScanForm
          scans={scans}
          staged={rejected?.staged["scan"] ?? []}
          rejected={rejected}
          maxBytes={maxBytes}
        />
      ) : null}
    </SubmissionPage>
  );
}
