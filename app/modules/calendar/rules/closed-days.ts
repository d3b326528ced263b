/**
 * Closed days of public offices: Saturdays, Sundays, national holidays (with substitute and sandwiched days) and
 * 29 December to 3 January (行政機関の休日に関する法律 1条). Holiday tables know nothing of the year-end days.
 */
import holidayJp from "@holiday-jp/holiday_jp";
import { addDays, type Day, partsOf, weekdayOf } from "./day.ts";

export interface Holiday {
  readonly ja: string;
  readonly en: string;
}

/** Keyed by day: the package's own Date objects are UTC midnights and are never touched. */
const holidays: ReadonlyMap<Day, Holiday> = new Map(
  Object.entries(holidayJp.holidays).map(([day, holiday]) => [
    day,
    { ja: holiday.name, en: holiday.name_en },
  ]),
);

/** The table's last full year. Later holidays, and equinoxes more than about a year ahead, are provisional. */
export const holidaysKnownThrough: Day = "2050-12-31";

export const holidayOn = (day: Day): Holiday | undefined => holidays.get(day);

export type ClosedReason = "saturday" | "sunday" | "holiday" | "year-end";

/** Why public offices are closed that day, or null when they are open. */
export function closedReason(day: Day): ClosedReason | null {
  const { month, day: date } = partsOf(day);
  if ((month === 12 && date >= 29) || (month === 1 && date <= 3)) return "year-end";
  if (holidays.has(day)) return "holiday";
  const weekday = weekdayOf(day);
  if (weekday === 0) return "sunday";
  if (weekday === 6) return "saturday";
  return null;
}

export const isClosedDay = (day: Day): boolean => closedReason(day) !== null;

/** The day itself when open, else the first open day after it. */
export function openDayOnOrAfter(day: Day): Day {
  let found = day;
  while (isClosedDay(found)) found = addDays(found, 1);
  return found;
}

/** The day itself when open, else the last open day before it. */
export function openDayOnOrBefore(day: Day): Day {
  let found = day;
  while (isClosedDay(found)) found = addDays(found, -1);
  return found;
}

/** The `count`-th open day after `day` (`day` itself is not counted); 0 gives the day on or after. */
export function addBusinessDays(day: Day, count: number): Day {
  if (count < 0) throw new RangeError(`business days cannot be negative: ${count}`);
  if (count === 0) return openDayOnOrAfter(day);
  let found = day;
  for (let left = count; left > 0; left -= 1) found = openDayOnOrAfter(addDays(found, 1));
  return found;
}
