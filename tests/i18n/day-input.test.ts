import fc from "fast-check";
import { expect, test } from "vitest";
import { dayForInput, parseDayInput } from "#app/i18n/day-input.ts";
import { formatDay } from "#app/i18n/format.ts";

test.each([
  ["2026/11/24", "2026-11-24"],
  ["2026-11-24", "2026-11-24"],
  ["2026.11.24", "2026-11-24"],
  ["2026/1/2", "2026-01-02"],
  ["20261124", "2026-11-24"],
  ["２０２６／１１／２４", "2026-11-24"],
  ["２０２６年１１月２４日", "2026-11-24"],
  [" 2026 年 11 月 24 日 ", "2026-11-24"],
  ["2026/11/24 (火)", "2026-11-24"],
  ["2026年11月24日(火曜日)", "2026-11-24"],
  ["令和8年11月24日", "2026-11-24"],
  ["令和８年１１月２４日", "2026-11-24"],
  ["R8.11.24", "2026-11-24"],
  ["r8/11/24", "2026-11-24"],
  ["R08/11/24", "2026-11-24"],
  ["R.8.11.24", "2026-11-24"],
  ["令和元年5月1日", "2019-05-01"],
  ["R1.5.1", "2019-05-01"],
  ["平成31年4月30日", "2019-04-30"],
  ["平成33年3月31日", "2021-03-31"],
  ["平成元年1月8日", "1989-01-08"],
  ["昭和64年1月7日", "1989-01-07"],
  ["S45.4.1", "1970-04-01"],
  ["大正1年7月30日", "1912-07-30"],
  ["24 Nov 2026", "2026-11-24"],
  ["Tue 24 Nov 2026", "2026-11-24"],
  ["24 November 2026", "2026-11-24"],
  ["Nov 24, 2026", "2026-11-24"],
  ["2024/02/29", "2024-02-29"],
])("%s is read as %s", (typed, day) => {
  expect(parseDayInput(typed)).toBe(day);
});

test.each([
  "",
  "11/24",
  "2026/13/01",
  "2026/00/10",
  "2026/11/31",
  "2025/02/29",
  "1900/02/29",
  "令和0年1月1日",
  "令和元年4月30日",
  "平成元年1月7日",
  "X8.11.24",
  "26/11/24",
  "2026/11",
  "昨日",
  "24 Foo 2026",
  "2026/11/24/1",
  "9999/01/01",
  "1".repeat(200),
])("%j is not a day", (typed) => {
  expect(parseDayInput(typed)).toBeNull();
});

const anyDay = fc
  .date({ min: new Date("1873-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test("every day is read back from each way it is shown", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(parseDayInput(dayForInput(day))).toBe(day);
      expect(parseDayInput(formatDay(day, "ja", { weekday: true }))).toBe(day);
      expect(parseDayInput(formatDay(day, "en", { weekday: true }))).toBe(day);
      // Era years are read with two digits: 令和99年 is the last.
      if (day < "2118-01-01")
        expect(parseDayInput(formatDay(day, "ja", { era: true, weekday: true }))).toBe(day);
    }),
  );
});

test("whatever is typed gives a day that exists, or null", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (typed) => {
      const day = parseDayInput(typed);
      if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }),
  );
});

test("a field shows what was typed when it is not a day", () => {
  expect(dayForInput("2026-11-24")).toBe("2026/11/24");
  expect(dayForInput("令和８年")).toBe("令和８年");
});
