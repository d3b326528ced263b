/** 和暦: the era changes on a day, so 2019-04-30 is 平成31年 and 2019-05-01 is 令和元年. */
import { type Day, partsOf } from "./day.ts";

export interface Era {
  readonly name: string;
  readonly letter: string;
  readonly from: Day;
  /** Gregorian year before the era's first year. */
  readonly offset: number;
}

/** Newest first. */
export const eras: readonly Era[] = [
  { name: "令和", letter: "R", from: "2019-05-01", offset: 2018 },
  { name: "平成", letter: "H", from: "1989-01-08", offset: 1988 },
  { name: "昭和", letter: "S", from: "1926-12-25", offset: 1925 },
];

const eraYear = (n: number): string => (n === 1 ? "元" : String(n));

/** The era of a day, or null for days before 昭和. */
export const eraOf = (day: Day): Era | null => eras.find((era) => day >= era.from) ?? null;

/** `令和8年11月22日`; null before 昭和. */
export function formatEraDay(day: Day): string | null {
  const era = eraOf(day);
  if (era === null) return null;
  const { year, month, day: date } = partsOf(day);
  return `${era.name}${eraYear(year - era.offset)}年${month}月${date}日`;
}

/** `R8.11.22`, as stamps and narrow columns show it; null before 昭和. */
export function formatEraDayShort(day: Day): string | null {
  const era = eraOf(day);
  if (era === null) return null;
  const { year, month, day: date } = partsOf(day);
  return `${era.letter}${year - era.offset}.${month}.${date}`;
}

/** `令和8年`, named after the era into which the year's greater part falls; null before 1926. */
export function fiscalEraName(year: number): string | null {
  const era = eras.find((e) => year > e.offset);
  return era === undefined ? null : `${era.name}${eraYear(year - era.offset)}年`;
}
