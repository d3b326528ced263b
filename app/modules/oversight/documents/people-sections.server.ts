import type { Block, Pattern, Row } from "#app/documents/spec.ts";
import { type GradeLetter, type SupervisedBasis, supervisedBases } from "../rules/position.ts";
import { gradeAlt, gradeSegments } from "./front.server.ts";
import {
  alertCell,
  centre,
  dash,
  day,
  diff,
  type Kit,
  kindName,
  left,
  naming,
  sectionNumbers as no,
  note,
  num,
  point,
  right,
  section,
  sub,
} from "./kit.server.ts";
import { textOf } from "./wording.server.ts";

const kindPattern: Record<SupervisedBasis, Pattern> = {
  entrustment: "solid",
  "joint-use": "tint",
  referral: "hatch",
};

/** 2 対象一覧 */
export function scopeBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { scope, fiscalYear } = kit.frozen.report;
  const row = (r: (typeof scope.kinds)[number]) => [
    r.kind === null ? w.total : textOf(r.kind),
    ...r.byTier.map((n) => num(kit, n)),
    num(kit, r.partners),
    num(kit, r.last),
    diff(kit, r.partners, r.last),
    num(kit, r.relations),
  ];
  return [
    ...section(no.scope, w.scope, "scope", w.scopeBasis, textOf(scope.lead)),
    sub("2.1", w.kindTitle, w.kindUnit),
    {
      kind: "table",
      columns: [
        naming(w.kind),
        ...scope.tiers.map((t) => right(t, 15)),
        right(w.partnersOf({ year: fiscalYear }), 24),
        right(w.partnersOf({ year: fiscalYear - 1 }), 24),
        right(w.diff, 16),
        right(w.relations, 16),
      ],
      rows: [
        ...scope.kinds.map((r) => ({ cells: row(r) })),
        { kind: "sum" as const, cells: row(scope.total) },
      ],
    },
    note(w.tierNote + (scope.noHandling ? `\n${textOf(scope.noHandling)}` : "")),
    sub("2.2", w.activityTitle, w.unitPartners),
    {
      kind: "bars",
      alt: scope.activities
        .map((a) => `${textOf(a.name)} ${num(kit, a.partners)} (${w.lastYear({ value: num(kit, a.last) })})`)
        .join("; "),
      rows: scope.activities.map((a) => ({
        label: [textOf(a.short), textOf(a.name)].filter(Boolean).join(" "),
        value: a.partners,
        text: w.countPartners({ n: num(kit, a.partners) }),
        pattern: kindPattern[a.kind],
        last: a.last,
        lastText: w.lastYear({ value: num(kit, a.last) }),
      })),
      note: w.activityNote,
    },
    sub("2.3", w.changesTitle),
    {
      kind: "table",
      density: "long",
      columns: [
        left(w.change, kit.lang === "ja" ? 14 : 18),
        naming(w.partner, 62),
        left(w.what),
        right(w.on, 23),
      ],
      rows: scope.changes.map((c) => ({
        cells: [textOf(c.kind), c.partner, textOf(c.what), day(kit, c.on)],
      })),
    },
  ];
}

/** 3 評価結果 */
export function resultsBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { results, period } = kit.frozen.report;
  const averages = results.trend.flatMap((t) => t.averages.filter((a): a is number => a !== null));
  const lowest = averages.length === 0 ? 70 : Math.min(...averages);
  const min = Math.max(0, Math.min(70, Math.floor((lowest - 1) / 10) * 10));
  const styles = ["total", "square", "diamond", "circle"] as const;
  const blocks: Block[] = [
    ...section(no.results, w.results, "results", w.resultsBasis, textOf(results.lead)),
    sub("3.1", w.byKindTitle, w.unitPartners),
    {
      kind: "stacked-bars",
      axis: true,
      alt: results.byKind.map((k) => `${textOf(k.kind)}: ${gradeAlt(k.grades, kit)}`).join("; "),
      rows: results.byKind.map((k) => ({
        label: textOf(k.kind),
        total: w.countPartners({ n: num(kit, k.partners) }),
        segments: gradeSegments(k.grades, kit),
      })),
    },
    sub("3.2", w.trendTitle, w.trendUnit({ min })),
    {
      kind: "lines",
      alt: results.trend
        .map(
          (t) =>
            `${t.kind === null ? w.all : textOf(t.kind)}: ${t.averages.map((a, i) => `${w.yearOf({ year: results.years[i] ?? 0 })} ${point(a)}`).join(", ")}`,
        )
        .join("; "),
      points: results.years.map((year) => w.yearOf({ year })),
      min,
      max: 100,
      step: 10,
      limits: [
        { label: w.limit({ grade: "A", points: 90 }), value: 90 },
        { label: w.limit({ grade: "B", points: 75 }), value: 75 },
      ],
      series: results.trend.map((t, i) => ({
        label: t.kind === null ? w.all : textOf(t.kind),
        values: t.averages,
        text: point(t.averages.at(-1) ?? null),
        style: styles[i] ?? "circle",
      })),
    },
    sub("3.3", w.blocksTitle, w.blocksUnit),
    {
      kind: "bars",
      max: 100,
      alt: results.blocks.map((b) => `${textOf(b.block)} ${point(b.score)}`).join("; "),
      rows: results.blocks.map((b) => ({
        label: textOf(b.block),
        value: b.score,
        text: point(b.score),
        pattern: "tint",
        ...(b.last === null ? {} : { last: b.last, lastText: diff(kit, b.score, b.last, 1) }),
      })),
      note: w.blocksNote,
    },
    sub("3.4", w.weakTitle),
    {
      kind: "table",
      columns: [naming(w.partner, 70), centre(w.grade, 14), left(w.measure)],
      rows: results.weak.map((row) => ({
        cells: [
          row.partner,
          gradeCell(row.grade),
          row.measures.map(textOf).join(kit.lang === "ja" ? "" : " "),
        ],
      })),
    },
    sub("3.5", w.listTitle, w.listAside({ n: num(kit, results.list.length) })),
  ];
  const rows: Row[] = [];
  for (const kind of supervisedBases) {
    const mine = results.list.filter((r) => r.kind === kind);
    if (mine.length === 0) continue;
    rows.push({
      kind: "group",
      text: `${kindName(kit, kind)}　${w.countPartners({ n: num(kit, mine.length) })}`,
    });
    for (const r of mine) {
      const isOpen = r.grade === "-";
      const over = r.daysOver > 0 ? w.daysOver({ days: num(kit, r.daysOver) }) : null;
      rows.push({
        cells: [
          { text: r.number, tone: "gray" },
          r.partner,
          r.work.map(textOf).join(w.comma),
          r.tier,
          gradeCell(r.grade),
          point(r.score),
          isOpen
            ? dash
            : r.criticalNos > 0
              ? alertCell(w.countCases({ n: num(kit, r.criticalNos) }))
              : w.countCases({ n: "0" }),
          isOpen && r.concludedOn === null
            ? { text: w.notConcluded, tone: "alert", bold: true }
            : day(kit, r.concludedOn),
          over !== null && isOpen ? alertCell(over) : day(kit, r.nextOn),
        ],
      });
    }
  }
  blocks.push(
    {
      kind: "table",
      density: "long",
      columns: [
        left(w.number, 16),
        naming(w.partner),
        left(w.work, 23),
        centre(w.tier, 11),
        centre(w.grade, 9),
        right(w.score, 12.5),
        right(w.criticalNo, 16),
        right(w.assessedOn, 20.5),
        right(w.nextOn, 20.5),
      ],
      rows,
      summary: `${w.listTitle} ${day(kit, period.from)} – ${day(kit, period.to)}`,
    },
    note(w.resultsNote),
  );
  return blocks;
}

export const gradeCell = (grade: GradeLetter) => ({ grade });
