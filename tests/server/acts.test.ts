import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import {
  keepGateStates,
  readGateStates,
  refreshGateStates,
} from "#app/modules/custody/services/kept.server.ts";
import type { Actor } from "#app/ports.ts";
import { fail } from "#app/result.ts";
import { watchActs } from "#app/server/acts.ts";
import { contributions } from "#app/server/contributions.ts";
import { type CoOp, makeCoOp } from "#tests/factories/co-op.ts";
import { makeWorld, today } from "#tests/modules/custody/world.ts";
import { forEachDatabase, mainKind, withDatabases } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

const revised = (coop: CoOp, relationId: string) => ({
  type: "registry.relation-revised",
  subject: { kind: "relation", id: relationId },
  partnerId: coop.partner.id,
  data: {},
});
const rows = (deps: TestDeps) =>
  deps.db.read.selectFrom("gateState").selectAll().orderBy("relationId").execute();
const clear = (deps: TestDeps) => deps.db.write((trx) => trx.deleteFrom("gateState").execute());

forEachDatabase(
  "an act judges what it touched once, before it is committed, and only when it stands",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { office } = coop.staff;
    const { relationId } = coop.partner;
    await clear(deps);
    const undone = await deps.db.write(async (trx) => {
      await recordEvent<AuditEvent>(trx, deps, office, revised(coop, relationId));
      return fail({ kind: "not-found" });
    });
    expect(undone.ok).toBe(false);
    await expect(
      deps.db.write(async (trx) => {
        await recordEvent<AuditEvent>(trx, deps, office, revised(coop, relationId));
        throw new Error("a bug");
      }),
    ).rejects.toThrow("a bug");
    expect(await rows(deps)).toEqual([]);
    await deps.db.write(async (trx) => {
      await recordEvent<AuditEvent>(trx, deps, office, {
        ...revised(coop, relationId),
        type: "registry.contact-added",
      });
      await recordEvent<AuditEvent>(trx, deps, office, {
        ...revised(coop, relationId),
        type: "access.signed-in",
      });
    });
    expect(await rows(deps)).toEqual([]);
    await deps.db.write(async (trx) => {
      await recordEvent<AuditEvent>(trx, deps, office, revised(coop, relationId));
      await recordEvent<AuditEvent>(trx, deps, office, revised(coop, relationId));
      expect(await trx.selectFrom("gateState").selectAll().execute()).toEqual([]);
    });
    expect(await rows(deps)).toMatchObject([
      { relationId, isAllowed: 1, asOf: today, isStale: 0, goodThrough: "2027-03-31" },
    ]);
  },
);

test("what is recorded by an act that nobody watches is refused", () =>
  withDatabases(mainKind, async (open) => {
    const db = await open();
    const deps = testDeps(db);
    const coop = await makeCoOp(deps);
    await expect(
      db.write((trx) =>
        recordEvent<AuditEvent>(trx, deps, coop.staff.office, revised(coop, coop.partner.relationId)),
      ),
    ).rejects.toThrow(/nobody watches/);
  }));

test("an act that is run again collects again", () =>
  withDatabases(mainKind, async (open) => {
    const db = await open();
    const asked: string[] = [];
    const relationsOf = async (_executor: unknown, _organisationId: string, event: { type: string }) => {
      asked.push(event.type);
      return [];
    };
    const twice = {
      ...db,
      write: async <T>(act: Parameters<typeof db.write<T>>[0]) => {
        await db
          .write(async (trx) => {
            await act(trx);
            throw new Error("could not serialize");
          })
          .catch(() => undefined);
        return db.write(act);
      },
    };
    const base = testDeps(db);
    const coop = await makeCoOp(base);
    const acts = watchActs(twice, { ...base, contributions: [{ module: "test", relationsOf }] });
    const deps = { ...base, ...acts };
    await deps.db.write((trx) => recordEvent<AuditEvent>(trx, deps, coop.staff.office, revised(coop, "r")));
    expect(asked).toEqual(["registry.relation-revised", "registry.relation-revised"]);
  }));

forEachDatabase(
  "above two hundred relations an act marks them, readers judge live, and the job mends them",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { organisationId } = coop;
    const relation = await deps.db.read
      .selectFrom("relation")
      .selectAll()
      .where("id", "=", coop.stranger.relationId)
      .executeTakeFirstOrThrow();
    const more = Array.from({ length: 210 }, (_, n) => ({
      ...relation,
      id: deps.newId(),
      number: `R-X${n}`,
    }));
    await deps.db.write((trx) => trx.insertInto("relation").values(more).execute());
    expect(await refreshGateStates(deps, organisationId)).toEqual({ judged: 210, blocked: 210 });
    expect((await rows(deps)).every((row) => row.isStale === 0)).toBe(true);
    const system: Actor = { kind: "system", name: "試験", organisationId, lang: "ja" };
    await deps.db.write((trx) =>
      recordEvent<AuditEvent>(trx, deps, system, {
        type: "policy.citation-decided",
        subject: { kind: "citation", id: null },
        data: {},
      }),
    );
    expect((await rows(deps)).filter((row) => row.isStale === 1)).toHaveLength(212);
    const ids = [coop.partner.relationId, coop.stranger.relationId];
    const before = await readGateStates(deps.db.read, deps, organisationId, ids, today);
    expect(ids.map((id) => before.get(id))).toMatchObject([
      { isAllowed: true, isKept: false },
      { isAllowed: false, isKept: false },
    ]);
    expect(await refreshGateStates(deps, organisationId)).toEqual({ judged: 212, blocked: 211 });
    const after = await readGateStates(deps.db.read, deps, organisationId, ids, today);
    expect(ids.map((id) => after.get(id)?.isKept)).toEqual([true, true]);
    // Two hundred and one named ones are marked, and those alone.
    await deps.db.write((trx) =>
      keepGateStates(trx, deps, organisationId, new Set(more.slice(0, 201).map((one) => one.id))),
    );
    expect((await rows(deps)).filter((row) => row.isStale === 1)).toHaveLength(201);
  },
);

/** Modules whose events change no gate: who may do what, how decisions and reports are made, how the log is kept and read, what is exported. */
const touchingNone = ["access", "audit", "decisions", "home", "oversight", "views"];

test("every module that records events says what they touch", () => {
  const root = path.resolve(import.meta.dirname, "../../app/modules");
  const sources = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
      const inner = path.join(dir, entry.name);
      return entry.isDirectory() ? sources(inner) : [inner];
    });
  const recording = readdirSync(root).filter((name) =>
    sources(path.join(root, name)).some((file) => /\brecordEvent\b[<(]/.test(readFileSync(file, "utf8"))),
  );
  const answering = contributions.filter((one) => one.relationsOf !== undefined).map((one) => one.module);
  expect(recording.filter((name) => !touchingNone.includes(name))).toEqual([...answering].sort());
});
