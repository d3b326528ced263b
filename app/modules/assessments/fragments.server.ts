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
