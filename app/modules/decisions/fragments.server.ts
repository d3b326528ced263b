import { fromFlag, fromJsonOrNull } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { CirculationActTable, CirculationTable } from "#db/schema.ts";
import type { CirculationEvent, CirculationState, Condition } from "./rules/circulation.ts";

export interface ActRow extends Omit<CirculationActTable, "conditions" | "kind"> {
  readonly kind: CirculationEvent;
  readonly conditions: readonly Condition[];
}

/** A circulation with everything that happened in it. */
export interface CirculationRow extends Omit<CirculationTable, "state" | "isImportant"> {
  readonly state: CirculationState;
  readonly isImportant: boolean;
  readonly acts: readonly ActRow[];
}

const toAct = (row: CirculationActTable): ActRow => ({
  ...row,
  kind: row.kind as CirculationEvent,
  conditions: fromJsonOrNull<Condition[]>(row.conditions) ?? [],
});

export async function withActs(
  executor: Executor,
  rows: readonly CirculationTable[],
): Promise<CirculationRow[]> {
  if (rows.length === 0) return [];
  const acts = await executor
    .selectFrom("circulationAct")
    .selectAll()
    .where(
      "circulationId",
      "in",
      rows.map((r) => r.id),
    )
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    ...row,
    state: row.state as CirculationState,
    isImportant: fromFlag(row.isImportant),
    acts: acts.filter((a) => a.circulationId === row.id).map(toAct),
  }));
}

export async function findCirculation(
  executor: Executor,
  organisationId: string,
  circulationId: string,
): Promise<CirculationRow | null> {
  const rows = await executor
    .selectFrom("circulation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", circulationId)
    .execute();
  return (await withActs(executor, rows))[0] ?? null;
}

/** Circulations that were decided, to be joined by what they decided. */
export const decidedCirculations = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("circulation")
    .select(["circulation.id", "circulation.decidedAt"])
    .where("circulation.organisationId", "=", organisationId)
    .where("circulation.decidedAt", "is not", null);

/** The sealed paper that was decided last, by its content; null when there is none. */
export async function findNewestSealed(executor: Executor, organisationId: string) {
  const row = await executor
    .selectFrom("artefact")
    .innerJoin("circulation", "circulation.id", "artefact.circulationId")
    .select(["artefact.hash", "circulation.number"])
    .where("artefact.organisationId", "=", organisationId)
    .where("artefact.kind", "=", "sealed")
    .where("circulation.decidedAt", "is not", null)
    .orderBy("circulation.decidedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Contents (SHA-256) that papers of circulations name; only `hash` when given. */
export async function listArtefactHashes(executor: Executor, hash?: string): Promise<string[]> {
  let query = executor.selectFrom("artefact").select("hash").distinct();
  if (hash !== undefined) query = query.where("hash", "=", hash);
  return (await query.execute()).map((row) => row.hash);
}

/** Circulations of one kind of subject, to be listed by the module that owns the subject. */
export const circulationsOf = (executor: Executor, organisationId: string, subjectKind: string) =>
  executor
    .selectFrom("circulation")
    .select([
      "circulation.id",
      "circulation.subjectId",
      "circulation.number",
      "circulation.title",
      "circulation.state",
      "circulation.drafterId",
      "circulation.submittedAt",
      "circulation.createdAt",
    ])
    .where("circulation.organisationId", "=", organisationId)
    .where("circulation.subjectKind", "=", subjectKind);
