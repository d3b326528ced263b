/** Calendar day `YYYY-MM-DD` in Asia/Tokyo. */
export type Day = string;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const monthLength = (y: number, m: number): number => (m === 2 && isLeap(y) ? 29 : (lengths[m - 1] ?? 31));
const text = (y: number, m: number, d: number): Day =>
  `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
const parts = (day: Day): [number, number, number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
  Number(day.slice(8, 10)),
];

/** Same day number `months` later, clamped to the end of the month (Civil Code art. 143). */
export function addMonths(day: Day, months: number): Day {
  const [y, m, d] = parts(day);
  const index = y * 12 + (m - 1) + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return text(year, month, Math.min(d, monthLength(year, month)));
}

export function addDays(day: Day, days: number): Day {
  let [y, m, d] = parts(day);
  d += days;
  while (d < 1) {
    m -= 1;
    if (m < 1) {
      m = 12;
      y -= 1;
    }
    d += monthLength(y, m);
  }
  while (d > monthLength(y, m)) {
    d -= monthLength(y, m);
    m += 1;
    if (m > 12) {
      m = 1;
      y += 1;
    }
  }
  return text(y, m, d);
}
