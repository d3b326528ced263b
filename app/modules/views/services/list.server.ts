import type { Lang } from "#app/i18n/lang.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { sinceLastAct } from "#app/modules/audit/services.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { judgeUnsure, readGateStates } from "#app/modules/custody/services/kept.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { listDepartments } from "#app/modules/registry/fragments/companies.server.ts";
import { listRelationsOn } from "#app/modules/registry/fragments/relations.server.ts";
import type { Reach } from "#app/modules/registry/fragments/rows.server.ts";
import { workOf } from "#app/modules/registry/services/partner-facts.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { type DueKind, listGlances, type RelationGlance } from "../queries/glance.server.ts";
import {
  countPartners,
  type GatesNow,
  listPartners,
  type PartnerFilter,
  type PartnerListRow,
} from "../queries/list.server.ts";
import type { PartnerKey, PartnerSort } from "../rules/list-query.ts";

export interface PartnerLine extends PartnerListRow {
  /** Names of activities or joint-use groups, else titles, in the reader's language. */
  readonly work: readonly string[];
  readonly departments: readonly string[];
  readonly grade: string | null;
  /** `none`: nothing in use; `unknown`: not judged yet. */
  readonly gate: "allowed" | "blocked" | "none" | "unknown";
  readonly next: { readonly on: string; readonly what: DueKind } | null;
}
export interface PartnerPage {
  readonly lines: readonly PartnerLine[];
  readonly total: number;
  /** Partners of the register, whatever the filter. */
  readonly registered: number;
  readonly blocked: number;
  /** Relations in use whose gate is not known just now; `blocked` does not count them. */
  readonly unjudged: number;
  readonly next: PartnerKey | null;
  readonly departments: readonly string[];
  readonly today: string;
}

const all: PartnerFilter = {
  keys: [],
  kind: null,
  tier: null,
  gate: null,
  row: null,
  department: null,
  includesRetired: false,
};

/** One page of the register; department staff see the partners of their department's relations. */
export async function readPartnerPage(
  deps: Deps,
  actor: Actor,
  asked: { filter: PartnerFilter; sort: PartnerSort; after: PartnerKey | null; limit: number; lang: Lang },
): Promise<Result<PartnerPage>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const { organisationId } = actor;
  const read = deps.db.read;
  const today = todayOf(deps);
  const own = departmentOf(actor);
  const reach = { organisationId, department: own };
  const { filter } = asked;
  const sums = await readSums(deps, reach, today);
  const gates = await gatesFor(deps, reach, filter, today);
  const rows = await listPartners(read, reach, filter, gates, {
    sort: asked.sort,
    after: asked.after,
    limit: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const relations = (
    await listRelationsOn(read, organisationId, today, {
      partnerIds: shown.map((row) => row.id),
      department: own,
    })
  ).filter((relation) => relation.state !== "closed");
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(all);
  const [glances, version] = await Promise.all([
    glancesOf(deps, organisationId, relations, today),
    findPolicyOn(read, organisationId, today),
  ]);
  return ok({
    lines: shown.map((row) => {
      const mine = relations.filter((relation) => relation.partnerId === row.id);
      const seen = glances.filter((glance) => glance.partnerId === row.id);
      return {
        ...row,
        work: [...new Set(mine.map((one) => workOf(one, version, asked.lang) ?? one.title))],
        departments: [...new Set(mine.map((one) => one.department))],
        grade: worst(seen.flatMap((glance) => glance.grade ?? [])),
        gate: gateOf(mine, seen),
        next: seen.flatMap((glance) => glance.dues).sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null,
      };
    }),
    total: isFiltered ? await countPartners(read, reach, filter, gates) : sums.registered,
    registered: sums.registered,
    blocked: sums.blocked,
    unjudged: sums.unjudged,
    next: rows.length > asked.limit && last ? keyOf(last, asked.sort) : null,
    departments: own === null ? sums.departments : [own],
    today,
  });
}

/** The gates that a filter asks for; judging costs nothing where it asks for none. */
async function gatesFor(
  deps: Deps,
  reach: Reach,
  { gate }: PartnerFilter,
  today: Day,
): Promise<GatesNow & { readonly unjudged: number }> {
  if (gate === null) return { today, live: new Map(), unjudged: 0 };
  const { standings, unjudged } = await judgeUnsure(deps.db.read, deps, reach, today);
  return { today, live: standings, unjudged };
}

/** What the list shows of relations; a gate whose kept verdict is not sure is judged now. */
async function glancesOf(
  deps: Deps,
  organisationId: string,
  relations: readonly { readonly id: string; readonly partnerId: string }[],
  today: Day,
): Promise<readonly RelationGlance[]> {
  const glances = await listGlances(deps.db.read, organisationId, relations, today);
  const unsure = glances.flatMap((one) => (one.isAllowed === null ? [one.relationId] : []));
  if (unsure.length === 0) return glances;
  const live = await readGateStates(deps.db.read, deps, organisationId, unsure, today);
  return glances.map((one) => ({
    ...one,
    isAllowed: one.isAllowed ?? live.get(one.relationId)?.isAllowed ?? null,
  }));
}

/** Of several relations in use the one that is blocked speaks for the partner. */
function gateOf(
  relations: readonly { readonly id: string; readonly state: string }[],
  glances: readonly RelationGlance[],
): PartnerLine["gate"] {
  const inUse = relations.filter((one) => one.state === "active" || one.state === "suspended");
  if (inUse.length === 0) return "none";
  const judged = glances.filter((glance) => inUse.some((one) => one.id === glance.relationId));
  if (judged.some((glance) => glance.isAllowed === false)) return "blocked";
  return judged.every((glance) => glance.isAllowed === true) ? "allowed" : "unknown";
}

/**
 * What the head of the list says of the whole register. Acts and days alone change it, so that it is read once for each; what could
 * not be judged is asked again.
 */
async function readSums(deps: Deps, reach: Reach, today: Day) {
  const read = deps.db.read;
  const { organisationId } = reach;
  const derive = async () => {
    const blocked: PartnerFilter = { ...all, gate: "blocked" };
    const gates = await gatesFor(deps, reach, blocked, today);
    return {
      registered: await countPartners(read, reach, all, gates),
      blocked: await countPartners(read, reach, blocked, gates),
      unjudged: gates.unjudged,
      departments: await listDepartments(read, organisationId),
    };
  };
  const key = `register ${reach.department ?? ""} ${today}`;
  const kept = await sinceLastAct(deps, organisationId, key, derive);
  return kept.unjudged === 0 ? kept : derive();
}

const keyOf = (row: PartnerListRow, sort: PartnerSort): PartnerKey => ({
  value: sort === "tier" ? row.tier : sort === "number" ? row.number : row.sortKey,
  sortKey: row.sortKey,
  id: row.id,
});

/** A, B, C, D: of several relations the worst speaks for the partner. */
const worst = (grades: readonly string[]): string | null => [...grades].sort().at(-1) ?? null;
