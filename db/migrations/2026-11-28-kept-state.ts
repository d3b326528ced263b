import { type Kysely, sql } from "kysely";

/** The gate's kept state says until when it is sure and whether it is to be judged anew. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type, so that later schemas do not change it
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable("gateState").addColumn("goodThrough", "text").execute();
  await db.schema
    .alterTable("gateState")
    .addColumn("isStale", "integer", (c) =>
      c
        .notNull()
        .defaultTo(0)
        .modifyEnd(
          sql`constraint ${sql.ref("ck_gateState_isStale")} check (${sql.ref("isStale")} in (0, 1))`,
        ),
    )
    .execute();
  await db.schema
    .createIndex("ix_gateState_organisationId_isStale")
    .on("gateState")
    .columns(["organisationId", "isStale"])
    .execute();
  await db.schema
    .createIndex("ix_gateState_organisationId_goodThrough")
    .on("gateState")
    .columns(["organisationId", "goodThrough"])
    .execute();
}
