import type { Executor } from "#db/index.server.ts";
import type { DeferralTable, GateCheckTable } from "#db/schema.ts";

/** Findings of some relations as the gate reads them. */
export const listFindingFacts = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
) =>
  executor
    .selectFrom("finding")
    .select(["id", "relationId", "number", "title", "severity", "raisedOn", "dueOn", "closedOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...relationIds])
    .where("severity", "=", "critical")
    .orderBy("dueOn")
    .orderBy("number")
    .execute();

/** Conditions of concluded assessments, with the assessment on which their meeting is recorded. */
export const listConditionFacts = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
) =>
  executor
    .selectFrom("assessmentCondition")
    .innerJoin("assessment", "assessment.id", "assessmentCondition.assessmentId")
    .select([
      "assessmentCondition.id",
      "assessmentCondition.assessmentId",
      "assessmentCondition.text",
      "assessmentCondition.dueOn",
      "assessmentCondition.metOn",
      "assessmentCondition.bindsAtOnce",
      "assessment.relationId",
      "assessment.concludedOn",
    ])
    .where("assessment.organisationId", "=", organisationId)
    .where("assessment.relationId", "in", [...relationIds])
    .where("assessment.concludedOn", "is not", null)
    .orderBy("assessmentCondition.dueOn")
    .orderBy("assessmentCondition.id")
    .execute();

/** Days on which partners were first told of one policy version. */
export const listToldOn = (
  executor: Executor,
  organisationId: string,
  policyVersionId: string,
  partnerIds: readonly string[],
) =>
  executor
    .selectFrom("policyTold")
    .select((eb) => ["partnerId", eb.fn.min("toldOn").as("toldOn")])
    .where("organisationId", "=", organisationId)
    .where("policyVersionId", "=", policyVersionId)
    .where("partnerId", "in", [...partnerIds])
    .groupBy("partnerId")
    .execute();

export const listGateModes = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("gateMode")
    .select(["code", "mode", "validFrom", "validTo"])
    .where("organisationId", "=", organisationId)
    .orderBy("validFrom")
    .execute();

export const insertGateCheck = (executor: Executor, row: GateCheckTable) =>
  executor.insertInto("gateCheck").values(row).execute();

/** Recorded checks of a relation, newest first. */
export const listGateChecks = (
  executor: Executor,
  organisationId: string,
  relationId: string,
  limit: number,
): Promise<GateCheckTable[]> =>
  executor
    .selectFrom("gateCheck")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .orderBy("checkedAt", "desc")
    .orderBy("number", "desc")
    .limit(limit)
    .execute();

export async function findGateCheck(
  executor: Executor,
  organisationId: string,
  checkId: string,
): Promise<GateCheckTable | null> {
  return (
    (await executor
      .selectFrom("gateCheck")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", checkId)
      .executeTakeFirst()) ?? null
  );
}

export interface DeferralRow extends DeferralTable {
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly basis: string;
  readonly department: string;
  readonly partnerId: string;
  readonly partnerName: string;
}

/** Deferrals 期限付継続, newest request first; of some states, one relation or one department when named. */
export function listDeferrals(
  executor: Executor,
  organisationId: string,
  only: {
    readonly states?: readonly string[];
    readonly relationId?: string;
    readonly department?: string | null;
    readonly limit: number;
  },
): Promise<DeferralRow[]> {
  let query = executor
    .selectFrom("deferral")
    .innerJoin("relation", "relation.id", "deferral.relationId")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .selectAll("deferral")
    .select([
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.basis",
      "relation.department",
      "relation.partnerId",
      "partner.currentName as partnerName",
    ])
    .where("deferral.organisationId", "=", organisationId);
  if (only.states && only.states.length > 0) query = query.where("deferral.state", "in", [...only.states]);
  if (only.relationId !== undefined) query = query.where("deferral.relationId", "=", only.relationId);
  if (only.department !== undefined && only.department !== null)
    query = query.where("relation.department", "=", only.department);
  return query
    .orderBy("deferral.requestedAt", "desc")
    .orderBy("deferral.id", "desc")
    .limit(only.limit)
    .execute();
}
