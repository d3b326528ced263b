import type { Lang } from "#app/i18n/lang.ts";
import { type Day, earlierOf } from "#app/modules/calendar/rules/day.ts";
import { type DayRange, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { inForceOn } from "#app/modules/calendar/rules/validity.ts";
import { type ContractSection, contractSection } from "./contract-section.ts";
import { type CustodySection, custodySection } from "./custody-section.ts";
import type { OversightFacts } from "./facts.ts";
import { type FindingSection, findingSection } from "./finding-section.ts";
import { type OverdueSection, overdueSection } from "./overdue.ts";
import { type PlanItem, type PlanSection, planSection } from "./plan-section.ts";
import { indexFacts, positionOn } from "./position.ts";
import { type ResultsSection, resultsSection } from "./results.ts";
import { type ScopeSection, scopeSection } from "./scope.ts";
import { type SubcontractorSection, subcontractorSection } from "./subcontractor-section.ts";
import { type SummarySection, summarySection } from "./summary-section.ts";

/** What the drafter decides; everything else is counted. */
export interface ReportDraft {
  readonly number: string;
  readonly fiscalYear: number;
  readonly language: Lang;
  /** The report's day: the last day of the year, or today while the year runs. */
  readonly asOf: Day;
  readonly department: string;
  readonly opinion: string;
  readonly plan: readonly PlanItem[];
}

/**
 * 委託先等監督報告書 as data: codes with parameters, numbers and days. Frozen as canonical JSON (RFC 8785) with the
 * words of its language beside the codes; later changes of the register never change it.
 */
export interface OversightReport {
  readonly kind: "oversight-report";
  readonly format: 1;
  readonly language: Lang;
  readonly number: string;
  readonly organisation: {
    readonly name: string;
    readonly nameEn: string | null;
    readonly shortName: string;
  };
  readonly department: string;
  readonly fiscalYear: number;
  readonly period: DayRange;
  readonly asOf: Day;
  /** The year was not over on the report's day. */
  readonly isRunning: boolean;
  readonly policy: { readonly key: string; readonly validFrom: Day } | null;
  readonly summary: SummarySection;
  readonly scope: ScopeSection;
  readonly results: ResultsSection;
  readonly overdue: OverdueSection;
  readonly contracts: ContractSection;
  readonly subcontractors: SubcontractorSection;
  readonly custody: CustodySection;
  readonly findings: FindingSection;
  readonly plan: PlanSection;
  readonly annex: { readonly sheets: number; readonly assessments: number; readonly groups: number };
}

/** The day a report of a year speaks of: the year's last day, or `today` while the year runs. */
export function reportDay(
  fiscalYear: number,
  start: OversightFacts["organisation"]["fiscalYearStart"],
  today: Day,
): Day {
  return earlierOf(fiscalYearRange(fiscalYear, start).to, today);
}

export function buildOversightReport(facts: OversightFacts, draft: ReportDraft): OversightReport {
  const index = indexFacts(facts);
  const range = fiscalYearRange(draft.fiscalYear, facts.organisation.fiscalYearStart);
  const yearBefore = (years: number) => {
    const year = draft.fiscalYear - years;
    return positionOn(index, year, fiscalYearRange(year, facts.organisation.fiscalYearStart).to);
  };
  const now = positionOn(index, draft.fiscalYear, draft.asOf);
  const last = yearBefore(1);
  const before = yearBefore(2);
  const contracts = contractSection(index, now);
  const policy = inForceOn(facts.policyVersions, draft.asOf).at(-1);
  return {
    kind: "oversight-report",
    format: 1,
    language: draft.language,
    number: draft.number,
    organisation: {
      name: facts.organisation.name,
      nameEn: facts.organisation.nameEn,
      shortName: facts.organisation.shortName,
    },
    department: draft.department,
    fiscalYear: draft.fiscalYear,
    period: range,
    asOf: draft.asOf,
    isRunning: draft.asOf < range.to,
    policy: policy ? { key: policy.key, validFrom: policy.validFrom } : null,
    summary: summarySection(index, [now, last, before], contracts, draft.opinion),
    scope: scopeSection(index, now, last),
    results: resultsSection(index, [now, last, before]),
    overdue: overdueSection(index, now, last),
    contracts,
    subcontractors: subcontractorSection(index, now, last),
    custody: custodySection(index, now, last),
    findings: findingSection(index, now),
    plan: planSection(index, now, draft.plan),
    annex: {
      sheets: now.subjects.length,
      assessments: now.subjects.filter((s) => s.grade !== "-").length,
      groups: new Set(
        now.subjects.flatMap((s) => s.relations.map((r) => r.groupId).filter((g): g is string => g !== null)),
      ).size,
    },
  };
}
