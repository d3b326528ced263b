import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import { fromFlag } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";

/** What the screens of contracts and assessments need of a relation and its partner. */
export interface RelationHead {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly basis: LegalBasis;
  readonly department: string;
  readonly state: string;
  readonly activity: string | null;
  readonly isPaperOnly: boolean;
  readonly handlesAbroad: boolean;
  readonly highestTier: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly partnerKana: string;
  readonly partnerNumber: string;
  readonly partnerState: string;
}

export const relationHeads = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("relation")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .select([
      "relation.id",
      "relation.number",
      "relation.title",
      "relation.basis",
      "relation.department",
      "relation.state",
      "relation.activity",
      "relation.isPaperOnly",
      "relation.handlesAbroad",
      "relation.highestTier",
      "relation.partnerId",
      "partner.currentName as partnerName",
      "partner.currentNameKana as partnerKana",
      "partner.number as partnerNumber",
      "partner.state as partnerState",
    ])
    .where("relation.organisationId", "=", organisationId);

export type HeadRow = Awaited<ReturnType<ReturnType<typeof relationHeads>["execute"]>>[number];

export const toHead = (row: HeadRow): RelationHead => ({
  ...row,
  basis: row.basis as LegalBasis,
  isPaperOnly: fromFlag(row.isPaperOnly),
  handlesAbroad: fromFlag(row.handlesAbroad),
});

export async function findRelationHead(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<RelationHead | null> {
  const row = await relationHeads(executor, organisationId)
    .where("relation.id", "=", relationId)
    .executeTakeFirst();
  return row ? toHead(row) : null;
}

export async function listRelationHeads(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<RelationHead[]> {
  if (relationIds.length === 0) return [];
  const rows = await relationHeads(executor, organisationId)
    .where("relation.id", "in", [...relationIds])
    .orderBy("relation.number")
    .execute();
  return rows.map(toHead);
}

export async function listPartnerRelationHeads(
  executor: Executor,
  organisationId: string,
  partnerId: string,
): Promise<RelationHead[]> {
  const rows = await relationHeads(executor, organisationId)
    .where("relation.partnerId", "=", partnerId)
    .orderBy("relation.number")
    .execute();
  return rows.map(toHead);
}

/** Relations that should have a contract: everything under way, ended ones apart. */
export async function listLivingRelationHeads(
  executor: Executor,
  organisationId: string,
  { department, afterNumber, limit }: { department?: string | null; afterNumber?: string; limit: number },
): Promise<RelationHead[]> {
  let query = relationHeads(executor, organisationId).where("relation.state", "!=", "closed");
  if (department) query = query.where("relation.department", "=", department);
  if (afterNumber) query = query.where("relation.number", ">", afterNumber);
  const rows = await query.orderBy("relation.number").limit(limit).execute();
  return rows.map(toHead);
}
