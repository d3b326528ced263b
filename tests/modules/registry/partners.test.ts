import { expect } from "vitest";
import { getPartnerOn, listProfiles } from "#app/modules/registry/queries/partners.server.ts";
import { readPartnerHistory, readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import {
  addContact,
  endPartnerContact,
  registerPartner,
  restorePartner,
  retirePartner,
  reviseProfile,
} from "#app/modules/registry/services/partners.server.ts";
import { readListQuery } from "#app/modules/views/rules/list-query.ts";
import { readPartnerPage } from "#app/modules/views/services/list.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { company, contractor, must, openWorld, problemOf, type World } from "./world.ts";

const register = (world: World, over: Readonly<Record<string, unknown>> = {}, once?: string) =>
  registerPartner(world.deps, world.staff("office"), {
    kind: "entrustment",
    policyPartnerId: null,
    shortName: "",
    profile: company(over) as Parameters<typeof registerPartner>[2]["profile"],
    contact: undefined,
    ...(once === undefined ? {} : { once }),
  });
const on = (world: World, partnerId: string, day: string) =>
  getPartnerOn(world.db.read, { organisationId: world.organisationId, partnerId, day });
const list = async (world: World, query: string, limit = 20) =>
  must(
    await readPartnerPage(world.deps, world.staff("office"), {
      ...readListQuery(new URLSearchParams(query)),
      lang: "ja",
      limit,
    }),
  );

forEachDatabase("partners are numbered in order, without a gap for what was undone", async (open) => {
  const world = await openWorld(open);
  // Four joint users come with the policy.
  const before = (await world.db.read.selectFrom("partner").select("number").execute()).length;
  const taken = must(await register(world, { corporateNumber: "7000012050002" }));
  expect(problemOf(await register(world, { corporateNumber: "7000012050002" }))).toBe(
    "profile.corporateNumber: corporate-number-taken",
  );
  const next = must(await register(world));
  expect([taken.number, next.number]).toEqual(
    [before + 1, before + 2].map((n) => `P-${String(n).padStart(4, "0")}`),
  );
});

forEachDatabase("a form sent twice registers once", async (open) => {
  const world = await openWorld(open);
  const first = must(await register(world, {}, "once-key-1"));
  const second = must(await register(world, {}, "once-key-1"));
  expect(second).toEqual(first);
  const rows = await world.db.read
    .selectFrom("partner")
    .select("id")
    .where("currentName", "=", "ひばり配送株式会社(架空)")
    .execute();
  expect(rows).toHaveLength(1);
});

forEachDatabase("a revised profile holds from its day on and leaves the days before alone", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = must(await register(world));
  const office = world.staff("office");
  must(
    await reviseProfile(world.deps, office, {
      partnerId,
      revision: 1,
      shortName: "ひばり",
      profile: company({ name: "ひばり物流株式会社(架空)", validFrom: "2026-10-01" }),
    }),
  );
  const named = async (day: string) => (await on(world, partnerId, day))?.profile?.name ?? null;
  expect(await named("2024-03-31")).toBeNull();
  expect(await named("2026-09-30")).toBe("ひばり配送株式会社(架空)");
  expect(await named("2026-10-01")).toBe("ひばり物流株式会社(架空)");
  // A change recorded ahead keeps its day when an earlier one is put before it.
  must(
    await reviseProfile(world.deps, office, {
      partnerId,
      revision: 2,
      shortName: "ひばり",
      profile: company({ name: "ひばりホールディングス(架空)", validFrom: "2027-04-01" }),
    }),
  );
  must(
    await reviseProfile(world.deps, office, {
      partnerId,
      revision: 3,
      shortName: "ひばり",
      profile: company({ name: "ひばり運輸株式会社(架空)", validFrom: "2026-12-01" }),
    }),
  );
  expect(await named("2026-11-30")).toBe("ひばり物流株式会社(架空)");
  expect(await named("2027-03-31")).toBe("ひばり運輸株式会社(架空)");
  expect(await named("2027-04-01")).toBe("ひばりホールディングス(架空)");
  const partner = await on(world, partnerId, world.today);
  expect(partner).toMatchObject({ currentName: "ひばり物流株式会社(架空)", revision: 4 });
  // On no day do two profiles hold.
  for (const day of ["2024-04-01", "2026-10-01", "2026-11-30", "2026-12-01", "2027-04-01"]) {
    const held = (await listProfiles(world.db.read, world.organisationId, partnerId)).filter(
      (row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day),
    );
    expect(held, day).toHaveLength(1);
  }
});

forEachDatabase("of two people who edit, the second is told and nothing is lost", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = must(await register(world));
  const edit = (name: string) =>
    reviseProfile(world.deps, world.staff("office"), {
      partnerId,
      revision: 1,
      shortName: "",
      profile: company({ name, validFrom: "2026-11-01" }),
    });
  must(await edit("一番目(架空)"));
  expect(problemOf(await edit("二番目(架空)"))).toBe("conflict");
  expect((await on(world, partnerId, world.today))?.profile?.name).toBe("一番目(架空)");
  expect(await listProfiles(world.db.read, world.organisationId, partnerId)).toHaveLength(2);
});

forEachDatabase("contacts come and go by day", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = must(await register(world));
  const office = world.staff("office");
  const { contactId } = must(
    await addContact(world.deps, office, {
      partnerId,
      name: "牧野 聡(架空)",
      nameKana: null,
      department: null,
      title: null,
      email: "makino@example.jp",
      phone: null,
      isResponsible: true,
      validFrom: "2026-04-01",
    }),
  );
  must(await endPartnerContact(world.deps, office, { partnerId, contactId, lastOn: "2026-11-24" }));
  const names = async (day: string) => (await on(world, partnerId, day))?.contacts.map((one) => one.name);
  expect(await names("2026-03-31")).toEqual([]);
  expect(await names("2026-11-24")).toEqual(["牧野 聡(架空)"]);
  expect(await names("2026-11-25")).toEqual([]);
  expect(
    problemOf(await endPartnerContact(world.deps, office, { partnerId, contactId, lastOn: "2026-11-30" })),
  ).toBe("not-found");
});

forEachDatabase(
  "a partner with an open relation cannot be retired; retired ones leave the list",
  async (open) => {
    const world = await openWorld(open);
    const office = world.staff("office");
    const busy = await contractor(world);
    expect(
      problemOf(
        await retirePartner(world.deps, office, { partnerId: busy.partnerId, revision: 1, reason: "整理" }),
      ),
    ).toBe("partner-has-open-relations");
    const { partnerId } = must(await register(world, { name: "やめる会社(架空)", nameKana: "ヤメル" }));
    expect(problemOf(await retirePartner(world.deps, office, { partnerId, revision: 1, reason: " " }))).toBe(
      "reason: reason-required",
    );
    must(await retirePartner(world.deps, office, { partnerId, revision: 1, reason: "取引終了" }));
    expect((await list(world, "q=やめる")).lines).toEqual([]);
    expect((await list(world, "q=やめる&retired=yes")).lines).toHaveLength(1);
    must(await restorePartner(world.deps, office, { partnerId, revision: 2, reason: "再開" }));
    expect((await list(world, "q=やめる")).lines).toHaveLength(1);
  },
);

forEachDatabase(
  "roles without the permission and people of other companies are turned away",
  async (open) => {
    const world = await openWorld(open);
    const { partnerId } = await contractor(world);
    const input = {
      kind: "entrustment" as const,
      policyPartnerId: null,
      shortName: "",
      profile: company(),
      contact: undefined,
    };
    for (const role of ["department", "director", "auditor", "administrator"] as const) {
      const actor = { ...world.staff("office"), role };
      expect(problemOf(await registerPartner(world.deps, actor, input)), role).toBe("forbidden");
    }
    const stranger = world.partnerPerson(must(await register(world)).partnerId);
    expect(problemOf(await registerPartner(world.deps, stranger, input))).toBe("not-found");
    expect(problemOf(await readPartnerOn(world.deps, stranger, { partnerId, lang: "ja" }))).toBe("not-found");
  },
);

forEachDatabase("the history of a partner tells what happened, newest first, with names", async (open) => {
  const world = await openWorld(open);
  const { partnerId } = await contractor(world);
  const { entries } = must(
    await readPartnerHistory(world.deps, world.staff("auditor"), { partnerId, limit: 10 }),
  );
  expect(entries.map((entry) => entry.type)).toEqual([
    "registry.scope-revised",
    "registry.relation-drafted",
    "registry.partner-registered",
  ]);
  expect(entries.at(-1)?.details).toContainEqual({
    field: "name",
    label: "名称",
    value: "ひばり配送株式会社(架空)",
  });
  expect(entries[0]).toMatchObject({ what: "取扱範囲を改めました" });
  expect(entries.every((entry) => entry.who === "office(架空)")).toBe(true);
});
