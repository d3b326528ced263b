import { formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { langOf } from "#app/i18n/lang.ts";
import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { invitePerson } from "#app/modules/access/services/links.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf } from "#app/modules/calendar/rules/fiscal-year.ts";
import { reachRelation } from "#app/modules/contracts/services/acts.server.ts";
import { getFiscalYearStart } from "#app/modules/organisation/fragments.server.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { isMailAddress } from "#app/modules/outbox/rules.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import { findReferralRoute } from "#app/modules/registry/fragments/records.server.ts";
import { type Actor, type Deps, type PartnerRole, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag, toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import {
  findOpenAssessment,
  insertAssessment,
  updateAssessmentIfRevision,
} from "../queries/assessments.server.ts";
import {
  assessedTier,
  freezeQuestions,
  referralRoutes,
  type Selection,
  selectQuestions,
} from "../rules/checklist.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import type { ExtraordinaryTrigger } from "../rules/scoring.ts";
import { about, findChecklist, reachAssessment, step } from "./base.server.ts";

export interface SendInput {
  readonly relationId: string;
  readonly dueOn: string;
  /** Why it is sent outside the cycle; null for the regular one. */
  readonly triggerCode?: ExtraordinaryTrigger | null;
  /** Somebody who is to receive access to the company's area with this request. */
  readonly invite?: { email: string; name: string; role: PartnerRole; lang: Lang } | null;
  /** Answered on paper or by telephone and entered by the office: nobody needs to be invited. */
  readonly isOnPaper?: boolean;
  readonly once?: string;
}

/**
 * Sends the self-assessment: the checklist of the relation's legal basis, its questions fixed from tier, activity and the
 * paper-only mark. Refuses `no-checklist`, `tier-unknown`, `assessment-open`, `partner-retired`.
 */
export async function sendAssessment(
  deps: Deps,
  actor: Actor,
  input: SendInput,
): Promise<Result<{ assessmentId: string; number: string; questions: number }>> {
  const no = denied(actor, "assessment.send");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once ?? "", act: "assessment.send" }, async (trx) => {
    const { organisationId } = actor;
    const relation = await reachRelation(trx, actor, input.relationId);
    if (!relation) return fail({ kind: "not-found" });
    const today = todayOf(deps);
    if (input.dueOn < today)
      return invalid({ path: "dueOn", code: "day-past", params: { value: input.dueOn } });
    if (relation.partnerState !== "active") return refused("partner-retired");
    const open = await findOpenAssessment(trx, organisationId, relation.id);
    if (open) return refused("assessment-open", { number: open.number });
    const checklist = await findChecklist(trx, deps, organisationId, relation.basis, today);
    if (!checklist) return refused("no-checklist");
    const tier = assessedTier(relation.highestTier);
    if (tier === null) return refused("tier-unknown");
    const route = await findReferralRoute(trx, organisationId, relation.id, today);
    const selection: Selection = {
      tier,
      activities: relation.activity === null ? [] : [relation.activity],
      paperOnly: relation.isPaperOnly,
      route: referralRoutes.find((known) => known === route) ?? null,
    };
    const asked = selectQuestions(checklist, selection);
    const { name, start } = await getFiscalYearStart(trx, organisationId);
    const number = numbered("A", await nextNumber(trx, organisationId, "assessment"));
    const id = deps.newId();
    const at = deps.now().toISOString();
    await insertAssessment(trx, {
      id,
      organisationId,
      partnerId: relation.partnerId,
      relationId: relation.id,
      number,
      fiscalYear: fiscalYearOf(today, start),
      checklistKey: checklist.id,
      checklistVersion: checklist.version,
      tier,
      activity: relation.activity,
      isPaperOnly: toFlag(relation.isPaperOnly),
      questions: toJson(freezeQuestions(asked)),
      state: "sent",
      sentAt: at,
      sentBy: personIdOf(actor),
      dueOn: input.dueOn,
      submittedAt: null,
      submittedBy: null,
      isProxy: toFlag(false),
      reviewStartedAt: null,
      score: null,
      grade: null,
      outcome: null,
      concludedOn: null,
      approvedOn: null,
      validUntil: null,
      criticalNos: "[]",
      blockScores: "[]",
      returnReason: null,
      triggerCode: input.triggerCode ?? null,
      comment: null,
      gradedBy: null,
      gradedAt: null,
      createdAt: at,
      revision: 1,
    });
    const mailboxes = await listPartnerMailboxes(trx, organisationId, relation.partnerId, today);
    if (input.invite) {
      const invited = await invitePerson(
        deps,
        actor,
        { ...input.invite, partnerId: relation.partnerId, partnerName: relation.partnerName },
        trx,
      );
      if (!invited.ok) {
        const { problem } = invited;
        return problem.kind === "invalid"
          ? invalid(
              ...problem.fields.map((field) => ({
                ...field,
                path: `invite${field.path.charAt(0).toUpperCase()}${field.path.slice(1)}`,
              })),
            )
          : invited;
      }
    } else if (mailboxes.length === 0 && !input.isOnPaper) {
      return invalid({ path: "inviteEmail", code: "nobody-to-answer" });
    }
    for (const mailbox of mailboxes) {
      if (input.isOnPaper || !isMailAddress(mailbox.email)) continue;
      const lang: Lang = langOf(mailbox.language);
      await enqueueMail(trx, deps, {
        organisationId,
        recipient: mailbox.email,
        templateKey: "assessment-sent",
        language: lang,
        params: {
          organisation: name,
          partner: relation.partnerName,
          title: relation.title,
          dueOn: formatDay(input.dueOn, lang, { weekday: true }),
          link: `${deps.links.origin}/company/assessments/${id}`,
        },
      });
    }
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      type: "assessment.sent",
      subject: { kind: "assessment", id },
      partnerId: relation.partnerId,
      data: {
        number,
        relation: relation.number,
        checklist: `${checklist.id}@${checklist.version}`,
        questions: asked.length,
        dueOn: input.dueOn,
      },
    });
    return ok({ assessmentId: id, number, questions: asked.length });
  });
}

/** Ends an assessment that is not submitted yet; it stays in the list with its reason. */
export async function cancelAssessment(
  deps: Deps,
  actor: Actor,
  input: { readonly assessmentId: string; readonly revision: number; readonly reason: string },
): Promise<Result<null>> {
  const no = denied(actor, "assessment.send");
  if (no) return no;
  return deps.db.write(async (trx: Write) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    const { assessment } = reached;
    if (input.reason.trim() === "") return invalid({ path: "reason", code: "required" });
    const moved = step(assessment.state, "cancel", actor);
    if (!moved.ok) return moved;
    const isMine = await updateAssessmentIfRevision(
      trx,
      {
        organisationId: actor.organisationId,
        id: assessment.id,
        revision: input.revision,
        states: [assessment.state],
      },
      { state: moved.value, comment: input.reason },
    );
    if (!isMine) return fail({ kind: "conflict", what: "assessment" });
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.cancelled",
      data: { number: assessment.number },
      personal: { reason: input.reason },
    });
    return ok(null);
  });
}
