import { sql } from "kysely";

/** Rows that hold on a day: validity is inclusive, an open end is null. */
export const openOrAfter = (column: string, day: string) =>
  sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} >= ${day})`;
