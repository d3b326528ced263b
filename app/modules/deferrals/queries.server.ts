import type { Executor } from "#db/index.server.ts";
import type { DeferralTable } from "#db/schema.ts";

export const insertDeferral = (executor: Executor, row: DeferralTable) =>
  executor.insertInto("deferral").values(row).execute();

/** False when somebody else was faster. */
export async function updateDeferralIfRevision(
  executor: Executor,
  organisationId: string,
  deferralId: string,
  expected: { readonly revision: number; readonly state: string },
  set: Partial<Omit<DeferralTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("deferral")
    .set({ ...set, revision: expected.revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", deferralId)
    .where("revision", "=", expected.revision)
    .where("state", "=", expected.state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
