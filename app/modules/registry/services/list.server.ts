import type { Lang } from "#app/i18n/lang.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { sinceLastAct } from "#app/modules/audit/services.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findLastRunAt } from "#app/modules/jobs/fragments.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { listDepartments } from "../fragments/companies.server.ts";
import { listRelationsOn } from "../fragments/relations.server.ts";
import { type DueKind, listGlances } from "../queries/glance.server.ts";
import {
  countPartners,
  listPartners,
  type PartnerFilter,
  type PartnerListRow,
} from "../queries/list.server.ts";
import type { PartnerKey, PartnerSort } from "../rules/list-query.ts";
import { searchBigrams } from "../rules/names.ts";
import { workOf } from "./partner-page.server.ts";

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
  const filter = own === null ? asked.filter : { ...asked.filter, department: own };
  const everything = own === null ? all : { ...all, department: own };
  const rows = await listPartners(
    read,
    organisationId,
    filter,
    { sort: asked.sort, after: asked.after, limit: asked.limit + 1 },
    searchBigrams,
  );
  const shown = rows.slice(0, asked.limit);
  const last = shown.at(-1);
  const relations = (
    await listRelationsOn(read, organisationId, today, {
      partnerIds: shown.map((row) => row.id),
      department: own,
    })
  ).filter((relation) => relation.state !== "closed");
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(everything);
  const [glances, version, sums] = await Promise.all([
    listGlances(read, organisationId, relations, today),
    findPolicyOn(read, organisationId, today),
    readSums(deps, organisationId, everything),
  ]);
  return ok({
    lines: shown.map((row) => {
      const mine = relations.filter((relation) => relation.partnerId === row.id);
      const seen = glances.filter((glance) => glance.partnerId === row.id);
      const inUse = mine.filter((one) => one.state === "active" || one.state === "suspended");
      const judged = seen.filter((glance) => inUse.some((one) => one.id === glance.relationId));
      return {
        ...row,
        work: [...new Set(mine.map((one) => workOf(one, version, asked.lang) ?? one.title))],
        departments: [...new Set(mine.map((one) => one.department))],
        grade: worst(seen.flatMap((glance) => glance.grade ?? [])),
        gate:
          inUse.length === 0
            ? "none"
            : judged.some((glance) => glance.isAllowed === false)
              ? "blocked"
              : judged.every((glance) => glance.isAllowed === true)
                ? "allowed"
                : "unknown",
        next: seen.flatMap((glance) => glance.dues).sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null,
      };
    }),
    total: isFiltered ? await countPartners(read, organisationId, filter, searchBigrams) : sums.registered,
    registered: sums.registered,
    blocked: sums.blocked,
    next: rows.length > asked.limit && last ? keyOf(last, asked.sort) : null,
    departments: own === null ? sums.departments : [own],
    today,
  });
}

/** What the head of the list says of the whole register: read once an act and once a night's judgement of the gates. */
async function readSums(deps: Deps, organisationId: string, everything: PartnerFilter) {
  const read = deps.db.read;
  const judgedAt = await findLastRunAt(read, "judge-gates");
  const key = `register ${everything.department ?? ""} ${judgedAt}`;
  return sinceLastAct(deps, organisationId, key, async () => ({
    registered: await countPartners(read, organisationId, everything, searchBigrams),
    blocked: await countPartners(read, organisationId, { ...everything, gate: "blocked" }, searchBigrams),
    departments: await listDepartments(read, organisationId),
  }));
}

const keyOf = (row: PartnerListRow, sort: PartnerSort): PartnerKey => ({
  value: sort === "tier" ? row.tier : sort === "number" ? row.number : row.sortKey,
  sortKey: row.sortKey,
  id: row.id,
});

/** A, B, C, D: of several relations the worst speaks for the partner. */
const worst = (grades: readonly string[]): string | null => [...grades].sort().at(-1) ?? null;
