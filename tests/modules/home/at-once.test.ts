import { expect } from "vitest";
import { raiseFinding } from "#app/modules/assessments/services/findings.server.ts";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { terminateContract } from "#app/modules/contracts/services/acts.server.ts";
import {
  decideDeferral,
  requestDeferral,
  revokeDeferral,
} from "#app/modules/custody/services/deferrals.server.ts";
import { checkGate } from "#app/modules/custody/services/gate.server.ts";
import {
  countBlocked,
  doubtGateStates,
  readGateStates,
  refreshGateStates,
} from "#app/modules/custody/services/kept.server.ts";
import { readFigures } from "#app/modules/home/services/figures.server.ts";
import { importPolicy } from "#app/modules/policy/services.server.ts";
import { readPartnerPage } from "#app/modules/views/services/list.server.ts";
import { type CoOp, makeCoOp, must } from "#tests/factories/co-op.ts";
import { makeOrder, today } from "#tests/modules/custody/world.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

const filter = {
  keys: [],
  kind: null,
  tier: null,
  gate: null,
  row: null,
  department: null,
  includesRetired: false,
};

/** What every reader says of the only relation in use: the gate itself, the list and its filters, home, the kept state. */
async function everyReader(deps: TestDeps, coop: CoOp, day: string) {
  const { office } = coop.staff;
  const { relationId, id: partnerId } = coop.partner;
  const page = async (gate: "blocked" | "allowed" | null) =>
    must(
      await readPartnerPage(deps, office, {
        filter: { ...filter, gate },
        sort: "kana",
        after: null,
        limit: 50,
        lang: "ja",
      }),
    );
  const all = await page(null);
  const lineOf = (of: typeof all) => of.lines.find((line) => line.id === partnerId);
  const standing = await readGateStates(deps.db.read, deps, coop.organisationId, [relationId], day);
  const counted = await countBlocked(deps.db.read, deps, { organisationId: coop.organisationId }, day);
  return {
    gate: must(await checkGate(deps, office, { relationId })).isAllowed,
    kept: standing.get(relationId)?.isAllowed,
    list: lineOf(all)?.gate === "allowed",
    isAmongAllowed: lineOf(await page("allowed")) !== undefined,
    isNotAmongBlocked: lineOf(await page("blocked")) === undefined,
    headOfList: all.blocked === 0,
    home: (await readFigures(deps, office))?.blocked === 0,
    count: counted.blocked === 0 && counted.unjudged === 0,
  };
}
const everywhere = (is: boolean) => ({
  gate: is,
  kept: is,
  list: is,
  isAmongAllowed: is,
  isNotAmongBlocked: is,
  headOfList: is,
  home: is,
  count: is,
});

async function openWorld(deps: TestDeps): Promise<CoOp> {
  const coop = await makeCoOp(deps);
  await makeOrder(deps, coop, coop.partner.relationId);
  // The other company's relation is not in use: what is counted is the one that is asked for.
  await deps.db.write(async (trx) => {
    await trx
      .updateTable("relation")
      .set({ state: "draft" })
      .where("id", "=", coop.stranger.relationId)
      .execute();
    await doubtGateStates(trx, coop.organisationId);
  });
  await refreshGateStates(deps, coop.organisationId);
  return coop;
}

forEachDatabase(
  "a contract that ended yesterday stops list, home and gate in the same moment",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await openWorld(deps);
    expect(await everyReader(deps, coop, today)).toEqual(everywhere(true));
    const contract = await deps.db.read.selectFrom("contract").select("id").executeTakeFirstOrThrow();
    must(
      await terminateContract(deps, coop.staff.office, {
        contractId: contract.id,
        revision: 1,
        terminatedOn: addDays(today, -1),
        reason: "解約",
      }),
    );
    expect(await everyReader(deps, coop, today)).toEqual(everywhere(false));
  },
);

forEachDatabase(
  "a finding, a deferral granted and revoked, and a new policy show everywhere at once",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await openWorld(deps);
    const { office, "privacy-manager": manager } = coop.staff;
    const { relationId } = coop.partner;
    const finding = await raiseFinding(deps, manager, {
      relationId,
      title: "名簿が施錠されていない",
      detail: "倉庫",
      severity: "critical",
      dueOn: today,
    });
    must(finding);
    expect(await everyReader(deps, coop, today)).toEqual(everywhere(true));
    // The finding was to be cured by that day: the day after comes without an act and without a job.
    deps.setNow("2026-11-25T03:00:00.000Z");
    expect(await everyReader(deps, coop, "2026-11-25")).toEqual(everywhere(false));
    expect(must(await checkGate(deps, office, { relationId })).reasons.map((reason) => reason.code)).toEqual([
      "critical-finding",
    ]);
    const { deferralId } = must(
      await requestDeferral(deps, office, {
        relationId,
        code: "critical-finding",
        ref: null,
        until: "2026-12-10",
        reason: "錠を注文した",
        once: "",
      }),
    );
    const password = "correct horse battery";
    const passwordHash = await deps.passwords.hash(password);
    await deps.db.write((trx) => trx.updateTable("person").set({ passwordHash }).execute());
    must(
      await decideDeferral(deps, coop.staff.director, {
        deferralId,
        revision: 1,
        grant: true,
        note: "可",
        password,
      }),
    );
    expect(await everyReader(deps, coop, "2026-11-25")).toEqual(everywhere(true));
    must(await revokeDeferral(deps, coop.staff.director, { deferralId, revision: 2, note: "錠が届いた" }));
    expect(await everyReader(deps, coop, "2026-11-25")).toEqual(everywhere(false));
  },
);

forEachDatabase("a policy that is adopted shows everywhere at once", async (open) => {
  const deps = testDeps(await open());
  const coop = await openWorld(deps);
  const policy = structuredClone(readPolicy("midorino-2026-04-01"));
  const purposes = policy.purposes.map((purpose) =>
    purpose.id === "member-order-and-dispatch"
      ? { ...purpose, subjects: purpose.subjects.filter((one) => one !== "member") }
      : purpose,
  );
  const system = { kind: "system", name: "試験", organisationId: coop.organisationId, lang: "ja" } as const;
  const adopt = (validFrom: string) =>
    deps.db.write((trx) =>
      importPolicy(trx, deps, system, { ...policy, id: `midorino-${validFrom}`, validFrom, purposes }),
    );
  must(await adopt(today));
  expect(await everyReader(deps, coop, today)).toEqual(everywhere(false));
});
