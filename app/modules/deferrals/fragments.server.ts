import type { NotNull } from "kysely";
import {
  partnerNames,
  relationIdsInReach,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { DeferralTable } from "#db/schema.ts";
import { type CriticalException, criticalNoCode, type DeferralFact } from "./rules.ts";

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

/** Every deferral that was granted, the one that ends first on top. */
export async function listDeferralFacts(executor: Executor, organisationId: string): Promise<DeferralFact[]> {
  const rows = await executor
    .selectFrom("deferral")
    .select(["relationId", "code", "reason", "decidedRole", "decidedOn", "until", "revokedOn"])
    .where("organisationId", "=", organisationId)
    .where("decidedOn", "is not", null)
    .where("state", "not in", ["requested", "refused"])
    .orderBy("until")
    .orderBy("id")
    .execute();
  return rows.map(({ decidedRole, ...row }) => ({ ...row, role: decidedRole }));
}

export interface DeferralRow extends DeferralTable {
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly basis: string;
  readonly department: string;
  readonly partnerId: string;
  readonly partnerName: string;
}

/** Deferrals 期限付継続, newest request first; of some states, one relation or one department when named. */
export function listDeferrals(
  executor: Executor,
  organisationId: string,
  only: {
    readonly states?: readonly string[];
    readonly relationId?: string;
    readonly department?: string | null;
    readonly limit: number;
  },
): Promise<DeferralRow[]> {
  const { department = null } = only;
  // A deferral has its relation, and that its partner. Outer joins keep SQLite from reading every relation first.
  let query = executor
    .selectFrom("deferral")
    .leftJoin(
      relationsInReach(executor, { organisationId }).as("relation"),
      "relation.id",
      "deferral.relationId",
    )
    .leftJoin(partnerNames(executor, organisationId).as("partner"), "partner.id", "relation.partnerId")
    .selectAll("deferral")
    .select([
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.basis",
      "relation.department",
      "relation.partnerId",
      "partner.currentName as partnerName",
    ])
    .$narrowType<{
      relationNumber: NotNull;
      relationTitle: NotNull;
      basis: NotNull;
      department: NotNull;
      partnerId: NotNull;
      partnerName: NotNull;
    }>()
    .where("deferral.organisationId", "=", organisationId);
  if (only.states && only.states.length > 0) query = query.where("deferral.state", "in", [...only.states]);
  if (only.relationId !== undefined) query = query.where("deferral.relationId", "=", only.relationId);
  if (department !== null)
    query = query.where(
      "deferral.relationId",
      "in",
      relationIdsInReach(executor, { organisationId, department }),
    );
  return query
    .orderBy("deferral.requestedAt", "desc")
    .orderBy("deferral.id", "desc")
    .limit(only.limit)
    .execute();
}
