import type { TemplatePort } from "#app/ports.ts";
import { fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";

export async function getOrganisation(executor: Executor, organisationId: string) {
  return (
    (await executor
      .selectFrom("organisation")
      .selectAll()
      .where("id", "=", organisationId)
      .executeTakeFirst()) ?? null
  );
}

/** The one organisation of this deployment; public pages know it without a sign-in. Null before it is set up. */
export async function findOnlyOrganisation(executor: Executor) {
  return (
    (await executor
      .selectFrom("organisation")
      .selectAll()
      .orderBy("createdAt")
      .limit(1)
      .executeTakeFirst()) ?? null
  );
}

/** First day of the organisation's fiscal year. */
export const getFiscalYearStart = async (executor: Executor, organisationId: string) => {
  const row = await executor
    .selectFrom("organisation")
    .select(["name", "nameEn", "fiscalYearStartMonth", "fiscalYearStartDay"])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    nameEn: row.nameEn,
    start: { month: row.fiscalYearStartMonth, day: row.fiscalYearStartDay },
  };
};

export async function findFirstOrganisation(executor: Executor) {
  const row = await executor
    .selectFrom("organisation")
    .select(["id", "name", "nameEn", "isDemonstration", "usesEraDates"])
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export interface KeptTemplate {
  readonly key: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly document: unknown;
}

/**
 * Reviewed data of one kind: the versions imported into the database are the truth; shipped ones stand in for those not
 * imported yet.
 */
export async function listTemplates(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  kind: "checklist" | "clauses" | "rules",
): Promise<KeptTemplate[]> {
  const rows = await executor
    .selectFrom("template")
    .select(["key", "version", "validFrom", "validTo", "document"])
    .where("organisationId", "=", organisationId)
    .where("kind", "=", kind)
    .execute();
  const known = new Set(rows.map((row) => `${row.key} ${row.version}`));
  return [
    ...rows.map((row) => ({ ...row, document: fromJson<unknown>(row.document) })),
    ...templates.list(kind).filter((shipped) => !known.has(`${shipped.key} ${shipped.version}`)),
  ];
}
