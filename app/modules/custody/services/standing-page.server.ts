import { actorCan } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { listBlockedDays, listUses } from "../queries/standing.server.ts";
import { isUnusual, missingMonths, standingStateOn } from "../rules/closing.ts";
import { checkGate, type GateView, type RecordedCheck, readCheck } from "./gate.server.ts";
import { headOf, type Names, namesOf, type RelationHead, type StandingLine } from "./pages.server.ts";
import { reachStanding, standingClosingFacts } from "./standing.server.ts";

export interface StandingPage {
  readonly standing: StandingLine;
  readonly relation: RelationHead;
  readonly names: Names;
  readonly uses: readonly { readonly month: string; readonly volume: number; readonly isUnusual: boolean }[];
  readonly blockedDays: readonly string[];
  readonly lotId: string | null;
  readonly problems: readonly string[];
  readonly gate: GateView;
  readonly check: RecordedCheck | null;
  readonly mayWrite: boolean;
  readonly today: Day;
}

export async function readStanding(
  deps: Deps,
  actor: Actor,
  standingId: string,
): Promise<Result<StandingPage>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const reached = await reachStanding(read, actor, standingId);
  if (!reached.ok) return reached;
  const { standing, relation } = reached.value;
  const head = await headOf(read, relation);
  const today = todayOf(deps);
  const uses = await listUses(read, actor.organisationId, [standing.id]);
  const gate = await checkGate(deps, actor, { relationId: relation.id, items: standing.items });
  if (!gate.ok) return gate;
  const closing = await standingClosingFacts(read, standing, today, today);
  const days = await listBlockedDays(read, actor.organisationId, relation.id);
  return ok({
    standing: {
      ...standing,
      partnerName: head.partnerName,
      relationNumber: head.number,
      relationTitle: head.title,
      stateOn: standingStateOn(standing, today),
      missing: missingMonths(standing, uses, today),
    },
    relation: head,
    names: await namesOf(read, deps, actor, today),
    uses: uses.map((use) => ({ month: use.month, volume: use.volume, isUnusual: isUnusual(standing, use) })),
    blockedDays: days.filter((day) => day >= standing.startsOn && day <= standing.endsOn),
    lotId: closing.lotId,
    problems: closing.problems.filter((code) => code !== "access-not-removed"),
    gate: gate.value,
    check: await readCheck(read, actor, standing.gateCheckId),
    mayWrite: actorCan(actor, "custody.write"),
    today,
  });
}
