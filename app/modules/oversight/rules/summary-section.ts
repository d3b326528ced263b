import { type Day, daysBetween } from "#app/modules/calendar/rules/day.ts";
import type { ContractSection } from "./contract-section.ts";
import { openLotsOn } from "./custody-section.ts";
import { openFindingsOn } from "./finding-section.ts";
import { type OverdueRow, overdueOn } from "./overdue.ts";
import { type Phrase, phrase } from "./phrases.ts";
import { countGrades, type FactIndex, type GradeCounts, type Position } from "./position.ts";
import { unapprovedOn } from "./subcontractor-section.ts";

/** 1 総括: a director who reads only this page has read the report. */
export interface SummarySection {
  readonly sentence: Phrase;
  readonly figures: readonly SummaryFigure[];
  /** Three years, newest first. */
  readonly grades: readonly {
    readonly year: number;
    readonly partners: number;
    readonly counts: GradeCounts;
  }[];
  readonly redPoints: readonly RedPoint[];
  readonly moreRedPoints: number;
  readonly opinion: string;
}
export const figureKeys = ["partners", "assessed", "critical", "overdue", "outstanding"] as const;
export type FigureKey = (typeof figureKeys)[number];
export interface SummaryFigure {
  readonly key: FigureKey;
  readonly value: number;
  readonly last: number;
  /** The number itself is the trouble. */
  readonly isAlert: boolean;
}
export type SectionKey =
  | "summary"
  | "scope"
  | "results"
  | "overdue"
  | "contracts"
  | "subcontractors"
  | "custody"
  | "findings"
  | "plan"
  | "annex";
export interface RedPoint {
  readonly mark: "bad" | "partial";
  readonly what: Phrase;
  readonly state: readonly Phrase[];
  readonly section: SectionKey;
}
/** Red points shown on the page of 総括; the others are named by their number. */
export const shownRedPoints = 4;

export interface Figures {
  readonly partners: number;
  readonly assessed: number;
  readonly critical: number;
  readonly overdue: number;
  readonly outstanding: number;
}
export function figuresOn(index: FactIndex, position: Position, overdue: readonly OverdueRow[]): Figures {
  return {
    partners: position.subjects.length,
    assessed: position.subjects.filter((s) => s.grade !== "-").length,
    critical: openFindingsOn(index, position.day).filter((f) => f.severity === "critical").length,
    overdue: overdue.length,
    outstanding: openLotsOn(index, position.day).open,
  };
}

function redPointsOf(
  index: FactIndex,
  now: Position,
  overdue: readonly OverdueRow[],
  contracts: ContractSection,
): RedPoint[] {
  const points: RedPoint[] = [];
  const day: Day = now.day;
  const critical = openFindingsOn(index, day)
    .filter((f) => f.severity === "critical")
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  for (const f of critical) {
    const params = { partner: index.partners.get(f.partnerId)?.name ?? "", title: f.title };
    points.push(
      f.dueOn < day
        ? {
            mark: "bad",
            what: phrase("red.finding-overdue", params),
            state: [
              phrase("state.due", { day: f.dueOn }),
              phrase("state.days-over", { days: daysOver(f.dueOn, day) }),
            ],
            section: "findings",
          }
        : {
            mark: "partial",
            what: phrase("red.finding-critical", params),
            state: [phrase("state.due", { day: f.dueOn })],
            section: "findings",
          },
    );
  }
  for (const s of now.subjects.filter((each) => each.grade === "D")) {
    points.push({
      mark: "bad",
      what: phrase("red.failed", { partner: s.partner.name, nos: s.criticalNos }),
      state: [phrase("state.blocked", {})],
      section: "results",
    });
  }
  const unapproved = unapprovedOn(index, now);
  if (unapproved.length > 0) {
    points.push({
      mark: "bad",
      what: phrase("red.subcontractors", { count: unapproved.length }),
      state: [phrase("state.awaiting-consent", {})],
      section: "subcontractors",
    });
  }
  const late = (kind: string) => overdue.filter((r) => r.kind.code === kind);
  const worst = (rows: readonly OverdueRow[]) =>
    phrase("state.worst-days-over", { days: Math.max(...rows.map((r) => r.days)) });
  const returns = late("return");
  if (returns.length > 0) {
    points.push({
      mark: returns.some((r) => r.days > 90) ? "bad" : "partial",
      what: phrase("red.returns", { count: returns.length }),
      state: [worst(returns)],
      section: "overdue",
    });
  }
  const noContract = late("contract");
  if (noContract.length > 0) {
    points.push({
      mark: "bad",
      what: phrase("red.no-contract", { count: noContract.length }),
      state: [worst(noContract)],
      section: "overdue",
    });
  }
  const lacking = contracts.rows.filter((r) => r.verdict === "lacking").length;
  if (lacking > 0) {
    points.push({
      mark: "partial",
      what: phrase("red.clauses", { count: lacking }),
      state: [phrase("state.blocked", {})],
      section: "contracts",
    });
  }
  const assessments = late("assessment");
  if (assessments.length > 0) {
    points.push({
      mark: "partial",
      what: phrase("red.assessments", { count: assessments.length }),
      state: [worst(assessments)],
      section: "overdue",
    });
  }
  return [...points.filter((p) => p.mark === "bad"), ...points.filter((p) => p.mark === "partial")];
}

const daysOver = (dueOn: Day, day: Day): number => Math.max(0, daysBetween(dueOn, day));

export function summarySection(
  index: FactIndex,
  positions: readonly [Position, Position, Position],
  contracts: ContractSection,
  opinion: string,
): SummarySection {
  const [now, last, before] = positions;
  const overdue = overdueOn(index, now);
  const figures = figuresOn(index, now, overdue);
  const lastFigures = figuresOn(index, last, overdueOn(index, last));
  const failed = now.subjects.filter((s) => s.grade === "D").length;
  const unapproved = unapprovedOn(index, now).length;
  const points = redPointsOf(index, now, overdue, contracts);
  const sentence =
    figures.critical > 0 || failed > 0
      ? phrase("summary.bad", { critical: figures.critical, failed, unapproved })
      : // Nobody assessed, or somebody working without a contract, is no good result whatever else is in order.
        (figures.partners > 0 && figures.assessed === 0) || overdue.some((r) => r.kind.code === "contract")
        ? phrase("summary.gaps", {
            partners: figures.partners,
            assessed: figures.assessed,
            overdue: figures.overdue,
          })
        : figures.overdue > 0 || unapproved > 0
          ? phrase("summary.attention", { critical: 0, overdue: figures.overdue, unapproved })
          : phrase("summary.good", { partners: figures.partners });
  return {
    sentence,
    figures: figureKeys.map((key) => ({
      key,
      value: figures[key],
      last: lastFigures[key],
      isAlert: (key === "critical" || key === "overdue") && figures[key] > 0,
    })),
    grades: [now, last, before].map((p) => ({
      year: p.year,
      partners: p.subjects.length,
      counts: countGrades(p.subjects),
    })),
    redPoints: points.slice(0, shownRedPoints),
    moreRedPoints: Math.max(0, points.length - shownRedPoints),
    opinion,
  };
}
