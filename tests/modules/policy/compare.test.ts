import { expect, test } from "vitest";
import {
  comparePolicies,
  type JointUseChange,
  jointUseChanges,
  listLinesPutOutside,
  listNoticesMadeUntrue,
} from "#app/modules/policy/rules/compare.ts";
import { type PolicyDocument, policySchema } from "#app/modules/policy/rules/document.ts";
import { indexPolicy, tierOfItem } from "#app/modules/policy/rules/index-policy.ts";
import type { ScopeContext, ScopeLineInput } from "#app/modules/policy/rules/judge.ts";
import { highestOf, needsReason } from "#app/modules/policy/rules/tiers.ts";
import { words } from "#app/modules/policy/words.ts";
import { policyIds, readPolicy } from "./policies.ts";

const m2019 = readPolicy("midorino-2019-04-01");
const m2022 = readPolicy("midorino-2022-04-01");
const m2026 = readPolicy("midorino-2026-04-01");
const changed = (spoil: (policy: typeof m2026) => void, from = m2026) => {
  const policy = structuredClone(from);
  spoil(policy);
  return policySchema.parse(policy);
};

test.each(policyIds)("%s compared with itself shows nothing", (id) => {
  expect(comparePolicies(readPolicy(id), readPolicy(id))).toEqual([]);
});

test("address and representative added in 2022 make the notice untrue and are posted without delay", () => {
  const changes = comparePolicies(m2019, m2022);
  const groups = changes.filter((change) => change.area === "joint-use-groups");
  expect(groups.map((change) => [change.id, change.kind, change.fields, change.jointUse])).toEqual([
    ["ju-group-supply-kerosene", "changed", ["address", "representative"], "notify-after"],
    ["ju-group-kyosai", "changed", ["address", "representative"], "notify-after"],
  ]);
  expect(listNoticesMadeUntrue(changes)).toEqual(["ju-group-supply-kerosene", "ju-group-kyosai"]);
  expect(
    changes
      .filter((change) => change.area === "statements" && change.kind === "added")
      .map((change) => change.id),
  ).toContain("safety-measures");
});

test("2026 drops the open-ended entries, adds the welfare purpose and allows nobody a new item", () => {
  const changes = comparePolicies(m2022, m2026);
  const ids = (area: string, kind: string) =>
    changes.filter((change) => change.area === area && change.kind === kind).map((change) => change.id);
  expect(ids("items", "removed")).toEqual(["base-others", "kyosai-other-basic", "kyosai-other-transaction"]);
  expect(ids("items", "added")).toEqual(["care-record"]);
  expect(ids("purposes", "added")).toContain("welfare-service-operation");
  expect(ids("activities", "removed")).toEqual(["other-outsourced"]);
  expect(changes.some((change) => change.jointUse === "not-allowed")).toBe(false);
});

const jointUseCases: readonly (readonly [
  name: string,
  spoil: (p: PolicyDocument) => void,
  rule: JointUseChange,
])[] = [
  [
    "a new partner",
    (p) =>
      void p.jointUseGroups[0]!.partners.push({
        id: "new-one",
        name: { ja: "新しい会社(架空)", en: "New Co. (fictional)" },
        enVerified: true,
        itemSets: ["base"],
      }),
    "not-allowed",
  ],
  ["a partner less", (p) => void p.jointUseGroups[0]!.partners.pop(), "stop"],
  [
    "a wider list",
    (p) => void p.jointUseGroups[0]!.partners[0]!.itemSets.push("kyosai-basic"),
    "not-allowed",
  ],
  ["a narrower list", (p) => void p.jointUseGroups[1]!.partners[0]!.itemSets.pop(), "stop"],
  [
    "a new purpose",
    (p) => void p.jointUseGroups[0]!.purposes.push("member-product-information"),
    "notify-before",
  ],
  [
    "another responsible party",
    (p) =>
      void (p.jointUseGroups[0]!.responsible.name = {
        ja: "別の組合(架空)",
        en: "Another co-op (fictional)",
      }),
    "notify-before",
  ],
  [
    "a moved office",
    (p) =>
      void (p.jointUseGroups[0]!.responsible.address = { ja: "新住所(架空)", en: "New address (fictional)" }),
    "notify-after",
  ],
  ["a group less", (p) => void p.jointUseGroups.pop(), "stop"],
  [
    "a new group",
    (p) => void p.jointUseGroups.push({ ...structuredClone(p.jointUseGroups[0]!), id: "ju-group-new" }),
    "new-notice",
  ],
];

test.each(jointUseCases)("%s in joint use is %s", (_, spoil, rule) => {
  const changes = comparePolicies(m2026, changed(spoil)).filter((change) => change.jointUse !== null);
  expect(changes.map((change) => change.jointUse)).toContain(rule);
  expect(listNoticesMadeUntrue(changes).length > 0).toBe(rule !== "new-notice");
});

test("an item named where the list ended in 「など」 waits for the reviewer's statement", () => {
  const named = changed((p) => {
    p.itemSets.find((set) => set.id === "base")!.items.push("survey-answers");
  }, m2022);
  const rules = comparePolicies(m2022, named).map((change) => change.jointUse);
  expect(rules).toContain("reviewer-states");
  expect(rules).not.toContain("not-allowed");
});

test("a revision shows the lines it would put outside, and only what is new about them", () => {
  const context: ScopeContext = {
    basis: "entrustment",
    activity: "delivery",
    approvedCollections: [],
    asOf: "2026-11-22",
  };
  const input: ScopeLineInput = {
    subject: "member",
    items: ["full-name"],
    purposes: ["member-order-and-dispatch"],
    validFrom: "2026-04-01",
    validTo: null,
  };
  const lines = [
    { id: "stays", context, input },
    {
      id: "other-service",
      context,
      input: {
        ...input,
        purposes: ["member-other-services"],
        concreteText: "夕食宅配",
        reviewer: "審査 花子(架空)",
      },
    },
    { id: "already-outside", context, input: { ...input, items: ["individual-number"] } },
    {
      id: "unnamed-activity",
      context: { ...context, activity: "other-outsourced", activityDescription: "封入" },
      input,
    },
  ];
  const outside = listLinesPutOutside(indexPolicy(m2022), indexPolicy(m2026), lines);
  expect(
    outside.map(({ line, violations }) => [line.id, violations.map((violation) => violation.code)]),
  ).toEqual([
    ["other-service", ["purpose-not-published"]],
    ["unnamed-activity", ["activity-not-published"]],
  ]);
});

test("tiers rank from S1 to SX and a reason is kept from S3 on", () => {
  expect(highestOf(["S2", "S4", "S1"])).toBe("S4");
  expect(highestOf(["SX", "S4"])).toBe("SX");
  expect(highestOf([])).toBeNull();
  expect((["S1", "S2", "S3", "S4"] as const).map(needsReason)).toEqual([false, false, true, true]);
  const index = indexPolicy(m2022);
  expect(tierOfItem(index, "base-others")).toBeNull();
  expect(
    tierOfItem(index, "vehicle-number", [{ item: "vehicle-number", tier: "S2", approvedOn: "2026-01-01" }]),
  ).toBe("S2");
});

test("every kind of change of joint use is worded", () => {
  for (const rule of jointUseChanges)
    expect(words.ja.jointUseChanges[rule] + words.en.jointUseChanges[rule]).not.toContain("undefined");
});
