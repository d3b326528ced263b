import type { Lang } from "#app/i18n/lang.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import type { Deps, PartnerActor } from "#app/ports.ts";
import { ok } from "#app/result.ts";
import { listSubcontractors } from "../fragments/records.server.ts";
import { listRelationsOn, listScopeLinesOn } from "../fragments/relations.server.ts";

/** A partner's own subcontractors, and the entrustments under which it may ask for consent with the items of each. */
export async function readOwnSubcontracting(deps: Deps, actor: PartnerActor, lang: Lang) {
  const no = denied(actor, "own.subcontractor");
  if (no) return no;
  const read = deps.db.read;
  const today = todayOf(deps);
  const relations = await listRelationsOn(read, actor.organisationId, today, { partnerId: actor.partnerId });
  const ids = relations.map((relation) => relation.id);
  const lines = await listScopeLinesOn(read, actor.organisationId, ids, today);
  const version = await findPolicyOn(read, actor.organisationId, today);
  return ok({
    today,
    rows: (await listSubcontractors(read, actor.organisationId, ids)).map((row) => ({
      id: row.id,
      relationId: row.relationId,
      name: row.name,
      country: row.country,
      work: row.work,
      items: row.items,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      state: row.state,
      decidedOn: row.decidedOn,
      foundOn: row.foundOn,
      approvedUntil: row.approvedUntil,
      removedOn: row.removedOn,
      conditions: row.conditions,
    })),
    itemNames: Object.fromEntries((version?.policy.items ?? []).map((item) => [item.id, item.name[lang]])),
    relations: relations
      .filter((relation) => relation.basis === "entrustment" && relation.state === "active")
      .map((relation) => ({
        id: relation.id,
        title: relation.title,
        items: [
          ...new Set(lines.filter((line) => line.relationId === relation.id).flatMap((line) => line.items)),
        ],
      })),
  });
}
