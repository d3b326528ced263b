import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { LegalBasis, ScopeContext, ScopeLineInput } from "#app/modules/policy/rules/judge.ts";
import type { ScopeLineForm } from "./forms.ts";

/** What a scope line says, however it is kept; absent texts are null. */
export interface ScopeLineContent {
  readonly subject: string;
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  readonly headcount: number | null;
  readonly reason: string | null;
  readonly concreteText: string | null;
  readonly reviewerName: string | null;
  readonly consentOn: Day | null;
  readonly consentMethod: string | null;
  readonly necessity: string | null;
  readonly surveyStatement: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

export const toLineContent = (line: ScopeLineForm, validFrom: Day): ScopeLineContent => ({
  ...line,
  validFrom: line.validFrom ?? validFrom,
});

/** A line as the ceiling reads it. */
export const toLineInput = (line: ScopeLineContent): ScopeLineInput => ({
  subject: line.subject,
  items: line.items,
  purposes: line.purposes,
  validFrom: line.validFrom,
  validTo: line.validTo,
  reason: line.reason,
  concreteText: line.concreteText,
  reviewer: line.reviewerName,
  consent: line.consentOn === null ? null : { on: line.consentOn, method: line.consentMethod ?? "" },
  necessity: line.necessity,
  surveyStatement: line.surveyStatement,
});

/** What the ceiling must know of a relation and its partner. */
export const toScopeContext = (
  relation: {
    readonly basis: string;
    readonly groupId: string | null;
    readonly policyPartnerId: string | null;
    readonly activity: string | null;
    readonly activityDescription: string | null;
  },
  asOf: Day,
): ScopeContext => ({
  basis: relation.basis as LegalBasis,
  groupId: relation.groupId,
  policyPartnerId: relation.policyPartnerId,
  activity: relation.activity,
  activityDescription: relation.activityDescription,
  approvedCollections: [],
  asOf,
});

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join("\n") === [...b].sort().join("\n");

/** The same line: nothing about it differs but the order of items and purposes. */
export const isSameLine = (a: ScopeLineContent, b: ScopeLineContent): boolean =>
  sameSet(a.items, b.items) &&
  sameSet(a.purposes, b.purposes) &&
  (
    [
      "subject",
      "headcount",
      "reason",
      "concreteText",
      "reviewerName",
      "consentOn",
      "consentMethod",
      "necessity",
      "surveyStatement",
      "validTo",
    ] as const
  ).every((key) => a[key] === b[key]);
