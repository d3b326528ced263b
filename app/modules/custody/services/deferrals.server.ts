import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { proveAgain } from "#app/modules/access/services/sessions.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findDeferral, listDeferrals as listRows } from "#app/modules/deferrals/fragments.server.ts";
import { criticalNoCode } from "#app/modules/deferrals/rules.ts";
import { changeDeferral, keepDeferral } from "#app/modules/deferrals/services.server.ts";
import { act, reachRelation } from "#app/modules/registry/services/common.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Problem, type Result, refused } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import type { DeferralTable, RelationTable } from "#db/schema.ts";
import { deferralRefusal } from "../rules/deferral.ts";
import type { CustodyEvent } from "../rules/events.ts";
import { type DeferrableBy, type Effect, gateCodes, reasonTable } from "../rules/gate-table.ts";
import { type Judged, judgeRelation } from "./gate.server.ts";
import { loadWording, sayReason } from "./wording.server.ts";

interface Deferrable {
  readonly effect: Effect;
  readonly deferrableBy: DeferrableBy;
}

/**
 * The reason as it stands today. A critical "no" may be asked about while its assessment is still being reviewed, before the gate
 * sees it; then the table says who decides.
 */
function standingReason(judged: Judged, code: string, ref: string | null): Deferrable | null {
  const found = judged.verdict.reasons.find(
    (reason) => reason.code === code && (ref === null || reason.ref === ref),
  );
  if (found) return found;
  if (code !== criticalNoCode) return null;
  return reasonTable[criticalNoCode].kinds[judged.of.facts.relation.basis] ?? null;
}

const refusalProblem = (code: string): { readonly ok: false; readonly problem: Problem } =>
  code === "until-past" || code === "until-too-far"
    ? invalid({ path: "until", code })
    : code === "reason-required"
      ? invalid({ path: "reason", code })
      : refused(code);

export interface RequestDeferralInput {
  readonly relationId: string;
  readonly code: string;
  /** Which clause, item, finding, …; null for every reason of the code. */
  readonly ref: string | null;
  readonly reason: string;
  readonly until: Day;
  readonly once: string;
}

/** Asks to go on under a reason until a day (期限付継続). Reasons of law and warnings are never asked about. */
export async function requestDeferral(
  deps: Deps,
  actor: Actor,
  input: RequestDeferralInput,
): Promise<Result<{ deferralId: string }>> {
  const no = denied(actor, "deferral.request");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once, act: "custody.deferral" }, async (trx) => {
    const reached = await reachRelation(trx, actor, input.relationId);
    if (!reached.ok) return reached;
    const relation = reached.value;
    if (!gateCodes.some((code) => code === input.code))
      return invalid({ path: "code", code: "unknown-choice", params: { value: input.code } });
    const today = todayOf(deps);
    const judged = await judgeRelation(trx, deps, actor.organisationId, relation.id, today);
    if (judged === null) return fail({ kind: "not-found" });
    const reason = standingReason(judged, input.code, input.ref);
    if (reason === null) return refused("reason-gone");
    const decider = reason.deferrableBy === "privacy-manager" ? "privacy-manager" : "director";
    const refusal = deferralRefusal(reason, decider, input.until, input.reason, today);
    if (refusal !== null) return refusalProblem(refusal);
    const waiting = await listRows(trx, actor.organisationId, {
      relationId: relation.id,
      states: ["requested"],
      limit: 500,
    });
    if (waiting.some((row) => row.code === input.code && row.subjectId === input.ref))
      return refused("deferral-waiting");
    const deferralId = deps.newId();
    await keepDeferral(trx, {
      id: deferralId,
      organisationId: actor.organisationId,
      relationId: relation.id,
      code: input.code,
      subjectId: input.ref,
      reason: input.reason.trim(),
      state: "requested",
      requestedBy: personIdOf(actor),
      requestedAt: deps.now().toISOString(),
      decidedBy: null,
      // Until it is decided: whose decision it needs.
      decidedRole: decider,
      decidedOn: null,
      until: input.until,
      revokedOn: null,
      revision: 1,
    });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.deferral-requested",
      subject: { kind: "deferral", id: deferralId },
      partnerId: relation.partnerId,
      data: { relation: relation.number, code: input.code, ref: input.ref, until: input.until },
      personal: { reason: input.reason.trim() },
    });
    return ok({ deferralId });
  });
}

export interface DecideDeferralInput {
  readonly deferralId: string;
  readonly revision: number;
  readonly grant: boolean;
  /** The last day it holds; the day asked for when left out. */
  readonly until?: Day | null;
  /** Why; kept in the operation log. */
  readonly note: string;
  /** A director proves again who is sitting there. */
  readonly password?: string;
}

/**
 * Grants or refuses a deferral: the privacy manager or a director, as the reason demands; a director with a fresh proof of identity.
 * Nobody decides on what they asked for. It always ends on a day.
 */
export async function decideDeferral(
  deps: Deps,
  actor: Actor,
  input: DecideDeferralInput,
): Promise<Result<{ deferralId: string; relationId: string }>> {
  const role = actor.kind === "staff" && actor.role === "director" ? "director" : "privacy-manager";
  const no = denied(actor, role === "director" ? "deferral.grant-director" : "deferral.grant-manager");
  if (no) return no;
  const note = input.note.trim();
  if (note === "") return invalid({ path: "note", code: "reason-required" });
  if (role === "director") {
    const proof = await proveAgain(deps, actor, input.password ?? "");
    if (!proof.ok) return proof;
  }
  return act(deps, async (trx) => {
    const reached = await reachDeferral(trx, actor, input.deferralId);
    if (!reached.ok) return reached;
    const { deferral, relation } = reached.value;
    if (deferral.state !== "requested") return fail({ kind: "conflict", what: "deferral" });
    if (deferral.requestedBy !== null && deferral.requestedBy === personIdOf(actor))
      return refused("own-request");
    const today = todayOf(deps);
    const until = input.until ?? deferral.until;
    const judged = await judgeRelation(trx, deps, actor.organisationId, relation.id, today);
    if (judged === null) return fail({ kind: "not-found" });
    if (input.grant) {
      const reason = standingReason(judged, deferral.code, deferral.subjectId);
      if (reason === null) return refused("reason-gone");
      const refusal = deferralRefusal(reason, role, until, note, today);
      if (refusal !== null) return refusalProblem(refusal);
    } else if (role !== "director" && deferral.decidedRole === "director") return refused("role-too-low");
    const updated = await changeDeferral(
      trx,
      actor.organisationId,
      deferral.id,
      { revision: input.revision, state: "requested" },
      {
        state: input.grant ? "granted" : "refused",
        decidedBy: personIdOf(actor),
        decidedRole: role,
        decidedOn: today,
        until,
      },
    );
    if (!updated) return fail({ kind: "conflict", what: "deferral" });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: input.grant ? "custody.deferral-granted" : "custody.deferral-refused",
      subject: { kind: "deferral", id: deferral.id },
      partnerId: relation.partnerId,
      data: { relation: relation.number, code: deferral.code, ref: deferral.subjectId, until, role },
      personal: { note },
    });
    return ok({ deferralId: deferral.id, relationId: relation.id });
  });
}

/** Ends a granted deferral before its day; whoever may grant it may end it. From today the reason counts again. */
export async function revokeDeferral(
  deps: Deps,
  actor: Actor,
  input: { readonly deferralId: string; readonly revision: number; readonly note: string },
): Promise<Result<{ relationId: string }>> {
  const no = denied(
    actor,
    actor.kind === "staff" && actor.role === "director"
      ? "deferral.grant-director"
      : "deferral.grant-manager",
  );
  if (no) return no;
  const note = input.note.trim();
  if (note === "") return invalid({ path: "note", code: "reason-required" });
  return act(deps, async (trx) => {
    const reached = await reachDeferral(trx, actor, input.deferralId);
    if (!reached.ok) return reached;
    const { deferral, relation } = reached.value;
    if (deferral.state !== "granted" || deferral.revokedOn !== null)
      return fail({ kind: "conflict", what: "deferral" });
    const updated = await changeDeferral(
      trx,
      actor.organisationId,
      deferral.id,
      { revision: input.revision, state: "granted" },
      { revokedOn: todayOf(deps) },
    );
    if (!updated) return fail({ kind: "conflict", what: "deferral" });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.deferral-revoked",
      subject: { kind: "deferral", id: deferral.id },
      partnerId: relation.partnerId,
      data: { relation: relation.number, code: deferral.code, ref: deferral.subjectId },
      personal: { note },
    });
    return ok({ relationId: relation.id });
  });
}

async function reachDeferral(
  executor: Executor,
  actor: Actor,
  deferralId: string,
): Promise<Result<{ deferral: DeferralTable; relation: RelationTable }>> {
  const deferral = await findDeferral(executor, actor.organisationId, deferralId);
  if (!deferral) return fail({ kind: "not-found" });
  const reached = await reachRelation(executor, actor, deferral.relationId);
  return reached.ok ? ok({ deferral, relation: reached.value }) : reached;
}

export const deferralStates = ["requested", "in-force", "over", "refused"] as const;
export type DeferralState = (typeof deferralStates)[number];

export interface DeferralView {
  readonly id: string;
  readonly revision: number;
  readonly relationId: string;
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly title: string;
  readonly detail: string;
  readonly reason: string;
  readonly state: DeferralState;
  readonly needs: "privacy-manager" | "director";
  readonly requestedAt: string;
  readonly requestedByName: string | null;
  readonly decidedByName: string | null;
  readonly decidedOn: string | null;
  readonly until: string;
  readonly revokedOn: string | null;
  /** This person may decide it now. */
  readonly mayDecide: boolean;
  readonly mayRevoke: boolean;
}

const LIST = 200;

/** All deferrals 期限付継続 in reach: those that wait first, then those in force, then those over. */
export async function listDeferrals(deps: Deps, actor: Actor): Promise<Result<readonly DeferralView[]>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const today = todayOf(deps);
  const rows = await listRows(read, actor.organisationId, {
    department: departmentOf(actor),
    limit: LIST,
  });
  const relationIds = [...new Set(rows.map((row) => row.relationId))];
  const judgements = new Map<string, Judged>();
  for (const id of relationIds) {
    const judged = await judgeRelation(read, deps, actor.organisationId, id, today);
    if (judged !== null) judgements.set(id, judged);
  }
  const people = await listPersonNames(
    read,
    rows.flatMap((row) => [row.requestedBy, row.decidedBy]),
  );
  const views: DeferralView[] = [];
  for (const row of rows) {
    const judged = judgements.get(row.relationId);
    if (judged === undefined) continue;
    views.push(await toView(read, deps, actor, row, judged, today, people));
  }
  const rank = (view: DeferralView): number => deferralStates.indexOf(view.state);
  return ok(views.sort((a, b) => rank(a) - rank(b)));
}

async function toView(
  executor: Executor,
  deps: Deps,
  actor: Actor,
  row: Awaited<ReturnType<typeof listRows>>[number],
  judged: Judged,
  today: Day,
  people: ReadonlyMap<string, string>,
): Promise<DeferralView> {
  const code = gateCodes.find((one) => one === row.code);
  const known = judged.verdict.reasons.find(
    (reason) => reason.code === row.code && (row.subjectId === null || reason.ref === row.subjectId),
  );
  const kind = code === undefined ? undefined : reasonTable[code].kinds[judged.of.facts.relation.basis];
  const said =
    code === undefined
      ? { title: row.code, detail: "" }
      : await sayOf(executor, deps, actor, judged, {
          code,
          ref: row.subjectId,
          params: known?.params ?? (code === criticalNoCode ? { question: row.subjectId } : {}),
          isKnown: known !== undefined || code === criticalNoCode,
        });
  const isOver = row.state === "granted" && (row.revokedOn !== null || row.until < today);
  const needs =
    row.state === "requested"
      ? (known?.deferrableBy ?? kind?.deferrableBy) === "privacy-manager"
        ? "privacy-manager"
        : "director"
      : row.decidedRole === "director"
        ? "director"
        : "privacy-manager";
  const isDirector = actor.kind === "staff" && actor.role === "director";
  const isManager = actor.kind === "staff" && actor.role === "privacy-manager";
  const isOwn = row.requestedBy !== null && row.requestedBy === personIdOf(actor);
  return {
    id: row.id,
    revision: row.revision,
    relationId: row.relationId,
    relationNumber: row.relationNumber,
    relationTitle: row.relationTitle,
    partnerId: row.partnerId,
    partnerName: row.partnerName,
    ...said,
    reason: row.reason,
    state:
      row.state === "requested"
        ? "requested"
        : row.state === "refused"
          ? "refused"
          : isOver
            ? "over"
            : "in-force",
    needs,
    requestedAt: row.requestedAt,
    requestedByName: people.get(row.requestedBy ?? "") ?? null,
    decidedByName: people.get(row.decidedBy ?? "") ?? null,
    decidedOn: row.decidedOn,
    until: row.until,
    revokedOn: row.revokedOn,
    mayDecide:
      row.state === "requested" && !isOwn && (isDirector || (isManager && needs === "privacy-manager")),
    mayRevoke:
      row.state === "granted" && !isOver && (isDirector || (isManager && needs === "privacy-manager")),
  };
}

async function sayOf(
  executor: Executor,
  deps: Deps,
  actor: Actor,
  judged: Judged,
  about: {
    code: (typeof gateCodes)[number];
    ref: string | null;
    params: Readonly<Record<string, string | number | boolean | null>>;
    isKnown: boolean;
  },
): Promise<{ title: string; detail: string }> {
  const kind = reasonTable[about.code].kinds[judged.of.facts.relation.basis];
  const reason = {
    code: about.code,
    ref: about.ref,
    params: about.params,
    basis: kind?.basis ?? { ja: "", en: "" },
    strength: kind?.strength ?? "house",
    effect: "block",
    mode: "apply",
    bindsFrom: null,
    deferrableBy: kind?.deferrableBy ?? "none",
    deferredUntil: null,
    cure: reasonTable[about.code].cure,
  } as const;
  const verdict = { ...judged.verdict, reasons: [reason] };
  const wording = await loadWording(executor, deps, judged.ground, [verdict], actor.lang);
  const said = sayReason(reason, wording);
  // A reason cured since has no facts left to tell.
  return about.isKnown ? said : { title: said.title, detail: "" };
}
