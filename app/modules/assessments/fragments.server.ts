import { listExceptions } from "#app/modules/deferrals/fragments.server.ts";
import type { CriticalException } from "#app/modules/deferrals/rules.ts";
import { activeRelations, type Reach } from "#app/modules/registry/fragments/rows.server.ts";
import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { Outcome } from "./rules/scoring.ts";

/** A concluded assessment as the gate reads it (`AssessmentFact`). */
export interface ConcludedFacts {
  readonly id: string;
  readonly concludedOn: string;
  readonly outcome: Outcome;
  readonly validUntil: string;
  readonly criticalNos: readonly string[];
  readonly exceptions: readonly CriticalException[];
}

export async function loadConcludedFacts(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<Map<string, readonly ConcludedFacts[]>> {
  if (relationIds.length === 0) return new Map();
  const rows = await executor
    .selectFrom("assessment")
    .select(["id", "relationId", "concludedOn", "outcome", "validUntil", "criticalNos"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("concludedOn", "is not", null)
    .orderBy("concludedOn")
    .orderBy("number")
    .execute();
  const exceptions = await listExceptions(executor, organisationId, relationIds);
  const facts = new Map<string, ConcludedFacts[]>();
  for (const row of rows) {
    if (row.concludedOn === null || row.outcome === null) continue;
    const list = facts.get(row.relationId) ?? [];
    list.push({
      id: row.id,
      concludedOn: row.concludedOn,
      outcome: row.outcome as Outcome,
      validUntil: row.validUntil ?? row.concludedOn,
      criticalNos: fromJson<string[]>(row.criticalNos),
      exceptions: exceptions.get(row.relationId) ?? [],
    });
    facts.set(row.relationId, list);
  }
  return facts;
}

/** Assessments that were approved, by relation: grade and last day of validity. */
export const approvedAssessments = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("assessment")
    .select((eb) => [
      "assessment.relationId",
      eb.ref("assessment.approvedOn").$notNull().as("approvedOn"),
      "assessment.validUntil",
      "assessment.grade",
    ])
    .where("assessment.organisationId", "=", organisationId)
    .where("assessment.approvedOn", "is not", null);

/** Days by which assessments that were sent out have still to be answered, by relation. */
export const answersDue = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("assessment")
    .select((eb) => ["assessment.relationId", eb.ref("assessment.dueOn").$notNull().as("dueOn")])
    .where("assessment.organisationId", "=", organisationId)
    .where("assessment.approvedOn", "is", null)
    .where("assessment.submittedAt", "is", null)
    .where("assessment.dueOn", "is not", null);

/** Findings 指摘 that are not closed, by relation. */
export const openFindings = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("finding")
    .select(["finding.id", "finding.relationId", "finding.dueOn"])
    .where("finding.organisationId", "=", organisationId)
    .where("finding.closedOn", "is", null);

/** Ids of a partner's assessments, to be counted or joined. */
export const assessmentsOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("assessment")
    .select("assessment.id")
    .where("assessment.organisationId", "=", organisationId)
    .where("assessment.partnerId", "=", partnerId);

/** Assessments of some relations that were concluded by `day`, the latest first. */
export async function listConcludedBy(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
) {
  if (relationIds.length === 0) return [];
  return executor
    .selectFrom("assessment")
    .select((eb) => [
      "relationId",
      eb.ref("concludedOn").$notNull().as("concludedOn"),
      "score",
      "grade",
      "validUntil",
    ])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("concludedOn", "is not", null)
    .where("concludedOn", "<=", day)
    .orderBy("concludedOn", "desc")
    .execute();
}

/** How many active relations have an assessment that was approved within a period, both days inclusive. */
export async function countAssessedRelations(
  executor: Executor,
  reach: Reach,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  const row = await executor
    .selectFrom("assessment")
    .innerJoin(activeRelations(executor, reach).as("relation"), "relation.id", "assessment.relationId")
    .select((eb) => eb.fn.count<number | string>("assessment.relationId").distinct().as("n"))
    .where("assessment.approvedOn", ">=", from)
    .where("assessment.approvedOn", "<=", to)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
