import type { Contribution } from "#app/contribution.ts";
import { search } from "./services/search.server.ts";
import { relationsOf } from "./services/touched.server.ts";

export const contribution: Contribution = { module: "custody", relationsOf, search };
