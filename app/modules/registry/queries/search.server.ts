import type { SearchAsked, SearchRow } from "#app/ports.ts";
import { holdsFolded } from "#db/folded.ts";
import type { Executor } from "#db/index.server.ts";
import { isSought, registeredPartners, seekPartners } from "../fragments/register.server.ts";
import { partnerNames, relationsInReach } from "../fragments/rows.server.ts";
import { searchKeyOf } from "../rules/names.ts";

/** Partners by name, reading or number, retired ones too; of a department, those it has a relation with. */
export async function searchPartners(executor: Executor, asked: SearchAsked): Promise<SearchRow[]> {
  const keys = [...new Set(asked.words.map(searchKeyOf))].filter((key) => key !== "");
  if (keys.length === 0) return [];
  let query = executor
    .selectFrom(registeredPartners(executor, asked.organisationId).as("partner"))
    .select(["partner.id", "partner.number", "partner.currentName", "partner.currentNameKana"]);
  if (asked.department !== null) {
    query = query.where(
      "partner.id",
      "in",
      relationsInReach(executor, asked).clearSelect().select("relation.partnerId"),
    );
  }
  for (const one of await seekPartners(executor, asked.organisationId, keys)) {
    query = query.where((eb) => isSought(eb, one));
  }
  const rows = await query.orderBy("partner.sortKey").orderBy("partner.id").limit(asked.limit).execute();
  return rows.map((row) => ({
    label: row.currentName,
    note: `${row.number} ${row.currentNameKana}`.trim(),
    href: `/partners/${row.id}`,
  }));
}

/** Relations by number or title. */
export async function searchRelations(executor: Executor, asked: SearchAsked): Promise<SearchRow[]> {
  let query = executor
    .selectFrom(relationsInReach(executor, asked).as("relation"))
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "relation.partnerId")
    .select(["relation.id", "relation.number", "relation.title", "partner.currentName"]);
  for (const word of asked.words) {
    query = query.where((eb) =>
      eb.or([holdsFolded("relation.title", word), holdsFolded("relation.number", word)]),
    );
  }
  const rows = await query.orderBy("relation.number").limit(asked.limit).execute();
  return rows.map((row) => ({
    label: `${row.number} ${row.title}`,
    note: row.currentName,
    href: `/relations/${row.id}`,
  }));
}
