import { type Tier, tiers } from "#app/modules/assessments/rules/checklist.ts";
import type { AssessmentFact, FindingFact } from "#app/modules/assessments/rules/facts.ts";
import type { Grade } from "#app/modules/assessments/rules/scoring.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { type DayRange, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { isInForceOn } from "#app/modules/calendar/rules/validity.ts";
import type { ContractFact } from "#app/modules/contracts/rules/facts.ts";
import type { LotFact } from "#app/modules/custody/rules/facts.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import type { PartnerFact, RelationFact, SubcontractorFact } from "#app/modules/registry/rules/facts.ts";
import { isRelationState, mayHoldData } from "#app/modules/registry/rules/relation-states.ts";
import type { OversightFacts } from "./facts.ts";

/** Bases under supervision, in the order of every table. 取扱いなし is registered but outside Article 25. */
export const supervisedBases = ["entrustment", "joint-use", "referral"] as const;
export type SupervisedBasis = (typeof supervisedBases)[number];
const isSupervised = (basis: LegalBasis): basis is SupervisedBasis =>
  (supervisedBases as readonly string[]).includes(basis);

/** Rows by what they belong to, made once for all the days asked. */
export interface FactIndex {
  readonly facts: OversightFacts;
  readonly partners: ReadonlyMap<string, PartnerFact>;
  readonly relations: ReadonlyMap<string, RelationFact>;
  readonly relationsOf: ReadonlyMap<string, readonly RelationFact[]>;
  readonly assessmentsOf: ReadonlyMap<string, readonly AssessmentFact[]>;
  readonly contractsOf: ReadonlyMap<string, readonly ContractFact[]>;
  readonly subcontractorsOf: ReadonlyMap<string, readonly SubcontractorFact[]>;
  readonly lotsOf: ReadonlyMap<string, readonly LotFact[]>;
  readonly findingsOf: ReadonlyMap<string, readonly FindingFact[]>;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const keys = keyOf(row);
    for (const key of typeof keys === "string" ? [keys] : keys) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

export const indexFacts = (facts: OversightFacts): FactIndex => ({
  facts,
  partners: new Map(facts.partners.map((p) => [p.id, p])),
  relations: new Map(facts.relations.map((r) => [r.id, r])),
  relationsOf: groupBy(facts.relations, (r) => r.partnerId),
  assessmentsOf: groupBy(facts.assessments, (a) => a.relationId),
  contractsOf: groupBy(facts.contracts, (c) => c.relationIds),
  subcontractorsOf: groupBy(facts.subcontractors, (s) => s.relationId),
  lotsOf: groupBy(facts.lots, (l) => l.relationId),
  findingsOf: groupBy(facts.findings, (f) => f.partnerId),
});

export const stateOn = (relation: RelationFact, day: Day): string | null =>
  relation.states.find((s) => isInForceOn(s, day))?.state ?? null;
/** Our data may lie with the partner: the relation is under supervision. */
export const isHeldOn = (relation: RelationFact, day: Day): boolean => {
  const state = stateOn(relation, day);
  return state !== null && isRelationState(state) && mayHoldData(state);
};

/** What the latest assessment of a relation says on a day. */
export interface RelationGrade {
  readonly grade: Grade | "-";
  readonly score: number | null;
  readonly criticalNos: number;
  readonly concluded: AssessmentFact | null;
  /** The one that is under way on the day. */
  readonly pending: AssessmentFact | null;
  /** By when the next conclusion is due: the end of validity, or the day the pending one was due. */
  readonly nextOn: Day | null;
}

const grades: readonly string[] = ["A", "B", "C", "D"];
const toGrade = (text: string | null): Grade | "-" =>
  text !== null && grades.includes(text) ? (text as Grade) : "-";

/**
 * The latest assessment concluded on or before the day counts until its validity ends; one concluded within the year
 * asked counts to the end of that year even when a shorter validity was given.
 */
export function gradeOn(index: FactIndex, relationId: string, day: Day, range: DayRange): RelationGrade {
  let concluded: AssessmentFact | null = null;
  let pending: AssessmentFact | null = null;
  for (const a of index.assessmentsOf.get(relationId) ?? []) {
    if (a.concludedOn !== null && a.concludedOn <= day) {
      if (concluded === null || a.concludedOn >= (concluded.concludedOn ?? "")) concluded = a;
    } else if (a.state !== "cancelled" && a.sentOn !== null && a.sentOn <= day) {
      if (pending === null || a.sentOn >= (pending.sentOn ?? "")) pending = a;
    }
  }
  const isCurrent =
    concluded !== null &&
    ((concluded.concludedOn ?? "") >= range.from ||
      concluded.validUntil === null ||
      concluded.validUntil >= day);
  if (!isCurrent || concluded === null) {
    return {
      grade: "-",
      score: null,
      criticalNos: 0,
      concluded: null,
      pending,
      nextOn: pending?.dueOn ?? concluded?.validUntil ?? null,
    };
  }
  return {
    grade: toGrade(concluded.grade),
    score: concluded.score,
    criticalNos: concluded.criticalNos,
    concluded,
    pending,
    nextOn: concluded.validUntil,
  };
}

/** One partner under supervision on a day. */
export interface Subject {
  readonly partner: PartnerFact;
  readonly kind: SupervisedBasis;
  readonly relations: readonly RelationFact[];
  readonly tier: Tier;
  readonly grade: Grade | "-";
  readonly score: number | null;
  readonly criticalNos: number;
  readonly concludedOn: Day | null;
  readonly nextOn: Day | null;
  readonly grades: ReadonlyMap<string, RelationGrade>;
}

/** Everybody under supervision on a day, by kind and then by number. */
export interface Position {
  readonly day: Day;
  readonly year: number;
  readonly range: DayRange;
  readonly subjects: readonly Subject[];
  /** Registered on the day, but handling nothing by contract. */
  readonly noHandling: number;
}

const rank = (grade: Grade | "-"): number => (grade === "-" ? 9 : grades.indexOf(grade));
/** Highest first; an unknown tier counts as the lowest. */
const tierRank = (tier: string): number => (tiers as readonly string[]).indexOf(tier);

export function positionOn(index: FactIndex, year: number, day: Day): Position {
  const range = fiscalYearRange(year, index.facts.organisation.fiscalYearStart);
  const subjects: Subject[] = [];
  let noHandling = 0;
  for (const partner of index.facts.partners) {
    const held = (index.relationsOf.get(partner.id) ?? []).filter((r) => isHeldOn(r, day));
    const relations = held.filter((r) => isSupervised(r.basis));
    if (relations.length === 0) {
      if (held.length > 0) noHandling += 1;
      continue;
    }
    const kind = supervisedBases.find((basis) => relations.some((r) => r.basis === basis)) ?? "entrustment";
    const of = relations.map((r) => [r.id, gradeOn(index, r.id, day, range)] as const);
    // The partner is as good as its worst relation; an unassessed one leaves the partner unassessed.
    const worst = of
      .map(([, g]) => g)
      .reduce((a, b) =>
        rank(b.grade) > rank(a.grade) ||
        (rank(b.grade) === rank(a.grade) && (b.score ?? 101) < (a.score ?? 101))
          ? b
          : a,
      );
    const tier = relations.reduce((a, r) => Math.max(a, tierRank(r.tier)), 0);
    subjects.push({
      partner,
      kind,
      relations,
      tier: tiers[tier] ?? "S1",
      grade: worst.grade,
      score: worst.score,
      criticalNos: of.reduce((n, [, g]) => n + g.criticalNos, 0),
      concludedOn: worst.concluded?.concludedOn ?? null,
      nextOn: worst.nextOn,
      grades: new Map(of),
    });
  }
  subjects.sort(
    (a, b) =>
      supervisedBases.indexOf(a.kind) - supervisedBases.indexOf(b.kind) ||
      (a.partner.number < b.partner.number ? -1 : a.partner.number > b.partner.number ? 1 : 0),
  );
  return { day, year, range, subjects, noHandling };
}

export const gradeLetters = ["A", "B", "C", "D", "-"] as const;
export type GradeLetter = (typeof gradeLetters)[number];
export type GradeCounts = Readonly<Record<GradeLetter, number>>;
export function countGrades(subjects: readonly Subject[]): GradeCounts {
  const counts = { A: 0, B: 0, C: 0, D: 0, "-": 0 };
  for (const subject of subjects) counts[subject.grade] += 1;
  return counts;
}

/** Mean of the partners' unrounded scores; null when nobody has one. */
export function averageScore(subjects: readonly Subject[]): number | null {
  let sum = 0;
  let n = 0;
  for (const { score } of subjects) {
    if (score === null) continue;
    sum += score;
    n += 1;
  }
  return n === 0 ? null : sum / n;
}
