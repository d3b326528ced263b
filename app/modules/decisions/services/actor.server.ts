import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type Actor, personIdOf } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { listDeputies, listStaffOn, toDeputyFact } from "../queries.server.ts";
import type { DecisionActor } from "../rules/circulation.ts";

/** The actor as the engine sees them on a day: the role they act in, and the absences they stand in for. */
export async function decisionActor(executor: Executor, actor: Actor, day: string): Promise<DecisionActor> {
  const personId = personIdOf(actor) ?? "";
  const roles = actor.kind === "staff" ? [actor.role] : [];
  if (personId === "") return { personId, roles, deputyFor: [] };
  const absences = await listDeputies(executor, actor.organisationId, {
    deputyId: personId,
    endsOnOrAfter: day,
  });
  if (absences.length === 0) return { personId, roles, deputyFor: [] };
  const staff = await listStaffOn(executor, actor.organisationId, day);
  return {
    personId,
    roles,
    deputyFor: absences.map((row) =>
      toDeputyFact(
        row,
        staff.filter((s) => s.personId === row.principalId).map((s) => s.role),
        tokyoDay(row.recordedAt),
      ),
    ),
  };
}
