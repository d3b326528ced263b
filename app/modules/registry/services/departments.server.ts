import { denied } from "#app/modules/access/services/common.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { listDepartments } from "../fragments/companies.server.ts";

/** Departments to choose from when somebody of the organisation is invited. */
export async function listDepartmentChoices(deps: Deps, actor: Actor): Promise<Result<readonly string[]>> {
  const no = denied(actor, "person.manage");
  if (no) return no;
  return ok(await listDepartments(deps.db.read, actor.organisationId));
}
