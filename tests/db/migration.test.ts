import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { connect, type Database, type DatabaseKind } from "#db/index.server.ts";
import { up as initial } from "#db/migrations/2026-11-23-initial.ts";
import { type Migration, migrations } from "#db/migrations/index.ts";
import { forEachDatabase, forEachKind, openEmptyPlace } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";
import { slowly, slowName } from "./slow-migration.ts";

const names = migrations.map((migration) => migration.name);
const first = "2026-11-23-initial";

async function withPlace(kind: DatabaseKind, body: (url: string) => Promise<void>): Promise<void> {
  const { url, close } = await openEmptyPlace(kind);
  try {
    await body(url);
  } finally {
    await close();
  }
}
async function withDatabase<T>(
  url: string,
  list: readonly Migration[],
  body: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await connect(url, { readers: 1, migrations: list });
  try {
    return await body(db);
  } finally {
    await db.close();
  }
}

const own = ["schemaMigration", "schemaMigrationLock"];
const listTables = async (db: Database): Promise<readonly string[]> =>
  (await db.read.introspection.getTables()).map((table) => table.name).filter((name) => !own.includes(name));
const untyped = (db: Database["read"]) => db as Kysely<any>;
const listRan = async (db: Database): Promise<readonly string[]> =>
  (await untyped(db.read).selectFrom("schemaMigration").select("name").orderBy("name").execute()).map(
    (row) => row.name,
  );

/** Everything that the database says about its own tables, columns, constraints, indexes and triggers. */
async function describe(db: Database): Promise<readonly unknown[]> {
  const wanted =
    db.kind === "sqlite"
      ? sql`select type, name, sql from sqlite_master where name not like 'sqlite_%' order by type, name`
      : sql`
        select 'column' as kind, c.relname as place, a.attname as name,
          format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(l.collname, '-') as text
        from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace
        union all select 'index', tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
        union all select 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
        from pg_trigger where not tgisinternal
        order by 1, 2, 3`;
  return (await wanted.execute(db.read)).rows;
}

forEachDatabase(
  "a migrated database has nothing pending and migrating again changes nothing",
  async (open) => {
    const db = await open();
    expect(await db.pendingMigrations()).toEqual([]);
    expect(await db.migrate()).toEqual([]);
    expect(await listRan(db)).toEqual(names);
  },
);

/** As the first release made it: its tables, and the names of its migrations in a table without times. */
async function makeFirstRelease(db: Database): Promise<void> {
  await db.write(async (trx) => {
    await trx.schema
      .createTable("schemaMigration")
      .ifNotExists()
      .addColumn("name", "text", (c) => c.primaryKey())
      .execute();
  });
  await db.write(async (trx) => {
    await initial(trx, db.kind);
    await untyped(trx).insertInto("schemaMigration").values({ name: first }).execute();
  });
  await insertOrganisation(db);
  await db.write(async (trx) => {
    const state = { relationId: "r", organisationId: "org", isAllowed: 1, reasonCodes: "[]" };
    const at = { asOf: "2026-11-24", computedAt: "2026-11-24T00:00:00.000Z" };
    await untyped(trx)
      .insertInto("gateState")
      .values({ ...state, ...at })
      .execute();
    await untyped(trx)
      .insertInto("auditEvent")
      .values({
        organisationId: "org",
        seq: 1,
        at: at.computedAt,
        actorId: null,
        actorRole: "system",
        type: "test.done",
        subjectKind: "test",
        subjectId: null,
        partnerId: null,
        data: "{}",
        personalHashes: "{}",
        previousHash: "",
        hash: "h",
      })
      .execute();
  });
}

forEachKind("a database of the first release opens, keeps its rows and is whole", async (kind) => {
  await withPlace(kind, async (url) => {
    await withDatabase(url, migrations, async (db) => {
      await makeFirstRelease(db);
      expect(await db.pendingMigrations()).toEqual(names.slice(1));
      expect(await db.migrate()).toEqual(names.slice(1));
      expect(await db.pendingMigrations()).toEqual([]);
      expect(await db.migrate()).toEqual([]);
    });
    // As the next start finds it.
    await withDatabase(url, migrations, async (db) => {
      expect(await db.pendingMigrations()).toEqual([]);
      // What the first release asks: it finds names it does not know, and refuses the database.
      expect(await listRan(db)).toEqual(names);
      expect(await db.read.selectFrom("gateState").selectAll().execute()).toMatchObject([
        { relationId: "r", isAllowed: 1, goodThrough: null, isStale: 0 },
      ]);
      expect(await db.read.selectFrom("organisation").select("id").execute()).toEqual([{ id: "org" }]);
      await expect(db.write((trx) => trx.deleteFrom("auditEvent").execute())).rejects.toThrow("append only");
      await withPlace(kind, (other) =>
        withDatabase(other, migrations, async (fresh) => {
          expect(await fresh.migrate()).toEqual(names);
          const described = await describe(fresh);
          expect(described.length).toBeGreaterThan(100);
          expect(await describe(db)).toEqual(described);
        }),
      );
    });
  });
});

const breaking = (name: string): Migration => ({
  name,
  up: async (db) => {
    await db.schema.createTable("brokenHalf").addColumn("n", "integer").execute();
    await db.insertInto("brokenHalf").values({ n: 1 }).execute();
    throw new Error("the disk is full");
  },
});

forEachKind("a migration that fails leaves nothing behind, nor does any that ran before it", async (kind) => {
  await withPlace(kind, async (url) => {
    const list = [...migrations, breaking("2999-01-01-breaks")];
    await withDatabase(url, list, async (db) => {
      await expect(db.migrate()).rejects.toThrow("the disk is full");
      expect(await listTables(db)).toEqual([]);
      expect(await db.pendingMigrations()).toEqual(list.map((migration) => migration.name));
    });
    await withDatabase(url, migrations, async (db) => {
      expect(await db.migrate()).toEqual(names);
      await insertOrganisation(db);
    });
    await withDatabase(url, list, async (db) => {
      const before = await describe(db);
      await expect(db.migrate()).rejects.toThrow("the disk is full");
      expect(await describe(db)).toEqual(before);
      expect(await db.pendingMigrations()).toEqual(["2999-01-01-breaks"]);
      // The lock is free again and the connection of the writer fit for use.
      await db.write((trx) => trx.updateTable("organisation").set({ shortName: "後" }).execute());
    });
  });
});

forEachDatabase("a database newer than the program is refused", async (open) => {
  const db = await open();
  await db.write(async (trx) => {
    await untyped(trx)
      .insertInto("schemaMigration")
      .values({ name: "2999-01-01-future", timestamp: "2999-01-01T00:00:00.000Z" })
      .execute();
  });
  await expect(db.pendingMigrations()).rejects.toThrow("newer than this program: 2999-01-01-future");
  await expect(db.migrate()).rejects.toThrow("newer than this program");
});

forEachDatabase("a migration that would come before one that ran is refused", async (open) => {
  const { url } = await open();
  const [start, ...rest] = migrations;
  if (!start) throw new Error("no migration");
  const between = { name: "2026-11-24-late", up: async () => undefined };
  await withDatabase(url, [start, between, ...rest], async (db) => {
    await expect(db.pendingMigrations()).rejects.toThrow("lacks earlier migrations: 2026-11-24-late");
    await expect(db.migrate()).rejects.toThrow("lacks earlier migrations");
  });
});

test("migrations are named by day, in order, each once", () => {
  expect(names.every((name) => /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/.test(name))).toBe(true);
  expect([...new Set(names)].sort()).toEqual(names);
});

const program = path.resolve(import.meta.dirname, "migrate-slowly.ts");

interface Child {
  /** Ends when the process says that it is in the middle of the last migration. */
  readonly inside: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly said: readonly string[] }>;
  kill(): void;
}

function migrateElsewhere(url: string, pauseMs: number): Child {
  const child = spawn(process.execPath, ["--import", "tsx", program, url, String(pauseMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  let isInside: () => void = () => undefined;
  const inside = new Promise<void>((resolve) => {
    isInside = resolve;
  });
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (said.includes("inside\n")) isInside();
  });
  return {
    inside,
    ended: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, said: said.trim().split("\n") }));
    }),
    kill: () => child.kill("SIGKILL"),
  };
}

const nothing = async () => undefined;
const all = [...names, slowName];

forEachKind(
  "processes that migrate at once run each migration once",
  async (kind) => {
    await withPlace(kind, async (url) => {
      await withDatabase(url, migrations, makeFirstRelease);
      const ends = await Promise.all([1, 2].map(() => migrateElsewhere(url, 700).ended));
      expect(ends.map((end) => end.code)).toEqual([0, 0]);
      const ran = ends.map((end) => JSON.parse(end.said.at(-1) ?? "") as string[]);
      expect(ran.flat().sort()).toEqual(all.slice(1));
      expect(ran.filter((one) => one.length === 0)).toHaveLength(1);
      await withDatabase(url, slowly(nothing), async (db) => {
        expect(await db.pendingMigrations()).toEqual([]);
        expect(await untyped(db.read).selectFrom("slowFirst").selectAll().execute()).toHaveLength(50);
      });
    });
  },
  120_000,
);

forEachKind("while a migration runs, another process may wait for an hour", async (kind) => {
  if (kind === "postgres") return; // An advisory lock waits without end.
  await withPlace(kind, async (url) => {
    const waits: number[] = [];
    const ask = async (db: Database["read"]) => {
      const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(db);
      waits.push(rows[0]?.timeout ?? 0);
    };
    const asking = (name: string): Migration => ({ name, up: ask });
    const list = [asking("2999-01-01-a")];
    await withDatabase(url, list, async (db) => {
      await db.migrate();
      await db.write(ask);
    });
    await withDatabase(url, [...list, asking("2999-01-01-b")], async (db) => {
      await db.migrate();
      await db.migrate();
      await db.write(ask);
    });
    expect(waits).toEqual([3_600_000, 10_000, 3_600_000, 10_000]);
  });
});

forEachKind(
  "a process killed while it migrates leaves the old database or the new one, and the next one goes on",
  async (kind) => {
    const outcomes = { old: 0, new: 0 };
    // The first in the middle of the work for certain, the others around its end.
    for (const [pauseMs, afterMs] of [
      [60_000, 0],
      [0, 5],
      [0, 40],
    ] as const) {
      await withPlace(kind, async (url) => {
        await withDatabase(url, migrations, makeFirstRelease);
        const child = migrateElsewhere(url, pauseMs);
        await child.inside;
        await sleep(afterMs);
        child.kill();
        await child.ended;
        await withDatabase(url, slowly(nothing), async (db) => {
          const pending = await db.pendingMigrations();
          const tables = await listTables(db);
          if (pending.length === 0) {
            outcomes.new++;
            expect(tables).toEqual(expect.arrayContaining(["slowFirst", "slowLast"]));
          } else {
            outcomes.old++;
            expect(pending).toEqual(all.slice(1));
            expect(tables).toContain("draft");
            expect(tables.filter((name) => name.startsWith("slow"))).toEqual([]);
          }
          expect(await db.migrate()).toEqual(pending);
          expect(await untyped(db.read).selectFrom("slowFirst").selectAll().execute()).toHaveLength(50);
          expect(await db.read.selectFrom("organisation").select("id").execute()).toEqual([{ id: "org" }]);
          if (kind === "sqlite") {
            const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.read);
            expect(rows).toEqual([{ integrity_check: "ok" }]);
          }
        });
      });
    }
    expect(outcomes.old).toBeGreaterThanOrEqual(1);
  },
  180_000,
);
