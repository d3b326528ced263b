/**
 * Calendar days as `YYYY-MM-DD` text in Asia/Tokyo. Text order is day order, so days compare with `<`.
 * All arithmetic is on whole numbers: no clock, no time zone of the machine.
 */
import { z } from "zod";

/** `YYYY-MM-DD`, a real day of the Gregorian calendar, years 1000 to 9999. */
export type Day = string;

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const pattern = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month; `month` is 1 to 12. */
export function monthLength(year: number, month: number): number {
  const length = monthLengths[month - 1];
  if (length === undefined) throw new RangeError(`month out of range: ${month}`);
  return month === 2 && isLeapYear(year) ? 29 : length;
}

export function isValidDay(text: string): text is Day {
  const match = pattern.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** @throws RangeError when the text is no calendar day: callers parse input before they calculate. */
export function partsOf(day: Day): DayParts {
  if (!isValidDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

export function dayOf(year: number, month: number, day: number): Day {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (!isValidDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

/** Days since 1970-01-01 (proleptic Gregorian; Howard Hinnant's days_from_civil). */
function numberOf(day: Day): number {
  const { year, month, day: date } = partsOf(day);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function fromNumber(n: number): Day {
  const z0 = n + 719468;
  const era = Math.floor(z0 / 146097);
  const dayOfEra = z0 - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return dayOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date);
}

export const addDays = (day: Day, days: number): Day => fromNumber(numberOf(day) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/**
 * The same day number `months` later (or earlier when negative), clamped to the end of the month. Always count from the
 * origin: 2026-01-31 + 1 is 02-28, + 2 is 03-31.
 */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayOf(y, m, Math.min(date, monthLength(y, m)));
}

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: Day): number => (((numberOf(day) + 4) % 7) + 7) % 7;

export const earlierOf = (a: Day, b: Day): Day => (a <= b ? a : b);
export const laterOf = (a: Day, b: Day): Day => (a >= b ? a : b);

/** A day in a form, a file or a column: already normalised text. */
export const daySchema = z.string({ error: "required" }).refine(isValidDay, { error: "day-invalid" });

const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z$/;

interface TokyoMoment {
  readonly day: Day;
  readonly time: string;
}

/** Japan keeps UTC+9 all year. Instants are ISO 8601 in UTC (`…Z`). */
function tokyoMoment(instant: string): TokyoMoment {
  const match = instantPattern.exec(instant);
  const [, day, hour, minute] = match ?? [];
  if (day === undefined || hour === undefined || minute === undefined || !isValidDay(day)) {
    throw new RangeError(`not a UTC instant: ${instant}`);
  }
  const shifted = Number(hour) + 9;
  const time = `${String(shifted % 24).padStart(2, "0")}:${minute}`;
  return { day: shifted >= 24 ? addDays(day, 1) : day, time };
}

/** The calendar day in Tokyo at a UTC instant. */
export const tokyoDay = (instant: string): Day => tokyoMoment(instant).day;
export const tokyoDayOrNull = (instant: string | null): Day | null =>
  instant === null ? null : tokyoDay(instant);

/** The day in Tokyo now, by the clock that the process gives. */
export const todayOf = (clock: { readonly now: () => Date }): Day => tokyoDay(clock.now().toISOString());

/** The UTC instant at which a day begins in Tokyo. */
export const startOfTokyoDay = (day: Day): string => `${addDays(day, -1)}T15:00:00.000Z`;
