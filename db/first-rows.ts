import { type SelectQueryBuilder, sql } from "kysely";

/** The first rows that a query finds, and how many it finds in all. */
export interface FirstRows<R> {
  readonly rows: readonly R[];
  readonly total: number;
}

/** Runs a query for its first `limit` rows (one at least: the count stands on the rows) and counts the rest. */
export async function takeFirst<DB, TB extends keyof DB, R>(
  query: SelectQueryBuilder<DB, TB, R>,
  limit: number,
): Promise<FirstRows<R>> {
  const rows = await query
    .select(sql<number | string>`count(*) over ()`.as("inAll"))
    .limit(Math.max(1, limit))
    .execute();
  return {
    rows: rows as readonly R[],
    total: Number((rows[0] as { inAll: unknown } | undefined)?.inAll ?? 0),
  };
}
