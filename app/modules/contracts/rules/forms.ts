import { z } from "zod";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { fieldProblemsOf } from "#app/i18n/field-problems.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { clauseResults } from "./clauses.ts";

/** A posted form as the parsers read it: the last value of a name or "", and all of them. */
export interface FormReader {
  text(name: string): string;
  all(name: string): readonly string[];
}

/** A day as typed (`2026/11/24`, 和暦, full-width); what cannot be read stays as it is and fails its schema. */
export const typedDay = (text: string): string => parseDayInput(text) ?? text.trim();
/** Digits as typed: full-width and grouping commas are folded. */
export const typedNumber = (text: string): string => text.normalize("NFKC").replaceAll(",", "").trim();

/** The outcome of a schema, with the field problems of a form when it failed. */
export function judged<S extends z.ZodType>(schema: S, value: object): Result<z.output<S>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const typed = (path: string): string | undefined => {
    const found: unknown = path
      .split(".")
      .reduce<unknown>(
        (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
        value,
      );
    return typeof found === "string" ? found : undefined;
  };
  return fail({ kind: "invalid", fields: fieldProblemsOf(parsed.error.issues, typed) });
}

// C0 control characters other than tab and line feed never belong to a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters.
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const plain = (schema: z.ZodString) => schema.refine((v) => !control.test(v), "control-character");

export const requiredText = (max: number) => plain(z.string().trim().min(1, "required").max(max, "too-long"));
export const optionalText = (max: number) => plain(z.string().trim().max(max, "too-long")).default("");
export const requiredDay = z
  .string()
  .min(1, "required")
  .refine((v) => parseDayInput(v) === v, "day-invalid");
export const optionalDay = z
  .union([z.literal(""), requiredDay])
  .default("")
  .transform((v) => (v === "" ? null : v));
const count = (max: number) =>
  z
    .union([z.literal(""), z.string().regex(/^\d{1,4}$/, "number-invalid")], "number-invalid")
    .default("")
    .transform((v) => (v === "" ? null : Number(v)))
    .refine((v) => v === null || (v >= 1 && v <= max), {
      error: "integer-range",
      params: { min: 1, max },
    });
const yes = z
  .enum(["yes", "no"], "unknown-choice")
  .default("no")
  .transform((v) => v === "yes");

/** Fields of the contract form as posted; days already read into `YYYY-MM-DD`. Messages are problem codes. */
export const ContractForm = z
  .object({
    title: requiredText(200),
    number: optionalText(60),
    signedOn: optionalDay,
    startsOn: requiredDay,
    endsOn: optionalDay,
    autoRenewal: yes,
    renewalMonths: count(120),
    noticeMonths: count(24),
    terminatedOn: optionalDay,
    note: optionalText(2000),
  })
  .superRefine((form, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (form.endsOn !== null && form.endsOn < form.startsOn) say("endsOn", "before-start");
    if (form.terminatedOn !== null && form.terminatedOn < form.startsOn) say("terminatedOn", "before-start");
    if (form.signedOn !== null && form.endsOn !== null && form.signedOn > form.endsOn)
      say("signedOn", "after-end");
    if (form.autoRenewal && form.endsOn === null) say("endsOn", "required-for-renewal");
    if (form.autoRenewal && form.renewalMonths === null) say("renewalMonths", "required-for-renewal");
  });
export type ContractForm = z.infer<typeof ContractForm>;

/** The contract form as posted (`…On` as typed, `autoRenewal` a box, the numbers with full-width digits). */
export const parseContract = (form: FormReader): Result<ContractForm> =>
  judged(ContractForm, {
    title: form.text("title"),
    number: form.text("number"),
    signedOn: typedDay(form.text("signedOn")),
    startsOn: typedDay(form.text("startsOn")),
    endsOn: typedDay(form.text("endsOn")),
    autoRenewal: form.text("autoRenewal") === "" ? "no" : form.text("autoRenewal"),
    renewalMonths: typedNumber(form.text("renewalMonths")),
    noticeMonths: typedNumber(form.text("noticeMonths")),
    terminatedOn: typedDay(form.text("terminatedOn")),
    note: form.text("note"),
  });

/** One row of the clause check form. An exception is possible for 一部不足 only, and always ends. */
export const ClauseCheckForm = z
  .object({
    clauseId: requiredText(60),
    result: z.enum(clauseResults, "choose-one"),
    article: optionalText(60),
    note: optionalText(1000),
    exceptionUntil: optionalDay,
    exceptionReason: optionalText(1000),
  })
  .superRefine((form, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (form.exceptionUntil !== null && form.result !== "partial")
      say("exceptionUntil", "exception-for-partial-only");
    if (form.exceptionUntil !== null && form.exceptionReason === "") say("exceptionReason", "required");
    if (form.exceptionReason !== "" && form.exceptionUntil === null) say("exceptionUntil", "required");
    if (form.result === "conforming" && form.article === "") say("article", "required");
    if ((form.result === "partial" || form.result === "missing") && form.note === "") say("note", "required");
  });
export type ClauseCheckForm = z.infer<typeof ClauseCheckForm>;

export const ClauseChecksForm = z.object({ checkedOn: requiredDay, checks: z.array(ClauseCheckForm).min(1) });
export type ClauseChecksForm = z.infer<typeof ClauseChecksForm>;

/**
 * The whole clause check as posted: fields `checks.<n>.result` and so on, where n is the place of the clause in `clauseIds`.
 * Clauses without a result are left as they are; field problems carry the name as posted.
 */
export function parseClauseChecks(form: FormReader, clauseIds: readonly string[]): Result<ClauseChecksForm> {
  const rows = clauseIds.map((clauseId, at) => {
    const field = (name: string) => form.text(`checks.${at}.${name}`);
    return {
      clauseId,
      result: field("result"),
      article: field("article"),
      note: field("note"),
      exceptionUntil: typedDay(field("exceptionUntil")),
      exceptionReason: field("exceptionReason"),
    };
  });
  const places = rows.flatMap((row, at) => (row.result === "" ? [] : [at]));
  const result = judged(ClauseChecksForm, {
    checkedOn: typedDay(form.text("checkedOn")),
    checks: rows.filter((row) => row.result !== ""),
  });
  if (result.ok || result.problem.kind !== "invalid") return result;
  return fail({
    kind: "invalid",
    fields: result.problem.fields.map((field) => ({
      ...field,
      path:
        field.path === "checks"
          ? "checks.0.result"
          : field.path.replace(/^checks\.(\d+)/, (_, n: string) => `checks.${places[Number(n)] ?? 0}`),
    })),
  });
}

const RenewalForm = z.object({ endsOn: requiredDay, signedOn: optionalDay });
export const parseRenewal = (form: FormReader) =>
  judged(RenewalForm, { endsOn: typedDay(form.text("endsOn")), signedOn: typedDay(form.text("signedOn")) });

const TerminationForm = z.object({ terminatedOn: requiredDay, reason: requiredText(1000) });
export const parseTermination = (form: FormReader) =>
  judged(TerminationForm, { terminatedOn: typedDay(form.text("terminatedOn")), reason: form.text("reason") });

const ExceptionForm = z.object({
  clauseId: requiredText(60),
  until: requiredDay,
  reason: requiredText(1000),
});
export const parseClauseException = (form: FormReader) =>
  judged(ExceptionForm, {
    clauseId: form.text("clauseId"),
    until: typedDay(form.text("until")),
    reason: form.text("reason"),
  });
