import { isValidDay } from "#app/modules/calendar/rules/day.ts";
import type { Asked, Question } from "./checklist.ts";

export const marks = ["yes", "partial", "no", "na"] as const;
export type Mark = (typeof marks)[number];

/**
 * One answer. `value`: a mark, a text, digits, a day `YYYY-MM-DD`, `none` for a date that may be absent, or "" while open.
 * `override` is the reviewer's mark with a note: the partner's own value stays (facts 7). `isNaAccepted`: the reviewer
 * accepted 該当なし on a critical question, with a reason.
 */
export interface Answer {
  readonly questionId: string;
  readonly value: string;
  readonly note: string;
  readonly override: { readonly mark: Mark; readonly note: string } | null;
  readonly isNaAccepted: boolean;
}

export type Answers = ReadonlyMap<string, Answer>;
export const toAnswers = (list: readonly Answer[]): Answers => new Map(list.map((a) => [a.questionId, a]));

const isMark = (value: string): value is Mark => (marks as readonly string[]).includes(value);

/** What the partner said, null while unanswered. */
export const ownMark = (answer: Answer | undefined): Mark | null =>
  answer !== undefined && isMark(answer.value) ? answer.value : null;

/** What counts: the reviewer's mark where there is one. */
export const effectiveMark = (answer: Answer | undefined): Mark | null =>
  answer?.override?.mark ?? ownMark(answer);

export const noteMax = 2000;
export const textMax = 4000;
export const needsNote = (mark: Mark | null): boolean => mark === "partial" || mark === "no" || mark === "na";

/** `value` and `note` as they may be stored, or the code of what is wrong and with which field. */
export type AnswerCheck =
  | { readonly ok: true; readonly value: string; readonly note: string }
  | { readonly ok: false; readonly field: "value" | "note"; readonly code: string; readonly max?: number };

const bad = (field: "value" | "note", code: string, max?: number): AnswerCheck =>
  max === undefined ? { ok: false, field, code } : { ok: false, field, code, max };

// C0 control characters other than tab and line feed never belong to an answer.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters.
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Checks one answer as typed. An empty value is allowed (saving as one goes); submission asks for the rest.
 * A date must already be a day `YYYY-MM-DD`; full-width digits of a number are folded.
 */
export function checkAnswer(question: Question, typed: { value: string; note: string }): AnswerCheck {
  const note = typed.note.replaceAll("\r\n", "\n").trim();
  if (note.length > noteMax) return bad("note", "too-long", noteMax);
  if (control.test(note)) return bad("note", "control-character");
  const value = typed.value.replaceAll("\r\n", "\n").trim();
  if (value === "") return { ok: true, value, note };
  switch (question.type) {
    case "mark":
      return isMark(value) ? { ok: true, value, note } : bad("value", "choose-one");
    case "number": {
      const digits = value.normalize("NFKC").replaceAll(",", "");
      if (!/^\d{1,9}$/.test(digits)) return bad("value", "number-invalid");
      const max = question.max ?? 999_999_999;
      return Number(digits) > max
        ? bad("value", "number-too-large", max)
        : { ok: true, value: String(Number(digits)), note };
    }
    case "date":
      if (value === "none")
        return question.allowsNone ? { ok: true, value, note } : bad("value", "day-invalid");
      return isValidDay(value) ? { ok: true, value, note } : bad("value", "day-invalid");
    case "text":
    case "file":
      if (value.length > textMax) return bad("value", "too-long", textMax);
      return control.test(value) ? bad("value", "control-character") : { ok: true, value, note };
  }
}

export interface SubmitProblem {
  readonly questionId: string;
  readonly number: number;
  readonly field: "value" | "note";
  readonly code: "unanswered" | "note-required";
}

/** What is missing before the answers may be submitted: open answers, and notes for partial, no and na. */
export function submitProblems(asked: readonly Asked[], answers: Answers): SubmitProblem[] {
  const out: SubmitProblem[] = [];
  for (const { question, number } of asked) {
    const answer = answers.get(question.id);
    if (answer === undefined || answer.value === "") {
      if (!question.optional)
        out.push({ questionId: question.id, number, field: "value", code: "unanswered" });
    } else if (question.type === "mark" && needsNote(ownMark(answer)) && answer.note === "") {
      out.push({ questionId: question.id, number, field: "note", code: "note-required" });
    }
  }
  return out;
}

export interface BlockProgress {
  readonly block: string;
  readonly answered: number;
  readonly total: number;
}

/** Per block, in the order asked: how many questions are complete (a missing note leaves one incomplete). */
export function progressOf(asked: readonly Asked[], answers: Answers): BlockProgress[] {
  const open = new Set(submitProblems(asked, answers).map((p) => p.questionId));
  const blocks = new Map<string, { answered: number; total: number }>();
  for (const { question } of asked) {
    const block = blocks.get(question.block) ?? { answered: 0, total: 0 };
    block.total += 1;
    if (!open.has(question.id)) block.answered += 1;
    blocks.set(question.block, block);
  }
  return [...blocks].map(([block, p]) => ({ block, ...p }));
}

export const changes = ["same", "better", "worse", "changed", "new", "open"] as const;
/** `new`: not answered last time; `open`: not answered this time; `changed`: differs without being better or worse. */
export type Change = (typeof changes)[number];
const rank: Record<Mark, number | null> = { yes: 2, partial: 1, no: 0, na: null };

/** This answer beside last time's, on what counted (overrides included). */
export function compareAnswer(
  question: Question,
  previous: Answer | undefined,
  current: Answer | undefined,
): Change {
  const before = question.type === "mark" ? effectiveMark(previous) : (previous?.value ?? "");
  const now = question.type === "mark" ? effectiveMark(current) : (current?.value ?? "");
  if (now === null || now === "") return "open";
  if (before === null || before === "") return "new";
  if (before === now) return "same";
  const a = rank[before as Mark] ?? null;
  const b = rank[now as Mark] ?? null;
  if (question.type !== "mark" || a === null || b === null) return "changed";
  return b > a ? "better" : "worse";
}
