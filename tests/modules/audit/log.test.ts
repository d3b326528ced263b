import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { listPersonal } from "#app/modules/audit/fragments.server.ts";
import { listEntriesAfter } from "#app/modules/audit/queries.server.ts";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { actorField, type ChainEntry, genesis, type Json } from "#app/modules/audit/rules.ts";
import {
  erasePersonal,
  hashEntry,
  hashPersonal,
  readHead,
  recordEvent,
  verifyChain,
} from "#app/modules/audit/services.server.ts";
import { fail } from "#app/result.ts";
import { type CoOp, makeCoOp } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";
import { buildLog, checkpointOf, organisationId, storeLog } from "./chain.ts";

const entry: ChainEntry = {
  organisationId: "o",
  seq: 1,
  at: "2026-04-01T00:00:00.000Z",
  actorId: null,
  actorRole: "system",
  type: "test.done",
  subjectKind: "thing",
  subjectId: null,
  partnerId: null,
  data: { b: 2, a: "あ\n", n: [1, null, true] },
  personalHashes: {},
};

test("an entry's hash is SHA-256 over domain, previous hash and canonical JSON, written out here by hand", () => {
  const canonical =
    '{"actorId":null,"actorRole":"system","at":"2026-04-01T00:00:00.000Z","data":{"a":"あ\\n","b":2,"n":[1,null,true]},' +
    '"organisationId":"o","partnerId":null,"personalHashes":{},"seq":1,"subjectId":null,"subjectKind":"thing","type":"test.done"}';
  const expected = createHash("sha256")
    .update(`azukari-operation-log-1\n${"0".repeat(64)}\n${canonical}`)
    .digest("hex");
  expect(hashEntry(genesis, entry)).toBe(expected);
});

// Appendix B and section 3.2.3 of RFC 8785.
test.each<[string, Json, string]>([
  [
    "numbers",
    [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
  ],
  ["negative zero", -0, "0"],
  ["literals", [null, true, false], "[null,true,false]"],
  ["control characters", '\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  [
    "order by UTF-16 code units",
    {
      "\u20ac": "Euro",
      "\r": "CR",
      "\ufb33": "Dalet",
      "1": "One",
      "\ud83d\ude00": "Smile",
      "\u0080": "C",
      "\u00f6": "o",
    },
    '{"\\r":"CR","1":"One","\u0080":"C","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smile","\ufb33":"Dalet"}',
  ],
])("canonical JSON of RFC 8785: %s", (_, value, expected) => {
  expect(canonicalize(value)).toBe(expected);
});

test("the order of keys changes nothing, every value and every place of a value does", () => {
  const hashed = (data: object) => hashEntry(genesis, { ...entry, data: data as ChainEntry["data"] });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 }), (data) => {
      const turned = Object.fromEntries(Object.entries(data).reverse());
      expect(hashed(turned)).toBe(hashed(data));
      const [key] = Object.keys(data);
      expect(hashed({ ...data, [key ?? ""]: [data[key ?? ""]] })).not.toBe(hashed(data));
    }),
  );
  const hashes = new Set([
    hashEntry(genesis, entry),
    ...(
      [
        { seq: 2 },
        { at: "2026-04-01T00:00:00.001Z" },
        { actorId: "x" },
        { actorRole: "office" },
        { type: "test.gone" },
        { subjectKind: "lot" },
        { subjectId: "x" },
        { partnerId: "x" },
        { organisationId: "p" },
        { personalHashes: { name: "00" } },
      ] satisfies Partial<ChainEntry>[]
    ).map((change) => hashEntry(genesis, { ...entry, ...change })),
    hashEntry("1".repeat(64), entry),
  ]);
  expect(hashes.size).toBe(12);
});

test("a personal field's hash needs its salt", () => {
  expect(hashPersonal("00", "山田(架空)")).not.toBe(hashPersonal("01", "山田(架空)"));
});

const act = (deps: TestDeps, coOp: CoOp, n: number) =>
  deps.db.write((trx) =>
    recordEvent<AuditEvent>(trx, deps, coOp.staff.office, {
      type: "test.done",
      subject: { kind: "thing", id: `thing-${n}` },
      data: { n },
      personal: { name: `佐藤${n}(架空)` },
    }),
  );

forEachDatabase("an act and its record happen together or not at all", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  await act(deps, coOp, 1);
  const before = await readHead(deps.db.read, coOp.organisationId);
  const event = { type: "test.done", subject: { kind: "thing", id: null }, data: {} };
  const undone = await deps.db.write(async (trx) => {
    await recordEvent<AuditEvent>(trx, deps, coOp.staff.office, event);
    return fail({ kind: "not-found" });
  });
  expect(undone).toEqual(fail({ kind: "not-found" }));
  await expect(
    deps.db.write(async (trx) => {
      await recordEvent<AuditEvent>(trx, deps, coOp.staff.office, event);
      throw new Error("a bug");
    }),
  ).rejects.toThrow("a bug");
  expect(await readHead(deps.db.read, coOp.organisationId)).toEqual(before);
  expect(before.seq).toBe(1);
});

forEachDatabase("50 writers at once: consecutive numbers, one chain", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  await Promise.all(Array.from({ length: 50 }, (_, n) => act(deps, coOp, n)));
  const entries = await listEntriesAfter(deps.db.read, coOp.organisationId, 0, 100);
  expect(entries.map((each) => each.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect(new Set(entries.map((each) => each.subjectId)).size).toBe(50);
  expect(await verifyChain(deps.db.read, coOp.organisationId)).toMatchObject({ ok: true, entries: 50 });
});

forEachDatabase("each organisation has a chain of its own", async (open) => {
  const deps = testDeps(await open());
  const [one, other] = [await makeCoOp(deps, "甲"), await makeCoOp(deps, "乙")];
  for (const coOp of [one, other, one]) await act(deps, coOp, 0);
  expect((await readHead(deps.db.read, one.organisationId)).seq).toBe(2);
  expect((await readHead(deps.db.read, other.organisationId)).seq).toBe(1);
  expect((await verifyChain(deps.db.read, other.organisationId)).ok).toBe(true);
});

forEachDatabase("the database refuses to change or delete an entry", async (open, kind) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  for (const n of [1, 2, 3]) await act(deps, coOp, n);
  const attempts = [
    sql`update "auditEvent" set "type" = 'x'`,
    sql`update "auditEvent" set "seq" = 99 where "seq" = 2`,
    sql`delete from "auditEvent" where "seq" = 3`,
    sql`delete from "auditEvent"`,
    ...(kind === "postgres" ? [sql`truncate "auditEvent"`] : []),
  ];
  for (const attempt of attempts) {
    await expect(deps.db.write((trx) => attempt.execute(trx))).rejects.toThrow(/append only/);
  }
  expect(await verifyChain(deps.db.read, coOp.organisationId)).toMatchObject({ ok: true, entries: 3 });
});

forEachDatabase("personal data is erased with a record and the chain stays whole", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  for (const n of [1, 2, 3]) await act(deps, coOp, n);
  const actor = coOp.staff["privacy-manager"];
  const what = { seq: 2, fields: ["name", actorField, "unknown"], reason: "erasure-request" };
  const erased = await deps.db.write((trx) => erasePersonal(trx, deps, actor, what));
  expect(erased).toEqual([actorField, "name"]);
  const left = await listPersonal(deps.db.read, coOp.organisationId, 1, 4);
  expect(left.filter((row) => row.seq === 2)).toEqual([
    expect.objectContaining({ salt: null, value: null, erasedAt: deps.now().toISOString() }),
    expect.objectContaining({ salt: null, value: null, erasedAt: deps.now().toISOString() }),
  ]);
  expect(left.filter((row) => row.seq !== 2).every((row) => row.value !== null)).toBe(true);
  expect(await verifyChain(deps.db.read, coOp.organisationId)).toMatchObject({ ok: true, entries: 4 });
  // A second time there is nothing to erase and nothing to record.
  expect(await deps.db.write((trx) => erasePersonal(trx, deps, actor, what))).toEqual([]);
  expect((await readHead(deps.db.read, coOp.organisationId)).seq).toBe(4);
});

forEachDatabase("what somebody erases or changes beside the product shows", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  for (const n of [1, 2, 3]) await act(deps, coOp, n);
  const set = (text: ReturnType<typeof sql>) => deps.db.write((trx) => text.execute(trx));
  await set(sql`update "auditPersonal" set "value" = 'x' where "seq" = 3 and "field" = 'actor'`);
  expect(await verifyChain(deps.db.read, coOp.organisationId)).toMatchObject({
    firstBad: 3,
    reason: "personal",
  });
  await set(
    sql`update "auditPersonal" set "value" = null, "salt" = null, "erasedAt" = 'now' where "seq" = 2 and "field" = 'name'`,
  );
  await set(
    sql`update "auditPersonal" set "value" = null, "salt" = null, "erasedAt" = 'now' where "seq" = 3 and "field" = 'actor'`,
  );
  expect(await verifyChain(deps.db.read, coOp.organisationId)).toMatchObject({
    firstBad: 2,
    reason: "personal",
  });
});

forEachDatabase(
  "a stored log is proven page by page; without its triggers it still shows what was done",
  async (open, kind) => {
    const db = await open();
    const log = buildLog(400, 9);
    await storeLog(db, log);
    const head = log.entries.at(-1);
    if (!head) throw new Error("the log has entries");
    expect(await verifyChain(db.read, organisationId, checkpointOf(head))).toMatchObject({
      ok: true,
      entries: 400,
      head: head.hash,
    });
    await db.write(async (trx) => {
      if (kind === "postgres") await sql`alter table "auditEvent" disable trigger all`.execute(trx);
      else
        for (const one of ["update", "delete"])
          await sql`drop trigger ${sql.ref(`tr_auditEvent_${one}`)}`.execute(trx);
      await sql`delete from "auditEvent" where "seq" > 390`.execute(trx);
    });
    expect(await verifyChain(db.read, organisationId)).toMatchObject({ ok: true, entries: 390 });
    expect(await verifyChain(db.read, organisationId, checkpointOf(head))).toMatchObject({
      ok: false,
      firstBad: 391,
      reason: "checkpoint",
    });
    await db.write((trx) =>
      sql`update "auditEvent" set "actorRole" = 'director' where "seq" = 57`.execute(trx),
    );
    expect(await verifyChain(db.read, organisationId)).toMatchObject({
      ok: false,
      firstBad: 57,
      reason: "chain",
    });
  },
);
