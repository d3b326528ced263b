import { type Kysely, PostgresAdapter, PostgresDialect, sql } from "kysely";
import pg from "pg";

/**
 * Writers queue on this advisory lock, so that both databases see one writing transaction at a time; so do migrations,
 * which therefore run once and while nobody writes.
 */
export const WRITER_LOCK = 7_311_000;

class WriterLockAdapter extends PostgresAdapter {
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  override async acquireMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`select pg_advisory_lock(${sql.lit(WRITER_LOCK)})`.execute(db);
  }
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  override async releaseMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`select pg_advisory_unlock(${sql.lit(WRITER_LOCK)})`.execute(db);
  }
}

class WriterLockDialect extends PostgresDialect {
  override createAdapter() {
    return new WriterLockAdapter();
  }
}

/** PostgreSQL through `pg`. 64-bit counts come back as numbers, as on SQLite (`pg` gives strings otherwise). */
export function openPostgres(url: string, poolSize: number, isReadOnly: boolean): PostgresDialect {
  const types = {
    getTypeParser: (oid: number, format?: "text" | "binary") =>
      oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
        ? (text: string) => Number(text)
        : pg.types.getTypeParser(oid, format as "text"),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types: types as pg.CustomTypesConfig,
    ...(isReadOnly ? { options: "-c default_transaction_read_only=on" } : {}),
  });
  // A dropped idle connection must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  return new WriterLockDialect({ pool });
}
