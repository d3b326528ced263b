import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { attachFiles, listFilesOf, removeFile } from "#app/modules/files/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { type FieldProblem, fail, ok, type Result } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { AssessmentRow } from "../fragments/rows.server.ts";
import {
  type AnswerRow,
  insertAnswer,
  listAnswers,
  listAssignments,
  replaceAssignment,
  updateAnswerIfRevision,
} from "../queries/answers.server.ts";
import { checkAnswer } from "../rules/answers.ts";
import type { Asked } from "../rules/checklist.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import { answerField } from "../rules/fields.ts";
import type { TypedAnswer } from "../rules/forms.ts";
import { about, isPartner, move, reachAssessment, readAsked, step } from "./base.server.ts";

/** Partners answer for themselves; the office answers from paper or telephone (代行入力). */
const answering = (actor: Actor) => denied(actor, isPartner(actor) ? "own.answer" : "assessment.answer-for");

const emptyAnswer = (deps: Deps, assessment: AssessmentRow, questionId: string) => ({
  id: deps.newId(),
  organisationId: assessment.organisationId,
  assessmentId: assessment.id,
  questionId,
  value: null,
  note: null,
  answeredBy: null,
  answeredAt: null,
  overrideValue: null,
  overrideNote: null,
  overriddenBy: null,
  overriddenAt: null,
  isNaAccepted: null,
  revision: 1,
});

function judge(typed: readonly TypedAnswer[], asked: readonly Asked[]) {
  const byId = new Map(asked.map((each) => [each.question.id, each]));
  const fields: FieldProblem[] = [];
  const checked: { questionId: string; value: string; note: string; revision: number }[] = [];
  for (const answer of typed) {
    const question = byId.get(answer.questionId)?.question;
    if (!question) return null;
    const verdict = checkAnswer(question, answer);
    if (verdict.ok) checked.push({ ...answer, value: verdict.value, note: verdict.note });
    else
      fields.push({
        path: answerField[verdict.field](answer.questionId),
        code: verdict.code,
        params: {
          value: verdict.field === "value" ? answer.value : answer.note,
          ...(verdict.max === undefined ? {} : { max: verdict.max }),
        },
      });
  }
  return { fields, checked };
}

export interface AnswersInput {
  readonly assessmentId: string;
  readonly answers: readonly TypedAnswer[];
  /** Staged files that become proof of an answer. */
  readonly evidence?: readonly { readonly questionId: string; readonly fileIds: readonly string[] }[];
}
export interface SavedAnswers {
  /** Of every question named. */
  readonly revisions: Record<string, number>;
  readonly savedAt: string;
  readonly changed: number;
}

/**
 * Saves what is answered so far; open answers may stay empty. Answers that equal what is stored are left alone, so two
 * colleagues can work on one assessment; an answer changed by somebody else since it was read is a `conflict` naming it.
 */
export async function saveAnswers(
  deps: Deps,
  actor: Actor,
  input: AnswersInput,
): Promise<Result<SavedAnswers>> {
  return answering(actor) ?? deps.db.write((trx) => saveAnswersIn(trx, deps, actor, input));
}

/** The section as its form is posted: answers with their proof, who answers it, a file that is taken out. */
export interface SectionInput extends AnswersInput {
  readonly block: string;
  /** Null: nobody in particular; left out: as it is. */
  readonly assigneeId?: string | null;
  readonly removedFileId?: string;
}

/** Saves one posted section whole or not at all. */
export async function saveSection(
  deps: Deps,
  actor: Actor,
  input: SectionInput,
): Promise<Result<SavedAnswers>> {
  const no = answering(actor);
  if (no) return no;
  const { assessmentId, block, assigneeId, removedFileId } = input;
  return deps.db.write(async (trx) => {
    const saved = await saveAnswersIn(trx, deps, actor, input);
    if (!saved.ok) return saved;
    if (assigneeId !== undefined) {
      const assigned = await assignSectionIn(trx, deps, actor, { assessmentId, block, personId: assigneeId });
      if (!assigned.ok) return assigned;
    }
    if (removedFileId !== undefined) {
      const removed = await removeEvidenceIn(trx, deps, actor, { assessmentId, fileId: removedFileId });
      if (!removed.ok) return removed;
    }
    return saved;
  });
}

async function saveAnswersIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: AnswersInput,
): Promise<Result<SavedAnswers>> {
  const reached = await reachAssessment(trx, actor, input.assessmentId);
  if (!reached) return fail({ kind: "not-found" });
  const { assessment } = reached;
  const moved = step(assessment.state, "answer", actor);
  if (!moved.ok) return moved;
  const { asked } = await readAsked(trx, deps, assessment);
  const judged = judge(input.answers, asked);
  if (!judged) return fail({ kind: "not-found" });
  if (judged.fields.length > 0) return fail({ kind: "invalid", fields: judged.fields });
  const stored = new Map<string, AnswerRow>(
    (await listAnswers(trx, actor.organisationId, assessment.id)).map((row) => [row.questionId, row]),
  );
  const at = deps.now().toISOString();
  const revisions: Record<string, number> = {};
  const changed: string[] = [];
  for (const { questionId, value, note, revision } of judged.checked) {
    const now = stored.get(questionId);
    revisions[questionId] = now?.revision ?? 0;
    if ((now?.value ?? "") === value && (now?.note ?? "") === note) continue;
    if ((now?.revision ?? 0) !== revision) return fail({ kind: "conflict", what: questionId });
    const to = { value: value === "" ? null : value, note: note === "" ? null : note };
    const by = { answeredBy: personIdOf(actor), answeredAt: at };
    if (now) {
      // What the reviewer had decided about the old answer does not speak about a new one.
      const judgement = { overrideValue: null, overrideNote: null, overriddenBy: null, overriddenAt: null };
      const same = { id: now.id, revision: now.revision };
      if (!(await updateAnswerIfRevision(trx, same, { ...to, ...by, ...judgement, isNaAccepted: null })))
        return fail({ kind: "conflict", what: questionId });
      revisions[questionId] = now.revision + 1;
    } else {
      const row = { ...emptyAnswer(deps, assessment, questionId), ...to, ...by };
      await insertAnswer(trx, row);
      stored.set(questionId, {
        ...row,
        answer: { questionId, value, note, override: null, isNaAccepted: false },
      });
      revisions[questionId] = 1;
    }
    changed.push(questionId);
  }
  for (const { questionId, fileIds } of input.evidence ?? []) {
    if (fileIds.length === 0) continue;
    if (!asked.some((each) => each.question.id === questionId)) return fail({ kind: "not-found" });
    let answerId = stored.get(questionId)?.id;
    if (answerId === undefined) {
      const row = emptyAnswer(deps, assessment, questionId);
      await insertAnswer(trx, row);
      revisions[questionId] = 1;
      answerId = row.id;
    }
    const to = { fileIds, subjectKind: "answer", subjectId: answerId, partnerId: assessment.partnerId };
    const attached = await attachFiles(trx, deps, actor, to);
    if (!attached.ok) return attached;
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.evidence-added",
      data: { number: assessment.number, question: questionId, files: fileIds.length },
    });
  }
  const isTouched = changed.length > 0 || (input.evidence ?? []).some((e) => e.fileIds.length > 0);
  const becomesProxy = !isPartner(actor) && !assessment.isProxy;
  if (isTouched && (assessment.state !== moved.value || becomesProxy)) {
    const set = { state: moved.value, ...(becomesProxy ? { isProxy: toFlag(true) } : {}) };
    const done = await move(trx, actor, assessment, set);
    if (!done.ok) return done;
  }
  if (changed.length > 0) {
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.answered",
      data: { number: assessment.number, questions: changed, proxy: !isPartner(actor) },
    });
  }
  return ok({ revisions, savedAt: at, changed: changed.length });
}

export interface EvidenceInput {
  readonly assessmentId: string;
  readonly fileId: string;
}

/** Takes a file out of an answer while it may still be changed. */
export async function removeEvidence(deps: Deps, actor: Actor, input: EvidenceInput): Promise<Result<null>> {
  return answering(actor) ?? deps.db.write((trx) => removeEvidenceIn(trx, deps, actor, input));
}

async function removeEvidenceIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: EvidenceInput,
): Promise<Result<null>> {
  const reached = await reachAssessment(trx, actor, input.assessmentId);
  if (!reached) return fail({ kind: "not-found" });
  const { assessment } = reached;
  const moved = step(assessment.state, "answer", actor);
  if (!moved.ok) return moved;
  const rows = await listAnswers(trx, actor.organisationId, assessment.id);
  const files = [
    ...(await listFilesOf(
      trx,
      actor,
      "answer",
      rows.map((row) => row.id),
    )),
    ...(await listFilesOf(trx, actor, "assessment", [assessment.id])),
  ];
  const file = files.find((each) => each.id === input.fileId);
  if (!file) return fail({ kind: "not-found" });
  const removed = await removeFile(trx, deps, actor, file.id);
  if (!removed.ok) return removed;
  await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
    ...about(assessment),
    type: "assessment.evidence-removed",
    data: {
      number: assessment.number,
      question: rows.find((row) => row.id === file.subjectId)?.questionId ?? "scan",
    },
  });
  return ok(null);
}

export interface AssignmentInput {
  readonly assessmentId: string;
  readonly block: string;
  readonly personId: string | null;
}

/** Says which colleague answers a section; null clears it. Only people of the same company; the same again is no act. */
export async function assignSection(deps: Deps, actor: Actor, input: AssignmentInput): Promise<Result<null>> {
  return answering(actor) ?? deps.db.write((trx) => assignSectionIn(trx, deps, actor, input));
}

async function assignSectionIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: AssignmentInput,
): Promise<Result<null>> {
  const reached = await reachAssessment(trx, actor, input.assessmentId);
  if (!reached) return fail({ kind: "not-found" });
  const { assessment } = reached;
  const moved = step(assessment.state, "answer", actor);
  if (!moved.ok) return moved;
  const { asked } = await readAsked(trx, deps, assessment);
  if (!asked.some((each) => each.question.block === input.block)) return fail({ kind: "not-found" });
  const assignments = await listAssignments(trx, actor.organisationId, assessment.id);
  const before = assignments.find((each) => each.block === input.block)?.personId ?? null;
  if (before === input.personId) return ok(null);
  if (input.personId !== null) {
    const people = await listPartnerMailboxes(trx, actor.organisationId, assessment.partnerId, todayOf(deps));
    if (!people.some((person) => person.id === input.personId)) return fail({ kind: "not-found" });
  }
  const { organisationId } = actor;
  const recordedAt = deps.now().toISOString();
  await replaceAssignment(
    trx,
    { assessmentId: assessment.id, block: input.block, organisationId, recordedAt },
    input.personId,
  );
  await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
    ...about(assessment),
    type: "assessment.assigned",
    data: { number: assessment.number, block: input.block, personId: input.personId },
  });
  return ok(null);
}
