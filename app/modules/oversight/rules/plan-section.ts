import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { lastDayOf, termOn } from "#app/modules/contracts/rules/terms.ts";
import { openFindingsOn } from "./finding-section.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import { type FactIndex, type Position, supervisedBases } from "./position.ts";

/** One line of next year's plan: 重点・目標・責任者. */
export interface PlanItem {
  readonly focus: string;
  readonly goal: string;
  readonly owner: string;
}

/** 9 来年度計画 */
export interface PlanSection {
  readonly lead: Phrase;
  readonly year: number;
  /** First days of the twelve months of next fiscal year. */
  readonly months: readonly Day[];
  readonly rows: readonly {
    readonly what: "assessment" | "contract-renewal" | "corrective-action";
    readonly kind: Label | null;
    readonly counts: readonly number[];
    readonly total: number;
  }[];
  readonly items: readonly PlanItem[];
}

/** What falls due in which month of next year, from the register; what is already late falls into the first month. */
export function planSection(index: FactIndex, now: Position, items: readonly PlanItem[]): PlanSection {
  const next = fiscalYearRange(now.year + 1, index.facts.organisation.fiscalYearStart);
  const months = Array.from({ length: 12 }, (_, i) => addMonths(next.from, i));
  const monthOf = (day: Day): number => {
    if (day > next.to) return -1;
    for (let i = 11; i > 0; i -= 1) if (day >= (months[i] ?? next.to)) return i;
    return 0;
  };
  const count = (days: readonly Day[]) => {
    const counts = months.map(() => 0);
    for (const day of days) {
      const month = monthOf(day);
      if (month >= 0) counts[month] = (counts[month] ?? 0) + 1;
    }
    return counts;
  };
  const row = (
    what: PlanSection["rows"][number]["what"],
    kind: Label | null,
    days: readonly (Day | null)[],
  ): PlanSection["rows"][number] => {
    const counts = count(days.filter((d): d is Day => d !== null));
    return { what, kind, counts, total: counts.reduce((a, b) => a + b, 0) };
  };
  const endings = new Map<string, Day | null>();
  for (const subject of now.subjects) {
    for (const relation of subject.relations) {
      for (const contract of index.contractsOf.get(relation.id) ?? []) {
        const last = lastDayOf(contract.terms);
        if (last !== null && last <= now.day) continue;
        endings.set(contract.id, termOn(contract.terms, now.day)?.endsOn ?? null);
      }
    }
  }
  return {
    lead: phrase("lead.plan", {}),
    year: now.year + 1,
    months,
    rows: [
      ...supervisedBases.map((kind) =>
        row(
          "assessment",
          label("kind", kind),
          now.subjects
            .filter((s) => s.kind === kind)
            // Nothing due yet means nothing concluded yet: it is the first thing to do.
            .map((s) => s.nextOn ?? addDays(now.day, 1)),
        ),
      ),
      row("contract-renewal", null, [...endings.values()]),
      row(
        "corrective-action",
        null,
        openFindingsOn(index, now.day).map((f) => f.dueOn),
      ),
    ].filter((r) => r.total > 0),
    items: items.filter((i) => i.focus.trim() !== "" || i.goal.trim() !== ""),
  };
}
