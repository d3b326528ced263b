import { sql } from "kysely";
import { expect } from "vitest";
import { fail, ok, type Result } from "#app/result.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const addCounter = (db: Parameters<typeof insertOrganisation>[0], name = "counter") =>
  db.write((trx) =>
    trx.insertInto("numberSeries").values({ organisationId: "org", name, lastValue: 0 }).execute(),
  );

forEachDatabase("every value comes back as it was written", async (open) => {
  const db = await open();
  const text = '髙﨑 𠮷野家 ’"; drop table x; -- \\ % _ 👩‍👧 \n\t ㈱①';
  await insertOrganisation(db);
  await db.write((trx) =>
    trx.updateTable("organisation").set({ name: text, address: null, revision: 2_000_000_001 }).execute(),
  );
  const row = await db.read.selectFrom("organisation").selectAll().executeTakeFirstOrThrow();
  expect(row.name).toBe(text);
  expect(row.address).toBeNull();
  expect(row.revision).toBe(2_000_000_001);
  expect(row.isDemonstration).toBe(0);
});

forEachDatabase("an update says how many rows it changed, and a count is a number", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  for (const name of ["a", "b", "c"]) await addCounter(db, name);
  const result = await db.write((trx) =>
    trx.updateTable("numberSeries").set({ lastValue: 5 }).where("name", "!=", "c").executeTakeFirst(),
  );
  expect(result.numUpdatedRows).toBe(2n);
  const none = await db.write((trx) =>
    trx.deleteFrom("numberSeries").where("name", "=", "z").executeTakeFirst(),
  );
  expect(none.numDeletedRows).toBe(0n);
  const { count, sum } = await db.read
    .selectFrom("numberSeries")
    .select((e) => [e.fn.countAll<number>().as("count"), e.fn.sum<number>("lastValue").as("sum")])
    .executeTakeFirstOrThrow();
  expect(count).toBe(3);
  expect(sum).toBe(10);
});

forEachDatabase("returning gives the row that was written", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const row = await db.write((trx) =>
    trx
      .insertInto("numberSeries")
      .values({ organisationId: "org", name: "r", lastValue: 7 })
      .onConflict((on) => on.columns(["organisationId", "name"]).doUpdateSet({ lastValue: 9 }))
      .returning(["name", "lastValue"])
      .executeTakeFirstOrThrow(),
  );
  expect(row).toEqual({ name: "r", lastValue: 7 });
});

forEachDatabase("a thrown error undoes the whole act", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  await expect(
    db.write(async (trx) => {
      await trx
        .insertInto("numberSeries")
        .values({ organisationId: "org", name: "x", lastValue: 1 })
        .execute();
      throw new Error("stop");
    }),
  ).rejects.toThrow("stop");
  expect(await db.read.selectFrom("numberSeries").selectAll().execute()).toEqual([]);
});

forEachDatabase("a failed result undoes everything written before it and is the answer", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const failed = fail({ kind: "conflict", what: "counter" });
  const outcome = await db.write(async (trx): Promise<Result<null>> => {
    await trx.insertInto("numberSeries").values({ organisationId: "org", name: "x", lastValue: 1 }).execute();
    await trx.updateTable("organisation").set({ revision: 9 }).execute();
    return failed;
  });
  expect(outcome).toBe(failed);
  expect(await db.read.selectFrom("numberSeries").selectAll().execute()).toEqual([]);
  expect((await db.read.selectFrom("organisation").select("revision").executeTakeFirst())?.revision).toBe(1);
});

forEachDatabase("whatever else is answered keeps what was written", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const answers = [ok(1), null, undefined, false, 0, "refused", { ok: false }, [fail({ kind: "not-found" })]];
  for (const [index, answer] of answers.entries()) {
    const got = await db.write(async (trx) => {
      await trx
        .insertInto("numberSeries")
        .values({ organisationId: "org", name: String(index), lastValue: 1 })
        .execute();
      return answer;
    });
    expect(got).toBe(answer);
  }
  expect(await db.read.selectFrom("numberSeries").selectAll().execute()).toHaveLength(answers.length);
});

forEachDatabase("an act that the server could not put in order is done again, whole", async (open, kind) => {
  if (kind === "sqlite") return;
  const db = await open();
  await insertOrganisation(db);
  const attempt = (name: string, last: Result<null>) => {
    let tries = 0;
    return db.write(async (trx): Promise<Result<number>> => {
      tries++;
      await trx
        .insertInto("numberSeries")
        .values({ organisationId: "org", name, lastValue: tries })
        .execute();
      if (tries < 3) await sql`do $$ begin raise exception using errcode = '40001'; end $$`.execute(trx);
      return last.ok ? ok(tries) : last;
    });
  };
  expect(await attempt("kept", ok(null))).toEqual(ok(3));
  expect(await attempt("undone", fail({ kind: "not-found" }))).toEqual(fail({ kind: "not-found" }));
  expect(await db.read.selectFrom("numberSeries").select(["name", "lastValue"]).execute()).toEqual([
    { name: "kept", lastValue: 3 },
  ]);
});

forEachDatabase("a reader never sees an act that is not finished", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const seen: number[] = [];
  const count = async () => (await db.read.selectFrom("numberSeries").selectAll().execute()).length;
  await db.write(async (trx) => {
    await trx.insertInto("numberSeries").values({ organisationId: "org", name: "x", lastValue: 1 }).execute();
    seen.push(await count());
  });
  seen.push(await count());
  expect(seen).toEqual([0, 1]);
});

forEachDatabase("a foreign key and a primary key are enforced", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  await addCounter(db);
  await expect(addCounter(db)).rejects.toThrow();
  await expect(
    db.write((trx) =>
      trx.insertInto("numberSeries").values({ organisationId: "nobody", name: "x", lastValue: 1 }).execute(),
    ),
  ).rejects.toThrow();
});

forEachDatabase("what reads cannot write", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  await expect(db.read.updateTable("organisation").set({ name: "x" }).execute()).rejects.toThrow(
    /read-?only/i,
  );
});

forEachDatabase("a value that the database would turn into something else is refused", async (open, kind) => {
  const db = await open();
  await insertOrganisation(db);
  for (const value of [new Date(), { a: 1 }, undefined, Number.NaN]) {
    const act = db.write((trx) =>
      trx
        .updateTable("organisation")
        .set({ revision: sql`${value}` })
        .execute(),
    );
    if (kind === "sqlite") await expect(act).rejects.toThrow("encode it with the codec");
    else await expect(act).rejects.toThrow();
  }
});
