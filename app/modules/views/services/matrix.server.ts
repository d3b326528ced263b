import type { Lang } from "#app/i18n/lang.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { type Tier, tiers } from "#app/modules/policy/rules/tiers.ts";
import { listRelationsOn, listScopeLinesOn } from "#app/modules/registry/fragments/relations.server.ts";
import { mayHoldData, type RelationState } from "#app/modules/registry/rules/relation-states.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { listShortNames } from "../queries/list.server.ts";

export interface MatrixView {
  readonly day: Day;
  readonly today: Day;
  readonly partners: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  /** Partners before the filter. */
  readonly all: number;
  readonly items: readonly { readonly id: string; readonly name: string; readonly tier: Tier }[];
  /** `item partner` → number of purposes. */
  readonly cells: Readonly<Record<string, number>>;
  /** The chosen cell in words. */
  readonly chosen: {
    readonly item: string;
    readonly itemName: string;
    readonly tier: Tier;
    readonly partnerId: string;
    readonly partnerName: string;
    readonly lines: readonly {
      readonly relationId: string;
      readonly relation: string;
      readonly purposes: readonly string[];
      readonly subject: string;
      readonly headcount: number | null;
    }[];
  } | null;
  readonly activities: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Who holds what だれが何を持つか: data items by partners on a day, over relations in which data may lie. A cell counts the purposes.
 */
export async function readMatrix(
  deps: Deps,
  actor: Actor,
  asked: {
    day?: Day;
    kind?: string | null;
    activity?: string | null;
    item?: string | null;
    partner?: string | null;
    lang: Lang;
  },
): Promise<Result<MatrixView>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const read = deps.db.read;
  const { organisationId } = actor;
  const { lang } = asked;
  const today = todayOf(deps);
  const day = asked.day ?? today;
  const version = await findPolicyOn(read, organisationId, day);
  const relations = (
    await listRelationsOn(read, organisationId, day, { department: departmentOf(actor) })
  ).filter((one) => one.stateOn !== null && mayHoldData(one.stateOn as RelationState));
  const shown = relations.filter(
    (one) =>
      (!asked.kind || one.basis === asked.kind) && (!asked.activity || one.activity === asked.activity),
  );
  const byId = new Map(shown.map((one) => [one.id, one]));
  const lines = await listScopeLinesOn(read, organisationId, [...byId.keys()], day);
  const purposes = new Map<string, Set<string>>();
  for (const line of lines) {
    const partnerId = byId.get(line.relationId)?.partnerId;
    if (partnerId === undefined) continue;
    for (const item of line.items) {
      const key = `${item} ${partnerId}`;
      const cell = purposes.get(key) ?? new Set<string>();
      for (const purpose of line.purposes) cell.add(purpose);
      purposes.set(key, cell);
    }
  }
  const held = new Set([...purposes.keys()].map((key) => key.split(" ")[0] ?? ""));
  const holders = new Set([...purposes.keys()].map((key) => key.split(" ")[1] ?? ""));
  const names = await listShortNames(read, organisationId);
  const known = version?.policy.items ?? [];
  const items = [
    ...known
      .filter((item) => held.has(item.id))
      .map((item) => ({ id: item.id, name: item.name[lang], tier: item.tier ?? ("S1" as const) })),
    ...[...held]
      .filter((id) => !known.some((item) => item.id === id))
      .map((id) => ({ id, name: id, tier: "S1" as const })),
  ].sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier));
  const kindOf = new Map(shown.map((one) => [one.partnerId, one.basis]));
  const partners = names
    .filter((one) => holders.has(one.id))
    .map((one) => ({ id: one.id, name: one.shortName, kind: kindOf.get(one.id) ?? one.kind }));
  const item = items.find((one) => one.id === asked.item);
  const partner = partners.find((one) => one.id === asked.partner);
  return ok({
    day,
    today,
    partners,
    all: new Set(relations.map((one) => one.partnerId)).size,
    items,
    cells: Object.fromEntries([...purposes].map(([key, cell]) => [key, cell.size])),
    chosen:
      item && partner
        ? {
            item: item.id,
            itemName: item.name,
            tier: item.tier,
            partnerId: partner.id,
            partnerName: partner.name,
            lines: lines
              .filter(
                (line) => line.items.includes(item.id) && byId.get(line.relationId)?.partnerId === partner.id,
              )
              .map((line) => ({
                relationId: line.relationId,
                relation: byId.get(line.relationId)?.title ?? "",
                purposes: line.purposes.map((id) => version?.index.purposes.get(id)?.name[lang] ?? id),
                subject: version?.index.subjects.get(line.subject)?.name[lang] ?? line.subject,
                headcount: line.headcount,
              })),
          }
        : null,
    activities: (version?.policy.activities ?? []).map((one) => ({ id: one.id, name: one.name[lang] })),
  });
}
