import { type Day, eras } from "./format.ts";

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const dayFrom = (year: number, month: number, date: number): Day | null => {
  if (year < 1868 || year > 2199 || month < 1 || month > 12) return null;
  if (date < 1 || date > daysInMonth(year, month)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
};

const separator = "[/.\\-年‐‑–−ー]";
const western = new RegExp(`^(\\d{4})${separator}(\\d{1,2})[/.\\-月‐‑–−ー](\\d{1,2})日?$`);
const japanese = new RegExp(
  `^(令和|平成|昭和|大正|明治|[RHSTM])\\.?(元|\\d{1,2})${separator}(\\d{1,2})[/.\\-月‐‑–−ー](\\d{1,2})日?$`,
  "i",
);
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const dayFirst = /^(\d{1,2})([a-z]{3})[a-z]*\.?,?(\d{4})$/;
const monthFirst = /^([a-z]{3})[a-z]*\.?(\d{1,2}),(\d{4})$/;
const weekdayTail = /\((?:[日月火水木金土]|sun|mon|tue|wed|thu|fri|sat)(?:曜日?)?\)$/i;
const weekdayHead = /^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*,?(?=\d|[a-z])/i;

/**
 * A day as people write it, or null: `2026/11/24`, `2026-11-24`, `20261124`, `2026年11月24日`, `令和8年11月24日`, `R8.11.24`,
 * `令和元年5月1日`, `24 Nov 2026`, full-width digits, a weekday behind it. A day before its era began is refused; one after its
 * era ended is read, since papers written before the change count on (`平成33年3月31日`).
 */
export const parseDayInput = (text: string): Day | null => {
  if (text.length > 60) return null;
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(weekdayTail, "");

  const ymd = western.exec(plain) ?? compact.exec(plain);
  if (ymd) return dayFrom(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]));

  const wareki = japanese.exec(plain);
  if (wareki) {
    const name = (wareki[1] ?? "").toUpperCase();
    const era = eras.find((each) => each.ja === name || each.letter === name);
    const eraYear = wareki[2] === "元" ? 1 : Number(wareki[2]);
    if (!era || eraYear < 1) return null;
    const day = dayFrom(Number(era.from.slice(0, 4)) + eraYear - 1, Number(wareki[3]), Number(wareki[4]));
    return day !== null && day >= era.from ? day : null;
  }

  const english = plain.toLowerCase().replace(weekdayHead, "");
  const dm = dayFirst.exec(english);
  if (dm) return dayFrom(Number(dm[3]), monthNames.indexOf(dm[2] ?? "") + 1, Number(dm[1]));
  const md = monthFirst.exec(english);
  if (md) return dayFrom(Number(md[3]), monthNames.indexOf(md[1] ?? "") + 1, Number(md[2]));
  return null;
};

/** How a day stands in a text field, in both languages; anything else (what was typed) stays as it is. */
export const dayForInput = (value: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.replaceAll("-", "/") : value;
