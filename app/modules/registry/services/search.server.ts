import type { Contribution } from "#app/ports.ts";
import { searchPartners, searchRelations } from "../queries/search.server.ts";
import { words } from "../words.ts";

export const search: NonNullable<Contribution["search"]> = {
  partners: {
    title: { ja: words.ja.found.partners, en: words.en.found.partners },
    place: 10,
    find: searchPartners,
  },
  relations: {
    title: { ja: words.ja.found.relations, en: words.en.found.relations },
    place: 20,
    find: searchRelations,
  },
};
