import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { again, done, form, need, staff, throwProblem } from "#app/http/ladder.server.ts";
import { pageTitle } from "#app/i18n/words.ts";
import { ReviewPage } from "#app/modules/assessments/components/review.tsx";
import { reviewTabs } from "#app/modules/assessments/components/review-tabs.ts";
import {
  parseExceptionRequest,
  parseFinding,
  parseGrade,
  parseNote,
  parseOverride,
  parseReason,
} from "#app/modules/assessments/rules/forms.ts";
import { raiseFinding } from "#app/modules/assessments/services/findings.server.ts";
import { gradeAssessment, meetCondition } from "#app/modules/assessments/services/grading.server.ts";
import { readReview } from "#app/modules/assessments/services/pages.server.ts";
import {
  acceptNa,
  overrideAnswer,
  requestCriticalException,
  returnAssessment,
  startReview,
} from "#app/modules/assessments/services/reviewing.server.ts";
import { cancelAssessment } from "#app/modules/assessments/services/sending.server.ts";
import { words } from "#app/modules/assessments/words.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import type { Result } from "#app/result.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { deps, actor, lang, url } = await staff(args, "assessment.read");
  const view = need(await readReview(deps, actor, args.params["assessmentId"] ?? ""));
  const wanted = reviewTabs.find((each) => each === url.searchParams.get("show"));
  const tab = wanted ?? (view.concludedOn === null ? "check" : "all");
  return { lang, view, tab };
}

export async function action(args: ActionFunctionArgs) {
  const { deps, actor, url } = await staff(args, "assessment.read");
  const input = await form(args, actor.personId);
  const assessmentId = args.params["assessmentId"] ?? "";
  const revision = input.revision ?? -1;
  const show = reviewTabs.find((each) => each === url.searchParams.get("show"));
  const here = `/assessments/${assessmentId}${show ? `?show=${show}` : ""}`;
  const questionId = input.text("questionId");
  const answer = (result: Result<unknown>, banner: string, path = here) =>
    result.ok ? done(path, banner) : again(result.problem, input);
  switch (input.intent) {
    case "start":
      return answer(await startReview(deps, actor, { assessmentId, revision }), "assessment.review-started");
    case "override": {
      const own = Number(input.text("answerRevision"));
      const parsed = parseOverride(input);
      const result = parsed.ok
        ? await overrideAnswer(deps, actor, { assessmentId, ...parsed.value, revision: own })
        : parsed;
      return answer(result, "assessment.judged");
    }
    case "accept-na": {
      const parsed = parseNote(input);
      const result = parsed.ok
        ? await acceptNa(deps, actor, { assessmentId, questionId, ...parsed.value })
        : parsed;
      return answer(result, "assessment.na-accepted");
    }
    case "finding": {
      const parsed = parseFinding(input);
      if (!parsed.ok) return again(parsed.problem, input);
      const review = await readReview(deps, actor, assessmentId);
      if (!review.ok) throwProblem(review.problem);
      const result = await raiseFinding(deps, actor, {
        ...parsed.value,
        relationId: review.value.head.relationId,
        assessmentId,
        questionId,
        once: input.once,
      });
      return answer(result, "finding.raised");
    }
    case "exception": {
      const parsed = parseExceptionRequest(input);
      const result = parsed.ok
        ? await requestCriticalException(deps, actor, { assessmentId, ...parsed.value })
        : parsed;
      return answer(result, "assessment.exception");
    }
    case "return": {
      const parsed = parseReason(input);
      const result = parsed.ok
        ? await returnAssessment(deps, actor, { assessmentId, revision, ...parsed.value })
        : parsed;
      return answer(result, "assessment.returned");
    }
    case "cancel": {
      const parsed = parseReason(input);
      const result = parsed.ok
        ? await cancelAssessment(deps, actor, { assessmentId, revision, ...parsed.value })
        : parsed;
      return answer(result, "assessment.cancelled");
    }
    case "meet": {
      const met = { conditionId: input.text("conditionId"), metOn: todayOf(deps) };
      return answer(await meetCondition(deps, actor, met), "assessment.condition-met");
    }
    case "grade": {
      const parsed = parseGrade(input);
      if (!parsed.ok) return again(parsed.problem, input);
      const result = await gradeAssessment(deps, actor, { assessmentId, revision, ...parsed.value });
      const banner = parsed.value.outcome === null ? "assessment.graded" : "assessment.concluded";
      return answer(result, banner, `/assessments/${assessmentId}`);
    }
    default:
      return again({ kind: "invalid", fields: [] }, input);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const lang = data?.lang ?? "ja";
  const title = data ? words[lang].review.titleRead({ partner: data.view.head.partnerName }) : "";
  return [{ title: pageTitle(title, lang) }];
};

export default function Review() {
  const { view, tab } = useLoaderData<typeof loader>();
  const rejected = useActionData<typeof action>();
  return <ReviewPage view={view} tab={tab} rejected={rejected} />;
}
