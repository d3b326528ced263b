/** Validity is inclusive on both ends; an open end is null. */
import { addDays, type Day } from "./day.ts";

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

/** Of versions that each run until the next one begins: the one in force on a day. */
export function versionInForceOn<T extends { readonly validFrom: Day }>(
  versions: readonly T[],
  day: Day,
): T | undefined {
  let found: T | undefined;
  for (const version of versions) {
    if (version.validFrom <= day && (found === undefined || version.validFrom >= found.validFrom))
      found = version;
  }
  return found;
}

/** The last day of a version: the day before the next one begins, or null. */
export function lastDayOfVersion<T extends { readonly validFrom: Day }>(
  versions: readonly T[],
  version: T,
): Day | null {
  let next: Day | null = null;
  for (const { validFrom } of versions) {
    if (validFrom > version.validFrom && (next === null || validFrom < next)) next = validFrom;
  }
  return next === null ? null : addDays(next, -1);
}
