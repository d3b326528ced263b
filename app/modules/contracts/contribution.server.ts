import type { Contribution } from "#app/contribution.ts";
import { search } from "./services/search.server.ts";

export const contribution: Contribution = { module: "contracts", search };
