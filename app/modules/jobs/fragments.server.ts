import type { Executor } from "#db/index.server.ts";

/** The instant at which a job last ran; null when never. */
export async function findLastRunAt(executor: Executor, name: string): Promise<string | null> {
  const run = await executor
    .selectFrom("jobRun")
    .select("lastRunAt")
    .where("name", "=", name)
    .executeTakeFirst();
  return run?.lastRunAt ?? null;
}
