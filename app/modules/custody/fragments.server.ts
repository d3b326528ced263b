import { sql } from "kysely";
import type { Executor } from "#db/index.server.ts";

/**
 * The gate's kept state by relation, to be joined by lists and counts. Only rows with `isFresh` = 1 may be shown; a living relation
 * without such a row is judged live (`readGateStates`, `judgeUnsure`).
 */
export const gateStates = (executor: Executor, _today: string) =>
  executor
    .selectFrom("gateState")
    .select([
      "gateState.relationId",
      "gateState.organisationId",
      "gateState.isAllowed",
      "gateState.reasonCodes",
      sql<number>`1`.as("isFresh"),
    ]);

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
