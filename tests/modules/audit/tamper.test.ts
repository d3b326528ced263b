import { expect, test } from "vitest";
import type { StoredEntry } from "#app/modules/audit/fragments.server.ts";
import { hashEntry } from "#app/modules/audit/services.server.ts";
import { buildLog, checkpointOf, type Log, randomFrom, readLog } from "./chain.ts";

const LENGTH = 10_000;
const POSITIONS = 100;
const log = buildLog(LENGTH);
const checkpoint = checkpointOf(log.entries.at(-1) as StoredEntry);

/** Entry `seq` of a copy; `change` may replace anything. */
function withEntry(seq: number, change: (entry: StoredEntry) => StoredEntry): Log {
  const entries = [...log.entries];
  entries[seq - 1] = change(entries[seq - 1] as StoredEntry);
  return { ...log, entries };
}
const rehash = (entry: StoredEntry, previousHash = entry.previousHash): StoredEntry => ({
  ...entry,
  previousHash,
  hash: hashEntry(previousHash, entry),
});
const at = (seq: number): StoredEntry => log.entries[seq - 1] as StoredEntry;
const edited = (entry: StoredEntry): StoredEntry => ({ ...entry, data: { ...entry.data, quantity: -1 } });

/** All entries from `seq` on written anew after a change, every hash in order again. */
function rechained(seq: number): Log {
  const entries = [...log.entries];
  let previousHash = at(seq).previousHash;
  for (let i = seq - 1; i < entries.length; i++) {
    const entry = entries[i] as StoredEntry;
    const next = rehash(i === seq - 1 ? edited(entry) : entry, previousHash);
    entries[i] = next;
    previousHash = next.hash;
  }
  return { ...log, entries };
}

/** Renumbers what follows, as somebody would who moves rows in the table. */
function spliced(seq: number, removed: number, inserted: readonly StoredEntry[]): Log {
  const moved = [...inserted, ...log.entries.slice(seq - 1 + removed)].map((entry, i) => ({
    ...entry,
    seq: seq + i,
  }));
  const shift = inserted.length - removed;
  const personal = new Map(log.personal);
  for (let i = seq; i <= LENGTH + shift; i++) {
    const rows = log.personal.get(Math.max(seq, i - shift)) ?? [];
    personal.set(
      i,
      rows.map((row) => ({ ...row, seq: i })),
    );
  }
  return { entries: [...log.entries.slice(0, seq - 1), ...moved], personal };
}

/** Each tamper at a position, and the first sequence number that must be named. */
const tampers: Readonly<Record<string, (seq: number) => { tampered: Log; firstBad: number }>> = {
  "a field edited": (seq) => ({ tampered: withEntry(seq, edited), firstBad: seq }),
  "two entries swapped": (seq) => {
    const entries = [...log.entries];
    entries[seq - 1] = { ...at(seq + 1), seq };
    entries[seq] = { ...at(seq), seq: seq + 1 };
    return { tampered: { ...log, entries }, firstBad: seq };
  },
  "one deleted in the middle": (seq) => ({
    tampered: { ...log, entries: log.entries.filter((entry) => entry.seq !== seq) },
    firstBad: seq,
  }),
  "the tail cut off": (seq) => ({
    tampered: { ...log, entries: log.entries.slice(0, seq - 1) },
    firstBad: seq,
  }),
  "one inserted": (seq) => ({
    tampered: spliced(seq, 0, [rehash(edited(at(seq)))]),
    // The forged entry fits what lies before it; the one it displaced does not.
    firstBad: seq + 1,
  }),
  "one doubled": (seq) => ({ tampered: spliced(seq + 1, 0, [at(seq)]), firstBad: seq + 1 }),
  "one edited and hashed again": (seq) => ({
    tampered: withEntry(seq, (entry) => rehash(edited(entry))),
    firstBad: seq + 1,
  }),
  "everything hashed again to the end": (seq) => ({ tampered: rechained(seq), firstBad: LENGTH }),
  "dated back": (seq) => ({
    tampered: withEntry(seq, (entry) => ({ ...entry, at: "2025-04-01T00:00:00.000Z" })),
    firstBad: seq,
  }),
};

for (const [name, tamper] of Object.entries(tampers)) {
  test(`${name}: found at ${POSITIONS} of ${POSITIONS} places, the first bad entry named`, () => {
    const random = randomFrom(name.length);
    for (let i = 0; i < POSITIONS; i++) {
      // Writing everything anew is the slow one: only near the end.
      const lowest = name === "everything hashed again to the end" ? LENGTH - 1_500 : 2;
      const seq = lowest + Math.floor(random() * (LENGTH - 1 - lowest));
      const { tampered, firstBad } = tamper(seq);
      // What lies before is untouched and proven once below; reading starts close before the place.
      const start = Math.max(0, seq - 20);
      const from = start === 0 ? undefined : { seq: start, hash: at(start).hash };
      const verdict = readLog(tampered, checkpoint, from);
      expect(verdict, `${name} at ${seq}`).toMatchObject({ ok: false, firstBad });
    }
  });
}

test("a cut tail and a log hashed again are caught by the mark kept outside only", () => {
  const cut = { ...log, entries: log.entries.slice(0, 9_000) };
  expect(readLog(cut)).toMatchObject({ ok: true, entries: 9_000 });
  expect(readLog(cut, checkpoint)).toMatchObject({ ok: false, firstBad: 9_001, reason: "checkpoint" });
  const again = rechained(5);
  expect(readLog(again)).toMatchObject({ ok: true, entries: LENGTH });
  expect(readLog(again, checkpoint)).toMatchObject({ ok: false, reason: "checkpoint" });
});

test("a mark of another organisation's log proves nothing", () => {
  expect(readLog(log, { ...checkpoint, organisationId: "organisation-2" })).toMatchObject({
    ok: false,
    reason: "checkpoint",
  });
});

test("personal fields: edited, taken away, added, or erased without a record", () => {
  const rows = log.personal.get(100) ?? [];
  const [row] = rows;
  if (!row) throw new Error("every entry names its actor");
  const changed = (next: readonly (typeof row)[]) => ({
    ...log,
    personal: new Map(log.personal).set(100, next),
  });
  const bad = { ok: false, firstBad: 100, reason: "personal" };
  expect(readLog(changed([{ ...row, value: "だれか別の人(架空)" }, ...rows.slice(1)]))).toMatchObject(bad);
  expect(readLog(changed(rows.slice(1)))).toMatchObject(bad);
  expect(readLog(changed([...rows, { ...row, field: "added" }]))).toMatchObject(bad);
  const erased = { ...row, salt: null, value: null, erasedAt: "2026-05-01T00:00:00.000Z" };
  expect(readLog(changed([erased, ...rows.slice(1)]))).toMatchObject(bad);
});

test("no false alarm in 100 untouched logs", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const untouched = buildLog(500, seed);
    const head = untouched.entries.at(-1) as StoredEntry;
    expect(readLog(untouched, checkpointOf(head))).toEqual({
      ok: true,
      entries: 500,
      firstBad: null,
      head: head.hash,
      reason: null,
    });
  }
  expect(readLog(log, checkpoint).ok).toBe(true);
});
