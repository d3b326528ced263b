import { type Kysely, type MigrationLockOptions, Migrator } from "kysely";
import type { DatabaseKind, Executor } from "./executor.ts";
import { type Migration, migrations } from "./migrations/index.ts";

/**
 * The table that says which migrations ran. Its name is that of the first release, so that every older program finds
 * there what it does not know and refuses the database.
 */
const TABLE = "schemaMigration";
/** Wanted by Kysely's `Migrator` and never asked: the lock is the adapters' (db/dialects). */
const LOCK: MigrationLockOptions = { lockTable: "schemaMigrationLock", lockRowId: "migration_lock" };

/**
 * Names of the migrations that the database lacks, in order.
 * @throws when it has one that this program does not know, or lacks one that comes before one that it has
 */
export async function listPending(
  db: Executor,
  list: readonly Migration[] = migrations,
): Promise<readonly string[]> {
  const done = await listDone(db);
  const unknown = [...done].filter((name) => !list.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new Error(`the database is newer than this program: ${unknown.join(", ")}`);
  const left = list.slice(0, done.size).filter(({ name }) => !done.has(name));
  if (left.length > 0)
    throw new Error(`the database lacks earlier migrations: ${left.map(({ name }) => name).join(", ")}`);
  return list.slice(done.size).map(({ name }) => name);
}

/**
 * Runs what is pending, all of it or nothing, in one transaction: of several processes that come at once one migrates,
 * the others wait and find nothing left to do. Answers the names that ran here.
 */
export async function migrate(
  db: Executor,
  kind: DatabaseKind,
  list: readonly Migration[] = migrations,
): Promise<readonly string[]> {
  await listPending(db, list);
  await carryOverNames(db);
  const migrator = new Migrator({
    db,
    // `up` gets nothing but the database from Kysely: which kind it is comes by closure.
    provider: {
      getMigrations: async () =>
        Object.fromEntries(list.map(({ name, up }) => [name, { up: (own) => up(own, kind) }])),
    },
    migrationTableName: TABLE,
    migrationLockTableName: LOCK.lockTable,
    nameComparator: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.map((result) => result.migrationName);
}

// biome-ignore lint/suspicious/noExplicitAny: the table is the migrations' own and not of the schema
type Own = Kysely<any>;

async function findTable(db: Own) {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.find((table) => table.name === TABLE);
}

async function listDone(db: Own): Promise<Set<string>> {
  if ((await findTable(db)) === undefined) return new Set();
  const rows = await db.selectFrom(TABLE).select("name").execute();
  return new Set(rows.map((row) => row.name));
}

/**
 * The first release kept names only: its table gives way, once, to one of the shape that `Migrator` reads. When those
 * migrations ran is not known; the day in the name stands for it.
 */
async function carryOverNames(db: Own): Promise<void> {
  const isOld = async (own: Own): Promise<boolean> => {
    const table = await findTable(own);
    return table !== undefined && !table.columns.some((column) => column.name === "timestamp");
  };
  if (!(await isOld(db))) return;
  await db.connection().execute(async (own) => {
    const { adapter } = own.getExecutor();
    await adapter.acquireMigrationLock(own, LOCK);
    try {
      await own.transaction().execute(async (trx) => {
        if (!(await isOld(trx))) return;
        const names = await listDone(trx);
        await trx.schema.dropTable(TABLE).execute();
        await trx.schema
          .createTable(TABLE)
          .addColumn("name", "varchar(255)", (c) => c.notNull().primaryKey())
          .addColumn("timestamp", "varchar(255)", (c) => c.notNull())
          .execute();
        for (const name of names) {
          const timestamp = `${name.slice(0, 10)}T00:00:00.000Z`;
          await trx.insertInto(TABLE).values({ name, timestamp }).execute();
        }
      });
    } finally {
      await adapter.releaseMigrationLock(own, LOCK);
    }
  });
}
