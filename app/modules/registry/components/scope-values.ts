import { parseDayInput } from "#app/i18n/day-input.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { PolicyIndex } from "#app/modules/policy/rules/index-policy.ts";
import { judgeScopeLine, type ScopeContext } from "#app/modules/policy/rules/judge.ts";
import { type ScopeLineContent, toLineInput } from "../rules/scope-input.ts";
import { type ViolationView, viewViolation } from "../words/scope-views.ts";

/** One scope line as it stands in the form: texts as typed. */
export interface LineValues {
  readonly subject: string;
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  readonly headcount: string;
  readonly reason: string;
  readonly concreteText: string;
  readonly reviewerName: string;
  readonly consentOn: string;
  readonly consentMethod: string;
  readonly necessity: string;
  readonly surveyStatement: string;
  readonly validFrom: string;
  readonly validTo: string;
}
export const emptyLine: LineValues = {
  subject: "",
  items: [],
  purposes: [],
  headcount: "",
  reason: "",
  concreteText: "",
  reviewerName: "",
  consentOn: "",
  consentMethod: "",
  necessity: "",
  surveyStatement: "",
  validFrom: "",
  validTo: "",
};

const texts = [
  "headcount",
  "reason",
  "concreteText",
  "reviewerName",
  "consentOn",
  "consentMethod",
  "necessity",
  "surveyStatement",
  "validFrom",
  "validTo",
] as const;

export const toLineValues = (line: ScopeLineContent): LineValues => ({
  subject: line.subject,
  items: line.items,
  purposes: line.purposes,
  headcount: line.headcount === null ? "" : String(line.headcount),
  reason: line.reason ?? "",
  concreteText: line.concreteText ?? "",
  reviewerName: line.reviewerName ?? "",
  consentOn: line.consentOn ?? "",
  consentMethod: line.consentMethod ?? "",
  necessity: line.necessity ?? "",
  surveyStatement: line.surveyStatement ?? "",
  validFrom: line.validFrom,
  validTo: line.validTo ?? "",
});

const MAX_LINES = 40;
const MAX_TEXT = 2000;

/** Lines out of a posted tree (`lines.0.items` …), whatever is in it; at most 40. */
export function readLines(tree: unknown): LineValues[] {
  const lines: unknown = typeof tree === "object" && tree !== null ? Reflect.get(tree, "lines") : null;
  if (!Array.isArray(lines)) return [];
  const read: LineValues[] = [];
  for (const line of lines.slice(0, MAX_LINES) as unknown[]) {
    if (typeof line !== "object" || line === null) continue;
    const of = (key: string): unknown => Reflect.get(line, key);
    const list = (key: string): string[] => {
      const value = of(key);
      const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return all.filter((one): one is string => typeof one === "string").slice(0, 80);
    };
    const text = (key: string): string => {
      const value = of(key);
      return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
    };
    read.push({
      ...emptyLine,
      ...Object.fromEntries(texts.map((key) => [key, text(key)])),
      subject: text("subject"),
      items: list("items"),
      purposes: list("purposes"),
    });
  }
  return read;
}

/** A button of the form that changes the lines without saving them. */
export type LineEdit =
  | { readonly kind: "add-line" }
  | { readonly kind: "remove-line"; readonly line: number }
  | { readonly kind: "edit-line"; readonly line: number }
  | { readonly kind: "remove-item"; readonly line: number; readonly id: string }
  | { readonly kind: "remove-purpose"; readonly line: number; readonly id: string }
  | { readonly kind: "add-purpose"; readonly line: number; readonly id: string }
  | { readonly kind: "check" };

export const editText = (edit: LineEdit): string =>
  [edit.kind, "line" in edit ? edit.line : "", "id" in edit ? edit.id : ""].join(":");

/** The edit a button names, or null when it is another button. */
export function readEdit(intent: string): LineEdit | null {
  const [kind, line = "", id = ""] = intent.split(":");
  if (kind === "add-line" || kind === "check") return { kind };
  if (!/^\d{1,2}$/.test(line)) return null;
  const at = Number(line);
  if (kind === "remove-line" || kind === "edit-line") return { kind, line: at };
  if (kind === "remove-item" || kind === "remove-purpose" || kind === "add-purpose")
    return { kind, line: at, id };
  return null;
}

export function applyEdit(lines: readonly LineValues[], edit: LineEdit): readonly LineValues[] {
  if (edit.kind === "add-line") return lines.length < MAX_LINES ? [...lines, emptyLine] : lines;
  if (edit.kind === "remove-line") return lines.filter((_, at) => at !== edit.line);
  if (edit.kind === "check" || edit.kind === "edit-line") return lines;
  return lines.map((line, at) => {
    if (at !== edit.line) return line;
    if (edit.kind === "remove-item") return { ...line, items: line.items.filter((id) => id !== edit.id) };
    if (edit.kind === "remove-purpose")
      return { ...line, purposes: line.purposes.filter((id) => id !== edit.id) };
    return { ...line, purposes: [...new Set([...line.purposes, edit.id])] };
  });
}

const blankToNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What the ceiling reads of a line that is still being typed: a day it cannot read counts as none. */
export const toDraftContent = (values: LineValues, validFrom: Day): ScopeLineContent => ({
  subject: values.subject,
  items: values.items,
  purposes: values.purposes,
  headcount: null,
  reason: blankToNull(values.reason),
  concreteText: blankToNull(values.concreteText),
  reviewerName: blankToNull(values.reviewerName),
  consentOn: parseDayInput(values.consentOn),
  consentMethod: blankToNull(values.consentMethod),
  necessity: blankToNull(values.necessity),
  surveyStatement: blankToNull(values.surveyStatement),
  validFrom: parseDayInput(values.validFrom) ?? validFrom,
  validTo: parseDayInput(values.validTo),
});

export interface JudgedLine {
  /** Nothing chosen yet: neither within nor outside. */
  readonly isEmpty: boolean;
  readonly violations: readonly ViolationView[];
  /** Items not chosen that could not be chosen in this line, and why. */
  readonly barred: ReadonlyMap<string, ViolationView>;
}

/** Judges a line as entered, and every item that it does not hold as if it did. */
export function judgeLine(
  index: PolicyIndex,
  context: ScopeContext,
  values: LineValues,
  validFrom: Day,
  lang: Lang,
): JudgedLine {
  const content = toDraftContent(values, validFrom);
  const isEmpty = values.subject === "" || values.items.length === 0 || values.purposes.length === 0;
  const violations =
    values.subject === ""
      ? []
      : judgeScopeLine(index, context, toLineInput(content)).map((one) => viewViolation(index, one, lang));
  const barred = new Map<string, ViolationView>();
  for (const item of index.items.keys()) {
    if (values.items.includes(item)) continue;
    const alone = judgeScopeLine(index, context, toLineInput({ ...content, items: [item] }));
    // A missing reason can be written; everything else about an item must change first.
    const why = alone.find((one) => one.params["item"] === item && one.code !== "high-tier-without-reason");
    if (why) barred.set(item, viewViolation(index, why, lang));
  }
  return { isEmpty, violations, barred };
}
