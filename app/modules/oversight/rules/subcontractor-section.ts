import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { SubcontractorFact } from "#app/modules/registry/rules/facts.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import type { FactIndex, Position } from "./position.ts";
import { workOf } from "./scope.ts";

/** 6 再委託 */
export interface SubcontractorSection {
  readonly lead: Phrase;
  readonly tree: readonly SubcontractorRow[];
  readonly unapproved: readonly {
    readonly name: string;
    readonly partner: string;
    readonly work: string;
    readonly foundOn: Day | null;
    readonly since: Day;
  }[];
  readonly levels: readonly {
    readonly isApproved: boolean;
    readonly first: number;
    readonly second: number;
    readonly total: number;
    readonly last: number;
  }[];
}
export type SubcontractorRow =
  | { readonly level: 0; readonly name: string; readonly work: readonly Label[] }
  | {
      readonly level: number;
      readonly name: string;
      readonly workText: string;
      readonly approvedOn: Day | null;
      readonly state: Label;
      readonly isApproved: boolean;
    };

const isWorkingOn = (s: SubcontractorFact, day: Day): boolean =>
  (s.startsOn <= day || (s.foundOn !== null && s.foundOn <= day)) &&
  (s.removedOn === null || s.removedOn > day);
const isApprovedOn = (s: SubcontractorFact, day: Day): boolean =>
  s.state === "approved" &&
  s.decidedOn !== null &&
  s.decidedOn <= day &&
  (s.approvedUntil === null || day <= s.approvedUntil);

interface Working {
  readonly fact: SubcontractorFact;
  readonly level: number;
  readonly isApproved: boolean;
}

/** Who works for the partners of a position, each under its principal; a chain that loops is cut. */
export function workingOf(index: FactIndex, relationIds: readonly string[], day: Day): Working[] {
  const all = relationIds.flatMap((id) =>
    (index.subcontractorsOf.get(id) ?? []).filter((s) => isWorkingOn(s, day)),
  );
  const byParent = new Map<string, SubcontractorFact[]>();
  const known = new Set(all.map((s) => s.id));
  for (const s of all) {
    const parent = s.parentId !== null && known.has(s.parentId) ? s.parentId : "";
    byParent.set(parent, [...(byParent.get(parent) ?? []), s]);
  }
  const out: Working[] = [];
  const visit = (parent: string, level: number): void => {
    for (const fact of byParent.get(parent) ?? []) {
      if (level > 9 || out.some((o) => o.fact.id === fact.id)) continue;
      out.push({ fact, level, isApproved: isApprovedOn(fact, day) });
      visit(fact.id, level + 1);
    }
  };
  visit("", 1);
  return out;
}

export function unapprovedOn(index: FactIndex, position: Position): Working[] {
  return position.subjects.flatMap((s) =>
    workingOf(
      index,
      s.relations.map((r) => r.id),
      position.day,
    ).filter((w) => !w.isApproved),
  );
}

export function subcontractorSection(index: FactIndex, now: Position, last: Position): SubcontractorSection {
  const tree: SubcontractorRow[] = [];
  const unapproved: SubcontractorSection["unapproved"][number][] = [];
  const counts = { now: new Map<string, number>(), last: new Map<string, number>() };
  const add = (which: "now" | "last", w: Working) => {
    const key = `${w.isApproved} ${Math.min(w.level, 2)}`;
    counts[which].set(key, (counts[which].get(key) ?? 0) + 1);
  };
  let partners = 0;
  for (const subject of now.subjects) {
    const working = workingOf(
      index,
      subject.relations.map((r) => r.id),
      now.day,
    );
    if (working.length === 0) continue;
    partners += 1;
    tree.push({
      level: 0,
      name: subject.partner.name,
      work: subject.relations.map((r) => workOf(r, "short")).slice(0, 2),
    });
    for (const w of working) {
      add("now", w);
      tree.push({
        level: w.level,
        name: w.fact.name,
        workText: w.fact.work,
        approvedOn: w.isApproved ? w.fact.decidedOn : null,
        state: label("subcontractor-state", w.isApproved ? "approved" : "unapproved"),
        isApproved: w.isApproved,
      });
      if (!w.isApproved) {
        unapproved.push({
          name: w.fact.name,
          partner: subject.partner.name,
          work: w.fact.work,
          foundOn: w.fact.foundOn,
          since: w.fact.startsOn,
        });
      }
    }
  }
  for (const subject of last.subjects) {
    for (const w of workingOf(
      index,
      subject.relations.map((r) => r.id),
      last.day,
    )) {
      add("last", w);
    }
  }
  const get = (which: "now" | "last", isApproved: boolean, level: number) =>
    counts[which].get(`${isApproved} ${level}`) ?? 0;
  const total = tree.filter((r) => r.level > 0).length;
  return {
    lead:
      total === 0
        ? phrase("lead.subcontractors-none", {})
        : phrase("lead.subcontractors", { partners, count: total, unapproved: unapproved.length }),
    tree,
    unapproved,
    levels: [true, false].map((isApproved) => {
      const first = get("now", isApproved, 1);
      const second = get("now", isApproved, 2);
      return {
        isApproved,
        first,
        second,
        total: first + second,
        last: get("last", isApproved, 1) + get("last", isApproved, 2),
      };
    }),
  };
}
