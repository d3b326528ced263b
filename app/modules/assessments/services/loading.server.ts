import type { Text } from "#app/i18n/lang.ts";
import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { type AnswerRow, listAnswers } from "../queries/answers.server.ts";
import { findPreviousAssessment } from "../queries/assessments.server.ts";
import {
  type Answer,
  type BlockProgress,
  type Change,
  compareAnswer,
  progressOf,
  type SubmitProblem,
  submitProblems,
  toAnswers,
} from "../rules/answers.ts";
import type { Asked, Question } from "../rules/checklist.ts";
import type { AssessmentState } from "../rules/states.ts";
import { type Reached, reachAssessment, readAsked } from "./base.server.ts";

export interface QuestionView {
  readonly number: number;
  readonly isCritical: boolean;
  readonly question: Question;
  readonly answer: Answer;
  readonly revision: number;
  readonly answeredByName: string | null;
  readonly answeredAt: string | null;
  readonly files: readonly FileSummary[];
  /** Last time's answer, null when there was no assessment or the question was not asked then. */
  readonly previous: { readonly answer: Answer; readonly files: readonly FileSummary[] } | null;
  readonly change: Change | null;
}

/** What every page about one assessment shows at its head. */
export interface AssessmentHead {
  readonly id: string;
  readonly number: string;
  readonly fiscalYear: number;
  readonly state: AssessmentState;
  readonly revision: number;
  readonly dueOn: string | null;
  readonly tier: string;
  readonly isPaperOnly: boolean;
  readonly isProxy: boolean;
  readonly returnReason: string | null;
  readonly triggerCode: string | null;
  readonly submittedAt: string | null;
  readonly submittedByName: string | null;
  readonly partnerName: string;
  readonly relationId: string;
  readonly relationTitle: string;
  readonly basis: string;
  readonly checklistTitle: Text;
}

interface Loaded extends Reached {
  readonly head: AssessmentHead;
  readonly asked: readonly Asked[];
  readonly rows: readonly AnswerRow[];
  readonly questions: readonly QuestionView[];
  readonly blocks: readonly { readonly id: string; readonly title: Text }[];
  readonly previousYear: number | null;
  readonly progress: readonly BlockProgress[];
  readonly problems: readonly SubmitProblem[];
}

const noAnswer = (questionId: string): Answer => ({
  questionId,
  value: "",
  note: "",
  override: null,
  isNaAccepted: false,
});

export async function load(
  executor: Executor,
  deps: Deps,
  actor: Actor,
  assessmentId: string,
): Promise<Loaded | null> {
  const reached = await reachAssessment(executor, actor, assessmentId);
  if (!reached) return null;
  const { assessment, relation } = reached;
  const { organisationId } = actor;
  const { checklist, asked } = await readAsked(executor, deps, assessment);
  const rows = await listAnswers(executor, organisationId, assessment.id);
  const before = await findPreviousAssessment(executor, organisationId, assessment);
  const beforeRows = before ? await listAnswers(executor, organisationId, before.id) : [];
  const files = await listFilesOf(
    executor,
    actor,
    "answer",
    [...rows, ...beforeRows].map((row) => row.id),
  );
  const filesOf = (row: AnswerRow | undefined): FileSummary[] =>
    row ? files.filter((file) => file.subjectId === row.id) : [];
  const names = await listPersonNames(executor, [
    assessment.submittedBy,
    ...rows.map((row) => row.answeredBy),
  ]);
  const nameOf = (id: string | null | undefined) => (id ? (names.get(id) ?? null) : null);
  const byQuestion = new Map(rows.map((row) => [row.questionId, row]));
  const beforeByQuestion = new Map(beforeRows.map((row) => [row.questionId, row]));
  const answers = toAnswers(rows.map((row) => row.answer));
  return {
    ...reached,
    asked,
    rows,
    blocks: checklist.blocks.filter((block) => asked.some((each) => each.question.block === block.id)),
    previousYear: before?.fiscalYear ?? null,
    progress: progressOf(asked, answers),
    problems: submitProblems(asked, answers),
    head: {
      id: assessment.id,
      number: assessment.number,
      fiscalYear: assessment.fiscalYear,
      state: assessment.state,
      revision: assessment.revision,
      dueOn: assessment.dueOn,
      tier: assessment.tier,
      isPaperOnly: assessment.isPaperOnly,
      isProxy: assessment.isProxy,
      returnReason: assessment.returnReason,
      triggerCode: assessment.triggerCode,
      submittedAt: assessment.submittedAt,
      submittedByName: nameOf(assessment.submittedBy),
      partnerName: relation.partnerName,
      relationId: relation.id,
      relationTitle: relation.title,
      basis: relation.basis,
      checklistTitle: checklist.title,
    },
    questions: asked.map(({ number, isCritical, question }) => {
      const row = byQuestion.get(question.id);
      const last = beforeByQuestion.get(question.id);
      const answer = row?.answer ?? noAnswer(question.id);
      return {
        number,
        isCritical,
        question,
        answer,
        revision: row?.revision ?? 0,
        answeredByName: nameOf(row?.answeredBy),
        answeredAt: row?.answeredAt ?? null,
        files: filesOf(row),
        previous: last ? { answer: last.answer, files: filesOf(last) } : null,
        change: before ? compareAnswer(question, last?.answer, answer) : null,
      };
    }),
  };
}

/** The reviewer's marks and notes are not for the partner before the conclusion. */
export const withoutReview = (view: QuestionView): QuestionView => ({
  ...view,
  answer: { ...view.answer, override: null, isNaAccepted: false },
  previous:
    view.previous === null
      ? null
      : { ...view.previous, answer: { ...view.previous.answer, override: null, isNaAccepted: false } },
});
