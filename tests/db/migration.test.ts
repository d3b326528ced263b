import { sql } from "kysely";
import { expect, test } from "vitest";
import { migrations } from "#db/migrations/index.ts";
import { forEachDatabase } from "#tests/support/database.ts";

forEachDatabase(
  "a migrated database has nothing pending and migrating again changes nothing",
  async (open) => {
    const db = await open();
    expect(await db.pendingMigrations()).toEqual([]);
    expect(await db.migrate()).toEqual([]);
  },
);

forEachDatabase("a database newer than the program is refused", async (open) => {
  const db = await open();
  await db.write(async (trx) => {
    await sql`insert into ${sql.table("schemaMigration")} (${sql.ref("name")}) values ('2999-01-01-future')`.execute(
      trx,
    );
  });
  await expect(db.pendingMigrations()).rejects.toThrow("newer than this program");
});

test("migrations are named by day, in order, each once", () => {
  const names = migrations.map((migration) => migration.name);
  expect(names.every((name) => /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/.test(name))).toBe(true);
  expect([...new Set(names)].sort()).toEqual(names);
});
