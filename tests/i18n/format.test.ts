import { expect, test } from "vitest";
import {
  dayOfInstant,
  formatBytes,
  formatCount,
  formatDay,
  formatDaysOver,
  formatInstant,
  formatNumber,
  formatPeriod,
} from "#app/i18n/format.ts";

test.each([
  ["2026-11-22", {}, "2026/11/22", "22 Nov 2026"],
  ["2026-11-22", { weekday: true }, "2026/11/22 (日)", "Sun 22 Nov 2026"],
  ["2026-11-22", { era: true }, "令和8年11月22日", "22 Nov 2026 (Reiwa 8)"],
  ["2026-11-22", { era: true, weekday: true }, "令和8年11月22日(日)", "Sun 22 Nov 2026 (Reiwa 8)"],
  ["2019-04-30", { era: true }, "平成31年4月30日", "30 Apr 2019 (Heisei 31)"],
  ["2019-05-01", { era: true }, "令和元年5月1日", "1 May 2019 (Reiwa 1)"],
  ["1989-01-07", { era: true }, "昭和64年1月7日", "7 Jan 1989 (Showa 64)"],
  ["1989-01-08", { era: true }, "平成元年1月8日", "8 Jan 1989 (Heisei 1)"],
  ["1926-12-25", { era: true }, "昭和元年12月25日", "25 Dec 1926 (Showa 1)"],
  ["1912-07-30", { era: true }, "大正元年7月30日", "30 Jul 1912 (Taisho 1)"],
  ["1850-01-02", { era: true }, "1850/01/02", "2 Jan 1850"],
])("%s %j", (day, format, ja, en) => {
  expect(formatDay(day, "ja", format)).toBe(ja);
  expect(formatDay(day, "en", format)).toBe(en);
});

test("an instant stands on Tokyo's clock, also past midnight", () => {
  expect(formatInstant("2026-11-22T05:02:59.000Z", "ja")).toBe("2026/11/22 14:02");
  expect(formatInstant("2026-11-22T15:00:00.000Z", "ja", { weekday: true })).toBe("2026/11/23 (月) 00:00");
  expect(formatInstant("2026-11-22T05:02:59.000Z", "en")).toBe("22 Nov 2026, 14:02 JST");
  expect(formatInstant("2026-11-22T05:02:59.000Z", "en", { timeOnly: true, seconds: true })).toBe("14:02:59");
  expect(dayOfInstant("2026-12-31T15:00:00Z")).toBe("2027-01-01");
});

test("numbers carry their unit", () => {
  expect(formatNumber(12400, "ja")).toBe("12,400");
  expect(formatNumber(80.94, "en", 1)).toBe("80.9");
  expect(formatCount(12400, "persons", "ja")).toBe("12,400人");
  expect(formatCount(1, "sheets", "en")).toBe("1 sheet");
  expect(formatCount(312, "sheets", "en")).toBe("312 sheets");
});

test.each([
  [12, "12日超過", "12 days overdue"],
  [1, "1日超過", "1 day overdue"],
  [0, "本日まで", "due today"],
  [-1, "明日まで", "due tomorrow"],
  [-3, "あと3日", "3 days left"],
])("%i days over", (days, ja, en) => {
  expect(formatDaysOver(days, "ja")).toBe(ja);
  expect(formatDaysOver(days, "en")).toBe(en);
});

test("sizes and periods", () => {
  expect(formatBytes(10 * 1024 * 1024, "ja")).toBe("10 MB");
  expect(formatBytes(1_250_000, "en")).toBe("1.2 MB");
  expect(formatBytes(2048, "en")).toBe("2 KB");
  expect(formatBytes(3, "ja")).toBe("3 バイト");
  expect(formatPeriod("2026-04-01", null, "ja")).toBe("2026/04/01 から");
  expect(formatPeriod("2026-04-01", "2027-03-31", "en")).toBe("1 Apr 2026 – 31 Mar 2027");
});
