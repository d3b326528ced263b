import type { Text } from "#app/i18n/lang.ts";
import { listPartnerMailboxes, listPersonNames } from "#app/modules/access/fragments.server.ts";
import { actorCan } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { listCriticalDeferrals } from "#app/modules/deferrals/fragments.server.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import {
  type ConditionRow,
  type FindingListRow,
  listConditions,
  listFindings,
} from "../fragments/rows.server.ts";
import { listAssignments } from "../queries/answers.server.ts";
import { type BlockProgress, type SubmitProblem, toAnswers } from "../rules/answers.ts";
import { allowedOutcomes, nextDueOn, type Outcome, type Score, scoreAnswers } from "../rules/scoring.ts";
import { canAnswerStates } from "../rules/states.ts";
import { readChecklist } from "./base.server.ts";
import { cycleMonths, scoreOf } from "./grading.server.ts";
import { type AssessmentHead, load, type QuestionView, withoutReview } from "./loading.server.ts";

export interface SectionView {
  readonly day: Day;
  readonly head: AssessmentHead;
  readonly blocks: readonly ({ readonly id: string; readonly title: Text } & Omit<BlockProgress, "block">)[];
  readonly block: { readonly id: string; readonly title: Text; readonly number: number };
  readonly questions: readonly QuestionView[];
  readonly previousYear: number | null;
  readonly answered: number;
  readonly total: number;
  readonly lastSavedAt: string | null;
  readonly assignedTo: { readonly id: string; readonly name: string } | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly mayAnswer: boolean;
  readonly maySubmit: boolean;
  readonly scans: readonly FileSummary[];
}

/** One section of the self-assessment, for the partner or for the office that answers on its behalf. */
export async function readSection(
  deps: Deps,
  actor: Actor,
  { assessmentId, block }: { assessmentId: string; block: string | null },
): Promise<Result<SectionView>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const loaded = await load(read, deps, actor, assessmentId);
  if (!loaded) return fail({ kind: "not-found" });
  const { assessment, blocks, progress, head } = loaded;
  const at = block === null ? 0 : blocks.findIndex((each) => each.id === block);
  const current = blocks[at];
  if (!current) return fail({ kind: "not-found" });
  const assignments = await listAssignments(read, actor.organisationId, assessment.id);
  const people = await listPartnerMailboxes(read, actor.organisationId, assessment.partnerId, todayOf(deps));
  const assigned = assignments.find((each) => each.block === current.id);
  const saved = loaded.rows.flatMap((row) => row.answeredAt ?? []).sort();
  const own = loaded.questions.filter((view) => view.question.block === current.id);
  return ok({
    day: todayOf(deps),
    head,
    blocks: blocks.map((each) => {
      const done = progress.find((p) => p.block === each.id);
      return { ...each, answered: done?.answered ?? 0, total: done?.total ?? 0 };
    }),
    block: { id: current.id, title: current.title, number: at + 1 },
    questions: actor.kind === "partner" ? own.map(withoutReview) : own,
    previousYear: loaded.previousYear,
    answered: progress.reduce((n, p) => n + p.answered, 0),
    total: progress.reduce((n, p) => n + p.total, 0),
    lastSavedAt: saved.at(-1) ?? null,
    assignedTo: assigned ? { id: assigned.personId, name: assigned.name } : null,
    people: [...new Map(people.map((each) => [each.id, { id: each.id, name: each.name }])).values()],
    mayAnswer:
      canAnswerStates.includes(assessment.state) &&
      actorCan(actor, actor.kind === "partner" ? "own.answer" : "assessment.answer-for"),
    maySubmit: actorCan(actor, actor.kind === "partner" ? "own.submit" : "assessment.answer-for"),
    scans: await listFilesOf(read, actor, "assessment", [assessment.id]),
  });
}

export interface SubmitView {
  readonly day: Day;
  readonly head: AssessmentHead;
  readonly blocks: SectionView["blocks"];
  readonly questions: readonly QuestionView[];
  readonly problems: readonly (SubmitProblem & { readonly block: string; readonly text: Text })[];
  readonly answered: number;
  readonly total: number;
  readonly previousYear: number | null;
  readonly maySubmit: boolean;
  readonly mayRecall: boolean;
  readonly isOpen: boolean;
  readonly result: {
    readonly outcome: Outcome;
    readonly grade: string | null;
    readonly score: number | null;
    readonly validUntil: string | null;
    readonly comment: string | null;
    readonly conditions: readonly ConditionRow[];
  } | null;
}

/** All answers on one page: before submission what is open, afterwards what was said, after the conclusion the result. */
export async function readSubmission(
  deps: Deps,
  actor: Actor,
  assessmentId: string,
): Promise<Result<SubmitView>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const loaded = await load(read, deps, actor, assessmentId);
  if (!loaded) return fail({ kind: "not-found" });
  const { assessment, blocks, progress, head, questions } = loaded;
  const isConcluded = assessment.outcome !== null;
  return ok({
    day: todayOf(deps),
    head,
    blocks: blocks.map((each) => {
      const done = progress.find((p) => p.block === each.id);
      return { ...each, answered: done?.answered ?? 0, total: done?.total ?? 0 };
    }),
    questions: actor.kind === "partner" && !isConcluded ? questions.map(withoutReview) : questions,
    problems: loaded.problems.flatMap((problem) => {
      const view = questions.find((each) => each.question.id === problem.questionId);
      return view ? [{ ...problem, block: view.question.block, text: view.question.text }] : [];
    }),
    answered: progress.reduce((n, p) => n + p.answered, 0),
    total: progress.reduce((n, p) => n + p.total, 0),
    previousYear: loaded.previousYear,
    maySubmit: actorCan(actor, actor.kind === "partner" ? "own.submit" : "assessment.answer-for"),
    mayRecall: assessment.state === "submitted" && actorCan(actor, "own.submit"),
    isOpen: canAnswerStates.includes(assessment.state),
    result:
      assessment.outcome === null
        ? null
        : {
            outcome: assessment.outcome,
            grade: assessment.grade,
            score: assessment.score,
            validUntil: assessment.validUntil,
            comment: assessment.comment,
            conditions: await listConditions(read, actor.organisationId, [assessment.id]),
          },
  });
}

export interface ReviewView {
  readonly day: Day;
  /** Start of the once-keys of the small forms, made when the page was drawn. */
  readonly once: string;
  readonly head: AssessmentHead;
  readonly questions: readonly QuestionView[];
  readonly blocks: readonly { readonly id: string; readonly title: Text }[];
  readonly previousYear: number | null;
  /** As answered, and as it stands with the reviewer's marks. */
  readonly answered: Score;
  readonly judged: Score;
  readonly values: { readonly yes: number; readonly partial: number; readonly no: number };
  readonly allowed: readonly Outcome[];
  readonly validUntil: Day | null;
  readonly findings: readonly FindingListRow[];
  readonly deferrals: readonly {
    readonly id: string;
    readonly questionId: string;
    readonly state: string;
    readonly until: string;
    readonly reason: string;
  }[];
  readonly conditions: readonly ConditionRow[];
  readonly scans: readonly FileSummary[];
  readonly comment: string | null;
  readonly grade: string | null;
  readonly score: number | null;
  readonly outcome: Outcome | null;
  readonly concludedOn: string | null;
  readonly concludedUntil: string | null;
  readonly gradedByName: string | null;
  readonly may: {
    readonly review: boolean;
    readonly answerFor: boolean;
    readonly send: boolean;
    readonly raise: boolean;
  };
}

/** The review of one assessment: last time, this time, judgement, score, what follows. */
export async function readReview(
  deps: Deps,
  actor: Actor,
  assessmentId: string,
): Promise<Result<ReviewView>> {
  const no = denied(actor, "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const loaded = await load(read, deps, actor, assessmentId);
  if (!loaded) return fail({ kind: "not-found" });
  const { assessment, relation, asked, rows } = loaded;
  const { organisationId } = actor;
  const day = todayOf(deps);
  const checklist = await readChecklist(read, deps, assessment);
  const { score, exceptions } = await scoreOf(read, deps, assessment);
  const plain = toAnswers(rows.map((row) => ({ ...row.answer, override: null })));
  const months = await cycleMonths(read, deps, organisationId, {
    basis: relation.basis,
    tier: assessment.tier,
    on: day,
  });
  const deferrals = await listCriticalDeferrals(read, organisationId, [relation.id]);
  const names = await listPersonNames(read, [assessment.gradedBy]);
  return ok({
    day,
    once: deps.newId(),
    head: loaded.head,
    questions: loaded.questions,
    blocks: loaded.blocks,
    previousYear: loaded.previousYear,
    answered: scoreAnswers(asked, plain, checklist.scoring),
    judged: score,
    values: {
      yes: checklist.scoring.yes,
      partial: checklist.scoring.partial,
      no: checklist.scoring.no,
    },
    allowed: allowedOutcomes(score, exceptions, day),
    validUntil: months === null ? null : nextDueOn(day, months),
    findings: await listFindings(read, organisationId, { assessmentId: assessment.id, limit: 200 }),
    deferrals: deferrals.flatMap((row) =>
      row.subjectId === null
        ? []
        : [
            {
              id: row.id,
              questionId: row.subjectId,
              state: row.state,
              until: row.until,
              reason: row.reason,
            },
          ],
    ),
    conditions: await listConditions(read, organisationId, [assessment.id]),
    scans: await listFilesOf(read, actor, "assessment", [assessment.id]),
    comment: assessment.comment,
    grade: assessment.grade,
    score: assessment.score,
    outcome: assessment.outcome,
    concludedOn: assessment.concludedOn,
    concludedUntil: assessment.validUntil,
    gradedByName: assessment.gradedBy ? (names.get(assessment.gradedBy) ?? null) : null,
    may: {
      review: actorCan(actor, "assessment.review"),
      answerFor: actorCan(actor, "assessment.answer-for"),
      send: actorCan(actor, "assessment.send"),
      raise: actorCan(actor, "finding.write"),
    },
  });
}
