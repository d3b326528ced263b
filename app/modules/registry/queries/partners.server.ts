import type { Executor } from "#db/index.server.ts";
import type { PartnerContactTable, PartnerProfileTable, PartnerTable } from "#db/schema.ts";
import { findPartner, findProfileOn } from "../fragments/partners.server.ts";
import { openOrAfter } from "../fragments/valid.server.ts";

export type PartnerOn = PartnerTable & {
  /** The profile valid on the day; null before the first one begins. */
  readonly profile: PartnerProfileTable | null;
  readonly contacts: readonly PartnerContactTable[];
};

/** A partner as it stood on `day`: profile and contacts valid that day, as known now. */
export async function getPartnerOn(
  executor: Executor,
  { organisationId, partnerId, day }: { organisationId: string; partnerId: string; day: string },
): Promise<PartnerOn | null> {
  const partner = await findPartner(executor, organisationId, partnerId);
  if (!partner) return null;
  const profile = await findProfileOn(executor, organisationId, partnerId, day);
  const contacts = await listContactsOn(executor, organisationId, partnerId, day);
  return { ...partner, profile, contacts };
}

/** Every profile of a partner, newest validity first. */
export const listProfiles = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("partnerProfile")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .orderBy("validFrom", "desc")
    .orderBy("recordedAt", "desc")
    .execute();

export const listContactsOn = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: string,
): Promise<PartnerContactTable[]> =>
  executor
    .selectFrom("partnerContact")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", day)
    .where(openOrAfter("validTo", day))
    .orderBy("isResponsible", "desc")
    .orderBy("validFrom")
    .orderBy("id")
    .execute();

export const findPartnerByCorporateNumber = (
  executor: Executor,
  organisationId: string,
  corporateNumber: string,
  except: string | null,
) => {
  let query = executor
    .selectFrom("partner")
    .select(["id", "number", "currentName"])
    .where("organisationId", "=", organisationId)
    .where("corporateNumber", "=", corporateNumber)
    .where("state", "!=", "retired");
  if (except !== null) query = query.where("id", "!=", except);
  return query.executeTakeFirst();
};

export const insertPartner = (executor: Executor, row: PartnerTable) =>
  executor.insertInto("partner").values(row).execute();

export const insertProfile = (executor: Executor, row: PartnerProfileTable) =>
  executor.insertInto("partnerProfile").values(row).execute();

export const insertContact = (executor: Executor, row: PartnerContactTable) =>
  executor.insertInto("partnerContact").values(row).execute();

/**
 * Ends what is valid on `from` with the day before (`lastDay`). A row that began on `from` itself ends before it begins:
 * it never holds again and stays readable as replaced.
 */
export async function endProfilesFrom(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  from: string,
  lastDay: string,
): Promise<void> {
  await executor
    .updateTable("partnerProfile")
    .set({ validTo: lastDay })
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", from)
    .where(openOrAfter("validTo", from))
    .execute();
}

/** The first day of a profile recorded ahead, after `day`; null when none is. */
export async function findNextProfileStart(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: string,
): Promise<string | null> {
  const row = await executor
    .selectFrom("partnerProfile")
    .select("validFrom")
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", ">", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", eb.ref("validFrom"))]))
    .orderBy("validFrom")
    .limit(1)
    .executeTakeFirst();
  return row?.validFrom ?? null;
}

/** False when somebody else was faster. */
export async function updatePartnerIfRevision(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  revision: number,
  set: Partial<Omit<PartnerTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("partner")
    .set({ ...set, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", partnerId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** False when the contact is not one of the partner's, or has ended already. */
export async function endContact(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  contactId: string,
  lastDay: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("partnerContact")
    .set({ validTo: lastDay })
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("id", "=", contactId)
    .where("validTo", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Replaces the bigrams by which a partner is found. */
export async function replaceBigrams(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  bigrams: readonly string[],
): Promise<void> {
  await executor
    .deleteFrom("partnerBigram")
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .execute();
  const rows = [...new Set(bigrams)].map((bigram) => ({ organisationId, bigram, partnerId }));
  // SQLite binds at most 32,766 parameters and PostgreSQL 65,535; names are short, the slices are for hostile input.
  for (let at = 0; at < rows.length; at += 500) {
    await executor
      .insertInto("partnerBigram")
      .values(rows.slice(at, at + 500))
      .execute();
  }
}
