import type { Lang } from "#app/i18n/lang.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { reachPartner } from "#app/modules/registry/services/common.server.ts";
import {
  type PartnerFacts,
  type PartnerOnView,
  readPartnerOn,
} from "#app/modules/registry/services/partner-facts.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { countOfPartner, listPartnerFiles } from "../queries/counts.server.ts";

/** What stands above every tab of a partner. */
export interface PartnerHeadView extends PartnerFacts {
  readonly counts: {
    readonly relations: number;
    readonly contracts: number;
    readonly assessments: number;
    readonly lots: number;
    readonly subcontractors: number;
    readonly documents: number;
  };
}
export interface PartnerPageView extends PartnerOnView {
  readonly head: PartnerHeadView;
}

export async function readPartnerHead(
  deps: Deps,
  actor: Actor,
  asked: { partnerId: string; asOf?: Day; lang: Lang },
): Promise<Result<PartnerHeadView>> {
  const page = await readPartnerPageOn(deps, actor, asked);
  return page.ok ? ok(page.value.head) : page;
}

/** A partner as it held on `asOf` (today when left out), with how many records of each subject it has now. */
export async function readPartnerPageOn(
  deps: Deps,
  actor: Actor,
  asked: { partnerId: string; asOf?: Day; lang: Lang },
): Promise<Result<PartnerPageView>> {
  const found = await readPartnerOn(deps, actor, asked);
  if (!found.ok) return found;
  const { head, relations } = found.value;
  const counts = await countOfPartner(deps.db.read, actor.organisationId, asked.partnerId);
  return ok({ ...found.value, head: { ...head, counts: { ...counts, relations: relations.length } } });
}

/** Files kept with the records of a partner, newest first. */
export async function readPartnerDocuments(
  deps: Deps,
  actor: Actor,
  partnerId: string,
): Promise<Result<readonly { id: string; name: string; bytes: number; uploadedAt: string }[]>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const reached = await reachPartner(deps.db.read, actor, partnerId);
  if (!reached.ok) return reached;
  return ok(await listPartnerFiles(deps.db.read, actor.organisationId, partnerId, 200));
}
