import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day, earlierOf } from "#app/modules/calendar/rules/day.ts";
import { gate, isStopping } from "#app/modules/custody/rules/gate.ts";
import { emptyGateFacts, type GateFacts } from "#app/modules/custody/rules/gate-facts.ts";
import { goodThroughOf } from "#app/modules/custody/rules/good-through.ts";
import { loadGateFacts } from "#app/modules/custody/services/facts.server.ts";
import { readGateStates } from "#app/modules/custody/services/kept.server.ts";
import { importPolicy } from "#app/modules/policy/services.server.ts";
import { requestSubcontractor } from "#app/modules/registry/services/records.server.ts";
import { reviseScope } from "#app/modules/registry/services/relations.server.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import { contractor, line, must, openWorld } from "#tests/modules/registry/world.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { demonstrationDay, demonstrationNow, openDemonstration } from "#tests/support/demonstration.ts";
import { testDeps } from "#tests/support/deps.ts";
import { anyFacts, day, first } from "./any-facts.ts";

/** What a kept row says of a verdict. */
const keptOf = (facts: GateFacts, on: Day) => {
  const verdict = gate(facts, on);
  const codes = [...new Set(verdict.reasons.filter(isStopping).map((reason) => reason.code))].sort();
  return { isAllowed: verdict.isAllowed, codes };
};

test("the verdict is the same on every day through which it is good", () => {
  let changes = 0;
  fc.assert(
    fc.property(anyFacts, day, (facts, asOf) => {
      const kept = keptOf(facts, asOf);
      const good = goodThroughOf(facts, [], asOf);
      if (good !== null) expect(good >= asOf).toBe(true);
      // Every day in these facts lies within a year of the first.
      const last = good ?? addDays(first, 400);
      for (let on = asOf; on <= last; on = addDays(on, 1)) expect(keptOf(facts, on)).toEqual(kept);
      if (good !== null && JSON.stringify(keptOf(facts, addDays(good, 1))) !== JSON.stringify(kept))
        changes += 1;
    }),
    { numRuns: 3000, seed: 20_261_124 },
  );
  // Not only days on which nothing happens are found.
  expect(changes).toBeGreaterThan(300);
});

test("a verdict without days is good for ever; days that are still to come end it", () => {
  const facts = emptyGateFacts({ id: "r", basis: "entrustment", state: "active", handlesAbroad: false });
  expect(goodThroughOf(facts, [], "2026-11-24")).toBeNull();
  expect(goodThroughOf(facts, ["2026-11-24", null, "2026-12-01"], "2026-11-24")).toBe("2026-11-30");
  expect(
    goodThroughOf(
      { ...facts, formChecks: [{ confirmedOn: "2026-01-01", dueOn: "9999-12-31" }] },
      [],
      "2026-11-24",
    ),
  ).toBeNull();
});

test("what is kept of the demonstration's relations is so on every day through which it is good", async () => {
  const { db, close } = await openDemonstration();
  const deps = testDeps(db, { now: demonstrationNow });
  const { id: organisationId } = await db.read
    .selectFrom("organisation")
    .select("id")
    .executeTakeFirstOrThrow();
  const ids = (await db.read.selectFrom("relation").select("id").execute()).map((row) => row.id);
  const factsOn = (on: Day) => loadGateFacts(db.read, deps, organisationId, ids, on);
  let compared = 0;
  // From days of its story, and far beyond it: everything that ends or falls due does.
  for (const asOf of ["2026-04-10", "2026-09-01", demonstrationDay, "2027-03-20", "2027-11-30"]) {
    const of = await factsOn(asOf);
    const good = new Map(
      [...of].map(([id, one]) => [id, goodThroughOf(one.facts, one.coming, asOf) ?? addDays(asOf, 800)]),
    );
    // The last good days of all relations, where a missed change shows.
    const days = [...new Set([...good.values()].map((last) => earlierOf(last, addDays(asOf, 800))))];
    for (const on of days.sort().slice(0, 60)) {
      const then = await factsOn(on);
      for (const [id, last] of good) {
        const [was, is] = [of.get(id), then.get(id)];
        if (on > last || !was || !is) continue;
        expect({ id, ...keptOf(is.facts, on) }).toEqual({ id, ...keptOf(was.facts, asOf) });
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(500);
  await close();
}, 240_000);

forEachDatabase(
  "what begins later ends the verdict: a scope line, a policy version, another's work",
  async (open) => {
    const world = await openWorld(open);
    const { deps, db, today } = world;
    const { relationId } = await contractor(world, { lines: [] });
    const goodThrough = async () =>
      (
        await db.read
          .selectFrom("gateState")
          .select("goodThrough")
          .where("relationId", "=", relationId)
          .executeTakeFirstOrThrow()
      ).goodThrough;
    const office = world.staff("office");
    const validFrom = addDays(today, 10);
    must(
      await reviseScope(deps, office, { relationId, revision: 1, validFrom, lines: [line({ validFrom })] }),
    );
    expect(await goodThrough()).toBe(addDays(today, 9));
    const policy = {
      ...readPolicy("midorino-2026-04-01"),
      id: "midorino-later",
      validFrom: addDays(today, 7),
    };
    const system = {
      kind: "system",
      name: "試験",
      organisationId: world.organisationId,
      lang: "ja",
    } as const;
    must(await deps.db.write((trx) => importPolicy(trx, deps, system, policy)));
    expect(await goodThrough()).toBe(addDays(today, 6));
    must(
      await requestSubcontractor(deps, office, {
        relationId,
        subcontractor: {
          parentId: null,
          name: "まごうけ(架空)",
          nameKana: null,
          corporateNumber: null,
          address: null,
          country: "JP",
          work: "配達",
          items: ["full-name"],
          safetyMeasures: null,
          reason: null,
          startsOn: addDays(today, 3),
          endsOn: null,
          foundOn: today,
        },
      }),
    );
    // Found today, but at work, and the clauses on it binding, from the third day on.
    expect(await goodThrough()).toBe(addDays(today, 2));
    world.setDay(validFrom);
    const standing = await readGateStates(db.read, deps, world.organisationId, [relationId], validFrom);
    expect(standing.get(relationId)).toMatchObject({ isKept: false });
    expect(standing.get(relationId)?.codes).not.toContain("scope-empty");
  },
);
