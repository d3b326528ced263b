import { partnerRoles } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";

/** Names of people, by id; for showing who did what. */
export async function listPersonNames(
  executor: Executor,
  personIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await executor.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** People of a partner on a day with their language, for mail. */
export const listPartnerMailboxes = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: string,
  roles: readonly string[] = partnerRoles,
) =>
  executor
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select(["person.id", "person.email", "person.name", "person.language", "membership.role"])
    .distinct()
    .where("membership.organisationId", "=", organisationId)
    .where("membership.partnerId", "=", partnerId)
    .where("membership.role", "in", [...roles])
    .where("membership.validFrom", "<=", day)
    .where((eb) => eb.or([eb("membership.validTo", "is", null), eb("membership.validTo", ">=", day)]))
    .where("person.isDisabled", "=", 0)
    .orderBy("person.email")
    .execute();

/** What people are called, to be joined by higher modules. */
export const personNames = (executor: Executor) => executor.selectFrom("person").select(["id", "name"]);

/** Staff with a role on a day, to be joined or read; one row a membership. */
export const staffOn = (executor: Executor, organisationId: string, day: string) =>
  executor
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select([
      "membership.id",
      "membership.personId",
      "person.name",
      "person.email",
      "person.language",
      "membership.role",
      "membership.title",
      "membership.department",
    ])
    .where("membership.organisationId", "=", organisationId)
    .where("membership.partnerId", "is", null)
    .where("membership.validFrom", "<=", day)
    .where((eb) => eb.or([eb("membership.validTo", "is", null), eb("membership.validTo", ">=", day)]))
    .where("person.isDisabled", "=", 0);

/** Departments that people of the organisation have or had. */
export const departmentsOfPeople = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("membership")
    .select("department")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("department", "is not", null);
