import { type ExpressionBuilder, sql } from "kysely";
import type { Executor } from "#db/index.server.ts";
import type { Schema } from "#db/schema.ts";
import type { PartnerKey, PartnerSort } from "../rules/list-query.ts";

export interface PartnerFilter {
  /** Search keys, one a word of the query: all must be found. */
  readonly keys: readonly string[];
  readonly kind: string | null;
  readonly tier: string | null;
  readonly gate: "allowed" | "blocked" | null;
  /** First and last letter (exclusive) of a kana row's sort keys. */
  readonly row: { readonly from: string; readonly before: string } | null;
  readonly department: string | null;
  readonly includesRetired: boolean;
}

export interface PartnerListRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly name: string;
  readonly nameKana: string;
  readonly shortName: string;
  readonly sortKey: string;
  /** Highest tier of its relations that are not closed; "" when it has none. */
  readonly tier: string;
}

type Partners = ExpressionBuilder<Schema, "partner">;

const tierOf = sql<string>`coalesce((select max(r.${sql.ref("highestTier")}) from ${sql.table("relation")} as r where r.${sql.ref("partnerId")} = ${sql.ref("partner.id")} and r.${sql.ref("state")} <> 'closed'), '')`;

/** Up to so many partners are collected first; more of them are found sooner by walking the list in its order. */
const FEW = 500;

/** What a search key says of where to look: the partners with its rarest pair of letters, or null when they are many. */
interface Sought {
  readonly key: string;
  readonly partnerIds: readonly string[] | null;
}

/**
 * Looks the pairs of letters of each key up in the index. Every partner of the answer is proved in the key itself
 * afterwards; a key of one letter has no pair and is proved alone.
 */
async function seek(
  executor: Executor,
  organisationId: string,
  keys: readonly string[],
  bigramsOf: (key: string) => readonly string[],
): Promise<Sought[]> {
  const sought: Sought[] = [];
  for (const key of keys) {
    let partnerIds: readonly string[] | null = null;
    for (const bigram of bigramsOf(key)) {
      const rows = await executor
        .selectFrom("partnerBigram")
        .select("partnerId")
        .where("organisationId", "=", organisationId)
        .where("bigram", "=", bigram)
        .limit(FEW + 1)
        .execute();
      if (rows.length > FEW || (partnerIds && partnerIds.length <= rows.length)) continue;
      partnerIds = rows.map((row) => row.partnerId);
      if (partnerIds.length < FEW / 10) break;
    }
    sought.push({ key, partnerIds });
  }
  return sought;
}

const matches = (eb: Partners, { key, partnerIds }: Sought) => {
  const inKey = eb("partner.searchKey", "like", `%${key}%`);
  if (partnerIds === null) return inKey;
  // An empty list is no list to PostgreSQL.
  return partnerIds.length === 0
    ? sql<boolean>`1 = 0`
    : eb.and([inKey, eb("partner.id", "in", [...partnerIds])]);
};

const filtered = (
  executor: Executor,
  organisationId: string,
  filter: PartnerFilter,
  sought: readonly Sought[],
) => {
  let query = executor.selectFrom("partner").where("partner.organisationId", "=", organisationId);
  if (!filter.includesRetired) query = query.where("partner.state", "!=", "retired");
  if (filter.kind) query = query.where("partner.kind", "=", filter.kind);
  if (filter.tier) query = query.where(tierOf, "=", filter.tier);
  if (filter.row) {
    query = query
      .where("partner.sortKey", ">=", filter.row.from)
      .where("partner.sortKey", "<", filter.row.before);
  }
  if (filter.department) {
    const { department } = filter;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom("relation")
          .select("relation.id")
          .whereRef("relation.partnerId", "=", "partner.id")
          .where("relation.department", "=", department),
      ),
    );
  }
  if (filter.gate) {
    // From the few relations that are not cleared, not from every partner.
    const blocked = (eb: Partners) =>
      eb(
        "partner.id",
        "in",
        eb
          .selectFrom("gateState")
          .innerJoin("relation", "relation.id", "gateState.relationId")
          .select("relation.partnerId")
          .where("gateState.organisationId", "=", organisationId)
          .where("gateState.isAllowed", "=", 0)
          .where("relation.state", "in", ["active", "suspended"]),
      );
    const judged = (eb: Partners) =>
      eb.exists(
        eb
          .selectFrom("relation")
          .innerJoin("gateState", "gateState.relationId", "relation.id")
          .select("relation.id")
          .whereRef("relation.partnerId", "=", "partner.id")
          .where("relation.state", "in", ["active", "suspended"]),
      );
    query =
      filter.gate === "blocked"
        ? query.where(blocked)
        : query.where((eb) => eb.and([judged(eb), eb.not(blocked(eb))]));
  }
  for (const one of sought) query = query.where((eb) => matches(eb, one));
  return query;
};

/** How many partners a filter finds. */
export async function countPartners(
  executor: Executor,
  organisationId: string,
  filter: PartnerFilter,
  bigramsOf: (key: string) => readonly string[],
): Promise<number> {
  const sought = await seek(executor, organisationId, filter.keys, bigramsOf);
  const row = await filtered(executor, organisationId, filter, sought)
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** One page of partners, after `after`; a page is found by its key, never by counting rows away. */
export async function listPartners(
  executor: Executor,
  organisationId: string,
  filter: PartnerFilter,
  page: { sort: PartnerSort; after: PartnerKey | null; limit: number },
  bigramsOf: (key: string) => readonly string[],
): Promise<PartnerListRow[]> {
  const sought = await seek(executor, organisationId, filter.keys, bigramsOf);
  let query = filtered(executor, organisationId, filter, sought).select([
    "partner.id",
    "partner.number",
    "partner.kind",
    "partner.state",
    "partner.currentName as name",
    "partner.currentNameKana as nameKana",
    "partner.shortName",
    "partner.sortKey",
    tierOf.as("tier"),
  ]);
  const { after } = page;
  if (page.sort === "number") {
    if (after) query = query.where("partner.number", ">", after.value);
    query = query.orderBy("partner.number");
  } else if (page.sort === "tier") {
    if (after) {
      query = query.where((eb) =>
        eb.or([
          eb(tierOf, "<", after.value),
          eb.and([
            eb(tierOf, "=", after.value),
            eb.or([
              eb("partner.sortKey", ">", after.sortKey),
              eb.and([eb("partner.sortKey", "=", after.sortKey), eb("partner.id", ">", after.id)]),
            ]),
          ]),
        ]),
      );
    }
    query = query.orderBy(tierOf, "desc").orderBy("partner.sortKey").orderBy("partner.id");
  } else {
    if (after) {
      query = query.where((eb) =>
        eb.or([
          eb("partner.sortKey", ">", after.sortKey),
          eb.and([eb("partner.sortKey", "=", after.sortKey), eb("partner.id", ">", after.id)]),
        ]),
      );
    }
    query = query.orderBy("partner.sortKey").orderBy("partner.id");
  }
  return query.limit(page.limit).execute();
}

/** The partner picker of forms: every partner in use, by its reading. */
export const listPartnerNames = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("partner")
    .select(["id", "number", "currentName as name", "kind"])
    .where("organisationId", "=", organisationId)
    .where("state", "!=", "retired")
    .orderBy("sortKey")
    .orderBy("id")
    .execute();

/** Short names of all partners, by their reading. */
export const listShortNames = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("partner")
    .select(["id", "shortName", "kind"])
    .where("organisationId", "=", organisationId)
    .orderBy("sortKey")
    .orderBy("id")
    .execute();
