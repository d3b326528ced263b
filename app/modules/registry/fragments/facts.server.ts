import { personNames } from "#app/modules/access/fragments.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import { groupRows } from "#db/rows.ts";
import type { PartnerProfileTable } from "#db/schema.ts";
import type { PartnerFact, RelationFact, SubcontractorFact } from "../rules/facts.ts";
import { relationsInReach } from "./rows.server.ts";
import { openOrAfter } from "./valid.server.ts";

/** Every partner with its name valid on `asOf`. */
export async function listPartnerFacts(
  executor: Executor,
  organisationId: string,
  asOf: Day,
): Promise<PartnerFact[]> {
  const rows = await executor
    .selectFrom("partner")
    .leftJoin("partnerProfile", (join) =>
      join
        .onRef("partnerProfile.partnerId", "=", "partner.id")
        .on("partnerProfile.validFrom", "<=", asOf)
        .on((eb) =>
          eb.or([eb("partnerProfile.validTo", "is", null), eb("partnerProfile.validTo", ">=", asOf)]),
        ),
    )
    .select([
      "partner.id",
      "partner.number",
      "partner.currentName",
      "partner.shortName",
      "partner.sortKey",
      "partnerProfile.name as profileName",
    ])
    .where("partner.organisationId", "=", organisationId)
    .orderBy("partner.number")
    .orderBy("partnerProfile.recordedAt")
    .execute();
  return [
    ...new Map(
      rows.map(({ profileName, currentName, ...row }) => [
        row.id,
        { ...row, name: profileName ?? currentName },
      ]),
    ).values(),
  ];
}

/** Every relation with its states and scope lines over all time. */
export async function listRelationFacts(executor: Executor, organisationId: string): Promise<RelationFact[]> {
  const relations = await executor
    .selectFrom("relation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .orderBy("number")
    .execute();
  const states = groupRows(
    await executor
      .selectFrom("relationState")
      .select(["relationId", "state", "validFrom", "validTo"])
      .where("organisationId", "=", organisationId)
      // A state left on the day it was reached held on no day.
      .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", eb.ref("validFrom"))]))
      .orderBy("validFrom")
      .orderBy("recordedAt")
      .execute(),
    (row) => row.relationId,
  );
  const scope = groupRows(
    await executor
      .selectFrom("scopeLine")
      .select(["relationId", "items", "validFrom", "validTo"])
      .where("organisationId", "=", organisationId)
      .orderBy("validFrom")
      .orderBy("recordedAt")
      .execute(),
    (row) => row.relationId,
  );
  return relations.map((row) => ({
    id: row.id,
    partnerId: row.partnerId,
    number: row.number,
    basis: row.basis as LegalBasis,
    title: row.title,
    activity: row.activity,
    groupId: row.groupId,
    department: row.department,
    tier: row.highestTier,
    handlesAbroad: fromFlag(row.handlesAbroad),
    states: states.get(row.id) ?? [],
    scope: (scope.get(row.id) ?? []).map((line) => ({
      items: fromJson<string[]>(line.items),
      validFrom: line.validFrom,
      validTo: line.validTo,
    })),
  }));
}

/** Every subcontractor, the one that began first on top. */
export const listSubcontractorFacts = (
  executor: Executor,
  organisationId: string,
): Promise<SubcontractorFact[]> =>
  executor
    .selectFrom("subcontractor")
    .select([
      "id",
      "relationId",
      "parentId",
      "name",
      "work",
      "startsOn",
      "removedOn",
      "state",
      "decidedOn",
      "approvedUntil",
      "foundOn",
    ])
    .where("organisationId", "=", organisationId)
    .orderBy("startsOn")
    .orderBy("id")
    .execute();

/** The profile that held on a day, or the last one that had held by then; null before the first. */
export async function findLastProfileBy(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: Day,
): Promise<PartnerProfileTable | null> {
  const row = await executor
    .selectFrom("partnerProfile")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", day)
    .orderBy("validFrom", "desc")
    .orderBy("recordedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Contacts of a partner on a day, who is responsible first. */
export const listContactsOn = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: Day,
  limit: number,
) =>
  executor
    .selectFrom("partnerContact")
    .select(["name", "title", "phone"])
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", day)
    .where(openOrAfter("validTo", day))
    .orderBy("isResponsible", "desc")
    .orderBy("name")
    .limit(limit)
    .execute();

/** Who is in charge of each relation of a partner and where the data is handled. */
export async function listRelationCare(executor: Executor, organisationId: string, partnerId: string) {
  const rows = await executor
    .selectFrom(relationsInReach(executor, { organisationId, partnerId }).as("relation"))
    .leftJoin(personNames(executor).as("person"), "person.id", "relation.ownerPersonId")
    .select(["relation.id", "relation.handlingPlace", "relation.isPaperOnly", "person.name as owner"])
    .execute();
  return rows.map((row) => ({ ...row, isPaperOnly: fromFlag(row.isPaperOnly) }));
}
