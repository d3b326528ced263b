import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, partner } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { companyLinks } from "#app/modules/assessments/components/links.ts";
import { SubmissionPage } from "#app/modules/assessments/components/submission.tsx";
import { readSubmission } from "#app/modules/assessments/services/pages.server.ts";
import {
  askSubmission,
  recallAssessment,
  submitAssessment,
} from "#app/modules/assessments/services/submitting.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { invalid } from "#app/result.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang } = await partner(args, "own.read");
  return { lang, view: need(await readSubmission(deps, actor, args.params["assessmentId"] ?? "")) };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor } = await partner(args, "own.answer");
  const input = await form(args, actor.personId);
  const assessmentId = args.params["assessmentId"] ?? "";
  const { submit, list } = companyLinks(assessmentId);
  if (input.intent === "ask") {
    const text = input.text("text").trim();
    const result =
      text === "" || text.length > 500
        ? invalid({ path: "text", code: text === "" ? "required" : "too-long", params: { max: 500 } })
        : await askSubmission(deps, actor, { assessmentId, text });
    return result.ok ? done(list, "assessment.asked") : again(result.problem, input);
  }
  if (input.intent === "recall") {
    const result = await recallAssessment(deps, actor, { assessmentId });
    return result.ok ? done(submit, "assessment.recalled") : again(result.problem, input);
  }
  const result = await submitAssessment(deps, actor, { assessmentId });
  return result.ok ? done(submit, "assessment.submitted") : again(result.problem, input);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  return [{ title: pageTitle(words[lang].submit.title, lang) }];
};

export default function Submission() {
  const { lang, view } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  const w = words[lang];
  return (
    <SubmissionPage
      view={view}
      rejected={rejected}
      links={companyLinks(view.head.id)}
      resultHref={`/company/assessments/${view.head.id}/result`}
      crumbs={[
        { label: w.company.assessments, href: "/company/assessments" },
        { label: `${w.fiscalYear({ year: view.head.fiscalYear })} ${view.head.relationTitle}` },
      ]}
      mayAsk
    />
  );
}
