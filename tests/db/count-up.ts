/** Run as its own process: adds 1 to the counter, ROUNDS times, each in a transaction that reads before it writes. */
import { connect } from "#db/index.server.ts";

const [, , url = "", rounds = "0"] = process.argv;
const db = await connect(url, { readers: 1 });
for (let i = 0; i < Number(rounds); i++) {
  await db.write(async (trx) => {
    const { lastValue } = await trx.selectFrom("numberSeries").select("lastValue").executeTakeFirstOrThrow();
    await trx
      .updateTable("numberSeries")
      .set({ lastValue: lastValue + 1 })
      .execute();
  });
}
await db.close();
