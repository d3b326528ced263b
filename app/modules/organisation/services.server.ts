import type { Write } from "#db/index.server.ts";
import type { OrganisationTable, TemplateTable } from "#db/schema.ts";
import {
  incrementSeries,
  insertOrganisation,
  insertTemplate,
  updateOrganisationIfRevision,
} from "./queries.server.ts";

/** The next number of a series, gapless within committed acts: taken inside the act's own transaction. */
export const nextNumber: (trx: Write, organisationId: string, series: string) => Promise<number> =
  incrementSeries;

/** Founds the organisation of this deployment, inside `setup`. */
export const foundOrganisation = async (trx: Write, row: OrganisationTable): Promise<void> => {
  await insertOrganisation(trx, row);
};

/** Changes the organisation's own record; false when somebody else was faster. */
export const changeOrganisation = updateOrganisationIfRevision;

/** Keeps a reviewed file as an immutable version; the same version again changes nothing. */
export const keepTemplate = async (trx: Write, row: TemplateTable): Promise<void> => {
  await insertTemplate(trx, row);
};
