import type { Executor } from "#db/index.server.ts";
import type { GateCheckTable } from "#db/schema.ts";

export const listGateModes = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("gateMode")
    .select(["code", "mode", "validFrom", "validTo"])
    .where("organisationId", "=", organisationId)
    .orderBy("validFrom")
    .execute();

export const insertGateCheck = (executor: Executor, row: GateCheckTable) =>
  executor.insertInto("gateCheck").values(row).execute();

/** Recorded checks of a relation, newest first. */
export const listGateChecks = (
  executor: Executor,
  organisationId: string,
  relationId: string,
  limit: number,
): Promise<GateCheckTable[]> =>
  executor
    .selectFrom("gateCheck")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .orderBy("checkedAt", "desc")
    .orderBy("number", "desc")
    .limit(limit)
    .execute();

export async function findGateCheck(
  executor: Executor,
  organisationId: string,
  checkId: string,
): Promise<GateCheckTable | null> {
  return (
    (await executor
      .selectFrom("gateCheck")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", checkId)
      .executeTakeFirst()) ?? null
  );
}
