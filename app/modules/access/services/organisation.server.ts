import { findFirstOrganisation } from "#app/modules/organisation/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";

/** The organisation of this deployment as its public pages name it; null before `setup`. */
export async function findPublicOrganisation(deps: Deps) {
  const row = await findFirstOrganisation(deps.db.read);
  return row
    ? { ...row, isDemonstration: row.isDemonstration === 1, usesEraDates: row.usesEraDates === 1 }
    : null;
}

export async function getOwnOrganisation(deps: Deps, actor: Actor) {
  const row = await deps.db.read
    .selectFrom("organisation")
    .selectAll()
    .where("id", "=", actor.organisationId)
    .executeTakeFirstOrThrow();
  return { ...row, isDemonstration: row.isDemonstration === 1, usesEraDates: row.usesEraDates === 1 };
}

export async function getOwnCompany(deps: Deps, actor: Actor): Promise<{ id: string; name: string }> {
  if (actor.kind !== "partner") throw new Error("only a partner's person has an own company");
  return deps.db.read
    .selectFrom("partner")
    .select(["id", "currentName as name"])
    .where("id", "=", actor.partnerId)
    .where("organisationId", "=", actor.organisationId)
    .executeTakeFirstOrThrow();
}
