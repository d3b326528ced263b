import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import type { MatterCitationTable, PolicyVersionTable } from "#db/schema.ts";
import { type PolicyVersion, toVersion } from "./fragments.server.ts";

export async function findPolicyByKey(
  executor: Executor,
  organisationId: string,
  key: string,
): Promise<PolicyVersion | null> {
  const row = await executor
    .selectFrom("policyVersion")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ? toVersion(row) : null;
}

export const insertPolicyVersion = (executor: Executor, row: PolicyVersionTable) =>
  executor.insertInto("policyVersion").values(row).execute();

export async function endPolicyVersion(executor: Executor, id: string, lastDay: string): Promise<void> {
  await executor.updateTable("policyVersion").set({ validTo: lastDay }).where("id", "=", id).execute();
}

export async function findCitation(
  executor: Executor,
  organisationId: string,
  citationId: string,
): Promise<MatterCitationTable | null> {
  return (
    (await executor
      .selectFrom("matterCitation")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", citationId)
      .executeTakeFirst()) ?? null
  );
}

export const insertCitation = (executor: Executor, row: MatterCitationTable) =>
  executor.insertInto("matterCitation").values(row).execute();

export async function updateCitationIfState(
  executor: Executor,
  organisationId: string,
  citationId: string,
  state: string,
  set: Partial<Omit<MatterCitationTable, "id" | "organisationId">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("matterCitation")
    .set(set)
    .where("organisationId", "=", organisationId)
    .where("id", "=", citationId)
    .where("state", "=", state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Citations that nobody has decided on, oldest first. */
export const listProposedCitations = (executor: Executor, organisationId: string, limit: number) =>
  takeFirst(
    executor
      .selectFrom("matterCitation")
      .select(["id", "place", "recordedAt"])
      .where("organisationId", "=", organisationId)
      .where("state", "=", "proposed")
      .orderBy("recordedAt")
      .orderBy("id"),
    limit,
  );
