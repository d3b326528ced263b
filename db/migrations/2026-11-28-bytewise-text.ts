import { type Kysely, sql } from "kysely";

/** Text is put in order by its bytes on both databases; the table `draft`, which nothing ever used, goes. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type, so that later schemas do not change it
export async function up(db: Kysely<any>, dialect: "sqlite" | "postgres"): Promise<void> {
  await db.schema.dropTable("draft").execute();
  await makeTextBytewise(db, dialect);
}

/**
 * Gives every text column of the schema the collation "C" on PostgreSQL, so that text is compared and put in order by its
 * bytes whatever locale the database was created with, as SQLite does. All columns alike, since columns of differing
 * collations cannot be compared with each other. It runs again after every later migration (`index.ts`).
 */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type, so that later schemas do not change it
export async function makeTextBytewise(db: Kysely<any>, dialect: "sqlite" | "postgres"): Promise<void> {
  if (dialect === "sqlite") return;
  const columns = await sql<{ table: string; column: string; type: string }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type"
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and a.attnum > 0 and not a.attisdropped
      and a.attcollation <> 0 and a.attcollation <> '"C"'::regcollation
    order by c.relname, a.attnum`.execute(db);
  for (const table of new Set(columns.rows.map((row) => row.table))) {
    const rows = columns.rows.filter((row) => row.table === table);
    const alters = rows.map(
      ({ column, type }) => sql`alter column ${sql.ref(column)} type ${sql.raw(type)} collate "C"`,
    );
    await sql`alter table ${sql.table(table)} ${sql.join(alters)}`.execute(db);
  }
}
