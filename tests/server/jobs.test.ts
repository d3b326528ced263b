import { mkdtempSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { readHead } from "#app/modules/audit/services.server.ts";
import { stageFile } from "#app/modules/files/services.server.ts";
import type { RetentionRule, SystemActor } from "#app/ports.ts";
import type { ServerDeps } from "#app/server/deps.ts";
import { openFileStore } from "#app/server/file-store.ts";
import { jobs, runDueJobs } from "#app/server/jobs.ts";
import { openKeys } from "#app/server/keys.ts";
import { pdf } from "#tests/modules/files/zip.ts";
import { forEachDatabase, type TestDatabase, testRunDir } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const actor: SystemActor = { kind: "system", name: "試験(架空)", organisationId: "org", lang: "ja" };

async function prepare(db: TestDatabase) {
  await insertOrganisation(db);
  const dir = mkdtempSync(path.join(testRunDir, "jobs-"));
  const plain = testDeps(db, { now: new Date().toISOString() });
  const keys = openKeys(path.join(dir, "keys"), async () => ({ keyPem: "k", certificatePem: "c" }));
  await keys.ensure({ id: "org", name: "試験(架空)" }, plain.now());
  const deps: ServerDeps = {
    ...plain,
    files: openFileStore(path.join(dir, "files")),
    keys,
    mail: null,
    close: async () => undefined,
  };
  return { dir, deps, setNow: plain.setNow };
}

forEachDatabase(
  "each job runs when its pause is over, and one that fails does not stop the others",
  async (open) => {
    const db = await open();
    const { deps, setNow } = await prepare(db);
    const names = async (): Promise<string[]> => (await runDueJobs(deps)).map((one) => one.name);
    expect(await names()).toEqual(jobs.map((job) => job.name));
    expect(await names()).toEqual([]);
    setNow(new Date(deps.now().getTime() + 61 * 60_000).toISOString());
    expect(await names()).not.toContain("checkpoint");
    const failing = {
      ...deps,
      files: { ...deps.files, sweepTemporary: async () => Promise.reject(new Error("disk")) },
    };
    const outcomes = await runDueJobs(failing, true);
    expect(outcomes.filter((one) => one.error !== null).map((one) => one.name)).toEqual(["sweep-files"]);
    expect(outcomes).toHaveLength(jobs.length);
  },
);

forEachDatabase("old staged files go, and their bytes only when nothing else names them", async (open) => {
  const db = await open();
  const { dir, deps, setNow } = await prepare(db);
  const stage = async (bytes: Buffer) => {
    const staged = await stageFile(deps, actor, { field: "f", name: "a.pdf", bytes });
    if (!staged.ok) throw new Error(JSON.stringify(staged.problem));
    return staged.value;
  };
  const shared = await stage(pdf);
  const kept = await stage(pdf);
  const lonely = await stage(Buffer.concat([pdf, Buffer.from("%other")]));
  await db.write((trx) =>
    trx.updateTable("storedFile").set({ state: "attached" }).where("id", "=", kept.id).execute(),
  );
  for (const { hash } of [shared, lonely]) {
    const old = new Date(deps.now().getTime() - 24 * 60 * 60_000);
    utimesSync(path.join(dir, "files", hash.slice(0, 2), hash.slice(2, 4), hash), old, old);
  }
  setNow(new Date(deps.now().getTime() + 25 * 60 * 60_000).toISOString());
  const outcomes = new Map((await runDueJobs(deps, true)).map((one) => [one.name, one.outcome]));
  expect(outcomes.get("expire")).toMatchObject({ staged: 2 });
  expect(outcomes.get("sweep-files")).toEqual({ temporary: 0, orphans: 1 });
  expect(await deps.files.has(shared.hash)).toBe(true);
  expect(await deps.files.has(lonely.hash)).toBe(false);
});

forEachDatabase("a checkpoint outside the database signs the head of the operation log", async (open) => {
  const db = await open();
  const { dir, deps } = await prepare(db);
  await runDueJobs(deps, true);
  const folder = path.join(dir, "checkpoints", "org");
  const [name = ""] = readdirSync(folder);
  const checkpoint = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as {
    seq: number;
    head: string;
    signature: string;
  };
  const head = await readHead(db.read, "org");
  expect(checkpoint).toMatchObject({ seq: head.seq, head: head.hash });
  expect(deps.keys.verifyHead("org", checkpoint.head, checkpoint.signature)).toBe(true);
});

forEachDatabase("links, sessions and counters that ran out are forgotten, living ones stay", async (open) => {
  const db = await open();
  const { deps } = await prepare(db);
  const at = (days: number) => new Date(deps.now().getTime() - days * 24 * 60 * 60_000).toISOString();
  await db.write(async (trx) => {
    for (const days of [60, 100]) {
      await trx
        .insertInto("rateBucket")
        .values({ key: "sign-in-place:x", windowStart: at(days), hits: 1 })
        .execute();
    }
    for (const days of [1, 60]) {
      await trx
        .insertInto("rateBucket")
        .values({ key: `k${days}`, windowStart: at(days), hits: 1 })
        .execute();
      await trx
        .insertInto("onceKey")
        .values({ key: `k${days}`, personId: "p", act: "a", outcome: "{}", recordedAt: at(days) })
        .execute();
    }
  });
  const outcome = (await runDueJobs(deps, true)).find((one) => one.name === "expire")?.outcome;
  expect(outcome).toMatchObject({ counters: 2, onceKeys: 1 });
  const kept = await db.read.selectFrom("rateBucket").select(["key", "windowStart"]).orderBy("key").execute();
  expect(kept).toEqual([
    { key: "k1", windowStart: at(1) },
    { key: "sign-in-place:x", windowStart: at(60) },
  ]);
});

forEachDatabase(
  "whatever modules let run out is erased, by their own days, under their names",
  async (open) => {
    const db = await open();
    const { deps } = await prepare(db);
    const asked: string[] = [];
    const rule = (name: string, days: number, erased: number): RetentionRule => ({
      name,
      days,
      erase: async (_trx, _deps, before) => {
        asked.push(before);
        return erased;
      },
    });
    const contributions = [
      { module: "one", retention: [rule("letters", 10, 3), rule("letters", 2, 1)] },
      { module: "two" },
      { module: "three", retention: [rule("stamps", 1, 0)] },
    ];
    const outcomes = await runDueJobs({ ...deps, contributions }, true);
    expect(outcomes.find((one) => one.name === "expire")?.outcome).toEqual({ letters: 4, stamps: 0 });
    const ago = (days: number) => new Date(deps.now().getTime() - days * 24 * 60 * 60_000).toISOString();
    expect(asked).toEqual([ago(10), ago(2), ago(1)]);
  },
);
