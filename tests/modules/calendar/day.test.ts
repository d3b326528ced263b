import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addBusinessDays,
  closedReason,
  holidayOn,
  isClosedDay,
  openDayOnOrAfter,
  openDayOnOrBefore,
} from "#app/modules/calendar/rules/closed-days.ts";
import {
  addDays,
  addMonths,
  daySchema,
  daysBetween,
  isValidDay,
  startOfTokyoDay,
  tokyoDay,
  weekdayOf,
} from "#app/modules/calendar/rules/day.ts";
import { formatEraDay, formatEraDayShort } from "#app/modules/calendar/rules/era.ts";
import { fiscalYearOf, fiscalYearRange, formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import { inForceOn, periodsOverlap } from "#app/modules/calendar/rules/validity.ts";

test.each([
  ["2026-02-29", false],
  ["2024-02-29", true],
  ["1900-02-29", false],
  ["2000-02-29", true],
  ["2026-13-01", false],
  ["2026-00-10", false],
  ["2026-04-31", false],
  ["2026-4-1", false],
  ["0026-04-01", false],
  ["2026-04-01T00:00", false],
  ["", false],
])("isValidDay(%j) is %s", (text, valid) => {
  expect(isValidDay(text)).toBe(valid);
  expect(daySchema.safeParse(text).success).toBe(valid);
});

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-01-31", 2, "2026-03-31"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2027-03-31", -1, "2027-02-28"],
  ["2026-01-15", -1, "2025-12-15"],
  ["2026-12-15", 1, "2027-01-15"],
])("addMonths(%s, %i) is %s", (from, months, to) => {
  expect(addMonths(from, months)).toBe(to);
});

test("days, weekdays and order agree with the machine's own calendar", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -200000, max: 200000 }),
      fc.integer({ min: -3000, max: 3000 }),
      (n, step) => {
        const machine = (days: number) => new Date(days * 86_400_000);
        const a = machine(n).toISOString().slice(0, 10);
        const b = machine(n + step)
          .toISOString()
          .slice(0, 10);
        expect(addDays(a, step)).toBe(b);
        expect(daysBetween(a, b)).toBe(step);
        expect(weekdayOf(a)).toBe(machine(n).getUTCDay());
      },
    ),
  );
});

test("adding months is monotone and never leaves the target month", () => {
  const day = fc.integer({ min: 0, max: 40000 }).map((n) => addDays("1970-01-01", n));
  fc.assert(
    fc.property(day, day, fc.integer({ min: -300, max: 300 }), (a, b, months) => {
      if (a <= b) expect(addMonths(a, months) <= addMonths(b, months)).toBe(true);
      const target = addMonths(`${a.slice(0, 7)}-01`, months);
      expect(addMonths(a, months).slice(0, 7)).toBe(target.slice(0, 7));
    }),
  );
});

test.each([
  ["2026-11-21T15:00:00.000Z", "2026-11-22"],
  ["2026-11-21T14:59:59.999Z", "2026-11-21"],
  ["2026-12-31T23:30:00Z", "2027-01-01"],
])("%s is %s in Tokyo", (instant, day) => {
  expect(tokyoDay(instant)).toBe(day);
});

test("a Tokyo day begins at 15:00 UTC of the day before, and other texts are no instants", () => {
  expect(startOfTokyoDay("2026-11-22")).toBe("2026-11-21T15:00:00.000Z");
  expect(tokyoDay(startOfTokyoDay("2026-03-01"))).toBe("2026-03-01");
  expect(() => tokyoDay("2026-11-22")).toThrow(RangeError);
  expect(() => tokyoDay("2026-11-22T00:00:00+09:00")).toThrow(RangeError);
});

const holidays2026 =
  "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23";
const holidays2027 =
  "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23";

test.each([
  [2026, holidays2026],
  [2027, holidays2027],
])("the national holidays of %i are the published ones", (year, list) => {
  const found: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (holidayOn(day) !== undefined) found.push(day.slice(5));
  }
  expect(found.join(" ")).toBe(list);
});

test.each([
  ["2026-12-28", null],
  ["2026-12-29", "year-end"],
  ["2026-12-31", "year-end"],
  ["2027-01-01", "year-end"],
  ["2027-01-02", "year-end"],
  ["2027-01-03", "year-end"],
  ["2027-01-04", null],
  ["2026-05-06", "holiday"],
  ["2026-09-22", "holiday"],
  ["2026-11-21", "saturday"],
  ["2026-11-22", "sunday"],
])("%s is closed for %s", (day, reason) => {
  expect(closedReason(day)).toBe(reason);
});

test.each([
  ["2026-11-20", 1, "2026-11-24"],
  ["2026-11-20", 3, "2026-11-26"],
  ["2026-11-21", 1, "2026-11-24"],
  ["2026-11-21", 0, "2026-11-24"],
  ["2026-11-24", 0, "2026-11-24"],
  ["2026-12-28", 1, "2027-01-04"],
])("%s plus %i business days is %s", (from, count, to) => {
  expect(addBusinessDays(from, count)).toBe(to);
});

test("open days are found on both sides and business days count back to what was added", () => {
  const day = fc.integer({ min: 0, max: 15000 }).map((n) => addDays("2005-01-01", n));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const after = openDayOnOrAfter(from);
      const before = openDayOnOrBefore(from);
      expect(isClosedDay(after) || isClosedDay(before)).toBe(false);
      expect(before <= from && from <= after).toBe(true);
      const to = addBusinessDays(from, count);
      let open = 0;
      for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isClosedDay(day)) open += 1;
      expect(open).toBe(count);
    }),
  );
});

test.each([
  ["2027-01-01", 4, 1, 2026],
  ["2026-03-31", 4, 1, 2025],
  ["2026-04-01", 4, 1, 2026],
  ["2026-03-20", 3, 21, 2025],
  ["2026-03-21", 3, 21, 2026],
  ["2026-12-31", 1, 1, 2026],
])("%s with years from %i/%i lies in fiscal year %i", (day, month, start, year) => {
  expect(fiscalYearOf(day, { month, day: start })).toBe(year);
});

test("fiscal years follow each other without gap or overlap", () => {
  const start = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) });
  fc.assert(
    fc.property(start, fc.integer({ min: 1990, max: 2080 }), (first, year) => {
      const range = fiscalYearRange(year, first);
      expect(addDays(range.to, 1)).toBe(fiscalYearRange(year + 1, first).from);
      expect(fiscalYearOf(range.from, first)).toBe(year);
      expect(fiscalYearOf(range.to, first)).toBe(year);
      expect(fiscalYearOf(addDays(range.from, -1), first)).toBe(year - 1);
    }),
  );
});

test.each([
  ["2026-11-22", "令和8年11月22日", "R8.11.22"],
  ["2019-05-01", "令和元年5月1日", "R1.5.1"],
  ["2019-04-30", "平成31年4月30日", "H31.4.30"],
  ["2005-02-26", "平成17年2月26日", "H17.2.26"],
  ["2017-11-07", "平成29年11月7日", "H29.11.7"],
  ["1989-01-08", "平成元年1月8日", "H1.1.8"],
  ["1989-01-07", "昭和64年1月7日", "S64.1.7"],
  ["1926-12-24", null, null],
])("%s is %s, short %s", (day, long, short) => {
  expect(formatEraDay(day)).toBe(long);
  expect(formatEraDayShort(day)).toBe(short);
});

test("era days agree with the platform's own calendar", () => {
  const format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { dateStyle: "long", timeZone: "UTC" });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36000 }), (n) => {
      const day = addDays("1930-01-01", n);
      expect(formatEraDay(day)).toBe(format.format(new Date(`${day}T00:00:00Z`)));
    }),
  );
});

test("fiscal years and era names are worded", () => {
  expect(formatFiscalYear(2026, "ja")).toBe("2026年度（令和8年度）");
  expect(formatFiscalYear(2019, "ja")).toBe("2019年度（令和元年度）");
  expect(formatFiscalYear(2018, "ja")).toBe("2018年度（平成30年度）");
  expect(formatFiscalYear(2026, "en")).toBe("FY 2026");
});

test("validity is inclusive on both ends and an open end stays open", () => {
  const rows = [
    { id: 1, validFrom: "2026-04-01", validTo: "2026-09-30" },
    { id: 2, validFrom: "2026-10-01", validTo: null },
  ];
  const ids = (day: string) => inForceOn(rows, day).map((row) => row.id);
  expect([
    ids("2026-03-31"),
    ids("2026-04-01"),
    ids("2026-09-30"),
    ids("2026-10-01"),
    ids("2099-01-01"),
  ]).toEqual([[], [1], [1], [2], [2]]);
  expect(periodsOverlap(rows[0]!, rows[1]!)).toBe(false);
  expect(periodsOverlap(rows[0]!, { validFrom: "2026-09-30", validTo: null })).toBe(true);
});
