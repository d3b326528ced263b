import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import { type LegalBasis, legalBases } from "#app/modules/contracts/rules/clauses.ts";
import { citationInEnglish } from "#app/modules/custody/rules/citation.ts";
import { deferralRefusal, deferralRefusals } from "#app/modules/custody/rules/deferral.ts";
import { bindsFrom, gate, gateJson, isStopping, metKeys } from "#app/modules/custody/rules/gate.ts";
import { emptyGateFacts, type GateFacts, matterFactsOf } from "#app/modules/custody/rules/gate-facts.ts";
import { GateModeFile, modesOf } from "#app/modules/custody/rules/gate-modes.ts";
import {
  cures,
  type GateCode,
  gateCodes,
  reasonTable,
  strengths,
} from "#app/modules/custody/rules/gate-table.ts";
import { words } from "#app/modules/custody/words.ts";
import { jointUseMatters } from "#app/modules/policy/rules/joint-use.ts";
import { anyFacts, clauseIds, day, first } from "./any-facts.ts";

const asOf = "2026-11-24";
const relation = (basis: LegalBasis): GateFacts["relation"] => ({
  id: "r1",
  basis,
  state: "active",
  handlesAbroad: false,
});

const check = (clauseId: string) => ({
  clauseId,
  result: "conforming" as const,
  articleNumber: "第1条",
  validFrom: "2026-01-10",
  exceptionUntil: null,
});
const assessment = {
  id: "a1",
  concludedOn: "2026-06-01",
  outcome: "approved" as const,
  validUntil: "2027-06-01",
  criticalNos: [],
  exceptions: [],
};

/** A relation of each basis with everything in order. */
const inOrder = (basis: LegalBasis): GateFacts => ({
  ...emptyGateFacts(relation(basis)),
  permitted: [
    { itemId: "full-name", validFrom: "2026-01-01", validTo: null },
    { itemId: "address", validFrom: "2026-01-01", validTo: null },
  ],
  contracts: [
    {
      id: "c1",
      title: "契約",
      startsOn: "2026-01-01",
      lastOn: null,
      checks: [check("cl-scope"), check("cl-confidentiality"), check("cl-audit")],
    },
  ],
  requiredClauses: basis === "no-handling" ? [] : ["cl-scope", "cl-confidentiality", "cl-audit"],
  assessments: basis === "no-handling" ? [] : [assessment],
  matters:
    basis === "joint-use"
      ? jointUseMatters.map((matter) => ({ matter, postedFrom: "2026-01-01", postedTo: null }))
      : [],
  referrals:
    basis === "referral"
      ? [
          {
            route: "consent" as const,
            validFrom: "2026-01-01",
            validTo: null,
            consentMethod: "申込書の同意欄",
            recordMethod: "contract",
            evidenceNote: null,
          },
        ]
      : [],
  formChecks: basis === "referral" ? [{ confirmedOn: "2026-04-01", dueOn: "2027-04-01" }] : [],
  noHandlingTermsOn: basis === "no-handling" ? "2026-01-05" : null,
  ownSafetyChecks: basis === "no-handling" ? [{ confirmedOn: "2026-04-01", dueOn: "2027-04-01" }] : [],
  told: { policyFrom: "2026-01-01", toldOn: "2026-02-01", graceUntil: "2026-03-31" },
});

const codesOf = (facts: GateFacts, day: Day = asOf): GateCode[] =>
  gate(facts, day).reasons.map((r) => r.code);

test.each(legalBases)("everything in order is allowed for %s, and says what is met", (basis) => {
  const verdict = gate({ ...inOrder(basis), requestedItems: ["full-name"] }, asOf);
  expect(verdict.reasons).toEqual([]);
  expect(verdict.isAllowed).toBe(true);
  expect(verdict.met.map((m) => m.key)).toEqual(
    expect.arrayContaining(["relation-active", "items-within-scope", "contract-in-force", "policy-told"]),
  );
});

type Change = (f: GateFacts) => GateFacts;
const referral =
  (over: Partial<GateFacts["referrals"][number]>): Change =>
  (f) => ({
    ...f,
    referrals: [
      {
        route: "consent",
        validFrom: "2026-01-01",
        validTo: null,
        consentMethod: "申込書",
        recordMethod: "contract",
        evidenceNote: null,
        ...over,
      },
    ],
  });
const abroad =
  (over: Partial<GateFacts["foreign"][number]>): Change =>
  (f) => ({
    ...f,
    relation: { ...f.relation, handlesAbroad: true },
    foreign: [
      {
        id: "x1",
        country: "SG",
        startsOn: "2026-01-01",
        removedOn: null,
        route: "equivalent-system",
        confirmationDueOn: "2027-01-01",
        recordMethod: null,
        ...over,
      },
    ],
  });
const clause =
  (clauseId: string, over: object): Change =>
  (f) => ({
    ...f,
    contracts: f.contracts.map((c) => ({
      ...c,
      checks: c.checks.map((x) => (x.clauseId === clauseId ? { ...x, ...over } : x)),
    })),
  });
const sub: GateFacts["subcontractors"][number] = {
  id: "s1",
  name: "株式会社はやぶさ急送(架空)",
  sinceOn: "2026-10-19",
  removedOn: null,
  approvedOn: null,
  approvedUntil: null,
};
const finding = {
  id: "f1",
  number: "2026-014",
  title: "承諾のない再委託",
  severity: "critical" as const,
  raisedOn: "2026-10-19",
  dueOn: "2026-10-31",
  closedOn: null,
};
const condition: GateFacts["conditions"][number] = {
  id: "k1",
  text: "施錠棚",
  decidedOn: "2026-06-01",
  dueOn: "2026-09-30",
  metOn: null,
  bindsAtOnce: false,
};

/** What brings each reason about. Applied to a relation in order, under every basis. */
const causes: Record<GateCode, Change> = {
  "relation-not-active": (f) => ({ ...f, relation: { ...f.relation, state: "suspended" } }),
  "scope-empty": (f) => ({ ...f, permitted: f.permitted.map((p) => ({ ...p, validTo: "2026-11-23" })) }),
  "scope-outside-ceiling": (f) => ({
    ...f,
    violations: [
      {
        lineId: "l1",
        code: "open-ended-item",
        clause: "6",
        strength: "law",
        basis: "法27条5項3号",
        params: {},
      },
    ],
  }),
  "item-outside-scope": (f) => ({ ...f, requestedItems: ["purchase-history"] }),
  "contract-missing": (f) => ({ ...f, contracts: [] }),
  "contract-expired": (f) => ({ ...f, contracts: f.contracts.map((c) => ({ ...c, lastOn: "2026-11-23" })) }),
  "clause-insufficient": clause("cl-audit", { result: "missing" }),
  "confidentiality-insufficient": clause("cl-confidentiality", { result: "missing" }),
  "assessment-missing": (f) => ({ ...f, assessments: [] }),
  "assessment-expired": (f) => ({ ...f, assessments: [{ ...assessment, validUntil: "2026-11-23" }] }),
  "assessment-failed": (f) => ({ ...f, assessments: [{ ...assessment, outcome: "failed" }] }),
  "critical-no": (f) => ({ ...f, assessments: [{ ...assessment, criticalNos: ["sub-02"] }] }),
  "critical-finding": (f) => ({ ...f, findings: [finding] }),
  "condition-unmet": (f) => ({ ...f, conditions: [condition] }),
  "subcontractor-unapproved": (f) => ({ ...f, subcontractors: [sub] }),
  "foreign-route-missing": abroad({ route: null }),
  "foreign-confirmation-overdue": abroad({ confirmationDueOn: "2026-11-23" }),
  "foreign-record-missing": abroad({ route: "consent" }),
  "foreign-place-unknown": (f) => ({ ...f, relation: { ...f.relation, handlesAbroad: true } }),
  "joint-use-matter-missing": (f) => ({ ...f, matters: f.matters.filter((m) => m.matter !== "responsible") }),
  "referral-route-missing": (f) => ({ ...f, referrals: [] }),
  "referral-consent-missing": referral({ consentMethod: null }),
  "referral-request-missing": referral({ route: "on-behalf" }),
  "referral-record-missing": referral({ recordMethod: null }),
  "referral-direct-provision": (f) => ({
    ...referral({ route: "direct-application" })(f),
    requestedItems: ["full-name"],
  }),
  "form-check-due": (f) => ({ ...f, formChecks: [{ confirmedOn: "2025-04-01", dueOn: "2026-04-01" }] }),
  "no-handling-terms-missing": (f) => ({ ...f, noHandlingTermsOn: null }),
  "own-safety-missing": (f) => ({ ...f, ownSafetyChecks: [] }),
  "own-safety-overdue": (f) => ({
    ...f,
    ownSafetyChecks: [{ confirmedOn: "2025-04-01", dueOn: "2026-04-01" }],
  }),
  "policy-not-told": (f) => ({
    ...f,
    told: { policyFrom: "2026-01-01", toldOn: null, graceUntil: "2026-03-31" },
  }),
};
/** Where one cause brings a second reason with it. */
const companions: Partial<Record<GateCode, Partial<Record<LegalBasis, GateCode[]>>>> = {
  "confidentiality-insufficient": { entrustment: ["clause-insufficient"], referral: ["clause-insufficient"] },
  "foreign-place-unknown": {
    entrustment: ["foreign-route-missing"],
    "joint-use": ["foreign-route-missing"],
    referral: ["foreign-route-missing"],
  },
};

/** Written apart from the table: which reasons reach which basis. E entrustment, J joint use, R referral, N no-handling. */
const reach: Record<GateCode, string> = {
  "relation-not-active": "EJRN",
  "scope-empty": "EJRN",
  "scope-outside-ceiling": "EJRN",
  "item-outside-scope": "EJRN",
  "contract-missing": "EJRN",
  "contract-expired": "EJRN",
  "clause-insufficient": "EJR",
  "confidentiality-insufficient": "J",
  "assessment-missing": "EJR",
  "assessment-expired": "EJR",
  "assessment-failed": "EJR",
  "critical-no": "EJR",
  "critical-finding": "EJRN",
  "condition-unmet": "EJRN",
  "subcontractor-unapproved": "E",
  "foreign-route-missing": "EJR",
  "foreign-confirmation-overdue": "EJR",
  "foreign-record-missing": "EJR",
  "foreign-place-unknown": "N",
  "joint-use-matter-missing": "J",
  "referral-route-missing": "R",
  "referral-consent-missing": "R",
  "referral-request-missing": "R",
  "referral-record-missing": "R",
  "referral-direct-provision": "R",
  "form-check-due": "R",
  "no-handling-terms-missing": "N",
  "own-safety-missing": "N",
  "own-safety-overdue": "N",
  "policy-not-told": "EJRN",
};
const letter: Record<LegalBasis, string> = {
  entrustment: "E",
  "joint-use": "J",
  referral: "R",
  "no-handling": "N",
};
const warnings: GateCode[] = ["foreign-place-unknown", "policy-not-told"];

test.each(gateCodes.flatMap((code) => legalBases.map((basis) => [code, basis] as const)))(
  "%s for %s",
  (code, basis) => {
    const verdict = gate(causes[code](inOrder(basis)), asOf);
    const applies = reach[code].includes(letter[basis]);
    const expected = [...(applies ? [code] : []), ...(companions[code]?.[basis] ?? [])];
    expect(verdict.reasons.map((r) => r.code)).toEqual(
      // A clause is not required of a no-handling business, and assessments are not asked of it.
      basis === "no-handling" && !applies ? [] : expected,
    );
    expect(reasonTable[code].kinds[basis] !== undefined).toBe(applies);
    const blocks = expected.some((c) => !warnings.includes(c));
    expect(verdict.isAllowed).toBe(expected.length === 0 || !blocks);
  },
);

test("law reasons are never deferrable, and every cure and strength is known", () => {
  for (const code of gateCodes) {
    expect(cures).toContain(reasonTable[code].cure);
    for (const kind of Object.values(reasonTable[code].kinds)) {
      expect(strengths).toContain(kind.strength);
      if (kind.strength === "law") expect(kind.deferrableBy).toBe("none");
    }
  }
});

test("a relation in any other state is refused", () => {
  for (const state of ["drafting", "in-review", "approved", "suspended", "ended", "completed", ""]) {
    const facts = inOrder("entrustment");
    expect(codesOf({ ...facts, relation: { ...facts.relation, state } })).toEqual(["relation-not-active"]);
  }
});

test("a critical finding warns through its due day and blocks after it", () => {
  const facts = { ...inOrder("entrustment"), findings: [finding] };
  const on = (day: Day) => gate(facts, day);
  expect(on("2026-10-18").reasons).toEqual([]);
  expect([on("2026-10-31").isAllowed, on("2026-10-31").reasons[0]?.effect]).toEqual([true, "warn"]);
  expect([on("2026-11-01").isAllowed, on("2026-11-01").reasons[0]?.effect]).toEqual([false, "block"]);
  expect(
    gate({ ...facts, findings: [{ ...finding, closedOn: "2026-11-02" }] }, "2026-11-02").reasons,
  ).toEqual([]);
  expect(gate({ ...facts, findings: [{ ...finding, severity: "major" }] }, asOf).reasons).toEqual([]);
});

test("contracts: not begun, between two, the best clause of those in force, and what the last one lacked", () => {
  const base = inOrder("entrustment");
  const c1 = base.contracts[0]!;
  expect(codesOf({ ...base, contracts: [{ ...c1, startsOn: "2026-12-01" }] })).toEqual(["contract-missing"]);
  const gap = [
    { ...c1, lastOn: "2026-03-31" },
    { ...c1, id: "c2", startsOn: "2026-12-01" },
  ];
  const verdict = gate({ ...base, contracts: gap }, asOf);
  expect(verdict.reasons.map((r) => [r.code, r.params])).toEqual([
    ["contract-expired", { endedOn: "2026-03-31", nextFrom: "2026-12-01" }],
  ]);
  const memorandum = { ...c1, id: "c2", checks: [check("cl-audit")] };
  const basic = { ...c1, checks: c1.checks.filter((x) => x.clauseId !== "cl-audit") };
  expect(codesOf({ ...base, contracts: [basic] })).toEqual(["clause-insufficient"]);
  expect(codesOf({ ...base, contracts: [basic, memorandum] })).toEqual([]);
  expect(codesOf({ ...base, contracts: [{ ...basic, lastOn: "2026-11-01" }] })).toEqual([
    "contract-expired",
    "clause-insufficient",
  ]);
});

test("a clause exception holds through its last day", () => {
  const facts = clause("cl-audit", { result: "partial", exceptionUntil: asOf })(inOrder("entrustment"));
  expect(codesOf(facts)).toEqual([]);
  const later = gate(facts, addDays(asOf, 1));
  expect(later.reasons.map((r) => [r.code, r.ref, r.params.state])).toEqual([
    ["clause-insufficient", "cl-audit", "exception-expired"],
  ]);
});

test("the latest conclusion counts: a failed re-assessment takes the earlier approval's place", () => {
  const failed = { ...assessment, id: "a2", concludedOn: "2026-11-20", outcome: "failed" as const };
  const facts = { ...inOrder("entrustment"), assessments: [failed, assessment] };
  expect(codesOf(facts)).toEqual(["assessment-failed"]);
  expect(codesOf(facts, "2026-11-19")).toEqual([]);
  expect(codesOf(facts, "2026-05-31")).toEqual(["assessment-missing"]);
});

test("a critical no is excepted from the approval of the exception through its expiry", () => {
  const exceptions = [{ questionId: "sub-02", approvedOn: "2026-11-01", expiresOn: "2026-11-30" }];
  const facts = {
    ...inOrder("entrustment"),
    assessments: [{ ...assessment, outcome: "conditional" as const, criticalNos: ["sub-02"], exceptions }],
  };
  expect(codesOf(facts)).toEqual([]);
  expect(codesOf(facts, "2026-10-31")).toEqual(["critical-no"]);
  expect(codesOf(facts, "2026-12-01")).toEqual(["critical-no"]);
});

test("conditions: within their time, at once, met", () => {
  const on = (over: Partial<typeof condition>) =>
    codesOf({ ...inOrder("entrustment"), conditions: [{ ...condition, ...over }] });
  expect(on({ dueOn: asOf })).toEqual([]);
  expect(on({ dueOn: "2027-01-01", bindsAtOnce: true })).toEqual(["condition-unmet"]);
  expect(on({ metOn: asOf })).toEqual([]);
  expect(on({ metOn: "2026-11-25" })).toEqual(["condition-unmet"]);
});

test("a subcontractor with consent, one removed, one whose consent ran out", () => {
  const on = (over: Partial<typeof sub>) =>
    codesOf({ ...inOrder("entrustment"), subcontractors: [{ ...sub, ...over }] });
  expect(on({ approvedOn: "2026-10-20" })).toEqual([]);
  expect(on({ removedOn: asOf })).toEqual([]);
  expect(on({ approvedOn: "2026-10-20", approvedUntil: "2026-11-23" })).toEqual(["subcontractor-unapproved"]);
  expect(on({ sinceOn: "2026-11-25" })).toEqual([]);
});

test.each([
  ["designated country", { route: "designated-country" as const, confirmationDueOn: null }, []],
  ["equivalent system confirmed", {}, []],
  ["equivalent system never confirmed", { confirmationDueOn: null }, ["foreign-confirmation-overdue"]],
  ["confirmation due today", { confirmationDueOn: asOf }, []],
  ["consent with record", { route: "consent" as const, recordMethod: "bulk" }, []],
  ["handling abroad ended", { removedOn: "2026-11-01" }, ["foreign-route-missing"]],
])("abroad: %s", (_, over, expected) => {
  expect(codesOf(abroad(over)(inOrder("entrustment")))).toEqual(expected);
});

test("each missing matter of joint use is one reason, and names the missing parts", () => {
  const verdict = gate(
    { ...inOrder("joint-use"), matters: [], missingParts: ["address", "representative"] },
    asOf,
  );
  expect(verdict.reasons.map((r) => r.ref)).toEqual([...jointUseMatters]);
  expect(verdict.reasons.at(-1)?.params).toEqual({ matter: "responsible", parts: "address,representative" });
  const posted = (postedFrom: Day, postedTo: Day | null) =>
    codesOf({
      ...inOrder("joint-use"),
      matters: jointUseMatters.map((matter) => ({ matter, postedFrom, postedTo })),
    });
  expect(posted(asOf, null)).toEqual([]);
  expect(posted(addDays(asOf, 1), null)).toHaveLength(5);
  expect(posted("2026-01-01", "2026-11-23")).toHaveLength(5);
});

test("the evaluation of a policy's joint-use section becomes facts", () => {
  const citation = {
    groupId: "g",
    matter: "responsible-address" as const,
    text: "住所",
    place: "https://example.invalid/",
    postedFrom: "2026-02-01",
    postedTo: "2026-12-31",
    acceptedOn: "2026-02-10",
  };
  const state = { clause: "6", missingParts: [], openEndedItems: [], citations: [] };
  const facts = matterFactsOf({
    group: "g",
    isComplete: false,
    postedFrom: "2017-11-07",
    isPosted: true,
    matters: [
      { ...state, matter: "statement", state: "stated" },
      { ...state, matter: "items", state: "cited", citations: [citation] },
      { ...state, matter: "responsible", state: "missing", missingParts: ["address"] },
    ],
  });
  expect(facts).toEqual({
    matters: [
      { matter: "statement", postedFrom: "2017-11-07", postedTo: null },
      { matter: "items", postedFrom: "2026-02-10", postedTo: "2026-12-31" },
    ],
    missingParts: ["address"],
  });
});

test("referral routes ask for what they need", () => {
  expect(
    codesOf(
      referral({ route: "direct-application", consentMethod: null, recordMethod: null })(inOrder("referral")),
    ),
  ).toEqual([]);
  expect(
    codesOf(referral({ route: "on-behalf", evidenceNote: "申込書の控え" })(inOrder("referral"))),
  ).toEqual([]);
  expect(codesOf(referral({ validTo: "2026-11-23" })(inOrder("referral")))).toEqual([
    "referral-route-missing",
  ]);
});

test("the policy is told within its grace", () => {
  const told = { policyFrom: "2026-11-01", toldOn: null, graceUntil: "2026-12-31" };
  expect(codesOf({ ...inOrder("entrustment"), told })).toEqual([]);
  expect(codesOf({ ...inOrder("entrustment"), told }, "2027-01-01")).toEqual(["policy-not-told"]);
  expect(gate({ ...inOrder("entrustment"), told }, "2027-01-01").isAllowed).toBe(true);
});

test("law stands first and warnings last", () => {
  const all = (Object.keys(causes) as GateCode[])
    .filter((c) => !["contract-missing", "assessment-missing", "scope-empty"].includes(c))
    .reduce((f, c) => causes[c](f), inOrder("entrustment"));
  const ranks = gate(all, asOf).reasons.map(
    (r) => (r.effect === "warn" ? 10 : 0) + strengths.indexOf(r.strength),
  );
  expect(ranks.length).toBeGreaterThan(8);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});

const deferral = (code: GateCode, over: object = {}) => ({
  code,
  ref: null,
  from: "2026-11-01",
  until: "2026-12-31",
  grantedBy: "director" as const,
  ...over,
});
test.each<[string, GateCode, LegalBasis, object, boolean, Day | null]>([
  ["a director defers what is the director's", "clause-insufficient", "entrustment", {}, true, "2026-12-31"],
  [
    "the privacy manager does not",
    "clause-insufficient",
    "entrustment",
    { grantedBy: "privacy-manager" },
    false,
    null,
  ],
  [
    "the privacy manager defers an expired assessment",
    "assessment-expired",
    "entrustment",
    { grantedBy: "privacy-manager" },
    true,
    "2026-12-31",
  ],
  ["so may a director", "assessment-expired", "entrustment", {}, true, "2026-12-31"],
  ["for the named clause", "clause-insufficient", "entrustment", { ref: "cl-audit" }, true, "2026-12-31"],
  ["not for another", "clause-insufficient", "entrustment", { ref: "cl-scope" }, false, null],
  ["through its last day", "clause-insufficient", "entrustment", { until: asOf }, true, asOf],
  ["not a day longer", "clause-insufficient", "entrustment", { until: "2026-11-23" }, false, null],
  ["not before it begins", "clause-insufficient", "entrustment", { from: "2026-11-25" }, false, null],
  ["never a reason of law", "subcontractor-unapproved", "entrustment", {}, false, null],
  ["nor an inactive relation", "relation-not-active", "entrustment", {}, false, null],
])("deferral: %s", (_, code, basis, over, allowed, until) => {
  const verdict = gate({ ...causes[code](inOrder(basis)), deferrals: [deferral(code, over)] }, asOf);
  expect([verdict.isAllowed, verdict.reasons[0]?.deferredUntil]).toEqual([allowed, until]);
  expect(verdict.reasons).toHaveLength(1);
});

test.each([
  ["a director's by a director", "director", "director", "2026-12-31", "更新まで", null],
  [
    "a director's by the privacy manager",
    "director",
    "privacy-manager",
    "2026-12-31",
    "更新まで",
    "role-too-low",
  ],
  ["the manager's by a director", "privacy-manager", "director", "2026-12-31", "更新まで", null],
  ["law", "none", "director", "2026-12-31", "更新まで", "not-deferrable"],
  ["until today", "director", "director", asOf, "更新まで", null],
  ["until yesterday", "director", "director", "2026-11-23", "更新まで", "until-past"],
  ["a year ahead", "director", "director", "2027-11-24", "更新まで", null],
  ["more than a year ahead", "director", "director", "2027-11-25", "更新まで", "until-too-far"],
  ["without a reason", "director", "director", "2026-12-31", " ", "reason-required"],
] as const)("granting a deferral: %s", (_, deferrableBy, role, until, why, expected) => {
  expect(deferralRefusal({ effect: "block", deferrableBy }, role, until, why, asOf)).toBe(expected);
  expect(deferralRefusal({ effect: "warn", deferrableBy }, role, until, why, asOf)).toBe("not-deferrable");
});

test("an observed reason is shown, stops nothing, and says from when it binds", () => {
  const modes = modesOf([
    { code: "clause-insufficient", mode: "observe", validFrom: "2026-04-01", validTo: "2026-12-30" },
    { code: "clause-insufficient", mode: "apply", validFrom: "2026-12-31", validTo: null },
  ]);
  const facts = { ...causes["clause-insufficient"](inOrder("entrustment")), modes };
  const observed = gate(facts, asOf);
  expect(observed.isAllowed).toBe(true);
  expect(observed.reasons[0]).toMatchObject({ mode: "observe", bindsFrom: "2026-12-31", effect: "block" });
  const bound = gate(facts, "2026-12-31");
  expect([bound.isAllowed, bound.reasons[0]?.mode]).toEqual([false, "apply"]);
  // Before the first dated row the gate fails closed.
  expect(gate(facts, "2026-03-31").isAllowed).toBe(false);
});

test("the end of an observation binds even without a row that says so", () => {
  const row = { code: "policy-not-told", mode: "observe" as const, validFrom: "2026-04-01" };
  expect(bindsFrom(modesOf([{ ...row, validTo: "2026-12-30" }]), "policy-not-told", asOf)).toBe("2026-12-31");
  expect(bindsFrom(modesOf([{ ...row, validTo: null }]), "policy-not-told", asOf)).toBeNull();
  expect(bindsFrom(modesOf([]), "policy-not-told", asOf)).toBeNull();
  expect(() => modesOf([{ ...row, code: "nothing", validTo: null }])).toThrow("nothing");
});

test("the modes file is sound, and refuses to observe law without an end", () => {
  const file = parse(readFileSync("templates/rules/gate.yaml", "utf8"));
  expect(modesOf(GateModeFile.parse(file).rules).size).toBeGreaterThan(0);
  const rule = { ...file.rules[0], id: "x", code: "joint-use-matter-missing", validFrom: "2026-04-01" };
  expect(GateModeFile.safeParse({ ...file, rules: [{ ...rule, validTo: null }] }).success).toBe(false);
  expect(GateModeFile.safeParse({ ...file, rules: [{ ...rule, validTo: "2026-12-31" }] }).success).toBe(true);
  expect(
    GateModeFile.safeParse({ ...file, rules: [...file.rules, { ...file.rules[0], id: "y" }] }).success,
  ).toBe(false);
});

test("the verdict as scripts read it", () => {
  const facts = {
    ...causes["assessment-expired"](inOrder("entrustment")),
    deferrals: [deferral("assessment-expired")],
  };
  const json = gateJson(gate(facts, asOf), "ja", (r) => ({
    message: words.ja.reason[r.code].title,
    cure: words.ja.cure[r.cure],
  }));
  expect(json).toEqual({
    allowed: true,
    asOf,
    reasons: [
      {
        code: "assessment-expired",
        basis: "方針2.2(1); GL 3-4-4(3)",
        strength: "policy",
        effect: "block",
        mode: "apply",
        deferrableBy: "privacy-manager",
        deferredUntil: "2026-12-31",
        message: "評価の有効期限を過ぎています",
        cure: "評価を依頼する",
      },
    ],
  });
});

test.each([
  ["法27条5項3号、GL 3-6-3", "APPI 27(5)(iii), GL 3-6-3"],
  ["番号法19条・30条2項", "My Number Act 19, 30(2)"],
  ["法17条1項・18条1項・21条1項", "APPI 17(1), 18(1), 21(1)"],
  ["法27条1項・5項3号", "APPI 27(1), (5)(iii)"],
  ["GL 3-4-4(必要な範囲のデータに限る)", "GL 3-4-4 (only the data needed)"],
])("%s is %s in English", (ja, en) => {
  expect(citationInEnglish(ja)).toBe(en);
});

test("every reason, matter and met thing has words in both languages", () => {
  for (const w of [words.ja, words.en]) {
    for (const code of gateCodes) {
      expect(w.reason[code].title).not.toBe("");
      expect(w.reason[code].detail({ name: "x", state: "x", dueOn: asOf, title: "t" })).not.toBe("");
      expect(w.cure[reasonTable[code].cure]).not.toBe("");
    }
    for (const key of metKeys) expect(w.met[key]({ count: 1, until: asOf })).not.toBe("");
    for (const m of jointUseMatters) expect(w.jointUseMatter[m]).not.toBe("");
    for (const x of strengths) expect(w.strength[x]).not.toBe("");
    for (const x of deferralRefusals) expect(w.deferralRefusal[x]).not.toBe("");
  }
  for (const code of gateCodes) expect(words.en.reason[code].title).not.toMatch(/[ぁ-んァ-ヶ一-龥]/);
});

/* Properties over facts made at random: every day lies within a year of the first. */

/** The last day on which something begins, is done or is decided. */
const startDays = (f: GateFacts): Day[] =>
  [
    ...f.permitted.map((p) => p.validFrom),
    ...f.contracts.flatMap((c) => [c.startsOn, ...c.checks.map((x) => x.validFrom)]),
    ...f.assessments.flatMap((a) => [a.concludedOn, ...a.exceptions.map((e) => e.approvedOn)]),
    ...f.findings.flatMap((x) => [x.raisedOn, x.closedOn ?? ""]),
    ...f.conditions.flatMap((x) => [x.decidedOn, x.metOn ?? ""]),
    ...f.subcontractors.flatMap((x) => [x.sinceOn, x.removedOn ?? "", x.approvedOn ?? ""]),
    ...f.foreign.flatMap((x) => [x.startsOn, x.removedOn ?? ""]),
    ...f.matters.map((m) => m.postedFrom),
    ...f.referrals.map((r) => r.validFrom),
    ...[...f.formChecks, ...f.ownSafetyChecks].map((x) => x.confirmedOn),
    f.noHandlingTermsOn ?? "",
    f.told?.policyFrom ?? "",
    f.told?.toldOn ?? "",
  ].sort();

test("once every start day has passed, no reason disappears by time alone", () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 400 }),
      (facts, a, b) => {
        const last = startDays(facts).at(-1);
        const now = addDays(last === undefined || last === "" ? first : last, a);
        const key = (d: Day) => gate(facts, d).reasons.map((r) => `${r.code}/${r.ref}`);
        expect(key(addDays(now, b))).toEqual(expect.arrayContaining(key(now)));
      },
    ),
    { numRuns: 1000 },
  );
});

test("adding a violation, a finding, a condition, a subcontractor or an item never allows and never takes a reason away", () => {
  const more = fc.constantFrom<Change>(
    causes["scope-outside-ceiling"],
    (f) => ({ ...f, findings: [...f.findings, { ...finding, id: "more" }] }),
    (f) => ({ ...f, conditions: [...f.conditions, condition] }),
    (f) => ({ ...f, subcontractors: [...f.subcontractors, { ...sub, id: "more" }] }),
    (f) => ({ ...f, requestedItems: [...f.requestedItems, "d"] }),
  );
  fc.assert(
    fc.property(anyFacts, more, day, (facts, add, on) => {
      const before = gate(facts, on);
      const extended = add(facts);
      const after = gate({ ...extended, violations: [...facts.violations, ...extended.violations] }, on);
      if (!before.isAllowed) expect(after.isAllowed).toBe(false);
      expect(after.reasons.map((r) => r.code)).toEqual(
        expect.arrayContaining(before.reasons.map((r) => r.code)),
      );
    }),
  );
});

test("allowed means nothing stops, law is never deferred, and no reason is repeated from the same fact", () => {
  fc.assert(
    fc.property(anyFacts, day, (facts, on) => {
      const verdict = gate(facts, on);
      expect(verdict.isAllowed).toBe(!verdict.reasons.some(isStopping));
      for (const r of verdict.reasons) {
        if (r.strength === "law") expect([r.deferrableBy, r.deferredUntil]).toEqual(["none", null]);
        expect(reasonTable[r.code].kinds[facts.relation.basis]).toBeDefined();
      }
      expect(gate(facts, on)).toEqual(verdict);
    }),
  );
});

test("a hundred thousand relations are judged within five seconds", () => {
  const facts = legalBases.map((b) => ({
    ...inOrder(b),
    findings: [finding],
    subcontractors: [sub],
    requiredClauses: b === "no-handling" ? [] : clauseIds,
  }));
  const start = performance.now();
  let blocked = 0;
  for (let i = 0; i < 100_000; i += 1) if (!gate(facts[i % 4]!, asOf).isAllowed) blocked += 1;
  expect(blocked).toBe(100_000);
  expect(performance.now() - start).toBeLessThan(5000);
});
