import { sql } from "kysely";
import { type Reach, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";

/** Whether a kept row still says what the gate says on a day: nothing changed since, and nothing dated has come in between. */
const isFreshOn = (table: string, today: string) =>
  sql<number>`case when ${sql.ref(`${table}.isStale`)} = 0 and ${sql.ref(`${table}.asOf`)} <= ${today} and ${sql.ref(`${table}.goodThrough`)} >= ${today} then 1 else 0 end`;

/**
 * The gate's kept state by relation, to be joined by lists and counts. Only rows with `isFresh` = 1 may be shown; a living relation
 * whose row is not fresh, or that has none, is judged live (`readGateStates`, `judgeUnsure`). Closed relations have none.
 */
export const gateStates = (executor: Executor, today: string) =>
  executor
    .selectFrom("gateState")
    .select([
      "gateState.relationId",
      "gateState.organisationId",
      "gateState.isAllowed",
      "gateState.reasonCodes",
      isFreshOn("gateState", today).as("isFresh"),
    ]);

/** Relations whose kept state may not be shown on a day, of all that are not closed. */
export const unsureRelations = (executor: Executor, reach: Reach, today: string) =>
  executor
    .selectFrom(relationsInReach(executor, reach).as("relation"))
    .leftJoin(gateStates(executor, today).as("kept"), "kept.relationId", "relation.id")
    .select(["relation.id", "relation.state"])
    .where("relation.state", "!=", "closed")
    .where((eb) => eb.or([eb("kept.isFresh", "is", null), eb("kept.isFresh", "=", 0)]));

/** Lots 授受した個人データ of which something has still to come back or be disposed of. */
export const outstandingLots = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("lot")
    .select(["lot.id", "lot.relationId", "lot.openedOn", "lot.dueOn"])
    .where("lot.organisationId", "=", organisationId)
    .where("lot.state", "!=", "closed");

/** Ids of a partner's lots, to be counted or joined. */
export const lotsOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("lot")
    .select("lot.id")
    .where("lot.organisationId", "=", organisationId)
    .where("lot.partnerId", "=", partnerId);

/** Lots not yet returned or disposed of, and how many of them should have been before `day`. */
export async function countOutstandingLots(executor: Executor, reach: Reach, day: string) {
  const row = await executor
    .selectFrom("lot")
    .innerJoin(relationsInReach(executor, reach).as("relation"), "relation.id", "lot.relationId")
    .select((eb) => [
      eb.fn.countAll<number | string>().as("outstanding"),
      eb.fn.countAll<number | string>().filterWhere("lot.dueOn", "<", day).as("overdue"),
    ])
    .where("lot.state", "=", "open")
    .executeTakeFirst();
  return { outstanding: Number(row?.outstanding ?? 0), overdue: Number(row?.overdue ?? 0) };
}
