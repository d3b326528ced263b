import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { Valid } from "#app/modules/calendar/rules/validity.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";

/** What is counted of the register: plain rows over all time, so that a figure is taken as of any day. */
export interface PartnerFact {
  readonly id: string;
  readonly number: string;
  /** The name valid on the day asked for. */
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
