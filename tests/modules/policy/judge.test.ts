import fc from "fast-check";
import { expect, test } from "vitest";
import { policyNames } from "#app/modules/policy/name-words.ts";
import { indexPolicy } from "#app/modules/policy/rules/index-policy.ts";
import {
  judgeScope,
  judgeScopeLine,
  type ScopeContext,
  type ScopeLineInput,
  type ViolationCode,
  violationCodes,
} from "#app/modules/policy/rules/judge.ts";
import { words } from "#app/modules/policy/words.ts";
import { readPolicy } from "./policies.ts";

const index = indexPolicy(readPolicy("aicoop-miyagi-2017-11-07"));

const delivery: ScopeContext = {
  basis: "entrustment",
  activity: "delivery",
  approvedCollections: [],
  asOf: "2026-11-22",
};
const referral: ScopeContext = { basis: "referral", approvedCollections: [], asOf: "2026-11-22" };
const supply: ScopeContext = {
  basis: "joint-use",
  groupId: "ju-group-supply-kerosene",
  policyPartnerId: "jccu",
  approvedCollections: [],
  asOf: "2026-11-22",
};
const kyosai: ScopeContext = {
  ...supply,
  groupId: "ju-group-kyosai",
  policyPartnerId: "coop-kyosai-federation",
};
const nothing: ScopeContext = { basis: "no-handling", approvedCollections: [], asOf: "2026-11-22" };

const line = (over: Partial<ScopeLineInput> = {}): ScopeLineInput => ({
  subject: "member",
  items: ["full-name", "address"],
  purposes: ["member-order-and-dispatch"],
  validFrom: "2026-04-01",
  validTo: null,
  ...over,
});
const jointLine = (over: Partial<ScopeLineInput> = {}) =>
  line({ purposes: ["joint-supply-kerosene"], ...over });
const kyosaiLine = (over: Partial<ScopeLineInput> = {}) => line({ purposes: ["joint-kyosai"], ...over });
const collected = (approvedOn: string) => [{ item: "vehicle-number", tier: "S2" as const, approvedOn }];

type Case = readonly [
  name: string,
  context: ScopeContext,
  input: ScopeLineInput,
  codes: readonly ViolationCode[],
];
const cases: readonly Case[] = [
  ["an ordinary delivery", delivery, line(), []],
  ["the Individual Number", delivery, line({ items: ["individual-number"] }), ["individual-number"]],
  [
    "the Individual Number in joint use",
    supply,
    jointLine({ items: ["individual-number"] }),
    ["individual-number"],
  ],
  [
    "the Individual Number at a cloud",
    nothing,
    line({ items: ["individual-number"] }),
    ["individual-number"],
  ],
  ["an unknown subject", delivery, line({ subject: "tourist" }), ["subject-not-published"]],
  ["an unknown purpose", delivery, line({ purposes: ["resale"] }), ["purpose-not-published"]],
  [
    "a requester sold goods",
    delivery,
    line({ subject: "information-requester", purposes: ["member-supply-promotion"] }),
    ["purpose-not-for-subject"],
  ],
  [
    "a requester sent materials",
    delivery,
    line({ subject: "information-requester", purposes: ["info-request-response"] }),
    [],
  ],
  ["a welfare user", delivery, line({ subject: "welfare-user" }), ["purpose-not-for-subject"]],
  ["a delegate as a member (within)", delivery, line({ subject: "delegate" }), []],
  ["a subscriber as a member (within)", delivery, line({ subject: "kyosai-subscriber" }), []],
  [
    "a member is no delegate",
    delivery,
    line({ purposes: ["delegate-assembly-operation"] }),
    ["purpose-not-for-subject"],
  ],
  ["complaints of anyone", delivery, line({ subject: "welfare-user", purposes: ["inquiry-handling"] }), []],
  ["a joint-use purpose in entrustment", delivery, jointLine(), ["purpose-only-for-joint-use"]],
  ["an open-ended item", delivery, line({ items: ["base-others"] }), ["open-ended-item"]],
  ["an item nobody approved", delivery, line({ items: ["vehicle-number"] }), ["collection-not-approved"]],
  [
    "an approved collection",
    { ...delivery, approvedCollections: collected("2026-04-01") },
    line({ items: ["vehicle-number"] }),
    [],
  ],
  [
    "a collection approved after the start",
    { ...delivery, approvedCollections: collected("2026-04-02") },
    line({ items: ["vehicle-number"] }),
    ["collection-not-yet-approved"],
  ],
  [
    "a collection approved after the day asked for",
    { ...delivery, approvedCollections: collected("2027-01-01") },
    line({ items: ["vehicle-number"], validFrom: "2027-04-01" }),
    ["collection-not-yet-approved"],
  ],
  [
    "an account without debit",
    delivery,
    line({ items: ["member-bank-account"], reason: "確認" }),
    ["account-item-without-purpose"],
  ],
  [
    "an account for debit",
    delivery,
    line({ items: ["member-bank-account"], purposes: ["direct-debit"], reason: "振替" }),
    [],
  ],
  [
    "the last transfer date without debit",
    delivery,
    line({ items: ["last-transfer-date"], reason: "確認" }),
    ["account-item-without-purpose"],
  ],
  [
    "an account for debit without reason",
    delivery,
    line({ items: ["member-bank-account"], purposes: ["direct-debit"], reason: " " }),
    ["high-tier-without-reason"],
  ],
  [
    "mutual-aid data for delivery",
    delivery,
    line({ items: ["kyosai-contract-info"], reason: "要る" }),
    ["mutual-aid-item-without-purpose"],
  ],
  [
    "mutual-aid data for maintenance",
    delivery,
    line({ items: ["kyosai-contract-info"], purposes: ["kyosai-maintenance"], reason: "要る" }),
    [],
  ],
  [
    "survey answers for delivery",
    delivery,
    line({ items: ["survey-answers"] }),
    ["survey-item-without-purpose"],
  ],
  [
    "a survey without statement",
    delivery,
    line({ purposes: ["member-survey"] }),
    ["survey-without-statement"],
  ],
  [
    "a survey with statement",
    delivery,
    line({ items: ["survey-answers"], purposes: ["member-survey"], surveyStatement: "品揃えの調査" }),
    [],
  ],
  [
    "an applicant for recruitment",
    delivery,
    line({ subject: "job-applicant", items: ["resume"], purposes: ["recruitment"] }),
    [],
  ],
  [
    "a résumé for promotion",
    delivery,
    line({ items: ["resume"], purposes: ["member-supply-promotion"] }),
    ["applicant-data-outside-recruitment"],
  ],
  [
    "an applicant sold goods",
    delivery,
    line({ subject: "job-applicant", purposes: ["member-supply-promotion"] }),
    ["purpose-not-for-subject", "applicant-data-outside-recruitment"],
  ],
  [
    "a gift dispatched",
    delivery,
    line({ subject: "gift-recipient", items: ["gift-recipient-name-address"], purposes: ["gift-dispatch"] }),
    [],
  ],
  [
    "a gift address for promotion",
    delivery,
    line({ items: ["gift-recipient-name-address"], purposes: ["member-supply-promotion"] }),
    ["gift-data-outside-dispatch"],
  ],
  [
    "a gift reused without consent",
    delivery,
    line({
      subject: "gift-recipient",
      items: ["gift-recipient-name-address"],
      purposes: ["gift-reorder-preparation"],
    }),
    ["gift-reuse-without-consent"],
  ],
  [
    "a gift reused with consent",
    delivery,
    line({
      subject: "gift-recipient",
      purposes: ["gift-reorder-preparation"],
      consent: { on: "2026-03-01", method: "申込書" },
    }),
    [],
  ],
  [
    "a gift reused with a consent of no manner",
    delivery,
    line({
      subject: "gift-recipient",
      purposes: ["gift-reorder-preparation"],
      consent: { on: "2026-03-01", method: "" },
    }),
    ["gift-reuse-without-consent"],
  ],
  [
    "a gift reused before consent",
    delivery,
    line({
      subject: "gift-recipient",
      purposes: ["gift-reorder-preparation"],
      consent: { on: "2026-05-01", method: "申込書" },
    }),
    ["gift-consent-after-start"],
  ],
  [
    "a consent of the future",
    delivery,
    line({
      subject: "gift-recipient",
      purposes: ["gift-reorder-preparation"],
      validFrom: "2027-01-01",
      consent: { on: "2026-12-01", method: "申込書" },
    }),
    ["gift-reuse-without-consent"],
  ],
  [
    "family without reason",
    delivery,
    line({ subject: "member-family", purposes: ["member-activity-operation"] }),
    ["family-without-reason"],
  ],
  [
    "family with reason",
    delivery,
    line({ subject: "member-family", purposes: ["member-activity-operation"], reason: "親子の催し" }),
    [],
  ],
  [
    "a residual subject without anything",
    delivery,
    line({ subject: "other-related-person", purposes: ["other-limited-purpose"] }),
    ["subject-without-reason", "open-ended-purpose-without-text", "open-ended-purpose-without-review"],
  ],
  [
    "a residual subject made concrete",
    delivery,
    line({
      subject: "other-related-person",
      purposes: ["other-limited-purpose"],
      reason: "見学者",
      concreteText: "見学の受付",
      reviewer: "審査 花子(架空)",
    }),
    [],
  ],
  [
    "other services without text",
    delivery,
    line({ purposes: ["member-other-services"], reviewer: "審査 花子(架空)" }),
    ["open-ended-purpose-without-text"],
  ],
  [
    "other services without review",
    delivery,
    line({ purposes: ["member-other-services"], concreteText: "夕食宅配" }),
    ["open-ended-purpose-without-review"],
  ],
  ["no activity", { ...delivery, activity: null }, line(), ["activity-missing"]],
  [
    "an activity not published",
    { ...delivery, activity: "telemarketing" },
    line(),
    ["activity-not-published"],
  ],
  [
    "another activity without description",
    { ...delivery, activity: "other-outsourced" },
    line(),
    ["activity-without-description"],
  ],
  [
    "another activity described",
    { ...delivery, activity: "other-outsourced", activityDescription: "封入" },
    line(),
    [],
  ],
  ["a referral without need", referral, line({ purposes: ["service-referral"] }), ["referral-without-need"]],
  ["a referral with need", referral, line({ purposes: ["service-referral"], necessity: "見積りに要る" }), []],
  [
    "a referral for promotion",
    referral,
    line({ purposes: ["member-supply-promotion"], necessity: "要る" }),
    ["purpose-not-referral"],
  ],
  [
    "joint use of the base items",
    supply,
    jointLine({ items: ["full-name", "member-bank-account", "member-voice"] }),
    [],
  ],
  [
    "joint use of another partner's item",
    supply,
    jointLine({ items: ["billed-amount"] }),
    ["item-for-another-partner"],
  ],
  [
    "joint use of an item on no list",
    supply,
    jointLine({ items: ["survey-answers"] }),
    ["item-outside-joint-use-group"],
  ],
  ["joint use of an open-ended item", supply, jointLine({ items: ["base-others"] }), ["open-ended-item"]],
  ["joint use for a purpose outside", supply, line(), ["purpose-outside-joint-use-group"]],
  ["joint use for the other group's purpose", supply, kyosaiLine(), ["purpose-outside-joint-use-group"]],
  [
    "joint use of a group not published",
    { ...supply, groupId: "ju-group-travel" },
    jointLine(),
    ["group-not-published"],
  ],
  ["joint use without a group", { ...supply, groupId: null }, jointLine(), ["group-not-published"]],
  ["joint use with a stranger", { ...supply, policyPartnerId: null }, jointLine(), ["partner-not-in-group"]],
  [
    "joint use with the other group's partner",
    { ...supply, policyPartnerId: "coop-kyosai-federation" },
    jointLine(),
    ["partner-not-in-group"],
  ],
  [
    "mutual aid with its extra items",
    kyosai,
    kyosaiLine({
      subject: "kyosai-subscriber",
      items: ["coop-code", "coop-join-date", "coop-leave-date", "last-transfer-date", "billed-amount"],
    }),
    [],
  ],
  [
    "mutual aid with contract information, which section 6 does not list",
    kyosai,
    kyosaiLine({ items: ["kyosai-contract-info"] }),
    ["item-outside-joint-use-group"],
  ],
  ["a cloud holding accounts", nothing, line({ items: ["member-bank-account", "kyosai-contract-info"] }), []],
];

test.each(cases)("%s", (_, context, input, codes) => {
  expect(judgeScopeLine(index, context, input).map((violation) => violation.code)).toEqual(codes);
});

test("a purpose stated for one joint user is refused to another", () => {
  const policy = structuredClone(readPolicy("aicoop-miyagi-2017-11-07"));
  const group = policy.jointUseGroups[0]!;
  group.purposes.push("member-product-information");
  group.partners[0]!.purposes = ["member-product-information"];
  const judged = judgeScopeLine(indexPolicy(policy), supply, jointLine());
  expect(judged.map((violation) => violation.code)).toEqual(["purpose-for-another-partner"]);
});

test("every code is met by a case above, and has words in both languages that name what they speak of", () => {
  const met = new Set<string>(cases.flatMap(([, , , codes]) => codes));
  met.add("purpose-for-another-partner");
  expect(violationCodes.filter((code) => !met.has(code))).toEqual([]);
  expect(Object.keys(words.ja.violations).sort()).toEqual([...violationCodes].sort());
  for (const [, context, input] of cases) {
    for (const violation of judgeScopeLine(index, context, input)) {
      for (const lang of ["ja", "en"] as const) {
        const names = policyNames(index, violation.params, violation.clause, lang);
        const said = words[lang].violations[violation.code];
        for (const text of [said.what(names), said.cure(names)]) {
          expect(text.length).toBeGreaterThan(5);
          expect(text).not.toMatch(/「」|""|undefined|null|方針 {2}|方針 に/);
        }
      }
    }
  }
});

test.each([
  ["purpose-not-published", "law", "1.2"],
  ["account-item-without-purpose", "policy", "1.2(2)<2>"],
  ["mutual-aid-item-without-purpose", "policy", "1.2(2)<3>"],
  ["family-without-reason", "policy", "1.1(3)"],
  ["collection-not-approved", "policy", "1.3"],
  ["activity-not-published", "policy", "2.2(1)"],
  ["referral-without-need", "policy", "2.2(2)"],
  ["item-outside-joint-use-group", "law", "6"],
  ["partner-not-in-group", "law", "6<1>"],
  ["gift-reuse-without-consent", "policy", "1.2(5)"],
  ["survey-without-statement", "policy", "1.2(2)<1>"],
  ["high-tier-without-reason", "house", "1.2"],
] as const)("%s has strength %s and cites %s", (code, strength, clause) => {
  const found = cases
    .flatMap(([, context, input]) => judgeScopeLine(index, context, input))
    .find((violation) => violation.code === code);
  expect(found).toMatchObject({ strength, clause });
});

const { policy } = index;
const anyItem = fc.constantFrom(...policy.items.map((item) => item.id), "vehicle-number");
const anyPurpose = fc.constantFrom(...policy.purposes.map((purpose) => purpose.id), "resale");
const anySubject = fc.constantFrom(...policy.subjects.map((subject) => subject.id), "tourist");
const maybe = fc.constantFrom(null, "", "要る");
const anyLine: fc.Arbitrary<ScopeLineInput> = fc.record({
  subject: anySubject,
  items: fc.uniqueArray(anyItem, { maxLength: 6 }),
  purposes: fc.uniqueArray(anyPurpose, { maxLength: 4 }),
  validFrom: fc.constantFrom("2020-01-01", "2026-04-01", "2027-01-01"),
  validTo: fc.constant(null),
  reason: maybe,
  concreteText: maybe,
  reviewer: maybe,
  necessity: maybe,
  surveyStatement: maybe,
  consent: fc.constantFrom(null, { on: "2026-03-01", method: "申込書" }),
});
const anyContext = fc.constantFrom(
  delivery,
  referral,
  supply,
  kyosai,
  nothing,
  { ...supply, policyPartnerId: null },
  { ...delivery, activity: null },
);
const keys = (context: ScopeContext, input: ScopeLineInput) =>
  new Set(judgeScopeLine(index, context, input).map((violation) => JSON.stringify(violation)));

test("adding an item never removes a violation", () => {
  fc.assert(
    fc.property(anyContext, anyLine, anyItem, (context, input, item) => {
      const before = keys(context, input);
      const after = keys(context, { ...input, items: [...input.items, item] });
      for (const key of before) expect(after.has(key)).toBe(true);
    }),
  );
});

test("adding a line for another subject never removes a violation", () => {
  fc.assert(
    fc.property(anyContext, anyLine, anySubject, (context, input, subject) => {
      const before = judgeScope(index, context, [input]);
      const after = judgeScope(index, context, [input, { ...input, subject }]);
      expect(after.filter((judged) => judged.line === 0)).toEqual(before);
    }),
  );
});

test("taking away a reason, a text, a reviewer, a consent, a need or a statement never removes a violation", () => {
  fc.assert(
    fc.property(anyContext, anyLine, (context, input) => {
      const before = keys(context, input);
      const bare = {
        ...input,
        reason: null,
        concreteText: null,
        reviewer: null,
        consent: null,
        necessity: null,
        surveyStatement: null,
      };
      // A consent that comes too late and one that is missing are one complaint in two words.
      const after = new Set([...keys(context, bare)].map((key) => key.replace(/"code":"gift-.*/, "gift")));
      for (const key of before) expect(after.has(key.replace(/"code":"gift-.*/, "gift"))).toBe(true);
    }),
  );
});

test("once the first day has passed, time alone changes no judgement", () => {
  fc.assert(
    fc.property(
      anyContext,
      anyLine,
      fc.constantFrom("2027-01-01", "2030-01-01", "2099-12-31"),
      (context, input, asOf) => {
        expect(judgeScopeLine(index, { ...context, asOf }, input)).toEqual(
          judgeScopeLine(index, { ...context, asOf: "2027-01-02" }, input),
        );
      },
    ),
  );
});

test("the order of items and purposes does not matter, and the Individual Number is refused everywhere", () => {
  fc.assert(
    fc.property(anyContext, anyLine, (context, input) => {
      const turned = { ...input, items: [...input.items].reverse(), purposes: [...input.purposes].reverse() };
      expect(keys(context, turned)).toEqual(keys(context, input));
      const withNumber = { ...input, items: [...input.items, "individual-number"] };
      expect(
        judgeScopeLine(index, context, withNumber).some(
          (violation) => violation.code === "individual-number",
        ),
      ).toBe(true);
    }),
  );
});
