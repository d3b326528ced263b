import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { listPartners } from "../queries/list.server.ts";
import {
  type Found,
  searchContracts,
  searchFiles,
  searchLots,
  searchRelations,
} from "../queries/search.server.ts";
import { queryKeys } from "../rules/list-query.ts";
import { searchBigrams } from "../rules/names.ts";

export const searchGroups = ["partners", "relations", "contracts", "lots", "documents"] as const;
export type SearchGroup = (typeof searchGroups)[number];

export interface SearchResult {
  readonly query: string;
  readonly groups: readonly {
    readonly group: SearchGroup;
    readonly rows: readonly (Found & { readonly href: string })[];
    /** There are more than are shown. */
    readonly isCut: boolean;
  }[];
}

const LIMIT = 20;

/** Looks for a text everywhere the person may read: all of its words must be found in one record. */
export async function searchEverything(
  deps: Deps,
  actor: Actor,
  text: string,
): Promise<Result<SearchResult>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const query = text.trim().slice(0, 200);
  const keys = queryKeys(query);
  // Titles are kept as typed, so their words are only brought to one width.
  const words = query
    .normalize("NFKC")
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 5);
  if (words.length === 0) return ok({ query, groups: [] });
  const read = deps.db.read;
  const { organisationId } = actor;
  const department = departmentOf(actor);
  const partners =
    keys.length === 0
      ? []
      : await listPartners(
          read,
          organisationId,
          {
            keys,
            kind: null,
            tier: null,
            gate: null,
            row: null,
            department,
            includesRetired: true,
          },
          { sort: "kana", after: null, limit: LIMIT + 1 },
          searchBigrams,
        );
  const cut = (group: SearchGroup, path: string, rows: readonly Found[]) => ({
    group,
    rows: rows.slice(0, LIMIT).map((row) => ({ ...row, href: `${path}/${row.id}` })),
    isCut: rows.length > LIMIT,
  });
  const found = [
    cut(
      "partners",
      "/partners",
      partners.map((row) => ({ id: row.id, label: row.name, note: `${row.number} ${row.nameKana}`.trim() })),
    ),
    cut("relations", "/relations", await searchRelations(read, organisationId, words, department, LIMIT + 1)),
    cut("contracts", "/contracts", await searchContracts(read, organisationId, words, department, LIMIT + 1)),
    cut("lots", "/lots", await searchLots(read, organisationId, words, department, LIMIT + 1)),
    // A file tells its subject only by its page; department staff open files from there.
    cut(
      "documents",
      "/files",
      department === null ? await searchFiles(read, organisationId, words, LIMIT + 1) : [],
    ),
  ];
  return ok({ query, groups: found.filter((group) => group.rows.length > 0) });
}
