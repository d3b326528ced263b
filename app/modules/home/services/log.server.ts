import { type SheetTable, writeCsv } from "#app/documents/sheets.server.ts";
import { formatInstant } from "#app/i18n/format.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { words as access } from "#app/modules/access/words.ts";
import { eventChoices, logKinds, wordEntry } from "#app/modules/audit/entry-rules.ts";
import type { AuditLogEvent } from "#app/modules/audit/event-rules.ts";
import { listEntries, listPersonal } from "#app/modules/audit/fragments.server.ts";
import { type AuditFilter, type AuditVerdict, actorField } from "#app/modules/audit/rules.ts";
import { readHead, recordEvent, verifyChain } from "#app/modules/audit/services.server.ts";
import { words } from "#app/modules/audit/words.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { listCurrentNames } from "#app/modules/registry/fragments/partners.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";

const PAGE = 50;

/** One page of the operation log, newest first, with the names that were not erased and what the ids stand for. */
export async function readLog(deps: Deps, actor: Actor, filter: AuditFilter, limit = PAGE) {
  const no = denied(actor, "audit.read");
  if (no) return no;
  const kinds = logKinds(deps.contributions);
  const rows = await listEntries(deps.db.read, actor.organisationId, filter, limit + 1);
  const entries = rows.slice(0, limit);
  const first = entries.at(-1)?.seq ?? 0;
  const last = entries[0]?.seq ?? 0;
  const personal = new Map<number, { field: string; value: string | null }[]>();
  for (const row of await listPersonal(deps.db.read, actor.organisationId, first, last)) {
    const list = personal.get(row.seq) ?? [];
    list.push({ field: row.field, value: row.erasedAt === null ? row.value : null });
    personal.set(row.seq, list);
  }
  const partners = await listCurrentNames(
    deps.db.read,
    actor.organisationId,
    entries.flatMap((entry) => (entry.partnerId ? [entry.partnerId] : [])),
  );
  return ok({
    entries: entries.map((entry) => {
      const own = personal.get(entry.seq) ?? [];
      const kept = own.filter((row) => row.field !== actorField);
      return {
        seq: entry.seq,
        at: entry.at,
        type: entry.type,
        // Who signs in has no role yet: the system writes that entry.
        role: entry.actorRole === "system" && entry.actorId !== null ? null : entry.actorRole,
        actorId: entry.actorId,
        who: own.find((row) => row.field === actorField)?.value ?? null,
        subjectKind: entry.subjectKind,
        subjectId: entry.subjectId,
        partnerId: entry.partnerId,
        partnerName: entry.partnerId ? (partners.get(entry.partnerId) ?? null) : null,
        data: entry.data,
        personal: kept,
        hash: entry.hash,
        ...wordEntry(kinds, { type: entry.type, data: entry.data, personal: kept }, actor.lang),
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

/** Types of event that the log can be asked for. */
export const listEventTypes = (deps: Deps, { lang }: Actor) =>
  eventChoices(logKinds(deps.contributions), lang);

/** Proves the chain from its first entry to its head. */
export async function proveLog(deps: Deps, actor: Actor): Promise<Result<AuditVerdict>> {
  const no = denied(actor, "audit.verify");
  if (no) return no;
  return ok(await verifyChain(deps.db.read, actor.organisationId));
}

const EXPORT_PAGE = 500;
const EXPORT_MAX = 100_000;

/** The entries a filter finds as a file, newest first, at most 100,000; that it was taken out is itself recorded. */
export async function exportLog(
  deps: Deps,
  actor: Actor,
  filter: AuditFilter,
  format: "csv" | "json",
): Promise<Result<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }>> {
  const no = denied(actor, "audit.read");
  if (no) return no;
  const entries: LogEntryView[] = [];
  let beforeSeq = filter.beforeSeq;
  let head = { seq: 0, hash: "" };
  while (entries.length < EXPORT_MAX) {
    const page = await readLog(deps, actor, { ...filter, ...(beforeSeq ? { beforeSeq } : {}) }, EXPORT_PAGE);
    if (!page.ok) return page;
    if (entries.length === 0) head = page.value.head;
    entries.push(...page.value.entries);
    if (page.value.olderThan === null) break;
    beforeSeq = page.value.olderThan;
  }
  await deps.db.write((trx) =>
    recordEvent<AuditLogEvent>(trx, deps, actor, {
      type: "audit.exported",
      subject: { kind: "operation-log", id: null },
      data: { format, entries: entries.length },
    }),
  );
  const name = `operation-log-${todayOf(deps)}.${format}`;
  if (format === "json") {
    const bytes = Buffer.from(`${JSON.stringify({ head, entries }, null, 1)}\n`, "utf8");
    return ok({ name, mediaType: "application/json", bytes });
  }
  const { bytes } = writeCsv(toSheet(entries, actor), "utf-8");
  return ok({ name, mediaType: "text/csv; charset=utf-8", bytes });
}

function toSheet(entries: readonly LogEntryView[], { lang }: Actor): SheetTable {
  const w = words[lang];
  const roles: Record<string, string> = access[lang].roles;
  const column = (key: string, label: string, kind: "text" | "number" = "text") => ({ key, label, kind });
  return {
    title: w.title,
    columns: [
      column("seq", w.number, "number"),
      column("at", w.at),
      column("instant", w.instant),
      column("who", w.who),
      column("role", w.role),
      column("what", w.what),
      column("type", w.type),
      column("about", w.about),
      column("subject", w.subject),
      column("records", w.records),
      column("details", w.details),
      column("data", w.raw),
      column("hash", w.hash),
    ],
    rows: entries.map((entry) => ({
      seq: entry.seq,
      at: formatInstant(entry.at, lang),
      instant: entry.at,
      who: entry.who ?? w.erased,
      role: entry.role === null ? "" : (roles[entry.role] ?? entry.role),
      what: entry.what,
      type: entry.type,
      about: entry.partnerName ?? "",
      subject: [entry.subjectKind, entry.subjectId].filter(Boolean).join(" "),
      records: entry.records.join(" "),
      details: entry.details.map(({ label, value }) => `${label}: ${value ?? w.erased}`).join(" / "),
      data: JSON.stringify(entry.data),
      hash: entry.hash,
    })),
  };
}
