import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { freezeReport } from "#app/modules/oversight/documents.server.ts";
import type { OversightFacts } from "#app/modules/oversight/rules/facts.ts";
import {
  buildOversightReport,
  type OversightReport,
  reportDay,
} from "#app/modules/oversight/rules/report.ts";
import { loadOversightFacts } from "#app/modules/oversight/services/facts.server.ts";
import { openTestDatabase } from "#tests/support/database.ts";
import { fillRegister, openReportWorld } from "./world.ts";

let facts: OversightFacts;
let close: () => Promise<void> = async () => {};
const build = (over: Partial<Parameters<typeof buildOversightReport>[1]> = {}, of = facts): OversightReport =>
  buildOversightReport(of, {
    number: "個管報-2026-001",
    fiscalYear: 2026,
    language: "ja",
    asOf: "2027-03-31",
    department: "総務課",
    opinion: "良好です。",
    plan: [],
    ...over,
  });

beforeAll(async () => {
  const opened = await openTestDatabase("sqlite");
  close = opened.close;
  const world = await openReportWorld(opened.db);
  await fillRegister(world, 60);
  facts = await loadOversightFacts(opened.db.read, world.deps.templates, world.organisationId, "2027-03-31");
});
afterAll(() => close());

test("a report speaks of the last day of its year, or of today while the year runs", () => {
  const start = { month: 3, day: 21 };
  expect(reportDay(2025, start, "2027-01-05")).toBe("2026-03-20");
  expect(reportDay(2026, start, "2027-01-05")).toBe("2027-01-05");
  expect(build({ asOf: "2026-11-24" })).toMatchObject({ isRunning: true, asOf: "2026-11-24" });
  expect(build()).toMatchObject({ isRunning: false, period: { from: "2026-04-01", to: "2027-03-31" } });
});

test("the fiscal year follows the organisation's first day", () => {
  const shifted = {
    ...facts,
    organisation: { ...facts.organisation, fiscalYearStart: { month: 3, day: 21 } },
  };
  const range = fiscalYearRange(2026, shifted.organisation.fiscalYearStart);
  expect(build({ asOf: range.to }, shifted).period).toEqual({ from: "2026-03-21", to: "2027-03-20" });
});

test("the counts of the sections agree with each other", () => {
  const r = build();
  const partners = r.summary.figures.find((f) => f.key === "partners")?.value;
  expect(r.scope.total.partners).toBe(partners);
  expect(r.results.list).toHaveLength(partners ?? -1);
  expect(r.contracts.rows).toHaveLength(partners ?? -1);
  expect(r.scope.kinds.reduce((n, k) => n + k.partners, 0)).toBe(partners);
  expect(r.scope.total.byTier.reduce((a, b) => a + b, 0)).toBe(partners);
  const now = r.summary.grades[0];
  expect(Object.values(now?.counts ?? {}).reduce((a, b) => a + b, 0)).toBe(partners);
  const assessed = r.summary.figures.find((f) => f.key === "assessed")?.value;
  expect(r.results.list.filter((row) => row.grade !== "-")).toHaveLength(assessed ?? -1);
  expect(r.overdue.ageing.reduce((n, a) => n + a.total, 0)).toBe(r.overdue.list.length);
  expect(r.overdue.ageing.flatMap((a) => a.cases).reduce((n, c) => n + c.count, 0)).toBe(
    r.overdue.list.length,
  );
  expect(r.findings.open.at(-1)).toBe(r.findings.list.length);
});

test("last year's figures are those the report of last year showed as its own", () => {
  const thisYear = build();
  const lastYear = build({ fiscalYear: 2025, asOf: "2026-03-31" });
  for (const figure of thisYear.summary.figures) {
    expect(lastYear.summary.figures.find((f) => f.key === figure.key)?.value).toBe(figure.last);
  }
  expect(thisYear.summary.grades[1]).toEqual(lastYear.summary.grades[0]);
});

test("on any day, what was carried over and moved gives what is left, and findings add up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 }), (n) => {
      const r = build({ asOf: addDays("2026-04-01", n) });
      for (const { rows, sum } of r.custody.groups) {
        for (const row of [...rows, sum]) {
          expect(row.carried + row.opened - row.returned - row.disposed).toBe(row.outstanding);
          expect(row.overdue).toBeLessThanOrEqual(row.outstanding);
        }
      }
      const { carried, raised, closed, open } = r.findings.sum.params;
      expect(Number(carried) + Number(raised) - Number(closed)).toBe(open);
    }),
    { numRuns: 40 },
  );
});

test("nothing gets less overdue by time alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 60 }), (from, days) => {
      const before = build({ asOf: addDays("2027-01-01", Math.min(from, 60)) }).overdue.list;
      const asOf = addDays("2027-01-01", Math.min(from, 60) + Math.min(days, 29));
      const after = build({ asOf }).overdue.list;
      for (const row of before) {
        const same = after.find((r) => r.partnerId === row.partnerId && r.dueOn === row.dueOn);
        if (same) expect(same.days).toBeGreaterThan(row.days);
      }
    }),
    { numRuns: 20 },
  );
});

test("red points lead to sections, the worst first", () => {
  const { redPoints, moreRedPoints } = build().summary;
  expect(redPoints.length).toBeGreaterThan(0);
  expect(redPoints.length).toBeLessThanOrEqual(4);
  expect(moreRedPoints).toBeGreaterThanOrEqual(0);
  const marks = redPoints.map((p) => p.mark);
  expect(marks).toEqual([...marks].sort());
});

test("freezing words every code in the document's language and changes no number", () => {
  for (const language of ["ja", "en"] as const) {
    const report = build({ language });
    const frozen = freezeReport(report, facts);
    const texts: string[] = [];
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) {
        for (const each of value) walk(each);
        return;
      }
      if (value === null || typeof value !== "object") return;
      if ("code" in value && ("params" in value || "list" in value)) {
        expect(value).toHaveProperty("text");
        texts.push(String(Reflect.get(value, "text")));
      }
      for (const each of Object.values(value)) walk(each);
    };
    walk(frozen.report);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((t) => t === "" || t.includes("undefined") || t.includes("NaN"))).toEqual([]);
    const plain = JSON.parse(
      JSON.stringify(frozen.report, (key, value: unknown) => (key === "text" ? undefined : value)),
    );
    expect(plain).toEqual(JSON.parse(JSON.stringify(report)));
  }
});

test("an empty register gives a report that says so", () => {
  const none: OversightFacts = {
    ...facts,
    partners: [],
    relations: [],
    contracts: [],
    assessments: [],
    findings: [],
    deferrals: [],
    subcontractors: [],
    lots: [],
    certificates: [],
    standing: [],
    blockMarks: [],
  };
  const r = build({}, none);
  expect(r.summary.sentence.code).toBe("summary.good");
  expect(r.results.lead.code).toBe("lead.results-none");
  expect(r.overdue.lead.code).toBe("lead.overdue-none");
  expect(r.findings.lead.code).toBe("lead.findings-none");
  expect(r.summary.redPoints).toEqual([]);
});
