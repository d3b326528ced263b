import { expect } from "vitest";
import { stageFile } from "#app/modules/files/services.server.ts";
import {
  citeMatter,
  decideCitation,
  evaluateNotices,
  readPolicyPage,
} from "#app/modules/policy/services.server.ts";
import {
  listConfirmations,
  listForeignRoutes,
  listReferralRoutes,
  listSubcontractors,
} from "#app/modules/registry/fragments/records.server.ts";
import {
  confirmationSchema,
  foreignRouteSchema,
  policyToldSchema,
  referralRouteSchema,
  relationSchema,
  subcontractorSchema,
} from "#app/modules/registry/rules/forms.ts";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import {
  confirmForeignRoute,
  decideSubcontractor,
  recordConfirmation,
  recordForeignRoute,
  recordPolicyTold,
  recordReferralRoute,
  removeSubcontractor,
  requestSubcontractor,
} from "#app/modules/registry/services/records.server.ts";
import { draftRelation } from "#app/modules/registry/services/relations.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { pdf } from "../files/zip.ts";
import { contractor, must, openWorld, problemOf, type World } from "./world.ts";

const subcontractor = (over: Readonly<Record<string, unknown>> = {}) =>
  subcontractorSchema.parse({
    name: "株式会社はやぶさ急送(架空)",
    work: "繁忙期の配達",
    items: ["full-name"],
    startsOn: "2026/12/01",
    ...over,
  });
const only = async (world: World, relationId: string) => {
  const [row] = await listSubcontractors(world.db.read, world.organisationId, [relationId]);
  if (!row) throw new Error("a subcontractor is there");
  return row;
};

forEachDatabase("consent to a subcontractor is somebody else's act, and ends with its day", async (open) => {
  const world = await openWorld(open);
  const { relationId } = await contractor(world);
  const manager = world.staff("privacy-manager");
  const { subcontractorId } = must(
    await requestSubcontractor(world.deps, manager, { relationId, subcontractor: subcontractor() }),
  );
  const decide = (actor: typeof manager, over = {}) =>
    decideSubcontractor(world.deps, actor, {
      subcontractorId,
      revision: 1,
      approved: true,
      conditions: null,
      approvedUntil: "2027-03-31",
      ...over,
    });
  expect(problemOf(await decide(manager))).toBe("own-request");
  expect(problemOf(await decide(world.staff("office")))).toBe("forbidden");
  const second = world.staff("privacy-manager", "second");
  expect(problemOf(await decide(second, { approved: false }))).toBe("conditions: reason-required");
  expect(problemOf(await decide(second, { approvedUntil: "2026-11-23" }))).toBe("approvedUntil: day-past");
  must(await decide(second));
  expect(problemOf(await decide(second, { revision: 2 }))).toBe("conflict");
  expect(await only(world, relationId)).toMatchObject({
    state: "approved",
    decidedOn: "2026-11-24",
    approvedUntil: "2027-03-31",
  });
});

forEachDatabase(
  "one found without consent says so; its end is recorded once, not in the future",
  async (open) => {
    const world = await openWorld(open);
    const { relationId } = await contractor(world);
    const office = world.staff("office");
    const found = subcontractor({ startsOn: "2026-10-01", foundOn: "2026-10-19" });
    const { subcontractorId } = must(
      await requestSubcontractor(world.deps, office, { relationId, subcontractor: found }),
    );
    expect(await only(world, relationId)).toMatchObject({ state: "unapproved", foundOn: "2026-10-19" });
    const remove = (on: string, revision = 1) =>
      removeSubcontractor(world.deps, office, { subcontractorId, revision, on });
    expect(problemOf(await remove("2026-11-25"))).toBe("on: day-future");
    expect(problemOf(await remove("2026-09-30"))).toBe("on: day-order");
    must(await remove("2026-11-20"));
    expect(problemOf(await remove("2026-11-21", 2))).toBe("conflict");
    expect((await only(world, relationId)).removedOn).toBe("2026-11-20");
  },
);

forEachDatabase(
  "a partner asks for its own relations only, and cannot say that it was found",
  async (open) => {
    const world = await openWorld(open);
    const own = await contractor(world);
    const other = await contractor(world, { name: "あおば情報株式会社(架空)", kana: "アオバ" });
    const actor = world.partnerPerson(own.partnerId);
    const ask = (relationId: string) =>
      requestSubcontractor(world.deps, actor, {
        relationId,
        subcontractor: subcontractor({ foundOn: "2026-11-01" }),
      });
    expect(problemOf(await ask(other.relationId))).toBe("not-found");
    must(await ask(own.relationId));
    expect(await only(world, own.relationId)).toMatchObject({ state: "requested", foundOn: null });
  },
);

forEachDatabase(
  "an equivalent system abroad is due again within a year of each confirmation",
  async (open) => {
    const world = await openWorld(open);
    const { relationId } = await contractor(world);
    const office = world.staff("office");
    const route = (over = {}) =>
      foreignRouteSchema.parse({
        country: "ｕs",
        serviceName: "保守拠点(架空)",
        route: "equivalent-system",
        confirmedOn: "2025-11-30",
        validFrom: "2025-12-01",
        ...over,
      });
    // Only where the content is not handled is nothing provided.
    expect(
      problemOf(
        await recordForeignRoute(world.deps, office, { relationId, route: route({ route: "no-provision" }) }),
      ),
    ).toBe("route: unknown-choice");
    const { routeId } = must(await recordForeignRoute(world.deps, office, { relationId, route: route() }));
    const confirm = (confirmedOn: string, over = {}) =>
      confirmForeignRoute(world.deps, office, { relationId, routeId, confirmedOn, ...over });
    const routes = (day: string | null) =>
      listForeignRoutes(world.db.read, world.organisationId, [relationId], day);
    expect(await routes(null)).toMatchObject([{ country: "US", nextConfirmationOn: "2026-11-30" }]);
    // A second press of the same form is one act.
    must(await confirm("2026-11-20", { once: "one" }));
    must(await confirm("2026-11-20", { once: "one" }));
    const confirmed = await world.db.read
      .selectFrom("auditEvent")
      .select("seq")
      .where("type", "=", "registry.foreign-route-confirmed")
      .execute();
    expect(confirmed).toHaveLength(1);
    expect(await routes(null)).toMatchObject([{ nextConfirmationOn: "2027-11-20" }]);
    expect(problemOf(await confirm("2026-11-19"))).toBe("confirmedOn: day-order");
    expect(problemOf(await confirm("2026-12-31"))).toBe("confirmedOn: day-future");
    expect(problemOf(await confirm("2026-11-20", { routeId: "unknown" }))).toBe("not-found");
    // Another route for the same service takes its place; the days before keep the old one.
    must(
      await recordForeignRoute(world.deps, office, {
        relationId,
        route: route({ route: "consent", confirmedOn: "", validFrom: "2026-11-24" }),
      }),
    );
    expect((await routes("2026-11-23")).map((one) => one.route)).toEqual(["equivalent-system"]);
    expect((await routes("2026-11-24")).map((one) => [one.route, one.nextConfirmationOn])).toEqual([
      ["consent", null],
    ]);
    expect(foreignRouteSchema.safeParse({ ...route(), country: "JP" }).success).toBe(false);
  },
);

forEachDatabase("a route of provision belongs to referral, and the later one takes over", async (open) => {
  const world = await openWorld(open);
  const { partnerId, relationId } = await contractor(world);
  const office = world.staff("office");
  const route = (over = {}) =>
    referralRouteSchema.parse({
      route: "on-behalf",
      serviceName: "葬祭の紹介",
      evidenceNote: "紹介依頼書",
      validFrom: "2026-04-01",
      ...over,
    });
  expect(problemOf(await recordReferralRoute(world.deps, office, { relationId, route: route() }))).toBe(
    "route-only-referral",
  );
  const referral = must(
    await draftRelation(world.deps, office, {
      partnerId,
      relation: relationSchema.parse({ basis: "referral", title: "葬祭の紹介", department: "営業課" }),
    }),
  );
  must(await recordReferralRoute(world.deps, office, { relationId: referral.relationId, route: route() }));
  must(
    await recordReferralRoute(world.deps, office, {
      relationId: referral.relationId,
      route: route({ route: "consent", consentMethod: "申込書の同意欄", validFrom: "2026-11-01" }),
    }),
  );
  const on = async (day: string) =>
    (await listReferralRoutes(world.db.read, world.organisationId, [referral.relationId], day)).map(
      (one) => one.route,
    );
  expect(await on("2026-10-31")).toEqual(["on-behalf"]);
  expect(await on("2026-11-01")).toEqual(["consent"]);
});

forEachDatabase(
  "being told of the policy and confirmations keep their day; what recurs is due in a year",
  async (open) => {
    const world = await openWorld(open);
    const { partnerId, relationId } = await contractor(world);
    const office = world.staff("office");
    const page = async (asOf?: string) =>
      must(await readPartnerOn(world.deps, office, { partnerId, lang: "ja", ...(asOf ? { asOf } : {}) }));
    const told = policyToldSchema.parse({
      policyVersionId: (await page()).policy?.id ?? "",
      toldOn: "2026/11/10",
      method: "meeting",
    });
    must(await recordPolicyTold(world.deps, office, { partnerId, told }));
    expect((await page()).toldOn).toBe("2026-11-10");
    expect((await page("2026-11-09")).toldOn).toBeNull();
    expect(
      problemOf(
        await recordPolicyTold(world.deps, office, { partnerId, told: { ...told, toldOn: "2026-11-25" } }),
      ),
    ).toBe("toldOn: day-future");

    const confirm = (over = {}) =>
      recordConfirmation(world.deps, office, {
        relationId,
        confirmation: confirmationSchema.parse({
          kind: "own-safety",
          confirmedOn: "2024-02-29",
          isSatisfactory: "yes",
          ...over,
        }),
      });
    must(await confirm());
    expect(await listConfirmations(world.db.read, world.organisationId, [relationId])).toMatchObject([
      { nextDueOn: "2025-02-28", isSatisfactory: true },
    ]);
    expect(problemOf(await confirm({ isSatisfactory: "no" }))).toBe("note: reason-required");
  },
);

forEachDatabase("a citation counts once somebody else has accepted it, from that day", async (open) => {
  const world = await openWorld(open, "aicoop-miyagi-2017-11-07");
  const manager = world.staff("privacy-manager");
  const evidence = async () =>
    must(await stageFile(world.deps, manager, { field: "file", name: "掲示.pdf", bytes: pdf })).id;
  const ask = async (matter: string, fileIds: readonly string[]) =>
    citeMatter(world.deps, manager, {
      groupId: "ju-group-kyosai",
      matter,
      text: "掲示されている文",
      place: "https://coop.example/about",
      postedFrom: "2026-11-01",
      postedTo: null,
      fileIds,
    });
  // What shows the posting is part of the citation: without it nothing is kept.
  expect(problemOf(await ask("responsible-address", []))).toBe("file: required");
  expect(problemOf(await ask("responsible-address", ["unknown"]))).toBe("not-found");
  expect(must(await readPolicyPage(world.deps, manager))?.citations).toEqual([]);
  const cite = async (matter: string) => must(await ask(matter, [await evidence()])).citationId;
  const missing = async (day: string) =>
    (await evaluateNotices(world.db.read, world.organisationId, day))?.evaluations
      .find((one) => one.group === "ju-group-kyosai")
      ?.matters.flatMap((matter) => matter.missingParts);
  const [address, representative] = [
    await cite("responsible-address"),
    await cite("responsible-representative"),
  ];
  expect(await missing(world.today)).toEqual(["address", "representative"]);
  const shown = must(await readPolicyPage(world.deps, manager))?.citations.map((one) => one.files);
  expect(shown).toMatchObject([[{ name: "掲示.pdf" }], [{ name: "掲示.pdf" }]]);
  const decide = (citationId: string, who: string, accepted = true) =>
    decideCitation(world.deps, world.staff("privacy-manager", who), { citationId, accepted, note: null });
  expect(problemOf(await decide(address, "privacy-manager"))).toBe("own-citation");
  expect(problemOf(await decide(address, "second", false))).toBe("note: reason-required");
  must(await decide(address, "second"));
  expect(await missing(world.today)).toEqual(["representative"]);
  must(await decide(representative, "second"));
  expect(await missing(world.today)).toEqual([]);
  expect(await missing("2026-11-23")).toEqual(["address", "representative"]);
  expect(problemOf(await decide(address, "second"))).toBe("conflict");
});
