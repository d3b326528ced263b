import type { Day } from "#app/modules/calendar/rules/day.ts";

/** The director's exception for one critical "no"; always with an expiry. */
export interface CriticalException {
  readonly questionId: string;
  readonly approvedOn: Day;
  readonly expiresOn: Day;
}
