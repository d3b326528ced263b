import { gateStates } from "#app/modules/custody/fragments/facts.server.ts";
import {
  isSought,
  registeredPartners,
  seekPartners,
} from "#app/modules/registry/fragments/register.server.ts";
import { partnerNames, type Reach, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { PartnerKey, PartnerSort } from "../rules/list-query.ts";

export interface PartnerFilter {
  /** Search keys, one a word of the query: all must be found. */
  readonly keys: readonly string[];
  readonly kind: string | null;
  readonly tier: string | null;
  readonly gate: "allowed" | "blocked" | null;
  /** First and last letter (exclusive) of a kana row's sort keys. */
  readonly row: { readonly from: string; readonly before: string } | null;
  readonly department: string | null;
  readonly includesRetired: boolean;
}

export interface PartnerListRow {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly name: string;
  readonly nameKana: string;
  readonly shortName: string;
  readonly sortKey: string;
  /** Highest tier of its relations that are not closed; "" when it has none. */
  readonly tier: string;
}

const inUse = ["active", "suspended"] as const;

/** How gates stand for filters: as they are kept where that is sure on `today`, as judged just now (`judgeUnsure`) where not. */
export interface GatesNow {
  readonly today: string;
  readonly live: ReadonlyMap<string, { readonly isAllowed: boolean }>;
}

/** Partners that a filter finds, in so far as they are in the reach: of a department, those of its relations. */
async function filtered(executor: Executor, reach: Reach, filter: PartnerFilter, gates: GatesNow) {
  const { organisationId } = reach;
  const sought = await seekPartners(executor, organisationId, filter.keys);
  const within = (department: string | null) =>
    relationsInReach(executor, { ...reach, department: department ?? reach.department ?? null });
  let query = executor.selectFrom(registeredPartners(executor, organisationId).as("partner"));
  if (!filter.includesRetired) query = query.where("partner.state", "!=", "retired");
  if (filter.kind) query = query.where("partner.kind", "=", filter.kind);
  if (filter.tier) query = query.where("partner.tier", "=", filter.tier);
  if (filter.row) {
    query = query
      .where("partner.sortKey", ">=", filter.row.from)
      .where("partner.sortKey", "<", filter.row.before);
  }
  for (const department of new Set([reach.department ?? null, filter.department])) {
    if (department === null) continue;
    query = query.where("partner.id", "in", within(department).clearSelect().select("relation.partnerId"));
  }
  if (filter.gate) {
    const partnersOf = (relations: ReturnType<typeof within>) =>
      relations.clearSelect().select("relation.partnerId").where("relation.state", "in", inUse);
    const kept = executor
      .selectFrom(gateStates(executor, gates.today).as("gate"))
      .innerJoin(within(null).as("relation"), "relation.id", "gate.relationId")
      .where("gate.organisationId", "=", organisationId)
      .where("gate.isFresh", "=", 1)
      .where("relation.state", "in", inUse)
      .select("relation.partnerId");
    const live = (isWanted: (isAllowed: boolean) => boolean) =>
      [...gates.live].flatMap(([id, { isAllowed }]) => (isWanted(isAllowed) ? [id] : []));
    const oneOf = (ids: readonly string[]) =>
      ids.length === 0 ? [] : [partnersOf(within(null).where("relation.id", "in", [...ids]))];
    // From the few relations that are not cleared, not from every partner.
    const blocked = [kept.where("gate.isAllowed", "=", 0), ...oneOf(live((isAllowed) => !isAllowed))];
    const judged = [kept, ...oneOf(live(() => true))];
    query = query.where((eb) => {
      const isBlocked = eb.or(blocked.map((some) => eb("partner.id", "in", some)));
      if (filter.gate === "blocked") return isBlocked;
      return eb.and([eb.or(judged.map((some) => eb("partner.id", "in", some))), eb.not(isBlocked)]);
    });
  }
  for (const one of sought) query = query.where((eb) => isSought(eb, one));
  return query;
}

/** How many partners a filter finds. */
export async function countPartners(
  executor: Executor,
  reach: Reach,
  filter: PartnerFilter,
  gates: GatesNow,
): Promise<number> {
  const row = await (await filtered(executor, reach, filter, gates))
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** One page of partners, after `after`; a page is found by its key, never by counting rows away. */
export async function listPartners(
  executor: Executor,
  reach: Reach,
  filter: PartnerFilter,
  gates: GatesNow,
  page: { sort: PartnerSort; after: PartnerKey | null; limit: number },
): Promise<PartnerListRow[]> {
  let query = (await filtered(executor, reach, filter, gates)).select([
    "partner.id",
    "partner.number",
    "partner.kind",
    "partner.state",
    "partner.currentName as name",
    "partner.currentNameKana as nameKana",
    "partner.shortName",
    "partner.sortKey",
    "partner.tier",
  ]);
  const { after } = page;
  if (page.sort === "number") {
    if (after) query = query.where("partner.number", ">", after.value);
    query = query.orderBy("partner.number");
  } else if (page.sort === "tier") {
    if (after) {
      query = query.where((eb) =>
        eb.or([
          eb("partner.tier", "<", after.value),
          eb.and([
            eb("partner.tier", "=", after.value),
            eb.or([
              eb("partner.sortKey", ">", after.sortKey),
              eb.and([eb("partner.sortKey", "=", after.sortKey), eb("partner.id", ">", after.id)]),
            ]),
          ]),
        ]),
      );
    }
    query = query.orderBy("partner.tier", "desc").orderBy("partner.sortKey").orderBy("partner.id");
  } else {
    if (after) {
      query = query.where((eb) =>
        eb.or([
          eb("partner.sortKey", ">", after.sortKey),
          eb.and([eb("partner.sortKey", "=", after.sortKey), eb("partner.id", ">", after.id)]),
        ]),
      );
    }
    query = query.orderBy("partner.sortKey").orderBy("partner.id");
  }
  return query.limit(page.limit).execute();
}

/** Short names of all partners, by their reading. */
export const listShortNames = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom(partnerNames(executor, organisationId).as("partner"))
    .select(["partner.id", "partner.shortName", "partner.kind"])
    .orderBy("partner.sortKey")
    .orderBy("partner.id")
    .execute();
