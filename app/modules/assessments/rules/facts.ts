import type { Text } from "#app/i18n/lang.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";

/** What is counted of assessments and findings: plain rows over all time. */
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
  /** Conditions not met yet. */
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
