import { createHash } from "node:crypto";
import type { StoredEntry } from "#app/modules/audit/fragments.server.ts";
import { insertEntry, insertPersonal } from "#app/modules/audit/queries.server.ts";
import {
  type AuditVerdict,
  actorField,
  type ChainEntry,
  type Checkpoint,
  genesis,
} from "#app/modules/audit/rules.ts";
import {
  ChainReader,
  hashEntry,
  hashPersonal,
  type PersonalField,
} from "#app/modules/audit/services.server.ts";
import type { Database } from "#db/index.server.ts";

export interface Log {
  readonly entries: readonly StoredEntry[];
  readonly personal: ReadonlyMap<number, readonly PersonalField[]>;
}
export const organisationId = "organisation-1";

/** Numbers that look random and are the same each run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A log of `length` entries as the product writes them, without a database. */
export function buildLog(length: number, seed = 1): Log {
  const random = randomFrom(seed);
  const entries: StoredEntry[] = [];
  const personal = new Map<number, readonly PersonalField[]>();
  let previousHash = genesis;
  for (let seq = 1; seq <= length; seq++) {
    const salt = createHash("sha256").update(`${seed} ${seq}`).digest("hex").slice(0, 32);
    const rows = [
      { seq, field: actorField, salt, value: `職員${Math.floor(random() * 9)}(架空)`, erasedAt: null },
      ...(random() < 0.3 ? [{ seq, field: "note", salt, value: "理由(架空)", erasedAt: null }] : []),
    ];
    const entry: ChainEntry = {
      organisationId,
      seq,
      at: new Date(Date.UTC(2026, 3, 1) + seq * 1_000).toISOString(),
      actorId: `person-${Math.floor(random() * 9)}`,
      actorRole: "office",
      type: random() < 0.5 ? "lot.opened" : "relation.submitted",
      subjectKind: "lot",
      subjectId: `lot-${Math.floor(random() * 1_000)}`,
      partnerId: random() < 0.5 ? `partner-${Math.floor(random() * 99)}` : null,
      data: { quantity: Math.floor(random() * 1_000), items: ["name", "address"], nested: { isPaper: true } },
      personalHashes: Object.fromEntries(rows.map((row) => [row.field, hashPersonal(row.salt, row.value)])),
    };
    const hash = hashEntry(previousHash, entry);
    entries.push({ ...entry, previousHash, hash });
    personal.set(seq, rows);
    previousHash = hash;
  }
  return { entries, personal };
}

export function readLog(
  log: Log,
  checkpoint: Checkpoint | null = null,
  from: { seq: number; hash: string } = { seq: 0, hash: genesis },
): AuditVerdict {
  const reader = new ChainReader(organisationId, checkpoint, from);
  for (const entry of log.entries.slice(from.seq)) {
    reader.read(entry, log.personal.get(entry.seq) ?? []);
    if (reader.isBad) break;
  }
  return reader.end();
}

/** The mark of an entry as it is kept outside; its signature is the key ring's. */
export const checkpointOf = (entry: StoredEntry): Checkpoint => ({
  organisationId: entry.organisationId,
  seq: entry.seq,
  head: entry.hash,
  at: entry.at,
  signature: "",
});

export async function storeLog(db: Database, log: Log): Promise<void> {
  await db.write(async (trx) => {
    await trx
      .insertInto("organisation")
      .values({
        id: organisationId,
        name: "試験生活協同組合(架空)",
        nameKana: "シケンセイカツキョウドウクミアイ",
        nameEn: null,
        shortName: "試験",
        postalCode: null,
        address: null,
        representativeTitle: null,
        representativeName: null,
        fiscalYearStartMonth: 4,
        fiscalYearStartDay: 1,
        usesEraDates: 0,
        isDemonstration: 0,
        createdAt: "2026-04-01T00:00:00.000Z",
        revision: 1,
      })
      .execute();
    for (const entry of log.entries) {
      await insertEntry(trx, entry);
      const rows = log.personal.get(entry.seq) ?? [];
      await insertPersonal(
        trx,
        rows.map(({ seq, field, salt, value }) => ({
          organisationId,
          seq,
          field,
          salt: salt ?? "",
          value: value ?? "",
        })),
      );
    }
  });
}
