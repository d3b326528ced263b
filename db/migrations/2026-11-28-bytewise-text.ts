import type { Kysely } from "kysely";
import { makeTextBytewise } from "./bytewise.ts";

/** Text is put in order by its bytes on both databases; the table `draft`, which nothing ever used, goes. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type, so that later schemas do not change it
export async function up(db: Kysely<any>, dialect: "sqlite" | "postgres"): Promise<void> {
  await db.schema.dropTable("draft").execute();
  await makeTextBytewise(db, dialect);
}
