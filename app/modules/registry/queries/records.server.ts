import type { Executor } from "#db/index.server.ts";
import type {
  ConfirmationTable,
  ForeignRouteTable,
  PolicyToldTable,
  ReferralRouteTable,
  SubcontractorTable,
} from "#db/schema.ts";
import { type SubcontractorRow, toSubcontractor } from "../fragments/records.server.ts";
import { openOrAfter } from "../fragments/valid.server.ts";

export async function findSubcontractor(
  executor: Executor,
  organisationId: string,
  subcontractorId: string,
): Promise<SubcontractorRow | null> {
  const row = await executor
    .selectFrom("subcontractor")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", subcontractorId)
    .executeTakeFirst();
  return row ? toSubcontractor(row) : null;
}

export const insertSubcontractor = (executor: Executor, row: SubcontractorTable) =>
  executor.insertInto("subcontractor").values(row).execute();

export async function updateSubcontractorIfRevision(
  executor: Executor,
  organisationId: string,
  subcontractorId: string,
  expected: { revision: number; state: string },
  set: Partial<Omit<SubcontractorTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("subcontractor")
    .set({ ...set, revision: expected.revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", subcontractorId)
    .where("revision", "=", expected.revision)
    .where("state", "=", expected.state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export const insertForeignRoute = (executor: Executor, row: ForeignRouteTable) =>
  executor.insertInto("foreignRoute").values(row).execute();

/** A new confirmation of a route: the day it was looked at and the day of the next look. False when it is not there. */
export async function updateForeignConfirmation(
  executor: Executor,
  organisationId: string,
  routeId: string,
  relationId: string,
  set: { confirmedOn: string; nextConfirmationOn: string | null },
): Promise<boolean> {
  const result = await executor
    .updateTable("foreignRoute")
    .set(set)
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("id", "=", routeId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function endForeignRoutes(
  executor: Executor,
  organisationId: string,
  relationId: string,
  country: string,
  serviceName: string,
  from: string,
  lastDay: string,
): Promise<void> {
  await executor
    .updateTable("foreignRoute")
    .set({ validTo: lastDay })
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("country", "=", country)
    .where("serviceName", "=", serviceName)
    .where("validFrom", "<=", from)
    .where(openOrAfter("validTo", from))
    .execute();
}

export const insertReferralRoute = (executor: Executor, row: ReferralRouteTable) =>
  executor.insertInto("referralRoute").values(row).execute();

export async function endReferralRoutes(
  executor: Executor,
  organisationId: string,
  relationId: string,
  from: string,
  lastDay: string,
): Promise<void> {
  await executor
    .updateTable("referralRoute")
    .set({ validTo: lastDay })
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("validFrom", "<=", from)
    .where(openOrAfter("validTo", from))
    .execute();
}

/** Days on which partners were told of a policy version, newest first. */
export async function listPolicyTold(
  executor: Executor,
  organisationId: string,
  partnerIds: readonly string[],
): Promise<PolicyToldTable[]> {
  if (partnerIds.length === 0) return [];
  return executor
    .selectFrom("policyTold")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", "in", [...partnerIds])
    .orderBy("toldOn", "desc")
    .orderBy("recordedAt", "desc")
    .execute();
}

export const insertPolicyTold = (executor: Executor, row: PolicyToldTable) =>
  executor.insertInto("policyTold").values(row).execute();

export const insertConfirmation = (executor: Executor, row: ConfirmationTable) =>
  executor.insertInto("confirmation").values(row).execute();
