import { z } from "zod";
import { declareEvents, type EventOf } from "#app/modules/audit/event-rules.ts";
import { severities } from "./findings.ts";

const text = z.string();
const textOrNull = z.string().nullable();
const texts = z.array(z.string()).readonly();
const assessment = { subject: "assessment", partner: "always" } as const;
const finding = { subject: "finding", partner: "always" } as const;

/** What this module writes into the operation log. Answers and notes stay in their rows; free text is personal. */
export const assessmentEvents = declareEvents({
  "assessment.sent": {
    ...assessment,
    data: { number: text, relation: text, checklist: text, questions: z.number(), dueOn: text },
  },
  "assessment.answered": { ...assessment, data: { number: text, questions: texts, proxy: z.boolean() } },
  "assessment.assigned": { ...assessment, data: { number: text, block: text, personId: textOrNull } },
  "assessment.evidence-added": {
    ...assessment,
    data: { number: text, question: text, files: z.number() },
  },
  "assessment.evidence-removed": { ...assessment, data: { number: text, question: text } },
  "assessment.submission-asked": { ...assessment, data: { number: text } },
  "assessment.submitted": { ...assessment, data: { number: text, proxy: z.boolean() } },
  "assessment.recalled": { ...assessment, data: { number: text } },
  "assessment.review-started": { ...assessment, data: { number: text } },
  "assessment.overridden": {
    ...assessment,
    data: { number: text, question: text, from: textOrNull, to: textOrNull },
    personal: { note: "always" },
  },
  "assessment.na-accepted": {
    ...assessment,
    data: { number: text, question: text },
    personal: { note: "always" },
  },
  "assessment.returned": { ...assessment, data: { number: text }, personal: { reason: "always" } },
  "assessment.exception-requested": {
    ...assessment,
    data: { number: text, question: text, until: text },
    personal: { reason: "always" },
  },
  "assessment.graded": {
    ...assessment,
    data: { number: text, score: z.number().nullable(), grade: textOrNull, criticalNos: texts },
  },
  "assessment.concluded": {
    ...assessment,
    data: { number: text, outcome: text, validUntil: textOrNull, conditions: z.number() },
  },
  "assessment.condition-met": { ...assessment, data: { number: text, on: text } },
  "assessment.cancelled": { ...assessment, data: { number: text }, personal: { reason: "always" } },
  "finding.raised": {
    ...finding,
    data: { number: text, severity: z.enum(severities), dueOn: text, question: textOrNull },
  },
  "finding.planned": { ...finding, data: { number: text, planDueOn: text } },
  "finding.corrected": { ...finding, data: { number: text, on: text } },
  "finding.reopened": { ...finding, data: { number: text }, personal: { reason: "always" } },
  "finding.closed": { ...finding, data: { number: text }, personal: { note: "always" } },
});
export type AssessmentLogEvent = EventOf<typeof assessmentEvents>;
