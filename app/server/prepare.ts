import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import type { Write } from "#db/index.server.ts";
import type { ServerDeps } from "./deps.ts";
import { importTemplatesOf } from "./templates.ts";

/**
 * What a new organisation gets from the process, inside the transaction that sets it up: its keys, which never enter
 * the database and without which nothing can be sealed, and the reviewed data. `since`: the certificate's first day.
 */
export const prepareOrganisation =
  (deps: ServerDeps, since: Date) =>
  async (trx: Write, organisationId: string): Promise<void> => {
    const name = await getOrganisationName(trx, organisationId);
    await deps.keys.ensure({ id: organisationId, name }, since);
    await importTemplatesOf(trx, deps, organisationId);
  };
