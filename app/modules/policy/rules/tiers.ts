/**
 * Sensitivity tiers 重要度: S1 identity and contact, S2 behaviour and transactions, S3 financial identifiers,
 * S4 special-care data (法2条3項) and care or claims data. SX, the Individual Number, is outside every relation
 * (番号法 19条・30条2項).
 */
export const tiers = ["S1", "S2", "S3", "S4", "SX"] as const;
export type Tier = (typeof tiers)[number];

export const tierRank = (tier: Tier): number => tiers.indexOf(tier);

/** From this tier on, a line keeps why each item is needed. */
export const reasonFromTier: Tier = "S3";

export const needsReason = (tier: Tier): boolean => tierRank(tier) >= tierRank(reasonFromTier);

/** The highest of some tiers, or null of none. */
export function highestOf(given: Iterable<Tier>): Tier | null {
  let highest: Tier | null = null;
  for (const tier of given) if (highest === null || tierRank(tier) > tierRank(highest)) highest = tier;
  return highest;
}
