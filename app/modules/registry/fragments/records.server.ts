import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type {
  ConfirmationTable,
  ForeignRouteTable,
  ReferralRouteTable,
  SubcontractorTable,
} from "#db/schema.ts";
import { openOrAfter } from "./valid.server.ts";

export interface SubcontractorRow extends Omit<SubcontractorTable, "items"> {
  readonly items: readonly string[];
}

export const toSubcontractor = (row: SubcontractorTable): SubcontractorRow => ({
  ...row,
  items: fromJson<string[]>(row.items),
});

/** Subcontractors 再委託先 of some relations that work there on `day` or later; all of them when `day` is null. */
export async function listSubcontractors(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string | null = null,
): Promise<SubcontractorRow[]> {
  if (relationIds.length === 0) return [];
  let query = executor
    .selectFrom("subcontractor")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds]);
  if (day !== null) query = query.where(openOrAfter("endsOn", day));
  const rows = await query.orderBy("startsOn").orderBy("id").execute();
  return rows.map(toSubcontractor);
}

/** Foreign routes valid on `day` (法28); every one when `day` is null. */
export async function listForeignRoutes(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string | null,
): Promise<ForeignRouteTable[]> {
  if (relationIds.length === 0) return [];
  let query = executor
    .selectFrom("foreignRoute")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds]);
  if (day !== null) query = query.where("validFrom", "<=", day).where(openOrAfter("validTo", day));
  return query.orderBy("validFrom", "desc").orderBy("id").execute();
}

export async function listReferralRoutes(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string | null,
): Promise<ReferralRouteTable[]> {
  if (relationIds.length === 0) return [];
  let query = executor
    .selectFrom("referralRoute")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds]);
  if (day !== null) query = query.where("validFrom", "<=", day).where(openOrAfter("validTo", day));
  return query.orderBy("validFrom", "desc").orderBy("id").execute();
}

export interface ConfirmationRow extends Omit<ConfirmationTable, "isSatisfactory"> {
  readonly isSatisfactory: boolean;
}

/** Dated confirmations of some relations, newest first. */
export async function listConfirmations(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<ConfirmationRow[]> {
  if (relationIds.length === 0) return [];
  const rows = await executor
    .selectFrom("confirmation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .orderBy("confirmedOn", "desc")
    .orderBy("recordedAt", "desc")
    .execute();
  return rows.map((row) => ({ ...row, isSatisfactory: fromFlag(row.isSatisfactory) }));
}

/** The route of a referral relation on a day. */
export async function findReferralRoute(
  executor: Executor,
  organisationId: string,
  relationId: string,
  day: string,
): Promise<string | null> {
  const row = await executor
    .selectFrom("referralRoute")
    .select("route")
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .orderBy("validFrom", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.route ?? null;
}

/** Subcontractors 再委託先 that have not been taken away, by relation. */
export const keptSubcontractors = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("subcontractor")
    .select(["subcontractor.id", "subcontractor.relationId"])
    .where("subcontractor.organisationId", "=", organisationId)
    .where("subcontractor.removedOn", "is", null);

/** Days on which handling abroad has to be confirmed next (規則18条), by relation; of routes that hold on `day` or later. */
export const foreignConfirmationsDue = (executor: Executor, organisationId: string, day: string) =>
  executor
    .selectFrom("foreignRoute")
    .select((eb) => [
      "foreignRoute.relationId",
      eb.ref("foreignRoute.nextConfirmationOn").$notNull().as("dueOn"),
    ])
    .where("foreignRoute.organisationId", "=", organisationId)
    .where("foreignRoute.nextConfirmationOn", "is not", null)
    .where(openOrAfter("foreignRoute.validTo", day));

/** Days on which partners were first told of one policy version. */
export const listToldOn = (
  executor: Executor,
  organisationId: string,
  policyVersionId: string,
  partnerIds: readonly string[],
) =>
  executor
    .selectFrom("policyTold")
    .select((eb) => ["partnerId", eb.fn.min("toldOn").as("toldOn")])
    .where("organisationId", "=", organisationId)
    .where("policyVersionId", "=", policyVersionId)
    .where("partnerId", "in", [...partnerIds])
    .groupBy("partnerId")
    .execute();

/** Those of some relations for which a subcontractor works on a day; a refused one does not count, a planned end ends nothing. */
export async function listEntrusting(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<Set<string>> {
  const rows = await executor
    .selectFrom("subcontractor")
    .select("relationId")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("startsOn", "<=", day)
    .where("state", "!=", "refused")
    .where((eb) => eb.or([eb("removedOn", "is", null), eb("removedOn", ">", day)]))
    .execute();
  return new Set(rows.map((row) => row.relationId));
}

/** Those of some relations that have a foreign route (法28) on a day. */
export async function listRoutedAbroad(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<Set<string>> {
  const rows = await executor
    .selectFrom("foreignRoute")
    .select("relationId")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("validFrom", "<=", day)
    .where(openOrAfter("validTo", day))
    .execute();
  return new Set(rows.map((row) => row.relationId));
}
