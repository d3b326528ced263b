import type { Block, Cell, DocumentSpec, Row } from "#app/documents/spec.ts";
import { formatInstant, formatNumber } from "#app/i18n/format.ts";
import type { Text } from "#app/i18n/lang.ts";
import type { PartnerSheet } from "../rules/sheet.ts";
import { clauseHeads, labels } from "../words/labels.ts";
import { spoken as paper } from "../words/paper.ts";
import { words } from "../words/sheet.ts";
import { alertCell, centre, dash, left, naming, point, right } from "./kit.server.ts";
import { proseDay, tableDay } from "./wording.server.ts";

/** Names of the policy's codes, in both languages. */
export interface SheetNames {
  readonly subjects: ReadonlyMap<string, Text>;
  readonly items: ReadonlyMap<string, Text>;
  readonly purposes: ReadonlyMap<string, Text>;
  readonly blocks: ReadonlyMap<string, Text>;
}

/** 取引先個票: one partner on one day, two pages of A4 as a rule. */
export function sheetDocument(sheet: PartnerSheet, names: SheetNames, drawnAt: string): DocumentSpec {
  const { language: lang, asOf, partner, head } = sheet;
  const w = words[lang];
  const pw = paper[lang];
  const n = (value: number) => formatNumber(value, lang);
  const day = (on: string | null) => (on === null ? dash : tableDay(on, lang));
  const name = (of: ReadonlyMap<string, Text>, code: string) => of.get(code)?.[lang] ?? code;
  const join = (texts: readonly string[]) => texts.join(lang === "ja" ? "、" : ", ");
  const word = (list: keyof typeof labels, code: string) => labels[list]?.[code]?.[lang] ?? code;
  let headings = 0;
  const h2 = (text: string, aside?: string): Block => {
    headings += 1;
    const number = String(headings);
    return { kind: "heading", level: 2, number, text, ...(aside === undefined ? {} : { aside }) };
  };
  const table = (columns: Extract<Block, { kind: "table" }>["columns"], rows: readonly Row[]): Block => ({
    kind: "table",
    density: "long",
    columns,
    rows,
  });
  const shown = sheet.assessments.slice(0, 5);
  // Sections without marks, such as basic facts, have no points to show.
  const scored = shown.flatMap((a) => a.blocks.filter((b) => b.score !== null));
  const blockIds = [...new Set(scored.map((b) => b.block))];
  const organisation =
    lang === "en" ? (sheet.organisation.nameEn ?? sheet.organisation.name) : sheet.organisation.name;
  return {
    meta: {
      title: `${w.title} ${partner.number} ${partner.name}`,
      author: organisation,
      subject: partner.number,
      lang,
      createdAt: drawnAt,
      id: `sheet ${partner.number} ${asOf} ${lang}`,
    },
    frame: {
      headLeft: `${w.title}　${partner.number}`,
      headRight: organisation,
      footLeft: `${w.number({ number: partner.number })}　${day(asOf)}`,
      footRight: pw.restricted,
    },
    blocks: [
      {
        kind: "title",
        kana: partner.kana,
        text: partner.name,
        right: [
          `${word("kind", partner.kind)}　${partner.number}`,
          w.asOf({ day: proseDay(asOf, lang, "year") }),
        ],
      },
      {
        kind: "figures",
        items: [
          {
            label: w.grade,
            grade: head.grade,
            note: w.gradeNote({ score: point(head.score), last: point(head.lastScore) }),
          },
          {
            label: w.gate,
            value: head.isAllowed === null ? w.gateNone : head.isAllowed ? w.allowed : w.blocked,
            note:
              head.blocked > 0
                ? w.gateBlocked({ n: n(head.blocked) })
                : head.deferred > 0
                  ? w.gateDeferred({ n: n(head.deferred) })
                  : "",
            alert: head.isAllowed === false,
          },
          { label: w.tier, value: head.tier ?? dash, note: w.relationsNote({ n: n(head.relations) }) },
          {
            label: w.contract,
            value: `${head.met} / ${head.required}`,
            note: w.clausesNote,
            alert: head.met < head.required,
          },
          {
            label: w.lots,
            value: n(head.overdueLots),
            unit: w.lotsUnit,
            note: head.overdueLots > 0 ? w.lotsNote({ days: n(head.worstDaysLate) }) : "",
            alert: head.overdueLots > 0,
          },
        ],
      },
      h2(w.basic),
      {
        kind: "form",
        style: "shaded",
        labelWidth: 34,
        rows: [
          {
            label: w.corporateNumber,
            value:
              partner.corporateNumber ??
              (partner.noCorporateNumberReason
                ? w.noCorporateNumber({ reason: partner.noCorporateNumberReason })
                : dash),
          },
          {
            label: w.address,
            value: [partner.address, partner.representative].filter(Boolean).join("　") || dash,
          },
          {
            label: w.contact,
            value:
              partner.contacts.map((c) => [c.title, c.name, c.phone].filter(Boolean).join(" ")).join("　") ||
              dash,
          },
          {
            label: w.department,
            value:
              partner.departments.map((d) => [d.name, d.owner].filter(Boolean).join(" ")).join("　") || dash,
          },
          { label: w.place, value: join(partner.places) || dash },
        ],
      },
      h2(w.relations),
      table(
        [
          naming(w.relation, 17),
          left(w.work),
          left(w.subjects, 62),
          centre(w.tier, 13),
          left(w.medium, 24),
          left(w.gate, 19),
        ],
        sheet.relations.map((r) => ({
          cells: [
            r.number,
            {
              lines: [
                { text: r.title, bold: true },
                ...[...new Set(r.lines.flatMap((l) => l.purposes))].map((p) => ({
                  text: name(names.purposes, p),
                })),
              ],
            },
            {
              lines: r.lines.map((l) => ({
                text: `${name(names.subjects, l.subject)}　${join(l.items.map((i) => name(names.items, i)))}`,
              })),
            },
            r.tier,
            join([...(r.isPaperOnly ? [w.paperOnly] : []), ...(r.handlesAbroad ? [w.abroad] : [])]) || dash,
            r.isAllowed === null ? dash : r.isAllowed ? w.allowed : alertCell(w.blocked),
          ],
        })),
      ),
      h2(w.contracts),
      table(
        [naming(w.contractName), left(w.term, 54), left(w.renewal, 46), left(w.state, 20)],
        sheet.contracts.map((c) => ({
          cells: [
            `${c.title}（${c.number}）`,
            c.endsOn === null
              ? `${day(c.startsOn)} ～ ${w.openEnded}`
              : `${day(c.startsOn)} ～ ${day(c.endsOn)}`,
            join([
              c.isAutoRenewing ? w.automatic : w.byAgreement,
              ...(c.noticeMonths === null ? [] : [w.notice({ months: c.noticeMonths })]),
            ]),
            c.isInForce ? paper[lang].inForce : alertCell(w.ended),
          ],
        })),
      ),
      h2(w.assessments, w.assessmentsUnit),
      {
        kind: "table",
        density: "ledger",
        columns: [
          naming(w.year),
          ...shown.map((a) => right(`${pw.yearOf({ year: a.year })} ${a.relation}`, 28)),
        ],
        rows:
          shown.length === 0
            ? []
            : [
                { cells: [w.grade, ...shown.map((a) => ({ grade: a.grade }))] },
                { cells: [w.score, ...shown.map((a) => ({ text: point(a.score), bold: true }))] },
                ...blockIds.map((id) => ({
                  cells: [
                    name(names.blocks, id),
                    ...shown.map((a) => point(a.blocks.find((b) => b.block === id)?.score ?? null)),
                  ],
                })),
                {
                  cells: [
                    w.critical,
                    ...shown.map((a) =>
                      a.concludedOn === null
                        ? dash
                        : a.criticalNos > 0
                          ? alertCell(w.criticalCount({ n: n(a.criticalNos) }))
                          : w.criticalCount({ n: "0" }),
                    ),
                  ],
                },
              ],
      },
      h2(w.findings),
      table(
        [left(pw.number, 26), naming(w.finding), left(w.severity, 20), right(w.due, 22), left(w.state, 38)],
        sheet.findings.map((f) => ({
          cells: [
            f.number,
            f.title,
            word("severity", f.severity),
            day(f.dueOn),
            f.closedOn !== null
              ? w.closedOn({ day: day(f.closedOn) })
              : f.state === "overdue"
                ? alertCell(word("finding-state", f.state))
                : word("finding-state", f.state),
          ],
        })),
      ),
      h2(w.custody),
      table(
        [
          naming(w.lot, 28),
          left(w.data),
          right(w.openedOn, 22),
          right(w.opened, 22),
          right(w.settled, 24),
          right(w.outstanding, 22),
          right(w.due, 22),
        ],
        sheet.lots.map((l) => {
          const quantity = (value: number): string =>
            `${n(value)}${lang === "ja" ? "" : " "}${word("unit", l.unit)}`;
          const isLate = l.daysLate > 0;
          const cells: Cell[] = [
            l.number,
            l.data,
            day(l.openedOn),
            quantity(l.opened),
            quantity(l.settled),
            isLate ? alertCell(quantity(l.outstanding)) : quantity(l.outstanding),
            isLate ? alertCell(day(l.dueOn)) : day(l.dueOn),
          ];
          return { cells };
        }),
      ),
      h2(w.subcontractors),
      {
        kind: "tree",
        columns: [naming(w.subcontractor, 84), left(w.subWork), left(w.consent, 44)],
        rows: sheet.subcontractors.map((s) => ({
          level: s.level - 1,
          cells: [
            s.name,
            s.work,
            {
              mark: s.isApproved ? ("ok" as const) : ("bad" as const),
              text: s.isApproved ? w.consented({ day: day(s.approvedOn) }) : w.unconsented,
              alt: s.isApproved ? pw.consented : pw.unconsented,
              ...(s.isApproved ? {} : { tone: "alert" as const, bold: true }),
            },
          ],
          ...(s.isApproved ? {} : { alert: true }),
        })),
      },
      h2(w.clauses, `${head.met} / ${head.required}`),
      table(
        [
          left("", 9),
          naming(w.clause),
          left(w.article, 22),
          left(w.clauseState, 20),
          left("", 9),
          naming(w.clause),
          left(w.article, 22),
          left(w.clauseState, 20),
        ],
        halves(sheet.clauses).map(([a, b]) => ({ cells: [...clauseCells(a), ...clauseCells(b)] })),
      ),
      h2(w.timeline),
      {
        kind: "timeline",
        rows: sheet.timeline.map((e) => ({ day: day(e.on), text: e.text })),
        empty: w.none,
      },
      { kind: "note", text: w.drawn({ at: formatInstant(drawnAt, lang) }) },
    ],
  };

  function clauseCells(c: (PartnerSheet["clauses"][number] & { n: number }) | undefined): Cell[] {
    if (!c) return ["", "", "", ""];
    const state = labels["clause-state"]?.[c.state]?.[lang] ?? c.state;
    const isBad = !["met", "excepted", "not-required"].includes(c.state);
    return [
      String(c.n),
      clauseHeads[c.id]?.[lang] ?? c.id,
      c.state === "not-required" ? dash : (c.article ?? dash),
      isBad
        ? alertCell(state)
        : c.state === "excepted" && c.until !== null
          ? `${state} ${tableDay(c.until, lang)}`
          : c.state === "not-required"
            ? dash
            : state,
    ];
  }
}

/** The first half beside the second, numbered through. */
function halves<T>(rows: readonly T[]): [(T & { n: number }) | undefined, (T & { n: number }) | undefined][] {
  const numbered = rows.map((row, i) => ({ ...row, n: i + 1 }));
  const half = Math.ceil(numbered.length / 2);
  return Array.from({ length: half }, (_, i) => [numbered[i], numbered[half + i]]);
}
