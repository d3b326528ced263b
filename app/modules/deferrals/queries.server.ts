import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import type { DeferralTable } from "#db/schema.ts";

export const insertDeferral = (executor: Executor, row: DeferralTable) =>
  executor.insertInto("deferral").values(row).execute();

/** False when somebody else was faster. */
export async function updateDeferralIfRevision(
  executor: Executor,
  organisationId: string,
  deferralId: string,
  expected: { readonly revision: number; readonly state: string },
  set: Partial<Omit<DeferralTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("deferral")
    .set({ ...set, revision: expected.revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", deferralId)
    .where("revision", "=", expected.revision)
    .where("state", "=", expected.state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Deferrals asked for, oldest first: the director's own for the director, all others for who decides them. */
export const listRequestedDeferrals = (executor: Executor, asked: TaskAsked) =>
  takeFirst(
    executor
      .selectFrom("deferral")
      .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "deferral.relationId")
      .innerJoin(
        partnerNames(executor, asked.organisationId).as("partner"),
        "partner.id",
        "relation.partnerId",
      )
      .select(["deferral.id", "deferral.requestedAt", "partner.currentName", "relation.title"])
      .where("deferral.state", "=", "requested")
      .where((eb) =>
        asked.role === "director"
          ? eb("deferral.decidedRole", "=", "director")
          : eb.or([eb("deferral.decidedRole", "is", null), eb("deferral.decidedRole", "!=", "director")]),
      )
      .orderBy("deferral.requestedAt")
      .orderBy("deferral.id"),
    asked.limit,
  );
