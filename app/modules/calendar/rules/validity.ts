/** Validity is inclusive on both ends; an open end is null. */
import type { Day } from "./day.ts";

export interface Valid {
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

export const isInForceOn = (row: Valid, day: Day): boolean =>
  row.validFrom <= day && (row.validTo === null || day <= row.validTo);

/** The rows that are valid on a day, in their order. */
export const inForceOn = <T extends Valid>(rows: readonly T[], day: Day): T[] =>
  rows.filter((row) => isInForceOn(row, day));

export const periodsOverlap = (a: Valid, b: Valid): boolean =>
  (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
