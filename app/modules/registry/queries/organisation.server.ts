import type { Executor } from "#db/index.server.ts";
import type { OrganisationTable } from "#db/schema.ts";

export const insertOrganisation = (executor: Executor, row: OrganisationTable) =>
  executor.insertInto("organisation").values(row).execute();

export async function updateOrganisationIfRevision(
  executor: Executor,
  organisationId: string,
  revision: number,
  set: Partial<Omit<OrganisationTable, "id" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("organisation")
    .set({ ...set, revision: revision + 1 })
    .where("id", "=", organisationId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export { getOrganisation } from "#app/modules/policy/queries.server.ts";
