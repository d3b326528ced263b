import { organisationNames } from "#app/modules/organisation/fragments.server.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { ascNullsFirst } from "#db/order.ts";
import type { MembershipTable, OneTimeTokenTable, PersonTable } from "#db/schema.ts";

export async function findPersonByEmail(executor: Executor, email: string) {
  return (
    (await executor.selectFrom("person").selectAll().where("email", "=", email).executeTakeFirst()) ?? null
  );
}

export async function getPerson(executor: Executor, personId: string) {
  return (
    (await executor.selectFrom("person").selectAll().where("id", "=", personId).executeTakeFirst()) ?? null
  );
}

export async function insertPerson(executor: Executor, row: PersonTable): Promise<void> {
  await executor.insertInto("person").values(row).execute();
}

export async function updatePersonLanguage(
  executor: Executor,
  personId: string,
  language: string,
): Promise<void> {
  await executor.updateTable("person").set({ language }).where("id", "=", personId).execute();
}

export async function updatePassword(
  executor: Executor,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await executor.updateTable("person").set({ passwordHash }).where("id", "=", personId).execute();
}

/** False when the password is no longer the one that was proven. */
export async function updatePasswordIfHash(
  executor: Executor,
  personId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("person")
    .set({ passwordHash: to })
    .where("id", "=", personId)
    .where("passwordHash", "=", from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function updatePersonDisabled(executor: Executor, personId: string): Promise<void> {
  await executor.updateTable("person").set({ isDisabled: 1 }).where("id", "=", personId).execute();
}

export async function insertMembership(executor: Executor, row: MembershipTable): Promise<void> {
  await executor.insertInto("membership").values(row).execute();
}

/** Whether a person has or had a role in the organisation or one of its partners. */
export async function hasMembership(
  executor: Executor,
  organisationId: string,
  personId: string,
): Promise<boolean> {
  const row = await executor
    .selectFrom("membership")
    .select("id")
    .where("personId", "=", personId)
    .where("organisationId", "=", organisationId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Memberships valid on `day`, with the organisation's name. */
export async function listMembershipsOn(executor: Executor, personId: string, day: string) {
  return executor
    .selectFrom("membership")
    .innerJoin(organisationNames(executor).as("organisation"), "organisation.id", "membership.organisationId")
    .select([
      "membership.id",
      "membership.organisationId",
      "membership.partnerId",
      "membership.role",
      "membership.department",
      "membership.title",
      "organisation.name as organisationName",
    ])
    .where("membership.personId", "=", personId)
    .where("membership.validFrom", "<=", day)
    .where((eb) => eb.or([eb("membership.validTo", "is", null), eb("membership.validTo", ">=", day)]))
    .orderBy("membership.validFrom")
    .orderBy("membership.id")
    .execute();
}

export async function findSession(executor: Executor, idHash: string) {
  return (
    (await executor
      .selectFrom("session")
      .innerJoin("person", "person.id", "session.personId")
      .select([
        "session.idHash",
        "session.personId",
        "session.membershipId",
        "session.createdAt",
        "session.lastSeenAt",
        "session.reauthenticatedAt",
        "session.endedAt",
        "person.name",
        "person.email",
        "person.language",
        "person.isDisabled",
      ])
      .where("session.idHash", "=", idHash)
      .executeTakeFirst()) ?? null
  );
}

export async function insertSession(
  executor: Executor,
  row: { idHash: string; personId: string; membershipId: string | null; createdAt: string },
): Promise<void> {
  await executor
    .insertInto("session")
    .values({
      ...row,
      lastSeenAt: row.createdAt,
      reauthenticatedAt: row.createdAt,
      endedAt: null,
      endReason: null,
    })
    .execute();
}

export async function touchSession(executor: Executor, idHash: string, at: string): Promise<void> {
  await executor.updateTable("session").set({ lastSeenAt: at }).where("idHash", "=", idHash).execute();
}

/** The same session under another hash; false when somebody else was faster. */
export async function updateSessionHash(
  executor: Executor,
  from: string,
  to: string,
  reauthenticatedAt: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("session")
    .set({ idHash: to, reauthenticatedAt })
    .where("idHash", "=", from)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function endSession(
  executor: Executor,
  idHash: string,
  at: string,
  reason: string,
): Promise<void> {
  await executor
    .updateTable("session")
    .set({ endedAt: at, endReason: reason })
    .where("idHash", "=", idHash)
    .where("endedAt", "is", null)
    .execute();
}

export async function endSessionsOf(
  executor: Executor,
  personId: string,
  at: string,
  reason: string,
): Promise<void> {
  await executor
    .updateTable("session")
    .set({ endedAt: at, endReason: reason })
    .where("personId", "=", personId)
    .where("endedAt", "is", null)
    .execute();
}

export async function endSessionsOfMembership(
  executor: Executor,
  membershipId: string,
  at: string,
  reason: string,
): Promise<void> {
  await executor
    .updateTable("session")
    .set({ endedAt: at, endReason: reason })
    .where("membershipId", "=", membershipId)
    .where("endedAt", "is", null)
    .execute();
}

/** Sessions that were not ended, the latest first, with the role they act in. */
export async function listOpenSessions(executor: Executor, personId: string) {
  return executor
    .selectFrom("session")
    .leftJoin("membership", "membership.id", "session.membershipId")
    .leftJoin(organisationNames(executor).as("organisation"), "organisation.id", "membership.organisationId")
    .select([
      "session.idHash",
      "session.createdAt",
      "session.lastSeenAt",
      "session.endedAt",
      "membership.role",
      "membership.organisationId",
      "membership.partnerId",
      "organisation.name as organisationName",
    ])
    .where("session.personId", "=", personId)
    .where("session.endedAt", "is", null)
    .orderBy("session.lastSeenAt", "desc")
    .orderBy("session.idHash")
    .limit(100)
    .execute();
}

export async function updateSessionMembership(
  executor: Executor,
  idHash: string,
  membershipId: string,
): Promise<void> {
  await executor.updateTable("session").set({ membershipId }).where("idHash", "=", idHash).execute();
}

/** Sessions not used since an instant. */
export async function deleteSessionsBefore(executor: Executor, before: string): Promise<number> {
  const deleted = await executor.deleteFrom("session").where("lastSeenAt", "<", before).executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

export async function findMembership(
  executor: Executor,
  organisationId: string,
  partnerId: string | null,
  id: string,
) {
  const row = await executor
    .selectFrom("membership")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", partnerId === null ? "is" : "=", partnerId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateMembershipEnded(executor: Executor, id: string, validTo: string): Promise<void> {
  await executor.updateTable("membership").set({ validTo }).where("id", "=", id).execute();
}

export async function findToken(executor: Executor, tokenHash: string) {
  return (
    (await executor
      .selectFrom("oneTimeToken")
      .selectAll()
      .where("tokenHash", "=", tokenHash)
      .executeTakeFirst()) ?? null
  );
}

export async function insertToken(executor: Executor, row: OneTimeTokenTable): Promise<void> {
  await executor.insertInto("oneTimeToken").values(row).execute();
}

/** Links that were over before an instant, used or not. */
export async function deleteTokensBefore(executor: Executor, before: string): Promise<number> {
  const deleted = await executor
    .deleteFrom("oneTimeToken")
    .where("expiresAt", "<", before)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

/** Unused invitations of an address to the organisation, or to one of its partners, die. */
export async function expireInvitations(
  executor: Executor,
  to: { readonly organisationId: string; readonly partnerId: string | null; readonly email: string },
  at: string,
): Promise<void> {
  await executor
    .updateTable("oneTimeToken")
    .set({ expiresAt: at })
    .where("organisationId", "=", to.organisationId)
    .where("partnerId", to.partnerId === null ? "is" : "=", to.partnerId)
    .where("email", "=", to.email)
    .where("purpose", "=", "invitation")
    .where("consumedAt", "is", null)
    .execute();
}

/** Links of one kind to an address that were not used yet die. */
export async function expireLinks(
  executor: Executor,
  email: string,
  purpose: string,
  at: string,
): Promise<void> {
  await executor
    .updateTable("oneTimeToken")
    .set({ expiresAt: at })
    .where("email", "=", email)
    .where("purpose", "=", purpose)
    .where("consumedAt", "is", null)
    .where("expiresAt", ">", at)
    .execute();
}

/** Consumes the token once; false when somebody else was faster or it is over. */
export async function consumeToken(executor: Executor, tokenHash: string, at: string): Promise<boolean> {
  const result = await executor
    .updateTable("oneTimeToken")
    .set({ consumedAt: at })
    .where("tokenHash", "=", tokenHash)
    .where("consumedAt", "is", null)
    .where("expiresAt", ">", at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Adds a hit to a bucket and answers how many it now holds. */
export async function addHit(executor: Executor, key: string, windowStart: string): Promise<number> {
  const row = await executor
    .insertInto("rateBucket")
    .values({ key, windowStart, hits: 1 })
    .onConflict((oc) =>
      oc.columns(["key", "windowStart"]).doUpdateSet((eb) => ({ hits: eb("rateBucket.hits", "+", 1) })),
    )
    .returning("hits")
    .executeTakeFirstOrThrow();
  return row.hits;
}

export async function hasHitSince(executor: Executor, key: string, windowStart: string): Promise<boolean> {
  const row = await executor
    .selectFrom("rateBucket")
    .select("hits")
    .where("key", "=", key)
    .where("windowStart", ">=", windowStart)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Counters of windows that began before an instant; own places are no counters. */
export async function deleteCountersBefore(executor: Executor, before: string): Promise<number> {
  const deleted = await executor
    .deleteFrom("rateBucket")
    .where("windowStart", "<", before)
    .where("key", "not like", `${ownPlacePrefix}%`)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

/** Own places not used since an instant. */
export async function deletePlacesBefore(executor: Executor, before: string): Promise<number> {
  const deleted = await executor
    .deleteFrom("rateBucket")
    .where("windowStart", "<", before)
    .where("key", "like", `${ownPlacePrefix}%`)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

export const ownPlacePrefix = "sign-in-place:";

export async function listPeople(
  executor: Executor,
  organisationId: string,
  partnerId: string | null,
  day: string,
) {
  let query = executor
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select([
      "membership.id as membershipId",
      "person.id",
      "person.name",
      "person.email",
      "person.isDisabled",
      "membership.role",
      "membership.department",
      "membership.title",
      "membership.validFrom",
    ])
    .where("membership.organisationId", "=", organisationId)
    .where("membership.validFrom", "<=", day)
    .where((eb) => eb.or([eb("membership.validTo", "is", null), eb("membership.validTo", ">=", day)]));
  query =
    partnerId === null
      ? query.where("membership.partnerId", "is", null)
      : query.where("membership.partnerId", "=", partnerId);
  return query.orderBy("person.nameKana", ascNullsFirst).orderBy("person.id").execute();
}

export async function listOpenInvitations(
  executor: Executor,
  organisationId: string,
  partnerId: string | null,
  at: string,
) {
  let query = executor
    .selectFrom("oneTimeToken")
    .select(["email", "name", "role", "department", "title", "createdAt", "expiresAt"])
    .where("organisationId", "=", organisationId)
    .where("purpose", "=", "invitation")
    .where("consumedAt", "is", null)
    .where("expiresAt", ">", at);
  query =
    partnerId === null ? query.where("partnerId", "is", null) : query.where("partnerId", "=", partnerId);
  return query.orderBy("createdAt", "desc").execute();
}

/** The recorded outcome of an act done once, or null when it was not done yet. */
export async function findOnce(executor: Executor, key: string, personId: string, act: string) {
  return (
    (await executor
      .selectFrom("onceKey")
      .select("outcome")
      .where("key", "=", key)
      .where("personId", "=", personId)
      .where("act", "=", act)
      .executeTakeFirst()) ?? null
  );
}

export async function insertOnce(
  executor: Executor,
  row: { key: string; personId: string; act: string; outcome: string; recordedAt: string },
): Promise<void> {
  await executor.insertInto("onceKey").values(row).execute();
}

export async function deleteOnceBefore(executor: Executor, before: string): Promise<number> {
  const deleted = await executor.deleteFrom("onceKey").where("recordedAt", "<", before).executeTakeFirst();
  return Number(deleted.numDeletedRows);
}

/** Invitations of staff that still hold and were not accepted, oldest first. */
export const listPendingInvitations = (
  executor: Executor,
  organisationId: string,
  now: string,
  limit: number,
) =>
  takeFirst(
    executor
      .selectFrom("oneTimeToken")
      .select(["name", "email", "expiresAt"])
      .where("organisationId", "=", organisationId)
      .where("purpose", "=", "invitation")
      .where("partnerId", "is", null)
      .where("consumedAt", "is", null)
      .where("expiresAt", ">", now)
      .orderBy("expiresAt")
      .orderBy("email"),
    limit,
  );
