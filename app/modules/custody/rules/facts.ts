import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { Lot, LotEntry, Unit } from "./lots.ts";

/** What is counted of data in others' hands: plain rows over all time. */
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
