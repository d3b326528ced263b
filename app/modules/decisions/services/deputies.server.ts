import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, isValidDay, todayOf, tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { type FieldProblem, fail, ok, type Result } from "#app/result.ts";
import { insertDeputy, listDeputies, listStaffOn, updateDeputyEnded } from "../queries.server.ts";
import type { DecisionEvent } from "../rules/events.ts";

export interface DeputyInput {
  readonly principalId: string;
  readonly deputyId: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly once: string;
}

const MAX_REASON = 200;
const MAX_DAYS = 366;

/**
 * Names a deputy for a period of absence 不在 (facts 10.3): a director names their own, an administrator anyone's.
 * Both are directors; the period begins today at the earliest, since a deputy is named beforehand.
 */
export async function nameDeputy(
  deps: Deps,
  actor: Actor,
  input: DeputyInput,
): Promise<Result<{ readonly deputyId: string }>> {
  const no = denied(actor, "deputy.name");
  if (no) return no;
  const at = deps.now().toISOString();
  const today = tokyoDay(at);
  const me = personIdOf(actor);
  const problems: FieldProblem[] = [];
  const say = (path: string, code: string, params?: FieldProblem["params"]) =>
    problems.push(params ? { path, code, params } : { path, code });
  if (!isValidDay(input.from))
    say("from", input.from === "" ? "required" : "day-invalid", { value: input.from });
  else if (input.from < today) say("from", "day-past", { value: input.from });
  if (!isValidDay(input.to)) say("to", input.to === "" ? "required" : "day-invalid", { value: input.to });
  else if (isValidDay(input.from) && input.to < input.from) say("to", "day-order", { value: input.to });
  else if (isValidDay(input.from) && input.to > addDays(input.from, MAX_DAYS)) say("to", "too-far");
  const reason = input.reason.trim();
  if (reason === "") say("reason", "required");
  else if ([...reason].length > MAX_REASON) say("reason", "too-long", { max: MAX_REASON });
  if (input.deputyId === "") say("deputyId", "required");
  else if (input.deputyId === input.principalId) say("deputyId", "same-person");
  if (problems.length > 0) return fail({ kind: "invalid", fields: problems });
  if (actor.kind === "staff" && actor.role === "director" && input.principalId !== me)
    return fail({ kind: "not-found" });
  return actOnce(deps, actor, { key: input.once, act: "decisions.deputy" }, async (trx) => {
    const staff = await listStaffOn(trx, actor.organisationId, today);
    const isDirector = (id: string) => staff.some((s) => s.personId === id && s.role === "director");
    if (!isDirector(input.principalId))
      return fail({ kind: "invalid", fields: [{ path: "principalId", code: "unknown-choice" }] });
    if (!isDirector(input.deputyId))
      return fail({ kind: "invalid", fields: [{ path: "deputyId", code: "unknown-choice" }] });
    const id = deps.newId();
    await insertDeputy(trx, {
      id,
      organisationId: actor.organisationId,
      principalId: input.principalId,
      deputyId: input.deputyId,
      validFrom: input.from,
      validTo: input.to,
      reason,
      recordedAt: at,
      recordedBy: me,
    });
    await recordEvent<DecisionEvent>(trx, deps, actor, {
      type: "decisions.deputy-named",
      subject: { kind: "deputy", id },
      data: { principalId: input.principalId, deputyId: input.deputyId, from: input.from, to: input.to },
      personal: { reason },
    });
    return ok({ deputyId: id });
  });
}

/** Ends an absence early: yesterday is its last day, so the deputy may decide nothing more. */
export async function endDeputy(deps: Deps, actor: Actor, id: string): Promise<Result<null>> {
  const no = denied(actor, "deputy.name");
  if (no) return no;
  const today = todayOf(deps);
  return deps.db.write(async (trx) => {
    const row = (await listDeputies(trx, actor.organisationId)).find((d) => d.id === id);
    const isOwn =
      actor.kind !== "staff" || actor.role !== "director" || row?.principalId === personIdOf(actor);
    if (!row || !isOwn) return fail({ kind: "not-found" });
    const last = addDays(today, -1);
    if (row.validTo <= last) return ok(null);
    await updateDeputyEnded(trx, actor.organisationId, id, last);
    await recordEvent<DecisionEvent>(trx, deps, actor, {
      type: "decisions.deputy-ended",
      subject: { kind: "deputy", id },
      data: { principalId: row.principalId, deputyId: row.deputyId, to: last },
    });
    return ok(null);
  });
}

export async function listAbsences(deps: Deps, actor: Actor) {
  const no = denied(actor, "deputy.name");
  if (no) return no;
  const today = todayOf(deps);
  const me = personIdOf(actor);
  const isDirector = actor.kind === "staff" && actor.role === "director";
  const rows = await listDeputies(deps.db.read, actor.organisationId);
  const staff = await listStaffOn(deps.db.read, actor.organisationId, today);
  const directors = staff.filter((s) => s.role === "director");
  return ok({
    today,
    rows: rows.filter((r) => !isDirector || r.principalId === me || r.deputyId === me),
    principals: directors.filter((d) => !isDirector || d.personId === me),
    deputies: directors.filter((d) => !isDirector || d.personId !== me),
  });
}
