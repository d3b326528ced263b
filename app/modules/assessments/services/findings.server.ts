import { formatDay } from "#app/i18n/format.ts";
import { type Lang, langOf } from "#app/i18n/lang.ts";
import { listPartnerMailboxes } from "#app/modules/access/fragments.server.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { reachRelation } from "#app/modules/contracts/services/acts.server.ts";
import { attachFiles } from "#app/modules/files/services.server.ts";
import { getFiscalYearStart } from "#app/modules/organisation/fragments.server.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { isMailAddress } from "#app/modules/outbox/rules.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import type { Write } from "#db/index.server.ts";
import type { FindingTable } from "#db/schema.ts";
import { findFinding } from "../fragments/rows.server.ts";
import { insertFinding, updateFindingIfRevision } from "../queries/findings.server.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import { type FindingAct, type FindingState, moveFinding, type Severity } from "../rules/findings.ts";
import { reachAssessment } from "./base.server.ts";

export interface RaiseInput {
  readonly relationId: string;
  readonly assessmentId?: string | null;
  readonly questionId?: string | null;
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly basis?: string | null;
  readonly dueOn: string;
}

/** Writes one finding and tells the partner, inside the act that found it. The relation is already proven to be reached. */
export async function raiseWithin(
  trx: Write,
  deps: Deps,
  actor: Actor,
  partner: { readonly id: string; readonly name: string },
  input: RaiseInput,
): Promise<{ findingId: string; number: string }> {
  const { organisationId } = actor;
  const today = todayOf(deps);
  const number = numbered("F", await nextNumber(trx, organisationId, "finding"));
  const id = deps.newId();
  await insertFinding(trx, {
    id,
    organisationId,
    partnerId: partner.id,
    relationId: input.relationId,
    assessmentId: input.assessmentId ?? null,
    questionId: input.questionId ?? null,
    number,
    severity: input.severity,
    title: input.title.slice(0, 200),
    detail: input.detail,
    basis: input.basis ? input.basis : null,
    raisedOn: today,
    raisedBy: personIdOf(actor),
    dueOn: input.dueOn,
    state: "open",
    plan: null,
    planDueOn: null,
    plannedBy: null,
    correctedOn: null,
    correctionNote: null,
    closedOn: null,
    closedBy: null,
    closeNote: null,
    revision: 1,
    recordedAt: deps.now().toISOString(),
  });
  const { name } = await getFiscalYearStart(trx, organisationId);
  for (const person of await listPartnerMailboxes(trx, organisationId, partner.id, today)) {
    if (!isMailAddress(person.email)) continue;
    const lang: Lang = langOf(person.language);
    await enqueueMail(trx, deps, {
      organisationId,
      recipient: person.email,
      templateKey: "finding-raised",
      language: lang,
      params: {
        organisation: name,
        partner: partner.name,
        number,
        title: input.title,
        dueOn: formatDay(input.dueOn, lang, { weekday: true }),
        link: `${deps.links.origin}/company/findings/${id}`,
      },
    });
  }
  await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
    type: "finding.raised",
    subject: { kind: "finding", id },
    partnerId: partner.id,
    data: { number, severity: input.severity, dueOn: input.dueOn, question: input.questionId ?? null },
  });
  return { findingId: id, number };
}

/** Raises a finding on a relation, from an assessment or apart from one (a visit, an incident, a complaint). */
export async function raiseFinding(
  deps: Deps,
  actor: Actor,
  input: RaiseInput & { readonly once?: string },
): Promise<Result<{ findingId: string; number: string }>> {
  const no = denied(actor, "finding.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once ?? "", act: "finding.raise" }, async (trx) => {
    const relation = await reachRelation(trx, actor, input.relationId);
    if (!relation) return fail({ kind: "not-found" });
    if (input.assessmentId) {
      const reached = await reachAssessment(trx, actor, input.assessmentId);
      if (reached?.relation.id !== relation.id) return fail({ kind: "not-found" });
    }
    if (input.dueOn < todayOf(deps))
      return invalid({ path: "dueOn", code: "day-past", params: { value: input.dueOn } });
    const partner = { id: relation.partnerId, name: relation.partnerName };
    return ok(await raiseWithin(trx, deps, actor, partner, input));
  });
}

interface Versioned {
  readonly findingId: string;
  readonly revision: number;
}

async function changeFinding(
  deps: Deps,
  actor: Actor,
  { findingId, revision }: Versioned,
  act: FindingAct,
  change: (
    finding: FindingTable,
    today: string,
    trx: Write,
  ) => Promise<Result<{ set: Parameters<typeof updateFindingIfRevision>[2]; event: AssessmentLogEvent }>>,
): Promise<Result<null>> {
  return deps.db.write(async (trx) => {
    const finding = await findFinding(trx, actor.organisationId, findingId);
    if (!finding) return fail({ kind: "not-found" });
    const relation = await reachRelation(trx, actor, finding.relationId);
    if (!relation) return fail({ kind: "not-found" });
    const state = moveFinding(finding.state as FindingState, act);
    if (state === null) return refused("wrong-state", { state: finding.state });
    const changed = await change(finding, todayOf(deps), trx);
    if (!changed.ok) return changed;
    const at = { organisationId: actor.organisationId, id: finding.id, revision, state: finding.state };
    if (!(await updateFindingIfRevision(trx, at, { ...changed.value.set, state })))
      return fail({ kind: "conflict", what: "finding" });
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, changed.value.event);
    return ok(null);
  });
}
const about = (finding: FindingTable) =>
  ({ subject: { kind: "finding", id: finding.id }, partnerId: finding.partnerId }) as const;
const working = (actor: Actor) => denied(actor, actor.kind === "partner" ? "own.finding" : "finding.write");

/** The partner's plan (是正計画): how and by when; may be changed until it is reported corrected. */
export async function planFinding(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly plan: string; readonly planDueOn: string },
): Promise<Result<null>> {
  const no = working(actor);
  if (no) return no;
  return changeFinding(deps, actor, input, "plan", async (finding, today) => {
    if (input.planDueOn < today)
      return invalid({ path: "planDueOn", code: "day-past", params: { value: input.planDueOn } });
    return ok({
      set: { plan: input.plan, planDueOn: input.planDueOn, plannedBy: personIdOf(actor) },
      event: {
        ...about(finding),
        type: "finding.planned",
        data: { number: finding.number, planDueOn: input.planDueOn },
      },
    });
  });
}

/** The partner says that it is done, with proof; the privacy manager closes it. */
export async function reportCorrected(
  deps: Deps,
  actor: Actor,
  input: Versioned & {
    readonly correctedOn: string;
    readonly note: string;
    readonly fileIds?: readonly string[];
  },
): Promise<Result<null>> {
  const no = working(actor);
  if (no) return no;
  return changeFinding(deps, actor, input, "report", async (finding, today, trx) => {
    if (input.correctedOn > today)
      return invalid({ path: "correctedOn", code: "day-future", params: { value: input.correctedOn } });
    if (input.correctedOn < finding.raisedOn)
      return invalid({ path: "correctedOn", code: "before-raised", params: { value: input.correctedOn } });
    const attached = await attachFiles(trx, deps, actor, {
      fileIds: input.fileIds ?? [],
      subjectKind: "finding",
      subjectId: finding.id,
      partnerId: finding.partnerId,
    });
    if (!attached.ok) return attached;
    return ok({
      set: { correctedOn: input.correctedOn, correctionNote: input.note },
      event: {
        ...about(finding),
        type: "finding.corrected",
        data: { number: finding.number, on: input.correctedOn },
      },
    });
  });
}

/** The privacy manager agrees that the finding is cured, saying on what grounds. */
export async function closeFinding(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly note: string },
): Promise<Result<null>> {
  const no = denied(actor, "finding.close");
  if (no) return no;
  if (input.note.trim() === "") return invalid({ path: "note", code: "required" });
  return changeFinding(deps, actor, input, "close", async (finding, today) =>
    ok({
      set: { closedOn: today, closedBy: personIdOf(actor), closeNote: input.note },
      event: {
        ...about(finding),
        type: "finding.closed",
        data: { number: finding.number },
        personal: { note: input.note },
      },
    }),
  );
}

/** What was reported corrected is not enough: back to the plan, with the reason. */
export async function reopenFinding(
  deps: Deps,
  actor: Actor,
  input: Versioned & { readonly note: string },
): Promise<Result<null>> {
  const no = denied(actor, "finding.close");
  if (no) return no;
  if (input.note.trim() === "") return invalid({ path: "note", code: "required" });
  return changeFinding(deps, actor, input, "reopen", async (finding) =>
    ok({
      set: { correctedOn: null, closeNote: input.note },
      event: {
        ...about(finding),
        type: "finding.reopened",
        data: { number: finding.number },
        personal: { reason: input.note },
      },
    }),
  );
}
