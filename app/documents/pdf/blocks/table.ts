import type { Row, TableBlock } from "../../spec.ts";
import type { Flow, Plan, Room } from "../flow.ts";
import { baselineIn, colour, rule, u } from "../metrics.ts";
import type { Tag } from "../tags.ts";
import { lay, type Paragraph } from "../text.ts";
import {
  type CellPlace,
  drawCell,
  type LaidCell,
  layCell,
  placeColumns,
  rowHeight,
  sidePadding,
  splitRow,
} from "./cells.ts";

const bases = { normal: 4 * u, long: 3.75 * u, ledger: 3.5 * u } as const;
const groupHeight = 3.5 * u;
/** Room for 「次頁に続く」 under a cut table. */
export const continuesHeight = 2.5 * u;
/** A group up to this many rows moves whole; a longer one keeps its head with three rows. */
const wholeGroup = 7;

interface LaidRow {
  readonly row: Row;
  readonly height: number;
  readonly cells: readonly LaidCell[];
  /** The rest of a row too high for one page. */
  readonly goesOn: boolean;
  /** Height that must fit for the row to begin here: itself and what may not be parted from it. */
  need: number;
}

export function planTable(b: TableBlock, room: Room): Plan {
  const places = placeColumns(b.columns, 0, room.width);
  const head = planHead(b.columns, places);
  const base = bases[b.density ?? "normal"];
  const cellsOf = (cells: Exclude<Row, { readonly kind: "group" }>): LaidCell[] =>
    places.map((p, i) =>
      layCell(cells.cells[i], p, room, {
        bold: cells.kind === "sum" || b.columns[i]?.bold === true,
        ...(b.columns[i]?.tone === undefined ? {} : { tone: b.columns[i].tone }),
      }),
    );
  const rows: LaidRow[] = b.rows.flatMap((row): LaidRow[] => {
    if (row.kind === "group")
      return [{ row, height: groupHeight, cells: [], need: groupHeight, goesOn: false }];
    return splitRow(cellsOf(row)).map((cells, i) => {
      const height = rowHeight(cells, base);
      return { row, height, cells, need: height, goesOn: i > 0 };
    });
  });
  keepTogether(rows);
  const empty = rows.length === 0;
  const headHeight = b.headless === true ? 0 : head.height;
  const body = empty ? base : rows.reduce((a, r) => a + r.height, 0);
  const two = empty ? base : Math.max(rows[0]?.need ?? 0, (rows[0]?.height ?? 0) + (rows[1]?.height ?? 0));
  return {
    kind: "table",
    start: headHeight + Math.min(two, 120),
    height: headHeight + body,
    draw(flow) {
      flow.mark(b.anchor);
      const table = flow.parent.add("Table", b.summary === undefined ? {} : { summary: b.summary });
      const at = (p: CellPlace): CellPlace => ({ ...p, x: p.x + flow.x });
      const drawHead = (first: boolean): void => {
        const top = flow.y;
        if (b.headless !== true) head.draw(flow, first ? table.add("THead").add("TR") : null);
        flow.sheet.in(null, () => flow.sheet.line(flow.x, top, flow.right, top, { width: rule.table }));
      };
      drawHead(true);
      const tbody = table.add("TBody");
      if (empty) {
        const cell = tbody.add("TR").add("TD", { colSpan: places.length });
        flow.text(
          cell,
          b.empty ?? flow.words.none,
          { size: 8 },
          flow.x + sidePadding,
          baselineIn(flow.y, base, 8),
          { color: colour.gray70 },
        );
        flow.y += base;
        bottomRule(flow);
        return;
      }
      let rest = body;
      let tr = tbody;
      let tags: Tag[] = [];
      let group: string | undefined;
      rows.forEach((r, i) => {
        const fits = rest <= flow.remaining + 0.01;
        const need = Math.min(r.need, flow.bottom - flow.top - headHeight - 12);
        if (!flow.fixed && !fits && need > flow.remaining - continuesHeight + 0.01 && i > 0) {
          bottomRule(flow);
          flow.text(null, flow.words.continues, { size: 7 }, flow.right, baselineIn(flow.y + 0.8, 2 * u, 7), {
            align: "right",
            color: colour.gray70,
          });
          flow.newPage();
          flow.repeatHeading();
          drawHead(false);
          if (group !== undefined && r.row.kind !== "group")
            drawGroup(flow, null, flow.words.continued({ text: group }));
        }
        rest -= r.height;
        if (r.row.kind === "group") {
          group = r.row.text;
          drawGroup(flow, tbody.add("TR").add("TH", { scope: "Row", colSpan: places.length }), r.row.text);
          return;
        }
        const { row } = r;
        if ("anchor" in row) flow.mark(row.anchor);
        flow.sheet.in(null, () => {
          if (row.kind === "sum") flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.sum });
          else if ("alert" in row && row.alert === true)
            flow.sheet.rect(flow.x, flow.y, flow.width, r.height, colour.alertTint);
        });
        if (!r.goesOn) {
          tr = tbody.add("TR");
          tags = [];
        }
        const named = b.columns.findIndex((c) => c.rowHeader === true);
        places.forEach((p, k) => {
          const isHeader = k === named || (row.kind === "sum" && k === 0);
          const cell = r.cells[k];
          tags[k] ??= isHeader ? tr.add("TH", { scope: "Row" }) : tr.add("TD");
          const tag = tags[k];
          if (cell !== undefined) drawCell(flow, tag, cell, at(p), flow.y, r.height);
        });
        flow.y += r.height;
        const next = rows[i + 1]?.row.kind;
        flow.sheet.in(null, () => {
          if (i === rows.length - 1 || next === "sum" || rows[i + 1]?.goesOn === true) return;
          if (next === "group") flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.hair });
          else
            flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { color: colour.gray25, width: rule.hair });
        });
      });
      bottomRule(flow);
    },
  };
}

const bottomRule = (flow: Flow): void =>
  flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.table }));

export function drawGroup(flow: Flow, tag: Tag | null, text: string, height = groupHeight, size = 8): void {
  flow.sheet.in(null, () => {
    flow.sheet.rect(flow.x, flow.y, flow.width, height, colour.gray5);
    flow.sheet.line(flow.x, flow.y + height, flow.right, flow.y + height, { width: rule.hair });
  });
  flow.text(tag, text, { size, weight: "bold" }, flow.x + sidePadding, baselineIn(flow.y, height, size));
  flow.y += height;
}

/** Marks how much must follow a row on its page: groups, and a sum with the row before it. */
function keepTogether(rows: LaidRow[]): void {
  for (let i = rows.length - 1; i >= 0; i--) {
    const r = rows[i];
    if (r === undefined) continue;
    const next = rows[i + 1];
    if (r.row.kind === "group") {
      let end = i + 1;
      while (end < rows.length && rows[end]?.row.kind !== "group") end++;
      const size = end - i - 1;
      const until = size <= wholeGroup ? end : i + 4;
      r.need = 0;
      for (let k = i; k < until; k++) r.need += rows[k]?.height ?? 0;
    } else if (next?.row.kind === "sum") r.need = r.height + next.height;
  }
}

export interface Head {
  readonly height: number;
  /** `row` null: the repetition on a later page, an artifact. */
  draw(flow: Flow, row: Tag | null): void;
}
export function planHead(columns: TableBlock["columns"], places: readonly CellPlace[]): Head {
  const laid = columns.map((c, i) => {
    const p = places[i];
    return layHead(c.label, p === undefined ? 20 : p.width - p.padLeft - sidePadding + 0.4);
  });
  const lines = Math.max(1, ...laid.map((p) => p.lines.length));
  const step = 1.85 * u;
  const height = 3.25 * u + (lines - 1) * 2 * u;
  return {
    height,
    draw(flow, row) {
      flow.sheet.in(null, () => {
        flow.sheet.rect(flow.x, flow.y, flow.width, height, colour.gray10);
        flow.sheet.line(flow.x, flow.y + height, flow.right, flow.y + height, { width: rule.hair });
      });
      laid.forEach((p, i) => {
        const place = places[i];
        if (place === undefined) return;
        const tag = row?.add("TH", { scope: "Column" }) ?? null;
        const top = flow.y + (height - p.lines.length * step) / 2;
        p.lines.forEach((_, n) => {
          const base = baselineIn(top + n * step, step, p.style.size);
          const x = flow.x + place.x;
          flow.sheet.in(tag, () => {
            if (place.align === "right")
              flow.sheet.lineOf(p, n, x + place.width - sidePadding, base, { align: "right" });
            else if (place.align === "center")
              flow.sheet.lineOf(p, n, x + place.width / 2, base, { align: "center" });
            else flow.sheet.lineOf(p, n, x + place.padLeft, base);
          });
        });
      });
      flow.y += height;
    },
  };
}

/** A head gets smaller before a Latin word in it is cut. */
function layHead(label: string, width: number): Paragraph {
  let p = lay(label, { size: 7.5, weight: "bold" }, width, "phrase", false);
  for (const size of [7, 6.5, 6, 5.5]) {
    if (!cutsWord(p)) break;
    p = lay(label, { size, weight: "bold" }, width, "phrase", false);
  }
  return p;
}
const cutsWord = (p: Paragraph): boolean =>
  p.lines.some(
    (l) =>
      /^\p{Script=Latin}$/u.test(p.shaped.chars[l.end - 1] ?? "") &&
      /^\p{Script=Latin}$/u.test(p.shaped.chars[l.end] ?? ""),
  );
