import { type Lang, langs } from "#app/i18n/lang.ts";
import { type FiscalYearStart, fiscalYearOf } from "#app/modules/calendar/rules/fiscal-year.ts";
import { type FieldProblem, fail, ok, type Result } from "#app/result.ts";
import type { PlanItem } from "./plan-section.ts";

export const limits = { opinion: 2000, plan: 6, focus: 60, goal: 200, owner: 60, reason: 400 } as const;

/** The first year that can be reported: APPI came into force on 2005-04-01. */
export const firstReportYear = 2005;
/** Years that have begun, newest first. */
export function reportableYears(today: string, start: FiscalYearStart, count = 6): number[] {
  const current = fiscalYearOf(today, start);
  return Array.from({ length: count }, (_, i) => current - i).filter((y) => y >= firstReportYear);
}

// C0 control characters other than tab and line feed never belong to a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters.
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

function judgeText(path: string, text: string, max: number): FieldProblem | null {
  if (control.test(text)) return { path, code: "control-character" };
  return [...text].length > max ? { path, code: "too-long", params: { max } } : null;
}

/** Opinion and plan as typed: trimmed, empty lines of the plan left out, or what is wrong with which field. */
export function judgeDraft(input: { readonly opinion: string; readonly plan: readonly PlanItem[] }): {
  readonly problems: readonly FieldProblem[];
  readonly opinion: string;
  readonly plan: readonly PlanItem[];
} {
  const problems: FieldProblem[] = [];
  const opinion = input.opinion.replaceAll("\r\n", "\n").trim();
  const add = (problem: FieldProblem | null) => {
    if (problem) problems.push(problem);
  };
  add(judgeText("opinion", opinion, limits.opinion));
  const plan: PlanItem[] = [];
  for (const [i, item] of input.plan.slice(0, limits.plan).entries()) {
    const row = { focus: item.focus.trim(), goal: item.goal.trim(), owner: item.owner.trim() };
    if (row.focus === "" && row.goal === "" && row.owner === "") continue;
    if (row.focus === "") problems.push({ path: `plan.${i}.focus`, code: "required" });
    if (row.goal === "") problems.push({ path: `plan.${i}.goal`, code: "required" });
    add(judgeText(`plan.${i}.focus`, row.focus, limits.focus));
    add(judgeText(`plan.${i}.goal`, row.goal, limits.goal));
    add(judgeText(`plan.${i}.owner`, row.owner, limits.owner));
    plan.push(row);
  }
  return { problems, opinion, plan };
}

/** What the parsers read of a posted form. */
export interface FormReader {
  text(name: string): string;
}

export function parseNewReport(
  form: FormReader,
): Result<{ readonly fiscalYear: number; readonly language: Lang }> {
  const year = form.text("fiscalYear").trim();
  const language = langs.find((l) => l === form.text("language"));
  const problems: FieldProblem[] = [];
  if (!/^\d{4}$/.test(year))
    problems.push({ path: "fiscalYear", code: year === "" ? "choose-one" : "unknown-choice" });
  if (language === undefined) problems.push({ path: "language", code: "choose-one" });
  if (language === undefined || problems.length > 0) return fail({ kind: "invalid", fields: problems });
  return ok({ fiscalYear: Number(year), language });
}

/** Opinion and plan as typed; `judgeDraft` judges them. */
export const parseDraft = (
  form: FormReader,
): { readonly opinion: string; readonly plan: readonly PlanItem[] } => ({
  opinion: form.text("opinion"),
  plan: Array.from({ length: limits.plan }, (_, i) => ({
    focus: form.text(`plan.${i}.focus`),
    goal: form.text(`plan.${i}.goal`),
    owner: form.text(`plan.${i}.owner`),
  })),
});

export const reportStates = [
  "draft",
  "submitted",
  "returned",
  "decided",
  "conditional",
  "rejected",
  "withdrawn",
] as const;
export type ReportState = (typeof reportStates)[number];
/** Opinion and plan may be written, and it may be submitted. */
export const isEditable = (state: string): boolean => state === "draft" || state === "returned";
export const isDecided = (state: string): boolean => state === "decided" || state === "conditional";
