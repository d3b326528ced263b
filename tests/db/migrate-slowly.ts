/**
 * Run as its own process: brings a database up to this program and through one migration more, which says "inside" from
 * the middle of its work and goes on for PAUSE milliseconds. Last it writes which migrations ran here, as JSON.
 */
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "#db/index.server.ts";
import { slowly } from "./slow-migration.ts";

const [, , url = "", pause = "0"] = process.argv;
const halfWay = async () => {
  writeSync(1, "inside\n");
  await sleep(Number(pause));
};
const db = await connect(url, { readers: 1, migrations: slowly(halfWay) });
writeSync(1, `${JSON.stringify(await db.migrate())}\n`);
await db.close();
