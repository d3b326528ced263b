import { keepGateStates } from "#app/modules/custody/services/kept.server.ts";
import type { Deps, RecordedEvent } from "#app/ports.ts";
import { type Database, isFailed, type Write } from "#db/index.server.ts";

/**
 * The database and the port that belong together: what acts record inside `write` is collected by transaction, and once, before it is
 * committed, every module is asked which relations it touches and the gate's kept state of these is judged anew. An act that failed
 * or threw is undone and asks nothing; one that PostgreSQL makes run again collects again.
 */
export function watchActs<D extends Database>(
  db: D,
  deps: Pick<Deps, "now" | "templates" | "contributions">,
): { readonly db: D; readonly onRecorded: Deps["onRecorded"] } {
  const open = new WeakMap<Write, Map<string, RecordedEvent[]>>();
  const write: Database["write"] = (act) =>
    db.write(async (trx) => {
      const recorded = new Map<string, RecordedEvent[]>();
      open.set(trx, recorded);
      const outcome = await act(trx);
      if (!isFailed(outcome)) {
        for (const [organisationId, events] of recorded) {
          await keepGateStates(
            trx,
            deps,
            organisationId,
            await relationsOf(trx, deps, organisationId, events),
          );
        }
      }
      return outcome;
    });
  return {
    db: { ...db, write },
    onRecorded: (trx, organisationId, event) => {
      const recorded = open.get(trx);
      // Nobody would judge what it touches.
      if (recorded === undefined) throw new Error(`${event.type} is recorded by an act that nobody watches`);
      const events = recorded.get(organisationId);
      if (events) events.push(event);
      else recorded.set(organisationId, [event]);
    },
  };
}

async function relationsOf(
  trx: Write,
  deps: Pick<Deps, "contributions">,
  organisationId: string,
  events: readonly RecordedEvent[],
): Promise<ReadonlySet<string> | "all"> {
  const found = new Set<string>();
  for (const event of events) {
    for (const { relationsOf } of deps.contributions) {
      const touched = (await relationsOf?.(trx, organisationId, event)) ?? [];
      if (touched === "all") return "all";
      for (const id of touched) found.add(id);
    }
  }
  return found;
}
