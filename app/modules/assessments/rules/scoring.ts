import { addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import type { CriticalException } from "#app/modules/deferrals/rules.ts";
import { type Answers, effectiveMark } from "./answers.ts";
import type { Asked, Scoring } from "./checklist.ts";

export const grades = ["A", "B", "C", "D"] as const;
export type Grade = (typeof grades)[number];

export interface BlockScore {
  readonly block: string;
  /** 0-100 unrounded, null when nothing in the block scores. */
  readonly score: number | null;
  readonly weight: number;
}

export interface Score {
  /** 0-100 unrounded; null = nothing scorable (評価対象なし). */
  readonly score: number | null;
  /** Null only when nothing is scorable and no critical question was answered "no". */
  readonly grade: Grade | null;
  /** The grade the score alone gives, critical questions apart: what stands once each critical "no" is excepted. */
  readonly scoreGrade: Grade | null;
  readonly criticalNos: readonly string[];
  /** Each raises a finding with a due day. */
  readonly criticalPartials: readonly string[];
  /** Critical 該当なし the reviewer has not accepted yet; grading waits for them. */
  readonly openCriticalNas: readonly string[];
  readonly unanswered: readonly string[];
  readonly blocks: readonly BlockScore[];
}

function gradeOf(points: number, weight: number, scoring: Scoring): Grade | null {
  if (weight === 0) return null;
  // Compared by multiplication: a quotient such as 90/100 must not miss its limit by a rounding error.
  const reaches = (limit: number): boolean => 100 * points >= limit * weight;
  if (reaches(scoring.grades.A)) return "A";
  if (reaches(scoring.grades.B)) return "B";
  return reaches(scoring.grades.C) ? "C" : "D";
}

/**
 * 100 x sum(weight x value) / sum(weight) over the asked marks (facts 7): na leaves the denominator, unanswered counts
 * as no, the reviewer's mark goes before the partner's. A critical no makes it D.
 */
export function scoreAnswers(asked: readonly Asked[], answers: Answers, scoring: Scoring): Score {
  const criticalNos: string[] = [];
  const criticalPartials: string[] = [];
  const openCriticalNas: string[] = [];
  const unanswered: string[] = [];
  const blocks = new Map<string, { points: number; weight: number }>();
  let points = 0;
  let weight = 0;
  for (const { question, isCritical } of asked) {
    const block = blocks.get(question.block) ?? { points: 0, weight: 0 };
    blocks.set(question.block, block);
    if (question.type !== "mark") continue;
    const answer = answers.get(question.id);
    const mark = effectiveMark(answer);
    if (mark === null) unanswered.push(question.id);
    if (mark === "na") {
      if (isCritical && answer?.isNaAccepted !== true) openCriticalNas.push(question.id);
      continue;
    }
    const counted = mark ?? "no";
    if (isCritical && counted === "no") criticalNos.push(question.id);
    if (isCritical && counted === "partial") criticalPartials.push(question.id);
    const gained = question.weight * scoring[counted];
    points += gained;
    weight += question.weight;
    block.points += gained;
    block.weight += question.weight;
  }
  const scoreGrade = gradeOf(points, weight, scoring);
  return {
    score: weight === 0 ? null : (100 * points) / weight,
    grade: criticalNos.length > 0 ? "D" : scoreGrade,
    scoreGrade,
    criticalNos,
    criticalPartials,
    openCriticalNas,
    unanswered,
    blocks: [...blocks].map(([block, b]) => ({
      block,
      score: b.weight === 0 ? null : (100 * b.points) / b.weight,
      weight: b.weight,
    })),
  };
}

/** The score as shown: one decimal, half up; the grade is never taken from this. */
export const showScore = (score: number): string => (Math.floor(score * 10 + 0.5 + 1e-9) / 10).toFixed(1);

/** The day by which the next approval is due: the approved day + cycle, clamped to the month's end (facts 5.5). */
export const nextDueOn = (approvedOn: Day, cycleMonths: number): Day => addMonths(approvedOn, cycleMonths);
/** Last day on which an approval counts: the day the next one is due, so that approving on that day leaves no gap. */
export const validUntil = nextDueOn;

/** Events after which a relation is assessed again without waiting for its cycle (facts 5.5). */
export const extraordinaryTriggers = [
  "incident",
  "work-changed",
  "site-changed",
  "subcontractor-changed",
  "items-changed",
] as const;
export type ExtraordinaryTrigger = (typeof extraordinaryTriggers)[number];

export const uncoveredCriticalNos = (
  nos: readonly string[],
  exceptions: readonly CriticalException[],
  asOf: Day,
): string[] =>
  nos.filter(
    (id) => !exceptions.some((e) => e.questionId === id && e.approvedOn <= asOf && asOf <= e.expiresOn),
  );

export const outcomes = ["approved", "conditional", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Which outcomes the grade allows. A, B (or nothing scorable): approve. C: conditional approval with a corrective plan.
 * D: failed, unless the director excepted every critical "no" and the score alone reaches C: then conditional.
 * A milder result may always be given as a stricter one.
 */
export function allowedOutcomes(
  score: Score,
  exceptions: readonly CriticalException[],
  asOf: Day,
): Outcome[] {
  if (score.openCriticalNas.length > 0) return [];
  if (score.grade === "D") {
    const isExcepted =
      score.criticalNos.length > 0 &&
      score.scoreGrade !== "D" &&
      uncoveredCriticalNos(score.criticalNos, exceptions, asOf).length === 0;
    return isExcepted ? ["conditional", "failed"] : ["failed"];
  }
  return score.grade === "C" ? ["conditional", "failed"] : ["approved", "conditional", "failed"];
}
