import { langOf } from "#app/i18n/lang.ts";
import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { listCriticalDeferrals } from "#app/modules/deferrals/fragments.server.ts";
import { criticalNoCode } from "#app/modules/deferrals/rules.ts";
import { keepDeferral } from "#app/modules/deferrals/services.server.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import { isMailAddress } from "#app/modules/outbox/rules.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { AssessmentRow } from "../fragments/rows.server.ts";
import { type AnswerRow, listAnswers, updateAnswerIfRevision } from "../queries/answers.server.ts";
import { type Mark, ownMark } from "../rules/answers.ts";
import type { Asked } from "../rules/checklist.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import type { AssessmentEvent } from "../rules/states.ts";
import { about, type Reached, reachAssessment, readAsked, step } from "./base.server.ts";
import { changeState, scoreOf } from "./grading.server.ts";

interface OnAssessment {
  readonly assessmentId: string;
}
interface Versioned extends OnAssessment {
  readonly revision: number;
}

/** One reviewing act: the permission, the assessment, whether its state allows the act. */
async function reviewing<T>(
  deps: Deps,
  actor: Actor,
  assessmentId: string,
  event: AssessmentEvent,
  act: (trx: Write, reached: Reached, state: AssessmentRow["state"]) => Promise<Result<T>>,
): Promise<Result<T>> {
  const no = denied(actor, "assessment.review");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const moved = step(reached.assessment.state, event, actor);
    if (!moved.ok) return moved;
    return act(trx, reached, moved.value);
  });
}

/** The privacy manager takes up a submission; the partner can no longer take it back. */
export async function startReview(deps: Deps, actor: Actor, input: Versioned): Promise<Result<null>> {
  return reviewing(deps, actor, input.assessmentId, "start-review", async (trx, { assessment }, state) => {
    const reviewStartedAt = deps.now().toISOString();
    const moved = await changeState(trx, assessment, input.revision, { state, reviewStartedAt });
    if (!moved.ok) return moved;
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.review-started",
      data: { number: assessment.number },
    });
    return ok(null);
  });
}

async function answerOf(
  trx: Write,
  deps: Deps,
  assessment: AssessmentRow,
  questionId: string,
): Promise<{ row: AnswerRow; question: Asked } | null> {
  const { asked } = await readAsked(trx, deps, assessment);
  const question = asked.find((each) => each.question.id === questionId);
  if (question?.question.type !== "mark") return null;
  const rows = await listAnswers(trx, assessment.organisationId, assessment.id);
  const row = rows.find((each) => each.questionId === questionId);
  return row ? { row, question } : null;
}

/**
 * The reviewer's own mark beside the partner's, with a note; both stay. The same mark as the partner's takes the
 * reviewer's back. `revision` is the answer's.
 */
export async function overrideAnswer(
  deps: Deps,
  actor: Actor,
  input: OnAssessment & {
    readonly questionId: string;
    readonly mark: Mark;
    readonly note: string;
    readonly revision?: number;
  },
): Promise<Result<null>> {
  return reviewing(deps, actor, input.assessmentId, "override", async (trx, { assessment }) => {
    const found = await answerOf(trx, deps, assessment, input.questionId);
    if (!found) return fail({ kind: "not-found" });
    const { row } = found;
    const own = ownMark(row.answer);
    const isBack = own === input.mark;
    if (!isBack && input.note.trim() === "") return invalid({ path: "note", code: "reason-required" });
    const isMine = await updateAnswerIfRevision(
      trx,
      { id: row.id, revision: input.revision ?? row.revision },
      {
        overrideValue: isBack ? null : input.mark,
        overrideNote: isBack ? null : input.note,
        overriddenBy: isBack ? null : personIdOf(actor),
        overriddenAt: isBack ? null : deps.now().toISOString(),
        isNaAccepted: null,
      },
    );
    if (!isMine) return fail({ kind: "conflict", what: input.questionId });
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.overridden",
      data: {
        number: assessment.number,
        question: input.questionId,
        from: own,
        to: isBack ? null : input.mark,
      },
      personal: { note: input.note },
    });
    return ok(null);
  });
}

/** Accepts 該当なし on a critical question, with the reason. */
export async function acceptNa(
  deps: Deps,
  actor: Actor,
  input: OnAssessment & { readonly questionId: string; readonly note: string },
): Promise<Result<null>> {
  return reviewing(deps, actor, input.assessmentId, "accept-na", async (trx, { assessment }) => {
    const found = await answerOf(trx, deps, assessment, input.questionId);
    if (!found) return fail({ kind: "not-found" });
    if (input.note.trim() === "") return invalid({ path: "note", code: "reason-required" });
    const { row } = found;
    const mark = row.answer.override?.mark ?? ownMark(row.answer);
    if (mark !== "na") return refused("not-na");
    await updateAnswerIfRevision(
      trx,
      { id: row.id, revision: row.revision },
      {
        isNaAccepted: toFlag(true),
        overrideNote: input.note,
        overriddenBy: personIdOf(actor),
        overriddenAt: deps.now().toISOString(),
      },
    );
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.na-accepted",
      data: { number: assessment.number, question: input.questionId },
      personal: { note: input.note },
    });
    return ok(null);
  });
}

/** Sends the answers back to the partner with the reasons; what they wrote stays. */
export async function returnAssessment(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly reason: string; readonly dueOn?: string },
): Promise<Result<null>> {
  if (input.reason.trim() === "") return invalid({ path: "reason", code: "reason-required" });
  return reviewing(
    deps,
    actor,
    input.assessmentId,
    "return",
    async (trx, { assessment, relation }, state) => {
      const moved = await changeState(trx, assessment, input.revision, {
        state,
        returnReason: input.reason,
        submittedAt: null,
        submittedBy: null,
        ...(input.dueOn ? { dueOn: input.dueOn } : {}),
      });
      if (!moved.ok) return moved;
      const name = await getOrganisationName(trx, actor.organisationId);
      const people = await listPartnerMailboxes(
        trx,
        actor.organisationId,
        assessment.partnerId,
        todayOf(deps),
      );
      for (const person of people) {
        if (!isMailAddress(person.email)) continue;
        await enqueueMail(trx, deps, {
          organisationId: actor.organisationId,
          recipient: person.email,
          templateKey: "assessment-returned",
          language: langOf(person.language),
          params: {
            organisation: name,
            partner: relation.partnerName,
            title: relation.title,
            reason: input.reason,
            link: `${deps.links.origin}/company/assessments/${assessment.id}`,
          },
        });
      }
      await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
        ...about(assessment),
        type: "assessment.returned",
        data: { number: assessment.number },
        personal: { reason: input.reason },
      });
      return ok(null);
    },
  );
}

/**
 * Asks the director to let the relation go on despite a critical "no", until a day: a deferral of the gate's reason
 * `critical-no` on that question. The director decides it; until then nothing changes.
 */
export async function requestCriticalException(
  deps: Deps,
  actor: Actor,
  input: OnAssessment & { readonly questionId: string; readonly reason: string; readonly until: string },
): Promise<Result<{ deferralId: string }>> {
  const no = denied(actor, "assessment.review") ?? denied(actor, "deferral.request");
  if (no) return no;
  if (input.reason.trim() === "") return invalid({ path: "reason", code: "reason-required" });
  if (input.until <= todayOf(deps))
    return invalid({ path: "until", code: "day-past", params: { value: input.until } });
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment, relation } = reached;
    if (!["in-review", "graded", "failed"].includes(assessment.state))
      return refused("wrong-state", { state: assessment.state });
    const { score } = await scoreOf(trx, deps, assessment);
    if (!score.criticalNos.includes(input.questionId)) return refused("not-critical-no");
    const waiting = await listCriticalDeferrals(trx, actor.organisationId, [relation.id]);
    if (waiting.some((row) => row.subjectId === input.questionId && row.state === "requested"))
      return refused("exception-waiting");
    const deferralId = deps.newId();
    await keepDeferral(trx, {
      id: deferralId,
      organisationId: actor.organisationId,
      relationId: relation.id,
      code: criticalNoCode,
      subjectId: input.questionId,
      reason: input.reason,
      state: "requested",
      requestedBy: personIdOf(actor),
      requestedAt: deps.now().toISOString(),
      decidedBy: null,
      decidedRole: "director",
      decidedOn: null,
      until: input.until,
      revokedOn: null,
      revision: 1,
    });
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.exception-requested",
      data: { number: assessment.number, question: input.questionId, until: input.until },
      personal: { reason: input.reason },
    });
    return ok({ deferralId });
  });
}
