import { sql } from "kysely";
import type { Executor } from "#db/index.server.ts";
import type { MatterCitationTable, PolicyVersionTable } from "#db/schema.ts";
import { type PolicyVersion, parsePolicy, toVersion } from "./fragments.server.ts";
import type { PolicyDocument } from "./rules/document.ts";
import type { PolicyIndex } from "./rules/index-policy.ts";

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

/** Policies kept as templates beside the organisation's own versions, for comparison. */
export async function listPolicyTemplates(
  executor: Executor,
  organisationId: string,
): Promise<{ key: string; hash: string; policy: PolicyDocument; index: PolicyIndex }[]> {
  const rows = await executor
    .selectFrom("template")
    .select(["key", "hash", "document"])
    .where("organisationId", "=", organisationId)
    .where("kind", "=", "policy")
    .orderBy("key")
    .execute();
  return rows.map(({ key, hash, document }) => {
    const index = parsePolicy(hash, document);
    return { key, hash, policy: index.policy, index };
  });
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

/** How many relations of a group stand in the register (`sql` counts are text in PostgreSQL). */
export async function countGroupRelations(executor: Executor, organisationId: string, groupId: string) {
  const row = await executor
    .selectFrom("relation")
    .select(sql<number | string>`count(*)`.as("n"))
    .where("organisationId", "=", organisationId)
    .where("groupId", "=", groupId)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
