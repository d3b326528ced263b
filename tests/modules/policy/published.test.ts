import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { z } from "zod";
import { policySchema } from "#app/modules/policy/rules/document.ts";
import { gapCodes, listPolicyGaps } from "#app/modules/policy/rules/gaps.ts";
import {
  describeJointUse,
  evaluateJointUseMatters,
  type MatterCitation,
} from "#app/modules/policy/rules/joint-use.ts";
import { words } from "#app/modules/policy/words.ts";
import { policyIds, readPolicy } from "./policies.ts";

const real = readPolicy("aicoop-miyagi-2017-11-07");
const published = readFileSync(
  new URL("../../fixtures/aicoop-miyagi-2017-11-07.txt", import.meta.url),
  "utf8",
);
const bare = (text: string) => text.replace(/\s/g, "");

test("the clauses hold the published text word for word, nothing added and nothing left out", () => {
  let rest = bare(published);
  let between = "";
  const take = (piece: string) => {
    const at = rest.indexOf(bare(piece));
    expect(at, piece).toBeGreaterThanOrEqual(0);
    between += rest.slice(0, at);
    rest = rest.slice(at + bare(piece).length);
  };
  take(real.title.ja);
  for (const clause of real.clauses) {
    if (clause.heading !== null) take(clause.heading.ja);
    if (clause.text !== null) take(clause.text.ja);
  }
  expect(between).toMatch(/^[0-9.()<>〈〉◇・-]*$/);
  const day = (iso: string) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
  expect(rest).toBe(
    bare(
      `${day(real.enactedOn)}制定${day(real.revisedOn ?? "")}改定${real.organisation.name.ja}${real.signatory.title.ja}${real.signatory.name.ja}`,
    ),
  );
});

test("the register implied by the real policy equals its section 6", () => {
  const groups = describeJointUse(real);
  const base = [
    "full-name",
    "member-number",
    "gender",
    "birth-date",
    "address",
    "phone-number",
    "email-address",
    "member-bank-account",
    "purchase-history",
    "member-voice",
  ];
  const extra = ["coop-code", "coop-join-date", "coop-leave-date", "last-transfer-date", "billed-amount"];
  expect(base).toHaveLength(10);
  expect(groups.map((group) => [group.group, group.partners.map((partner) => partner.name.ja)])).toEqual([
    [
      "ju-group-supply-kerosene",
      [
        "日本生活協同組合連合会",
        "宮城県生活協同組合連合会",
        "パルシステム生活協同組合連合会",
        "株式会社パルシステム電力",
      ],
    ],
    ["ju-group-kyosai", ["日本コープ共済生活協同組合連合会"]],
  ]);
  for (const partner of groups[0]?.partners ?? []) {
    expect(partner.items).toEqual(base);
    expect(partner.purposes).toEqual(["joint-supply-kerosene"]);
    expect(partner.subjects).toEqual(["member"]);
  }
  expect(groups[1]?.partners[0]?.items).toEqual([...base, ...extra]);
  expect(groups[1]?.partners[0]?.subjects).toEqual(["member", "kyosai-subscriber"]);
  expect(groups.map((group) => group.openEndedItems)).toEqual([
    ["base-others"],
    ["base-others", "kyosai-other-basic", "kyosai-other-transaction"],
  ]);
});

test("customary English names of the joint users are marked as not verified", () => {
  expect(real.enVerified).toBe(false);
  for (const group of real.jointUseGroups)
    for (const partner of group.partners) expect(partner.enVerified).toBe(false);
});

test.each([
  ["joint-use-address-missing", 2],
  ["joint-use-representative-missing", 2],
  ["joint-use-open-ended-purpose", 1],
  ["purposes-not-per-item-set", 1],
  ["open-ended-items", 3],
  ["subject-without-purpose", 1],
  ["open-ended-purpose", 1],
  ["open-ended-activity", 1],
  ["safety-measures-missing", 1],
  ["organisation-address-missing", 1],
  ["organisation-representative-missing", 1],
  ["request-procedure-missing", 1],
  ["desk-contact-missing", 1],
  ["exception-condition-missing", 1],
  ["beyond-purpose-consent-missing", 1],
  ["referral-basis-missing", 1],
  ["foreign-handling-missing", 1],
  ["joint-use-statement-missing", 0],
] as const)("the 2017 text has the gap %s %i times", (code, times) => {
  expect(listPolicyGaps(real).filter((gap) => gap.code === code)).toHaveLength(times);
});

test("every gap code has words in both languages, and the welfare user is named", () => {
  for (const code of gapCodes) {
    expect(words.ja.gaps).toHaveProperty(code);
    expect(words.en.gaps).toHaveProperty(code);
  }
  expect(listPolicyGaps(real).find((gap) => gap.code === "subject-without-purpose")?.params).toEqual({
    subject: "welfare-user",
  });
  const policy = structuredClone(real);
  const group = policy.jointUseGroups[0]!;
  group.statement = null;
  expect(listPolicyGaps(policy).map((gap) => gap.code)).toContain("joint-use-statement-missing");
});

test("the fictional policy of 2026 lacks nothing, and its earlier versions less and less", () => {
  const counts = ["midorino-2019-04-01", "midorino-2022-04-01", "midorino-2026-04-01"].map(
    (id) => listPolicyGaps(readPolicy(id)).length,
  );
  expect(counts[2]).toBe(0);
  expect(counts[0]).toBeGreaterThan(counts[1] ?? 0);
});

test.each(policyIds)("%s is read whole, in both languages, with day and name of its file", (id) => {
  const policy = readPolicy(id);
  expect(policy.id).toBe(id);
  expect(id.endsWith(policy.validFrom)).toBe(true);
  for (const clause of policy.clauses) expect(clause.heading ?? clause.text).not.toBeNull();
  if (policy.isFictional) {
    for (const group of policy.jointUseGroups)
      for (const partner of group.partners) expect(partner.name.ja).toContain("(架空)");
    expect(JSON.stringify(policy)).not.toMatch(/あいコープ|パルシステム|日本コープ|Icoop|Pal ?system/i);
  }
});

type Input = z.input<typeof policySchema>;
const raw = (): Input =>
  parse(
    readFileSync(
      new URL("../../../templates/policies/aicoop-miyagi-2017-11-07.yaml", import.meta.url),
      "utf8",
    ),
  );
test.each([
  ["an unknown subject of a purpose", (p: Input) => p.purposes[0]!.subjects.push("nobody")],
  ["an unknown clause", (p: Input) => void (p.purposes[0]!.clause = "99")],
  ["a duplicate item", (p: Input) => p.items.push(p.items[0]!)],
  ["an open-ended item with a tier", (p: Input) => void (p.items.find((i) => i.openEnded)!.tier = "S1")],
  ["an unknown item of a set", (p: Input) => p.itemSets[0]!.items.push("nothing")],
  ["a fictional organisation without its mark", (p: Input) => void (p.isFictional = true)],
  ["a text of one language", (p: Input) => void Reflect.deleteProperty(p.title, "en")],
  ["revisions out of order", (p: Input) => p.revisions.reverse()],
])("%s is refused", (_, spoil) => {
  const policy = raw();
  expect(policySchema.safeParse(policy).success).toBe(true);
  spoil(policy);
  expect(policySchema.safeParse(policy).success).toBe(false);
});

const cite = (over: Partial<MatterCitation>): MatterCitation => ({
  groupId: "ju-group-kyosai",
  matter: "responsible",
  text: "住所と代表者",
  place: "本部掲示板",
  postedFrom: "2022-04-01",
  postedTo: null,
  acceptedOn: "2026-11-01",
  ...over,
});

test.each([
  ["nothing cited", [], "missing", ["address", "representative"]],
  ["the whole matter cited", [cite({})], "cited", []],
  ["the address alone", [cite({ matter: "responsible-address" })], "missing", ["representative"]],
  [
    "both parts",
    [cite({ matter: "responsible-address" }), cite({ matter: "responsible-representative" })],
    "cited",
    [],
  ],
  ["not accepted", [cite({ acceptedOn: null })], "missing", ["address", "representative"]],
  ["accepted later", [cite({ acceptedOn: "2026-11-23" })], "missing", ["address", "representative"]],
  ["posted later", [cite({ postedFrom: "2026-11-23" })], "missing", ["address", "representative"]],
  ["taken down", [cite({ postedTo: "2026-11-21" })], "missing", ["address", "representative"]],
  [
    "another group's",
    [cite({ groupId: "ju-group-supply-kerosene" })],
    "missing",
    ["address", "representative"],
  ],
] as const)("the responsible party of 2017 with %s", (_, citations, state, missing) => {
  const evaluation = evaluateJointUseMatters(real, "ju-group-kyosai", citations, "2026-11-22");
  const matter = evaluation?.matters.find((one) => one.matter === "responsible");
  expect(matter?.state).toBe(state);
  expect(matter?.missingParts).toEqual(missing);
  expect(evaluation?.isComplete).toBe(state !== "missing");
});

test("the other four matters of 2017 are stated, the open-ended tail is told", () => {
  const evaluation = evaluateJointUseMatters(real, "ju-group-supply-kerosene", [], "2026-11-22");
  expect(evaluation?.matters.map((matter) => matter.state)).toEqual([
    "stated",
    "stated",
    "stated",
    "stated",
    "missing",
  ]);
  expect(evaluation?.matters[1]?.openEndedItems).toEqual(["base-others"]);
  expect(evaluation).toMatchObject({ isPosted: true, postedFrom: "2017-11-07", isComplete: false });
  expect(evaluateJointUseMatters(real, "ju-group-supply-kerosene", [], "2017-11-06")?.isPosted).toBe(false);
  expect(evaluateJointUseMatters(real, "no-such-group", [], "2026-11-22")).toBeUndefined();
});

test("the fictional notice of 2026 states all five matters without an open end", () => {
  const policy = readPolicy("midorino-2026-04-01");
  for (const group of policy.jointUseGroups) {
    const evaluation = evaluateJointUseMatters(policy, group.id, [], "2026-11-22");
    expect(evaluation?.isComplete).toBe(true);
    expect(evaluation?.matters.flatMap((matter) => matter.openEndedItems)).toEqual([]);
  }
});
