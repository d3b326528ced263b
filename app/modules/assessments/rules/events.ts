import type { Severity } from "./findings.ts";

interface OnAssessment {
  subject: { kind: "assessment"; id: string };
  partnerId: string;
}
interface OnFinding {
  subject: { kind: "finding"; id: string };
  partnerId: string;
}

/** What this module writes into the operation log. Answers and notes stay in their rows; free text goes to `personal`. */
export type AssessmentLogEvent =
  | (OnAssessment & {
      type: "assessment.sent";
      data: { number: string; relation: string; checklist: string; questions: number; dueOn: string };
    })
  | (OnAssessment & {
      type: "assessment.answered";
      data: { number: string; questions: string[]; proxy: boolean };
    })
  | (OnAssessment & {
      type: "assessment.assigned";
      data: { number: string; block: string; personId: string | null };
    })
  | (OnAssessment & {
      type: "assessment.evidence-added";
      data: { number: string; question: string; files: number };
    })
  | (OnAssessment & { type: "assessment.evidence-removed"; data: { number: string; question: string } })
  | (OnAssessment & { type: "assessment.submission-asked"; data: { number: string } })
  | (OnAssessment & { type: "assessment.submitted"; data: { number: string; proxy: boolean } })
  | (OnAssessment & { type: "assessment.recalled"; data: { number: string } })
  | (OnAssessment & { type: "assessment.review-started"; data: { number: string } })
  | (OnAssessment & {
      type: "assessment.overridden";
      data: { number: string; question: string; from: string | null; to: string | null };
      personal: { note: string };
    })
  | (OnAssessment & {
      type: "assessment.na-accepted";
      data: { number: string; question: string };
      personal: { note: string };
    })
  | (OnAssessment & { type: "assessment.returned"; data: { number: string }; personal: { reason: string } })
  | (OnAssessment & {
      type: "assessment.exception-requested";
      data: { number: string; question: string; until: string };
      personal: { reason: string };
    })
  | (OnAssessment & {
      type: "assessment.graded";
      data: { number: string; score: number | null; grade: string | null; criticalNos: string[] };
    })
  | (OnAssessment & {
      type: "assessment.concluded";
      data: { number: string; outcome: string; validUntil: string | null; conditions: number };
    })
  | (OnAssessment & { type: "assessment.condition-met"; data: { number: string; on: string } })
  | (OnAssessment & { type: "assessment.cancelled"; data: { number: string }; personal: { reason: string } })
  | (OnFinding & {
      type: "finding.raised";
      data: { number: string; severity: Severity; dueOn: string; question: string | null };
    })
  | (OnFinding & { type: "finding.planned"; data: { number: string; planDueOn: string } })
  | (OnFinding & { type: "finding.corrected"; data: { number: string; on: string } })
  | (OnFinding & { type: "finding.reopened"; data: { number: string }; personal: { reason: string } })
  | (OnFinding & { type: "finding.closed"; data: { number: string }; personal: { note: string } });
