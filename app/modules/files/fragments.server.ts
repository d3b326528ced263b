import type { Executor } from "#db/index.server.ts";

/** Contents (SHA-256) that stored files name, removed ones too; only `hash` when given. */
export async function listStoredHashes(executor: Executor, hash?: string): Promise<string[]> {
  let query = executor.selectFrom("storedFile").select("hash").distinct();
  if (hash !== undefined) query = query.where("hash", "=", hash);
  return (await query.execute()).map((row) => row.hash);
}
