import { expect } from "vitest";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { listPolicyGaps } from "#app/modules/policy/rules/gaps.ts";
import { judgeScope } from "#app/modules/policy/rules/judge.ts";
import { evaluateNotices } from "#app/modules/policy/services.server.ts";
import {
  getRelationOn,
  listRelationsOn,
  listScopeLinesOn,
} from "#app/modules/registry/fragments/relations.server.ts";
import { getPartnerOn } from "#app/modules/registry/queries/partners.server.ts";
import { toLineInput, toScopeContext } from "#app/modules/registry/rules/scope-input.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";
import { readPolicy } from "../policy/policies.ts";
import { openWorld, password } from "./world.ts";

const real = "aicoop-miyagi-2017-11-07";
const day = "2026-11-24";

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
const kyosai = ["coop-code", "coop-join-date", "coop-leave-date", "last-transfer-date", "billed-amount"];

/** Section 6 of the published policy, read off the page. */
const section6 = [
  ["jccu", "日本生活協同組合連合会", "ju-group-supply-kerosene", base, ["joint-supply-kerosene"]],
  [
    "miyagi-coop-union",
    "宮城県生活協同組合連合会",
    "ju-group-supply-kerosene",
    base,
    ["joint-supply-kerosene"],
  ],
  [
    "palsystem-union",
    "パルシステム生活協同組合連合会",
    "ju-group-supply-kerosene",
    base,
    ["joint-supply-kerosene"],
  ],
  [
    "palsystem-denryoku",
    "株式会社パルシステム電力",
    "ju-group-supply-kerosene",
    base,
    ["joint-supply-kerosene"],
  ],
  [
    "coop-kyosai-federation",
    "日本コープ共済生活協同組合連合会",
    "ju-group-kyosai",
    [...base, ...kyosai],
    ["joint-kyosai"],
  ],
] as const;

forEachDatabase(
  "the register set up from the published policy is its section 6, no partner and no item more",
  async (open) => {
    const world = await openWorld(open, real);
    const relations = await listRelationsOn(world.db.read, world.organisationId, day);
    expect(relations.map((one) => [one.policyPartnerId, one.partnerName, one.groupId]).sort()).toEqual(
      section6.map(([id, name, group]) => [id, name, group]).sort(),
    );
    for (const [id, , , items, purposes] of section6) {
      const lines = await listScopeLinesOn(
        world.db.read,
        world.organisationId,
        world.stated[id]?.relationId ?? "",
        day,
      );
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect([...line.items].sort(), id).toEqual([...items].sort());
        expect(line.purposes).toEqual(purposes);
      }
    }
  },
);

forEachDatabase(
  "only the mutual-aid federation gets the mutual-aid items, and no placeholder is shared by anyone",
  async (open) => {
    const world = await openWorld(open, real);
    const lines = await world.db.read.selectFrom("scopeLine").selectAll().execute();
    const holders = lines.filter((line) => kyosai.some((item) => line.items.includes(`"${item}"`)));
    expect(new Set(holders.map((line) => line.relationId))).toEqual(
      new Set([world.stated["coop-kyosai-federation"]?.relationId]),
    );
    expect(
      lines.flatMap((line) => JSON.parse(line.items)).filter((item) => /other|others/.test(item)),
    ).toEqual([]);
  },
);

forEachDatabase("nothing is invented about the organisation or its partners", async (open) => {
  const world = await openWorld(open, real);
  const organisation = await world.db.read.selectFrom("organisation").selectAll().executeTakeFirstOrThrow();
  expect(organisation).toMatchObject({
    name: "生活協同組合あいコープみやぎ",
    nameEn: null,
    address: null,
    representativeName: null,
    isDemonstration: 0,
  });
  for (const [id, name] of section6) {
    const partner = await getPartnerOn(world.db.read, {
      organisationId: world.organisationId,
      partnerId: world.stated[id]?.partnerId ?? "",
      day,
    });
    expect(partner?.profile).toMatchObject({
      name,
      nameKana: "",
      nameEn: null,
      corporateNumber: null,
      address: null,
      representativeName: null,
      validFrom: "2017-11-07",
    });
    expect(partner?.contacts).toEqual([]);
  }
});

forEachDatabase("every stated line lies within the ceiling of the policy that states it", async (open) => {
  const world = await openWorld(open, real);
  const version = await findPolicyOn(world.db.read, world.organisationId, day);
  if (!version) throw new Error("a policy is in force");
  for (const relation of await listRelationsOn(world.db.read, world.organisationId, day)) {
    const lines = await listScopeLinesOn(world.db.read, world.organisationId, relation.id, day);
    expect(judgeScope(version.index, toScopeContext(relation, day), lines.map(toLineInput))).toEqual([]);
  }
});

forEachDatabase(
  "the five matters are evaluated as section 6 stands: address and representative are missing",
  async (open) => {
    const world = await openWorld(open, real);
    const notices = await evaluateNotices(world.db.read, world.organisationId, day);
    expect(notices?.evaluations.map((one) => one.group)).toEqual([
      "ju-group-supply-kerosene",
      "ju-group-kyosai",
    ]);
    for (const evaluation of notices?.evaluations ?? []) {
      expect(evaluation.isComplete).toBe(false);
      const missing = evaluation.matters.filter((matter) => matter.state === "missing");
      expect(missing.map((matter) => [matter.matter, matter.missingParts])).toEqual([
        ["responsible", ["address", "representative"]],
      ]);
    }
    const codes = listPolicyGaps(notices?.version.policy ?? readPolicy("aicoop-miyagi-2017-11-07")).map(
      (gap) => gap.code,
    );
    expect(codes).toContain("open-ended-items");
    expect(codes).toContain("joint-use-address-missing");
  },
);

forEachDatabase(
  "the relations are in use since the policy's first day, and unknown the day before",
  async (open) => {
    const world = await openWorld(open, real);
    const { relationId = "" } = world.stated["jccu"] ?? {};
    const on = (asOf: string) =>
      getRelationOn(world.db.read, { organisationId: world.organisationId, relationId, day: asOf });
    expect(await on("2017-11-07")).toMatchObject({
      stateOn: "active",
      stateReason: "stated-in-policy",
      highestTier: "S3",
    });
    expect((await on("2017-11-06"))?.stateOn).toBeNull();
    expect(await listScopeLinesOn(world.db.read, world.organisationId, relationId, "2017-11-06")).toEqual([]);
  },
);

forEachDatabase("setting up is recorded in one unbroken chain, and happens once", async (open) => {
  const world = await openWorld(open, real);
  expect(await verifyChain(world.db.read, world.organisationId)).toMatchObject({ ok: true });
  const again = await setUpOrganisation(world.deps, {
    policies: [readPolicy("midorino-2026-04-01")],
    administrator: {
      email: "kanri2@example.jp",
      name: "管理 次郎(架空)",
      password,
    },
  });
  expect(again).toEqual({ ok: false, problem: { kind: "refused", code: "already-set-up" } });
});

forEachDatabase("a policy that cannot be read leaves nothing behind", async (open) => {
  const db = await open();
  {
    const deps = testDeps(db);
    const broken = { ...readPolicy("aicoop-miyagi-2017-11-07"), purposes: [] };
    const result = await setUpOrganisation(deps, {
      policies: [broken],
      administrator: {
        email: "kanri@example.jp",
        name: "管理 太郎(架空)",
        password,
      },
    });
    expect(result).toMatchObject({ ok: false, problem: { kind: "refused", code: "policy-unreadable" } });
    for (const table of ["organisation", "partner", "person", "auditEvent"] as const) {
      expect(await db.read.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
  }
});

forEachDatabase("versions of one policy follow each other without a gap", async (open) => {
  const db = await open();
  {
    const deps = testDeps(db);
    const set = await setUpOrganisation(deps, {
      policies: ["midorino-2019-04-01", "midorino-2022-04-01", "midorino-2026-04-01"].map(readPolicy),
      administrator: {
        email: "kanri@example.jp",
        name: "管理 太郎(架空)",
        password,
      },
    });
    if (!set.ok) throw new Error(JSON.stringify(set.problem));
    const key = async (asOf: string) =>
      (await findPolicyOn(db.read, set.value.organisationId, asOf))?.key ?? null;
    expect(await key("2019-03-31")).toBeNull();
    expect(await key("2022-03-31")).toBe("midorino-2019-04-01");
    expect(await key("2022-04-01")).toBe("midorino-2022-04-01");
    expect(await key("2026-04-01")).toBe("midorino-2026-04-01");
  }
});
