import { type Tier, tiers } from "#app/modules/assessments/rules/checklist.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { RelationFact } from "#app/modules/registry/rules/facts.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import {
  type FactIndex,
  type Position,
  type Subject,
  type SupervisedBasis,
  supervisedBases,
} from "./position.ts";

/** 2 対象一覧 */
export interface ScopeSection {
  readonly lead: Phrase;
  readonly tiers: readonly Tier[];
  readonly kinds: readonly KindRow[];
  readonly total: KindRow;
  readonly activities: readonly ActivityRow[];
  readonly changes: readonly ChangeRow[];
  readonly noHandling: Phrase | null;
}
export interface KindRow {
  readonly kind: Label | null;
  /** Partners by their highest tier, in the order of `tiers`. */
  readonly byTier: readonly number[];
  readonly partners: number;
  readonly last: number;
  readonly relations: number;
}
export interface ActivityRow {
  readonly name: Label;
  /** 共同利用1: what a joint-use group is called in narrow columns. */
  readonly short: Label | null;
  readonly kind: SupervisedBasis;
  readonly partners: number;
  readonly last: number;
}
export interface ChangeRow {
  readonly kind: Label;
  readonly partner: string;
  readonly what: Phrase;
  readonly on: Day;
}

const kindRow = (
  kind: SupervisedBasis | null,
  now: readonly Subject[],
  last: readonly Subject[],
): KindRow => {
  const mine = (subjects: readonly Subject[]) =>
    kind === null ? subjects : subjects.filter((s) => s.kind === kind);
  const subjects = mine(now);
  return {
    kind: kind === null ? null : label("kind", kind),
    byTier: tiers.map((tier) => subjects.filter((s) => s.tier === tier).length),
    partners: subjects.length,
    last: mine(last).length,
    relations: now.reduce(
      (n, s) => n + s.relations.filter((r) => kind === null || r.basis === kind).length,
      0,
    ),
  };
};

/** What a relation is for: an activity of the policy, a joint-use group, or referral. */
export function workOf(relation: RelationFact, length: "full" | "short" = "full"): Label {
  if (relation.basis === "joint-use")
    return label(length === "full" ? "group" : "group-short", relation.groupId ?? "");
  if (relation.basis === "referral") return label("kind", "referral");
  return label("activity", relation.activity ?? "");
}

function activityRows(now: Position, last: Position): ActivityRow[] {
  const rows = new Map<string, { name: Label; kind: SupervisedBasis; now: Set<string>; last: Set<string> }>();
  for (const [which, position] of [
    ["now", now],
    ["last", last],
  ] as const) {
    for (const subject of position.subjects) {
      for (const relation of subject.relations) {
        const kind = supervisedBases.find((b) => b === relation.basis);
        if (!kind) continue;
        const name = workOf(relation);
        const key = `${name.list} ${name.code}`;
        const row = rows.get(key) ?? { name, kind, now: new Set(), last: new Set() };
        row[which].add(subject.partner.id);
        rows.set(key, row);
      }
    }
  }
  return [...rows.values()]
    .map((row) => ({
      name: row.name,
      short: row.name.list === "group" ? label("group-short", row.name.code) : null,
      kind: row.kind,
      partners: row.now.size,
      last: row.last.size,
    }))
    .sort(
      (a, b) =>
        supervisedBases.indexOf(a.kind) - supervisedBases.indexOf(b.kind) ||
        b.partners - a.partners ||
        (a.name.code < b.name.code ? -1 : 1),
    );
}

/** Began, widened, or ended within the year up to the report's day, by day. */
function changeRows(index: FactIndex, now: Position): ChangeRow[] {
  const rows: ChangeRow[] = [];
  const { from } = now.range;
  const within = (day: Day | null): day is Day => day !== null && day >= from && day <= now.day;
  for (const relation of index.facts.relations) {
    if (relation.basis === "no-handling") continue;
    const partner = index.partners.get(relation.partnerId)?.name ?? "";
    const states = [...relation.states].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const began = states.find((s) => s.state === "active")?.validFrom ?? null;
    if (within(began)) {
      rows.push({
        kind: label("change-kind", "new"),
        partner,
        what: phrase("change.new", { title: relation.title }),
        on: began,
      });
    }
    const known = new Set<string>();
    for (const line of [...relation.scope].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
      const added = line.items.filter((item) => !known.has(item));
      for (const item of added) known.add(item);
      if (began !== null && line.validFrom > began && within(line.validFrom) && added.length > 0) {
        rows.push({
          kind: label("change-kind", "changed"),
          partner,
          what: phrase("change.items", { items: added.join(",") }),
          on: line.validFrom,
        });
      }
    }
    const closing = states.find((s) => s.state === "closed" || s.state === "ended");
    const closed = states.find((s) => s.state === "closed");
    const over = closed ?? closing;
    if (over && began !== null && within(over.validFrom)) {
      rows.push({
        kind: label("change-kind", "ended"),
        partner,
        what: over.state === "closed" ? phrase("change.completed", {}) : phrase("change.ended", {}),
        on: over.validFrom,
      });
    }
  }
  const order = ["new", "changed", "ended"];
  return rows.sort(
    (a, b) =>
      order.indexOf(a.kind.code) - order.indexOf(b.kind.code) || (a.on < b.on ? -1 : a.on > b.on ? 1 : 0),
  );
}

export function scopeSection(index: FactIndex, now: Position, last: Position): ScopeSection {
  const before = new Set(last.subjects.map((s) => s.partner.id));
  const after = new Set(now.subjects.map((s) => s.partner.id));
  const total = kindRow(null, now.subjects, last.subjects);
  return {
    lead: phrase("lead.scope", {
      partners: total.partners,
      relations: total.relations,
      added: [...after].filter((id) => !before.has(id)).length,
      ended: [...before].filter((id) => !after.has(id)).length,
    }),
    tiers,
    kinds: supervisedBases.map((kind) => kindRow(kind, now.subjects, last.subjects)),
    total,
    activities: activityRows(now, last),
    changes: changeRows(index, now),
    noHandling: now.noHandling > 0 ? phrase("note.no-handling", { count: now.noHandling }) : null,
  };
}
