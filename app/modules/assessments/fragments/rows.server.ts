import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { AssessmentConditionTable, AssessmentTable, FindingTable } from "#db/schema.ts";
import type { FrozenQuestion } from "../rules/checklist.ts";
import type { Outcome } from "../rules/scoring.ts";
import type { AssessmentState } from "../rules/states.ts";

export interface AssessmentRow
  extends Omit<
    AssessmentTable,
    "questions" | "state" | "isPaperOnly" | "isProxy" | "outcome" | "criticalNos" | "blockScores"
  > {
  readonly questions: readonly FrozenQuestion[];
  readonly state: AssessmentState;
  readonly isPaperOnly: boolean;
  readonly isProxy: boolean;
  readonly outcome: Outcome | null;
  readonly criticalNos: readonly string[];
  readonly blockScores: readonly {
    readonly block: string;
    readonly score: number | null;
    readonly weight: number;
  }[];
}
export const toAssessment = (row: AssessmentTable): AssessmentRow => ({
  ...row,
  questions: fromJson<FrozenQuestion[]>(row.questions),
  state: row.state as AssessmentState,
  outcome: row.outcome as Outcome | null,
  isPaperOnly: fromFlag(row.isPaperOnly),
  isProxy: fromFlag(row.isProxy),
  criticalNos: fromJson<string[]>(row.criticalNos),
  blockScores: fromJson<AssessmentRow["blockScores"]>(row.blockScores),
});
export async function findAssessment(
  executor: Executor,
  organisationId: string,
  assessmentId: string,
): Promise<AssessmentRow | null> {
  const row = await executor
    .selectFrom("assessment")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", assessmentId)
    .executeTakeFirst();
  return row ? toAssessment(row) : null;
}
export async function findFinding(
  executor: Executor,
  organisationId: string,
  findingId: string,
): Promise<FindingTable | null> {
  return (
    (await executor
      .selectFrom("finding")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", findingId)
      .executeTakeFirst()) ?? null
  );
}
export interface FindingListRow extends FindingTable {
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly department: string;
  readonly partnerName: string;
}
export interface FindingFilter {
  readonly states?: readonly string[];
  readonly severity?: string;
  readonly department?: string | null;
  readonly partnerId?: string;
  readonly relationIds?: readonly string[];
  readonly assessmentId?: string;
  readonly dueBefore?: string;
  /** Paging by key: after this due day and number. */
  readonly after?: { readonly dueOn: string; readonly number: string };
  readonly limit: number;
}
/** The one due first stands first. */
export async function listFindings(
  executor: Executor,
  organisationId: string,
  filter: FindingFilter,
): Promise<FindingListRow[]> {
  if (filter.relationIds?.length === 0 || filter.states?.length === 0) return [];
  let query = executor
    .selectFrom("finding")
    .innerJoin(
      relationsInReach(executor, { organisationId, department: filter.department ?? null }).as("relation"),
      "relation.id",
      "finding.relationId",
    )
    .innerJoin(partnerNames(executor, organisationId).as("partner"), "partner.id", "finding.partnerId")
    .selectAll("finding")
    .select([
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.department",
      "partner.currentName as partnerName",
    ])
    .where("finding.organisationId", "=", organisationId);
  if (filter.states) query = query.where("finding.state", "in", [...filter.states]);
  if (filter.severity) query = query.where("finding.severity", "=", filter.severity);
  if (filter.partnerId) query = query.where("finding.partnerId", "=", filter.partnerId);
  if (filter.relationIds) query = query.where("finding.relationId", "in", [...filter.relationIds]);
  if (filter.assessmentId) query = query.where("finding.assessmentId", "=", filter.assessmentId);
  if (filter.dueBefore) query = query.where("finding.dueOn", "<", filter.dueBefore);
  const { after } = filter;
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb("finding.dueOn", ">", after.dueOn),
        eb.and([eb("finding.dueOn", "=", after.dueOn), eb("finding.number", ">", after.number)]),
      ]),
    );
  }
  return query.orderBy("finding.dueOn").orderBy("finding.number").limit(filter.limit).execute();
}
export async function listConditions(
  executor: Executor,
  organisationId: string,
  assessmentIds: readonly string[],
): Promise<ConditionRow[]> {
  if (assessmentIds.length === 0) return [];
  const rows = await executor
    .selectFrom("assessmentCondition")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("assessmentId", "in", [...assessmentIds])
    .orderBy("dueOn")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, bindsAtOnce: fromFlag(row.bindsAtOnce) }));
}
export interface ConditionRow extends Omit<AssessmentConditionTable, "bindsAtOnce"> {
  readonly bindsAtOnce: boolean;
}
