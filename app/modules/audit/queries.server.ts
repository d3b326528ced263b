import type { Executor } from "#db/index.server.ts";
import { type StoredEntry, toEntry } from "./fragments.server.ts";

export async function findHead(executor: Executor, organisationId: string) {
  const row = await executor
    .selectFrom("auditEvent")
    .select(["seq", "hash"])
    .where("organisationId", "=", organisationId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertEntry(executor: Executor, entry: StoredEntry): Promise<void> {
  await executor
    .insertInto("auditEvent")
    .values({
      ...entry,
      data: JSON.stringify(entry.data),
      personalHashes: JSON.stringify(entry.personalHashes),
    })
    .execute();
}

export async function insertPersonal(
  executor: Executor,
  rows: readonly { organisationId: string; seq: number; field: string; salt: string; value: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await executor
    .insertInto("auditPersonal")
    .values(rows.map((row) => ({ ...row, erasedAt: null })))
    .execute();
}

/** False when there is no such field or it is erased already. */
export async function updatePersonalErased(
  executor: Executor,
  organisationId: string,
  seq: number,
  field: string,
  erasedAt: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("auditPersonal")
    .set({ salt: null, value: null, erasedAt })
    .where("organisationId", "=", organisationId)
    .where("seq", "=", seq)
    .where("field", "=", field)
    .where("erasedAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Entries after `afterSeq`, oldest first. */
export async function listEntriesAfter(
  executor: Executor,
  organisationId: string,
  afterSeq: number,
  limit: number,
): Promise<StoredEntry[]> {
  const rows = await executor
    .selectFrom("auditEvent")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return rows.map(toEntry);
}
