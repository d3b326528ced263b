import fc from "fast-check";
import { expect, test } from "vitest";
import { indexPolicy } from "#app/modules/policy/rules/index-policy.ts";
import {
  isRelationState,
  mayHoldData,
  nextRelationState,
  type RelationEvent,
  type RelationGuard,
  type RelationState,
  relationEvents,
  relationEventsFor,
  relationGuards,
  relationMoves,
  relationStates,
  relationTransitions,
} from "#app/modules/registry/rules/relation-states.ts";
import { highestTier } from "#app/modules/registry/rules/scope.ts";
import { words } from "#app/modules/registry/words.ts";
import { type Role, staffRoles } from "#app/ports.ts";
import { readPolicy } from "../policy/policies.ts";

const move = (
  state: RelationState,
  event: RelationEvent,
  role: Role,
  reason = "",
  met: readonly RelationGuard[] = relationGuards,
) => {
  const next = nextRelationState(state, { event, role, reason, met });
  if (next.ok) return next.value;
  return next.problem.kind === "refused" ? next.problem.code : next.problem.kind;
};

test.each([
  ["draft", "submit", "office", "", "in-review"],
  ["draft", "submit", "department", "", "in-review"],
  ["in-review", "withdraw", "office", "", "draft"],
  ["in-review", "return", "privacy-manager", "業務が不明", "draft"],
  ["in-review", "reject", "privacy-manager", "不要", "closed"],
  ["in-review", "approve", "privacy-manager", "", "approved"],
  ["approved", "activate", "privacy-manager", "", "active"],
  ["active", "suspend", "privacy-manager", "事故", "suspended"],
  ["suspended", "resume", "privacy-manager", "是正済み", "active"],
  ["active", "end", "office", "契約終了", "ended"],
  ["suspended", "end", "office", "契約終了", "ended"],
  ["ended", "close", "office", "", "closed"],
  ["draft", "abandon", "office", "取りやめ", "closed"],
  ["in-review", "approve", "office", "", "forbidden"],
  ["approved", "activate", "office", "", "forbidden"],
  ["active", "suspend", "department", "事故", "forbidden"],
  ["draft", "submit", "auditor", "", "forbidden"],
  ["draft", "submit", "administrator", "", "forbidden"],
  ["draft", "submit", "respondent", "", "forbidden"],
  ["draft", "activate", "privacy-manager", "", "relation-state"],
  ["closed", "resume", "privacy-manager", "再開", "relation-state"],
  ["active", "close", "office", "", "relation-state"],
  ["active", "suspend", "privacy-manager", " ", "reason-required"],
  ["in-review", "return", "privacy-manager", "", "reason-required"],
] as const)("%s + %s by %s (%j) gives %s", (state, event, role, reason, expected) => {
  expect(move(state, event, role, reason)).toBe(expected);
});

test.each([
  ["draft", "submit", "office", "guard-within-ceiling", ["not-own", "conditions-noted", "custody-empty"]],
  ["in-review", "approve", "privacy-manager", "guard-within-ceiling", ["not-own"]],
  ["in-review", "approve", "privacy-manager", "guard-not-own", ["within-ceiling"]],
  ["approved", "activate", "privacy-manager", "guard-conditions-noted", []],
  ["ended", "close", "office", "guard-custody-empty", []],
] as const)("%s + %s by %s is held by %s", (state, event, role, code, met) => {
  expect(move(state, event, role, "理由", met)).toBe(code);
  expect(words.ja.guards).toHaveProperty(code);
});

test("a relation walks from draft to closed and nothing leaves closed", () => {
  const walk = ["submit", "approve", "activate", "suspend", "resume", "end", "close"] as const;
  let state: RelationState = "draft";
  for (const event of walk) {
    const next = nextRelationState(state, {
      event,
      role: "privacy-manager",
      reason: "理由",
      met: relationGuards,
    });
    if (!next.ok) throw new Error(event);
    state = next.value;
  }
  expect(state).toBe("closed");
  expect(relationMoves.closed).toEqual([]);
  for (const role of staffRoles) expect(relationEventsFor("closed", role)).toEqual([]);
});

test("only active relations were activated by a privacy manager: no other move leads there from before", () => {
  const into = relationTransitions.filter((one) => one.to === "active");
  expect(into.map((one) => [one.event, one.permission])).toEqual([
    ["activate", "relation.activate"],
    ["resume", "relation.activate"],
  ]);
});

test("what may be tried is what the machine takes, whatever the order of acts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...relationEvents), { maxLength: 20 }),
      fc.constantFrom(...staffRoles),
      (events, role) => {
        let state: RelationState = "draft";
        for (const event of events) {
          const offered = relationEventsFor(state, role).some((one) => one.event === event);
          const next = nextRelationState(state, { event, role, reason: "理由", met: relationGuards });
          expect(next.ok).toBe(offered);
          if (!next.ok) continue;
          expect(relationMoves[state]).toContain(next.value);
          state = next.value;
        }
        expect(isRelationState(state)).toBe(true);
      },
    ),
  );
});

test("states, events and guards are worded, and only held data keeps a relation from rest", () => {
  expect(Object.keys(words.ja.relationStates).sort()).toEqual([...relationStates].sort());
  expect(Object.keys(words.en.relationEvents).sort()).toEqual([...relationEvents].sort());
  for (const guard of relationGuards) expect(words.en.guards).toHaveProperty(`guard-${guard}`);
  expect(relationStates.filter(mayHoldData)).toEqual(["active", "suspended", "ended"]);
});

const index = indexPolicy(readPolicy("aicoop-miyagi-2017-11-07"));
test.each([
  [[["full-name"], ["purchase-history"]], "S2"],
  [[["full-name", "member-bank-account"]], "S3"],
  [[["kyosai-contract-info"], ["full-name"]], "S4"],
  [[["individual-number"]], "SX"],
  [[["base-others", "unknown-item"]], "S1"],
  [[], "S1"],
] as const)("the highest tier of %j is %s", (lines, tier) => {
  expect(
    highestTier(
      index,
      lines.map((items) => ({ items })),
    ),
  ).toBe(tier);
});

test("a collection brings its own tier", () => {
  const collections = [{ item: "vehicle-number", tier: "S3" as const, approvedOn: "2026-01-01" }];
  expect(highestTier(index, [{ items: ["vehicle-number"] }], collections)).toBe("S3");
});

test("adding a line never lowers the highest tier", () => {
  const items = fc.uniqueArray(fc.constantFrom(...index.items.keys()), { maxLength: 5 });
  const rank = ["S1", "S2", "S3", "S4", "SX"];
  fc.assert(
    fc.property(fc.array(items, { maxLength: 4 }), items, (lines, more) => {
      const before = highestTier(
        index,
        lines.map((one) => ({ items: one })),
      );
      const after = highestTier(
        index,
        [...lines, more].map((one) => ({ items: one })),
      );
      expect(rank.indexOf(after)).toBeGreaterThanOrEqual(rank.indexOf(before));
    }),
  );
});
