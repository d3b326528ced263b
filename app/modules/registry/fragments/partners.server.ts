import type { Executor } from "#db/index.server.ts";
import type { PartnerProfileTable, PartnerTable } from "#db/schema.ts";
import { openOrAfter } from "./valid.server.ts";

export async function findPartner(
  executor: Executor,
  organisationId: string,
  partnerId: string,
): Promise<PartnerTable | null> {
  return (
    (await executor
      .selectFrom("partner")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", partnerId)
      .executeTakeFirst()) ?? null
  );
}

export async function findProfileOn(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: string,
): Promise<PartnerProfileTable | null> {
  return (
    (await executor
      .selectFrom("partnerProfile")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("partnerId", "=", partnerId)
      .where("validFrom", "<=", day)
      .where(openOrAfter("validTo", day))
      .orderBy("validFrom", "desc")
      .orderBy("recordedAt", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst()) ?? null
  );
}

/** Present names of partners by id; the ids may be none. */
export async function listCurrentNames(
  executor: Executor,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .selectFrom("partner")
    .select(["id", "currentName"])
    .where("organisationId", "=", organisationId)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.currentName]));
}
