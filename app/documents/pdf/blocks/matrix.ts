import type { MatrixBlock, MatrixRow, TreeBlock } from "../../spec.ts";
import { type Flow, measure, type Plan, type Room } from "../flow.ts";
import { drawMark } from "../marks.ts";
import { baselineIn, colour, mm, rule, toneColour, u } from "../metrics.ts";
import { lay, shape, shrinkToFit, widthOf } from "../text.ts";
import { type CellPlace, drawCell, layCell, placeColumns, sidePadding } from "./cells.ts";
import { continuesHeight, drawGroup, planHead } from "./table.ts";

/** The one exception of the vertical grid: forty rows stand on one page. */
const rowHeight = 4.58;
const headHeight = 27;
const upright = 2.27;
/** Signs that lie down in vertical writing. */
const turnedSigns = new Set("ー（）「」『』〔〕［］～〜－―…：()[]-–");

function drawHeadLabel(flow: Flow, label: string, x: number, top: number, room: number): void {
  const { sheet } = flow;
  const s = shape(label, { size: 6.4 });
  if (/[A-Za-z]{3}/.test(label)) {
    // Latin words are turned as a whole.
    let p = lay(label, { size: 6.4 }, room, "cell", false);
    for (const size of [6, 5.5, 5]) if (p.lines.length > 2) p = lay(label, { size }, room, "cell", false);
    const { size } = p.style;
    const pitch = Math.min(2.5, 5 / p.lines.length);
    p.lines.forEach((line, i) => {
      // Turned text goes on to the left.
      const cx = x + ((p.lines.length - 1) / 2 - i) * pitch;
      sheet.turned(90, cx, top, () =>
        sheet.run(p.shaped, line.start, line.end, size, cx, top + mm(size * 0.36)),
      );
    });
    return;
  }
  const pitch = Math.min(upright, room / Math.max(1, s.chars.length));
  s.chars.forEach((c, i) => {
    const middle = top + (i + 0.5) * pitch;
    const width = mm((s.glyphs[i]?.width ?? 1) * 6.4);
    const put = (dx: number, dy: number): void =>
      sheet.run(s, i, i + 1, 6.4, x - width / 2 + dx, middle + mm(6.4 * 0.38) + dy);
    if (turnedSigns.has(c)) sheet.turned(90, x, middle, () => put(0, 0));
    else if (c === "、" || c === "。") put(1.1, -1.1);
    else put(0, 0);
  });
}

/** The column of names is as wide as the longest needs, within what the marks leave. */
const LABEL = { least: 50.8, most: 64 };
const labelWidth = (b: MatrixBlock): number => {
  const needs = b.rows.map((row) =>
    row.kind === "group"
      ? 0
      : widthOf(row.name, { size: 7.2, weight: row.alert === true ? "bold" : "regular" }) + 11.2,
  );
  return Math.min(LABEL.most, Math.max(LABEL.least, ...needs));
};

export function planMatrix(b: MatrixBlock, room: Room): Plan {
  const label = labelWidth(b);
  const verdictWidth = 14;
  const step = (room.width - label - verdictWidth) / Math.max(1, b.columns.length);
  const tail = b.sum === undefined ? 0 : rowHeight;
  const body = Math.max(1, b.rows.length) * rowHeight + tail;
  return {
    kind: "matrix",
    start: headHeight + 5 * rowHeight,
    height: headHeight + body,
    draw(flow) {
      flow.mark(b.anchor);
      if (b.legend !== undefined) drawLegendLine(flow, b);
      const table = flow.parent.add("Table", b.summary === undefined ? {} : { summary: b.summary });
      const columnX = (i: number): number => flow.x + label + (i + 0.5) * step;
      const verdictX = flow.x + room.width - verdictWidth / 2;
      let from = flow.y;
      const head = (first: boolean): void => {
        from = flow.y;
        const tr = first ? table.add("THead").add("TR") : null;
        flow.sheet.in(null, () => {
          flow.sheet.rect(flow.x, flow.y, flow.width, headHeight, colour.gray10);
          flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.section });
          flow.sheet.line(flow.x, flow.y + headHeight, flow.right, flow.y + headHeight, { width: rule.hair });
        });
        const th = tr?.add("TH", { scope: "Column" }) ?? null;
        flow.text(
          th,
          b.corner,
          { size: 7.5, weight: "bold" },
          flow.x + sidePadding,
          flow.y + headHeight - 2.4,
        );
        b.columns.forEach((c, i) => {
          const tag = tr?.add("TH", { scope: "Column" }) ?? null;
          flow.text(tag, c.number, { size: 7, weight: "bold" }, columnX(i), flow.y + 3.4, {
            align: "center",
            color: colour.blue,
          });
          flow.sheet.in(tag, () => drawHeadLabel(flow, c.label, columnX(i), flow.y + 4.9, headHeight - 5.9));
        });
        const v = tr?.add("TH", { scope: "Column" }) ?? null;
        flow.text(
          v,
          b.verdictLabel,
          shrinkToFit(b.verdictLabel, { size: 7.5, weight: "bold" }, verdictWidth - 1, 5.5),
          verdictX,
          flow.y + headHeight - 2.4,
          { align: "center" },
        );
        flow.y += headHeight;
      };
      const close = (): void => {
        const to = flow.y;
        flow.sheet.in(null, () => {
          for (let i = 0; i < b.columns.length; i += 5) {
            const x = flow.x + label + i * step;
            flow.sheet.line(x, from, x, to, { width: rule.hair, color: colour.gray50 });
          }
          const x = flow.x + room.width - verdictWidth;
          flow.sheet.line(x, from, x, to, { width: rule.hair, color: colour.gray50 });
          flow.sheet.line(flow.x, to, flow.right, to, { width: rule.table });
        });
      };
      head(true);
      const tbody = table.add("TBody");
      if (b.rows.length === 0) {
        const td = tbody.add("TR").add("TD", { colSpan: b.columns.length + 2 });
        flow.text(td, flow.words.none, { size: 8 }, flow.x + sidePadding, baselineIn(flow.y, rowHeight, 8), {
          color: colour.gray70,
        });
        flow.y += rowHeight;
        close();
        return;
      }
      let group: string | undefined;
      b.rows.forEach((row, i) => {
        const rest = (b.rows.length - i) * rowHeight + tail;
        const need = row.kind === "group" ? 4 * rowHeight : rowHeight;
        if (!flow.fixed && rest > flow.remaining + 0.01 && need > flow.remaining - continuesHeight) {
          close();
          flow.text(null, flow.words.continues, { size: 7 }, flow.right, baselineIn(flow.y + 0.8, 2 * u, 7), {
            align: "right",
            color: colour.gray70,
          });
          flow.newPage();
          flow.repeatHeading();
          head(false);
          if (group !== undefined && row.kind !== "group")
            drawGroup(flow, null, flow.words.continued({ text: group }), rowHeight, 7.2);
        }
        if (row.kind === "group") {
          group = row.text;
          drawGroup(
            flow,
            tbody.add("TR").add("TH", { scope: "Row", colSpan: b.columns.length + 2 }),
            row.text,
            rowHeight,
            7.2,
          );
          return;
        }
        drawRow(row);
        const next = b.rows[i + 1]?.kind;
        if (i < b.rows.length - 1) {
          const ink = next === "group";
          flow.sheet.in(null, () =>
            flow.sheet.line(flow.x, flow.y, flow.right, flow.y, {
              color: ink ? colour.ink : colour.gray25,
              width: rule.hair,
            }),
          );
        }
      });
      if (b.sum !== undefined) {
        const sum = b.sum;
        flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.sum }));
        const tr = tbody.add("TR");
        const base = baselineIn(flow.y, rowHeight, 7.2);
        flow.text(
          tr.add("TH", { scope: "Row" }),
          sum.label,
          shrinkToFit(sum.label, { size: 7.2, weight: "bold" }, label - 2, 6),
          flow.x + sidePadding,
          base,
        );
        for (const i of b.columns.keys()) {
          flow.text(tr.add("TD"), sum.counts[i] ?? "", { size: 7.2, weight: "bold" }, columnX(i), base, {
            align: "center",
          });
        }
        flow.text(tr.add("TD"), sum.verdict, { size: 7.2, weight: "bold" }, verdictX, base, {
          align: "center",
        });
        flow.y += rowHeight;
      }
      close();

      function drawRow(row: Exclude<MatrixRow, { kind: "group" }>): void {
        const { y } = flow;
        const bold = row.alert === true || row.verdictBold === true;
        if (row.alert === true)
          flow.sheet.in(null, () => flow.sheet.rect(flow.x, y, flow.width, rowHeight, colour.alertTint));
        const tr = tbody.add("TR");
        const base = baselineIn(y, rowHeight, 7.2);
        const th = tr.add("TH", { scope: "Row" });
        flow.text(th, row.code, shrinkToFit(row.code, { size: 7.2 }, 8.2, 5.5), flow.x + sidePadding, base, {
          color: colour.gray70,
        });
        const name = shrinkToFit(
          row.name,
          { size: 7.2, weight: row.alert === true ? "bold" : "regular" },
          label - 11,
          5.5,
        );
        flow.text(th, row.name, name, flow.x + 10, base);
        b.columns.forEach((_, i) => {
          const mark = row.marks[i] ?? "none";
          flow.sheet.in(tr.add("TD"), () =>
            flow.sheet.actual(flow.words.marks[mark], () =>
              drawMark(flow.sheet, mark, columnX(i), y + rowHeight / 2, 1.25),
            ),
          );
        });
        const style = shrinkToFit(
          row.verdict,
          { size: 7.2, weight: bold ? "bold" : "regular" },
          verdictWidth - 1,
          5.5,
        );
        flow.text(tr.add("TD"), row.verdict, style, verdictX, base, {
          align: "center",
          color: toneColour[row.verdictTone ?? "ink"],
        });
        flow.y += rowHeight;
      }
    },
  };
}

/** The meaning of the marks, on one line over the matrix at the right. */
function drawLegendLine(flow: Flow, b: MatrixBlock): void {
  const items = b.legend ?? [];
  const beside = flow.heading !== undefined && flow.heading.aside === undefined && !flow.atTop;
  const y = beside ? flow.y - 4.4 : flow.y;
  const widths = items.map((i) => 5 + measure(i.text, { size: 7.5 }) + 5);
  let x = flow.right - widths.reduce((a, w) => a + w, 0) + 4;
  const list = flow.parent.add("L", { listNumbering: "None" });
  items.forEach((item, i) => {
    const li = list.add("LI");
    const { mark } = item;
    if (mark !== undefined) {
      flow.sheet.in(li.add("Lbl"), () =>
        flow.sheet.actual(flow.words.marks[mark], () => drawMark(flow.sheet, mark, x + 1.6, y + 1.9, 1.35)),
      );
    }
    flow.text(li.add("LBody"), item.text, { size: 7.5 }, x + 4.4, y + 1.9 + mm(7.5 * 0.38));
    x += widths[i] ?? 0;
  });
  if (!beside) flow.y += 2.5 * u;
}

const indentStep = 7;

/** Who works for whom: names hang on gray elbows, what is not consented stands in a dashed red box. */
export function planTree(b: TreeBlock, room: Room): Plan {
  const places = placeColumns(b.columns, 0, room.width);
  const head = planHead(b.columns, places);
  const line = 4 * u;
  const rows = b.rows.map((r) => {
    const cells = places.map((p, i) => {
      const indent = i === 0 ? r.level * indentStep : 0;
      const place: CellPlace = { ...p, padLeft: p.padLeft + indent };
      const tone = r.alert === true && i === 0 ? { tone: "alert" as const } : {};
      return { place, laid: layCell(r.cells[i], place, room, { bold: i === 0 && r.level === 0, ...tone }) };
    });
    const count = Math.max(1, ...cells.map((c) => c.laid.count));
    return { ...r, cells, height: line + (count - 1) * 2 * u };
  });
  const body = rows.length === 0 ? line : rows.reduce((a, r) => a + r.height, 0);
  const familyHeight = (i: number): number => {
    let h = rows[i]?.height ?? 0;
    for (let k = i + 1; k < rows.length && (rows[k]?.level ?? 0) > 0; k++) h += rows[k]?.height ?? 0;
    return h;
  };
  return {
    kind: "tree",
    start: head.height + Math.min(rows.length === 0 ? line : familyHeight(0), 100),
    height: head.height + body,
    draw(flow) {
      flow.mark(b.anchor);
      const table = flow.parent.add("Table", b.summary === undefined ? {} : { summary: b.summary });
      const top = (first: boolean): void => {
        const y = flow.y;
        head.draw(flow, first ? table.add("THead").add("TR") : null);
        flow.sheet.in(null, () => flow.sheet.line(flow.x, y, flow.right, y, { width: rule.table }));
      };
      const bottom = (): void =>
        flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.table }));
      top(true);
      const tbody = table.add("TBody");
      if (rows.length === 0) {
        const td = tbody.add("TR").add("TD", { colSpan: places.length });
        flow.text(
          td,
          b.empty ?? flow.words.none,
          { size: 8 },
          flow.x + sidePadding,
          baselineIn(flow.y, line, 8),
          { color: colour.gray70 },
        );
        flow.y += line;
        bottom();
        return;
      }
      // Middle of the last drawn row of each level on this page: where an elbow starts.
      let spine: number[] = [];
      rows.forEach((r, i) => {
        const need =
          r.level === 0 ? Math.min(familyHeight(i), flow.bottom - flow.top - head.height - 20) : r.height;
        if (
          !flow.fixed &&
          i > 0 &&
          need > flow.remaining - (i === rows.length - 1 ? 0 : continuesHeight) + 0.01
        ) {
          bottom();
          flow.text(null, flow.words.continues, { size: 7 }, flow.right, baselineIn(flow.y + 0.8, 2 * u, 7), {
            align: "right",
            color: colour.gray70,
          });
          flow.newPage();
          flow.repeatHeading();
          top(false);
          spine = spine.map(() => flow.y);
        } else if (r.level === 0 && i > 0) {
          flow.sheet.in(null, () =>
            flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.hair }),
          );
        }
        const middle = flow.y + r.height / 2;
        if (r.level > 0) {
          const x = flow.x + sidePadding + (r.level - 1) * indentStep + 2.2;
          const from = spine[r.level] ?? flow.y;
          flow.sheet.in(null, () =>
            flow.sheet.polygon(
              [
                [x, from],
                [x, middle],
                [x + indentStep - 3.2, middle],
              ],
              null,
              { color: colour.gray50, width: 0.6 },
              true,
            ),
          );
        }
        spine = spine.slice(0, r.level + 1);
        spine[r.level] = middle;
        spine[r.level + 1] = middle + 2;
        const tr = tbody.add("TR");
        r.cells.forEach((c, k) => {
          const tag = k === 0 ? tr.add("TH", { scope: "Row" }) : tr.add("TD");
          const place = { ...c.place, x: c.place.x + flow.x };
          drawCell(flow, tag, c.laid, place, flow.y, r.height);
          if (k === 0 && r.alert === true) {
            const wide = Math.max(0, ...c.laid.lines.map((l) => measure(l.text, l.laid.style)));
            const width = Math.min(wide, place.width - place.padLeft - sidePadding) + 1.6;
            const high = c.laid.count * 2 * u + 1;
            flow.sheet.in(null, () =>
              flow.sheet.rect(place.x + place.padLeft - 0.8, middle - high / 2, width, high, null, {
                color: colour.alert,
                width: 0.9,
                dash: [0.8, 0.6],
              }),
            );
          }
        });
        flow.y += r.height;
      });
      bottom();
    },
  };
}
