import {
  activeRelations,
  type Reach,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";

/** How many active relations the gate's kept state does not allow a hand-over for. */
export async function countBlocked(executor: Executor, reach: Reach): Promise<number> {
  const row = await executor
    .selectFrom("gateState")
    .innerJoin(activeRelations(executor, reach).as("relation"), "relation.id", "gateState.relationId")
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .where("gateState.isAllowed", "=", 0)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

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
