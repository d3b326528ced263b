import type { Executor } from "#db/index.server.ts";

/** Whose part of the register is asked for: a department's, a partner's, or all of the organisation. */
export interface Reach {
  readonly organisationId: string;
  readonly department?: string | null;
  readonly partnerId?: string | null;
}

/**
 * Relations that somebody reaches, to be joined by higher modules. What lies outside of the reach is not in it, so that an inner
 * join is the whole of the boundary between departments and partners.
 */
export function relationsInReach(executor: Executor, reach: Reach) {
  let query = executor
    .selectFrom("relation")
    .select([
      "relation.id",
      "relation.partnerId",
      "relation.number",
      "relation.title",
      "relation.basis",
      "relation.activity",
      "relation.groupId",
      "relation.department",
      "relation.ownerPersonId",
      "relation.highestTier",
      "relation.isPaperOnly",
      "relation.handlesAbroad",
      "relation.handlingPlace",
      "relation.state",
      "relation.createdAt",
    ])
    .where("relation.organisationId", "=", reach.organisationId);
  if (reach.department !== undefined && reach.department !== null) {
    query = query.where("relation.department", "=", reach.department);
  }
  if (reach.partnerId !== undefined && reach.partnerId !== null) {
    query = query.where("relation.partnerId", "=", reach.partnerId);
  }
  return query;
}

/** Ids of the relations that somebody reaches, for an `in` where nothing else of them is read. */
export const relationIdsInReach = (executor: Executor, reach: Reach) =>
  relationsInReach(executor, reach).clearSelect().select("relation.id");

/** Relations in use now. */
export const activeRelations = (executor: Executor, reach: Reach) =>
  relationsInReach(executor, reach).where("relation.state", "=", "active");

/** What partners are called now, with what lists sort and filter by. */
export const partnerNames = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("partner")
    .select([
      "partner.id",
      "partner.number",
      "partner.kind",
      "partner.state",
      "partner.shortName",
      "partner.sortKey",
      "partner.currentName",
      "partner.currentNameKana",
      "partner.policyPartnerId",
    ])
    .where("partner.organisationId", "=", organisationId);

/** How many relations are in use, and how many of them are assessed: where nothing is handled, nothing is. */
export async function countActiveRelations(executor: Executor, reach: Reach) {
  const row = await executor
    .selectFrom(activeRelations(executor, reach).as("relation"))
    .select((eb) => [
      eb.fn.countAll<number | string>().as("active"),
      eb.fn.countAll<number | string>().filterWhere("relation.basis", "!=", "no-handling").as("toAssess"),
    ])
    .executeTakeFirst();
  return { active: Number(row?.active ?? 0), toAssess: Number(row?.toAssess ?? 0) };
}
