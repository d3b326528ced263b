import type { Block, Row } from "#app/documents/spec.ts";
import type { CustodySum } from "../rules/custody-section.ts";
import {
  alertCell,
  day,
  type Kit,
  left,
  month,
  naming,
  sectionNumbers as no,
  note,
  num,
  right,
  section,
  sub,
} from "./kit.server.ts";
import { textOf } from "./wording.server.ts";

/** 7 授受・返却・廃棄 */
export function custodyBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { custody } = kit.frozen.report;
  const sums = (s: CustodySum) => [
    num(kit, s.carried),
    num(kit, s.opened),
    num(kit, s.returned),
    num(kit, s.disposed),
    num(kit, s.outstanding),
    s.overdue > 0 ? alertCell(num(kit, s.overdue)) : num(kit, 0),
  ];
  const rows: Row[] = custody.groups.flatMap((g): Row[] => [
    { kind: "group", text: w.unitGroup({ unit: textOf(g.unit) }) },
    ...g.rows.map((r): Row => ({ cells: [r.partner, r.data, ...sums(r)] })),
    { kind: "sum", cells: [w.total, "", ...sums(g.sum)] },
  ]);
  const c = custody.certificates;
  const actWord = { "hand-over": w.actHandOver, return: w.actReturn, disposal: w.actDisposal } as const;
  return [
    ...section(no.custody, w.custody, "custody", w.custodyBasis, textOf(custody.lead)),
    sub("7.1", w.balanceTitle, w.balanceAside),
    {
      kind: "table",
      density: "long",
      columns: [
        naming(w.partner, 52),
        left(w.dataName),
        right(w.carried, 16),
        right(w.opened, 16),
        right(w.returned, 15),
        right(w.disposed, 17),
        right(w.outstanding, 15),
        right(w.ofOverdue, 15),
      ],
      rows,
    },
    note(w.balanceNote),
    sub("7.2", w.actsTitle, w.unitCases),
    {
      kind: "table",
      columns: [naming(w.what), right(w.thisYear, 30), right(w.lastShort, 30)],
      rows: custody.acts.map((a) => ({ cells: [actWord[a.kind], num(kit, a.count), num(kit, a.last)] })),
    },
    {
      kind: "table",
      columns: [
        naming(""),
        right(w.needed, 24),
        right(w.accepted, 30),
        right(w.waiting, 24),
        right(w.sentBack, 24),
        right(w.missing, 24),
      ],
      rows: [
        {
          cells: [
            w.certificatesTitle,
            num(kit, c.needed),
            num(kit, c.accepted),
            num(kit, c.waiting),
            c.returned > 0 ? alertCell(num(kit, c.returned)) : num(kit, 0),
            c.missing > 0 ? alertCell(num(kit, c.missing)) : num(kit, 0),
          ],
        },
      ],
    },
    ...(custody.standing.length === 0
      ? []
      : ([
          sub("7.3", w.standingTitle),
          {
            kind: "table",
            density: "long",
            columns: [
              left(w.standingNumber, 24),
              naming(w.partner, 52),
              left(w.dataName),
              right(w.months, 20),
              right(w.volume, 28),
              right(w.until, 22),
            ],
            rows: custody.standing.map((s) => ({
              cells: [
                s.number,
                s.partner,
                s.title,
                num(kit, s.months),
                `${num(kit, s.volume)} ${textOf(s.unit)}`,
                day(kit, s.endsOn),
              ],
            })),
          },
        ] satisfies Block[])),
  ];
}

/** 8 是正措置 */
export function findingBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { findings: f } = kit.frozen.report;
  const open = f.open.at(-1) ?? 0;
  const added = f.raised.reduce((a, b) => a + b, 0);
  return [
    ...section(no.findings, w.findings, "findings", w.findingsBasis, textOf(f.lead)),
    sub("8.1", w.burnTitle, w.burnUnit),
    {
      kind: "burn-down",
      alt: f.points
        .map((p, i) => `${i === 0 ? w.lastYearEnd : month(kit, p)}: ${num(kit, f.open[i] ?? 0)}`)
        .join("; "),
      points: f.points.map((p, i) => (i === 0 ? w.lastYearEnd : month(kit, p))),
      actual: f.open,
      plan: f.plan,
      added: f.raised,
      actualLabel: w.burnActual({ n: open }),
      planLabel: w.burnPlan({ n: f.plan.at(-1) ?? 0 }),
      addedLabel: w.burnAdded({ n: added }),
      note: textOf(f.sum),
    },
    sub("8.2", w.openTitle, w.openAside({ n: num(kit, f.list.length) })),
    {
      kind: "table",
      columns: [
        { label: "", width: 8, align: "center" },
        naming(w.partner, 58),
        left(w.finding),
        left(w.department, 26),
        right(w.due, 22),
        left(w.state, 20),
      ],
      rows: f.list.map((row) => {
        const isCritical = row.severity.code === "critical";
        const isOver = row.daysOver > 0;
        return {
          cells: [
            {
              mark: isOver || isCritical ? ("bad" as const) : ("partial" as const),
              alt: textOf(row.severity),
            },
            row.partner,
            { text: `${row.title}${isCritical ? w.critical : ""}`, bold: isCritical || isOver },
            row.department,
            isOver ? alertCell(day(kit, row.dueOn)) : day(kit, row.dueOn),
            isOver ? alertCell(textOf(row.state)) : textOf(row.state),
          ],
        };
      }),
    },
  ];
}

/** 9 来年度計画 */
export function planBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { plan } = kit.frozen.report;
  const labelOf = (r: (typeof plan.rows)[number]): string =>
    r.what === "assessment"
      ? w.planAssessment({ kind: textOf(r.kind), n: num(kit, r.total) })
      : r.what === "contract-renewal"
        ? w.planContract({ n: num(kit, r.total) })
        : w.planFinding({ n: num(kit, r.total) });
  const patternOf = {
    assessment: "solid",
    "contract-renewal": "tint",
    "corrective-action": "hatch",
  } as const;
  const months = plan.months.map((m) => month(kit, m));
  return [
    ...section(no.plan, w.plan, "plan", "", textOf(plan.lead)),
    sub("9.1", w.planCalendar({ year: plan.year })),
    {
      kind: "calendar",
      alt: plan.rows
        .map(
          (r) =>
            `${labelOf(r)}: ${r.counts
              .map((n, i) => (n > 0 ? `${months[i] ?? ""} ${num(kit, n)}` : ""))
              .filter(Boolean)
              .join(", ")}`,
        )
        .join("; "),
      months,
      rows: plan.rows.map((r) => ({
        label: labelOf(r),
        bars: runsOf(r.counts).map((run) => ({ ...run, pattern: patternOf[r.what] })),
      })),
      note: w.planNote,
    },
    {
      kind: "table",
      density: "long",
      columns: [naming(w.monthly), ...months.map((m) => right(m, 9.4)), right(w.total, 12)],
      rows: plan.rows.map((r) => ({
        cells: [labelOf(r), ...r.counts.map((n) => (n === 0 ? "－" : num(kit, n))), num(kit, r.total)],
      })),
    },
    sub("9.2", w.planItems),
    {
      kind: "table",
      columns: [naming(w.focus, 44), left(w.goal), left(w.owner, 40)],
      rows: plan.items.map((i) => ({ cells: [i.focus, i.goal, i.owner] })),
    },
  ];
}

/** Months in a row that have something: `from` and `to` count months from the first. */
export function runsOf(counts: readonly number[]): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [i, n] of counts.entries()) {
    if (n === 0) continue;
    const last = runs.at(-1);
    if (last && last.to === i) last.to = i + 1;
    else runs.push({ from: i, to: i + 1 });
  }
  return runs;
}

/** 10 別紙 */
export function annexBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { annex } = kit.frozen.report;
  return [
    ...section(no.annex, w.annex, "annex", w.annexBasis, w.annexLead).map(
      (b): Block => (b.kind === "heading" ? { ...b, startsPage: false } : b),
    ),
    {
      kind: "table",
      columns: [naming(w.annexWhat, 50), left(w.annexHow), right(w.annexCount, 20)],
      rows: (
        [
          [w.annexSheets, w.annexSheetsHow, annex.sheets],
          [w.annexResults, w.annexResultsHow, annex.assessments],
          [w.annexNotices, w.annexNoticesHow, annex.groups],
        ] as const
      ).map(([what, how, n]) => ({ cells: [what, how, w.countSheets({ n: num(kit, n) })] })),
    },
  ];
}
