/** What a set of scope lines adds up to. */
import {
  type ApprovedCollection,
  type PolicyIndex,
  tierOfItem,
} from "#app/modules/policy/rules/index-policy.ts";
import { highestOf, type Tier } from "#app/modules/policy/rules/tiers.ts";

interface ItemLine {
  readonly items: readonly string[];
}

/**
 * The highest tier of some lines; S1 when none has a tier, so that a relation without data is still checked at the
 * lowest level. Items no catalogue knows count for nothing here: the ceiling refuses them.
 */
export function highestTier(
  index: PolicyIndex,
  lines: readonly ItemLine[],
  collections: readonly ApprovedCollection[] = [],
): Tier {
  const found = lines.flatMap((line) => line.items.map((item) => tierOfItem(index, item, collections)));
  return highestOf(found.filter((tier) => tier !== null)) ?? "S1";
}
