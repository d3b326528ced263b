import type { Block, Mark, MatrixRow, Pattern, Row } from "#app/documents/spec.ts";
import type { ClauseState } from "#app/modules/contracts/rules/clauses.ts";
import type { ContractVerdict } from "../rules/contract-section.ts";
import { supervisedBases } from "../rules/position.ts";
import {
  alertCell,
  centre,
  dash,
  day,
  type Kit,
  kindName,
  left,
  naming,
  sectionNumbers as no,
  note,
  num,
  right,
  section,
  sub,
} from "./kit.server.ts";
import { proseDay, textOf } from "./wording.server.ts";

const agePatterns: readonly Pattern[] = ["tint", "tint", "hatch", "lattice"];

/** 4 未実施・期限超過 */
export function overdueBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { overdue, asOf } = kit.frozen.report;
  const range = (r: (typeof overdue.ageing)[number]) =>
    r.to === null ? w.ageOpen({ from: r.from }) : w.ageRange({ from: r.from, to: r.to });
  return [
    ...section(
      no.overdue,
      w.overdue,
      "overdue",
      w.basisDay({ day: proseDay(asOf, kit.lang) }),
      textOf(overdue.lead),
    ),
    sub("4.1", w.ageingTitle, w.unitCases),
    {
      kind: "ageing",
      alt: overdue.ageing
        .map((r) => `${range(r)}: ${num(kit, r.total)} (${w.lastYear({ value: num(kit, r.last) })})`)
        .join("; "),
      rows: overdue.ageing.map((r, i) => ({
        label: range(r),
        cases: r.cases.flatMap((c) =>
          // A chart of a thousand partners shows one block a kind with its number.
          r.total > 24
            ? [`${textOf(c.kind)} ${num(kit, c.count)}`]
            : Array.from({ length: c.count }, () => textOf(c.kind)),
        ),
        pattern: agePatterns[i] ?? "tint",
        total: w.countCases({ n: num(kit, r.total) }),
        last: r.last,
        lastText: w.lastYear({ value: num(kit, r.last) }),
      })),
      note: w.ageingNote({ last: num(kit, overdue.lastTotal) }),
    },
    sub("4.2", w.overdueListTitle, w.longestFirst, "overdue-list"),
    {
      kind: "table",
      columns: [
        left(w.change, kit.lang === "ja" ? 16 : 22),
        naming(w.partner, 62),
        left(w.what),
        right(w.due, 22),
        right(w.over, 18),
      ],
      rows: overdue.list.map((r) => ({
        cells: [
          textOf(r.kind),
          r.partner,
          textOf(r.what),
          day(kit, r.dueOn),
          alertCell(w.days({ days: num(kit, r.days) })),
        ],
      })),
    },
    sub("4.3", w.deferralsTitle, w.deferralsAside),
    {
      kind: "table",
      columns: [naming(w.partner, 62), left(w.reason), left(w.decidedBy, 38), right(w.due, 22)],
      rows: overdue.deferrals.map((d) => ({
        cells: [d.partner, d.reason, d.role === null ? dash : textOf(d.role), day(kit, d.until)],
      })),
    },
    note(w.deferralsNote),
  ];
}

const clauseMark: Record<ClauseState, Mark> = {
  met: "ok",
  excepted: "partial",
  "exception-expired": "bad",
  partial: "partial",
  missing: "bad",
  unchecked: "bad",
  "refused-na": "bad",
  "not-required": "none",
};

/** 5 契約 */
export function contractBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { contracts } = kit.frozen.report;
  const verdict: Record<ContractVerdict, string> = {
    sufficient: w.verdictSufficient,
    excepted: w.verdictExcepted,
    lacking: w.verdictLacking,
    "no-contract": w.verdictNone,
  };
  const rows: MatrixRow[] = [];
  for (const kind of supervisedBases) {
    const mine = contracts.rows.filter((r) => r.kind === kind);
    if (mine.length === 0) continue;
    const name = kindName(kit, kind);
    rows.push({ kind: "group", text: `${name}　${w.countPartners({ n: num(kit, mine.length) })}` });
    for (const r of mine) {
      const isBad = r.verdict === "lacking" || r.verdict === "no-contract";
      rows.push({
        code: r.number,
        name: r.shortName,
        marks: r.states.map((s) => (r.verdict === "no-contract" ? "none" : clauseMark[s])),
        verdict: verdict[r.verdict],
        ...(isBad ? { alert: true, verdictTone: "alert" as const, verdictBold: true } : {}),
      });
    }
  }
  const gapRows: Row[] = contracts.gaps.map((g) => ({
    cells: [
      g.partner,
      g.clauses.length === 0
        ? w.noContract
        : {
            lines: g.clauses.map((c) => ({
              text: `${contracts.clauses.findIndex((each) => each.code === c.code) + 1} ${textOf(c)}`,
              mark: g.verdict === "excepted" ? ("partial" as const) : ("bad" as const),
            })),
          },
      g.verdict === "excepted" ? verdict.excepted : alertCell(verdict[g.verdict]),
      g.until === null ? (g.verdict === "excepted" ? dash : alertCell(w.blocked)) : day(kit, g.until),
    ],
  }));
  return [
    ...section(no.contracts, w.contracts, "contracts", w.contractsBasis, textOf(contracts.lead)),
    sub("5.1", w.matrixTitle),
    {
      kind: "matrix",
      corner: w.matrixCorner,
      columns: contracts.clauses.map((c, i) => ({ number: String(i + 1), label: textOf(c) })),
      verdictLabel: w.sufficient,
      rows,
      sum: {
        label: w.lackingSum,
        counts: contracts.lacking.map((n) => (n === 0 ? dash : num(kit, n))),
        verdict: w.countPartners({ n: num(kit, contracts.lackingPartners) }),
      },
      legend: [
        { mark: "ok", text: w.legendOk },
        { mark: "partial", text: w.legendPartial },
        { mark: "bad", text: w.legendBad },
        { mark: "none", text: w.legendNa },
      ],
      summary: textOf(contracts.lead),
    },
    sub("5.2", w.gapsTitle, w.countPartners({ n: num(kit, contracts.gaps.length) })),
    {
      kind: "table",
      columns: [naming(w.partner, 66), left(w.clause), left(w.verdict, 20), right(w.exceptionUntil, 24)],
      rows: gapRows,
    },
    sub("5.3", w.endingTitle, w.endingAside({ day: proseDay(contracts.endingUntil, kit.lang) })),
    {
      kind: "table",
      columns: [
        naming(w.partner, 60),
        left(w.contractTitle),
        right(w.endsOn, 22),
        centre(w.renewal, 20),
        right(w.noticeBy, 22),
      ],
      rows: contracts.ending.map((e) => ({
        cells: [
          e.partner,
          e.title,
          day(kit, e.endsOn),
          e.isAutoRenewing ? w.automatic : w.byAgreement,
          day(kit, e.noticeBy),
        ],
      })),
    },
    note(w.endingNote),
  ];
}

/** 6 再委託 */
export function subcontractorBlocks(kit: Kit): Block[] {
  const { w } = kit;
  const { subcontractors: s } = kit.frozen.report;
  const total = s.levels.reduce(
    (a, l) => ({
      first: a.first + l.first,
      second: a.second + l.second,
      total: a.total + l.total,
      last: a.last + l.last,
    }),
    { first: 0, second: 0, total: 0, last: 0 },
  );
  return [
    ...section(no.subcontractors, w.subcontractors, "subcontractors", w.subcontractorsBasis, textOf(s.lead)),
    sub("6.1", w.treeTitle, w.treeAside({ n: num(kit, total.total) })),
    {
      kind: "tree",
      columns: [naming(w.treeWho, 84), left(w.treeWork), right(w.approvedOn, 22), left(w.consent, 24)],
      rows: s.tree.map((r) =>
        "work" in r
          ? {
              level: 0,
              cells: [{ text: r.name, bold: true }, [...new Set(r.work.map(textOf))].join(w.comma), "", ""],
            }
          : {
              level: r.level,
              cells: [
                r.name,
                r.workText,
                r.approvedOn === null ? alertCell(w.noConsent) : day(kit, r.approvedOn),
                {
                  mark: r.isApproved ? ("ok" as const) : ("bad" as const),
                  text: r.isApproved ? w.consented : w.unconsented,
                  alt: r.isApproved ? w.consented : w.unconsented,
                  ...(r.isApproved ? {} : { tone: "alert" as const, bold: true }),
                },
              ],
              ...(r.isApproved ? {} : { alert: true }),
            },
      ),
    },
    ...(s.tree.length > 0 ? [note(w.treeNote)] : []),
    sub("6.2", w.unapprovedTitle),
    {
      kind: "table",
      columns: [naming(w.subcontractor, 56), left(w.principal, 52), left(w.treeWork), right(w.foundOn, 22)],
      rows: s.unapproved.map((u) => ({
        cells: [{ text: u.name, bold: true }, u.partner, u.work, day(kit, u.foundOn ?? u.since)],
      })),
    },
    sub("6.3", w.levelsTitle, w.levelsUnit),
    {
      kind: "table",
      columns: [
        naming(w.consent),
        right(w.levelFirst, 26),
        right(w.levelSecond, 26),
        right(w.total, 26),
        right(w.lastShort, 26),
      ],
      rows: [
        ...s.levels.map((l) => ({
          cells: [
            l.isApproved ? w.consented : w.unconsented,
            ...[l.first, l.second, l.total].map((n) =>
              !l.isApproved && n > 0 ? alertCell(num(kit, n)) : num(kit, n),
            ),
            num(kit, l.last),
          ],
        })),
        {
          kind: "sum" as const,
          cells: [
            w.total,
            num(kit, total.first),
            num(kit, total.second),
            num(kit, total.total),
            num(kit, total.last),
          ],
        },
      ],
    },
  ];
}
