import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { isClosedDay } from "#app/modules/calendar/rules/closed-days.ts";
import { cycleFileSchema, cycleRuleFor } from "#app/modules/calendar/rules/cycles.ts";
import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import { deadlineEvents, deadlineFileSchema } from "#app/modules/calendar/rules/deadline-rules.ts";
import {
  computeDeadline,
  type DeadlineOptions,
  parseDeadlineOptions,
} from "#app/modules/calendar/rules/deadlines.ts";
import { words } from "#app/modules/calendar/words.ts";

const file = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../templates/rules/${name}.yaml`, import.meta.url), "utf8"));
const { rules } = deadlineFileSchema.parse(file("deadlines"));
const cycles = cycleFileSchema.parse(file("cycles")).rules;

const examples: readonly [
  event: (typeof deadlineEvents)[number],
  from: Day,
  options: DeadlineOptions,
  due: Day,
  warn?: Day,
][] = [
  ["leak-final-report", "2026-11-22", {}, "2026-12-21"],
  ["leak-final-report", "2026-11-22", { wrongful: true }, "2027-01-20"],
  ["leak-final-report", "2026-11-30", {}, "2027-01-04"],
  ["leak-final-report", "2026-12-01", { wrongful: false }, "2027-01-04"],
  ["leak-final-report", "2026-04-05", {}, "2026-05-07"],
  ["leak-final-report", "2026-11-20", {}, "2026-12-21"],
  ["leak-prompt-report", "2026-12-28", {}, "2027-01-01", "2026-12-30"],
  ["leak-prompt-report", "2026-11-20", {}, "2026-11-24"],
  ["contractor-notice", "2026-11-16", {}, "2026-11-20"],
  ["contract-notice", "2027-03-31", { months: 3 }, "2026-12-28"],
  ["contract-notice", "2027-03-31", { months: 1 }, "2027-02-26"],
  ["contract-notice", "2026-12-31", { months: 2 }, "2026-10-30"],
  ["assessment-next", "2024-02-29", { months: 12 }, "2025-02-28"],
  ["assessment-next", "2026-08-31", { months: 6 }, "2027-02-28"],
  ["assessment-next", "2026-01-31", { months: 1 }, "2026-02-28"],
  ["assessment-next", "2026-01-31", { months: 2 }, "2026-03-31"],
  ["record-retention", "2026-06-30", { method: "contract" }, "2027-06-30"],
  ["record-retention", "2026-06-30", { method: "bulk" }, "2029-06-30"],
  ["record-retention", "2026-06-30", { method: "other" }, "2029-06-30"],
  ["record-retention", "2024-02-29", { method: "other" }, "2027-02-28"],
  ["corrective-plan", "2026-11-22", {}, "2027-02-20"],
  ["notice-change", "2026-12-21", {}, "2027-01-08"],
  ["handover-acknowledgement", "2026-11-20", {}, "2026-11-26"],
];

test.each(examples)("%s from %s with %o is due on %s", (event, from, options, due, warn) => {
  const answer = computeDeadline(rules, event, from, options);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  expect(answer.value.dueOn).toBe(due);
  if (warn !== undefined) expect(answer.value.warnOn).toBe(warn);
  expect(answer.value.steps.length).toBeGreaterThan(0);
  for (const step of answer.value.steps) expect(step.text.ja + step.text.en).not.toMatch(/[{}]/);
  expect(answer.value.lawVersion).toMatch(/^(appi|house)@\d{4}-\d{2}-\d{2}$/);
});

test("the steps of a rolled final report name the raw day, the reason and the due day", () => {
  const answer = computeDeadline(rules, "leak-final-report", "2026-11-30");
  if (!answer.ok) throw new Error("refused");
  expect(answer.value).toMatchObject({
    nature: "statutory",
    rule: "leak-final-report-30",
    lawVersion: "appi@2025-06-01",
  });
  expect(answer.value.steps.map((step) => step.code)).toEqual(["count", "roll"]);
  expect(answer.value.steps[1]?.text.ja).toContain("2026-12-29 は年末年始の休日");
  expect(answer.value.steps[1]?.text.en).toContain("2027-01-04");
});

test("the prompt report is a guideline, its counting a house rule", () => {
  const answer = computeDeadline(rules, "leak-prompt-report", "2026-12-28");
  if (!answer.ok) throw new Error("refused");
  expect(answer.value.nature).toBe("guideline");
  expect(answer.value.steps[0]?.nature).toBe("house");
});

test.each([
  ["contract", "2026-06-30", "2027-06-29"],
  ["bulk", "2026-06-30", "2029-06-29"],
  ["contract", "2024-02-29", "2025-02-28"],
] as const)("the strict reading of %s from %s is told beside the safe one", (method, from, strict) => {
  const answer = computeDeadline(rules, "record-retention", from, { method });
  if (!answer.ok) throw new Error("refused");
  expect(answer.value.steps.find((step) => step.code === "strict")?.on).toBe(strict);
});

test.each([
  ["leak-final-report", "2022-03-31", {}, "2022-04-01"],
  ["leak-prompt-report", "2021-01-01", {}, "2022-04-01"],
  ["record-retention", "2017-05-29", { method: "bulk" }, "2017-05-30"],
  ["assessment-next", "2005-03-31", { months: 12 }, "2005-04-01"],
] as const)("%s on %s has no rule in force", (event, from, options, firstValidFrom) => {
  expect(computeDeadline(rules, event, from, options)).toEqual({
    ok: false,
    problem: { kind: "refused", code: "no-rule-in-force", params: { event, from, firstValidFrom } },
  });
});

test.each([
  ["contract-notice", "2027-03-31", {}, "option-needed"],
  ["assessment-next", "2027-03-31", {}, "option-needed"],
  ["record-retention", "2027-03-31", {}, "option-needed"],
  ["contract-notice", "2027-03-31", { months: 0 }, "option-invalid"],
  ["contract-notice", "2027-03-31", { months: 1.5 }, "option-invalid"],
  ["contract-notice", "2027-03-31", { months: 601 }, "option-invalid"],
  ["leak-final-report", "2026-02-30", {}, "day-invalid"],
  ["leak-final-report", "9999-12-20", {}, "day-out-of-range"],
] as const)("%s on %s with %o is refused as %s", (event, from, options, code) => {
  const answer = computeDeadline(rules, event, from, options);
  expect(answer).toMatchObject({ ok: false, problem: { kind: "refused", code } });
  expect(words.ja.problems).toHaveProperty(code);
});

test("a rule that ended answers no more, and its successor does", () => {
  const [first] = rules.filter((rule) => rule.id === "leak-final-report-30");
  if (first === undefined) throw new Error("missing");
  const next = {
    ...first,
    id: "leak-final-report-next",
    validFrom: "2027-01-17",
    parameters: { ...first.parameters, days: 45 },
  };
  const changed = [{ ...first, validTo: "2027-01-16" }, next as typeof first];
  const before = computeDeadline(changed, "leak-final-report", "2027-01-16");
  const after = computeDeadline(changed, "leak-final-report", "2027-01-17");
  expect(before.ok && before.value.rule).toBe("leak-final-report-30");
  expect(after.ok && after.value.rule).toBe("leak-final-report-next");
  expect(
    deadlineFileSchema.safeParse({ id: "x", version: 1, title: { ja: "x", en: "x" }, rules: [first, next] })
      .success,
  ).toBe(false);
});

test.each([
  ["leak-final-report", { wrongful: "true" }, { wrongful: true }],
  ["contract-notice", { months: "3" }, { months: 3 }],
  ["record-retention", { method: "bulk" }, { method: "bulk" }],
] as const)("options of %s are read from text", (event, given, options) => {
  expect(parseDeadlineOptions(event, given)).toEqual({ ok: true, value: options });
});

test.each([
  ["leak-final-report", { wrongful: "yes" }, "option-invalid"],
  ["contract-notice", { months: "-3" }, "option-invalid"],
  ["contract-notice", { months: "three" }, "option-invalid"],
  ["record-retention", { method: "paper" }, "option-invalid"],
  ["leak-prompt-report", { months: "3" }, "option-unknown"],
] as const)("options of %s refuse %o as %s", (event, given, code) => {
  expect(parseDeadlineOptions(event, given)).toMatchObject({ ok: false, problem: { code } });
});

test.each([
  ["assessment", "entrustment", "S4", 12],
  ["assessment", "entrustment", "S3", 12],
  ["assessment", "entrustment", "S2", 12],
  ["assessment", "entrustment", "S1", 24],
  ["on-site-check", "entrustment", "S4", 24],
  ["assessment", "referral", "S1", 12],
  ["foreign-route", "entrustment", "S1", 12],
] as const)("%s of %s at %s repeats every %i months", (subject, basis, tier, months) => {
  expect(cycleRuleFor(cycles, subject, basis, tier, "2026-11-22")?.months).toBe(months);
});

test("nothing repeats where no rule says so", () => {
  expect(cycleRuleFor(cycles, "on-site-check", "entrustment", "S3", "2026-11-22")).toBeUndefined();
  expect(cycleRuleFor(cycles, "assessment", "no-handling", "S1", "2026-11-22")).toBeUndefined();
  expect(cycleRuleFor(cycles, "assessment", "entrustment", "S4", "2004-01-01")).toBeUndefined();
});

const day = fc.integer({ min: 0, max: 8000 }).map((n) => addDays("2022-04-01", n));

test("deadlines never go backwards when the event is later", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...deadlineEvents),
      day,
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom("contract" as const, "bulk" as const, "other" as const),
      fc.boolean(),
      (event, from, later, months, method, wrongful) => {
        const options = { months, method, wrongful };
        const a = computeDeadline(rules, event, from, options);
        const b = computeDeadline(rules, event, addDays(from, later), options);
        if (!a.ok || !b.ok) throw new Error("refused");
        expect(a.value.dueOn <= b.value.dueOn).toBe(true);
        expect(a.value.warnOn <= a.value.dueOn).toBe(true);
      },
    ),
  );
});

test("a final report is never due on a closed day, nor a day earlier than counted", () => {
  fc.assert(
    fc.property(day, fc.boolean(), (from, wrongful) => {
      const answer = computeDeadline(rules, "leak-final-report", from, { wrongful });
      if (!answer.ok) throw new Error("refused");
      expect(isClosedDay(answer.value.dueOn)).toBe(false);
      expect(answer.value.dueOn >= addDays(from, wrongful ? 59 : 29)).toBe(true);
    }),
  );
});

test("notice of a contract is due on an open day, not later than the months before its end", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 24 }), (end, months) => {
      const answer = computeDeadline(rules, "contract-notice", end, { months });
      if (!answer.ok) throw new Error("refused");
      expect(isClosedDay(answer.value.dueOn)).toBe(false);
      expect(answer.value.dueOn <= addMonths(end, -months)).toBe(true);
    }),
  );
});
