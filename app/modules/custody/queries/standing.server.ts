import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { StandingAuthorisationTable, StandingUseTable } from "#db/schema.ts";
import type { Unit } from "../rules/lots.ts";

export interface StandingRow extends Omit<StandingAuthorisationTable, "items" | "unit"> {
  readonly items: readonly string[];
  readonly unit: Unit;
}

const toStanding = (row: StandingAuthorisationTable): StandingRow => ({
  ...row,
  items: fromJson<string[]>(row.items),
  unit: row.unit as Unit,
});

export async function findStanding(
  executor: Executor,
  organisationId: string,
  standingId: string,
): Promise<StandingRow | null> {
  const row = await executor
    .selectFrom("standingAuthorisation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", standingId)
    .executeTakeFirst();
  return row ? toStanding(row) : null;
}

export const insertStanding = (executor: Executor, row: StandingAuthorisationTable) =>
  executor.insertInto("standingAuthorisation").values(row).execute();

export async function updateStandingIfRevision(
  executor: Executor,
  organisationId: string,
  standingId: string,
  revision: number,
  set: Partial<Omit<StandingAuthorisationTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("standingAuthorisation")
    .set({ ...set, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", standingId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface StandingListRow extends StandingRow {
  readonly partnerName: string;
  readonly relationNumber: string;
  readonly relationTitle: string;
}

/** Standing authorisations 継続授受, open ones first, by number. */
export async function listStandings(
  executor: Executor,
  organisationId: string,
  only: {
    readonly relationId?: string;
    readonly partnerId?: string;
    readonly department?: string | null;
    readonly isOpen?: boolean;
    readonly limit: number;
  },
): Promise<StandingListRow[]> {
  let query = executor
    .selectFrom("standingAuthorisation")
    .innerJoin(
      partnerNames(executor, organisationId).as("partner"),
      "partner.id",
      "standingAuthorisation.partnerId",
    )
    .innerJoin(
      relationsInReach(executor, { organisationId, department: only.department ?? null }).as("relation"),
      "relation.id",
      "standingAuthorisation.relationId",
    )
    .selectAll("standingAuthorisation")
    .select([
      "partner.currentName as partnerName",
      "relation.number as relationNumber",
      "relation.title as relationTitle",
    ])
    .where("standingAuthorisation.organisationId", "=", organisationId);
  if (only.relationId) query = query.where("standingAuthorisation.relationId", "=", only.relationId);
  if (only.partnerId) query = query.where("standingAuthorisation.partnerId", "=", only.partnerId);
  if (only.isOpen) query = query.where("standingAuthorisation.closedOn", "is", null);
  const rows = await query.orderBy("standingAuthorisation.number").limit(only.limit).execute();
  return rows.map(({ partnerName, relationNumber, relationTitle, ...row }) => ({
    ...toStanding(row),
    partnerName,
    relationNumber,
    relationTitle,
  }));
}

/** Monthly actuals of some authorisations, oldest first. */
export async function listUses(
  executor: Executor,
  organisationId: string,
  standingIds: readonly string[],
): Promise<StandingUseTable[]> {
  if (standingIds.length === 0) return [];
  return executor
    .selectFrom("standingUse")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("standingId", "in", [...standingIds])
    .orderBy("month")
    .execute();
}

export const insertUse = (executor: Executor, row: StandingUseTable) =>
  executor.insertInto("standingUse").values(row).execute();

export const updateUse = (
  executor: Executor,
  organisationId: string,
  useId: string,
  set: Pick<StandingUseTable, "volume" | "recordedAt" | "recordedBy">,
) =>
  executor
    .updateTable("standingUse")
    .set(set)
    .where("organisationId", "=", organisationId)
    .where("id", "=", useId)
    .execute();

/** The lot that stands for what continuously lies with the partner under this authorisation. */
export async function findStandingLotId(
  executor: Executor,
  organisationId: string,
  standingId: string,
): Promise<string | null> {
  const row = await executor
    .selectFrom("lot")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("standingId", "=", standingId)
    .orderBy("number")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Relations with an authorisation in use on `day` for which that day has no check yet. */
export async function listUncheckedRelationIds(
  executor: Executor,
  organisationId: string,
  day: string,
): Promise<string[]> {
  const rows = await executor
    .selectFrom("standingAuthorisation")
    .select("relationId")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("startsOn", "<=", day)
    .where("endsOn", ">=", day)
    .where("closedOn", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("gateCheck")
            .select("gateCheck.id")
            .whereRef("gateCheck.relationId", "=", "standingAuthorisation.relationId")
            .where("gateCheck.organisationId", "=", organisationId)
            .where("gateCheck.asOf", "=", day)
            .where("gateCheck.act", "=", "standing-day"),
        ),
      ),
    )
    .orderBy("relationId")
    .execute();
  return rows.map((row) => row.relationId);
}

/** Days of a month on which the daily check found the gate blocked, by relation and month `YYYY-MM`. */
export async function listBlockedDays(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<string[]> {
  const rows = await executor
    .selectFrom("gateCheck")
    .select("asOf")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("act", "=", "standing-day")
    .where("isAllowed", "=", 0)
    .orderBy("asOf")
    .execute();
  return rows.map((row) => row.asOf);
}
