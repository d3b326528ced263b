import type { Text } from "#app/i18n/lang.ts";
import { actorCan } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services.server.ts";
import type { Day } from "#app/modules/calendar/rules/index.ts";
import { listPersonNames, type RelationHead } from "#app/modules/contracts/queries.server.ts";
import { reachRelation, todayOf } from "#app/modules/contracts/services.server.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import {
  type AnswerRow,
  type AssessmentFilter,
  type AssessmentListRow,
  type AssessmentRow,
  type ConditionRow,
  countByState,
  type FindingFilter,
  type FindingListRow,
  findFinding,
  findPreviousAssessment,
  findReferralRoute,
  listAnswers,
  listAssessments,
  listAssignments,
  listConditions,
  listCriticalDeferrals,
  listFindings,
  listPartnerMailboxes,
} from "../queries.server.ts";
import {
  type Answer,
  type Asked,
  type AssessmentState,
  allowedOutcomes,
  assessedTier,
  type BlockProgress,
  type BoardTab,
  type Change,
  canAnswerStates,
  compareAnswer,
  type FindingTab,
  nextDueOn,
  type Outcome,
  progressOf,
  type Question,
  type ReferralRoute,
  referralRoutes,
  type Score,
  type SubmitProblem,
  scoreAnswers,
  selectQuestions,
  submitProblems,
  toAnswers,
} from "../rules/index.ts";
import { findChecklist, type Reached, reachAssessment, readAsked, readChecklist } from "./base.server.ts";
import { cycleMonths, scoreOf } from "./reviewing.server.ts";

const ownDepartment = (actor: Actor): string | null =>
  actor.kind === "staff" && actor.role === "department" ? (actor.department ?? "") : null;

const statesOf: Readonly<Record<BoardTab, readonly AssessmentState[] | null>> = {
  waiting: ["submitted", "in-review", "graded"],
  asked: ["sent", "answering", "returned"],
  concluded: ["approved", "conditional", "failed"],
  all: null,
};

export interface AssessmentBoard {
  readonly day: Day;
  readonly rows: readonly AssessmentListRow[];
  readonly nextBefore: string | null;
  readonly counts: Readonly<Record<BoardTab, number>>;
}

/** The list, newest first, in pages by key. */
export async function listAssessmentBoard(
  deps: Deps,
  actor: Actor,
  {
    tab,
    before,
    limit = 50,
    ...by
  }: { tab: BoardTab; before?: string; limit?: number } & Pick<
    AssessmentFilter,
    "partnerId" | "relationId" | "fiscalYear"
  >,
): Promise<Result<AssessmentBoard>> {
  const no = denied(actor, "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const department = ownDepartment(actor);
  const states = statesOf[tab];
  const rows = await listAssessments(read, actor.organisationId, {
    ...by,
    department,
    ...(states ? { states } : {}),
    ...(before ? { beforeNumber: before } : {}),
    limit: limit + 1,
  });
  const byState = await countByState(read, actor.organisationId, { department });
  const sum = (list: readonly AssessmentState[] | null): number =>
    [...byState].reduce((n, [state, count]) => (list === null || list.includes(state) ? n + count : n), 0);
  const page = rows.slice(0, limit);
  return ok({
    day: todayOf(deps),
    rows: page,
    nextBefore: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
    counts: {
      waiting: sum(statesOf.waiting),
      asked: sum(statesOf.asked),
      concluded: sum(statesOf.concluded),
      all: sum(null),
    },
  });
}

/** The assessments a partner's person sees: their own company's. */
export async function listOwnAssessments(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly AssessmentListRow[]>> {
  const no = denied(actor, "own.read");
  if (no || actor.kind !== "partner") return no ?? fail({ kind: "not-found" });
  const rows = await listAssessments(deps.db.read, actor.organisationId, {
    partnerId: actor.partnerId,
    limit: 100,
  });
  // A grade is the partner's to know once the conclusion stands.
  return ok(rows.map((row) => (row.concludedOn === null ? { ...row, grade: null, score: null } : row)));
}

export interface SendPreview {
  readonly day: Day;
  readonly relation: RelationHead;
  readonly checklistTitle: Text | null;
  readonly blocks: readonly { readonly title: Text; readonly questions: number; readonly critical: number }[];
  readonly questions: number;
  readonly critical: number;
  readonly tier: string | null;
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string }[];
  readonly months: number | null;
}

/** What would be asked if the assessment were sent now. */
export async function readSendPreview(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<Result<SendPreview>> {
  const no = denied(actor, "assessment.send");
  if (no) return no;
  const { read } = deps.db;
  const relation = await reachRelation(read, actor, relationId);
  if (!relation) return fail({ kind: "not-found" });
  const { organisationId } = actor;
  const day = todayOf(deps);
  const checklist = await findChecklist(read, deps, organisationId, relation.basis, day);
  const tier = assessedTier(relation.highestTier);
  const route = await findReferralRoute(read, organisationId, relation.id, day);
  const asked =
    checklist && tier
      ? selectQuestions(checklist, {
          tier,
          activities: relation.activity === null ? [] : [relation.activity],
          paperOnly: relation.isPaperOnly,
          route: referralRoutes.find((known): known is ReferralRoute => known === route) ?? null,
        })
      : [];
  const people = await listPartnerMailboxes(read, organisationId, relation.partnerId, day);
  return ok({
    day,
    relation,
    checklistTitle: checklist?.title ?? null,
    blocks: (checklist?.blocks ?? []).flatMap((block) => {
      const own = asked.filter((each) => each.question.block === block.id);
      const critical = own.filter((each) => each.isCritical).length;
      return own.length === 0 ? [] : [{ title: block.title, questions: own.length, critical }];
    }),
    questions: asked.length,
    critical: asked.filter((each) => each.isCritical).length,
    tier,
    people: people.map(({ name, email, role }) => ({ name, email, role })),
    months: tier
      ? await cycleMonths(read, deps, organisationId, { basis: relation.basis, tier, on: day })
      : null,
  });
}

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

async function load(
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
const withoutReview = (view: QuestionView): QuestionView => ({
  ...view,
  answer: { ...view.answer, override: null, isNaAccepted: false },
  previous:
    view.previous === null
      ? null
      : { ...view.previous, answer: { ...view.previous.answer, override: null, isNaAccepted: false } },
});

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

export async function listFindingBoard(
  deps: Deps,
  actor: Actor,
  {
    tab,
    after,
    limit = 50,
    ...by
  }: { tab: FindingTab; limit?: number } & Pick<
    FindingFilter,
    "after" | "severity" | "partnerId" | "relationIds"
  >,
): Promise<
  Result<{ day: Day; rows: readonly FindingListRow[]; next: { dueOn: string; number: string } | null }>
> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const day = todayOf(deps);
  const states: Record<FindingTab, readonly string[]> = {
    open: ["open", "planned", "corrected"],
    overdue: ["open", "planned", "corrected"],
    corrected: ["corrected"],
    closed: ["closed"],
  };
  const rows = await listFindings(deps.db.read, actor.organisationId, {
    ...by,
    states: states[tab],
    department: ownDepartment(actor),
    ...(actor.kind === "partner" ? { partnerId: actor.partnerId } : {}),
    ...(tab === "overdue" ? { dueBefore: day } : {}),
    ...(after ? { after } : {}),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    day,
    rows: page,
    next: rows.length > limit && last ? { dueOn: last.dueOn, number: last.number } : null,
  });
}

export interface FindingView {
  readonly day: Day;
  readonly finding: FindingListRow;
  readonly raisedByName: string | null;
  readonly plannedByName: string | null;
  readonly closedByName: string | null;
  readonly files: readonly FileSummary[];
  readonly may: { readonly work: boolean; readonly close: boolean };
}

export async function readFinding(deps: Deps, actor: Actor, findingId: string): Promise<Result<FindingView>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const row = await findFinding(read, actor.organisationId, findingId);
  const relation = row ? await reachRelation(read, actor, row.relationId) : null;
  if (!row || !relation) return fail({ kind: "not-found" });
  const names = await listPersonNames(read, [row.raisedBy, row.plannedBy, row.closedBy]);
  const nameOf = (id: string | null): string | null => (id ? (names.get(id) ?? null) : null);
  return ok({
    day: todayOf(deps),
    finding: {
      ...row,
      ...(actor.kind === "partner" ? { raisedBy: null, closedBy: null } : {}),
      relationNumber: relation.number,
      relationTitle: relation.title,
      department: actor.kind === "partner" ? "" : relation.department,
      partnerName: relation.partnerName,
    },
    raisedByName: nameOf(row.raisedBy),
    plannedByName: nameOf(row.plannedBy),
    closedByName: nameOf(row.closedBy),
    files: await listFilesOf(read, actor, "finding", [row.id]),
    may: {
      work: actorCan(actor, actor.kind === "partner" ? "own.finding" : "finding.write"),
      close: actorCan(actor, "finding.close"),
    },
  });
}

/** The row as documents and reports read it; the caller has the permission. */
export type { AssessmentRow };
