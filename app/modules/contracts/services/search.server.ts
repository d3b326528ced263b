import type { Contribution } from "#app/ports.ts";
import { searchContracts } from "../queries/contracts.server.ts";
import { words } from "../words.ts";

export const search: NonNullable<Contribution["search"]> = {
  contracts: {
    title: { ja: words.ja.contract, en: words.en.contract },
    place: 30,
    find: searchContracts,
  },
};
