/** Ids in the parameters of violations, gaps and changes become names in the reader's language. */
import type { Lang } from "#app/i18n/lang.ts";
import type { Params } from "#app/result.ts";
import type { PolicyIndex } from "./rules/index-policy.ts";

/** Every name a sentence may use; empty when the violation has no such thing. */
export interface PolicyNames {
  readonly subject: string;
  readonly item: string;
  readonly purpose: string;
  readonly group: string;
  readonly partner: string;
  readonly activity: string;
  readonly clause: string;
  readonly tier: string;
  /** Days, as `YYYY-MM-DD`. */
  readonly on: string;
  readonly approvedOn: string;
  readonly startsOn: string;
}

const show = (value: Params[string] | undefined): string =>
  value === undefined || value === null ? "" : String(value);

/** `clause` is the clause the violation or gap cites. Unknown ids stay as they are. */
export function policyNames(
  index: PolicyIndex,
  params: Params,
  clause: string | null,
  lang: Lang,
): PolicyNames {
  const id = (key: string): string => show(params[key]);
  const nameIn = (
    map: ReadonlyMap<string, { readonly name: { readonly ja: string; readonly en: string } }>,
    key: string,
  ) => map.get(id(key))?.name[lang] ?? id(key);
  const group = index.groups.get(id("group"));
  return {
    subject: nameIn(index.subjects, "subject"),
    item: nameIn(index.items, "item"),
    purpose: nameIn(index.purposes, "purpose"),
    activity: nameIn(index.activities, "activity"),
    group: group?.group.name[lang] ?? id("group"),
    partner: group?.partners.get(id("partner"))?.partner.name[lang] ?? id("partner"),
    clause: clause ?? "",
    tier: id("tier"),
    on: id("on"),
    approvedOn: id("approvedOn"),
    startsOn: id("startsOn"),
  };
}
