import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import sqlite3 from "sqlite3";
import type { Schema } from "../schema.ts";

/**
 * Kysely over npm `sqlite3`. Kysely's own SqliteDialect expects better-sqlite3 and silently returns no rows with
 * this driver. One owner per handle at a time (a second query would interleave inside somebody's transaction),
 * prepared statements are cached, and transactions are BEGIN IMMEDIATE: a deferred one that reads and then writes
 * fails at once with SQLITE_BUSY_SNAPSHOT, busy_timeout or not.
 */
export interface SqliteOptions {
  readonly file: string;
  readonly handles: number;
  readonly isReadOnly: boolean;
}

const STATEMENT_CACHE = 200;
/** How long a writer waits for another one, and a migration for another process's. */
const BUSY_MS = { act: 10_000, migration: 3_600_000 } as const;

/**
 * DDL is transactional in SQLite, though Kysely's own adapter says it is not: a failed migration would leave its tables
 * behind. The lock is that of the transaction itself (BEGIN IMMEDIATE), which waits longer while migrations run.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  override async acquireMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`pragma busy_timeout = ${sql.lit(BUSY_MS.migration)}`.execute(db);
  }
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  override async releaseMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`pragma busy_timeout = ${sql.lit(BUSY_MS.act)}`.execute(db);
  }
}

export class Sqlite3Dialect implements Dialect {
  constructor(private readonly options: SqliteOptions) {}
  createDriver(): Driver {
    return new Sqlite3Driver(this.options);
  }
  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
  createAdapter() {
    return new TransactionalSqliteAdapter();
  }
  createIntrospector(db: Kysely<Schema>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class Sqlite3Driver implements Driver {
  private readonly idle: Handle[] = [];
  private readonly all: Handle[] = [];
  private readonly waiting: ((handle: Handle) => void)[] = [];
  constructor(private readonly options: SqliteOptions) {}

  async init(): Promise<void> {
    for (let i = 0; i < this.options.handles; i++) {
      const handle = await Handle.open(this.options.file, this.options.isReadOnly);
      this.all.push(handle);
      this.idle.push(handle);
    }
  }
  async acquireConnection(): Promise<Handle> {
    const handle = this.idle.pop();
    if (handle) return handle;
    return new Promise((resolve) => this.waiting.push(resolve));
  }
  async beginTransaction(handle: DatabaseConnection): Promise<void> {
    await handle.executeQuery(CompiledQuery.raw(this.options.isReadOnly ? "begin" : "begin immediate"));
  }
  async commitTransaction(handle: DatabaseConnection): Promise<void> {
    await handle.executeQuery(CompiledQuery.raw("commit"));
  }
  async rollbackTransaction(handle: DatabaseConnection): Promise<void> {
    await handle.executeQuery(CompiledQuery.raw("rollback"));
  }
  async releaseConnection(handle: DatabaseConnection): Promise<void> {
    const next = this.waiting.shift();
    if (next) next(handle as Handle);
    else this.idle.push(handle as Handle);
  }
  async destroy(): Promise<void> {
    await Promise.all(this.all.map((handle) => handle.close()));
  }
}

class Handle implements DatabaseConnection {
  private readonly statements = new Map<string, sqlite3.Statement>();
  private constructor(private readonly db: sqlite3.Database) {}

  static async open(file: string, isReadOnly: boolean): Promise<Handle> {
    const db = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
    });
    const pragmas = [
      `pragma busy_timeout = ${BUSY_MS.act}`,
      "pragma journal_mode = WAL",
      "pragma synchronous = FULL",
      "pragma foreign_keys = ON",
      "pragma temp_store = MEMORY",
      "pragma cache_size = -32000",
    ];
    if (isReadOnly) pragmas.push("pragma query_only = ON");
    await new Promise<void>((resolve, reject) =>
      db.exec(pragmas.join(";"), (error) => (error ? reject(error) : resolve())),
    );
    return new Handle(db);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (const value of query.parameters) refuseUnstorable(value);
    // Many pragmas act when they are compiled (sqlite.org/pragma.html): from the cache they would do nothing.
    if (/^\s*pragma/i.test(query.sql)) return { rows: await this.runPragma<R>(query.sql) };
    const statement = await this.prepare(query.sql);
    const isReading = /^\s*(select|with|explain)/i.test(query.sql) || /\breturning\b/i.test(query.sql);
    if (isReading) {
      const rows = await new Promise<R[]>((resolve, reject) =>
        statement.all<R>(query.parameters as unknown[], (error, found) =>
          error ? reject(error) : resolve(found),
        ),
      );
      return { rows };
    }
    return new Promise((resolve, reject) =>
      statement.run(query.parameters as unknown[], function (this: sqlite3.RunResult, error: Error | null) {
        if (error) reject(error);
        else resolve({ rows: [], insertId: BigInt(this.lastID), numAffectedRows: BigInt(this.changes) });
      }),
    );
  }

  // biome-ignore lint/correctness/useYield: nothing streams over this driver; saying so beats buffering in secret
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("streaming is not offered by this driver: page by key instead");
  }

  async close(): Promise<void> {
    for (const statement of this.statements.values()) {
      await new Promise<void>((resolve) => statement.finalize(() => resolve()));
    }
    this.statements.clear();
    await new Promise<void>((resolve, reject) =>
      this.db.close((error) => (error ? reject(error) : resolve())),
    );
  }

  private runPragma<R>(text: string): Promise<R[]> {
    return new Promise((resolve, reject) =>
      this.db.all<R>(text, (error, rows) => (error ? reject(error) : resolve(rows))),
    );
  }

  private async prepare(text: string): Promise<sqlite3.Statement> {
    const cached = this.statements.get(text);
    if (cached) {
      this.statements.delete(text);
      this.statements.set(text, cached);
      return cached;
    }
    const statement = await new Promise<sqlite3.Statement>((resolve, reject) => {
      const prepared = this.db.prepare(text, (error: Error | null) =>
        error ? reject(error) : resolve(prepared),
      );
    });
    this.statements.set(text, statement);
    if (this.statements.size > STATEMENT_CACHE) {
      const oldest = this.statements.entries().next().value;
      if (oldest) {
        this.statements.delete(oldest[0]);
        await new Promise<void>((resolve) => oldest[1].finalize(() => resolve()));
      }
    }
    return statement;
  }
}

/** npm sqlite3 stores a Date as a number and an object as "[object Object]" without a word: refuse them. */
function refuseUnstorable(value: unknown): void {
  if (value === null || typeof value === "string" || Buffer.isBuffer(value)) return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  throw new Error(`value of type ${typeof value} cannot be stored: encode it with the codec`);
}
