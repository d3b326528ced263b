import { type Day, daysBetween } from "#app/modules/calendar/rules/day.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import {
  averageScore,
  countGrades,
  type FactIndex,
  type GradeCounts,
  type GradeLetter,
  type Position,
  type Subject,
  type SupervisedBasis,
  supervisedBases,
} from "./position.ts";
import { workOf } from "./scope.ts";

/** 3 評価結果 */
export interface ResultsSection {
  readonly lead: Phrase;
  readonly byKind: readonly {
    readonly kind: Label;
    readonly partners: number;
    readonly grades: GradeCounts;
  }[];
  /** Three years, oldest first. */
  readonly years: readonly number[];
  readonly trend: readonly { readonly kind: Label | null; readonly averages: readonly (number | null)[] }[];
  /** Contractors only: the blocks of their checklist. */
  readonly blocks: readonly { readonly block: Label; readonly score: number; readonly last: number | null }[];
  readonly weak: readonly {
    readonly partner: string;
    readonly number: string;
    readonly grade: GradeLetter;
    readonly measures: readonly Phrase[];
  }[];
  readonly list: readonly ResultRow[];
}
export interface ResultRow {
  readonly kind: SupervisedBasis;
  readonly number: string;
  readonly partner: string;
  readonly work: readonly Label[];
  readonly tier: string;
  readonly grade: GradeLetter;
  /** Unrounded. */
  readonly score: number | null;
  readonly criticalNos: number;
  readonly concludedOn: Day | null;
  readonly nextOn: Day | null;
  /** Days past `nextOn` on the report's day; 0 = not past. */
  readonly daysOver: number;
}

function measuresOf(index: FactIndex, subject: Subject, day: Day): Phrase[] {
  const measures: Phrase[] = [];
  for (const grade of subject.grades.values()) {
    const a = grade.concluded;
    if (!a) continue;
    if (a.outcome === "failed") measures.push(phrase("measure.failed", {}));
    else if (a.outcome === "conditional")
      measures.push(phrase("measure.conditional", { until: a.validUntil ?? "" }));
    for (const condition of a.conditions)
      measures.push(phrase("measure.condition", { text: condition.text, due: condition.dueOn }));
  }
  const open = (index.findingsOf.get(subject.partner.id) ?? []).filter(
    (f) => f.raisedOn <= day && (f.closedOn === null || f.closedOn > day),
  );
  for (const f of open.slice(0, 3))
    measures.push(phrase("measure.finding", { number: f.number, due: f.dueOn }));
  return measures.length > 0 ? measures : [phrase("measure.none", {})];
}

export function resultsSection(
  index: FactIndex,
  positions: readonly [Position, Position, Position],
): ResultsSection {
  const [now, last, before] = positions;
  const graded = now.subjects.filter((s) => s.grade !== "-");
  const average = averageScore(now.subjects);
  const grades = countGrades(now.subjects);
  const trendOf = (kind: SupervisedBasis | null) =>
    [before, last, now].map((p) =>
      averageScore(kind === null ? p.subjects : p.subjects.filter((s) => s.kind === kind)),
    );
  const blockScores = (year: number) =>
    new Map(
      index.facts.blockMarks
        .filter((b) => b.assessmentYear === year && b.basis === "entrustment" && b.weight > 0)
        .map((b) => [b.block, (100 * b.points) / b.weight]),
    );
  const blocksNow = blockScores(now.year);
  const blocksLast = blockScores(last.year);
  return {
    lead:
      average === null
        ? phrase("lead.results-none", {})
        : phrase("lead.results", {
            assessed: graded.length,
            average,
            good: grades.A + grades.B,
            total: now.subjects.length,
          }),
    byKind: supervisedBases
      .map((kind) => {
        const mine = now.subjects.filter((s) => s.kind === kind);
        return { kind: label("kind", kind), partners: mine.length, grades: countGrades(mine) };
      })
      .filter((row) => row.partners > 0),
    years: [before.year, last.year, now.year],
    trend: [
      { kind: null, averages: trendOf(null) },
      ...supervisedBases
        .map((kind) => ({ kind: label("kind", kind), averages: trendOf(kind) }))
        .filter((row) => row.averages.some((a) => a !== null)),
    ],
    blocks: [...blocksNow].map(([block, score]) => ({
      block: label("block", block),
      score,
      last: blocksLast.get(block) ?? null,
    })),
    weak: now.subjects
      .filter((s) => s.grade === "C" || s.grade === "D")
      .sort((a, b) => (a.grade === b.grade ? (a.score ?? 0) - (b.score ?? 0) : a.grade > b.grade ? -1 : 1))
      .map((s) => ({
        partner: s.partner.name,
        number: s.partner.number,
        grade: s.grade,
        measures: measuresOf(index, s, now.day),
      })),
    list: now.subjects.map((s) => ({
      kind: s.kind,
      number: s.partner.number,
      partner: s.partner.name,
      work: uniqueLabels(s.relations.map((r) => workOf(r, "short"))),
      tier: s.tier,
      grade: s.grade,
      score: s.score,
      criticalNos: s.criticalNos,
      concludedOn: s.concludedOn,
      nextOn: s.nextOn,
      daysOver: s.nextOn === null ? 0 : Math.max(0, daysBetween(s.nextOn, now.day)),
    })),
  };
}

const uniqueLabels = (labels: readonly Label[]): Label[] => [
  ...new Map(labels.map((l) => [`${l.list} ${l.code}`, l])).values(),
];
