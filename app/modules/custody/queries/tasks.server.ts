import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { ascNullsFirst } from "#db/order.ts";

const openLots = (executor: Executor, asked: TaskAsked) =>
  executor
    .selectFrom("lot")
    .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "lot.relationId")
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "lot.partnerId")
    .select(["lot.id", "lot.number", "lot.dataName", "lot.dueOn", "lot.openedOn", "partner.currentName"])
    .where("lot.state", "=", "open")
    .orderBy("lot.dueOn", ascNullsFirst)
    .orderBy("lot.openedOn")
    .orderBy("lot.id");

/** Open lots to be returned or disposed of by days within `from` and `to`, both inclusive; `from` null: however long ago. */
export function listLotsDue(
  executor: Executor,
  asked: TaskAsked,
  { from, to }: { readonly from: string | null; readonly to: string },
) {
  let query = openLots(executor, asked).where("lot.dueOn", "<=", to);
  if (from !== null) query = query.where("lot.dueOn", ">=", from);
  return takeFirst(query, asked.limit);
}

/** Open lots of entrusted data whose receipt the partner has not confirmed. */
export const listUnacknowledgedLots = (executor: Executor, asked: TaskAsked) =>
  takeFirst(
    openLots(executor, asked)
      .where("lot.acknowledgedAt", "is", null)
      .where("relation.basis", "=", "entrustment"),
    asked.limit,
  );

/** Disposal certificates in a state, oldest first. */
export const listCertificatesIn = (executor: Executor, asked: TaskAsked, state: string) =>
  takeFirst(
    executor
      .selectFrom("disposalCertificate as certificate")
      .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "certificate.relationId")
      .innerJoin(
        partnerNames(executor, asked.organisationId).as("partner"),
        "partner.id",
        "certificate.partnerId",
      )
      .select([
        "certificate.id",
        "certificate.number",
        "certificate.dataName",
        "certificate.filedAt",
        "certificate.lotId",
        "partner.currentName",
      ])
      .where("certificate.state", "=", state)
      .orderBy("certificate.filedAt")
      .orderBy("certificate.id"),
    asked.limit,
  );
