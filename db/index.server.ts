import { Kysely, sql } from "kysely";
import { openPostgres, WRITER_LOCK } from "./dialects/postgres.ts";
import { Sqlite3Dialect } from "./dialects/sqlite.ts";
import type { DatabaseKind, Executor, Write } from "./executor.ts";
import { listPending, migrate } from "./migrating.server.ts";
import type { Migration } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";

export type { DatabaseKind, Executor, Write };

/**
 * The only door to the data. `read` never sees an open transaction of somebody else; `write` runs one use case whole
 * or not at all: a thrown error and a failed `Result` both undo everything, and the failed Result is the answer. What
 * must be kept of a refused act is therefore written by a `write` of its own. Inside `write` every query takes the given
 * transaction: the outer handle would wait for it for ever.
 */
export interface Database {
  readonly kind: DatabaseKind;
  readonly read: Executor;
  write<T>(act: (trx: Write) => Promise<T>): Promise<T>;
  /** Brings the tables up to this program, whole or not at all; the names of the migrations that ran. */
  migrate(): Promise<readonly string[]>;
  /** What `migrate` would run; throws when the database is newer than this program. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Renews the planner's statistics where they are missing or old; cheap when nothing changed much. */
  tidy(): Promise<void>;
  /** A consistent copy of the whole embedded database into `file` (SQLite only). */
  copyTo(file: string): Promise<void>;
  /** Whether the embedded file holds together by SQLite's own check; a PostgreSQL server sees to its files itself. */
  isWhole(): Promise<boolean>;
  close(): Promise<void>;
}

const RETRIABLE = new Set(["40001", "40P01"]);
const MAX_TRIES = 5;

/** Takes a failed Result out through the transaction, which it undoes. */
class Undone extends Error {
  constructor(readonly outcome: unknown) {
    super("undone by a failed result");
  }
}

export interface ConnectOptions {
  readonly readers?: number;
  /** What `migrate` goes by; without it, what this program has. */
  readonly migrations?: readonly Migration[];
}

/** `sqlite:PATH` (or a bare path) opens the embedded database, `postgres://…` a server. */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(url)
    ? connectPostgres(url, options)
    : connectSqlite(url.replace(/^sqlite:/, ""), options);
}

async function connectSqlite(file: string, { readers = 3, migrations }: ConnectOptions): Promise<Database> {
  const writer = new Kysely<Schema>({ dialect: new Sqlite3Dialect({ file, handles: 1, isReadOnly: false }) });
  // The first writer creates the file and its WAL before any reader opens it.
  await sql`select 1`.execute(writer);
  const read = new Kysely<Schema>({
    dialect: new Sqlite3Dialect({ file, handles: readers, isReadOnly: true }),
  });
  return {
    kind: "sqlite",
    read,
    write: (act) => runWhole(writer, act),
    migrate: async () => {
      const names = await migrate(writer, "sqlite", migrations);
      await tidy(writer);
      return names;
    },
    tidy: () => tidy(writer),
    pendingMigrations: () => listPending(writer, migrations),
    copyTo: async (target) => {
      await sql`vacuum into ${target}`.execute(writer);
    },
    isWhole: async () => {
      const checked = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(read);
      return checked.rows[0]?.integrity_check === "ok";
    },
    close: async () => {
      await read.destroy();
      await writer.destroy();
    },
  };
}

async function connectPostgres(url: string, { readers = 6, migrations }: ConnectOptions): Promise<Database> {
  const db = new Kysely<Schema>({ dialect: openPostgres(url, 2, false) });
  const read = new Kysely<Schema>({ dialect: openPostgres(url, readers, true) });
  const write = async <T>(act: (trx: Write) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await runWhole(db, async (trx) => {
          await sql`select pg_advisory_xact_lock(${sql.lit(WRITER_LOCK)})`.execute(trx);
          return act(trx);
        });
      } catch (error) {
        const code = (error as { code?: string }).code ?? "";
        if (!RETRIABLE.has(code) || attempt >= MAX_TRIES) throw error;
      }
    }
  };
  return {
    kind: "postgres",
    read,
    write,
    migrate: () => migrate(db, "postgres", migrations),
    // Its own autovacuum keeps the statistics.
    tidy: async () => {},
    pendingMigrations: () => listPending(db, migrations),
    copyTo: async () => {
      throw new Error("a PostgreSQL database is copied with pg_dump");
    },
    isWhole: async () => true,
    close: async () => {
      await read.destroy();
      await db.destroy();
    },
  };
}

async function runWhole<T>(db: Executor, act: (trx: Write) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (trx) => {
      const outcome = await act(trx);
      if (isFailed(outcome)) throw new Undone(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome as T;
    throw error;
  }
}

/** A failed `Result` (app/result.ts), told by its shape. */
export const isFailed = (outcome: unknown): boolean =>
  typeof outcome === "object" &&
  outcome !== null &&
  "ok" in outcome &&
  outcome.ok === false &&
  "problem" in outcome;

/**
 * Without statistics SQLite takes `organisationId`, the same in every row, for as narrow a key as any other and reads a
 * whole table for fifty rows (sqlite.org/pragma.html#pragma_optimize; 0x10002: on a fresh connection too).
 */
async function tidy(db: Executor): Promise<void> {
  await sql`pragma optimize = 0x10002`.execute(db);
}
