import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { AuditEventTable } from "#db/schema.ts";
import type { AuditFilter, ChainEntry } from "./rules.ts";

export interface StoredEntry extends ChainEntry {
  readonly previousHash: string;
  readonly hash: string;
}

export function toEntry(row: AuditEventTable): StoredEntry {
  return { ...row, data: fromJson(row.data), personalHashes: fromJson(row.personalHashes) };
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
