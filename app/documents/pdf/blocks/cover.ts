import type { ContentsBlock, CoverBlock, FiguresBlock, LegendBlock } from "../../spec.ts";
import { type Flow, measure, type Plan, type Room } from "../flow.ts";
import { drawGrade, drawMark } from "../marks.ts";
import { baselineIn, colour, rule, u } from "../metrics.ts";
import { lay, shape, shrinkToFit } from "../text.ts";
import { link } from "./prose.ts";
import { boxWidth, drawSeals, sealsHeight } from "./seals.ts";

/** First page: what, of whom, for which year; facts; boxes for the seals at the lower right. */
export function planCover(b: CoverBlock, room: Room): Plan {
  const title = lay(b.title, { size: 26, weight: "bold" }, room.width, "phrase", false);
  const organisation = lay(b.organisation, { size: 13 }, room.width, "phrase", false);
  const purpose = lay(b.purpose, { size: 9.5 }, 104, "phrase", false);
  const facts = b.facts.map((f) => ({
    label: f.label,
    value: lay(f.value, { size: 9 }, 130, "cell", false),
  }));
  return {
    kind: "cover",
    start: 0,
    height: 255,
    draw(flow) {
      flow.mark(b.anchor);
      const { sheet, x } = flow;
      sheet.in(null, () => sheet.line(x, flow.y, flow.right, flow.y, { width: rule.section }));
      flow.text(flow.parent.add("P"), b.handling, { size: 8 }, x, flow.y + 6, { color: colour.gray70 });
      flow.text(flow.parent.add("P"), b.version, { size: 8 }, flow.right, flow.y + 6, {
        align: "right",
        color: colour.gray70,
      });
      // The title stands where the eye rests; a landscape cover has less air.
      const portrait = sheet.height > 250;
      let y = portrait ? 78 : 48;
      y -= (title.lines.length - 1) * 6;
      sheet.in(flow.parent.add("P"), () => sheet.linesOf(organisation, x, y, 7));
      y += (organisation.lines.length - 1) * 7 + 15;
      const h1 = flow.parent.add(flow.paper.headingTag(1));
      sheet.in(h1, () => sheet.linesOf(title, x - 0.3, y, 12));
      y += (title.lines.length - 1) * 12 + 12.4;
      flow.text(flow.parent.add("P"), b.period, { size: 15, weight: "bold" }, x, y, { color: colour.blue });
      y += 6.2;
      sheet.in(null, () => sheet.line(x, y, x + 44, y, { color: colour.blue, width: rule.section }));
      y += 8.2;
      sheet.in(flow.parent.add("P"), () => sheet.linesOf(purpose, x, y, 3 * u));
      y += purpose.lines.length * 3 * u;
      y = Math.max(portrait ? 143 : 96, y + 4 * u);
      const table = flow.parent.add("Table");
      const width = Math.min(156, flow.width);
      sheet.in(null, () => sheet.line(x, y, x + width, y, { color: colour.gray50, width: rule.hair }));
      for (const f of facts) {
        const height = 4 * u + (f.value.lines.length - 1) * 2.5 * u;
        const tr = table.add("TR");
        const style = shrinkToFit(f.label, { size: 7.5 }, 25, 6.5);
        flow.text(tr.add("TH", { scope: "Row" }), f.label, style, x, baselineIn(y, 4 * u, style.size), {
          color: colour.gray70,
        });
        sheet.in(tr.add("TD"), () => sheet.linesOf(f.value, x + 26, baselineIn(y, 4 * u, 9), 2.5 * u));
        y += height;
        sheet.in(null, () => sheet.line(x, y, x + width, y, { color: colour.gray50, width: rule.hair }));
      }
      const seals = b.seals ?? [];
      if (seals.length > 0) {
        const top = sheet.height - 66;
        const left = flow.right - seals.length * boxWidth;
        if (b.sealTitle !== undefined)
          flow.text(flow.parent.add("P"), b.sealTitle, { size: 8 }, left, top - 2.2, {
            color: colour.gray70,
          });
        if (b.sealNote !== undefined) {
          const note = lay(b.sealNote, { size: 7 }, left - x - 6, "phrase", false);
          sheet.in(flow.parent.add("P"), () =>
            sheet.linesOf(note, x, top + sealsHeight / 2, 2 * u, { color: colour.gray70 }),
          );
        }
        drawSeals(flow, flow.parent.add("Div"), seals, flow.right, top);
      }
      flow.y = flow.bottom;
    },
  };
}

/** Rows of the contents are drawn when every page is known. */
export function planContents(b: ContentsBlock, count: number, later: (draw: () => void) => void): Plan {
  const line = 4.5 * u;
  return {
    kind: "contents",
    start: 7 * u,
    height: 7 * u + count * line,
    draw(flow) {
      flow.mark(b.anchor);
      flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.section }));
      flow.text(
        flow.parent.add(flow.paper.headingTag(1)),
        b.title,
        { size: 16, weight: "bold" },
        flow.x,
        flow.y + 8.4,
      );
      flow.y += 7 * u;
      const toc = flow.parent.add("TOC");
      const places: { sheet: Flow["sheet"]; y: number }[] = [];
      for (let i = 0; i < count; i++) {
        if (flow.remaining < line) flow.newPage();
        places.push({ sheet: flow.sheet, y: flow.y });
        flow.y += line;
      }
      const { x, right } = flow;
      later(() => {
        const levels = b.levels ?? 1;
        const numbered = flow.paper.headings.some((h) => h.number !== "" && h.level === 1);
        flow.paper.headings
          .filter((h) => h.listed && h.level <= levels)
          .forEach((h, i) => {
            const place = places[i];
            if (place === undefined) return;
            const { sheet, y } = place;
            const size = h.level === 1 ? 9.5 : 8.5;
            const base = baselineIn(y, line, size);
            const indent = (numbered ? 12 : 0) + (h.level === 1 ? 0 : 6);
            const owner = toc.add("TOCI").add("Reference").add("Link");
            const put = (
              text: string,
              at: number,
              align: "left" | "right",
              bold: boolean,
              color: typeof colour.ink | typeof colour.blue,
            ): void => {
              const s = shape(text, {
                size,
                weight: bold ? "bold" : "regular",
                tabular: align === "right" && !bold,
              });
              sheet.in(owner, () => sheet.run(s, 0, s.chars.length, size, at, base, { align, color }));
            };
            if (h.level === 1) put(h.number, x + 8, "right", true, colour.blue);
            const label = h.level === 1 || h.number === "" ? h.text : `${h.number}　${h.text}`;
            const room = right - x - indent - 14;
            const fitted = lay(label, { size }, room, "phrase", false);
            sheet.in(owner, () => sheet.lineOf(fitted, 0, x + indent, base));
            if (fitted.lines.length > 1)
              sheet.in(owner, () => sheet.lineOf(fitted, 1, x + indent, base + 3.4));
            put(String(h.page), right, "right", false, colour.ink);
            const from =
              x +
              indent +
              measure(fitted.lines.length > 1 ? label.slice(0, fitted.lines[0]?.end) : label, { size }) +
              3;
            const dots: [number, number, number, number][] = [];
            for (let d = right - 8 - 1.4; d > from; d -= 1.4) dots.push([d, base - 0.9, 0.3, 0.3]);
            sheet.in(null, () => sheet.rects(dots, colour.gray50));
            link(sheet, owner, h.anchor, flow.words.pageOf({ text: label, page: h.page }), [
              x,
              y,
              right,
              y + line,
            ]);
          });
      });
    },
  };
}

export function planLegend(b: LegendBlock, room: Room): Plan {
  const indent = 34;
  const text =
    b.text === undefined ? undefined : lay(b.text, { size: 8 }, room.width - indent, "prose", false);
  const note =
    b.note === undefined ? undefined : lay(b.note, { size: 7.5 }, room.width - indent, "prose", false);
  const rows = b.rows ?? [];
  const height =
    2 * u + ((text?.lines.length ?? 0) * 3 + rows.length * 4 + (note?.lines.length ?? 0) * 2.5) * u + 1.5 * u;
  const label = lay(b.label, { size: 8.5, weight: "bold" }, indent - 2, "phrase", false);
  return {
    kind: "legend",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const { sheet, x } = flow;
      sheet.in(null, () =>
        sheet.line(x, flow.y, flow.right, flow.y, { color: colour.gray50, width: rule.hair }),
      );
      let y = flow.y + 2 * u;
      const first = rows.length > 0 ? 4 * u : 3 * u;
      sheet.in(flow.parent.add("P"), () => sheet.linesOf(label, x, baselineIn(y, first, 8.5), 2.5 * u));
      if (text !== undefined) {
        sheet.in(flow.parent.add("P"), () => sheet.linesOf(text, x + indent, baselineIn(y, 3 * u, 8), 3 * u));
        y += text.lines.length * 3 * u;
      }
      const widest = Math.max(1, ...rows.map((r) => r.length));
      const step = (flow.width - indent) / Math.max(widest, 5);
      for (const row of rows) {
        const list = flow.parent.add("L", { listNumbering: "None" });
        row.forEach((item, i) => {
          const at = x + indent + i * step;
          const li = list.add("LI");
          const middle = y + 2 * u;
          sheet.in(li.add("Lbl"), () => {
            const { grade, mark } = item;
            if (grade !== undefined)
              sheet.actual(grade === "-" ? flow.words.ungraded : grade, () =>
                drawGrade(sheet, grade, at + 2.2, middle, 2, flow.words),
              );
            else if (mark !== undefined)
              sheet.actual(flow.words.marks[mark], () => drawMark(sheet, mark, at + 2.2, middle, 1.5));
          });
          const style = shrinkToFit(item.text, { size: 8 }, step - 8.4, 6.5);
          flow.text(li.add("LBody"), item.text, style, at + 6, baselineIn(y, 4 * u, style.size));
        });
        y += 4 * u;
      }
      if (note !== undefined) {
        sheet.in(flow.parent.add("P"), () =>
          sheet.linesOf(note, x + indent, baselineIn(y, 2.5 * u, 7.5), 2.5 * u, {
            color: colour.gray70,
          }),
        );
      }
      flow.y += height;
    },
  };
}

/** Strip of key figures: label, the figure, last year's. A bad one has a bar on the top rule. */
export function planFigures(b: FiguresBlock, room: Room): Plan {
  const small = b.size === "small";
  const height = small ? 11.5 * u : 14 * u;
  const width = room.width / Math.max(1, b.items.length);
  return {
    kind: "figures",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const { sheet, y } = flow;
      sheet.in(null, () => {
        sheet.line(flow.x, y, flow.right, y, { width: rule.table });
        sheet.line(flow.x, y + height, flow.right, y + height, { width: rule.table });
      });
      const list = flow.parent.add("L", { listNumbering: "None" });
      b.items.forEach((item, i) => {
        const left = flow.x + i * width;
        const x = i === 0 ? left : left + 3;
        const inner = width - (i === 0 ? 2 : 5);
        const color = item.alert === true ? colour.alert : colour.ink;
        sheet.in(null, () => {
          if (i > 0) sheet.line(left, y + 2.5, left, y + height - 1.2, { color: colour.gray25, width: 0.6 });
          if (item.alert === true && !small) sheet.rect(x, y - 0.53, inner, 1.06, colour.alert);
        });
        const body = list.add("LI").add("LBody");
        const label = shrinkToFit(item.label, { size: 7.5 }, inner, 6);
        flow.text(body, item.label, label, x, y + 5.3, { color: colour.gray70 });
        const base = y + (small ? 12.6 : 15.6);
        if (item.grade !== undefined) {
          const { grade } = item;
          sheet.in(body, () =>
            sheet.actual(flow.words.grade({ grade }), () =>
              drawGrade(sheet, grade, x + 3.2, base - 2.2, 3, flow.words),
            ),
          );
        } else if (item.value !== undefined) {
          const unit = item.unit ?? "";
          const unitWidth = unit === "" ? 0 : measure(unit, { size: 9 }) + 1.4;
          const style = shrinkToFit(
            item.value,
            { size: small ? 15 : 25, weight: "bold" },
            inner - unitWidth,
            8,
          );
          flow.text(body, item.value, style, x - 0.3, base, { color });
          if (unit !== "")
            flow.text(body, unit, { size: 9 }, x + measure(item.value, style) + 1.4, base, { color });
        }
        if (item.note !== undefined) {
          const note = shrinkToFit(item.note, { size: 7.5 }, inner, 6);
          const bad = item.alert === true && small;
          flow.text(body, item.note, note, x, y + height - 2.6, {
            color: bad ? colour.alert : colour.gray70,
          });
        }
      });
      flow.y += height;
    },
  };
}
