import type { Executor } from "#db/index.server.ts";

/** Files that are part of a record; staged and removed ones left out. */
export const attachedFiles = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("storedFile")
    .select([
      "storedFile.id",
      "storedFile.name",
      "storedFile.bytes",
      "storedFile.uploadedAt",
      "storedFile.partnerId",
      "storedFile.subjectKind",
      "storedFile.subjectId",
    ])
    .where("storedFile.organisationId", "=", organisationId)
    .where("storedFile.state", "=", "attached");

/** Contents (SHA-256) that stored files name, removed ones too; only `hash` when given. */
export async function listStoredHashes(executor: Executor, hash?: string): Promise<string[]> {
  let query = executor.selectFrom("storedFile").select("hash").distinct();
  if (hash !== undefined) query = query.where("hash", "=", hash);
  return (await query.execute()).map((row) => row.hash);
}
