import type { Executor } from "#db/index.server.ts";
import type { FindingTable } from "#db/schema.ts";

export const insertFinding = async (executor: Executor, row: FindingTable): Promise<void> => {
  await executor.insertInto("finding").values(row).execute();
};

export async function updateFindingIfRevision(
  executor: Executor,
  {
    organisationId,
    id,
    revision,
    state,
  }: { organisationId: string; id: string; revision: number; state: string },
  to: Partial<Omit<FindingTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("finding")
    .set({ ...to, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("state", "=", state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
