import { type Reach, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { GateStateTable } from "#db/schema.ts";
import { gateStates, unsureRelations } from "../fragments/facts.server.ts";

/** Which of some relations are not closed, by id; a page of all when none are named. */
export async function listLivingRelationIds(
  executor: Executor,
  organisationId: string,
  only: { readonly relationIds: readonly string[] } | { readonly limit: number },
): Promise<string[]> {
  let query = executor
    .selectFrom(relationsInReach(executor, { organisationId }).as("relation"))
    .select("relation.id")
    .where("relation.state", "!=", "closed")
    .orderBy("relation.id");
  if ("limit" in only) query = query.limit(only.limit);
  else if (only.relationIds.length === 0) return [];
  else query = query.where("relation.id", "in", [...only.relationIds]);
  return (await query.execute()).map((row) => row.id);
}

/** Living relations to be judged for a day, by id, a page at a time; in some states only when they are named. */
export async function listUnsureRelationIds(
  executor: Executor,
  reach: Reach,
  today: string,
  page: { readonly after: string; readonly limit: number; readonly states?: readonly string[] },
): Promise<string[]> {
  let query = unsureRelations(executor, reach, today).where("relation.id", ">", page.after);
  if (page.states) query = query.where("relation.state", "in", [...page.states]);
  return (await query.orderBy("relation.id").limit(page.limit).execute()).map((row) => row.id);
}

export async function countUnsureRelations(
  executor: Executor,
  reach: Reach,
  today: string,
  states: readonly string[],
): Promise<number> {
  const row = await executor
    .selectFrom(
      unsureRelations(executor, reach, today)
        .where("relation.state", "in", [...states])
        .as("unsure"),
    )
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Relations in use whose fresh kept state is 引渡不可. */
export async function countFreshBlocked(executor: Executor, reach: Reach, today: string): Promise<number> {
  const row = await executor
    .selectFrom(gateStates(executor, today).as("kept"))
    .innerJoin(relationsInReach(executor, reach).as("relation"), "relation.id", "kept.relationId")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("kept.organisationId", "=", reach.organisationId)
    .where("kept.isFresh", "=", 1)
    .where("kept.isAllowed", "=", 0)
    .where("relation.state", "=", "active")
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export const listGateStates = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  today: string,
) =>
  executor
    .selectFrom(gateStates(executor, today).as("kept"))
    .selectAll()
    .where("kept.organisationId", "=", organisationId)
    .where("kept.relationId", "in", [...relationIds])
    .execute();

const CHUNK = 1_000;

/** Writes the state of some relations, replacing what stood there. */
export async function upsertGateStates(executor: Executor, rows: readonly GateStateTable[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    await executor
      .insertInto("gateState")
      .values(rows.slice(at, at + CHUNK))
      .onConflict((on) =>
        on.column("relationId").doUpdateSet((eb) => ({
          isAllowed: eb.ref("excluded.isAllowed"),
          reasonCodes: eb.ref("excluded.reasonCodes"),
          asOf: eb.ref("excluded.asOf"),
          computedAt: eb.ref("excluded.computedAt"),
          goodThrough: eb.ref("excluded.goodThrough"),
          isStale: eb.ref("excluded.isStale"),
        })),
      )
      .execute();
  }
}

/** From now on the rows of some relations, or all, are judged by whoever reads them. */
export async function updateGateStatesStale(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[] | "all",
): Promise<void> {
  const all = executor
    .updateTable("gateState")
    .set({ isStale: 1 })
    .where("organisationId", "=", organisationId);
  if (relationIds === "all") {
    await all.execute();
    return;
  }
  for (let at = 0; at < relationIds.length; at += CHUNK) {
    await all.where("relationId", "in", relationIds.slice(at, at + CHUNK)).execute();
  }
}

export const deleteGateStates = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
) =>
  executor
    .deleteFrom("gateState")
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .execute();
