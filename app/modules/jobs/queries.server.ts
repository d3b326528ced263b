import type { Executor } from "#db/index.server.ts";
import type { JobRunTable } from "#db/schema.ts";

/** The last run of every job that ran. */
export const listJobRuns = (executor: Executor): Promise<JobRunTable[]> =>
  executor.selectFrom("jobRun").selectAll().execute();

/** Keeps only the last run of a job. */
export async function upsertJobRun(executor: Executor, { name, ...run }: JobRunTable): Promise<void> {
  await executor
    .insertInto("jobRun")
    .values({ name, ...run })
    .onConflict((on) => on.column("name").doUpdateSet(run))
    .execute();
}
