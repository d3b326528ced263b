import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { AssessmentTable, DeferralTable } from "#db/schema.ts";
import type { FrozenQuestion } from "../rules/checklist.ts";
import type { CriticalException, Outcome } from "../rules/scoring.ts";
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
const toAssessment = (row: AssessmentTable): AssessmentRow => ({
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
    .innerJoin("relation", "relation.id", "assessment.relationId")
    .innerJoin("partner", "partner.id", "assessment.partnerId")
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
  if (filter.department) query = query.where("relation.department", "=", filter.department);
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
  by: { department?: string | null; partnerId?: string } = {},
): Promise<Map<AssessmentState, number>> {
  let query = executor
    .selectFrom("assessment")
    .innerJoin("relation", "relation.id", "assessment.relationId")
    .select(["assessment.state", (e) => e.fn.countAll<number>().as("count")])
    .where("assessment.organisationId", "=", organisationId);
  if (by.department) query = query.where("relation.department", "=", by.department);
  if (by.partnerId) query = query.where("assessment.partnerId", "=", by.partnerId);
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

/** The gate's code of a critical "no"; `subjectId` of its deferral is the question. */
export const criticalNoCode = "critical-no";

export const listCriticalDeferrals = (
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<DeferralTable[]> =>
  relationIds.length === 0
    ? Promise.resolve([])
    : executor
        .selectFrom("deferral")
        .selectAll()
        .where("organisationId", "=", organisationId)
        .where("relationId", "in", [...relationIds])
        .where("code", "=", criticalNoCode)
        .orderBy("requestedAt")
        .execute();

/** Exceptions the director granted, by relation. */
export async function listExceptions(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<Map<string, CriticalException[]>> {
  const byRelation = new Map<string, CriticalException[]>();
  for (const row of await listCriticalDeferrals(executor, organisationId, relationIds)) {
    if (row.state !== "granted" || row.decidedRole !== "director") continue;
    if (row.decidedOn === null || row.subjectId === null) continue;
    const list = byRelation.get(row.relationId) ?? [];
    const lastDay = row.revokedOn !== null && row.revokedOn < row.until ? row.revokedOn : row.until;
    list.push({ questionId: row.subjectId, approvedOn: row.decidedOn, expiresOn: lastDay });
    byRelation.set(row.relationId, list);
  }
  return byRelation;
}

export const insertDeferral = async (executor: Executor, row: DeferralTable): Promise<void> => {
  await executor.insertInto("deferral").values(row).execute();
};

/** First day of the organisation's fiscal year. */
export const getFiscalYearStart = async (executor: Executor, organisationId: string) => {
  const row = await executor
    .selectFrom("organisation")
    .select(["name", "nameEn", "fiscalYearStartMonth", "fiscalYearStartDay"])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    nameEn: row.nameEn,
    start: { month: row.fiscalYearStartMonth, day: row.fiscalYearStartDay },
  };
};

/** The route of a referral relation on a day. */
export async function findReferralRoute(
  executor: Executor,
  organisationId: string,
  relationId: string,
  day: string,
): Promise<string | null> {
  const row = await executor
    .selectFrom("referralRoute")
    .select("route")
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .orderBy("validFrom", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.route ?? null;
}

/** People of a partner on a day with their language, for mail. */
export const listPartnerMailboxes = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  day: string,
  roles: readonly string[] = ["partner-admin", "respondent", "approver"],
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
