import { z } from "zod";
import {
  type FormReader,
  judged,
  optionalText,
  requiredDay,
  requiredText,
  typedDay,
  typedNumber,
} from "#app/modules/contracts/rules/forms.ts";
import { partnerRoles } from "#app/ports.ts";
import { fail, type Result } from "#app/result.ts";
import { marks } from "./answers.ts";
import type { Asked } from "./checklist.ts";
import { answerField } from "./fields.ts";
import { severities } from "./findings.ts";
import { extraordinaryTriggers, outcomes } from "./scoring.ts";

const SendForm = z
  .object({
    dueOn: requiredDay,
    triggerCode: z
      .union([z.literal(""), z.enum(extraordinaryTriggers)], "unknown-choice")
      .transform((v) => (v === "" ? null : v)),
    inviteEmail: optionalText(254),
    inviteName: optionalText(60),
    inviteRole: z.enum(partnerRoles, "unknown-choice"),
    inviteLang: z.enum(["ja", "en"], "unknown-choice"),
  })
  .superRefine((form, context) => {
    if (form.inviteEmail !== "" && form.inviteName === "")
      context.addIssue({ code: "custom", path: ["inviteName"], message: "required" });
    if (form.inviteName !== "" && form.inviteEmail === "")
      context.addIssue({ code: "custom", path: ["inviteEmail"], message: "required" });
  });
export type SendForm = z.infer<typeof SendForm>;
export const parseSend = (form: FormReader): Result<SendForm> =>
  judged(SendForm, {
    dueOn: typedDay(form.text("dueOn")),
    triggerCode: form.text("triggerCode"),
    inviteEmail: form.text("inviteEmail"),
    inviteName: form.text("inviteName"),
    inviteRole: form.text("inviteRole") === "" ? "partner-admin" : form.text("inviteRole"),
    inviteLang: form.text("inviteLang") === "" ? "ja" : form.text("inviteLang"),
  });

/** One answer as posted. `revision`: the one that was read, 0 for a question not answered before. */
export interface TypedAnswer {
  readonly questionId: string;
  readonly value: string;
  readonly note: string;
  readonly revision: number;
}

/** The answers of a posted section; a question whose fields are not in the form is left alone. */
export function parseAnswers(form: FormReader, asked: readonly Asked[]): TypedAnswer[] {
  return asked.flatMap(({ question }) => {
    const revision = form.all(answerField.revision(question.id)).at(-1);
    if (revision === undefined) return [];
    const typed = form.text(answerField.value(question.id));
    const isNone = question.allowsNone && form.text(answerField.none(question.id)) !== "";
    const value = question.type === "date" ? (isNone ? "none" : typedDay(typed)) : typed;
    return [
      {
        questionId: question.id,
        value: question.type === "number" ? typedNumber(value) : value,
        note: form.text(answerField.note(question.id)),
        revision: /^\d{1,9}$/.test(revision) ? Number(revision) : 0,
      },
    ];
  });
}

const OverrideForm = z
  .object({
    questionId: requiredText(20),
    isAsAnswered: z.boolean(),
    mark: z.enum(marks, "choose-one"),
    note: optionalText(2000),
  })
  .superRefine((form, context) => {
    if (!form.isAsAnswered && form.note === "")
      context.addIssue({ code: "custom", path: ["note"], message: "reason-required" });
  });
/** `judge` as-is takes the partner's own mark (`own`), change takes `mark` with its reason. */
export const parseOverride = (form: FormReader) => {
  const isAsAnswered = form.text("judge") === "as-is";
  return judged(OverrideForm, {
    questionId: form.text("questionId"),
    isAsAnswered,
    mark: isAsAnswered ? form.text("own") : form.text("mark"),
    note: form.text("note"),
  });
};

const ReasonForm = z.object({ reason: requiredText(2000) });
export const parseReason = (form: FormReader) => judged(ReasonForm, { reason: form.text("reason") });

const ExceptionRequestForm = z.object({
  questionId: requiredText(20),
  reason: requiredText(2000),
  until: requiredDay,
});
export const parseExceptionRequest = (form: FormReader) =>
  judged(ExceptionRequestForm, {
    questionId: form.text("questionId"),
    reason: form.text("reason"),
    until: typedDay(form.text("until")),
  });

const ConditionForm = z.object({
  text: requiredText(1000),
  ownerName: requiredText(100),
  dueOn: requiredDay,
  bindsAtOnce: z.boolean(),
});
export type ConditionForm = z.infer<typeof ConditionForm>;

const GradeForm = z
  .object({
    outcome: z.union([z.literal(""), z.enum(outcomes)], "choose-one").transform((v) => (v === "" ? null : v)),
    comment: optionalText(4000),
    conditions: z.array(ConditionForm).max(20),
  })
  .superRefine((form, context) => {
    if (form.outcome === "conditional" && form.conditions.length === 0)
      context.addIssue({ code: "custom", path: ["conditions", 0, "text"], message: "required" });
    if (form.outcome === "failed" && form.comment === "")
      context.addIssue({ code: "custom", path: ["comment"], message: "reason-required" });
  });
export type GradeForm = z.infer<typeof GradeForm>;

/** How many condition rows a form offers. */
export const conditionRows = 5;
/** Rows left wholly empty are no conditions; field problems carry the row as posted. */
export function parseGrade(form: FormReader): Result<GradeForm> {
  const places: number[] = [];
  const conditions: object[] = [];
  for (let at = 0; at < conditionRows; at += 1) {
    const field = (name: string) => form.text(`conditions.${at}.${name}`);
    const isEmpty = ["text", "ownerName", "dueOn"].every((name) => field(name).trim() === "");
    if (isEmpty) continue;
    places.push(at);
    conditions.push({
      text: field("text"),
      ownerName: field("ownerName"),
      dueOn: typedDay(field("dueOn")),
      bindsAtOnce: field("bindsAtOnce") !== "",
    });
  }
  const result = judged(GradeForm, {
    outcome: form.text("outcome"),
    comment: form.text("comment"),
    conditions: form.text("outcome") === "conditional" ? conditions : [],
  });
  if (result.ok || result.problem.kind !== "invalid") return result;
  return fail({
    kind: "invalid",
    fields: result.problem.fields.map((field) => ({
      ...field,
      path: field.path.replace(
        /^conditions\.(\d+)/,
        (_, n: string) => `conditions.${places[Number(n)] ?? n}`,
      ),
    })),
  });
}

const FindingForm = z.object({
  severity: z.enum(severities, "choose-one"),
  title: requiredText(200),
  detail: requiredText(2000),
  dueOn: requiredDay,
  basis: optionalText(200),
});
export type FindingForm = z.infer<typeof FindingForm>;
/** `prefix` when the fields stand inside a larger form. */
export const parseFinding = (form: FormReader): Result<FindingForm> =>
  judged(FindingForm, {
    severity: form.text("severity"),
    title: form.text("title"),
    detail: form.text("detail"),
    dueOn: typedDay(form.text("dueOn")),
    basis: form.text("basis"),
  });

const PlanForm = z.object({ plan: requiredText(2000), planDueOn: requiredDay });
export const parsePlan = (form: FormReader) =>
  judged(PlanForm, { plan: form.text("plan"), planDueOn: typedDay(form.text("planDueOn")) });

const CorrectedForm = z.object({ correctedOn: requiredDay, note: requiredText(2000) });
export const parseCorrected = (form: FormReader) =>
  judged(CorrectedForm, {
    correctedOn: typedDay(form.text("correctedOn")),
    note: form.text("note"),
  });

const NoteForm = z.object({ note: requiredText(2000) });
export const parseNote = (form: FormReader) => judged(NoteForm, { note: form.text("note") });
