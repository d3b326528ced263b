import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { addDays, addMonths } from "#app/modules/calendar/rules/day.ts";
import {
  type ClauseCheck,
  ClauseLibrary,
  clauseResults,
  clauseStates,
  judgeClauses,
  legalBases,
  requiredClauses,
  requirements,
  triggers,
} from "#app/modules/contracts/rules/clauses.ts";
import { ClauseCheckForm, ContractForm } from "#app/modules/contracts/rules/forms.ts";
import {
  type ContractTerms,
  contractStateOn,
  contractStates,
  coverageOf,
  endingOn,
  lastDayOf,
  termOn,
  termsUntil,
} from "#app/modules/contracts/rules/terms.ts";
import { words } from "#app/modules/contracts/words.ts";

const library = ClauseLibrary.parse(parse(readFileSync("templates/clauses/standard-2026.yaml", "utf8")));

const terms = (over: Partial<ContractTerms> = {}): ContractTerms => ({
  startsOn: "2024-04-01",
  endsOn: "2025-03-31",
  autoRenewal: false,
  renewalMonths: null,
  noticeMonths: null,
  terminatedOn: null,
  ...over,
});
const yearly = { autoRenewal: true, renewalMonths: 12 } as const;

test.each([
  ["before it begins", terms(), "2024-03-31", null],
  ["its first day", terms(), "2024-04-01", [0, "2024-04-01", "2025-03-31"]],
  ["its last day", terms(), "2025-03-31", [0, "2024-04-01", "2025-03-31"]],
  ["the day after, without renewal", terms(), "2025-04-01", null],
  ["the day after, renewed", terms(yearly), "2025-04-01", [1, "2025-04-01", "2026-03-31"]],
  ["the last day of a renewal", terms(yearly), "2026-03-31", [1, "2025-04-01", "2026-03-31"]],
  ["the third renewal", terms(yearly), "2027-12-01", [3, "2027-04-01", "2028-03-31"]],
  ["non-renewal was given", terms({ ...yearly, terminatedOn: "2026-03-31" }), "2026-04-01", null],
  [
    "terminated in the middle of a term",
    terms({ ...yearly, terminatedOn: "2025-09-30" }),
    "2025-09-30",
    [1, "2025-04-01", "2025-09-30"],
  ],
  ["open-ended", terms({ endsOn: null }), "2099-01-01", [0, "2024-04-01", null]],
  // A term that ends with February grows to the leap day: counted from the start of renewals, not chained.
  [
    "February ends in a leap year",
    terms({ startsOn: "2026-03-01", endsOn: "2027-02-28", ...yearly }),
    "2028-02-29",
    [1, "2027-03-01", "2028-02-29"],
  ],
  [
    "months clamp without drifting",
    terms({ startsOn: "2026-01-31", endsOn: "2026-01-30", autoRenewal: true, renewalMonths: 1 }),
    "2026-03-31",
    [3, "2026-03-31", "2026-04-29"],
  ],
])("the term in force: %s", (_, of, day, expected) => {
  const term = termOn(of, day);
  expect(term === null ? null : [term.number, term.startsOn, term.endsOn]).toEqual(expected);
});

test("every day of an auto-renewing contract lies in exactly one of its terms, and they follow one another", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 1, max: 36 }),
      fc.integer({ min: 0, max: 6000 }),
      (length, months, after) => {
        const startsOn = "2020-02-29";
        const of = terms({
          startsOn,
          endsOn: addDays(startsOn, length),
          autoRenewal: true,
          renewalMonths: months,
        });
        const day = addDays(startsOn, after);
        const list = termsUntil(of, day);
        const holding = list.filter((t) => t.startsOn <= day && t.endsOn !== null && day <= t.endsOn);
        expect(holding).toHaveLength(1);
        expect(holding[0]).toEqual(termOn(of, day));
        for (const [i, t] of list.entries())
          if (i > 0) expect(t.startsOn).toBe(addDays(list[i - 1]!.endsOn!, 1));
      },
    ),
  );
});

test("states, last day and the months before an end", () => {
  expect(contractStateOn(terms(), "2024-03-31")).toBe("upcoming");
  expect(contractStateOn(terms(), "2024-04-01")).toBe("in-force");
  expect(contractStateOn(terms(), "2025-04-01")).toBe("ended");
  expect(lastDayOf(terms(yearly))).toBeNull();
  expect(lastDayOf(terms({ terminatedOn: "2024-12-31" }))).toBe("2024-12-31");
  expect(endingOn(lastDayOf(terms()), "2024-10-01", 6)).toBe("near");
  expect(endingOn(lastDayOf(terms()), "2024-09-30", 6)).toBe("later");
  expect(endingOn(lastDayOf(terms()), "2025-03-31", 6)).toBe("near");
  expect(endingOn(lastDayOf(terms()), "2025-04-01", 6)).toBe("ended");
  expect(endingOn(lastDayOf(terms(yearly)), "2024-12-01", 6)).toBe("none");
  expect(coverageOf([])).toBeUndefined();
  expect(coverageOf([{ terms: terms({ terminatedOn: "2024-12-31" }) }, { terms: terms() }])).toBe(
    "2025-03-31",
  );
  expect(coverageOf([{ terms: terms() }, { terms: terms(yearly) }])).toBeNull();
});

test("the library holds the twenty clauses with what each basis requires", () => {
  expect(library.clauses).toHaveLength(20);
  expect(requiredClauses(library, "entrustment", [])).toHaveLength(18);
  expect(requiredClauses(library, "joint-use", [])).toHaveLength(18);
  expect(requiredClauses(library, "joint-use", ["entrusts"])).toHaveLength(19);
  expect(requiredClauses(library, "referral", [])).toHaveLength(13);
  expect(requiredClauses(library, "referral", ["entrusts", "handles-abroad"])).toHaveLength(15);
  expect(requiredClauses(library, "no-handling", ["entrusts", "handles-abroad"])).toEqual([]);
  expect(requiredClauses(library, "referral", [])).toContain("cl-referral");
  expect(requiredClauses(library, "entrustment", [])).not.toContain("cl-joint-use");
});

test("the library equals the reviewed list in every requirement", () => {
  const row = (id: string): string => {
    const r = library.clauses.find((c) => c.id === id)?.requirement;
    return r === undefined ? "" : `${r.entrustment}${r["joint-use"]}${r.referral}${r["no-handling"]}`;
  };
  const expected: Record<string, string> = {
    "cl-scope": "MMM-",
    "cl-responsibility": "MMM-",
    "cl-confidentiality": "MMM-",
    "cl-purpose-limit": "MMM-",
    "cl-copy-takeout": "MMO-",
    "cl-security": "MMM-",
    "cl-personnel": "MMO-",
    "cl-subcontract": "MCC-",
    "cl-reporting": "MMM-",
    "cl-audit": "MMO-",
    "cl-incident": "MMM-",
    "cl-data-subject": "MMO-",
    "cl-return-disposal": "MMM-",
    "cl-remedy": "MMM-",
    "cl-damages": "MMM-",
    "cl-survival": "MMM-",
    "cl-term": "MMM-",
    "cl-location-foreign": "MMC-",
    "cl-joint-use": "-M--",
    "cl-referral": "--M-",
  };
  expect(Object.fromEntries(library.clauses.map((c) => [c.id, row(c.id)]))).toEqual(expected);
});

const check = (clauseId: string, over: Partial<ClauseCheck> = {}): ClauseCheck => ({
  clauseId,
  result: "conforming",
  articleNumber: "1",
  validFrom: "2026-01-01",
  exceptionUntil: null,
  ...over,
});
const all = (): ClauseCheck[] => library.clauses.map((c) => check(c.id));
const asOf = "2026-06-30";

test("all required clauses conforming is 契約充足; what is not required does not count", () => {
  const judged = judgeClauses(library, "entrustment", [], all(), asOf);
  expect(judged.isSufficient).toBe(true);
  expect([judged.met, judged.required]).toEqual([18, 18]);
  expect(
    judgeClauses(
      library,
      "referral",
      [],
      all().filter((c) => c.clauseId !== "cl-audit"),
      asOf,
    ).isSufficient,
  ).toBe(true);
});

test.each([
  ["conforming", { result: "conforming" }, "met", true],
  ["partial", { result: "partial" }, "partial", false],
  ["partial, excepted through the day", { result: "partial", exceptionUntil: asOf }, "excepted", true],
  [
    "partial, exception run out",
    { result: "partial", exceptionUntil: "2026-06-29" },
    "exception-expired",
    false,
  ],
  ["missing", { result: "missing" }, "missing", false],
  ["missing is never excepted", { result: "missing", exceptionUntil: "2027-01-01" }, "missing", false],
  ["marked not applicable though required", { result: "not-applicable" }, "refused-na", false],
  ["reviewed only later", { validFrom: "2026-07-01" }, "unchecked", false],
] as const)("clause state: %s", (_, over, state, sufficient) => {
  const checks = all().map((c) => (c.clauseId === "cl-audit" ? { ...c, ...over } : c));
  const judged = judgeClauses(library, "entrustment", [], checks, asOf);
  expect(judged.clauses.find((c) => c.clauseId === "cl-audit")?.state).toBe(state);
  expect(judged.isSufficient).toBe(sufficient);
});

test("a conditional clause counts once its trigger applies", () => {
  const checks = all().filter((c) => c.clauseId !== "cl-subcontract");
  expect(judgeClauses(library, "joint-use", [], checks, asOf).isSufficient).toBe(true);
  expect(judgeClauses(library, "joint-use", ["handles-abroad"], checks, asOf).isSufficient).toBe(true);
  expect(judgeClauses(library, "joint-use", ["entrusts"], checks, asOf).isSufficient).toBe(false);
});

test("the later check of a clause counts", () => {
  const checks = [...all(), check("cl-audit", { result: "missing", validFrom: "2026-03-01" })];
  expect(judgeClauses(library, "entrustment", [], checks, "2026-02-28").isSufficient).toBe(true);
  expect(judgeClauses(library, "entrustment", [], checks, "2026-03-01").isSufficient).toBe(false);
});

test("taking away a check never makes a contract sufficient, nor does a later day under the same checks", () => {
  const arbitraryCheck = fc.record({
    clauseId: fc.constantFrom(...library.clauses.map((c) => c.id)),
    result: fc.constantFrom(...clauseResults),
    articleNumber: fc.constant(null),
    validFrom: fc.constant("2026-01-01"),
    exceptionUntil: fc.option(
      fc.integer({ min: 0, max: 400 }).map((n) => addDays("2026-01-01", n)),
      { nil: null },
    ),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...legalBases),
      fc.subarray([...triggers]),
      fc.uniqueArray(arbitraryCheck, { selector: (c) => c.clauseId }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      (basis, active, checks, a, b) => {
        const day = addDays("2026-01-01", a);
        const now = judgeClauses(library, basis, active, checks, day);
        expect(judgeClauses(library, basis, active, checks.slice(1), day).met).toBeLessThanOrEqual(now.met);
        expect(judgeClauses(library, basis, active, checks, addDays(day, b)).met).toBeLessThanOrEqual(
          now.met,
        );
      },
    ),
  );
});

const contract = {
  title: "配達業務委託契約",
  startsOn: "2026-04-01",
  endsOn: "2027-03-31",
  autoRenewal: "yes",
  renewalMonths: "12",
  noticeMonths: "3",
};
const codes = (result: {
  success: boolean;
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}) => (result.error?.issues ?? []).map((i) => `${i.path.join(".")}:${i.message}`);

test("the contract form reads what was typed", () => {
  const read = ContractForm.parse(contract);
  expect(read).toMatchObject({
    autoRenewal: true,
    renewalMonths: 12,
    noticeMonths: 3,
    terminatedOn: null,
    signedOn: null,
  });
});

test.each([
  [{ title: " " }, "title:required"],
  [{ title: "あ".repeat(201) }, "title:too-long"],
  [{ startsOn: "" }, "startsOn:required"],
  [{ startsOn: "2026-13-01" }, "startsOn:day-invalid"],
  [{ startsOn: "2026-02-31" }, "startsOn:day-invalid"],
  [{ endsOn: "2026-03-31" }, "endsOn:before-start"],
  [{ endsOn: "" }, "endsOn:required-for-renewal"],
  [{ renewalMonths: "" }, "renewalMonths:required-for-renewal"],
  [{ renewalMonths: "0" }, "renewalMonths:integer-range"],
  [{ noticeMonths: "x" }, "noticeMonths:number-invalid"],
  [{ terminatedOn: "2025-01-01" }, "terminatedOn:before-start"],
  [{ signedOn: "2028-01-01" }, "signedOn:after-end"],
])("the contract form refuses %o", (over, expected) => {
  expect(codes(ContractForm.safeParse({ ...contract, ...over }))).toContain(expected);
});

test.each([
  [{ result: "perhaps" }, "result:choose-one"],
  [{ result: "conforming", article: "" }, "article:required"],
  [{ result: "partial", note: "" }, "note:required"],
  [
    { result: "missing", note: "x", exceptionUntil: "2027-01-01", exceptionReason: "y" },
    "exceptionUntil:exception-for-partial-only",
  ],
  [{ result: "partial", note: "x", exceptionUntil: "2027-01-01" }, "exceptionReason:required"],
  [{ result: "partial", note: "x", exceptionReason: "y" }, "exceptionUntil:required"],
])("the clause check form refuses %o", (over, expected) => {
  expect(codes(ClauseCheckForm.safeParse({ clauseId: "cl-audit", article: "8", ...over }))).toContain(
    expected,
  );
});

test("every state, result and requirement has words in both languages", () => {
  for (const w of [words.ja, words.en]) {
    for (const s of contractStates) expect(w.state[s]).not.toBe("");
    for (const s of clauseStates) expect(w.clauseState[s]).not.toBe("");
    for (const s of clauseResults) expect(w.result[s]).not.toBe("");
    for (const s of requirements) expect(w.requirement[s]).not.toBe("");
    for (const s of triggers) expect(w.trigger[s]).not.toBe("");
  }
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
});
