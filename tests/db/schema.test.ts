import { sql } from "kysely";
import { expect } from "vitest";
import { makeTextBytewise } from "#db/migrations/2026-11-28-bytewise-text.ts";
import { owners } from "#db/owners.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const bookkeeping = ["schemaMigration", "schemaMigrationLock"];

forEachDatabase("every table has its owner, and every owner's table is there", async (open) => {
  const db = await open();
  const tables = (await db.read.introspection.getTables()).map((table) => table.name);
  expect(tables.filter((name) => !bookkeeping.includes(name)).sort()).toEqual(Object.keys(owners).sort());
});

const otherOrder = sql<{ place: string }>`
  select c.relname || '.' || a.attname as place
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0 and not a.attisdropped and a.attcollation <> 0 and a.attcollation <> '"C"'::regcollation
  order by 1`;

forEachDatabase("every text column is put in order by its bytes", async (open, kind) => {
  if (kind === "sqlite") return; // Its own order is that of the bytes unless a column says otherwise.
  const db = await open();
  expect((await otherOrder.execute(db.read)).rows).toEqual([]);
  // A column that came past the migrations shows here.
  await db.write(async (trx) => {
    await trx.schema.createTable("later").addColumn("name", "text").addColumn("code", "varchar(9)").execute();
    expect((await otherOrder.execute(trx)).rows).toEqual([{ place: "later.code" }, { place: "later.name" }]);
    await makeTextBytewise(trx, kind);
    expect((await otherOrder.execute(trx)).rows).toEqual([]);
  });
});

forEachDatabase("no column of SQLite has an order of its own", async (open, kind) => {
  if (kind === "postgres") return;
  const db = await open();
  const { rows } = await sql`select name from sqlite_master where sql like '% collate %'`.execute(db.read);
  expect(rows).toEqual([]);
});

forEachDatabase("text comes in the order of its bytes, small and large, kana and kanji", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const words = [
    "あ",
    "ア",
    "ｱ",
    "a",
    "B",
    "b",
    "A",
    "ヴ",
    "ん",
    "ワ",
    "ヷ",
    "一",
    "髙",
    "a-b",
    "ab",
    "10",
    "9",
    "-",
    "",
  ];
  await db.write((trx) =>
    trx
      .insertInto("numberSeries")
      .values(words.map((name) => ({ organisationId: "org", name, lastValue: 1 })))
      .execute(),
  );
  const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const rows = await db.read.selectFrom("numberSeries").select("name").orderBy("name").execute();
  expect(rows.map((row) => row.name)).toEqual([...words].sort(bytes));
  const between = await db.read
    .selectFrom("numberSeries")
    .select("name")
    .where("name", ">=", "ワ")
    .where("name", "<", "ー")
    .orderBy("name")
    .execute();
  expect(between.map((row) => row.name)).toEqual(["ワ", "ヴ", "ヷ"]);
});
