import type { SearchAsked, SearchRow } from "#app/ports.ts";
import { holdsFolded } from "#db/folded.ts";
import type { Executor } from "#db/index.server.ts";
import type { StoredFileTable } from "#db/schema.ts";

export async function insertFile(executor: Executor, row: StoredFileTable): Promise<void> {
  await executor.insertInto("storedFile").values(row).execute();
}

export async function findFile(
  executor: Executor,
  organisationId: string,
  id: string,
): Promise<StoredFileTable | null> {
  const row = await executor
    .selectFrom("storedFile")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** Files of several things of one kind, oldest first; removed ones left out. */
export async function listFiles(
  executor: Executor,
  organisationId: string,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<StoredFileTable[]> {
  if (subjectIds.length === 0) return [];
  return executor
    .selectFrom("storedFile")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("subjectKind", "=", subjectKind)
    .where("subjectId", "in", subjectIds)
    .where("state", "=", "attached")
    .orderBy("uploadedAt")
    .orderBy("id")
    .execute();
}

const ofPerson = (executor: Executor, organisationId: string, personId: string | null) =>
  executor
    .selectFrom("storedFile")
    .where("organisationId", "=", organisationId)
    .where("state", "=", "staged")
    .where("uploadedBy", personId === null ? "is" : "=", personId);

export async function listStaged(
  executor: Executor,
  organisationId: string,
  personId: string | null,
  ids: readonly string[],
): Promise<StoredFileTable[]> {
  if (ids.length === 0) return [];
  return ofPerson(executor, organisationId, personId).selectAll().where("id", "in", ids).execute();
}

/** Count and bytes of what one person keeps in staging. */
export async function sumStaged(executor: Executor, organisationId: string, personId: string | null) {
  const row = await ofPerson(executor, organisationId, personId)
    .select((e) => [e.fn.countAll<number>().as("files"), e.fn.sum<number | null>("bytes").as("bytes")])
    .executeTakeFirstOrThrow();
  return { files: Number(row.files), bytes: Number(row.bytes ?? 0) };
}

/** Bytes that count towards a partner's quota: staged by its people or kept for it. */
export async function sumPartnerBytes(executor: Executor, organisationId: string, partnerId: string) {
  const row = await executor
    .selectFrom("storedFile")
    .select((e) => e.fn.sum<number | null>("bytes").as("bytes"))
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("state", "!=", "removed")
    .executeTakeFirstOrThrow();
  return Number(row.bytes ?? 0);
}

/** One staged file of this person becomes part of a thing; false when it is not theirs or no longer staged. */
export async function updateFileAttachedIfStaged(
  executor: Executor,
  file: { id: string; organisationId: string; uploadedBy: string | null },
  to: { subjectKind: string; subjectId: string; partnerId: string | null },
): Promise<boolean> {
  const result = await executor
    .updateTable("storedFile")
    .set({ ...to, state: "attached" })
    .where("id", "=", file.id)
    .where("organisationId", "=", file.organisationId)
    .where("state", "=", "staged")
    .where("uploadedBy", file.uploadedBy === null ? "is" : "=", file.uploadedBy)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function updateFileRemovedIfAttached(
  executor: Executor,
  organisationId: string,
  id: string,
  removedAt: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("storedFile")
    .set({ state: "removed", removedAt })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("state", "=", "attached")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function deleteStaged(
  executor: Executor,
  organisationId: string,
  personId: string | null,
  id: string,
): Promise<boolean> {
  const result = await executor
    .deleteFrom("storedFile")
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("state", "=", "staged")
    .where("uploadedBy", personId === null ? "is" : "=", personId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteStagedBefore(executor: Executor, before: string): Promise<number> {
  const result = await executor
    .deleteFrom("storedFile")
    .where("state", "=", "staged")
    .where("uploadedAt", "<", before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/**
 * Attached files by name, the latest first. A file tells its subject only by its page: department staff open files from there and
 * find none here.
 */
export async function searchFiles(executor: Executor, asked: SearchAsked): Promise<SearchRow[]> {
  if (asked.department !== null) return [];
  let query = executor
    .selectFrom("storedFile")
    .select(["id", "name", "partnerId"])
    .where("organisationId", "=", asked.organisationId)
    .where("state", "=", "attached");
  for (const word of asked.words) query = query.where(holdsFolded("name", word));
  const rows = await query.orderBy("uploadedAt", "desc").limit(asked.limit).execute();
  return rows.map((row) => ({
    label: row.name,
    note: "",
    href: `/files/${row.id}`,
    partnerId: row.partnerId,
  }));
}
