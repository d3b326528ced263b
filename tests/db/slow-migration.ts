import { type Migration, migrations } from "#db/migrations/index.ts";

export const slowName = "2999-01-01-slow";

/** This program's migrations and one that makes a table, waits, fills it and makes another. */
export const slowly = (halfWay: () => Promise<void>): readonly Migration[] => [
  ...migrations,
  {
    name: slowName,
    up: async (db) => {
      await db.schema.createTable("slowFirst").addColumn("n", "integer").execute();
      await halfWay();
      for (let n = 0; n < 50; n++) await db.insertInto("slowFirst").values({ n }).execute();
      await db.schema.createTable("slowLast").addColumn("n", "integer").execute();
    },
  },
];
