import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { SearchAsked, SearchRow } from "#app/ports.ts";
import { holdsFolded } from "#db/folded.ts";
import type { Executor } from "#db/index.server.ts";

/** Lots by number or name of the data, the latest number first. */
export async function searchLots(executor: Executor, asked: SearchAsked): Promise<SearchRow[]> {
  let query = executor
    .selectFrom("lot")
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "lot.partnerId")
    .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "lot.relationId")
    .select(["lot.id", "lot.number", "lot.dataName", "partner.currentName"])
    .where("lot.organisationId", "=", asked.organisationId);
  for (const word of asked.words) {
    query = query.where((eb) => eb.or([holdsFolded("lot.dataName", word), holdsFolded("lot.number", word)]));
  }
  const rows = await query.orderBy("lot.number", "desc").limit(asked.limit).execute();
  return rows.map((row) => ({
    label: `${row.number} ${row.dataName}`,
    note: row.currentName,
    href: `/lots/${row.id}`,
  }));
}
