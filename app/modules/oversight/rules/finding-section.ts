import type { FindingFact } from "#app/modules/assessments/rules/facts.ts";
import { addDays, addMonths, type Day, daysBetween, earlierOf } from "#app/modules/calendar/rules/day.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import type { FactIndex, Position } from "./position.ts";

/** 8 是正措置 */
export interface FindingSection {
  readonly lead: Phrase;
  /** Month ends of the year so far; the first is the end of last year. */
  readonly points: readonly Day[];
  readonly open: readonly number[];
  /** Open if every finding had been closed on its due day. */
  readonly plan: readonly number[];
  /** New ones in the month that ends on the point (the first is 0). */
  readonly raised: readonly number[];
  readonly list: readonly FindingRow[];
  readonly sum: Phrase;
}
export interface FindingRow {
  readonly number: string;
  readonly partner: string;
  readonly title: string;
  readonly department: string;
  readonly severity: Label;
  readonly dueOn: Day;
  readonly state: Label;
  readonly daysOver: number;
}

export const isOpenOn = (f: FindingFact, day: Day): boolean =>
  f.raisedOn <= day && (f.closedOn === null || f.closedOn > day);

export const openFindingsOn = (index: FactIndex, day: Day): FindingFact[] =>
  index.facts.findings.filter((f) => isOpenOn(f, day));

/** Ends of the twelve months of the fiscal year up to the day, after the end of the year before. */
function monthEnds(position: Position): Day[] {
  const points = [addDays(position.range.from, -1)];
  for (let month = 1; month <= 12; month += 1) {
    const end = addDays(addMonths(position.range.from, month), -1);
    points.push(earlierOf(end, position.day));
    if (end >= position.day) break;
  }
  return points;
}

export function findingSection(index: FactIndex, now: Position): FindingSection {
  const { findings } = index.facts;
  const points = monthEnds(now);
  const start = points[0] ?? now.day;
  const within = (day: Day | null): boolean => day !== null && day > start && day <= now.day;
  const open = openFindingsOn(index, now.day);
  const carried = openFindingsOn(index, start).length;
  const raised = findings.filter((f) => within(f.raisedOn)).length;
  const closed = findings.filter((f) => within(f.closedOn) && f.raisedOn <= now.day).length;
  const overdue = open.filter((f) => f.dueOn < now.day).length;
  return {
    lead:
      open.length === 0 && closed === 0
        ? phrase("lead.findings-none", {})
        : phrase("lead.findings", { closed, open: open.length, overdue }),
    points,
    open: points.map((day) => openFindingsOn(index, day).length),
    plan: points.map((day) => findings.filter((f) => f.raisedOn <= day && f.dueOn > day).length),
    raised: points.map((day, i) =>
      i === 0 ? 0 : findings.filter((f) => f.raisedOn > (points[i - 1] ?? day) && f.raisedOn <= day).length,
    ),
    list: open
      .map((f) => {
        const daysOver = Math.max(0, daysBetween(f.dueOn, now.day));
        return {
          number: f.number,
          partner: index.partners.get(f.partnerId)?.name ?? "",
          title: f.title,
          department: index.relations.get(f.relationId)?.department ?? "",
          severity: label("severity", f.severity),
          dueOn: f.dueOn,
          state: label("finding-state", daysOver > 0 ? "overdue" : f.state),
          daysOver,
        };
      })
      .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)),
    sum: phrase("note.findings-sum", { carried, raised, closed, open: open.length }),
  };
}
