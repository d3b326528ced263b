import {
  partnerNames,
  relationIdsInReach,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { AssessmentTable } from "#db/schema.ts";
import { type AssessmentRow, toAssessment } from "../fragments/rows.server.ts";
import type { AssessmentState } from "../rules/states.ts";

export const insertAssessment = async (executor: Executor, row: AssessmentTable): Promise<void> => {
  await executor.insertInto("assessment").values(row).execute();
};

/** False when it was changed since `revision` was read, or has left the states named. */
export async function updateAssessmentIfRevision(
  executor: Executor,
  {
    organisationId,
    id,
    revision,
    states,
  }: { organisationId: string; id: string; revision: number; states: readonly AssessmentState[] },
  to: Partial<Omit<AssessmentTable, "id" | "organisationId" | "partnerId" | "relationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("assessment")
    .set({ ...to, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("state", "in", [...states])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface AssessmentListRow {
  readonly id: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly state: AssessmentState;
  readonly dueOn: string | null;
  readonly submittedAt: string | null;
  readonly grade: string | null;
  readonly score: number | null;
  readonly concludedOn: string | null;
  readonly validUntil: string | null;
  readonly tier: string;
  readonly relationId: string;
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly basis: string;
  readonly department: string;
  readonly partnerId: string;
  readonly partnerName: string;
}

export interface AssessmentFilter {
  readonly states?: readonly AssessmentState[];
  readonly department?: string | null;
  readonly partnerId?: string;
  readonly relationId?: string;
  readonly fiscalYear?: number;
  readonly dueBefore?: string;
  /** Paging by key: numbers smaller than this one (newest first). */
  readonly beforeNumber?: string;
  readonly limit: number;
}

/** Newest number first. */
export async function listAssessments(
  executor: Executor,
  organisationId: string,
  filter: AssessmentFilter,
): Promise<AssessmentListRow[]> {
  if (filter.states?.length === 0) return [];
  let query = executor
    .selectFrom("assessment")
    .innerJoin(
      relationsInReach(executor, { organisationId, department: filter.department ?? null }).as("relation"),
      "relation.id",
      "assessment.relationId",
    )
    .innerJoin(partnerNames(executor, organisationId).as("partner"), "partner.id", "assessment.partnerId")
    .select([
      "assessment.id",
      "assessment.number",
      "assessment.fiscalYear",
      "assessment.state",
      "assessment.dueOn",
      "assessment.submittedAt",
      "assessment.grade",
      "assessment.score",
      "assessment.concludedOn",
      "assessment.validUntil",
      "assessment.tier",
      "assessment.relationId",
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.basis",
      "relation.department",
      "assessment.partnerId",
      "partner.currentName as partnerName",
    ])
    .where("assessment.organisationId", "=", organisationId);
  if (filter.states) query = query.where("assessment.state", "in", [...filter.states]);
  if (filter.partnerId) query = query.where("assessment.partnerId", "=", filter.partnerId);
  if (filter.relationId) query = query.where("assessment.relationId", "=", filter.relationId);
  if (filter.fiscalYear !== undefined) query = query.where("assessment.fiscalYear", "=", filter.fiscalYear);
  if (filter.dueBefore) query = query.where("assessment.dueOn", "<", filter.dueBefore);
  if (filter.beforeNumber) query = query.where("assessment.number", "<", filter.beforeNumber);
  const rows = await query.orderBy("assessment.number", "desc").limit(filter.limit).execute();
  return rows.map((row) => ({ ...row, state: row.state as AssessmentState }));
}

export async function countByState(
  executor: Executor,
  organisationId: string,
  { department = null, partnerId }: { department?: string | null; partnerId?: string } = {},
): Promise<Map<AssessmentState, number>> {
  let query = executor
    .selectFrom("assessment")
    .select(["assessment.state", (e) => e.fn.countAll<number>().as("count")])
    .where("assessment.organisationId", "=", organisationId);
  if (department !== null)
    query = query.where(
      "assessment.relationId",
      "in",
      relationIdsInReach(executor, { organisationId, department }),
    );
  if (partnerId) query = query.where("assessment.partnerId", "=", partnerId);
  const rows = await query.groupBy("assessment.state").execute();
  return new Map(rows.map((row) => [row.state as AssessmentState, Number(row.count)]));
}

/** The concluded assessment before this one, of the same relation: what 「前回」 means. */
export async function findPreviousAssessment(
  executor: Executor,
  organisationId: string,
  { relationId, id, createdAt }: { relationId: string; id: string; createdAt: string },
): Promise<AssessmentRow | null> {
  const row = await executor
    .selectFrom("assessment")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("id", "!=", id)
    .where("createdAt", "<=", createdAt)
    .where("concludedOn", "is not", null)
    .orderBy("concludedOn", "desc")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toAssessment(row) : null;
}

/** An assessment of this relation that is under way; one at a time. */
export async function findOpenAssessment(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<AssessmentRow | null> {
  const row = await executor
    .selectFrom("assessment")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("concludedOn", "is", null)
    .where("state", "!=", "cancelled")
    .limit(1)
    .executeTakeFirst();
  return row ? toAssessment(row) : null;
}
