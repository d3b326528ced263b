import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { MatterCitationTable, PolicyVersionTable } from "#db/schema.ts";
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
export const parsed = new Map<string, PolicyIndex>();

export function parsePolicy(hash: string, document: string): PolicyIndex {
  const known = parsed.get(hash);
  if (known) return known;
  const index = indexPolicy(policySchema.parse(fromJson(document)));
  parsed.set(hash, index);
  return index;
}

export const toVersion = (row: PolicyVersionTable): PolicyVersion => {
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

/** First and last days of every version. */
export const listPolicyDays = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("policyVersion")
    .select(["validFrom", "validTo"])
    .where("organisationId", "=", organisationId)
    .execute();

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
