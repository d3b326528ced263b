import { PostgresDialect } from "kysely";
import pg from "pg";

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
  return new PostgresDialect({ pool });
}
