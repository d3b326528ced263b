import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Actor, type Deps, personIdOf, roleOf } from "#app/ports.ts";
import type { Database, Executor, Write } from "#db/index.server.ts";
import type { AuditLogEvent } from "./event-rules.ts";
import { listPersonal, type StoredEntry } from "./fragments.server.ts";
import {
  findHead,
  insertEntry,
  insertPersonal,
  listEntriesAfter,
  updatePersonalErased,
} from "./queries.server.ts";
import {
  type AuditEvent,
  type AuditVerdict,
  actorField,
  type ChainEntry,
  type Checkpoint,
  chainDomain,
  genesis,
  personalDomain,
} from "./rules.ts";

/**
 * Appends one event to the chain inside the caller's transaction: the act and its record happen together or not. `E` is the union
 * that the caller's module declares; without it no event fits.
 */
export async function recordEvent<E extends AuditEvent = never>(
  trx: Write,
  deps: Pick<Deps, "now" | "randomBytes" | "onRecorded">,
  actor: Actor,
  event: NoInfer<E>,
): Promise<string> {
  const { organisationId } = actor;
  const head = await findHead(trx, organisationId);
  const seq = (head?.seq ?? 0) + 1;
  const previousHash = head?.hash ?? genesis;
  // The actor's name as it was is for reading; it may be erased when the law says so, the id and role stay.
  const fields = { ...event.personal, [actorField]: actor.name };
  const personal = Object.entries(fields).map(([field, value]) => ({
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
  deps.onRecorded(trx, organisationId, {
    type: entry.type,
    subject: event.subject,
    partnerId: entry.partnerId,
    data: entry.data,
  });
  return hash;
}

/**
 * Erases personal fields of one entry, inside the caller's transaction, and records that it was done: the chain keeps
 * their salted hashes and stays whole. Who may is the caller's question.
 * @returns the fields erased now; those that are gone already are left out, and nothing is recorded when none is left
 */
export async function erasePersonal(
  trx: Write,
  deps: Pick<Deps, "now" | "randomBytes" | "onRecorded">,
  actor: Actor,
  what: { readonly seq: number; readonly fields: readonly string[]; readonly reason: string },
): Promise<readonly string[]> {
  const at = deps.now().toISOString();
  const erased: string[] = [];
  for (const field of [...new Set(what.fields)].sort()) {
    if (await updatePersonalErased(trx, actor.organisationId, what.seq, field, at)) erased.push(field);
  }
  if (erased.length > 0) {
    await recordEvent<AuditLogEvent>(trx, deps, actor, {
      type: "audit.personal-erased",
      subject: { kind: "audit-entry", id: String(what.seq) },
      data: { seq: what.seq, fields: erased, reason: what.reason },
    });
  }
  return erased;
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

/** What was derived, and since which entry it holds; one table a database, so that two never mix. */
const derived = new WeakMap<Database, Map<string, { readonly seq: number; readonly value: unknown }>>();
const MOST_DERIVED = 2_000;

/**
 * A value derived from an organisation's records, kept until the next act: every act appends an entry, so what was
 * derived after the newest one still holds, in every process. `key` names the value, for whom it is, and the day when
 * the day matters. Not for what changes without an act (mail given up, sessions).
 */
export async function sinceLastAct<T>(
  deps: Pick<Deps, "db">,
  organisationId: string,
  key: string,
  derive: () => Promise<T>,
): Promise<T> {
  const kept = derived.get(deps.db) ?? new Map<string, { readonly seq: number; readonly value: unknown }>();
  derived.set(deps.db, kept);
  // Read first: an act in between makes the value younger than it says, never older.
  const { seq } = await readHead(deps.db.read, organisationId);
  const place = `${organisationId} ${key}`;
  const before = kept.get(place);
  // The key's owner is the only one who writes under it.
  if (before?.seq === seq) return before.value as T;
  const value = await derive();
  if (kept.size >= MOST_DERIVED) kept.clear();
  kept.set(place, { seq, value });
  return value;
}

export async function readHead(
  executor: Executor,
  organisationId: string,
): Promise<{ seq: number; hash: string }> {
  return (await findHead(executor, organisationId)) ?? { seq: 0, hash: genesis };
}

export interface PersonalField {
  readonly seq: number;
  readonly field: string;
  readonly salt: string | null;
  readonly value: string | null;
  readonly erasedAt: string | null;
}

/**
 * Reads a chain entry by entry, oldest first, and says where it first does not fit. Needs no database: it also proves
 * an exported log. `from` is a place already proven.
 */
export class ChainReader {
  private seq: number;
  private head: string;
  private bad: { seq: number; reason: AuditVerdict["reason"] } | null = null;
  /** Fields found erased, until the entry that records their erasure is read. */
  private readonly unexplained = new Map<string, number>();

  constructor(
    private readonly organisationId: string,
    private readonly checkpoint: Checkpoint | null = null,
    from: { readonly seq: number; readonly hash: string } = { seq: 0, hash: genesis },
  ) {
    this.seq = from.seq;
    this.head = from.hash;
    // A mark of another organisation's log proves nothing here.
    if (checkpoint && checkpoint.organisationId !== organisationId) this.fail(from.seq + 1, "checkpoint");
  }

  get isBad(): boolean {
    return this.bad !== null;
  }
  get lastSeq(): number {
    return this.seq;
  }

  read(entry: StoredEntry, personal: readonly PersonalField[]): void {
    if (this.bad) return;
    const reason = this.judge(entry, personal);
    if (reason !== null) {
      this.fail(reason === "gap" ? this.seq + 1 : entry.seq, reason);
      return;
    }
    if (entry.type === "audit.personal-erased") this.explain(entry);
    this.seq = entry.seq;
    this.head = entry.hash;
    if (this.checkpoint?.seq === this.seq && this.checkpoint.head !== this.head) {
      this.fail(this.seq, "checkpoint");
    }
  }

  end(): AuditVerdict {
    if (!this.bad && this.checkpoint && this.checkpoint.seq > this.seq) this.fail(this.seq + 1, "checkpoint");
    const unrecorded = [...this.unexplained.values()];
    if (!this.bad && unrecorded.length > 0) this.fail(Math.min(...unrecorded), "personal");
    return {
      ok: this.bad === null,
      entries: this.seq,
      firstBad: this.bad?.seq ?? null,
      head: this.head,
      reason: this.bad?.reason ?? null,
    };
  }

  private fail(seq: number, reason: AuditVerdict["reason"]): void {
    this.bad = { seq, reason };
  }

  private judge(entry: StoredEntry, personal: readonly PersonalField[]): AuditVerdict["reason"] {
    if (entry.seq !== this.seq + 1) return "gap";
    const isNext = entry.organisationId === this.organisationId && entry.previousHash === this.head;
    if (!isNext || hashEntry(this.head, entry) !== entry.hash) return "chain";
    return this.fits(entry, personal) ? null : "personal";
  }

  private fits(entry: StoredEntry, personal: readonly PersonalField[]): boolean {
    const hashes = new Map(Object.entries(entry.personalHashes));
    if (personal.length !== hashes.size) return false;
    return personal.every((row) => {
      const hash = hashes.get(row.field);
      if (hash === undefined) return false;
      if (row.erasedAt !== null) {
        this.unexplained.set(`${row.seq} ${row.field}`, row.seq);
        return row.salt === null && row.value === null;
      }
      return row.salt !== null && row.value !== null && hashPersonal(row.salt, row.value) === hash;
    });
  }

  private explain({ data }: StoredEntry): void {
    const fields = Array.isArray(data["fields"]) ? data["fields"] : [];
    for (const field of fields) this.unexplained.delete(`${data["seq"]} ${field}`);
  }
}

const PAGE = 5_000;

/**
 * Re-computes the whole chain. With a checkpoint, the entry it names must exist and carry the signed head (whether the
 * signature is good is the key ring's question). Reports the first sequence number that does not fit.
 */
export async function verifyChain(
  executor: Executor,
  organisationId: string,
  checkpoint?: Checkpoint,
): Promise<AuditVerdict> {
  const reader = new ChainReader(organisationId, checkpoint ?? null);
  while (!reader.isBad) {
    const page = await listEntriesAfter(executor, organisationId, reader.lastSeq, PAGE);
    const first = page[0];
    const last = page.at(-1);
    if (!first || !last) break;
    const personal = new Map<number, PersonalField[]>();
    for (const row of await listPersonal(executor, organisationId, first.seq, last.seq)) {
      const list = personal.get(row.seq);
      if (list) list.push(row);
      else personal.set(row.seq, [row]);
    }
    for (const entry of page) reader.read(entry, personal.get(entry.seq) ?? []);
  }
  return reader.end();
}
