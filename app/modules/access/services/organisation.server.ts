import { findOnlyOrganisation, getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fromFlag } from "#db/codec.ts";

/** The organisation of this deployment as its public pages name it; null before `setup`. */
export async function findPublicOrganisation(deps: Deps) {
  const row = await findOnlyOrganisation(deps.db.read);
  if (!row) return null;
  const { id, name, nameEn } = row;
  return {
    id,
    name,
    nameEn,
    isDemonstration: fromFlag(row.isDemonstration),
    usesEraDates: fromFlag(row.usesEraDates),
  };
}

export async function getOwnOrganisation(deps: Deps, actor: Actor) {
  const row = await getOrganisation(deps.db.read, actor.organisationId);
  if (!row) throw new Error("whoever acts acts for an organisation");
  return { ...row, isDemonstration: fromFlag(row.isDemonstration), usesEraDates: fromFlag(row.usesEraDates) };
}

export async function getOwnCompany(deps: Deps, actor: Actor): Promise<{ id: string; name: string }> {
  if (actor.kind !== "partner") throw new Error("only a partner's person has an own company");
  const found = await deps.companies.find(deps.db.read, actor.organisationId, [actor.partnerId]);
  const company = found.get(actor.partnerId);
  if (!company) throw new Error("a partner's person has a company");
  return { id: company.id, name: company.name };
}
