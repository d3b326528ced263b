import type { Lang } from "#app/i18n/lang.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { type PolicyNames, policyNames } from "#app/modules/policy/name-words.ts";
import type { PolicyIndex } from "#app/modules/policy/rules/index-policy.ts";
import type { ScopeContext, Strength, Violation, ViolationCode } from "#app/modules/policy/rules/judge.ts";
import { judgeScopeLine } from "#app/modules/policy/rules/judge.ts";
import { type Tier, tiers } from "#app/modules/policy/rules/tiers.ts";
import { type ScopeLineContent, toLineInput } from "../rules/scope-input.ts";

/** A violation with the names its sentence needs, in the reader's language. */
export interface ViolationView {
  readonly code: ViolationCode;
  readonly clause: string;
  readonly strength: Strength;
  readonly basis: string;
  readonly names: PolicyNames;
  /** The item or purpose it is about, when it is about one. */
  readonly item: string | null;
  readonly purpose: string | null;
}

export interface LineView {
  readonly id: string;
  readonly subject: string;
  /** Items grouped by tier, the lowest first. */
  readonly items: readonly { readonly tier: Tier; readonly names: readonly string[] }[];
  readonly purposes: readonly { readonly name: string; readonly clause: string }[];
  readonly headcount: number | null;
  readonly reason: string | null;
  readonly concreteText: string | null;
  readonly necessity: string | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly violations: readonly ViolationView[];
}

export function viewViolation(index: PolicyIndex, violation: Violation, lang: Lang): ViolationView {
  const id = (key: string): string | null => {
    const value = violation.params[key];
    return typeof value === "string" ? value : null;
  };
  return {
    code: violation.code,
    clause: violation.clause,
    strength: violation.strength,
    basis: violation.basis,
    names: policyNames(index, violation.params, violation.clause, lang),
    item: id("item"),
    purpose: id("purpose"),
  };
}

/** A line as a screen shows it: names instead of ids, and what the ceiling says of it. Ids no policy knows stay ids. */
export function viewLine(
  index: PolicyIndex,
  context: ScopeContext,
  line: ScopeLineContent & { readonly id: string },
  lang: Lang,
): LineView {
  const nameOf = (map: ReadonlyMap<string, { name: { ja: string; en: string } }>, id: string): string =>
    map.get(id)?.name[lang] ?? id;
  return {
    id: line.id,
    subject: nameOf(index.subjects, line.subject),
    items: tiers.flatMap((tier) => {
      const held = line.items.filter((item) => (index.items.get(item)?.tier ?? "S1") === tier);
      return held.length === 0 ? [] : [{ tier, names: held.map((item) => nameOf(index.items, item)) }];
    }),
    purposes: line.purposes.map((id) => ({
      name: nameOf(index.purposes, id),
      clause: index.purposes.get(id)?.clause ?? "",
    })),
    headcount: line.headcount,
    reason: line.reason,
    concreteText: line.concreteText,
    necessity: line.necessity,
    validFrom: line.validFrom,
    validTo: line.validTo,
    violations: judgeScopeLine(index, context, toLineInput(line)).map((violation) =>
      viewViolation(index, violation, lang),
    ),
  };
}
