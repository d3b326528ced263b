import type { Executor } from "#db/index.server.ts";
import type { GateModeTable } from "#db/schema.ts";

export async function hasGateModes(executor: Executor, organisationId: string): Promise<boolean> {
  const row = await executor
    .selectFrom("gateMode")
    .select("id")
    .where("organisationId", "=", organisationId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertGateModes(executor: Executor, rows: readonly GateModeTable[]): Promise<void> {
  if (rows.length === 0) return;
  await executor
    .insertInto("gateMode")
    .values([...rows])
    .execute();
}
