import type { Deps } from "#app/ports.ts";
import { listJobRuns, upsertJobRun } from "./queries.server.ts";

/** How a job ended: its counts, or what it failed of. */
export interface JobOutcome {
  readonly name: string;
  readonly outcome: Readonly<Record<string, number>> | null;
  readonly error: string | null;
}
export interface LastRun {
  /** Instant. */
  readonly at: string;
  readonly hasFailed: boolean;
}

/** The last run of each job that ran, by its name. */
export async function readLastRuns(deps: Pick<Deps, "db">): Promise<ReadonlyMap<string, LastRun>> {
  const rows = await listJobRuns(deps.db.read);
  return new Map(
    rows.map((row) => [
      row.name,
      { at: row.lastRunAt, hasFailed: "error" in (JSON.parse(row.lastOutcome) as object) },
    ]),
  );
}

/** Keeps how a job ended, as of now. */
export async function recordRun(
  deps: Pick<Deps, "db" | "now">,
  { name, outcome, error }: JobOutcome,
): Promise<void> {
  const lastOutcome = JSON.stringify(error === null ? outcome : { error });
  await deps.db.write((trx) => upsertJobRun(trx, { name, lastRunAt: deps.now().toISOString(), lastOutcome }));
}
