import { formatDay } from "#app/i18n/format.ts";
import { type Lang, langOf } from "#app/i18n/lang.ts";
import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { attachFiles, listFilesOf } from "#app/modules/files/services.server.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import { isMailAddress } from "#app/modules/outbox/rules.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import { listAnswers } from "../queries/answers.server.ts";
import { submitProblems, toAnswers } from "../rules/answers.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import { answerField } from "../rules/fields.ts";
import { about, isPartner, move, reachAssessment, readAsked, step } from "./base.server.ts";

/**
 * Submits the answers: nothing open, every partial, no and na explained. Partners: approver or company administrator.
 * The office submits what came on paper, with the scan attached (`scan-missing`).
 * Problem `invalid` lists what is open, `path` as the field's form name, `params.number` the question.
 */
export async function submitAssessment(
  deps: Deps,
  actor: Actor,
  input: { readonly assessmentId: string },
): Promise<Result<null>> {
  const no = denied(actor, isPartner(actor) ? "own.submit" : "assessment.answer-for");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment } = reached;
    const moved = step(assessment.state, "submit", actor);
    if (!moved.ok) return moved;
    const { asked } = await readAsked(trx, deps, assessment);
    const rows = await listAnswers(trx, actor.organisationId, assessment.id);
    const open = submitProblems(asked, toAnswers(rows.map((row) => row.answer)));
    if (open.length > 0)
      return fail({
        kind: "invalid",
        fields: open.map((problem) => ({
          path: answerField[problem.field](problem.questionId),
          code: problem.code,
          params: { number: problem.number, question: problem.questionId },
        })),
      });
    if (!isPartner(actor)) {
      const scans = await listFilesOf(trx, actor, "assessment", [assessment.id]);
      if (scans.length === 0) return refused("scan-missing");
    }
    const done = await move(trx, actor, assessment, {
      state: moved.value,
      submittedAt: deps.now().toISOString(),
      submittedBy: personIdOf(actor),
      ...(isPartner(actor) ? {} : { isProxy: toFlag(true) }),
    });
    if (!done.ok) return done;
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.submitted",
      data: { number: assessment.number, proxy: !isPartner(actor) },
    });
    return ok(null);
  });
}
/** A respondent asks those who may submit to do so, by mail. */
export async function askSubmission(
  deps: Deps,
  actor: Actor,
  input: { readonly assessmentId: string; readonly text: string },
): Promise<Result<null>> {
  const no = denied(actor, "own.answer");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment } = reached;
    const moved = step(assessment.state, "answer", actor);
    if (!moved.ok) return moved;
    const roles = ["partner-admin", "approver"];
    const people = await listPartnerMailboxes(
      trx,
      actor.organisationId,
      assessment.partnerId,
      todayOf(deps),
      roles,
    );
    const name = await getOrganisationName(trx, actor.organisationId);
    const sent = new Set<string>();
    for (const person of people) {
      if (person.id === personIdOf(actor) || sent.has(person.email) || !isMailAddress(person.email)) continue;
      sent.add(person.email);
      const lang: Lang = langOf(person.language);
      await enqueueMail(trx, deps, {
        organisationId: actor.organisationId,
        recipient: person.email,
        templateKey: "reminder",
        language: lang,
        params: {
          organisation: name,
          text: input.text,
          dueOn: assessment.dueOn === null ? "-" : formatDay(assessment.dueOn, lang, { weekday: true }),
          link: `${deps.links.origin}/company/assessments/${assessment.id}/submit`,
        },
      });
    }
    if (sent.size === 0) return refused("nobody-submits");
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.submission-asked",
      data: { number: assessment.number },
    });
    return ok(null);
  });
}
/** Takes a submission back before the review has begun. */
export async function recallAssessment(
  deps: Deps,
  actor: Actor,
  input: { readonly assessmentId: string },
): Promise<Result<null>> {
  const no = denied(actor, "own.submit");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment } = reached;
    const moved = step(assessment.state, "recall", actor);
    if (!moved.ok) return moved;
    const done = await move(trx, actor, assessment, {
      state: moved.value,
      submittedAt: null,
      submittedBy: null,
    });
    if (!done.ok) return done;
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.recalled",
      data: { number: assessment.number },
    });
    return ok(null);
  });
}
/** The paper from which the office answers on the partner's behalf. */
export async function addProxyScan(
  deps: Deps,
  actor: Actor,
  input: { readonly assessmentId: string; readonly fileIds: readonly string[] },
): Promise<Result<null>> {
  const no = denied(actor, "assessment.answer-for");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment } = reached;
    const moved = step(assessment.state, "answer", actor);
    if (!moved.ok) return moved;
    const to = {
      fileIds: input.fileIds,
      subjectKind: "assessment",
      subjectId: assessment.id,
      partnerId: assessment.partnerId,
    };
    const attached = await attachFiles(trx, deps, actor, to);
    if (!attached.ok) return attached;
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.evidence-added",
      data: { number: assessment.number, question: "scan", files: input.fileIds.length },
    });
    return ok(null);
  });
}
