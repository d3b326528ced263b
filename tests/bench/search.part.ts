/**
 * `search.part.ts FOLDER`: the register's search in the database beside `LIKE '%…%'` over names, readings and numbers, the
 * same 50 rows in the same order. Rows found are compared before anything is timed.
 */

import { searchKeyOf } from "#app/modules/registry/rules/names.ts";
import { countPartners, listPartners, type PartnerFilter } from "#app/modules/views/queries/list.server.ts";
import { openBench, RARE } from "./load.ts";
import { compare, hand, peakMb } from "./measure.ts";

const { deps } = await openBench(process.argv[2] ?? "");
const { read } = deps.db;
const { id: organisationId } = await read.selectFrom("organisation").select("id").executeTakeFirstOrThrow();
const queries = { rare: RARE, frequent: "配送", none: "鯨海" };

const filterOf = (text: string): PartnerFilter => ({
  keys: [searchKeyOf(text)],
  kind: null,
  tier: null,
  gate: null,
  row: null,
  department: null,
  includesRetired: false,
});
const gates = { today: "2026-11-24", live: new Map() };
const page = { sort: "kana", after: null, limit: 50 } as const;
const bigrams = (text: string) => listPartners(read, { organisationId }, filterOf(text), gates, page);
const like = (text: string) =>
  read
    .selectFrom("partner")
    .select(["id", "number", "currentName"])
    .where("organisationId", "=", organisationId)
    .where("searchKey", "like", `%${searchKeyOf(text)}%`)
    .orderBy("sortKey")
    .orderBy("id")
    .limit(50)
    .execute();

const found: Record<string, number> = {};
const contenders: Record<string, () => unknown> = {};
for (const [name, text] of Object.entries(queries)) {
  const [own, plain] = [await bigrams(text), await like(text)];
  if (own.map((row) => row.id).join() !== plain.map((row) => row.id).join())
    throw new Error(`${text}: the search and LIKE find different rows`);
  found[name] = await countPartners(read, { organisationId }, filterOf(text), gates);
  contenders[`${name} bigrams`] = () => bigrams(text);
  contenders[`${name} like`] = () => like(text);
  contenders[`${name} count`] = () => countPartners(read, { organisationId }, filterOf(text), gates);
}
const ms = await compare(contenders, { rounds: 5, roundMs: 400 });
hand({ ms, found, peak: peakMb() });
await deps.close();
