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

/** The organisation's names and the first day of its fiscal year. */
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

/** Every organisation of this database. */
export async function listOrganisationIds(executor: Executor): Promise<string[]> {
  const rows = await executor.selectFrom("organisation").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

/** What organisations are called and whether they are demonstrations, to be joined by higher modules. */
export const organisationNames = (executor: Executor) =>
  executor
    .selectFrom("organisation")
    .select(["organisation.id", "organisation.name", "organisation.isDemonstration"]);

export async function getOrganisationName(executor: Executor, organisationId: string): Promise<string> {
  const row = await organisationNames(executor).where("id", "=", organisationId).executeTakeFirstOrThrow();
  return row.name;
}

/** The version of a reviewed file in force on `day`, as JSON; null when none was imported. */
export async function findTemplateOn(
  executor: Executor,
  organisationId: string,
  kind: "mail",
  key: string,
  day: string,
): Promise<string | null> {
  const row = await executor
    .selectFrom("template")
    .select("document")
    .where("organisationId", "=", organisationId)
    .where("kind", "=", kind)
    .where("key", "=", key)
    .where("validFrom", "<=", day)
    .where((e) => e.or([e("validTo", "is", null), e("validTo", ">=", day)]))
    .orderBy("validFrom", "desc")
    .orderBy("recordedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.document ?? null;
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
