import type { Text } from "#app/i18n/lang.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { FiscalYearStart } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { Valid } from "#app/modules/calendar/rules/validity.ts";
import type { ClauseCheck, ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import type { ContractTerms } from "#app/modules/contracts/rules/terms.ts";
import type { Lot, LotEntry, Unit } from "#app/modules/custody/rules/lots.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";

/**
 * Everything the annual report counts, as plain rows over all time: each figure is taken as of a day, so last year's
 * figures come from the same rows. Filled by a fixed number of set queries whatever the number of partners.
 */
export interface OversightFacts {
  readonly organisation: OrganisationFact;
  readonly policyVersions: readonly PolicyFact[];
  readonly activities: ReadonlyMap<string, Text>;
  readonly groups: ReadonlyMap<string, Text>;
  readonly items: ReadonlyMap<string, Text>;
  readonly library: ClauseLibrary | null;
  readonly partners: readonly PartnerFact[];
  readonly relations: readonly RelationFact[];
  readonly contracts: readonly ContractFact[];
  readonly assessments: readonly AssessmentFact[];
  readonly blockMarks: readonly BlockMarkFact[];
  readonly findings: readonly FindingFact[];
  readonly deferrals: readonly DeferralFact[];
  readonly subcontractors: readonly SubcontractorFact[];
  readonly lots: readonly LotFact[];
  readonly certificates: readonly CertificateFact[];
  readonly standing: readonly StandingFact[];
}

export interface OrganisationFact {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly shortName: string;
  readonly fiscalYearStart: FiscalYearStart;
}
export interface PolicyFact extends Valid {
  readonly key: string;
}

export interface PartnerFact {
  readonly id: string;
  readonly number: string;
  /** The name valid on the report's day. */
  readonly name: string;
  readonly shortName: string;
  readonly sortKey: string;
}

export interface RelationFact {
  readonly id: string;
  readonly partnerId: string;
  readonly number: string;
  readonly basis: LegalBasis;
  readonly title: string;
  readonly activity: string | null;
  readonly groupId: string | null;
  readonly department: string;
  readonly tier: string;
  readonly handlesAbroad: boolean;
  /** Effective-dated states (facts 10.5). */
  readonly states: readonly (Valid & { readonly state: string })[];
  /** First days of scope lines and the items each brought. */
  readonly scope: readonly (Valid & { readonly items: readonly string[] })[];
}

export interface ContractFact {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly relationIds: readonly string[];
  readonly terms: ContractTerms;
  readonly checks: readonly ClauseCheck[];
}

export interface AssessmentFact {
  readonly id: string;
  readonly relationId: string;
  readonly number: string;
  readonly state: string;
  readonly sentOn: Day | null;
  readonly dueOn: Day | null;
  readonly submittedOn: Day | null;
  /** The day the grade was fixed. */
  readonly concludedOn: Day | null;
  readonly validUntil: Day | null;
  /** 0-100 unrounded, null = nothing to score. */
  readonly score: number | null;
  readonly grade: string | null;
  readonly outcome: string | null;
  readonly criticalNos: number;
  readonly conditions: readonly { readonly text: string; readonly dueOn: Day }[];
}

/** How often one mark was given to the questions of a block, weighted, over the assessments of one basis and year. */
export interface BlockMarkFact {
  readonly assessmentYear: number;
  readonly basis: LegalBasis;
  readonly block: string;
  readonly title: Text;
  /** Σ weight × value over the scored answers. */
  readonly points: number;
  /** Σ weight over the scored answers (na left out). */
  readonly weight: number;
}

export interface FindingFact {
  readonly id: string;
  readonly partnerId: string;
  readonly relationId: string;
  readonly number: string;
  readonly severity: string;
  readonly title: string;
  readonly raisedOn: Day;
  readonly dueOn: Day;
  readonly planDueOn: Day | null;
  readonly state: string;
  readonly closedOn: Day | null;
}

export interface DeferralFact {
  readonly relationId: string;
  readonly code: string;
  readonly reason: string;
  readonly role: string | null;
  readonly decidedOn: Day | null;
  readonly until: Day;
  readonly revokedOn: Day | null;
}

export interface SubcontractorFact {
  readonly id: string;
  readonly relationId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly work: string;
  readonly startsOn: Day;
  /** Recorded as holding nothing of ours any more; a planned end alone ends nothing. */
  readonly removedOn: Day | null;
  readonly state: string;
  readonly decidedOn: Day | null;
  readonly approvedUntil: Day | null;
  readonly foundOn: Day | null;
}

export interface LotFact extends Lot {
  readonly relationId: string;
  readonly partnerId: string;
  readonly number: string;
  readonly dataName: string;
  /** The opening entry included. */
  readonly entries: readonly LotEntry[];
}

export interface CertificateFact {
  readonly id: string;
  readonly partnerId: string;
  readonly lotId: string;
  readonly number: string;
  readonly state: string;
  readonly disposedOn: Day;
  readonly filedOn: Day;
  readonly decidedOn: Day | null;
}

export interface StandingFact {
  readonly partnerId: string;
  readonly number: string;
  readonly title: string;
  readonly unit: Unit;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly closedOn: Day | null;
  readonly uses: readonly { readonly month: string; readonly volume: number }[];
}
