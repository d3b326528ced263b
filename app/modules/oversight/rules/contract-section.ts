import { openDayOnOrBefore } from "#app/modules/calendar/rules/closed-days.ts";
import { addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import { type ClauseState, judgeClauses, type Trigger } from "#app/modules/contracts/rules/clauses.ts";
import type { ContractFact } from "#app/modules/contracts/rules/facts.ts";
import { contractStateOn, lastDayOf, termOn } from "#app/modules/contracts/rules/terms.ts";
import type { RelationFact } from "#app/modules/registry/rules/facts.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import type { FactIndex, Position, Subject, SupervisedBasis } from "./position.ts";

/** 5 契約 */
export interface ContractSection {
  readonly lead: Phrase;
  readonly clauses: readonly Label[];
  readonly rows: readonly ClauseRow[];
  /** How many partners lack each clause. */
  readonly lacking: readonly number[];
  readonly lackingPartners: number;
  readonly gaps: readonly GapRow[];
  readonly endingUntil: Day;
  readonly ending: readonly EndingRow[];
}
export type ContractVerdict = "sufficient" | "excepted" | "lacking" | "no-contract";
export interface ClauseRow {
  readonly kind: SupervisedBasis;
  readonly number: string;
  readonly partner: string;
  readonly shortName: string;
  /** Worst over the partner's relations, in the order of `clauses`. */
  readonly states: readonly ClauseState[];
  readonly verdict: ContractVerdict;
}
export interface GapRow {
  readonly partner: string;
  readonly clauses: readonly Label[];
  readonly verdict: ContractVerdict;
  readonly until: Day | null;
}
export interface EndingRow {
  readonly partner: string;
  readonly title: string;
  readonly endsOn: Day;
  readonly isAutoRenewing: boolean;
  readonly noticeBy: Day | null;
}

const severity: Record<ClauseState, number> = {
  "not-required": 0,
  met: 1,
  excepted: 2,
  "exception-expired": 3,
  partial: 4,
  unchecked: 5,
  "refused-na": 6,
  missing: 7,
};

/** The contract that binds a relation on a day: the one in force, else the last one that ran out. */
export function contractFor(index: FactIndex, relationId: string, day: Day): ContractFact | null {
  const contracts = (index.contractsOf.get(relationId) ?? []).filter((c) => c.terms.startsOn <= day);
  const inForce = contracts.filter((c) => contractStateOn(c.terms, day) === "in-force");
  const pool = inForce.length > 0 ? inForce : contracts;
  return pool.reduce<ContractFact | null>(
    (best, c) => (best === null || c.terms.startsOn >= best.terms.startsOn ? c : best),
    null,
  );
}

export function triggersOf(index: FactIndex, relation: RelationFact, day: Day): Trigger[] {
  const triggers: Trigger[] = [];
  const subs = index.subcontractorsOf.get(relation.id) ?? [];
  if (subs.some((s) => s.startsOn <= day && (s.removedOn === null || s.removedOn > day)))
    triggers.push("entrusts");
  if (relation.handlesAbroad) triggers.push("handles-abroad");
  return triggers;
}

function judge(index: FactIndex, subject: Subject, day: Day) {
  const library = index.facts.library;
  const states = new Map<string, ClauseState>();
  let until: Day | null = null;
  let hasNone = false;
  if (library) {
    for (const relation of subject.relations) {
      const contract = contractFor(index, relation.id, day);
      if (contract === null) {
        hasNone = true;
        continue;
      }
      const triggers = triggersOf(index, relation, day);
      for (const c of judgeClauses(library, relation.basis, triggers, contract.checks, day).clauses) {
        const known = states.get(c.clauseId);
        if (known === undefined || severity[c.state] > severity[known]) states.set(c.clauseId, c.state);
        if (
          c.state === "excepted" &&
          c.exceptionUntil !== null &&
          (until === null || c.exceptionUntil < until)
        )
          until = c.exceptionUntil;
      }
    }
  }
  const all = [...states.values()];
  const verdict: ContractVerdict =
    hasNone && all.length === 0
      ? "no-contract"
      : hasNone || all.some((s) => severity[s] >= 3)
        ? "lacking"
        : all.includes("excepted")
          ? "excepted"
          : "sufficient";
  return { states, verdict, until };
}

export function contractSection(index: FactIndex, now: Position): ContractSection {
  const clauses = index.facts.library?.clauses.map((c) => c.id) ?? [];
  const rows: ClauseRow[] = [];
  const gaps: GapRow[] = [];
  const ending: EndingRow[] = [];
  const endingUntil = addMonths(now.day, 6);
  for (const subject of now.subjects) {
    const { states, verdict, until } = judge(index, subject, now.day);
    const row: ClauseRow = {
      kind: subject.kind,
      number: subject.partner.number,
      partner: subject.partner.name,
      shortName: subject.partner.shortName,
      states: clauses.map((id) => states.get(id) ?? "unchecked"),
      verdict,
    };
    rows.push(row);
    if (verdict !== "sufficient") {
      gaps.push({
        partner: row.partner,
        clauses:
          verdict === "no-contract"
            ? []
            : clauses
                .filter((_, i) => severity[row.states[i] ?? "unchecked"] >= 2)
                .map((id) => label("clause", id)),
        verdict,
        until: verdict === "excepted" ? until : null,
      });
    }
    const seen = new Set<string>();
    for (const relation of subject.relations) {
      for (const contract of index.contractsOf.get(relation.id) ?? []) {
        if (seen.has(contract.id)) continue;
        seen.add(contract.id);
        const endsOn = termOn(contract.terms, now.day)?.endsOn ?? null;
        if (endsOn === null || endsOn > endingUntil) continue;
        ending.push({
          partner: subject.partner.name,
          title: contract.title,
          endsOn,
          isAutoRenewing: lastDayOf(contract.terms) === null,
          noticeBy:
            contract.terms.noticeMonths === null
              ? null
              : openDayOnOrBefore(addMonths(endsOn, -contract.terms.noticeMonths)),
        });
      }
    }
  }
  // Who has no contract lacks all of it; the counts say which clauses the contracts lack.
  const judged = rows.filter((r) => r.verdict !== "no-contract");
  const lacking = clauses.map(
    (_, i) => judged.filter((r) => severity[r.states[i] ?? "unchecked"] >= 2).length,
  );
  const count = (verdict: ContractVerdict) => rows.filter((r) => r.verdict === verdict).length;
  return {
    lead:
      rows.length === 0
        ? phrase("lead.contracts-none", {})
        : phrase("lead.contracts", {
            clauses: clauses.length,
            partners: rows.length,
            sufficient: count("sufficient"),
            excepted: count("excepted"),
            lacking: count("lacking") + count("no-contract"),
          }),
    clauses: clauses.map((id) => label("clause", id)),
    rows,
    lacking,
    lackingPartners: gaps.length,
    gaps,
    endingUntil,
    ending: ending.sort((a, b) => (a.endsOn < b.endsOn ? -1 : a.endsOn > b.endsOn ? 1 : 0)),
  };
}
