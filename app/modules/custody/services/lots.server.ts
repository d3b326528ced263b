import { formatCount, formatDay } from "#app/i18n/format.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { findPartner } from "#app/modules/registry/fragments/partners.server.ts";
import { reachRelation } from "#app/modules/registry/services/common.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Problem, type Result, refused } from "#app/result.ts";
import { toJson } from "#db/codec.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { LotEntryTable, LotTable, RelationTable } from "#db/schema.ts";
import { findLot, type LotRow } from "../fragments/rows.server.ts";
import {
  countedEntries,
  type EntryRow,
  insertEntry,
  insertLot,
  listCertificates,
  listEntries,
  updateLotIfRevision,
} from "../queries/lots.server.ts";
import type { CustodyEvent } from "../rules/events.ts";
import type { CopyForm, HandOverForm, ReturnForm } from "../rules/forms.ts";
import { type Balance, checkEntry, type LotEntry } from "../rules/lots.ts";
import { isOnBehalf, mailPartner } from "./base.server.ts";
import { type Judged, judgeRelation, recordCheck } from "./gate.server.ts";

export interface ReachedLot {
  readonly lot: LotRow;
  readonly relation: RelationTable;
  readonly entries: readonly EntryRow[];
  /** What the ledger counts: entries and certificates that wait. */
  readonly counted: readonly LotEntry[];
}

/** A lot the actor reaches: of their organisation, department or company. Others look as if they did not exist. */
export async function reachLot(executor: Executor, actor: Actor, lotId: string): Promise<Result<ReachedLot>> {
  const lot = await findLot(executor, actor.organisationId, lotId);
  if (!lot) return fail({ kind: "not-found" });
  const reached = await reachRelation(executor, actor, lot.relationId);
  if (!reached.ok) return reached;
  const entries = await listEntries(executor, actor.organisationId, [lot.id]);
  const certificates = await listCertificates(executor, actor.organisationId, [lot.id]);
  return ok({ lot, relation: reached.value, entries, counted: countedEntries(entries, certificates) });
}

export interface HandOverInput extends HandOverForm {
  readonly relationId: string;
  readonly once: string;
}

const future = (path: string, value: Day): Result<never> =>
  invalid({ path, code: "day-future", params: { value } });

/**
 * Records a hand-over 引渡し: opens a lot under the gate of the day it happened, judged inside the same transaction. While the gate
 * is blocked nothing is recorded as performed; the attempt is, with the reasons. Problems: refused `blocked` (`check`), fields.
 */
export async function recordHandOver(
  deps: Deps,
  actor: Actor,
  input: HandOverInput,
): Promise<Result<{ lotId: string; number: string }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  let blocked: Judged | null = null;
  const result = await actOnce(deps, actor, { key: input.once, act: "custody.hand-over" }, async (trx) => {
    const reached = await reachRelation(trx, actor, input.relationId);
    if (!reached.ok) return reached;
    const relation = reached.value;
    const today = todayOf(deps);
    if (input.openedOn > today) return future("openedOn", input.openedOn);
    // A day of return belongs to every deposit (委託); the others hold no deposit of ours.
    if (relation.basis === "entrustment" && input.dueOn === null)
      return invalid({ path: "dueOn", code: "required" });
    const isLate = input.openedOn < today;
    if (isLate && input.note === null) return invalid({ path: "note", code: "late-needs-reason" });
    const judged = await judgeRelation(
      trx,
      deps,
      actor.organisationId,
      relation.id,
      input.openedOn,
      input.items,
    );
    if (judged === null) return fail({ kind: "not-found" });
    const outside = subjectsOutside(judged, input);
    if (outside) return outside;
    if (!judged.verdict.isAllowed) {
      blocked = judged;
      return refused("blocked", { n: judged.verdict.reasons.length });
    }
    const check = await recordCheck(trx, deps, actor, judged, "hand-over");
    const opened = await openLot(trx, deps, actor, relation, {
      ...input,
      parentLotId: null,
      standingId: null,
      gateCheckId: check.id,
      kind: "hand-over",
    });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.handed-over",
      subject: { kind: "lot", id: opened.lotId },
      partnerId: relation.partnerId,
      data: {
        number: opened.number,
        unit: input.unit,
        quantity: input.quantity,
        openedOn: input.openedOn,
        dueOn: input.dueOn,
        check: check.number,
        isLate,
      },
      personal: { handedBy: input.handedByName, receivedBy: input.receivedByName },
    });
    await mailHandOver(trx, deps, relation, opened, input);
    return ok(opened);
  });
  if (blocked !== null) await recordRefusal(deps, actor, blocked, "hand-over-refused");
  return result;
}

/** Writes down an attempt that the gate refused, after the act itself was undone. */
export async function recordRefusal(
  deps: Deps,
  actor: Actor,
  judged: Judged,
  act: "hand-over-refused" | "standing-refused",
): Promise<void> {
  const { relation } = judged.of;
  await deps.db.write(async (trx) => {
    const check = await recordCheck(trx, deps, actor, judged, act);
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.hand-over-refused",
      subject: { kind: "relation", id: relation.id },
      partnerId: relation.partnerId,
      data: {
        check: check.number,
        asOf: judged.verdict.asOf,
        reasons: [...new Set(judged.verdict.reasons.map((reason) => reason.code))],
      },
    });
  });
}

/** Subjects and purposes must stand together with the items in lines of the scope; items are judged by the gate itself. */
function subjectsOutside(judged: Judged, input: HandOverInput): Result<never> | null {
  const { lines } = judged.of;
  const subjects = input.subjects.filter((subject) => !lines.some((line) => line.subject === subject));
  if (subjects.length > 0) return invalid({ path: "subjects", code: "outside-scope" });
  const chosen = lines.filter((line) => input.subjects.includes(line.subject));
  if (!input.purposes.every((purpose) => chosen.some((line) => line.purposes.includes(purpose))))
    return invalid({ path: "purposes", code: "outside-scope" });
  return null;
}

/** Opens a lot with its first entry. Numbers run through a calendar year: `L-2026-0412`. */
export async function openLot(
  trx: Write,
  deps: Deps,
  actor: Actor,
  relation: RelationTable,
  lot: {
    readonly dataName: string;
    readonly subjects: readonly string[];
    readonly items: readonly string[];
    readonly purposes: readonly string[];
    readonly unit: string;
    readonly quantity: number;
    readonly medium: string;
    readonly method: string;
    readonly openedOn: Day;
    readonly handedByName: string;
    readonly receivedByName: string;
    readonly dueOn: Day | null;
    readonly note: string | null;
    readonly parentLotId: string | null;
    readonly standingId: string | null;
    readonly gateCheckId: string;
    readonly kind: "hand-over" | "copy";
  },
): Promise<{ lotId: string; number: string }> {
  const { organisationId } = actor;
  const year = todayOf(deps).slice(0, 4);
  const number = numbered(`L-${year}`, await nextNumber(trx, organisationId, `lot-${year}`));
  const lotId = deps.newId();
  const recordedAt = deps.now().toISOString();
  const recordedBy = personIdOf(actor);
  const row: LotTable = {
    id: lotId,
    organisationId,
    relationId: relation.id,
    partnerId: relation.partnerId,
    parentLotId: lot.parentLotId,
    standingId: lot.standingId,
    number,
    dataName: lot.dataName,
    subjects: toJson(lot.subjects),
    items: toJson(lot.items),
    purposes: toJson(lot.purposes),
    unit: lot.unit,
    quantity: lot.quantity,
    medium: lot.medium,
    method: lot.method,
    openedOn: lot.openedOn,
    handedByName: lot.handedByName,
    receivedByName: lot.receivedByName,
    dueOn: lot.dueOn,
    gateCheckId: lot.gateCheckId,
    state: "open",
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgementNote: null,
    note: lot.note,
    recordedAt,
    recordedBy,
    revision: 1,
  };
  await insertLot(trx, row);
  await insertEntry(trx, {
    id: deps.newId(),
    organisationId,
    lotId,
    kind: lot.kind,
    quantity: lot.quantity,
    occurredOn: lot.openedOn,
    handedByName: lot.handedByName,
    receivedByName: lot.receivedByName,
    method: lot.method,
    reversesEntryId: null,
    certificateId: null,
    note: null,
    recordedAt,
    recordedBy,
  });
  return { lotId, number };
}

export async function mailHandOver(
  trx: Write,
  deps: Deps,
  relation: RelationTable,
  lot: { readonly lotId: string; readonly number: string },
  input: Pick<HandOverForm, "dataName" | "unit" | "quantity" | "openedOn">,
): Promise<void> {
  const organisation = await getOrganisation(trx, relation.organisationId);
  const partner = await findPartner(trx, relation.organisationId, relation.partnerId);
  await mailPartner(trx, deps, relation, (lang) => ({
    templateKey: "hand-over-to-acknowledge",
    params: {
      organisation: organisation?.name ?? "",
      partner: partner?.currentName ?? "",
      number: lot.number,
      dataName: input.dataName,
      quantity: formatCount(input.quantity, input.unit, lang),
      openedOn: formatDay(input.openedOn, lang),
      link: `${deps.links.origin}/company/lots/${lot.lotId}`,
    },
  }));
}

export interface OnLot {
  readonly lotId: string;
  readonly revision: number;
}

/**
 * 受領の確認: the partner confirms what it received, with a note where something differs. A member of staff may write down what the
 * partner said on paper or by telephone; then the note says how.
 */
export async function acknowledgeLot(
  deps: Deps,
  actor: Actor,
  input: OnLot & { readonly note: string | null },
): Promise<Result<{ lotId: string }>> {
  const no = denied(actor, actor.kind === "partner" ? "own.acknowledge" : "custody.write");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachLot(trx, actor, input.lotId);
    if (!reached.ok) return reached;
    const { lot } = reached.value;
    const onBehalf = isOnBehalf(actor);
    if (lot.acknowledgedAt !== null) return fail({ kind: "conflict", what: "lot" });
    if (onBehalf && input.note === null) return invalid({ path: "note", code: "reason-required" });
    const updated = await updateLotIfRevision(trx, actor.organisationId, lot.id, input.revision, {
      acknowledgedAt: deps.now().toISOString(),
      acknowledgedBy: personIdOf(actor),
      acknowledgementNote: input.note,
    });
    if (!updated) return fail({ kind: "conflict", what: "lot" });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.acknowledged",
      subject: { kind: "lot", id: lot.id },
      partnerId: lot.partnerId,
      data: { number: lot.number, onBehalf },
      ...(input.note === null ? {} : { personal: { note: input.note } }),
    });
    return ok({ lotId: lot.id });
  });
}

/** What the ledger refuses, as a field's problem where a field is at fault. */
export function entryProblem(
  check: { readonly code: string; readonly available: number },
  path = "quantity",
  dayPath = "occurredOn",
): { readonly ok: false; readonly problem: Problem } {
  if (check.code === "quantity-not-positive" || check.code === "more-than-outstanding")
    return invalid({ path, code: check.code, params: { max: check.available, value: check.available } });
  if (check.code === "before-opening") return invalid({ path: dayPath, code: "before-opening" });
  return refused(check.code, { available: check.available });
}

/** Writes one entry and, when nothing is left, closes the lot; opens it again when a reversal brings something back. */
export async function writeEntry(
  trx: Write,
  deps: Deps,
  actor: Actor,
  { lot, counted }: Pick<ReachedLot, "lot" | "counted">,
  revision: number,
  row: Omit<LotEntryTable, "id" | "organisationId" | "lotId" | "recordedAt" | "recordedBy">,
  certificateAcceptedOn: Day | null = null,
): Promise<Result<Balance>> {
  const id = deps.newId();
  const check = checkEntry(counted, {
    id,
    kind: row.kind as LotEntry["kind"],
    quantity: row.quantity,
    occurredOn: row.occurredOn,
    reversesEntryId: row.reversesEntryId,
    certificateAcceptedOn,
  });
  if (!check.ok) return entryProblem(check);
  const updated = await updateLotIfRevision(trx, actor.organisationId, lot.id, revision, {
    state: check.balance.outstanding > 0 ? "open" : "closed",
  });
  if (!updated) return fail({ kind: "conflict", what: "lot" });
  await insertEntry(trx, {
    ...row,
    id,
    organisationId: actor.organisationId,
    lotId: lot.id,
    recordedAt: deps.now().toISOString(),
    recordedBy: personIdOf(actor),
  });
  return ok(check.balance);
}

/** Records a return 返却, in the lot's unit. */
export async function recordReturn(
  deps: Deps,
  actor: Actor,
  input: OnLot & ReturnForm & { readonly once: string },
): Promise<Result<{ lotId: string; outstanding: number }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once, act: "custody.return" }, async (trx) => {
    const reached = await reachLot(trx, actor, input.lotId);
    if (!reached.ok) return reached;
    if (input.occurredOn > todayOf(deps)) return future("occurredOn", input.occurredOn);
    const written = await writeEntry(trx, deps, actor, reached.value, input.revision, {
      kind: "return",
      quantity: input.quantity,
      occurredOn: input.occurredOn,
      handedByName: input.handedByName,
      receivedByName: input.receivedByName,
      method: input.method,
      reversesEntryId: null,
      certificateId: null,
      note: input.note,
    });
    if (!written.ok) return written;
    const { lot } = reached.value;
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.returned",
      subject: { kind: "lot", id: lot.id },
      partnerId: lot.partnerId,
      data: {
        number: lot.number,
        quantity: input.quantity,
        occurredOn: input.occurredOn,
        outstanding: written.value.outstanding,
      },
      personal: { handedBy: input.handedByName, receivedBy: input.receivedByName },
    });
    return ok({ lotId: lot.id, outstanding: written.value.outstanding });
  });
}

/**
 * Records a copy 複製 made of what lies with the partner: a lot of its own, in the same unit, that must come back or be destroyed
 * too. A copy that was made is written down even while the gate is blocked; the check is kept with it.
 */
export async function recordCopy(
  deps: Deps,
  actor: Actor,
  input: OnLot & CopyForm & { readonly once: string },
): Promise<Result<{ lotId: string; number: string }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once, act: "custody.copy" }, async (trx) => {
    const reached = await reachLot(trx, actor, input.lotId);
    if (!reached.ok) return reached;
    const { lot, relation, counted } = reached.value;
    if (input.occurredOn > todayOf(deps)) return future("occurredOn", input.occurredOn);
    if (input.occurredOn < lot.openedOn) return invalid({ path: "occurredOn", code: "before-opening" });
    const held = checkEntry(counted, {
      id: "copy",
      kind: "return",
      quantity: input.quantity,
      occurredOn: input.occurredOn,
      reversesEntryId: null,
      certificateAcceptedOn: null,
    });
    if (!held.ok) return entryProblem(held);
    const dueOn = input.dueOn ?? lot.dueOn;
    if (dueOn !== null && dueOn < input.occurredOn)
      return invalid({ path: "dueOn", code: "day-order", params: { value: dueOn, other: input.occurredOn } });
    const judged = await judgeRelation(
      trx,
      deps,
      actor.organisationId,
      relation.id,
      input.occurredOn,
      lot.items,
    );
    if (judged === null) return fail({ kind: "not-found" });
    const updated = await updateLotIfRevision(trx, actor.organisationId, lot.id, input.revision, {
      state: lot.state,
    });
    if (!updated) return fail({ kind: "conflict", what: "lot" });
    const check = await recordCheck(trx, deps, actor, judged, "copy");
    const opened = await openLot(trx, deps, actor, relation, {
      ...input,
      subjects: lot.subjects,
      items: lot.items,
      purposes: lot.purposes,
      unit: lot.unit,
      openedOn: input.occurredOn,
      dueOn,
      note: input.reason,
      parentLotId: lot.id,
      standingId: null,
      gateCheckId: check.id,
      kind: "copy",
    });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.copied",
      subject: { kind: "lot", id: opened.lotId },
      partnerId: relation.partnerId,
      data: {
        number: opened.number,
        from: lot.number,
        quantity: input.quantity,
        occurredOn: input.occurredOn,
        check: check.number,
      },
      personal: { reason: input.reason },
    });
    return ok(opened);
  });
}
