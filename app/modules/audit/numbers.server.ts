import type { Write } from "#db/index.server.ts";

/** The next number of a series, gapless within committed acts: taken inside the act's own transaction. */
export async function nextNumber(trx: Write, organisationId: string, series: string): Promise<number> {
  const row = await trx
    .insertInto("numberSeries")
    .values({ organisationId, name: series, lastValue: 1 })
    .onConflict((oc) =>
      oc
        .columns(["organisationId", "name"])
        .doUpdateSet((eb) => ({ lastValue: eb("numberSeries.lastValue", "+", 1) })),
    )
    .returning("lastValue")
    .executeTakeFirstOrThrow();
  return row.lastValue;
}
