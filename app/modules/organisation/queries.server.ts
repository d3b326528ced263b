import type { Executor } from "#db/index.server.ts";
import type { OrganisationTable, TemplateTable } from "#db/schema.ts";

export const insertTemplate = (executor: Executor, row: TemplateTable) =>
  executor
    .insertInto("template")
    .values(row)
    .onConflict((oc) => oc.columns(["organisationId", "kind", "key", "version"]).doNothing())
    .execute();

/** Which versions of reviewed files are kept, with the hash of their content. */
export const listTemplateHashes = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("template")
    .select(["kind", "key", "version", "hash"])
    .where("organisationId", "=", organisationId)
    .execute();

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

/** Adds one to a series, which begins at 1. */
export async function incrementSeries(
  trx: Executor,
  organisationId: string,
  series: string,
): Promise<number> {
  const row = await trx
    .insertInto("numberSeries")
    .values({ organisationId, name: series, lastValue: 1 })
    .onConflict((oc) =>
      oc
        .columns(["organisationId", "name"])
        .doUpdateSet((eb) => ({ lastValue: eb("numberSeries.lastValue", "+", 1) })),
    )
    .returning("lastValue")
    .executeTakeFirstOrThrow();
  return row.lastValue;
}
