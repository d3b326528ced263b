import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { AuditEventTable } from "#db/schema.ts";
import type { AuditFilter, ChainEntry } from "./rules.ts";

export interface StoredEntry extends ChainEntry {
  readonly previousHash: string;
  readonly hash: string;
}

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

/** Newest first. */
export async function listEntries(
  executor: Executor,
  organisationId: string,
  filter: AuditFilter,
  limit: number,
): Promise<StoredEntry[]> {
  let query = executor.selectFrom("auditEvent").selectAll().where("organisationId", "=", organisationId);
  if (filter.type) query = query.where("type", "=", filter.type);
  if (filter.subjectKind) query = query.where("subjectKind", "=", filter.subjectKind);
  if (filter.subjectId) query = query.where("subjectId", "=", filter.subjectId);
  if (filter.partnerId) query = query.where("partnerId", "=", filter.partnerId);
  if (filter.actorId) query = query.where("actorId", "=", filter.actorId);
  if (filter.fromAt) query = query.where("at", ">=", filter.fromAt);
  if (filter.toAt) query = query.where("at", "<", filter.toAt);
  if (filter.beforeSeq) query = query.where("seq", "<", filter.beforeSeq);
  const rows = await query.orderBy("seq", "desc").limit(limit).execute();
  return rows.map(toEntry);
}

export async function listPersonal(
  executor: Executor,
  organisationId: string,
  fromSeq: number,
  toSeq: number,
) {
  return executor
    .selectFrom("auditPersonal")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("seq", ">=", fromSeq)
    .where("seq", "<=", toSeq)
    .execute();
}

function toEntry(row: AuditEventTable): StoredEntry {
  return { ...row, data: fromJson(row.data), personalHashes: fromJson(row.personalHashes) };
}
