import { actorCan } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, addMonths, type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { listPolicies } from "#app/modules/policy/fragments.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag, toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { ConfirmationTable } from "#db/schema.ts";
import { listForeignRoutes, listSubcontractors } from "../fragments/records.server.ts";
import {
  endForeignRoutes,
  endReferralRoutes,
  findSubcontractor,
  insertConfirmation,
  insertForeignRoute,
  insertPolicyTold,
  insertReferralRoute,
  insertSubcontractor,
  updateForeignConfirmation,
  updateSubcontractorIfRevision,
} from "../queries/records.server.ts";
import type { RegistryEvent } from "../rules/events.ts";
import {
  type ConfirmationInput,
  type ForeignRouteInput,
  foreignRoutesOf,
  type PolicyToldInput,
  type ReferralRouteInput,
  type SubcontractorInput,
} from "../rules/forms.ts";
import { act, reachPartner, reachRelation } from "./common.server.ts";

/** An equivalent system (法28) and the other yearly looks are confirmed at least once a year (規則18, GL-外国 6-1). */
const CONFIRMATION_MONTHS = 12;

/** Staff with `record.write`, and the partner's own people for their own company. */
const mayRecord = (actor: Actor, own: "own.subcontractor") =>
  actor.kind === "partner"
    ? actorCan(actor, own)
      ? null
      : fail({ kind: "not-found" })
    : denied(actor, "record.write");

/**
 * Asks for consent to a subcontractor 再委託先 (GL 3-4-4(3)), or, with `foundOn`, records one that was found working without
 * it: that one is unapproved from the day it was found or began.
 */
export async function requestSubcontractor(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; subcontractor: SubcontractorInput; once?: string },
): Promise<Result<{ subcontractorId: string }>> {
  const no = mayRecord(actor, "own.subcontractor");
  if (no) return no;
  const { subcontractor } = input;
  return act(
    deps,
    async (trx) => {
      const reached = await reachRelation(trx, actor, input.relationId);
      if (!reached.ok) return reached;
      const relation = reached.value;
      if (relation.basis !== "entrustment") return refused("subcontractor-only-entrustment");
      if (subcontractor.parentId !== null) {
        const siblings = await listSubcontractors(trx, actor.organisationId, [relation.id]);
        if (!siblings.some((one) => one.id === subcontractor.parentId)) {
          return invalid({ path: "parentId", code: "not-found", params: { value: "" } });
        }
      }
      // Whether staff found it is the organisation's statement, not the partner's.
      const foundOn = actor.kind === "partner" ? null : subcontractor.foundOn;
      if (foundOn !== null && foundOn > todayOf(deps)) {
        return invalid({ path: "foundOn", code: "day-future", params: { value: foundOn } });
      }
      const id = deps.newId();
      const at = deps.now().toISOString();
      await insertSubcontractor(trx, {
        id,
        organisationId: actor.organisationId,
        relationId: relation.id,
        parentId: subcontractor.parentId,
        name: subcontractor.name,
        nameKana: subcontractor.nameKana,
        corporateNumber: subcontractor.corporateNumber,
        address: subcontractor.address,
        country: subcontractor.country,
        work: subcontractor.work,
        items: toJson(subcontractor.items),
        safetyMeasures: subcontractor.safetyMeasures,
        reason: subcontractor.reason,
        startsOn: subcontractor.startsOn,
        endsOn: subcontractor.endsOn,
        state: foundOn === null ? "requested" : "unapproved",
        requestedAt: at,
        requestedBy: personIdOf(actor),
        decidedOn: null,
        decidedBy: null,
        conditions: null,
        foundOn,
        approvedUntil: null,
        removedOn: null,
        revision: 1,
        recordedAt: at,
      });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: foundOn === null ? "registry.subcontractor-requested" : "registry.subcontractor-found",
        subject: { kind: "subcontractor", id },
        partnerId: relation.partnerId,
        data: { relation: relation.number, startsOn: subcontractor.startsOn },
        personal: { name: subcontractor.name },
      });
      return ok({ subcontractorId: id });
    },
    { actor, key: input.once, act: "registry.request-subcontractor" },
  );
}

/** The privacy manager's consent, or its refusal; nobody decides on what they asked for. */
export async function decideSubcontractor(
  deps: Deps,
  actor: Actor,
  input: {
    subcontractorId: string;
    revision: number;
    approved: boolean;
    conditions: string | null;
    approvedUntil: Day | null;
  },
): Promise<Result<{ relationId: string }>> {
  const no = denied(actor, "subcontractor.decide");
  if (no) return no;
  return act(deps, async (trx) => {
    const row = await findSubcontractor(trx, actor.organisationId, input.subcontractorId);
    if (!row) return fail({ kind: "not-found" });
    const reached = await reachRelation(trx, actor, row.relationId);
    if (!reached.ok) return reached;
    if (row.state !== "requested" && row.state !== "unapproved")
      return fail({ kind: "conflict", what: "subcontractor" });
    if (row.requestedBy !== null && row.requestedBy === personIdOf(actor)) return refused("own-request");
    if (!input.approved && !input.conditions?.trim()) {
      return invalid({ path: "conditions", code: "reason-required" });
    }
    const on = todayOf(deps);
    if (input.approved && input.approvedUntil !== null && input.approvedUntil < on) {
      return invalid({ path: "approvedUntil", code: "day-past", params: { value: input.approvedUntil } });
    }
    const state = input.approved ? "approved" : "refused";
    const approvedUntil = input.approved ? input.approvedUntil : null;
    const updated = await updateSubcontractorIfRevision(
      trx,
      actor.organisationId,
      row.id,
      { revision: input.revision, state: row.state },
      {
        state,
        decidedOn: on,
        decidedBy: personIdOf(actor),
        conditions: input.conditions?.trim() || null,
        approvedUntil,
      },
    );
    if (!updated) return fail({ kind: "conflict", what: "subcontractor" });
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.subcontractor-decided",
      subject: { kind: "subcontractor", id: row.id },
      partnerId: reached.value.partnerId,
      data: { state, on, approvedUntil },
    });
    return ok({ relationId: row.relationId });
  });
}

/** Records that a subcontractor holds our data no longer (removed or returned, seen by a member of staff). */
export async function removeSubcontractor(
  deps: Deps,
  actor: Actor,
  input: { subcontractorId: string; revision: number; on: Day },
): Promise<Result<{ relationId: string }>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const row = await findSubcontractor(trx, actor.organisationId, input.subcontractorId);
    if (!row) return fail({ kind: "not-found" });
    const reached = await reachRelation(trx, actor, row.relationId);
    if (!reached.ok) return reached;
    if (row.removedOn !== null) return fail({ kind: "conflict", what: "subcontractor" });
    if (input.on > todayOf(deps))
      return invalid({ path: "on", code: "day-future", params: { value: input.on } });
    if (input.on < row.startsOn) {
      return invalid({ path: "on", code: "day-order", params: { value: input.on, other: row.startsOn } });
    }
    const updated = await updateSubcontractorIfRevision(
      trx,
      actor.organisationId,
      row.id,
      { revision: input.revision, state: row.state },
      { removedOn: input.on, endsOn: row.endsOn !== null && row.endsOn < input.on ? row.endsOn : input.on },
    );
    if (!updated) return fail({ kind: "conflict", what: "subcontractor" });
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.subcontractor-removed",
      subject: { kind: "subcontractor", id: row.id },
      partnerId: reached.value.partnerId,
      data: { on: input.on },
    });
    return ok({ relationId: row.relationId });
  });
}

/**
 * The route by which a relation handles data abroad (法28), from `validFrom` on; the same country and service before it ends.
 * The equivalent-system route is confirmed again within a year (規則18).
 */
export async function recordForeignRoute(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; route: ForeignRouteInput; once?: string },
): Promise<Result<{ routeId: string }>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  const { route } = input;
  return act(
    deps,
    async (trx) => {
      const reached = await reachRelation(trx, actor, input.relationId);
      if (!reached.ok) return reached;
      if (!foreignRoutesOf(reached.value.basis).includes(route.route)) {
        return invalid({ path: "route", code: "unknown-choice", params: { value: route.route } });
      }
      if (route.confirmedOn !== null && route.confirmedOn > todayOf(deps)) {
        return invalid({ path: "confirmedOn", code: "day-future", params: { value: route.confirmedOn } });
      }
      await endForeignRoutes(
        trx,
        actor.organisationId,
        reached.value.id,
        route.country,
        route.serviceName,
        route.validFrom,
        addDays(route.validFrom, -1),
      );
      const nextOn = nextForeign(route.route, route.confirmedOn);
      const id = deps.newId();
      await insertForeignRoute(trx, {
        id,
        organisationId: actor.organisationId,
        relationId: reached.value.id,
        country: route.country,
        serviceName: route.serviceName,
        route: route.route,
        basisText: route.basisText,
        recordMethod: route.recordMethod,
        confirmedOn: route.confirmedOn,
        nextConfirmationOn: nextOn,
        validFrom: route.validFrom,
        validTo: null,
        recordedAt: deps.now().toISOString(),
        recordedBy: personIdOf(actor),
      });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: "registry.foreign-route-recorded",
        subject: { kind: "relation", id: reached.value.id },
        partnerId: reached.value.partnerId,
        data: { route: route.route, country: route.country, confirmedOn: route.confirmedOn, nextOn },
      });
      return ok({ routeId: id });
    },
    { actor, key: input.once, act: "registry.record-foreign-route" },
  );
}

const nextForeign = (route: string, confirmedOn: Day | null): Day | null =>
  route === "equivalent-system" && confirmedOn !== null ? addMonths(confirmedOn, CONFIRMATION_MONTHS) : null;

/** The yearly confirmation that the recipient abroad still has the equivalent system (規則18). */
export async function confirmForeignRoute(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; routeId: string; confirmedOn: Day; once?: string },
): Promise<Result<null>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  return act(
    deps,
    async (trx) => {
      const reached = await reachRelation(trx, actor, input.relationId);
      if (!reached.ok) return reached;
      const routes = await listForeignRoutes(trx, actor.organisationId, [reached.value.id], null);
      const route = routes.find((one) => one.id === input.routeId);
      if (!route) return fail({ kind: "not-found" });
      if (input.confirmedOn > todayOf(deps)) {
        return invalid({ path: "confirmedOn", code: "day-future", params: { value: input.confirmedOn } });
      }
      if (route.confirmedOn !== null && input.confirmedOn < route.confirmedOn) {
        return invalid({
          path: "confirmedOn",
          code: "day-order",
          params: { value: input.confirmedOn, other: route.confirmedOn },
        });
      }
      const nextOn = nextForeign(route.route, input.confirmedOn);
      const updated = await updateForeignConfirmation(trx, actor.organisationId, route.id, reached.value.id, {
        confirmedOn: input.confirmedOn,
        nextConfirmationOn: nextOn,
      });
      if (!updated) return fail({ kind: "not-found" });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: "registry.foreign-route-confirmed",
        subject: { kind: "relation", id: reached.value.id },
        partnerId: reached.value.partnerId,
        data: { route: route.route, country: route.country, confirmedOn: input.confirmedOn, nextOn },
      });
      return ok(null);
    },
    { actor, key: input.once, act: "registry.confirm-foreign-route" },
  );
}

/** How a referral reaches its partner: 本人の直接申込, 本人に代わる提供, or 同意による第三者提供 (facts 2.5). */
export async function recordReferralRoute(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; route: ReferralRouteInput; once?: string },
): Promise<Result<{ routeId: string }>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  const { route } = input;
  return act(
    deps,
    async (trx) => {
      const reached = await reachRelation(trx, actor, input.relationId);
      if (!reached.ok) return reached;
      if (reached.value.basis !== "referral") return refused("route-only-referral");
      await endReferralRoutes(
        trx,
        actor.organisationId,
        reached.value.id,
        route.validFrom,
        addDays(route.validFrom, -1),
      );
      const id = deps.newId();
      await insertReferralRoute(trx, {
        id,
        organisationId: actor.organisationId,
        relationId: reached.value.id,
        ...route,
        validTo: null,
        recordedAt: deps.now().toISOString(),
        recordedBy: personIdOf(actor),
      });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: "registry.referral-route-recorded",
        subject: { kind: "relation", id: reached.value.id },
        partnerId: reached.value.partnerId,
        data: { route: route.route, validFrom: route.validFrom },
      });
      return ok({ routeId: id });
    },
    { actor, key: input.once, act: "registry.record-referral-route" },
  );
}

/** The day a partner was told of a policy version (policy section 5: 関係者に示す). */
export async function recordPolicyTold(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; told: PolicyToldInput; once?: string },
): Promise<Result<null>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  const { told } = input;
  return act(
    deps,
    async (trx) => {
      const reached = await reachPartner(trx, actor, input.partnerId);
      if (!reached.ok) return reached;
      const versions = await listPolicies(trx, actor.organisationId);
      const version = versions.find((one) => one.id === told.policyVersionId);
      if (!version)
        return invalid({ path: "policyVersionId", code: "unknown-choice", params: { value: "" } });
      if (told.toldOn > todayOf(deps)) {
        return invalid({ path: "toldOn", code: "day-future", params: { value: told.toldOn } });
      }
      await insertPolicyTold(trx, {
        id: deps.newId(),
        organisationId: actor.organisationId,
        partnerId: input.partnerId,
        policyVersionId: version.id,
        toldOn: told.toldOn,
        method: told.method,
        note: told.note,
        recordedAt: deps.now().toISOString(),
        recordedBy: personIdOf(actor),
      });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: "registry.policy-told",
        subject: { kind: "partner", id: input.partnerId },
        partnerId: input.partnerId,
        data: { policy: version.key, toldOn: told.toldOn, method: told.method },
      });
      return ok(null);
    },
    { actor, key: input.once, act: "registry.record-policy-told" },
  );
}

/** A dated confirmation; without a next day given, it is due again in a year where it recurs. */
export async function recordConfirmation(
  deps: Deps,
  actor: Actor,
  input: { relationId: string; confirmation: ConfirmationInput; once?: string },
): Promise<Result<{ confirmationId: string }>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  const { confirmation } = input;
  return act(
    deps,
    async (trx) => {
      const reached = await reachRelation(trx, actor, input.relationId);
      if (!reached.ok) return reached;
      if (confirmation.confirmedOn > todayOf(deps)) {
        return invalid({
          path: "confirmedOn",
          code: "day-future",
          params: { value: confirmation.confirmedOn },
        });
      }
      if (confirmation.nextDueOn !== null && confirmation.nextDueOn <= confirmation.confirmedOn) {
        return invalid({
          path: "nextDueOn",
          code: "day-order",
          params: { value: confirmation.nextDueOn, other: confirmation.confirmedOn },
        });
      }
      if (!confirmation.isSatisfactory && confirmation.note === null) {
        return invalid({ path: "note", code: "reason-required" });
      }
      const recurs = confirmation.kind === "form-keeping" || confirmation.kind === "own-safety";
      const nextDueOn =
        confirmation.nextDueOn ?? (recurs ? addMonths(confirmation.confirmedOn, CONFIRMATION_MONTHS) : null);
      const id = deps.newId();
      await insertConfirmation(trx, {
        id,
        organisationId: actor.organisationId,
        relationId: reached.value.id,
        kind: confirmation.kind,
        confirmedOn: confirmation.confirmedOn,
        nextDueOn,
        isSatisfactory: toFlag(confirmation.isSatisfactory),
        note: confirmation.note,
        recordedAt: deps.now().toISOString(),
        recordedBy: personIdOf(actor),
      });
      await recordEvent<RegistryEvent>(trx, deps, actor, {
        type: "registry.confirmation-recorded",
        subject: { kind: "relation", id: reached.value.id },
        partnerId: reached.value.partnerId,
        data: {
          kind: confirmation.kind,
          confirmedOn: confirmation.confirmedOn,
          nextDueOn,
          isSatisfactory: confirmation.isSatisfactory,
        },
      });
      return ok({ confirmationId: id });
    },
    { actor, key: input.once, act: "registry.record-confirmation" },
  );
}

/** Keeps a dated confirmation as part of an act of a higher module. */
export const keepConfirmation = async (trx: Write, row: ConfirmationTable): Promise<void> => {
  await insertConfirmation(trx, row);
};
