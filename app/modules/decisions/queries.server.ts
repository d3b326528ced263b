import { personNames, staffOn } from "#app/modules/access/fragments.server.ts";
import type { StaffRole } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { ArtefactTable, CirculationActTable, CirculationTable, DeputyTable } from "#db/schema.ts";
import { type CirculationRow, withActs } from "./fragments.server.ts";
import { type Circulation, type CirculationState, type DeputyFact, usualSteps } from "./rules/circulation.ts";

/** The row as the engine reads it. */
export const toCirculation = (row: CirculationRow): Circulation => ({
  state: row.state,
  round: row.round,
  isImportant: row.isImportant,
  drafterId: row.drafterId,
  reviewerId: row.reviewerId,
  deciderId: row.deciderId,
  steps: usualSteps,
  acts: row.acts.map((a) => ({
    kind: a.kind,
    round: a.round,
    position: a.step,
    actorId: a.actorId,
    onBehalfOf: a.onBehalfOf,
  })),
});

/** Circulations in the given states, newest first. */
export async function listCirculations(
  executor: Executor,
  organisationId: string,
  states: readonly CirculationState[],
  limit: number,
): Promise<CirculationRow[]> {
  const rows = await executor
    .selectFrom("circulation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("state", "in", [...states])
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return withActs(executor, rows);
}

/** By the code printed on the paper, whoever asks. */
export async function findByVerificationCode(
  executor: Executor,
  code: string,
): Promise<CirculationRow | null> {
  const rows = await executor
    .selectFrom("circulation")
    .selectAll()
    .where("verificationCode", "=", code)
    .limit(1)
    .execute();
  return (await withActs(executor, rows))[0] ?? null;
}

export async function insertCirculation(trx: Write, row: CirculationTable): Promise<void> {
  await trx.insertInto("circulation").values(row).execute();
}

/** Changes a circulation only if nobody did since it was read; false = somebody was faster. */
export async function updateCirculationIfRevision(
  trx: Write,
  at: {
    readonly organisationId: string;
    readonly id: string;
    readonly revision: number;
    readonly state: string;
  },
  set: Partial<CirculationTable>,
): Promise<boolean> {
  const result = await trx
    .updateTable("circulation")
    .set({ ...set, revision: at.revision + 1 })
    .where("organisationId", "=", at.organisationId)
    .where("id", "=", at.id)
    .where("revision", "=", at.revision)
    .where("state", "=", at.state)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function insertAct(trx: Write, row: CirculationActTable): Promise<void> {
  await trx.insertInto("circulationAct").values(row).execute();
}

export async function insertArtefacts(trx: Write, rows: readonly ArtefactTable[]): Promise<void> {
  if (rows.length > 0)
    await trx
      .insertInto("artefact")
      .values([...rows])
      .execute();
}

export async function listArtefacts(
  executor: Executor,
  organisationId: string,
  circulationId: string,
): Promise<ArtefactTable[]> {
  return executor
    .selectFrom("artefact")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("circulationId", "=", circulationId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

export async function findArtefact(
  executor: Executor,
  organisationId: string,
  artefactId: string,
): Promise<ArtefactTable | null> {
  return (
    (await executor
      .selectFrom("artefact")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", artefactId)
      .executeTakeFirst()) ?? null
  );
}

/** By content: the same bytes may have been stored once only. */
export async function findArtefactByHash(executor: Executor, hash: string): Promise<ArtefactTable | null> {
  return (
    (await executor
      .selectFrom("artefact")
      .selectAll()
      .where("hash", "=", hash)
      .where("kind", "!=", "model")
      .orderBy("createdAt", "desc")
      .executeTakeFirst()) ?? null
  );
}

export interface StaffPerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly role: StaffRole;
  readonly title: string | null;
  readonly department: string | null;
}

/** Staff with a role on a day, by name. */
export async function listStaffOn(
  executor: Executor,
  organisationId: string,
  day: string,
): Promise<StaffPerson[]> {
  const rows = await staffOn(executor, organisationId, day)
    .orderBy("person.name")
    .orderBy("membership.id")
    .execute();
  return rows.map(({ id: _, ...row }) => ({ ...row, role: row.role as StaffRole }));
}

export interface DeputyRow {
  readonly id: string;
  readonly principalId: string;
  readonly principalName: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/** Absences with their deputies, newest first. */
export async function listDeputies(
  executor: Executor,
  organisationId: string,
  only: { readonly deputyId?: string; readonly endsOnOrAfter?: string } = {},
): Promise<DeputyRow[]> {
  let query = executor
    .selectFrom("deputy")
    .innerJoin(personNames(executor).as("principal"), "principal.id", "deputy.principalId")
    .innerJoin(personNames(executor).as("substitute"), "substitute.id", "deputy.deputyId")
    .select([
      "deputy.id",
      "deputy.principalId",
      "principal.name as principalName",
      "deputy.deputyId",
      "substitute.name as deputyName",
      "deputy.validFrom",
      "deputy.validTo",
      "deputy.reason",
      "deputy.recordedAt",
      "deputy.recordedBy",
    ])
    .where("deputy.organisationId", "=", organisationId);
  if (only.deputyId !== undefined) query = query.where("deputy.deputyId", "=", only.deputyId);
  if (only.endsOnOrAfter !== undefined) query = query.where("deputy.validTo", ">=", only.endsOnOrAfter);
  return query.orderBy("deputy.validFrom", "desc").orderBy("deputy.id").execute();
}

export async function insertDeputy(trx: Write, row: DeputyTable): Promise<void> {
  await trx.insertInto("deputy").values(row).execute();
}

export async function updateDeputyEnded(
  trx: Write,
  organisationId: string,
  id: string,
  validTo: string,
): Promise<void> {
  await trx
    .updateTable("deputy")
    .set({ validTo })
    .where("id", "=", id)
    .where("organisationId", "=", organisationId)
    .execute();
}

export const toDeputyFact = (
  row: DeputyRow,
  roles: readonly StaffRole[],
  recordedOn: string,
): DeputyFact => ({
  principalId: row.principalId,
  principalRoles: roles,
  validFrom: row.validFrom,
  validTo: row.validTo,
  recordedOn,
  recordedBy: row.recordedBy,
});

/** Decisions made in a principal's name (代決) that the principal has not confirmed yet (後閲), oldest first. */
export const listUnconfirmedDecisions = (
  executor: Executor,
  organisationId: string,
  principalId: string,
  limit: number,
) =>
  takeFirst(
    executor
      .selectFrom("circulationAct as act")
      .innerJoin("circulation", "circulation.id", "act.circulationId")
      .select(["circulation.id", "circulation.title", "circulation.number", "act.at"])
      .where("circulation.organisationId", "=", organisationId)
      .where("act.onBehalfOf", "=", principalId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("circulationAct as confirmed")
              .select("confirmed.id")
              .whereRef("confirmed.circulationId", "=", "circulation.id")
              .where("confirmed.kind", "=", "confirm"),
          ),
        ),
      )
      .orderBy("act.at")
      .orderBy("act.id"),
    limit,
  );
