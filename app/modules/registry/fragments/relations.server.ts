import { sql } from "kysely";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { RelationStateTable, RelationTable, ScopeLineTable } from "#db/schema.ts";

export const validOn = (table: string, day: string) =>
  sql<boolean>`${sql.ref(`${table}.validFrom`)} <= ${day} and (${sql.ref(`${table}.validTo`)} is null or ${sql.ref(`${table}.validTo`)} >= ${day})`;

/** A scope line 取扱範囲 as the rules read it: lists instead of JSON text. */
export interface ScopeLineRow extends Omit<ScopeLineTable, "items" | "purposes"> {
  readonly items: readonly string[];
  readonly purposes: readonly string[];
}

export const toLine = (row: ScopeLineTable): ScopeLineRow => ({
  ...row,
  items: fromJson<string[]>(row.items),
  purposes: fromJson<string[]>(row.purposes),
});

export async function findRelation(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<RelationTable | null> {
  return (
    (await executor
      .selectFrom("relation")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", relationId)
      .executeTakeFirst()) ?? null
  );
}

/** A relation by its number (`R-0105`) or id, as the command line names it. */
export async function findRelationByNumber(
  executor: Executor,
  organisationId: string,
  numberOrId: string,
): Promise<RelationTable | null> {
  return (
    (await executor
      .selectFrom("relation")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where((eb) => eb.or([eb("number", "=", numberOrId), eb("id", "=", numberOrId)]))
      .executeTakeFirst()) ?? null
  );
}

export type RelationOn = Omit<RelationTable, "isPaperOnly" | "handlesAbroad"> & {
  readonly isPaperOnly: boolean;
  readonly handlesAbroad: boolean;
  /** State valid on the day asked for, null before the relation was drafted; `state` is the one of now. */
  readonly stateOn: string | null;
  readonly stateReason: string | null;
  readonly conditions: string | null;
  readonly partnerName: string;
  readonly partnerNumber: string;
  /** The partner's id in the policy's joint-use section; null when it is not named there. */
  readonly policyPartnerId: string | null;
};

export const relationsWithPartner = (executor: Executor, organisationId: string, day: string) =>
  executor
    .selectFrom("relation")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .leftJoin("relationState", (join) =>
      join.onRef("relationState.relationId", "=", "relation.id").on(validOn("relationState", day)),
    )
    .selectAll("relation")
    .select([
      "relationState.state as stateOn",
      "relationState.reason as stateReason",
      "relationState.conditions as conditions",
      "partner.currentName as partnerName",
      "partner.number as partnerNumber",
      "partner.policyPartnerId as policyPartnerId",
    ])
    .where("relation.organisationId", "=", organisationId);

export type Joined = RelationTable & Omit<RelationOn, keyof RelationTable>;

export const toRelation = (row: Joined): RelationOn => ({
  ...row,
  isPaperOnly: fromFlag(row.isPaperOnly),
  handlesAbroad: fromFlag(row.handlesAbroad),
});

/** A relation with the state valid on `day`. */
export async function getRelationOn(
  executor: Executor,
  { organisationId, relationId, day }: { organisationId: string; relationId: string; day: string },
): Promise<RelationOn | null> {
  const row = await relationsWithPartner(executor, organisationId, day)
    .where("relation.id", "=", relationId)
    .executeTakeFirst();
  return row ? toRelation(row as Joined) : null;
}

/** Relations with their state on `day`, by number; of one partner or one department when named. */
export async function listRelationsOn(
  executor: Executor,
  organisationId: string,
  day: string,
  only: {
    partnerId?: string;
    partnerIds?: readonly string[];
    department?: string | null;
    relationIds?: readonly string[];
  } = {},
): Promise<RelationOn[]> {
  if (only.relationIds?.length === 0 || only.partnerIds?.length === 0) return [];
  let query = relationsWithPartner(executor, organisationId, day);
  if (only.partnerId !== undefined) query = query.where("relation.partnerId", "=", only.partnerId);
  if (only.partnerIds) query = query.where("relation.partnerId", "in", [...only.partnerIds]);
  if (only.department !== undefined && only.department !== null)
    query = query.where("relation.department", "=", only.department);
  if (only.relationIds) query = query.where("relation.id", "in", [...only.relationIds]);
  const rows = await query.orderBy("relation.number").execute();
  return rows.map((row) => toRelation(row as Joined));
}

/** Scope lines valid on `day`, of one relation or of several, in the order they were written. */
export async function listScopeLinesOn(
  executor: Executor,
  organisationId: string,
  relationIds: string | readonly string[],
  day: string,
): Promise<ScopeLineRow[]> {
  const ids = typeof relationIds === "string" ? [relationIds] : [...relationIds];
  if (ids.length === 0) return [];
  const rows = await executor
    .selectFrom("scopeLine")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where(validOn("scopeLine", day))
    .orderBy("relationId")
    .orderBy("validFrom")
    .orderBy("id")
    .execute();
  return rows.map(toLine);
}

/**
 * Lines that had begun by `day` and that no act had replaced by then: a planned end that has passed is no reason to forget
 * that the line was outside the ceiling.
 */
export async function listBegunScopeLines(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<ScopeLineRow[]> {
  if (relationIds.length === 0) return [];
  const rows = await executor
    .selectFrom("scopeLine")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("replacedOn", "is", null), eb("replacedOn", ">", day)]))
    .orderBy("relationId")
    .orderBy("validFrom")
    .orderBy("id")
    .execute();
  return rows.map(toLine);
}

/**
 * Days after `day` on which a state or a scope line of some relations begins, ends by its own last day or is replaced, by relation.
 */
export async function listComingDays(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<Map<string, string[]>> {
  const coming = new Map<string, string[]>();
  if (relationIds.length === 0) return coming;
  const states = await executor
    .selectFrom("relationState")
    .select(["relationId", "validFrom", "validTo"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where((eb) => eb.or([eb("validFrom", ">", day), eb("validTo", ">=", day)]))
    .execute();
  const lines = await executor
    .selectFrom("scopeLine")
    .select(["relationId", "validFrom", "replacedOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where((eb) => eb.or([eb("validFrom", ">", day), eb("replacedOn", ">", day)]))
    .execute();
  const add = (relationId: string, on: string | null) => {
    if (on !== null && on > day) coming.set(relationId, [...(coming.get(relationId) ?? []), on]);
  };
  for (const row of states) {
    add(row.relationId, row.validFrom);
    add(row.relationId, row.validTo === null ? null : addDays(row.validTo, 1));
  }
  for (const row of lines) {
    add(row.relationId, row.validFrom);
    add(row.relationId, row.replacedOn);
  }
  return coming;
}

export const listRelationStates = (
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<RelationStateTable[]> =>
  executor
    .selectFrom("relationState")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .orderBy("validFrom")
    .orderBy("recordedAt")
    .orderBy("id")
    .execute();
