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

/** All partners with the profile valid on a day (null before the first one begins), in the order of their readings. */
export const listCompaniesOn = (executor: Executor, organisationId: string, day: string) =>
  executor
    .selectFrom("partner")
    .leftJoin("partnerProfile", (join) =>
      join
        .onRef("partnerProfile.partnerId", "=", "partner.id")
        .on("partnerProfile.validFrom", "<=", day)
        .on(openOrAfter("partnerProfile.validTo", day)),
    )
    .select([
      "partner.id",
      "partner.number",
      "partner.kind",
      "partner.state",
      "partnerProfile.name",
      "partnerProfile.nameKana",
      "partnerProfile.corporateNumber",
      "partnerProfile.country",
      "partnerProfile.postalCode",
      "partnerProfile.address",
      "partnerProfile.representativeTitle",
      "partnerProfile.representativeName",
    ])
    .where("partner.organisationId", "=", organisationId)
    .orderBy("partner.sortKey")
    .orderBy("partner.id")
    .execute();

/** Contacts responsible for personal data on a day, the latest first. */
export const listResponsibleContactsOn = (executor: Executor, organisationId: string, day: string) =>
  executor
    .selectFrom("partnerContact")
    .select(["partnerId", "name", "department", "title", "email", "phone"])
    .where("organisationId", "=", organisationId)
    .where("isResponsible", "=", 1)
    .where("validFrom", "<=", day)
    .where(openOrAfter("validTo", day))
    .orderBy("validFrom", "desc")
    .orderBy("id")
    .execute();
