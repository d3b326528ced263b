import { foldText } from "#app/i18n/fold.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { listCurrentNames } from "#app/modules/registry/fragments/partners.server.ts";
import type { Actor, Deps, SearchRow } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";

export interface SearchResult {
  readonly query: string;
  readonly groups: readonly {
    readonly group: string;
    /** In the reader's language. */
    readonly title: string;
    readonly rows: readonly Pick<SearchRow, "label" | "note" | "href">[];
    /** There are more than are shown. */
    readonly isCut: boolean;
  }[];
}

const LIMIT = 20;
const MOST_WORDS = 5;

/** Looks for a text everywhere the person may read: all of its words must be found in one record. */
export async function searchEverything(
  deps: Deps,
  actor: Actor,
  text: string,
): Promise<Result<SearchResult>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const query = text.trim().slice(0, 200);
  const words = [...new Set(foldText(query).split(/\s+/))].filter((word) => word !== "").slice(0, MOST_WORDS);
  if (words.length === 0) return ok({ query, groups: [] });
  const { organisationId, lang } = actor;
  const asked = { organisationId, words, department: departmentOf(actor), limit: LIMIT + 1 };
  const offered = deps.contributions
    .flatMap(({ search = {} }) => Object.entries(search))
    .sort(([, a], [, b]) => a.place - b.place);
  const groups = [];
  for (const [group, { title, find }] of offered) {
    const found = await find(deps.db.read, asked);
    if (found.length === 0) continue;
    const shown = found.slice(0, LIMIT);
    const names = await listCurrentNames(
      deps.db.read,
      organisationId,
      shown.flatMap((row) => row.partnerId ?? []),
    );
    groups.push({
      group,
      title: title[lang],
      rows: shown.map(({ label, note, href, partnerId }) => ({
        label,
        note: [note, names.get(partnerId ?? "")].filter(Boolean).join(" "),
        href,
      })),
      isCut: found.length > LIMIT,
    });
  }
  return ok({ query, groups });
}
