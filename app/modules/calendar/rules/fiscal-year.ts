/** Fiscal years of a co-op start on a day of its own choosing (定款; 4/1 and 3/21 are common): a setting, never 4/1. */
import { z } from "zod";
import { addDays, type Day, dayOf, monthLength, partsOf } from "./day.ts";
import { fiscalEraName } from "./era.ts";

/** First day of the year. A day number beyond the month's end means its last day. */
export const fiscalYearStartSchema = z.object({
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
});
export type FiscalYearStart = z.infer<typeof fiscalYearStartSchema>;

export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

const firstDay = (year: number, start: FiscalYearStart): Day =>
  dayOf(year, start.month, Math.min(start.day, monthLength(year, start.month)));

/** The year is named after the Gregorian year in which it begins: with 4/1, 2027-01-01 lies in 2026. */
export function fiscalYearOf(day: Day, start: FiscalYearStart): number {
  const { year } = partsOf(day);
  return day >= firstDay(year, start) ? year : year - 1;
}

/** First and last day, both inside. */
export const fiscalYearRange = (year: number, start: FiscalYearStart): DayRange => ({
  from: firstDay(year, start),
  to: addDays(firstDay(year + 1, start), -1),
});

/** `2026年度（令和8年度）`; FY 2019 is 令和元年度 by custom though it may begin in 平成. */
export function formatFiscalYear(year: number, lang: "ja" | "en"): string {
  if (lang === "en") return `FY ${year}`;
  const era = fiscalEraName(year);
  return era === null ? `${year}年度` : `${year}年度（${era}度）`;
}
