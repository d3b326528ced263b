import type { Contribution } from "#app/ports.ts";
import { searchLots } from "../queries/search.server.ts";
import { words } from "../words.ts";

export const search: NonNullable<Contribution["search"]> = {
  lots: { title: { ja: words.ja.foundLots, en: words.en.foundLots }, place: 40, find: searchLots },
};
