import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, type Day, earlierOf, laterOf, todayOf } from "#app/modules/calendar/rules/day.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { act, reachRelation } from "#app/modules/registry/services/common.server.ts";
import { keepConfirmation } from "#app/modules/registry/services/records.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { RelationTable } from "#db/schema.ts";
import { listCertificates } from "../queries/lots.server.ts";
import {
  findStanding,
  findStandingLotId,
  insertStanding,
  insertUse,
  listUncheckedRelationIds,
  listUses,
  type StandingRow,
  updateStandingIfRevision,
  updateUse,
} from "../queries/standing.server.ts";
import { checkStandingClosing, missingMonths, type StandingClosingProblem } from "../rules/closing.ts";
import type { CustodyEvent } from "../rules/events.ts";
import type { StandingForm, UseForm } from "../rules/forms.ts";
import { type Judged, judgeRelation, recordCheck } from "./gate.server.ts";
import { openLot, recordRefusal } from "./lots.server.ts";

export interface ReachedStanding {
  readonly standing: StandingRow;
  readonly relation: RelationTable;
}

export async function reachStanding(
  executor: Executor,
  actor: Actor,
  standingId: string,
): Promise<Result<ReachedStanding>> {
  const standing = await findStanding(executor, actor.organisationId, standingId);
  if (!standing) return fail({ kind: "not-found" });
  const reached = await reachRelation(executor, actor, standing.relationId);
  return reached.ok ? ok({ standing, relation: reached.value }) : reached;
}

/**
 * Opens a standing authorisation 継続授受 for continuous supply: a daily list, an online feed, an access right. It goes under the gate
 * of its first day and opens one lot of the usual volume, which must come to zero by an erasure certificate before it is closed.
 */
export async function openStanding(
  deps: Deps,
  actor: Actor,
  input: StandingForm & { readonly relationId: string; readonly once: string },
): Promise<Result<{ standingId: string; number: string }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  let blocked: Judged | null = null;
  const result = await actOnce(deps, actor, { key: input.once, act: "custody.standing" }, async (trx) => {
    const reached = await reachRelation(trx, actor, input.relationId);
    if (!reached.ok) return reached;
    const relation = reached.value;
    const today = todayOf(deps);
    const asOf = laterOf(input.startsOn, today);
    if (input.endsOn < today)
      return invalid({ path: "endsOn", code: "day-past", params: { value: input.endsOn } });
    const judged = await judgeRelation(trx, deps, actor.organisationId, relation.id, asOf, input.items);
    if (judged === null) return fail({ kind: "not-found" });
    if (!judged.verdict.isAllowed) {
      blocked = judged;
      return refused("blocked", { n: judged.verdict.reasons.length });
    }
    const check = await recordCheck(trx, deps, actor, judged, "standing");
    const standingId = deps.newId();
    const number = numbered("S", await nextNumber(trx, actor.organisationId, "standing"));
    await insertStanding(trx, {
      id: standingId,
      organisationId: actor.organisationId,
      relationId: relation.id,
      partnerId: relation.partnerId,
      number,
      title: input.title,
      items: toJson(input.items),
      method: input.method,
      usualVolume: input.usualVolume,
      unit: input.unit,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      gateCheckId: check.id,
      state: "open",
      closedOn: null,
      closeNote: null,
      recordedAt: deps.now().toISOString(),
      recordedBy: personIdOf(actor),
      revision: 1,
    });
    const lines = judged.of.lines.filter((line) => line.items.some((item) => input.items.includes(item)));
    await openLot(trx, deps, actor, relation, {
      dataName: input.title,
      subjects: [...new Set(lines.map((line) => line.subject))],
      items: input.items,
      purposes: [...new Set(lines.flatMap((line) => line.purposes))],
      unit: input.unit,
      quantity: input.usualVolume,
      medium: input.method,
      method: input.method,
      openedOn: input.startsOn,
      handedByName: input.handedByName,
      receivedByName: input.receivedByName,
      dueOn: input.endsOn,
      note: null,
      parentLotId: null,
      standingId,
      gateCheckId: check.id,
      kind: "hand-over",
    });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.standing-opened",
      subject: { kind: "standing", id: standingId },
      partnerId: relation.partnerId,
      data: {
        number,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        usualVolume: input.usualVolume,
        unit: input.unit,
        check: check.number,
      },
    });
    return ok({ standingId, number });
  });
  if (blocked !== null) await recordRefusal(deps, actor, blocked, "standing-refused");
  return result;
}

/** Records or corrects the actual of a month 月別実績; the gate of the month's last day in use is kept with it. */
export async function recordStandingUse(
  deps: Deps,
  actor: Actor,
  input: UseForm & { readonly standingId: string },
): Promise<Result<{ standingId: string; isAllowed: boolean }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachStanding(trx, actor, input.standingId);
    if (!reached.ok) return reached;
    const { standing, relation } = reached.value;
    if (standing.closedOn !== null) return refused("standing-closed");
    const today = todayOf(deps);
    const { month, volume } = input;
    if (month > today.slice(0, 7))
      return invalid({ path: "month", code: "day-future", params: { value: month } });
    if (month < standing.startsOn.slice(0, 7) || month > standing.endsOn.slice(0, 7))
      return invalid({ path: "month", code: "month-outside", params: { value: month } });
    const known = (await listUses(trx, actor.organisationId, [standing.id])).find(
      (use) => use.month === month,
    );
    const judged = await judgeRelation(
      trx,
      deps,
      actor.organisationId,
      relation.id,
      lastDayInUse(standing, month, today),
      standing.items,
    );
    if (judged === null) return fail({ kind: "not-found" });
    const check = await recordCheck(trx, deps, actor, judged, "standing-use");
    const recorded = { volume, recordedAt: deps.now().toISOString(), recordedBy: personIdOf(actor) };
    if (known) await updateUse(trx, actor.organisationId, known.id, recorded);
    else {
      await insertUse(trx, {
        id: deps.newId(),
        organisationId: actor.organisationId,
        standingId: standing.id,
        month,
        ...recorded,
      });
    }
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.standing-used",
      subject: { kind: "standing", id: standing.id },
      partnerId: standing.partnerId,
      data: {
        number: standing.number,
        month,
        volume,
        before: known?.volume ?? null,
        check: check.number,
      },
    });
    return ok({ standingId: standing.id, isAllowed: judged.verdict.isAllowed });
  });
}

function lastDayInUse(standing: StandingRow, month: string, today: Day): Day {
  const next = month.endsWith("-12")
    ? `${Number(month.slice(0, 4)) + 1}-01-01`
    : `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, "0")}-01`;
  const last = addDays(next, -1);
  return earlierOf(earlierOf(standing.endsOn, last), today);
}

/** What is still missing before an authorisation may be closed. */
export async function standingClosingFacts(
  executor: Executor,
  standing: StandingRow,
  accessRemovedOn: Day | null,
  today: Day,
): Promise<{ problems: readonly StandingClosingProblem[]; lotId: string | null; months: readonly string[] }> {
  const { organisationId } = standing;
  const lotId = await findStandingLotId(executor, organisationId, standing.id);
  const certificates = lotId === null ? [] : await listCertificates(executor, organisationId, [lotId]);
  const accepted = certificates.find((certificate) => certificate.state === "accepted");
  const months = missingMonths(
    {
      ...standing,
      endsOn:
        accessRemovedOn !== null && accessRemovedOn < standing.endsOn ? accessRemovedOn : standing.endsOn,
    },
    await listUses(executor, organisationId, [standing.id]),
    today,
  );
  return {
    lotId,
    months,
    problems: checkStandingClosing({
      accessRemovedOn,
      erasureCertificateAcceptedOn: accepted?.decidedOn ?? null,
      missingMonths: months.length,
    }),
  };
}

/** Closes an authorisation: access removed on a day, an erasure certificate accepted, every month accounted for. */
export async function closeStanding(
  deps: Deps,
  actor: Actor,
  input: {
    readonly standingId: string;
    readonly revision: number;
    readonly accessRemovedOn: Day;
    readonly note: string;
  },
): Promise<Result<{ standingId: string }>> {
  const no = denied(actor, "custody.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachStanding(trx, actor, input.standingId);
    if (!reached.ok) return reached;
    const { standing } = reached.value;
    if (standing.closedOn !== null) return fail({ kind: "conflict", what: "standing" });
    const today = todayOf(deps);
    if (input.accessRemovedOn > today)
      return invalid({
        path: "accessRemovedOn",
        code: "day-future",
        params: { value: input.accessRemovedOn },
      });
    if (input.accessRemovedOn < standing.startsOn)
      return invalid({
        path: "accessRemovedOn",
        code: "day-order",
        params: { value: input.accessRemovedOn, other: standing.startsOn },
      });
    const { problems } = await standingClosingFacts(trx, standing, input.accessRemovedOn, today);
    const [first] = problems;
    if (first !== undefined) return refused(`standing-${first}`);
    const updated = await updateStandingIfRevision(trx, actor.organisationId, standing.id, input.revision, {
      state: "closed",
      closedOn: today,
      closeNote: input.note,
    });
    if (!updated) return fail({ kind: "conflict", what: "standing" });
    await keepConfirmation(trx, {
      id: deps.newId(),
      organisationId: actor.organisationId,
      relationId: standing.relationId,
      kind: "access-removed",
      confirmedOn: input.accessRemovedOn,
      nextDueOn: null,
      isSatisfactory: 1,
      note: `${standing.number} ${input.note}`,
      recordedAt: deps.now().toISOString(),
      recordedBy: personIdOf(actor),
    });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.standing-closed",
      subject: { kind: "standing", id: standing.id },
      partnerId: standing.partnerId,
      data: { number: standing.number, closedOn: today, accessRemovedOn: input.accessRemovedOn },
    });
    return ok({ standingId: standing.id });
  });
}

/** The daily gate check of every relation whose authorisation is in use today; once a day however often it runs. */
export async function checkStandings(
  deps: Deps,
  organisationId: string,
): Promise<{ readonly checked: number; readonly blocked: number }> {
  const today = todayOf(deps);
  const actor: Actor = { kind: "system", name: "system", organisationId, lang: "ja" };
  const relationIds = await listUncheckedRelationIds(deps.db.read, organisationId, today);
  let blocked = 0;
  for (const relationId of relationIds) {
    await deps.db.write(async (trx) => {
      const judged = await judgeRelation(trx, deps, organisationId, relationId, today);
      if (judged === null) return;
      await recordCheck(trx, deps, actor, judged, "standing-day");
      if (!judged.verdict.isAllowed) blocked += 1;
    });
  }
  return { checked: relationIds.length, blocked };
}
