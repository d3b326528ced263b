import { expect } from "vitest";
import { registerContract, terminateContract } from "#app/modules/contracts/services/acts.server.ts";
import { kanaRowOf } from "#app/modules/registry/rules/names.ts";
import { readPartnerOn } from "#app/modules/registry/services/partner-facts.server.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import { listPartners } from "#app/modules/views/queries/list.server.ts";
import { readListQuery } from "#app/modules/views/rules/list-query.ts";
import { exportRegister } from "#app/modules/views/services/export.server.ts";
import { readPartnerPage } from "#app/modules/views/services/list.server.ts";
import { toFlag } from "#db/codec.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { company, contractor, inUse, must, openWorld, type World } from "../registry/world.ts";

const register = (world: World, over: Readonly<Record<string, unknown>> = {}) =>
  registerPartner(world.deps, world.staff("office"), {
    kind: "entrustment",
    policyPartnerId: null,
    shortName: "",
    profile: company(over) as Parameters<typeof registerPartner>[2]["profile"],
    contact: undefined,
  });
const list = async (world: World, query: string, limit = 20) =>
  must(
    await readPartnerPage(world.deps, world.staff("office"), {
      ...readListQuery(new URLSearchParams(query)),
      lang: "ja",
      limit,
    }),
  );

const searches = [
  ["q=高橋", 1, "an old kanji is found by the common one"],
  ["q=配送", 2, "two letters are enough"],
  ["q=ひばり 配送", 1, "all words must be found"],
  ["q=ﾋﾊﾞﾘ", 1, "half-width kana"],
  ["q=p-0005", 1, "the number, in any case"],
  ["q=送", 2, "one letter"],
  ["q=%", 6, "a sign says nothing and finds everything"],
  ["q=どこにもない会社", 0, "what is nowhere"],
  ["kind=joint-use", 4, "by kind"],
  ["row=ハ", 1, "by row of the syllabary"],
] as const;
forEachDatabase("the list finds partners as people type them", async (open) => {
  const world = await openWorld(open);
  must(await register(world));
  must(await register(world, { name: "髙橋配送有限会社(架空)", nameKana: "タカハシハイソウ" }));
  for (const [query, n, why] of searches) {
    const page = await list(world, query);
    expect(page.lines.length, `${why}: ${query}`).toBe(n);
    expect(page.total, `${why}: ${query}`).toBe(n);
  }
});

forEachDatabase("pages follow each other by key: every partner once, in order", async (open) => {
  const world = await openWorld(open);
  for (const kana of ["ア", "イ", "ウ", "ガ", "カ", "キ", "パ", "バ", "ハ"]) {
    must(await register(world, { name: `${kana}社(架空)`, nameKana: kana }));
  }
  for (const sort of ["kana", "number", "tier"]) {
    const seen: string[] = [];
    let after = "";
    for (let page = 0; page < 20; page += 1) {
      const got = await list(world, `sort=${sort}${after}`, 4);
      seen.push(...got.lines.map((line) => line.number));
      if (got.next === null) break;
      after = `&after=${encodeURIComponent(JSON.stringify([got.next.value, got.next.sortKey, got.next.id]))}`;
    }
    const all = (await list(world, `sort=${sort}`, 100)).lines.map((line) => line.number);
    expect(seen, sort).toEqual(all);
    expect(new Set(seen).size, sort).toBe(13);
  }
});

forEachDatabase(
  "the syllabary holds whatever the database's locale: every row has its partners, those without a reading come last",
  async (open) => {
    const world = await openWorld(open);
    for (const kana of ["ンゴ", "ラクダ", "ワカクサ", "ヲンナ", "アイ", "ワ", "ヤマ"]) {
      must(await register(world, { name: `${kana}商会(架空)`, nameKana: kana }));
    }
    // Without a reading they belong behind every kana; a Japanese locale puts them among コ.
    for (const name of ["A商会(架空)", "一条商会(架空)"]) must(await register(world, { name, nameKana: "" }));
    const { lines } = await list(world, "sort=kana", 100);
    const rows = lines.map((line) => kanaRowOf(line.sortKey));
    expect(rows.filter((row, index) => row !== rows[index - 1])).toEqual(["ア", "ヤ", "ラ", "ワ", null]);
    const bytes = (x: string, y: string) => Buffer.compare(Buffer.from(x), Buffer.from(y));
    const keys = lines.map((line) => line.sortKey);
    expect(keys).toEqual([...keys].sort(bytes));
    const found = async (row: string) =>
      (await list(world, `row=${row}`, 100)).lines.map((line) => line.name.replace("商会(架空)", ""));
    expect(await found("ワ")).toEqual(["ワ", "ワカクサ", "ヲンナ", "ンゴ"]);
    expect(await found("ラ")).toEqual(["ラクダ"]);
    expect(await found("ヤ")).toEqual(["ヤマ"]);
  },
);

forEachDatabase(
  "department staff see partners of their own work only, and only its relations",
  async (open) => {
    const world = await openWorld(open);
    const own = await contractor(world, { department: "供給課" });
    const other = await contractor(world, {
      department: "情報課",
      name: "あおば情報株式会社(架空)",
      kana: "アオバジョウホウ",
    });
    const actor = world.staff("department");
    const page = must(
      await readPartnerPage(world.deps, actor, {
        ...readListQuery(new URLSearchParams()),
        lang: "ja",
        limit: 20,
      }),
    );
    expect(page.lines.map((line) => line.id)).toEqual([own.partnerId]);
    const foreign = must(await readPartnerOn(world.deps, actor, { partnerId: other.partnerId, lang: "ja" }));
    expect(foreign.relations).toEqual([]);
  },
);

const contractOf = async (
  world: World,
  relationId: string,
  terms: Partial<Parameters<typeof registerContract>[2]>,
) =>
  must(
    await registerContract(world.deps, world.staff("office"), {
      title: "業務委託契約",
      number: "",
      signedOn: "2023-03-20",
      startsOn: "2023-04-01",
      endsOn: "2026-03-31",
      autoRenewal: false,
      renewalMonths: null,
      noticeMonths: null,
      terminatedOn: null,
      note: "",
      fileIds: [],
      ...terms,
      relationIds: [relationId],
      once: world.deps.newId(),
    }),
  );

forEachDatabase(
  "a contract that another follows, or that renews itself, is no end to wait for",
  async (open) => {
    const world = await openWorld(open);
    const { partnerId, relationId } = await contractor(world);
    const next = async () => (await list(world, "q=ひばり")).lines.find((one) => one.id === partnerId)?.next;
    await contractOf(world, relationId, {});
    expect(await next()).toEqual({ on: "2026-03-31", what: "contract-end" });
    await contractOf(world, relationId, { startsOn: "2026-04-01", endsOn: "2027-03-31" });
    expect(await next()).toEqual({ on: "2027-03-31", what: "contract-end" });
    await contractOf(world, relationId, { autoRenewal: true, renewalMonths: 12 });
    expect(await next()).toBeNull();
  },
);

forEachDatabase("the register is exported with the term that a renewed contract is in", async (open) => {
  const world = await openWorld(open);
  const { relationId } = await inUse(world);
  const row = async () => {
    const { bytes } = must(
      await exportRegister(world.deps, world.staff("office"), { format: "json", asOf: world.today }),
    );
    const { rows } = JSON.parse(bytes.toString("utf8")) as { rows: Record<string, unknown>[] };
    const found = rows.find((one) => one["title"] === "個配商品の配達");
    return found && [found["contract"], found["contractFrom"], found["contractTo"]];
  };
  const { contractId } = await contractOf(world, relationId, {
    startsOn: "2024-04-01",
    endsOn: "2025-03-31",
    autoRenewal: true,
    renewalMonths: 12,
  });
  expect(await row()).toEqual(["業務委託契約", "2024-04-01", "2027-03-31"]);
  // One that has ended is not the relation's contract while another is in force, though it began later.
  await contractOf(world, relationId, { title: "覚書", startsOn: "2026-10-01", endsOn: "2026-10-31" });
  expect(await row()).toEqual(["業務委託契約", "2024-04-01", "2027-03-31"]);
  must(
    await terminateContract(world.deps, world.staff("office"), {
      contractId,
      revision: 1,
      terminatedOn: "2026-12-31",
      reason: "解約",
    }),
  );
  expect(await row()).toEqual(["業務委託契約", "2024-04-01", "2026-12-31"]);
});

forEachDatabase("a department's list filters and counts by the gates of its own relations", async (open) => {
  const world = await openWorld(open);
  const own = await inUse(world);
  const { deps, organisationId } = world;
  const foreign = await inUse(world, { department: "情報課", name: "あおば(架空)", kana: "アオバ" });
  // A second relation of the same partner, in another department's hands and blocked.
  await world.db.write(async (trx) => {
    await trx
      .updateTable("relation")
      .set({ partnerId: own.partnerId })
      .where("id", "=", foreign.relationId)
      .execute();
    await trx
      .deleteFrom("gateState")
      .where("relationId", "in", [own.relationId, foreign.relationId])
      .execute();
    await trx
      .insertInto("gateState")
      .values(
        [
          { relationId: own.relationId, isAllowed: toFlag(true) },
          { relationId: foreign.relationId, isAllowed: toFlag(false) },
        ].map((state) => ({
          ...state,
          organisationId,
          reasonCodes: "[]",
          asOf: world.today,
          goodThrough: world.today,
          isStale: toFlag(false),
          computedAt: deps.now().toISOString(),
        })),
      )
      .execute();
  });
  const page = async (role: "office" | "department", gate: string) =>
    must(
      await readPartnerPage(deps, world.staff(role), {
        ...readListQuery(new URLSearchParams({ gate })),
        lang: "ja",
        limit: 20,
      }),
    );
  const seen = async (role: "office" | "department") => {
    const [allowed, blocked] = [await page(role, "allowed"), await page(role, "blocked")];
    const has = (lines: typeof allowed.lines) => lines.some((one) => one.id === own.partnerId);
    return [has(allowed.lines), has(blocked.lines), allowed.blocked];
  };
  // The four joint users that the policy names lack everything yet.
  expect(await seen("office")).toEqual([false, true, 5]);
  expect(await seen("department")).toEqual([true, false, 0]);
});

forEachDatabase("a gate judged just now counts where the kept one is not sure", async (open) => {
  const world = await openWorld(open);
  const { partnerId, relationId } = await inUse(world);
  await world.db.write((trx) => trx.deleteFrom("gateState").where("relationId", "=", relationId).execute());
  const { filter } = readListQuery(new URLSearchParams());
  const found = async (gate: "allowed" | "blocked", live: boolean | null) => {
    const rows = await listPartners(
      world.db.read,
      { organisationId: world.organisationId },
      { ...filter, gate },
      { today: world.today, live: new Map(live === null ? [] : [[relationId, { isAllowed: live }]]) },
      { sort: "kana", after: null, limit: 50 },
    );
    return rows.some((row) => row.id === partnerId);
  };
  expect([await found("allowed", null), await found("blocked", null)]).toEqual([false, false]);
  expect([await found("allowed", true), await found("blocked", true)]).toEqual([true, false]);
  expect([await found("allowed", false), await found("blocked", false)]).toEqual([false, true]);
});
