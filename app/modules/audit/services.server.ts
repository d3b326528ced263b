import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Actor, Deps } from "#app/ports.ts";
import { personIdOf, roleOf } from "#app/ports.ts";
import type { Executor, Write } from "#db/index.server.ts";
import { findHead, insertEntry, insertPersonal, listEntriesAfter, listPersonal } from "./queries.server.ts";
import {
  type AuditEvent,
  type AuditVerdict,
  type ChainEntry,
  type Checkpoint,
  chainDomain,
  genesis,
  personalDomain,
} from "./rules.ts";

/** Appends one event to the chain inside the caller's transaction: the act and its record happen together or not. */
export async function recordEvent<E extends AuditEvent>(
  trx: Write,
  deps: Pick<Deps, "now" | "randomBytes">,
  actor: Actor,
  event: E,
): Promise<string> {
  const { organisationId } = actor;
  const head = await findHead(trx, organisationId);
  const seq = (head?.seq ?? 0) + 1;
  const previousHash = head?.hash ?? genesis;
  const personal = Object.entries(event.personal ?? {}).map(([field, value]) => ({
    organisationId,
    seq,
    field,
    salt: deps.randomBytes(16).toString("hex"),
    value,
  }));
  const entry: ChainEntry = {
    organisationId,
    seq,
    at: deps.now().toISOString(),
    actorId: personIdOf(actor),
    actorRole: roleOf(actor),
    type: event.type,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    partnerId: event.partnerId ?? (actor.kind === "partner" ? actor.partnerId : null),
    data: event.data,
    personalHashes: Object.fromEntries(personal.map((row) => [row.field, hashPersonal(row.salt, row.value)])),
  };
  const hash = hashEntry(previousHash, entry);
  await insertEntry(trx, { ...entry, previousHash, hash });
  await insertPersonal(trx, personal);
  // The actor's name as it was, for reading; it may be erased when the law says so, the id and role stay.
  await insertPersonal(trx, [
    { organisationId, seq, field: "actor", salt: deps.randomBytes(16).toString("hex"), value: actor.name },
  ]);
  return hash;
}

export function hashEntry(previousHash: string, entry: ChainEntry): string {
  const {
    organisationId,
    seq,
    at,
    actorId,
    actorRole,
    type,
    subjectKind,
    subjectId,
    partnerId,
    data,
    personalHashes,
  } = entry;
  const canonical = canonicalize({
    organisationId,
    seq,
    at,
    actorId,
    actorRole,
    type,
    subjectKind,
    subjectId,
    partnerId,
    data,
    personalHashes,
  });
  return createHash("sha256").update(`${chainDomain}\n${previousHash}\n${canonical}`).digest("hex");
}

export const hashPersonal = (salt: string, value: string): string =>
  createHash("sha256").update(`${personalDomain}\n${salt}\n${value}`).digest("hex");

export async function readHead(
  executor: Executor,
  organisationId: string,
): Promise<{ seq: number; hash: string }> {
  return (await findHead(executor, organisationId)) ?? { seq: 0, hash: genesis };
}

const PAGE = 5_000;

/**
 * Re-computes the whole chain. With a checkpoint, the entry it names must exist and carry the signed head.
 * Reports the first sequence number that does not fit.
 */
export async function verifyChain(
  executor: Executor,
  organisationId: string,
  checkpoint?: Checkpoint,
): Promise<AuditVerdict> {
  let previous = genesis;
  let seq = 0;
  const bad = (firstBad: number, reason: AuditVerdict["reason"]): AuditVerdict => ({
    ok: false,
    entries: seq,
    firstBad,
    head: previous,
    reason,
  });
  for (;;) {
    const page = await listEntriesAfter(executor, organisationId, seq, PAGE);
    const first = page[0];
    const last = page.at(-1);
    if (!first || !last) break;
    const personal = await listPersonal(executor, organisationId, first.seq, last.seq);
    const values = new Map(personal.map((row) => [`${row.seq} ${row.field}`, row]));
    for (const entry of page) {
      if (entry.seq !== seq + 1) return bad(seq + 1, "gap");
      if (entry.previousHash !== previous || hashEntry(previous, entry) !== entry.hash)
        return bad(entry.seq, "chain");
      for (const [field, hash] of Object.entries(entry.personalHashes)) {
        const row = values.get(`${entry.seq} ${field}`);
        if (!row) return bad(entry.seq, "personal");
        if (row.erasedAt !== null) continue;
        if (row.salt === null || row.value === null || hashPersonal(row.salt, row.value) !== hash) {
          return bad(entry.seq, "personal");
        }
      }
      seq = entry.seq;
      previous = entry.hash;
      if (checkpoint && checkpoint.seq === seq && checkpoint.head !== previous) return bad(seq, "checkpoint");
    }
  }
  if (checkpoint && checkpoint.seq > seq) return bad(seq + 1, "checkpoint");
  return { ok: true, entries: seq, firstBad: null, head: previous, reason: null };
}
