import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, type Day, laterOf, todayOf } from "#app/modules/calendar/rules/day.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { judgeScope } from "#app/modules/policy/rules/judge.ts";
import { type Actor, type Deps, personIdOf, roleOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag, toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { RelationStateTable, RelationTable } from "#db/schema.ts";
import { findPartner } from "../fragments/partners.server.ts";
import { listRelationStates, type ScopeLineRow } from "../fragments/relations.server.ts";
import {
  insertRelation,
  insertScopeLines,
  listStandingScopeLines,
  replaceScopeLine,
  replaceState,
  updateRelationIfRevision,
} from "../queries/relations.server.ts";
import type { RegistryEvent } from "../rules/events.ts";
import type { RelationInput } from "../rules/forms.ts";
import {
  nextRelationState,
  type RelationEvent,
  type RelationGuard,
  type RelationState,
} from "../rules/relation-states.ts";
import { highestTier } from "../rules/scope.ts";
import { isSameLine, type ScopeLineContent, toLineInput, toScopeContext } from "../rules/scope-input.ts";
import { act, reachPartner, reachRelation } from "./common.server.ts";

/** Step 2: a relation 取扱案件 in draft. Department staff draft for their own department only. */
export async function draftRelation(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; relation: RelationInput; once?: string },
): Promise<Result<{ relationId: string; number: string }>> {
  const no = denied(actor, "relation.write");
  if (no) return no;
  return act(deps, (trx) => draftRelationIn(trx, deps, actor, input), {
    actor,
    key: input.once,
    act: "registry.draft-relation",
  });
}

/** `begin`: the state a relation starts in when it is taken over as it stands, instead of a draft of today. */
export async function draftRelationIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: {
    partnerId: string;
    relation: RelationInput;
    begin?: { state: RelationState; on: Day; reason: string };
  },
): Promise<Result<{ relationId: string; number: string }>> {
  const reached = await reachPartner(trx, actor, input.partnerId);
  if (!reached.ok) return reached;
  if (reached.value.state === "retired") return refused("partner-retired");
  const judged = await judgeRelationInput(trx, deps, actor, input.relation, reached.value.policyPartnerId);
  if (!judged.ok) return judged;
  const { relation } = input;
  const begin = input.begin ?? { state: "draft" as const, on: todayOf(deps), reason: null };
  const id = deps.newId();
  const number = numbered("R", await nextNumber(trx, actor.organisationId, "relation"));
  const recordedAt = deps.now().toISOString();
  await insertRelation(trx, {
    id,
    organisationId: actor.organisationId,
    partnerId: input.partnerId,
    number,
    basis: relation.basis,
    ...columnsOf(relation),
    ownerPersonId: personIdOf(actor),
    highestTier: "S1",
    state: begin.state,
    createdAt: recordedAt,
    createdBy: personIdOf(actor),
    revision: 1,
  });
  await replaceState(
    trx,
    {
      id: deps.newId(),
      organisationId: actor.organisationId,
      relationId: id,
      state: begin.state,
      validFrom: begin.on,
      validTo: null,
      recordedAt,
      actorId: personIdOf(actor),
      reason: begin.reason,
      conditions: null,
    },
    addDays(begin.on, -1),
  );
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: "registry.relation-drafted",
    subject: { kind: "relation", id },
    partnerId: input.partnerId,
    data: { number, basis: relation.basis, department: relation.department },
  });
  return ok({ relationId: id, number });
}

const columnsOf = (relation: RelationInput) => ({
  title: relation.title,
  activity: relation.basis === "entrustment" ? relation.activity : null,
  activityDescription: relation.basis === "entrustment" ? relation.activityDescription : null,
  groupId: relation.basis === "joint-use" ? relation.groupId : null,
  department: relation.department,
  isPaperOnly: toFlag(relation.isPaperOnly),
  volumePerYear: relation.volumePerYear,
  volumeUnit: relation.volumeUnit,
  handlingPlace: relation.handlingPlace,
  handlesAbroad: toFlag(relation.handlesAbroad),
  returnRule: relation.returnRule,
  returnDueOn: relation.returnDueOn,
  startsOn: relation.startsOn,
  endsOn: relation.endsOn,
  note: relation.note,
});

async function judgeRelationInput(
  trx: Write,
  deps: Deps,
  actor: Actor,
  relation: RelationInput,
  policyPartnerId: string | null,
): Promise<Result<null>> {
  const own = departmentOf(actor);
  if (own !== null && own !== relation.department) {
    return invalid({
      path: "department",
      code: "other-department",
      params: { value: relation.department, other: own },
    });
  }
  const version = await findPolicyOn(trx, actor.organisationId, todayOf(deps));
  if (!version) return refused("no-policy-in-force");
  if (relation.basis === "entrustment" && !version.index.activities.has(relation.activity ?? "")) {
    return invalid({ path: "activity", code: "unknown-choice", params: { value: relation.activity ?? "" } });
  }
  if (relation.basis === "joint-use") {
    const group = version.index.groups.get(relation.groupId ?? "");
    if (!group) {
      return invalid({ path: "groupId", code: "unknown-choice", params: { value: relation.groupId ?? "" } });
    }
    // The circle of users is published (法27条5項3号): nobody else joins it by being registered.
    if (policyPartnerId === null || !group.partners.has(policyPartnerId)) {
      return invalid({ path: "groupId", code: "partner-not-in-group" });
    }
  }
  return ok(null);
}

/** Changes the facts of a relation. Its legal basis and group stay once it has left the draft. */
export async function reviseRelation(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; revision: number; relation: RelationInput },
): Promise<Result<{ relationId: string; isDraft: boolean }>> {
  const no = denied(actor, "relation.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachRelation(trx, actor, input.relationId);
    if (!reached.ok) return reached;
    const before = reached.value;
    if (before.revision !== input.revision) return fail({ kind: "conflict", what: "relation" });
    if (before.state === "closed") return refused("relation-closed");
    const partner = await findPartner(trx, actor.organisationId, before.partnerId);
    const judged = await judgeRelationInput(
      trx,
      deps,
      actor,
      input.relation,
      partner?.policyPartnerId ?? null,
    );
    if (!judged.ok) return judged;
    const columns = columnsOf(input.relation);
    if (
      before.state !== "draft" &&
      (before.basis !== input.relation.basis || before.groupId !== columns.groupId)
    ) {
      return refused("basis-fixed");
    }
    const updated = await updateRelationIfRevision(
      trx,
      actor.organisationId,
      before.id,
      { revision: input.revision },
      { ...columns, basis: input.relation.basis },
    );
    if (!updated) return fail({ kind: "conflict", what: "relation" });
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.relation-revised",
      subject: { kind: "relation", id: before.id },
      partnerId: before.partnerId,
      data: { number: before.number, basis: input.relation.basis, department: input.relation.department },
    });
    return ok({ relationId: before.id, isDraft: before.state === "draft" });
  });
}

export interface ReviseScopeInput {
  readonly relationId: string;
  readonly revision: number;
  /** The first day on which the new scope holds. */
  readonly validFrom: Day;
  readonly lines: readonly ScopeLineContent[];
}

/**
 * Replaces the scope 取扱範囲 from `validFrom` on. Lines that stay the same keep their first day; the others are ended by this
 * act and stay readable. A draft may keep lines outside the ceiling (they cannot be submitted); once approved, a line outside
 * the ceiling is refused.
 */
export async function reviseScope(
  deps: Deps,
  actor: Actor,
  input: ReviseScopeInput,
): Promise<Result<{ relationId: string; outside: number; isDraft: boolean }>> {
  const no = denied(actor, "relation.write");
  if (no) return no;
  return act(deps, (trx) => reviseScopeIn(trx, deps, actor, input));
}

export async function reviseScopeIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: ReviseScopeInput,
): Promise<Result<{ relationId: string; outside: number; isDraft: boolean }>> {
  const reached = await reachRelation(trx, actor, input.relationId);
  if (!reached.ok) return reached;
  const relation = reached.value;
  if (relation.revision !== input.revision) return fail({ kind: "conflict", what: "relation" });
  if (relation.state === "in-review") return refused("scope-under-review");
  if (relation.state === "ended" || relation.state === "closed") return refused("relation-closed");
  const version = await findPolicyOn(trx, actor.organisationId, input.validFrom);
  if (!version)
    return invalid({ path: "validFrom", code: "no-policy-on-day", params: { value: input.validFrom } });
  const early = input.lines.findIndex((line) => line.validFrom < version.validFrom);
  if (early >= 0) {
    return invalid({
      path: `lines.${early}.validFrom`,
      code: "no-policy-on-day",
      params: { value: input.lines[early]?.validFrom ?? "" },
    });
  }
  const partner = await findPartner(trx, actor.organisationId, relation.partnerId);
  const context = toScopeContext(
    { ...relation, policyPartnerId: partner?.policyPartnerId ?? null },
    input.validFrom,
  );
  const outside = judgeScope(version.index, context, input.lines.map(toLineInput)).length;
  if (outside > 0 && relation.state !== "draft") return refused("scope-outside-ceiling", { n: outside });

  const standing = await listStandingScopeLines(trx, actor.organisationId, relation.id);
  const { kept, added, removed } = matchLines(standing, input.lines, input.validFrom);
  const lastDay = addDays(input.validFrom, -1);
  for (const line of removed) {
    await replaceScopeLine(trx, actor.organisationId, line.id, {
      replacedOn: input.validFrom,
      validTo: line.validTo !== null && line.validTo < lastDay ? line.validTo : lastDay,
    });
  }
  const recordedAt = deps.now().toISOString();
  await insertScopeLines(
    trx,
    added.map((line) => ({
      id: deps.newId(),
      organisationId: actor.organisationId,
      relationId: relation.id,
      subject: line.subject,
      items: toJson(line.items),
      purposes: toJson(line.purposes),
      headcount: line.headcount,
      reason: line.reason,
      concreteText: line.concreteText,
      reviewerName: line.reviewerName,
      consentOn: line.consentOn,
      consentMethod: line.consentMethod,
      necessity: line.necessity,
      surveyStatement: line.surveyStatement,
      validFrom: laterOf(line.validFrom, input.validFrom),
      validTo: line.validTo,
      replacedOn: null,
      recordedAt,
      recordedBy: personIdOf(actor),
    })),
  );
  const tier = highestTier(version.index, [...kept, ...added]);
  const updated = await updateRelationIfRevision(
    trx,
    actor.organisationId,
    relation.id,
    { revision: input.revision },
    { highestTier: tier },
  );
  if (!updated) return fail({ kind: "conflict", what: "relation" });
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: "registry.scope-revised",
    subject: { kind: "relation", id: relation.id },
    partnerId: relation.partnerId,
    data: {
      number: relation.number,
      validFrom: input.validFrom,
      added: added.length,
      removed: removed.length,
      kept: kept.length,
      tier,
    },
  });
  return ok({ relationId: relation.id, outside, isDraft: relation.state === "draft" });
}

function matchLines(standing: readonly ScopeLineRow[], wanted: readonly ScopeLineContent[], from: Day) {
  const left = [...standing];
  const kept: ScopeLineRow[] = [];
  const added: ScopeLineContent[] = [];
  for (const line of wanted) {
    const at = left.findIndex(
      (row) =>
        isSameLine(row, line) &&
        (row.validFrom === line.validFrom || (row.validFrom <= from && line.validFrom <= from)),
    );
    const row = at < 0 ? undefined : left.splice(at, 1)[0];
    if (row) kept.push(row);
    else added.push(line);
  }
  return { kept, added, removed: left };
}

export interface MoveRelationInput {
  readonly relationId: string;
  readonly revision: number;
  /** The first day of the new state; not after today, today when left out. */
  readonly on?: Day;
  readonly reason?: string | null;
  /** Approving: what must be kept or still be done. */
  readonly conditions?: string | null;
  /** Activating: whoever activates has read the conditions of the approval. */
  readonly hasNotedConditions?: boolean;
}

/** One move of the table of states. Named below as they are spoken of. */
export async function moveRelation(
  deps: Deps,
  actor: Actor,
  event: RelationEvent,
  input: MoveRelationInput,
): Promise<Result<{ relationId: string }>> {
  return act(deps, (trx) => moveRelationIn(trx, deps, actor, event, input));
}

/** Step 5: hands a draft to review. Every line must lie within the ceiling. */
export const submitRelation = (deps: Deps, actor: Actor, input: MoveRelationInput) =>
  moveRelation(deps, actor, "submit", input);
/** The privacy manager approves what somebody else submitted; conditions stay with the relation. */
export const approveRelation = (deps: Deps, actor: Actor, input: MoveRelationInput) =>
  moveRelation(deps, actor, "approve", input);
/** Sends a submitted relation back to draft, with the reason. */
export const returnRelation = (deps: Deps, actor: Actor, input: MoveRelationInput) =>
  moveRelation(deps, actor, "return", input);
/** The privacy manager's act on an approved relation: from that day it is in use. */
export const activateRelation = (deps: Deps, actor: Actor, input: MoveRelationInput) =>
  moveRelation(deps, actor, "activate", input);
/** Stops an active relation; hand-overs are blocked from that day. */
export const suspendRelation = (deps: Deps, actor: Actor, input: MoveRelationInput) =>
  moveRelation(deps, actor, "suspend", input);

/**
 * Moves a relation inside the caller's transaction. Guards that the register knows are judged here (`within-ceiling`, `not-own`,
 * `conditions-noted`); `met` names those the caller has proved (`custody-empty`).
 */
export async function moveRelationIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  event: RelationEvent,
  input: MoveRelationInput,
  met: readonly RelationGuard[] = [],
): Promise<Result<{ relationId: string }>> {
  const reached = await reachRelation(trx, actor, input.relationId);
  if (!reached.ok) return reached;
  const relation = reached.value;
  const today = todayOf(deps);
  const on = input.on ?? today;
  const states = await listRelationStates(trx, actor.organisationId, relation.id);
  const running = states.find((row) => row.validTo === null);
  const reason = input.reason?.trim() || null;
  const judged = nextRelationState(relation.state as RelationState, {
    event,
    role: roleOf(actor),
    reason,
    met: [...met, ...(await guardsMet(trx, actor, relation, states, input, on))],
  });
  if (!judged.ok) {
    if (judged.problem.kind === "forbidden" && actor.kind === "partner") return fail({ kind: "not-found" });
    if (judged.problem.kind === "refused" && judged.problem.code === "reason-required") {
      return invalid({ path: "reason", code: "reason-required" });
    }
    return judged;
  }
  if (relation.revision !== input.revision) return fail({ kind: "conflict", what: "relation" });
  if (on > today) return invalid({ path: "on", code: "day-future", params: { value: on } });
  if (running && on < running.validFrom) {
    return invalid({ path: "on", code: "day-order", params: { value: on, other: running.validFrom } });
  }
  const to = judged.value;
  const moved = await updateRelationIfRevision(
    trx,
    actor.organisationId,
    relation.id,
    { revision: input.revision, state: relation.state },
    { state: to },
  );
  if (!moved) return fail({ kind: "conflict", what: "relation" });
  await replaceState(
    trx,
    {
      id: deps.newId(),
      organisationId: actor.organisationId,
      relationId: relation.id,
      state: to,
      validFrom: on,
      validTo: null,
      recordedAt: deps.now().toISOString(),
      actorId: personIdOf(actor),
      reason,
      // Conditions of an approval stay with the relation while it is in use.
      conditions: to === "draft" ? null : input.conditions?.trim() || (running?.conditions ?? null),
    },
    addDays(on, -1),
  );
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: "registry.relation-moved",
    subject: { kind: "relation", id: relation.id },
    partnerId: relation.partnerId,
    data: { number: relation.number, event, from: relation.state, to, on },
    ...(reason === null ? {} : { personal: { reason } }),
  });
  return ok({ relationId: relation.id });
}

async function guardsMet(
  trx: Write,
  actor: Actor,
  relation: RelationTable,
  states: readonly RelationStateTable[],
  input: MoveRelationInput,
  day: Day,
): Promise<readonly RelationGuard[]> {
  const met: RelationGuard[] = [];
  const lines = await listStandingScopeLines(trx, actor.organisationId, relation.id);
  const version = await findPolicyOn(trx, actor.organisationId, day);
  if (version && lines.length > 0) {
    const partner = await findPartner(trx, actor.organisationId, relation.partnerId);
    const context = toScopeContext({ ...relation, policyPartnerId: partner?.policyPartnerId ?? null }, day);
    if (judgeScope(version.index, context, lines.map(toLineInput)).length === 0) met.push("within-ceiling");
  }
  const me = personIdOf(actor);
  // Nobody approves what they drafted, or submitted in any round.
  const isOwn = states.some(
    (row, at) => me !== null && row.actorId === me && (at === 0 || row.state === "in-review"),
  );
  if (!isOwn) met.push("not-own");
  const conditions = states.find((row) => row.validTo === null)?.conditions ?? null;
  if (conditions === null || input.hasNotedConditions === true) met.push("conditions-noted");
  return met;
}
