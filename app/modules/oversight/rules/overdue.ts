import { type Day, daysBetween } from "#app/modules/calendar/rules/day.ts";
import { contractStateOn, lastDayOf } from "#app/modules/contracts/rules/terms.ts";
import { balanceOf, standingOf } from "#app/modules/custody/rules/lots.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import { type FactIndex, type Position, stateOn } from "./position.ts";

/** 4 未実施・期限超過 */
export interface OverdueSection {
  readonly lead: Phrase;
  readonly ageing: readonly AgeingRow[];
  readonly lastTotal: number;
  readonly list: readonly OverdueRow[];
  readonly deferrals: readonly {
    readonly partner: string;
    readonly reason: string;
    readonly role: Label | null;
    readonly until: Day;
  }[];
}
export const overdueKinds = ["assessment", "contract", "return", "certificate"] as const;
export type OverdueKind = (typeof overdueKinds)[number];
export interface OverdueRow {
  readonly kind: Label;
  readonly partnerId: string;
  readonly partner: string;
  readonly what: Phrase;
  readonly dueOn: Day;
  readonly days: number;
}
/** Days past the due day, both ends included; the last one is open. */
export const ages = [
  { from: 1, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: null },
] as const;
export interface AgeingRow {
  readonly from: number;
  readonly to: number | null;
  readonly cases: readonly { readonly kind: Label; readonly count: number }[];
  readonly total: number;
  readonly last: number;
}

/** What is past its due day on a day: assessments, contracts, returns, certificates; the longest first. */
export function overdueOn(index: FactIndex, position: Position): OverdueRow[] {
  const { day } = position;
  const rows: OverdueRow[] = [];
  const add = (kind: OverdueKind, partnerId: string, what: Phrase, dueOn: Day | null) => {
    if (dueOn === null || dueOn >= day) return;
    const partner = index.partners.get(partnerId)?.name ?? "";
    const days = daysBetween(dueOn, day);
    rows.push({ kind: label("overdue-kind", kind), partnerId, partner, what, dueOn, days });
  };
  for (const subject of position.subjects) {
    for (const relation of subject.relations) {
      const grade = subject.grades.get(relation.id);
      if (grade && grade.grade === "-" && stateOn(relation, day) !== "ended") {
        const what =
          grade.pending === null
            ? phrase("over.assessment-expired", {})
            : grade.pending.submittedOn !== null && grade.pending.submittedOn <= day
              ? phrase("over.assessment-unreviewed", {})
              : phrase("over.assessment-unanswered", {});
        add("assessment", subject.partner.id, what, grade.nextOn);
      }
      if (stateOn(relation, day) !== "active" && stateOn(relation, day) !== "suspended") continue;
      const contracts = index.contractsOf.get(relation.id) ?? [];
      if (contracts.some((c) => contractStateOn(c.terms, day) === "in-force")) continue;
      const ended = contracts
        .map((c) => ({ contract: c, last: lastDayOf(c.terms) }))
        .filter(
          (c): c is { contract: (typeof contracts)[number]; last: Day } => c.last !== null && c.last < day,
        )
        .sort((a, b) => (a.last < b.last ? 1 : -1))[0];
      if (ended) {
        add(
          "contract",
          subject.partner.id,
          phrase("over.contract-ended", { title: ended.contract.title }),
          ended.last,
        );
      } else {
        const began = relation.states.find((s) => s.state === "active")?.validFrom ?? null;
        add("contract", subject.partner.id, phrase("over.contract-none", { title: relation.title }), began);
      }
    }
  }
  for (const lot of index.facts.lots) {
    if (lot.openedOn > day) continue;
    const balance = balanceOf(lot.entries, day);
    if (standingOf(lot, balance, day).state !== "overdue") continue;
    const isDisposed = balance.pending > 0 && balance.pending === balance.outstanding;
    add(
      isDisposed ? "certificate" : "return",
      lot.partnerId,
      isDisposed
        ? phrase("over.certificate-waiting", { number: lot.number })
        : phrase("over.return", {
            data: lot.dataName,
            quantity: balance.outstanding - balance.pending,
            unit: lot.unit,
          }),
      lot.dueOn,
    );
  }
  return rows.sort((a, b) => b.days - a.days || (a.partner < b.partner ? -1 : 1));
}

const ageOf = (days: number): number =>
  ages.findIndex((a) => days >= a.from && (a.to === null || days <= a.to));

export function overdueSection(index: FactIndex, now: Position, last: Position): OverdueSection {
  const list = overdueOn(index, now);
  const lastList = overdueOn(index, last);
  return {
    lead:
      list.length === 0
        ? phrase("lead.overdue-none", {})
        : phrase("lead.overdue", {
            count: list.length,
            last: lastList.length,
            over90: list.filter((r) => r.days > 90).length,
          }),
    ageing: ages.map((age, i) => {
      const mine = list.filter((r) => ageOf(r.days) === i);
      return {
        ...age,
        cases: overdueKinds
          .map((kind) => ({
            kind: label("overdue-kind", kind),
            count: mine.filter((r) => r.kind.code === kind).length,
          }))
          .filter((c) => c.count > 0),
        total: mine.length,
        last: lastList.filter((r) => ageOf(r.days) === i).length,
      };
    }),
    lastTotal: lastList.length,
    list,
    deferrals: index.facts.deferrals
      .filter(
        (d) =>
          d.decidedOn !== null &&
          d.decidedOn <= now.day &&
          d.until >= now.day &&
          (d.revokedOn === null || d.revokedOn > now.day),
      )
      .map((d) => ({
        partner: index.partners.get(index.relations.get(d.relationId)?.partnerId ?? "")?.name ?? "",
        reason: d.reason,
        role: d.role === null ? null : label("role", d.role),
        until: d.until,
      }))
      .sort((a, b) => (a.until < b.until ? -1 : 1)),
  };
}
