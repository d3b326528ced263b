import { type ExpressionBuilder, sql } from "kysely";
import type { Executor } from "#db/index.server.ts";
import { searchBigrams } from "../rules/names.ts";

/**
 * Partners as the register lists and finds them: names with their keys for order and search, and the highest tier of their
 * relations that are not closed (`""` without one).
 */
export const registeredPartners = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("partner")
    .select([
      "partner.id",
      "partner.number",
      "partner.kind",
      "partner.state",
      "partner.currentName",
      "partner.currentNameKana",
      "partner.shortName",
      "partner.sortKey",
      "partner.searchKey",
    ])
    .select((eb) =>
      eb.fn
        .coalesce(
          eb
            .selectFrom("relation as held")
            .select((inner) => inner.fn.max("held.highestTier").as("tier"))
            .whereRef("held.partnerId", "=", "partner.id")
            .where("held.state", "!=", "closed"),
          sql<string>`''`,
        )
        .as("tier"),
    )
    .where("partner.organisationId", "=", organisationId);

/** Up to so many partners are collected first; more of them are found sooner by walking the list in its order. */
const FEW = 500;

/** What a search key says of where to look: the partners with its rarest pair of letters, or null when they are many. */
interface Sought {
  readonly key: string;
  readonly partnerIds: readonly string[] | null;
}

/**
 * Looks the pairs of letters of each search key (`queryKeys`) up in the index. Every partner of the answer is proved in the key
 * itself afterwards (`isSought`); a key of one letter has no pair and is proved alone.
 */
export async function seekPartners(
  executor: Executor,
  organisationId: string,
  keys: readonly string[],
): Promise<Sought[]> {
  const sought: Sought[] = [];
  for (const key of keys) {
    let partnerIds: readonly string[] | null = null;
    for (const bigram of searchBigrams(key)) {
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

interface Searched {
  readonly partner: { readonly id: string; readonly searchKey: string };
}
/** That a row of `registeredPartners`, joined as `partner`, is one of those sought. */
export function isSought(eb: ExpressionBuilder<Searched, "partner">, { key, partnerIds }: Sought) {
  const inKey = eb("partner.searchKey", "like", `%${key}%`);
  if (partnerIds === null) return inKey;
  // An empty list is no list to PostgreSQL.
  return partnerIds.length === 0
    ? sql<boolean>`1 = 0`
    : eb.and([inKey, eb("partner.id", "in", [...partnerIds])]);
}
