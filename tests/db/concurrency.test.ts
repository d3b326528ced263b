import { spawn } from "node:child_process";
import path from "node:path";
import { expect } from "vitest";
import { forEachDatabase, type TestDatabase } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

async function prepare(db: TestDatabase) {
  await insertOrganisation(db);
  await db.write((trx) =>
    trx.insertInto("numberSeries").values({ organisationId: "org", name: "counter", lastValue: 0 }).execute(),
  );
}
const readCounter = async (db: TestDatabase) =>
  (await db.read.selectFrom("numberSeries").select("lastValue").executeTakeFirstOrThrow()).lastValue;

forEachDatabase("of 50 parallel conditional updates of one revision exactly one succeeds", async (open) => {
  const db = await open();
  await prepare(db);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      db.write(async (trx) => {
        const result = await trx
          .updateTable("organisation")
          .set({ revision: 2, shortName: `winner ${i}` })
          .where("id", "=", "org")
          .where("revision", "=", 1)
          .executeTakeFirst();
        return result.numUpdatedRows;
      }),
    ),
  );
  expect(outcomes.filter((rows) => rows === 1n)).toHaveLength(1);
  expect(outcomes.filter((rows) => rows === 0n)).toHaveLength(49);
});

forEachDatabase("50 parallel read-then-write acts lose nothing", async (open) => {
  const db = await open();
  await prepare(db);
  await Promise.all(
    Array.from({ length: 50 }, () =>
      db.write(async (trx) => {
        const row = await trx.selectFrom("numberSeries").select("lastValue").executeTakeFirstOrThrow();
        await new Promise((resolve) => setImmediate(resolve));
        await trx
          .updateTable("numberSeries")
          .set({ lastValue: row.lastValue + 1 })
          .execute();
      }),
    ),
  );
  expect(await readCounter(db)).toBe(50);
});

const PROCESSES = 8;
const ROUNDS = 500;

forEachDatabase(
  `${PROCESSES} processes that each read, then write ${ROUNDS} times come to ${PROCESSES * ROUNDS}, without an error`,
  async (open) => {
    const db = await open();
    await prepare(db);
    const program = path.resolve(import.meta.dirname, "count-up.ts");
    const ends = await Promise.all(
      Array.from(
        { length: PROCESSES },
        () =>
          new Promise<{ code: number | null; said: string }>((resolve) => {
            const child = spawn(process.execPath, ["--import", "tsx", program, db.url, String(ROUNDS)]);
            let said = "";
            child.stderr.on("data", (chunk: Buffer) => {
              said += chunk.toString("utf8");
            });
            child.on("close", (code) => resolve({ code, said }));
          }),
      ),
    );
    expect(ends).toEqual(Array.from({ length: PROCESSES }, () => ({ code: 0, said: "" })));
    expect(await readCounter(db)).toBe(PROCESSES * ROUNDS);
  },
  180_000,
);
