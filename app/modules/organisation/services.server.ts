import type { Deps, ShippedTemplate } from "#app/ports.ts";
import { toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { OrganisationTable, TemplateTable } from "#db/schema.ts";
import {
  incrementSeries,
  insertOrganisation,
  insertTemplate,
  listTemplateHashes,
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

/**
 * Keeps shipped files, once a version: published content is never changed again. `kept` came in now; `changed` was published
 * under the same version with other content, and is not kept.
 */
export async function keepShippedTemplates(
  trx: Write,
  deps: Pick<Deps, "newId" | "now">,
  organisationId: string,
  shipped: readonly ShippedTemplate[],
): Promise<{ readonly kept: readonly ShippedTemplate[]; readonly changed: readonly ShippedTemplate[] }> {
  const known = await listTemplateHashes(trx, organisationId);
  const hashes = new Map(known.map((row) => [`${row.kind} ${row.key} ${row.version}`, row.hash]));
  const kept: ShippedTemplate[] = [];
  const changed: ShippedTemplate[] = [];
  for (const template of shipped) {
    const before = hashes.get(`${template.kind} ${template.key} ${template.version}`);
    if (before === template.hash) continue;
    if (before !== undefined) {
      changed.push(template);
      continue;
    }
    await insertTemplate(trx, {
      id: deps.newId(),
      organisationId,
      kind: template.kind,
      key: template.key,
      version: template.version,
      hash: template.hash,
      document: toJson(template.document),
      validFrom: template.validFrom,
      validTo: template.validTo,
      recordedAt: deps.now().toISOString(),
    });
    kept.push(template);
  }
  return { kept, changed };
}
