import { sql } from "kysely";
import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { MatterCitationTable, PolicyVersionTable, TemplateTable } from "#db/schema.ts";
import { type PolicyDocument, policySchema } from "./rules/document.ts";
import { indexPolicy, type PolicyIndex } from "./rules/index-policy.ts";

/** A version of the policy, parsed and indexed once per content. */
export interface PolicyVersion {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly recordedAt: string;
  readonly policy: PolicyDocument;
  readonly index: PolicyIndex;
}

/** Versions are immutable, so the content's hash names the parsed form; a co-op has a few dozen at most. */
const parsed = new Map<string, PolicyIndex>();

export function parsePolicy(hash: string, document: string): PolicyIndex {
  const known = parsed.get(hash);
  if (known) return known;
  const index = indexPolicy(policySchema.parse(fromJson(document)));
  parsed.set(hash, index);
  return index;
}

const toVersion = (row: PolicyVersionTable): PolicyVersion => {
  const index = parsePolicy(row.hash, row.document);
  const { id, key, hash, validFrom, validTo, recordedAt } = row;
  return { id, key, hash, validFrom, validTo, recordedAt, policy: index.policy, index };
};

/** The policy version in force on `day`, or null when none is. */
export async function findPolicyOn(
  executor: Executor,
  organisationId: string,
  day: string,
): Promise<PolicyVersion | null> {
  // The document is long and nearly always parsed already.
  const row = await executor
    .selectFrom("policyVersion")
    .select(["id", "key", "hash", "validFrom", "validTo", "recordedAt"])
    .where("organisationId", "=", organisationId)
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .orderBy("validFrom", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const index = parsed.get(row.hash);
  if (index) return { ...row, policy: index.policy, index };
  const whole = await executor
    .selectFrom("policyVersion")
    .selectAll()
    .where("id", "=", row.id)
    .executeTakeFirstOrThrow();
  return toVersion(whole);
}

/** Every version, newest validity first. */
export async function listPolicies(executor: Executor, organisationId: string): Promise<PolicyVersion[]> {
  const rows = await executor
    .selectFrom("policyVersion")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .orderBy("validFrom", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(toVersion);
}

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

export const insertTemplate = (executor: Executor, row: TemplateTable) =>
  executor
    .insertInto("template")
    .values(row)
    .onConflict((oc) => oc.columns(["organisationId", "kind", "key", "version"]).doNothing())
    .execute();

/** Where matters of a joint-use notice are posted besides the policy, newest first; of one group when named. */
export function listCitations(
  executor: Executor,
  organisationId: string,
  groupId?: string,
): Promise<MatterCitationTable[]> {
  let query = executor.selectFrom("matterCitation").selectAll().where("organisationId", "=", organisationId);
  if (groupId !== undefined) query = query.where("groupId", "=", groupId);
  return query.orderBy("postedFrom", "desc").orderBy("recordedAt", "desc").execute();
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

export async function getOrganisation(executor: Executor, organisationId: string) {
  return (
    (await executor
      .selectFrom("organisation")
      .selectAll()
      .where("id", "=", organisationId)
      .executeTakeFirst()) ?? null
  );
}

/** The one organisation of this deployment; public pages know it without a sign-in. Null before it is set up. */
export async function findOnlyOrganisation(executor: Executor) {
  return (
    (await executor
      .selectFrom("organisation")
      .selectAll()
      .orderBy("createdAt")
      .limit(1)
      .executeTakeFirst()) ?? null
  );
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
