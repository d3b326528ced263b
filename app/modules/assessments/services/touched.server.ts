import { relationsTouched, touchesNone } from "#app/contribution.ts";
import type { Executor } from "#db/index.server.ts";
import { findAssessment, findFinding } from "../fragments/rows.server.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";

interface About {
  readonly subject: { readonly id: string };
}
const ofAssessment = async (executor: Executor, organisationId: string, { subject }: About) => {
  const assessment = await findAssessment(executor, organisationId, subject.id);
  return assessment === null ? [] : [assessment.relationId];
};
const ofFinding = async (executor: Executor, organisationId: string, { subject }: About) => {
  const finding = await findFinding(executor, organisationId, subject.id);
  return finding === null ? [] : [finding.relationId];
};

/** Relations whose gate an act may change: it reads assessments with a conclusion, and findings until they are closed. */
export const relationsOf = relationsTouched<AssessmentLogEvent>({
  "assessment.sent": touchesNone,
  "assessment.answered": touchesNone,
  "assessment.assigned": touchesNone,
  "assessment.evidence-added": touchesNone,
  "assessment.evidence-removed": touchesNone,
  "assessment.submission-asked": touchesNone,
  "assessment.submitted": touchesNone,
  "assessment.recalled": touchesNone,
  "assessment.review-started": touchesNone,
  "assessment.overridden": touchesNone,
  "assessment.na-accepted": touchesNone,
  "assessment.returned": touchesNone,
  "assessment.exception-requested": touchesNone,
  "assessment.graded": touchesNone,
  "assessment.concluded": ofAssessment,
  "assessment.condition-met": ofAssessment,
  "assessment.cancelled": touchesNone,
  "finding.raised": ofFinding,
  "finding.planned": touchesNone,
  "finding.corrected": touchesNone,
  "finding.reopened": touchesNone,
  "finding.closed": ofFinding,
});
