import type { OrderByItemBuilder } from "kysely";

/**
 * Where nulls come when a column that may be null puts rows in order, the same on both databases: left to themselves,
 * SQLite takes null for less than everything and PostgreSQL for more. `query.orderBy("lot.dueOn", ascNullsFirst)`
 */
export const ascNullsFirst = (by: OrderByItemBuilder) => by.asc().nullsFirst();
export const descNullsLast = (by: OrderByItemBuilder) => by.desc().nullsLast();
