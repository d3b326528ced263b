import type { Executor } from "#db/index.server.ts";
import type { DeferralTable } from "#db/schema.ts";
import type { CriticalException } from "./rules.ts";

export const listGrantedDeferrals = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
) =>
  executor
    .selectFrom("deferral")
    .select(["relationId", "code", "subjectId", "decidedOn", "decidedRole", "until", "revokedOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("state", "=", "granted")
    .execute();

export async function findDeferral(
  executor: Executor,
  organisationId: string,
  deferralId: string,
): Promise<DeferralTable | null> {
  return (
    (await executor
      .selectFrom("deferral")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", deferralId)
      .executeTakeFirst()) ?? null
  );
}

/** The gate's code of a critical "no"; `subjectId` of its deferral is the question. */
export const criticalNoCode = "critical-no";

export const listCriticalDeferrals = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<DeferralTable[]> =>
  relationIds.length === 0
    ? Promise.resolve([])
    : executor
        .selectFrom("deferral")
        .selectAll()
        .where("organisationId", "=", organisationId)
        .where("relationId", "in", [...relationIds])
        .where("code", "=", criticalNoCode)
        .orderBy("requestedAt")
        .execute();

/** Exceptions the director granted, by relation. */
export async function listExceptions(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<Map<string, CriticalException[]>> {
  const byRelation = new Map<string, CriticalException[]>();
  for (const row of await listCriticalDeferrals(executor, organisationId, relationIds)) {
    if (row.state !== "granted" || row.decidedRole !== "director") continue;
    if (row.decidedOn === null || row.subjectId === null) continue;
    const list = byRelation.get(row.relationId) ?? [];
    const lastDay = row.revokedOn !== null && row.revokedOn < row.until ? row.revokedOn : row.until;
    list.push({ questionId: row.subjectId, approvedOn: row.decidedOn, expiresOn: lastDay });
    byRelation.set(row.relationId, list);
  }
  return byRelation;
}
