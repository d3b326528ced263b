import type { Contribution, RetentionRule } from "#app/ports.ts";
import { deleteStagedBefore } from "./queries.server.ts";
import { search } from "./services.server.ts";

/** Uploads that no form took; their bytes fall to the sweep of the file store. */
const retention: readonly RetentionRule[] = [
  { name: "staged", days: 1, erase: (trx, _deps, before) => deleteStagedBefore(trx, before) },
];

export const contribution: Contribution = { module: "files", retention, search };
