import { personNames } from "#app/modules/access/fragments.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { AnswerTable, AssessmentConditionTable } from "#db/schema.ts";
import { type Answer, type Mark, marks } from "../rules/answers.ts";

export interface AnswerRow extends AnswerTable {
  readonly answer: Answer;
}

const markOf = (value: string | null): Mark | null => marks.find((mark) => mark === value) ?? null;

const toAnswerRow = (row: AnswerTable): AnswerRow => {
  const override = markOf(row.overrideValue);
  return {
    ...row,
    answer: {
      questionId: row.questionId,
      value: row.value ?? "",
      note: row.note ?? "",
      override: override === null ? null : { mark: override, note: row.overrideNote ?? "" },
      isNaAccepted: row.isNaAccepted === 1,
    },
  };
};

export async function listAnswers(
  executor: Executor,
  organisationId: string,
  assessmentId: string,
): Promise<AnswerRow[]> {
  const rows = await executor
    .selectFrom("answer")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("assessmentId", "=", assessmentId)
    .orderBy("questionId")
    .execute();
  return rows.map(toAnswerRow);
}

export const insertAnswer = async (executor: Executor, row: AnswerTable): Promise<void> => {
  await executor.insertInto("answer").values(row).execute();
};

export async function updateAnswerIfRevision(
  executor: Executor,
  { id, revision }: { id: string; revision: number },
  to: Partial<Omit<AnswerTable, "id" | "organisationId" | "assessmentId" | "questionId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("answer")
    .set({ ...to, revision: revision + 1 })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export const listAssignments = (executor: Executor, organisationId: string, assessmentId: string) =>
  executor
    .selectFrom("sectionAssignment")
    .innerJoin(personNames(executor).as("person"), "person.id", "sectionAssignment.personId")
    .select(["sectionAssignment.block", "sectionAssignment.personId", "person.name"])
    .where("sectionAssignment.organisationId", "=", organisationId)
    .where("sectionAssignment.assessmentId", "=", assessmentId)
    .execute();

export async function replaceAssignment(
  executor: Executor,
  row: { assessmentId: string; block: string; organisationId: string; recordedAt: string },
  personId: string | null,
): Promise<void> {
  await executor
    .deleteFrom("sectionAssignment")
    .where("assessmentId", "=", row.assessmentId)
    .where("block", "=", row.block)
    .execute();
  if (personId !== null)
    await executor
      .insertInto("sectionAssignment")
      .values({ ...row, personId })
      .execute();
}

export async function insertConditions(
  executor: Executor,
  rows: readonly AssessmentConditionTable[],
): Promise<void> {
  if (rows.length > 0)
    await executor
      .insertInto("assessmentCondition")
      .values([...rows])
      .execute();
}

export async function updateConditionMet(
  executor: Executor,
  organisationId: string,
  conditionId: string,
  metOn: string,
): Promise<string | null> {
  const row = await executor
    .updateTable("assessmentCondition")
    .set({ metOn })
    .where("organisationId", "=", organisationId)
    .where("id", "=", conditionId)
    .where("metOn", "is", null)
    .returning("assessmentId")
    .executeTakeFirst();
  return row?.assessmentId ?? null;
}
