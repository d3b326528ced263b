/** What changes from one version of a policy to another, and what that does to joint use and to the register. */
import type { Text } from "#app/i18n/lang.ts";
import type { PolicyDocument } from "./document.ts";
import type { PolicyIndex } from "./index-policy.ts";
import { judgeScopeLine, type ScopeContext, type ScopeLineInput, type Violation } from "./judge.ts";

export const comparedAreas = [
  "organisation",
  "signatory",
  "subjects",
  "purposes",
  "items",
  "item-sets",
  "activities",
  "joint-use-groups",
  "joint-use-partners",
  "desks",
  "request-kinds",
  "statements",
  "clauses",
] as const;
export type ComparedArea = (typeof comparedAreas)[number];

/**
 * How a change of joint use may be made (法27条6項, GL 3-6-3):
 * - `notify-after`: name, address or representative of the responsible party; post without delay after
 * - `notify-before`: the responsible party itself, or a purpose within what a person can expect; post before
 * - `not-allowed`: a wider list of items or circle of users; only with consent, renaming or succession
 * - `reviewer-states`: items are named where the old list ended in 「など」; a reviewer states whether that clarifies
 *   what was always meant or widens it
 * - `stop`: an item or a user falls away; stop at once, the notice follows
 * - `new-notice`: a new group; its own notice before anything is shared
 */
export const jointUseChanges = [
  "notify-after",
  "notify-before",
  "not-allowed",
  "reviewer-states",
  "stop",
  "new-notice",
] as const;
export type JointUseChange = (typeof jointUseChanges)[number];

export interface PolicyChange {
  readonly area: ComparedArea;
  /** Id, clause number or statement key; partners as `group/partner`. */
  readonly id: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: Text | null;
  readonly after: Text | null;
  /** Names of the fields that differ; empty unless `changed`. */
  readonly fields: readonly string[];
  readonly jointUse: JointUseChange | null;
}

interface Entry {
  readonly label: Text;
  readonly value: Readonly<Record<string, unknown>>;
}
type Entries = ReadonlyMap<string, Entry>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function compareEntries(
  area: ComparedArea,
  before: Entries,
  after: Entries,
  ruleOf: (kind: PolicyChange["kind"], fields: readonly string[], id: string) => JointUseChange | null = () =>
    null,
): PolicyChange[] {
  const changes: PolicyChange[] = [];
  for (const [id, old] of before) {
    const now = after.get(id);
    if (now === undefined) {
      changes.push({
        area,
        id,
        kind: "removed",
        before: old.label,
        after: null,
        fields: [],
        jointUse: ruleOf("removed", [], id),
      });
      continue;
    }
    const keys = [...new Set([...Object.keys(old.value), ...Object.keys(now.value)])];
    const fields = keys.filter((key) => !same(old.value[key], now.value[key]));
    if (fields.length === 0) continue;
    changes.push({
      area,
      id,
      kind: "changed",
      before: old.label,
      after: now.label,
      fields,
      jointUse: ruleOf("changed", fields, id),
    });
  }
  for (const [id, now] of after) {
    if (before.has(id)) continue;
    changes.push({
      area,
      id,
      kind: "added",
      before: null,
      after: now.label,
      fields: [],
      jointUse: ruleOf("added", [], id),
    });
  }
  return changes;
}

const named = <T extends { readonly id: string; readonly name: Text }>(
  list: readonly T[],
  describe: (one: T) => Readonly<Record<string, unknown>>,
): Entries => new Map(list.map((one) => [one.id, { label: one.name, value: describe(one) }]));

const code = (text: string): Text => ({ ja: text, en: text });

function groupEntries(policy: PolicyDocument): Entries {
  return named(policy.jointUseGroups, (group) => ({
    name: group.name,
    purposes: group.purposes,
    responsible: group.responsible.name,
    address: group.responsible.address,
    representative: group.responsible.representative,
    statement: group.statement,
    openEndedPurpose: group.openEndedPurpose,
    purposesPerItemSet: group.purposesPerItemSet,
  }));
}

function partnerEntries(policy: PolicyDocument): Entries {
  const itemsOf = new Map(policy.itemSets.map((set) => [set.id, set.items]));
  return new Map(
    policy.jointUseGroups.flatMap((group) =>
      group.partners.map((partner) => [
        `${group.id}/${partner.id}`,
        {
          label: partner.name,
          value: {
            name: partner.name,
            items: [...new Set(partner.itemSets.flatMap((set) => itemsOf.get(set) ?? []))].sort(),
            purposes: partner.purposes ?? group.purposes,
          },
        },
      ]),
    ),
  );
}

function groupRule(kind: PolicyChange["kind"], fields: readonly string[]): JointUseChange | null {
  if (kind === "added") return "new-notice";
  if (kind === "removed") return "stop";
  if (fields.includes("purposes") || fields.includes("responsible")) return "notify-before";
  return fields.includes("address") || fields.includes("representative") ? "notify-after" : null;
}

function partnerRule(before: Entries, after: Entries, openEndedGroups: ReadonlySet<string>) {
  return (kind: PolicyChange["kind"], fields: readonly string[], id: string): JointUseChange | null => {
    if (kind === "added") return "not-allowed";
    if (kind === "removed") return "stop";
    if (fields.includes("items")) {
      const old = new Set((before.get(id)?.value["items"] ?? []) as readonly string[]);
      const now = (after.get(id)?.value["items"] ?? []) as readonly string[];
      if (!now.some((item) => !old.has(item))) return "stop";
      return openEndedGroups.has(id.split("/")[0] ?? "") ? "reviewer-states" : "not-allowed";
    }
    return fields.includes("purposes") ? "notify-before" : "notify-after";
  };
}

/** All changes from `before` to `after`, by area. Comparing a version with itself gives none. */
export function comparePolicies(before: PolicyDocument, after: PolicyDocument): readonly PolicyChange[] {
  const both = (read: (policy: PolicyDocument) => Entries): [Entries, Entries] => [read(before), read(after)];
  const partners = both(partnerEntries);
  const knownGroups = new Set(before.jointUseGroups.map((group) => group.id));
  const openEnded = before.jointUseGroups.filter((group) => group.openEndedSets.length > 0);
  const partnerChange = partnerRule(...partners, new Set(openEnded.map((group) => group.id)));
  return [
    ...compareEntries(
      "organisation",
      ...both(
        (p) =>
          new Map([
            [
              "organisation",
              {
                label: p.organisation.name,
                value: { name: p.organisation.name, address: p.organisation.address },
              },
            ],
          ]),
      ),
    ),
    ...compareEntries(
      "signatory",
      ...both((p) => new Map([["signatory", { label: p.signatory.name, value: p.signatory }]])),
    ),
    ...compareEntries(
      "subjects",
      ...both((p) =>
        named(p.subjects, ({ name, within, requiresReason, origin }) => ({
          name,
          within,
          requiresReason,
          origin,
        })),
      ),
    ),
    ...compareEntries(
      "purposes",
      ...both((p) =>
        named(p.purposes, ({ name, subjects, openEnded, use, requires }) => ({
          name,
          subjects,
          openEnded,
          use,
          requires,
        })),
      ),
    ),
    ...compareEntries(
      "items",
      ...both((p) => named(p.items, ({ name, tier, openEnded }) => ({ name, tier, openEnded }))),
    ),
    ...compareEntries("item-sets", ...both((p) => named(p.itemSets, ({ name, items }) => ({ name, items })))),
    ...compareEntries(
      "activities",
      ...both((p) => named(p.activities, ({ name, openEnded }) => ({ name, openEnded }))),
    ),
    ...compareEntries("joint-use-groups", ...both(groupEntries), groupRule),
    ...compareEntries("joint-use-partners", ...partners, (kind, fields, id) => {
      const isOfNewGroup = !knownGroups.has(id.split("/")[0] ?? "");
      return kind === "added" && isOfNewGroup ? "new-notice" : partnerChange(kind, fields, id);
    }),
    ...compareEntries(
      "desks",
      ...both((p) => named(p.desks, ({ name, unit, unitName }) => ({ name, unit, unitName }))),
    ),
    ...compareEntries(
      "request-kinds",
      ...both((p) => named(p.requestKinds, ({ name, basis }) => ({ name, basis }))),
    ),
    ...compareEntries(
      "statements",
      ...both(
        (p) =>
          new Map(
            Object.entries(p.statements).flatMap(([key, clause]) =>
              clause === null ? [] : [[key, { label: code(clause), value: {} }] as const],
            ),
          ),
      ),
    ),
    ...compareEntries(
      "clauses",
      ...both(
        (p) =>
          new Map(
            p.clauses.map((clause) => [
              clause.number,
              {
                label: clause.text ?? clause.heading ?? code(clause.number),
                value: { heading: clause.heading, text: clause.text },
              },
            ]),
          ),
      ),
    ),
  ];
}

export interface JudgedLine<T> {
  readonly line: T;
  /** Violations under the new version that the old one did not have. */
  readonly violations: readonly Violation[];
}

const keyOf = (violation: Violation): string => JSON.stringify([violation.code, violation.params]);

/** The lines that a new version would put outside the ceiling, or further outside, with what is new. */
export function listLinesPutOutside<
  T extends { readonly context: ScopeContext; readonly input: ScopeLineInput },
>(before: PolicyIndex, after: PolicyIndex, lines: readonly T[]): readonly JudgedLine<T>[] {
  return lines.flatMap((line) => {
    const old = new Set(judgeScopeLine(before, line.context, line.input).map(keyOf));
    const violations = judgeScopeLine(after, line.context, line.input).filter(
      (violation) => !old.has(keyOf(violation)),
    );
    return violations.length === 0 ? [] : [{ line, violations }];
  });
}

/** Groups whose published notice a new version would make untrue: its items, users, purposes or responsible party. */
export const listNoticesMadeUntrue = (changes: readonly PolicyChange[]): readonly string[] => [
  ...new Set(
    changes
      .filter((change) => change.jointUse !== null && change.jointUse !== "new-notice")
      .map((change) => change.id.split("/")[0] ?? change.id),
  ),
];
