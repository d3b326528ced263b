import type { Text } from "#app/i18n/lang.ts";
import { tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import { listExceptions } from "#app/modules/deferrals/fragments.server.ts";
import type { CriticalException } from "#app/modules/deferrals/rules.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import {
  activeRelations,
  type Reach,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { TemplatePort } from "#app/ports.ts";
import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import { groupRows } from "#db/rows.ts";
import { Checklist } from "../rules/checklist.ts";
import type { AssessmentFact, BlockMarkFact, FindingFact } from "../rules/facts.ts";
import type { BlockScore, Outcome } from "../rules/scoring.ts";

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

/** Critical findings of some relations, open and closed, as the gate reads them. */
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

/** Every assessment, and what the concluded ones scored by block. */
export async function listAssessmentFacts(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
): Promise<{ assessments: AssessmentFact[]; blockMarks: BlockMarkFact[] }> {
  const rows = await executor
    .selectFrom("assessment")
    .innerJoin(
      relationsInReach(executor, { organisationId }).as("relation"),
      "relation.id",
      "assessment.relationId",
    )
    .select([
      "assessment.id",
      "assessment.relationId",
      "relation.basis",
      "assessment.number",
      "assessment.fiscalYear",
      "assessment.state",
      "assessment.sentAt",
      "assessment.dueOn",
      "assessment.submittedAt",
      "assessment.score",
      "assessment.grade",
      "assessment.outcome",
      "assessment.concludedOn",
      "assessment.criticalNos",
      "assessment.blockScores",
      "assessment.validUntil",
    ])
    .where("assessment.organisationId", "=", organisationId)
    .orderBy("assessment.number")
    .execute();
  const conditions = groupRows(
    await executor
      .selectFrom("assessmentCondition")
      .select(["assessmentId", "text", "dueOn"])
      .where("organisationId", "=", organisationId)
      .where("metOn", "is", null)
      .orderBy("dueOn")
      .execute(),
    (row) => row.assessmentId,
  );
  const assessments = rows.map(
    (row): AssessmentFact => ({
      id: row.id,
      relationId: row.relationId,
      number: row.number,
      state: row.state,
      sentOn: tokyoDayOrNull(row.sentAt),
      dueOn: row.dueOn,
      submittedOn: tokyoDayOrNull(row.submittedAt),
      concludedOn: row.concludedOn,
      validUntil: row.validUntil,
      score: row.score,
      grade: row.grade,
      outcome: row.outcome,
      criticalNos: row.concludedOn === null ? 0 : fromJson<string[]>(row.criticalNos).length,
      conditions: (conditions.get(row.id) ?? []).map(({ text, dueOn }) => ({ text, dueOn })),
    }),
  );
  return { assessments, blockMarks: await sumBlocks(executor, templates, organisationId, rows) };
}

/** Block scores of concluded assessments, weighted together by year and basis; titles from the checklists. */
async function sumBlocks(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  rows: readonly { fiscalYear: number; basis: string; concludedOn: string | null; blockScores: string }[],
): Promise<BlockMarkFact[]> {
  const titles = new Map<string, Text>();
  for (const template of await listTemplates(executor, templates, organisationId, "checklist")) {
    const parsed = Checklist.safeParse(template.document);
    if (!parsed.success) continue;
    for (const block of parsed.data.blocks) titles.set(block.id, titles.get(block.id) ?? block.title);
  }
  const order = [...titles.keys()];
  type Sum = { -readonly [K in keyof BlockMarkFact]: BlockMarkFact[K] };
  const groups = new Map<string, Map<string, Sum>>();
  const marks: Sum[] = [];
  for (const row of rows) {
    if (row.concludedOn === null) continue;
    const key = `${row.fiscalYear} ${row.basis}`;
    const group = groups.get(key) ?? new Map<string, Sum>();
    groups.set(key, group);
    for (const { block, score, weight } of fromJson<BlockScore[]>(row.blockScores)) {
      if (score === null) continue;
      let mark = group.get(block);
      if (mark === undefined) {
        mark = {
          assessmentYear: row.fiscalYear,
          basis: row.basis as LegalBasis,
          block,
          title: titles.get(block) ?? { ja: block, en: block },
          points: 0,
          weight: 0,
        };
        group.set(block, mark);
        marks.push(mark);
      }
      mark.points += (score * weight) / 100;
      mark.weight += weight;
    }
  }
  return marks.sort((x, y) => order.indexOf(x.block) - order.indexOf(y.block));
}

/** Every finding, by number. */
export const listFindingHistory = (executor: Executor, organisationId: string): Promise<FindingFact[]> =>
  executor
    .selectFrom("finding")
    .select([
      "id",
      "partnerId",
      "relationId",
      "number",
      "severity",
      "title",
      "raisedOn",
      "dueOn",
      "planDueOn",
      "state",
      "closedOn",
    ])
    .where("organisationId", "=", organisationId)
    .orderBy("number")
    .execute();

/** Scores by block of a partner's concluded assessments, by assessment. */
export async function listBlockScores(
  executor: Executor,
  organisationId: string,
  partnerId: string,
): Promise<Map<string, BlockScore[]>> {
  const rows = await executor
    .selectFrom("assessment")
    .select(["id", "blockScores"])
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("concludedOn", "is not", null)
    .execute();
  return new Map(rows.map((row) => [row.id, fromJson<BlockScore[]>(row.blockScores)]));
}
