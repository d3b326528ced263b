import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { changeOrganisation } from "#app/modules/organisation/services.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { OrganisationTable } from "#db/schema.ts";
import type { RegistryEvent } from "../rules/events.ts";
import type { OrganisationInput } from "../rules/forms.ts";
import { act } from "./common.server.ts";

/** The organisation's own record, for its settings. */
export async function readOrganisation(deps: Deps, actor: Actor): Promise<Result<OrganisationTable>> {
  const no = denied(actor, "organisation.settings");
  if (no) return no;
  const organisation = await getOrganisation(deps.db.read, actor.organisationId);
  return organisation ? ok(organisation) : fail({ kind: "not-found" });
}

/** Changes what notices and reports say of the organisation. Its name comes from the policy and is not changed here. */
export async function reviseOrganisation(
  deps: Deps,
  actor: Actor,
  input: { revision: number; organisation: OrganisationInput },
): Promise<Result<null>> {
  const no = denied(actor, "organisation.settings");
  if (no) return no;
  return act(deps, async (trx) => {
    const before = await getOrganisation(trx, actor.organisationId);
    if (!before) return fail({ kind: "not-found" });
    const { usesEraDates, ...rest } = input.organisation;
    const set = { ...rest, usesEraDates: toFlag(usesEraDates) };
    const updated = await changeOrganisation(trx, actor.organisationId, input.revision, set);
    if (!updated) return fail({ kind: "conflict", what: "organisation" });
    const keys = Object.keys(set) as (keyof typeof set)[];
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.organisation-revised",
      subject: { kind: "organisation", id: actor.organisationId },
      data: { fields: keys.filter((key) => before[key] !== set[key]) },
    });
    return ok(null);
  });
}
