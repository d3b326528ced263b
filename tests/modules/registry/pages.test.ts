import { expect } from "vitest";
import { seedPartners } from "#app/demonstration/load.ts";
import { compareVersions } from "#app/modules/registry/services/compare.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { inUse, must, openWorld, problemOf } from "./world.ts";

forEachDatabase(
  "a policy compared shows what it would put outside and which notices it would make untrue",
  async (open) => {
    const world = await openWorld(open);
    await inUse(world);
    const auditor = world.staff("auditor");
    const own = "midorino-2026-04-01";
    const published = "aicoop-miyagi-2017-11-07";
    const same = must(await compareVersions(world.deps, auditor, { from: own, to: own, lang: "ja" }));
    expect([same.changes, same.outside, same.notices]).toEqual([[], [], []]);
    const other = must(await compareVersions(world.deps, auditor, { from: own, to: published, lang: "ja" }));
    // The joint users of one policy are not in the circle of the other; the contractor's work is published in both.
    expect(other.outside.map((one) => one.title)).not.toContain("個配商品の配達");
    expect(new Set(other.outside.map((one) => one.partnerName)).size).toBe(4);
    expect(other.outside.every((one) => one.violations.some((v) => v.code === "partner-not-in-group"))).toBe(
      true,
    );
    expect(other.notices).toHaveLength(2);
  },
);

forEachDatabase("a synthetic load is the command line's alone, and every name is marked", async (open) => {
  const world = await openWorld(open);
  expect(problemOf(await seedPartners(world.deps, world.staff("office"), 3))).toBe("forbidden");
  const system = {
    kind: "system" as const,
    name: "command line",
    organisationId: world.organisationId,
    lang: "ja" as const,
  };
  must(await seedPartners(world.deps, system, 120));
  const rows = await world.db.read
    .selectFrom("partner")
    .select("currentName")
    .where("kind", "=", "entrustment")
    .execute();
  expect(rows).toHaveLength(120);
  expect(rows.every((row) => row.currentName.includes("(架空)"))).toBe(true);
  expect(new Set(rows.map((row) => row.currentName)).size).toBe(120);
});
