import { denied } from "#app/modules/access/services.server.ts";
import { type AuditFilter, listEntries, listPersonal } from "#app/modules/audit/queries.server.ts";
import type { AuditVerdict } from "#app/modules/audit/rules.ts";
import { readHead, verifyChain } from "#app/modules/audit/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";

const PAGE = 50;

/** One page of the operation log, newest first, with the names that were not erased and what the ids stand for. */
export async function readLog(deps: Deps, actor: Actor, filter: AuditFilter, limit = PAGE) {
  const no = denied(actor, "audit.read");
  if (no) return no;
  const rows = await listEntries(deps.db.read, actor.organisationId, filter, limit + 1);
  const entries = rows.slice(0, limit);
  const first = entries.at(-1)?.seq ?? 0;
  const last = entries[0]?.seq ?? 0;
  const personal = await listPersonal(deps.db.read, actor.organisationId, first, last);
  const partners = await namesOf(
    deps,
    actor,
    entries.flatMap((entry) => (entry.partnerId ? [entry.partnerId] : [])),
  );
  return ok({
    entries: entries.map((entry) => {
      const own = personal.filter((row) => row.seq === entry.seq);
      return {
        seq: entry.seq,
        at: entry.at,
        type: entry.type,
        role: entry.actorRole,
        who: own.find((row) => row.field === "actor")?.value ?? null,
        subjectKind: entry.subjectKind,
        subjectId: entry.subjectId,
        partnerId: entry.partnerId,
        partnerName: entry.partnerId ? (partners.get(entry.partnerId) ?? null) : null,
        data: entry.data,
        personal: own
          .filter((row) => row.field !== "actor")
          .map((row) => ({ field: row.field, value: row.erasedAt === null ? row.value : null })),
        hash: entry.hash,
      };
    }),
    olderThan: rows.length > limit ? first : null,
    head: await readHead(deps.db.read, actor.organisationId),
  });
}
export type LogEntryView = Extract<
  Awaited<ReturnType<typeof readLog>>,
  { ok: true }
>["value"]["entries"][number];

async function namesOf(deps: Deps, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await deps.db.read
    .selectFrom("partner")
    .select(["id", "currentName"])
    .where("organisationId", "=", actor.organisationId)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.currentName]));
}

/** Proves the chain from its first entry to its head. */
export async function proveLog(deps: Deps, actor: Actor): Promise<Result<AuditVerdict>> {
  const no = denied(actor, "audit.verify");
  if (no) return no;
  return ok(await verifyChain(deps.db.read, actor.organisationId));
}
