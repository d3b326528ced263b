import type { Text } from "#app/i18n/lang.ts";
import type { AssessmentFact, BlockMarkFact, FindingFact } from "#app/modules/assessments/rules/facts.ts";
import type { FiscalYearStart } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { Valid } from "#app/modules/calendar/rules/validity.ts";
import type { ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import type { ContractFact } from "#app/modules/contracts/rules/facts.ts";
import type { CertificateFact, LotFact, StandingFact } from "#app/modules/custody/rules/facts.ts";
import type { DeferralFact } from "#app/modules/deferrals/rules.ts";
import type { PartnerFact, RelationFact, SubcontractorFact } from "#app/modules/registry/rules/facts.ts";

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
