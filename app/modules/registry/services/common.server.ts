import { reachesDepartment } from "#app/modules/access/rules.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { PartnerTable, RelationTable } from "#db/schema.ts";
import { findPartner } from "../fragments/partners.server.ts";
import { findRelation } from "../fragments/relations.server.ts";

/**
 * A relation that the actor reaches: of their organisation, of their department for department staff, of their own company
 * for partners. Everything else is `not-found`, whatever the reason.
 */
export async function reachRelation(
  executor: Executor,
  actor: Actor,
  relationId: string,
): Promise<Result<RelationTable>> {
  const relation = await findRelation(executor, actor.organisationId, relationId);
  if (!relation) return fail({ kind: "not-found" });
  if (actor.kind === "partner" && relation.partnerId !== actor.partnerId) return fail({ kind: "not-found" });
  if (!reachesDepartment(actor, relation.department)) return fail({ kind: "not-found" });
  return ok(relation);
}

/** A partner of the actor's organisation; partners reach their own company only. */
export async function reachPartner(
  executor: Executor,
  actor: Actor,
  partnerId: string,
): Promise<Result<PartnerTable>> {
  if (actor.kind === "partner" && partnerId !== actor.partnerId) return fail({ kind: "not-found" });
  const partner = await findPartner(executor, actor.organisationId, partnerId);
  return partner ? ok(partner) : fail({ kind: "not-found" });
}

/**
 * Runs one use case whole or not at all (`write`). With the key of a form (`once`) it acts once, however often the
 * form is sent.
 */
export function act<T>(
  deps: Deps,
  perform: (trx: Write) => Promise<Result<T>>,
  once?: { actor: Actor; key: string | undefined; act: string },
): Promise<Result<T>> {
  if (once) return actOnce(deps, once.actor, { key: once.key ?? "", act: once.act }, perform);
  return deps.db.write(perform);
}
