import type { Day } from "#app/modules/calendar/rules/day.ts";

/** Code of a critical "no" among the reasons of the gate; `subjectId` of its deferral is the question. */
export const criticalNoCode = "critical-no";

/** The director's exception for one critical "no"; always with an expiry. */
export interface CriticalException {
  readonly questionId: string;
  readonly approvedOn: Day;
  readonly expiresOn: Day;
}

/** A deferral 期限付継続 that was granted, whether or not it still holds: what is counted of deferrals. */
export interface DeferralFact {
  readonly relationId: string;
  readonly code: string;
  readonly reason: string;
  readonly role: string | null;
  readonly decidedOn: Day | null;
  readonly until: Day;
  readonly revokedOn: Day | null;
}
