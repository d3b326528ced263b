import { expect } from "vitest";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import {
  getRelationOn,
  listBegunScopeLines,
  listScopeLinesOn,
} from "#app/modules/registry/fragments/relations.server.ts";
import { relationSchema } from "#app/modules/registry/rules/forms.ts";
import {
  activateRelation,
  approveRelation,
  draftRelation,
  moveRelation,
  returnRelation,
  reviseRelation,
  reviseScope,
  submitRelation,
  suspendRelation,
} from "#app/modules/registry/services/relations.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { contractor, line, must, openWorld, problemOf, type World } from "./world.ts";

const relationOn = async (world: World, relationId: string, day: string) => {
  const relation = await getRelationOn(world.db.read, {
    organisationId: world.organisationId,
    relationId,
    day,
  });
  if (!relation) throw new Error("the relation is there");
  return relation;
};
const linesOn = (world: World, relationId: string, day: string) =>
  listScopeLinesOn(world.db.read, world.organisationId, relationId, day);

/** Submitted by the office, approved and activated by the privacy manager. */
async function activated(world: World, options: Parameters<typeof contractor>[1] = {}) {
  const made = await contractor(world, options);
  const { relationId } = made;
  must(await submitRelation(world.deps, world.staff("office"), { relationId, revision: 2 }));
  must(await approveRelation(world.deps, world.staff("privacy-manager"), { relationId, revision: 3 }));
  must(await activateRelation(world.deps, world.staff("privacy-manager"), { relationId, revision: 4 }));
  return { ...made, revision: 5 };
}

forEachDatabase("a relation goes from draft to use, and every day remembers its state", async (open) => {
  const world = await openWorld(open);
  const { relationId } = await contractor(world);
  const office = world.staff("office");
  const manager = world.staff("privacy-manager");
  world.setDay("2026-11-25");
  must(await submitRelation(world.deps, office, { relationId, revision: 2 }));
  world.setDay("2026-11-27");
  must(await approveRelation(world.deps, manager, { relationId, revision: 3 }));
  must(await activateRelation(world.deps, manager, { relationId, revision: 4 }));
  world.setDay("2026-12-10");
  must(await suspendRelation(world.deps, manager, { relationId, revision: 5, reason: "事故の調査" }));
  const states = await Promise.all(
    ["2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27", "2026-12-09", "2026-12-10"].map(
      async (day) => (await relationOn(world, relationId, day)).stateOn,
    ),
  );
  expect(states).toEqual([null, "draft", "in-review", "active", "active", "suspended"]);
  expect(await verifyChain(world.db.read, world.organisationId)).toMatchObject({ ok: true });
});

forEachDatabase("a draft outside the ceiling is kept but not submitted", async (open) => {
  const world = await openWorld(open);
  const office = world.staff("office");
  const { relationId } = await contractor(world, { lines: [] });
  expect(problemOf(await submitRelation(world.deps, office, { relationId, revision: 1 }))).toBe(
    "guard-within-ceiling",
  );
  const account = line({ items: ["member-bank-account"], purposes: ["member-product-information"] });
  const saved = must(
    await reviseScope(world.deps, office, {
      relationId,
      revision: 1,
      validFrom: world.today,
      lines: [line(), account],
    }),
  );
  expect(saved).toMatchObject({ outside: 1, isDraft: true });
  expect(problemOf(await submitRelation(world.deps, office, { relationId, revision: 2 }))).toBe(
    "guard-within-ceiling",
  );
  expect((await relationOn(world, relationId, world.today)).state).toBe("draft");
  expect((await relationOn(world, relationId, world.today)).highestTier).toBe("S3");
  must(
    await reviseScope(world.deps, office, {
      relationId,
      revision: 2,
      validFrom: world.today,
      lines: [line()],
    }),
  );
  must(await submitRelation(world.deps, office, { relationId, revision: 3 }));
});

forEachDatabase("once in use, a line outside the ceiling is refused and nothing changes", async (open) => {
  const world = await openWorld(open);
  const { relationId, revision } = await activated(world);
  expect(
    problemOf(
      await reviseScope(world.deps, world.staff("office"), {
        relationId,
        revision,
        validFrom: world.today,
        lines: [line({ items: ["individual-number"] })],
      }),
    ),
  ).toBe("scope-outside-ceiling");
  expect(await linesOn(world, relationId, world.today)).toHaveLength(1);
});

forEachDatabase(
  "a revised scope keeps what stays, ends what goes, and the days before stay",
  async (open) => {
    const world = await openWorld(open);
    const voice = line({ items: ["member-voice"], purposes: ["member-order-confirmation"] });
    const season = line({
      subject: "gift-recipient",
      items: ["gift-recipient-name-address"],
      purposes: ["gift-dispatch"],
      validTo: "2027-01-31",
    });
    const { relationId, revision } = await activated(world, { lines: [line(), voice, season] });
    must(
      await reviseScope(world.deps, world.staff("office"), {
        relationId,
        revision,
        validFrom: "2026-12-01",
        // Order of items is no change; the second line goes; the third stays; a new one comes.
        lines: [
          line({ items: ["address", "full-name"] }),
          season,
          line({ items: ["phone-number"], validFrom: "2026-12-01" }),
        ],
      }),
    );
    const items = async (day: string) =>
      (await linesOn(world, relationId, day)).map((one) => [...one.items].sort().join("+")).sort();
    const before = ["address+full-name", "gift-recipient-name-address", "member-voice"];
    expect(await items("2026-11-23")).toEqual([]);
    expect(await items("2026-11-24")).toEqual(before);
    expect(await items("2026-11-30")).toEqual(before);
    expect(await items("2026-12-01")).toEqual([
      "address+full-name",
      "gift-recipient-name-address",
      "phone-number",
    ]);
    expect(await items("2027-02-01")).toEqual(["address+full-name", "phone-number"]);
    const kept = (await linesOn(world, relationId, "2026-12-01")).find((one) => one.items.length === 2);
    expect(kept?.validFrom).toBe("2026-11-24");
    // A planned end is no act: the line still counts as begun; the withdrawn one does not.
    const begun = await listBegunScopeLines(world.db.read, world.organisationId, [relationId], "2027-02-01");
    expect(begun.map((one) => one.items.join("+")).sort()).toEqual([
      "full-name+address",
      "gift-recipient-name-address",
      "phone-number",
    ]);
  },
);

forEachDatabase(
  "the one who drafted or submitted does not approve; a return is no draft of one's own",
  async (open) => {
    const world = await openWorld(open);
    const manager = world.staff("privacy-manager");
    const second = world.staff("privacy-manager", "second");
    const { relationId } = await contractor(world);
    must(await submitRelation(world.deps, manager, { relationId, revision: 2 }));
    expect(problemOf(await approveRelation(world.deps, manager, { relationId, revision: 3 }))).toBe(
      "guard-not-own",
    );
    expect(problemOf(await returnRelation(world.deps, second, { relationId, revision: 3, reason: "" }))).toBe(
      "reason: reason-required",
    );
    must(await returnRelation(world.deps, second, { relationId, revision: 3, reason: "範囲を見直すこと" }));
    must(await submitRelation(world.deps, world.staff("office"), { relationId, revision: 4 }));
    must(await approveRelation(world.deps, second, { relationId, revision: 5 }));
  },
);

forEachDatabase(
  "conditions of an approval are read before activation, and stay with the relation",
  async (open) => {
    const world = await openWorld(open);
    const manager = world.staff("privacy-manager");
    const { relationId } = await contractor(world);
    must(await submitRelation(world.deps, world.staff("office"), { relationId, revision: 2 }));
    must(
      await approveRelation(world.deps, manager, {
        relationId,
        revision: 3,
        conditions: "教育の記録を年内に出すこと",
      }),
    );
    expect(problemOf(await activateRelation(world.deps, manager, { relationId, revision: 4 }))).toBe(
      "guard-conditions-noted",
    );
    must(await activateRelation(world.deps, manager, { relationId, revision: 4, hasNotedConditions: true }));
    expect(await relationOn(world, relationId, world.today)).toMatchObject({
      stateOn: "active",
      conditions: "教育の記録を年内に出すこと",
    });
  },
);

forEachDatabase("a state begins neither in the future nor before the one that runs", async (open) => {
  const world = await openWorld(open);
  const { relationId } = await contractor(world);
  const office = world.staff("office");
  expect(
    problemOf(await submitRelation(world.deps, office, { relationId, revision: 2, on: "2026-11-25" })),
  ).toBe("on: day-future");
  expect(
    problemOf(await submitRelation(world.deps, office, { relationId, revision: 2, on: "2026-11-23" })),
  ).toBe("on: day-order");
});

forEachDatabase("fifty submissions at once: one goes through, the log has one entry of it", async (open) => {
  const world = await openWorld(open);
  const { relationId } = await contractor(world);
  const results = await Promise.all(
    Array.from({ length: 50 }, () =>
      submitRelation(world.deps, world.staff("office"), { relationId, revision: 2 }),
    ),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  const moves = await world.db.read
    .selectFrom("auditEvent")
    .select("seq")
    .where("type", "=", "registry.relation-moved")
    .execute();
  expect(moves).toHaveLength(1);
});

forEachDatabase("the legal basis stays once a relation has been submitted", async (open) => {
  const world = await openWorld(open);
  const { relationId, revision } = await activated(world);
  const relation = relationSchema.parse({
    basis: "referral",
    title: "個配商品の配達",
    department: "供給課",
  });
  expect(
    problemOf(await reviseRelation(world.deps, world.staff("office"), { relationId, revision, relation })),
  ).toBe("basis-fixed");
});

forEachDatabase("joint use is only for those the policy names", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = await contractor(world);
  const group = (await world.db.read.selectFrom("relation").select("groupId").execute()).find(
    (row) => row.groupId !== null,
  );
  const relation = relationSchema.parse({
    basis: "joint-use",
    title: "共同利用",
    groupId: group?.groupId ?? "",
    department: "総務課",
  });
  expect(problemOf(await draftRelation(world.deps, world.staff("office"), { partnerId, relation }))).toBe(
    "groupId: partner-not-in-group",
  );
});

forEachDatabase("relations of another department are not there for department staff", async (open) => {
  const world = await openWorld(open);
  const { relationId, partnerId } = await contractor(world, { department: "情報課" });
  const actor = world.staff("department");
  expect(
    problemOf(
      await reviseScope(world.deps, actor, {
        relationId,
        revision: 2,
        validFrom: world.today,
        lines: [line()],
      }),
    ),
  ).toBe("not-found");
  expect(problemOf(await moveRelation(world.deps, actor, "submit", { relationId, revision: 2 }))).toBe(
    "not-found",
  );
  const relation = relationSchema.parse({
    basis: "entrustment",
    title: "配達",
    activity: "delivery",
    department: "情報課",
  });
  expect(problemOf(await draftRelation(world.deps, actor, { partnerId, relation }))).toBe(
    "department: other-department",
  );
  must(
    await draftRelation(world.deps, actor, {
      partnerId,
      relation: { ...relation, department: "供給課" },
    }),
  );
});
