import type { Executor } from "#db/index.server.ts";
import type { RelationStateTable, RelationTable, ScopeLineTable } from "#db/schema.ts";
import { type ScopeLineRow, toLine } from "../fragments/relations.server.ts";

/** The lines of a relation that no act has replaced: those valid now, ended as planned, and beginning later. */
export async function listStandingScopeLines(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<ScopeLineRow[]> {
  const rows = await executor
    .selectFrom("scopeLine")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("replacedOn", "is", null)
    .orderBy("validFrom")
    .orderBy("id")
    .execute();
  return rows.map(toLine);
}

export const insertRelation = (executor: Executor, row: RelationTable) =>
  executor.insertInto("relation").values(row).execute();

export const insertScopeLines = async (executor: Executor, rows: readonly ScopeLineTable[]) => {
  if (rows.length > 0)
    await executor
      .insertInto("scopeLine")
      .values([...rows])
      .execute();
};

/** Ends a line by an act: it holds no longer from `replacedOn`; `validTo` is its last day. */
export async function replaceScopeLine(
  executor: Executor,
  organisationId: string,
  lineId: string,
  set: { replacedOn: string; validTo: string },
): Promise<void> {
  await executor
    .updateTable("scopeLine")
    .set(set)
    .where("organisationId", "=", organisationId)
    .where("id", "=", lineId)
    .execute();
}

/** False when somebody else was faster, or the relation is not in `state` any more. */
export async function updateRelationIfRevision(
  executor: Executor,
  organisationId: string,
  relationId: string,
  expected: { revision: number; state?: string },
  set: Partial<Omit<RelationTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  let query = executor
    .updateTable("relation")
    .set({ ...set, revision: expected.revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", relationId)
    .where("revision", "=", expected.revision);
  if (expected.state !== undefined) query = query.where("state", "=", expected.state);
  const result = await query.executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends the state that runs and begins the next one. A state left on the day it began never held for a whole day. */
export async function replaceState(
  executor: Executor,
  row: RelationStateTable,
  lastDay: string,
): Promise<void> {
  await executor
    .updateTable("relationState")
    .set({ validTo: lastDay })
    .where("organisationId", "=", row.organisationId)
    .where("relationId", "=", row.relationId)
    .where("validTo", "is", null)
    .execute();
  await executor.insertInto("relationState").values(row).execute();
}
