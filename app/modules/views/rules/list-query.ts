import { type KanaRow, kanaRows, queryKeys } from "#app/modules/registry/rules/names.ts";

const partnerSorts = ["kana", "number", "tier"] as const;
export type PartnerSort = (typeof partnerSorts)[number];

/** Where a page begins: the sort values and id of the row before it. */
export interface PartnerKey {
  readonly value: string;
  readonly sortKey: string;
  readonly id: string;
}
export const keyText = (key: PartnerKey): string => JSON.stringify([key.value, key.sortKey, key.id]);

function readKey(text: string | null): PartnerKey | null {
  if (text === null || text.length > 1000) return null;
  try {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [value, sortKey, id]: unknown[] = parts;
    return typeof value === "string" && typeof sortKey === "string" && typeof id === "string"
      ? { value, sortKey, id }
      : null;
  } catch {
    return null;
  }
}

const oneOf = <T extends string>(values: readonly T[], text: string): T | null =>
  values.find((value) => value === text) ?? null;

/** The sort keys of a kana row lie from its first letter up to the next row's. */
function kanaRange(row: KanaRow): { readonly from: string; readonly before: string } {
  const next = kanaRows[kanaRows.indexOf(row) + 1];
  return { from: row, before: next ?? "ヿ" };
}

const bases = ["entrustment", "joint-use", "referral", "no-handling"] as const;

/** What the address of the list asks for; anything unknown in it asks for nothing. */
export function readListQuery(params: URLSearchParams) {
  const text = (name: string): string => (params.get(name) ?? "").trim().slice(0, 200);
  const row = oneOf(kanaRows, text("row"));
  const asked = {
    q: text("q"),
    kind: oneOf(bases, text("kind")) ?? "",
    tier: oneOf(["S1", "S2", "S3", "S4"] as const, text("tier")) ?? "",
    gate: oneOf(["allowed", "blocked"] as const, text("gate")) ?? ("" as const),
    department: text("department"),
    row: row ?? ("" as const),
    sort: oneOf(partnerSorts, text("sort")) ?? ("kana" as const),
    retired: text("retired") !== "",
  };
  const after = readKey(params.get("after"));
  const from = /^\d{1,7}$/.test(text("from")) ? Number(text("from")) : 1;
  return {
    asked,
    filter: {
      keys: queryKeys(asked.q),
      kind: asked.kind || null,
      tier: asked.tier || null,
      gate: asked.gate || null,
      row: row === null ? null : kanaRange(row),
      department: asked.department || null,
      includesRetired: asked.retired,
    },
    sort: asked.sort,
    after,
    from: after === null ? 1 : Math.max(from, 1),
  };
}
