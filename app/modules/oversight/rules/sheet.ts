import type { Lang } from "#app/i18n/lang.ts";
import type { Tier } from "#app/modules/assessments/rules/checklist.ts";
import type { BlockScore } from "#app/modules/assessments/rules/scoring.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { type ClauseState, judgeClauses } from "#app/modules/contracts/rules/clauses.ts";
import { lastDayOf, shownEndOn, termOn } from "#app/modules/contracts/rules/terms.ts";
import { balanceOf, standingOf, type Unit } from "#app/modules/custody/rules/lots.ts";
import { contractFor, triggersOf } from "./contract-section.ts";
import type { OversightFacts } from "./facts.ts";
import { isOpenOn } from "./finding-section.ts";
import {
  type GradeLetter,
  gradeOn,
  indexFacts,
  positionOn,
  type SupervisedBasis,
  stateOn,
} from "./position.ts";
import { workingOf } from "./subcontractor-section.ts";

/** What only the sheet shows of a partner, valid on its day. */
export interface SheetExtras {
  readonly kana: string;
  readonly corporateNumber: string | null;
  readonly noCorporateNumberReason: string | null;
  readonly address: string | null;
  readonly representative: string | null;
  readonly contacts: readonly {
    readonly name: string;
    readonly title: string | null;
    readonly phone: string | null;
  }[];
  readonly relations: ReadonlyMap<string, SheetRelationExtras>;
  readonly blockScores: ReadonlyMap<string, readonly BlockScore[]>;
  readonly gates: ReadonlyMap<
    string,
    { readonly isAllowed: boolean; readonly reasons: number; readonly deferred: number }
  >;
  readonly events: readonly { readonly on: Day; readonly kind: string; readonly text: string }[];
}
export interface SheetRelationExtras {
  readonly owner: string | null;
  readonly handlingPlace: string | null;
  readonly isPaperOnly: boolean;
  readonly lines: readonly {
    readonly subject: string;
    readonly items: readonly string[];
    readonly purposes: readonly string[];
  }[];
}

/** 取引先個票 as data. */
export interface PartnerSheet {
  readonly kind: "partner-sheet";
  readonly language: Lang;
  readonly asOf: Day;
  readonly organisation: { readonly name: string; readonly nameEn: string | null };
  readonly partner: {
    readonly number: string;
    readonly name: string;
    readonly kana: string;
    readonly kind: SupervisedBasis | "no-handling";
    readonly corporateNumber: string | null;
    readonly noCorporateNumberReason: string | null;
    readonly address: string | null;
    readonly representative: string | null;
    readonly contacts: SheetExtras["contacts"];
    readonly departments: readonly { readonly name: string; readonly owner: string | null }[];
    readonly places: readonly string[];
  };
  readonly head: {
    readonly grade: GradeLetter;
    readonly score: number | null;
    readonly lastScore: number | null;
    readonly isAllowed: boolean | null;
    readonly blocked: number;
    readonly deferred: number;
    readonly tier: Tier | null;
    readonly relations: number;
    readonly met: number;
    readonly required: number;
    readonly overdueLots: number;
    readonly worstDaysLate: number;
  };
  readonly relations: readonly {
    readonly number: string;
    readonly title: string;
    readonly state: string;
    readonly tier: string;
    readonly lines: SheetRelationExtras["lines"];
    readonly isPaperOnly: boolean;
    readonly handlesAbroad: boolean;
    readonly isAllowed: boolean | null;
  }[];
  readonly contracts: readonly {
    readonly number: string;
    readonly title: string;
    readonly startsOn: Day;
    readonly endsOn: Day | null;
    readonly isInForce: boolean;
    readonly isAutoRenewing: boolean;
    readonly noticeMonths: number | null;
  }[];
  readonly clauses: readonly {
    readonly id: string;
    readonly state: ClauseState;
    readonly article: string | null;
    readonly until: Day | null;
  }[];
  readonly assessments: readonly {
    readonly year: number;
    readonly relation: string;
    readonly grade: GradeLetter;
    readonly score: number | null;
    readonly criticalNos: number;
    readonly concludedOn: Day | null;
    readonly blocks: readonly { readonly block: string; readonly score: number | null }[];
  }[];
  readonly findings: readonly {
    readonly number: string;
    readonly title: string;
    readonly severity: string;
    readonly dueOn: Day;
    readonly state: string;
    readonly closedOn: Day | null;
  }[];
  readonly lots: readonly {
    readonly number: string;
    readonly data: string;
    readonly unit: Unit;
    readonly openedOn: Day;
    readonly opened: number;
    readonly settled: number;
    readonly outstanding: number;
    readonly dueOn: Day | null;
    readonly daysLate: number;
  }[];
  readonly subcontractors: readonly {
    readonly name: string;
    readonly work: string;
    readonly level: number;
    readonly isApproved: boolean;
    readonly approvedOn: Day | null;
  }[];
  readonly timeline: SheetExtras["events"];
}

const TIMELINE = 6;
const letters: readonly string[] = ["A", "B", "C", "D"];

export function buildPartnerSheet(
  facts: OversightFacts,
  extras: SheetExtras,
  of: { readonly partnerId: string; readonly language: Lang; readonly asOf: Day },
): PartnerSheet | null {
  const index = indexFacts(facts);
  const partner = index.partners.get(of.partnerId);
  if (!partner) return null;
  const start = facts.organisation.fiscalYearStart;
  const year = fiscalYearOf(of.asOf, start);
  const subject = positionOn(index, year, of.asOf).subjects.find((s) => s.partner.id === of.partnerId);
  const last = positionOn(index, year - 1, fiscalYearRange(year - 1, start).to).subjects.find(
    (s) => s.partner.id === of.partnerId,
  );
  const relations = (index.relationsOf.get(of.partnerId) ?? []).filter((r) => stateOn(r, of.asOf) !== null);
  const judged = relations.flatMap((r) => {
    const contract = contractFor(index, r.id, of.asOf);
    if (!facts.library || !contract || r.basis === "no-handling") return [];
    return judgeClauses(facts.library, r.basis, triggersOf(index, r, of.asOf), contract.checks, of.asOf)
      .clauses;
  });
  const clauses = (facts.library?.clauses ?? []).flatMap((clause) => {
    const states = judged.filter((j) => j.clauseId === clause.id);
    const worst = states.sort((a, b) => rank(b.state) - rank(a.state))[0];
    return worst
      ? [
          {
            id: clause.id,
            state: worst.state,
            article: worst.check?.articleNumber ?? null,
            until: worst.exceptionUntil,
          },
        ]
      : [];
  });
  const required = clauses.filter((c) => c.state !== "not-required");
  const lots = facts.lots
    .filter((l) => l.partnerId === of.partnerId && l.openedOn <= of.asOf)
    .map((lot) => {
      const balance = balanceOf(lot.entries, of.asOf);
      return {
        number: lot.number,
        data: lot.dataName,
        unit: lot.unit,
        openedOn: lot.openedOn,
        opened: balance.opened,
        settled: balance.returned + balance.disposed,
        outstanding: balance.outstanding,
        dueOn: lot.dueOn,
        daysLate: standingOf(lot, balance, of.asOf).daysLate,
      };
    })
    .sort((a, b) => b.daysLate - a.daysLate || (a.openedOn < b.openedOn ? 1 : -1));
  const gates = relations.flatMap((r) => extras.gates.get(r.id) ?? []);
  const contractIds = new Set<string>();
  return {
    kind: "partner-sheet",
    language: of.language,
    asOf: of.asOf,
    organisation: { name: facts.organisation.name, nameEn: facts.organisation.nameEn },
    partner: {
      number: partner.number,
      name: partner.name,
      kana: extras.kana,
      kind: subject?.kind ?? "no-handling",
      corporateNumber: extras.corporateNumber,
      noCorporateNumberReason: extras.noCorporateNumberReason,
      address: extras.address,
      representative: extras.representative,
      contacts: extras.contacts,
      departments: [
        ...new Map(
          relations.map((r) => [
            r.department,
            { name: r.department, owner: extras.relations.get(r.id)?.owner ?? null },
          ]),
        ).values(),
      ],
      places: [...new Set(relations.flatMap((r) => extras.relations.get(r.id)?.handlingPlace ?? []))],
    },
    head: {
      grade: subject?.grade ?? "-",
      score: subject?.score ?? null,
      lastScore: last?.score ?? null,
      isAllowed: gates.length === 0 ? null : gates.every((g) => g.isAllowed),
      blocked: gates.filter((g) => !g.isAllowed).length,
      deferred: gates.reduce((n, g) => n + g.deferred, 0),
      tier: subject?.tier ?? null,
      relations: relations.length,
      met: required.filter((c) => c.state === "met" || c.state === "excepted").length,
      required: required.length,
      overdueLots: lots.filter((l) => l.daysLate > 0).length,
      worstDaysLate: Math.max(0, ...lots.map((l) => l.daysLate)),
    },
    relations: relations.map((r) => ({
      number: r.number,
      title: r.title,
      state: stateOn(r, of.asOf) ?? "",
      tier: r.tier,
      lines: extras.relations.get(r.id)?.lines ?? [],
      isPaperOnly: extras.relations.get(r.id)?.isPaperOnly ?? false,
      handlesAbroad: r.handlesAbroad,
      isAllowed: extras.gates.get(r.id)?.isAllowed ?? null,
    })),
    contracts: relations.flatMap((r) =>
      (index.contractsOf.get(r.id) ?? []).flatMap((c) => {
        if (contractIds.has(c.id) || c.terms.startsOn > of.asOf) return [];
        contractIds.add(c.id);
        const term = termOn(c.terms, of.asOf);
        return [
          {
            number: c.number,
            title: c.title,
            startsOn: c.terms.startsOn,
            endsOn: shownEndOn(c.terms, of.asOf),
            isInForce: term !== null,
            isAutoRenewing: c.terms.autoRenewal && lastDayOf(c.terms) === null,
            noticeMonths: c.terms.noticeMonths,
          },
        ];
      }),
    ),
    clauses,
    assessments: relations
      .flatMap((r) =>
        [0, 1, 2].map((back) => {
          const of_ = year - back;
          const range = fiscalYearRange(of_, start);
          const grade = gradeOn(index, r.id, back === 0 ? of.asOf : range.to, range);
          const a = grade.concluded;
          return {
            year: of_,
            relation: r.number,
            grade: a && letters.includes(grade.grade) ? grade.grade : ("-" as const),
            score: grade.score,
            criticalNos: grade.criticalNos,
            concludedOn: a?.concludedOn ?? null,
            blocks: (a ? (extras.blockScores.get(a.id) ?? []) : []).map(({ block, score }) => ({
              block,
              score,
            })),
          };
        }),
      )
      .filter((a, i, all) => a.concludedOn !== null || all[i]?.year === year)
      .sort((a, b) => b.year - a.year || (a.relation < b.relation ? -1 : 1)),
    findings: (index.findingsOf.get(of.partnerId) ?? [])
      .filter((f) => f.raisedOn <= of.asOf)
      .sort(
        (a, b) => Number(isOpenOn(b, of.asOf)) - Number(isOpenOn(a, of.asOf)) || (a.dueOn < b.dueOn ? -1 : 1),
      )
      .map((f) => ({
        number: f.number,
        title: f.title,
        severity: f.severity,
        dueOn: f.dueOn,
        state: isOpenOn(f, of.asOf) ? (f.dueOn < of.asOf ? "overdue" : f.state) : "closed",
        closedOn: f.closedOn !== null && f.closedOn <= of.asOf ? f.closedOn : null,
      })),
    lots,
    subcontractors: workingOf(
      index,
      relations.map((r) => r.id),
      of.asOf,
    ).map((w) => ({
      name: w.fact.name,
      work: w.fact.work,
      level: w.level,
      isApproved: w.isApproved,
      approvedOn: w.isApproved ? w.fact.decidedOn : null,
    })),
    timeline: extras.events.slice(-TIMELINE),
  };
}

const order: readonly ClauseState[] = [
  "not-required",
  "met",
  "excepted",
  "exception-expired",
  "partial",
  "unchecked",
  "refused-na",
  "missing",
];
const rank = (state: ClauseState): number => order.indexOf(state);
