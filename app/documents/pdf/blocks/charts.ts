import type { AgeingBlock, BarsBlock, CalendarBlock, ClockBlock, StackedBarsBlock } from "../../spec.ts";
import { type Flow, measure, type Plan, type Room } from "../flow.ts";
import { drawBar, hatch, needsPatch, textOn } from "../marks.ts";
import { baselineIn, type Colour, colour, mm, rule, u } from "../metrics.ts";
import { lay, shape, shrinkToFit, type TextStyle } from "../text.ts";

interface ChartSpec {
  readonly kind: string;
  readonly alt: string;
  readonly note?: string;
  readonly anchor?: string;
}
export interface Brush {
  readonly flow: Flow;
  readonly x: number;
  readonly y: number;
  text(
    text: string,
    style: TextStyle,
    x: number,
    baseline: number,
    color?: Colour,
    align?: "left" | "right" | "center",
  ): void;
}

/** A chart is one figure with its message in words; it is never split. Without data only 「該当なし」 stands there. */
export function planChart(
  b: ChartSpec,
  room: Room,
  inner: number,
  empty: boolean,
  draw: (brush: Brush) => void,
  noteIndent = 0,
): Plan {
  const note =
    b.note === undefined || empty
      ? undefined
      : lay(b.note, { size: 7 }, room.width - noteIndent, "prose", false);
  const noteHeight = (note?.lines.length ?? 0) * 2 * u;
  const body = empty ? 4 * u : inner;
  const height = body + noteHeight;
  return {
    kind: b.kind,
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const { sheet } = flow;
      if (empty) {
        flow.text(flow.parent.add("P"), flow.words.none, { size: 8 }, flow.x, baselineIn(flow.y, body, 8), {
          color: colour.gray70,
        });
      } else {
        const k = 72 / 25.4;
        const figure = flow.parent.add("Figure", {
          alt: b.alt,
          box: [flow.x * k, flow.y * k, flow.right * k, (flow.y + body) * k],
          pageHeight: sheet.height * k,
        });
        const text: Brush["text"] = (t, style, x, baseline, color = colour.ink, align = "left") => {
          const s = shape(t, style);
          sheet.run(s, 0, s.chars.length, style.size, x, baseline, { color, align });
        };
        sheet.in(figure, () => draw({ flow, x: flow.x, y: flow.y, text }));
      }
      if (note !== undefined) {
        const top = flow.y + body;
        sheet.in(flow.parent.add("P"), () =>
          sheet.linesOf(note, flow.x + noteIndent, baselineIn(top, 2 * u, 7), 2 * u, {
            color: colour.gray70,
          }),
        );
      }
      flow.y += height;
    },
  };
}

const fitted = (text: string, size: number, width: number, bold = false): TextStyle =>
  shrinkToFit(text, { size, weight: bold ? "bold" : "regular" }, width, 5.5);

/** The label of a bar in its column: one line, or two or three smaller ones; never cut. */
function drawLabel(
  { flow, x }: Brush,
  label: string,
  width: number,
  top: number,
  height: number,
  bold = false,
): void {
  const weight = bold ? "bold" : "regular";
  let p = lay(label, { size: 8, weight }, width, "cell", false);
  for (const size of [7, 6]) {
    if (p.lines.length * mm(p.style.size * 1.15) <= height + 0.2) break;
    p = lay(label, { size, weight }, width, "cell", false);
  }
  const step = Math.min(mm(p.style.size * 1.2), height / p.lines.length + 0.4);
  const first = top + (height - step * p.lines.length) / 2;
  flow.sheet.linesOf(p, x, baselineIn(first, step, p.style.size), step);
}

/** A step that divides a scale into about four parts. */
export function niceStep(max: number, parts = 4): number {
  const raw = Math.max(max, 1e-9) / parts;
  const power = 10 ** Math.floor(Math.log10(raw));
  for (const f of [1, 2, 2.5, 5, 10]) if (f * power >= raw - 1e-9) return f * power;
  return 10 * power;
}

export function planStackedBars(b: StackedBarsBlock, room: Room): Plan {
  const label = 41;
  const last = b.rows.some((r) => r.lastText !== undefined) ? 24 : 0;
  const pitch = 6.5 * u;
  const bar = 3.75 * u;
  const sums = b.rows.map((r) => r.segments.reduce((a, s) => a + s.value, 0));
  const max = Math.max(0, ...sums, ...b.rows.map((r) => r.last ?? 0));
  const whole = Number.isInteger(max);
  const axis = b.axis === true ? 3.5 * u : 0;
  const lift = 2.75 * u;
  const inner = lift + b.rows.length * pitch - (pitch - bar) + 0.75 * u + axis;
  return planChart(
    b,
    room,
    inner,
    b.rows.length === 0 || max === 0,
    (brush) => {
      const { flow, x, y, text } = brush;
      const { sheet } = flow;
      const left = x + label;
      const width = flow.width - label - last;
      const scale = (v: number): number => (v / max) * width;
      b.rows.forEach((row, i) => {
        const top = y + lift + i * pitch;
        const base = baselineIn(top, bar, 8);
        drawLabel(brush, row.label, label - 15, top - (pitch - bar) / 2, pitch, row.bold === true);
        text(row.total, { size: 8, tabular: true }, left - 2.5, base, colour.gray70, "right");
        let at = left;
        let free = at;
        for (const s of row.segments) {
          const w = scale(s.value);
          if (w <= 0) continue;
          drawBar(sheet, s.pattern, at, top, w, bar);
          const inside = `${s.label} ${s.value}`;
          const style: TextStyle = { size: 8, weight: "bold" };
          const need = measure(inside, style);
          if (need + 1.8 <= w) {
            if (needsPatch(s.pattern))
              sheet.rect(at + w / 2 - need / 2 - 0.7, top + bar / 2 - 1.9, need + 1.4, 3.8, colour.white);
            text(inside, style, at + w / 2, base, textOn(s.pattern), "center");
          } else {
            const above = `${s.label}${s.value}`;
            const small: TextStyle = { size: 7, weight: "bold" };
            const half = measure(above, small) / 2;
            const middle = Math.max(at + w / 2, free + half + 0.4);
            text(
              above,
              small,
              middle,
              top - 0.8,
              s.pattern === "lattice" ? colour.alert : colour.ink,
              "center",
            );
            free = middle + half;
          }
          at += w;
        }
        if (row.last !== undefined) tick(flow, left + scale(row.last), top, bar);
        if (row.lastText !== undefined)
          text(row.lastText, { size: 7.5 }, flow.right, base, colour.gray70, "right");
      });
      if (axis > 0) {
        const top = y + lift + b.rows.length * pitch - (pitch - bar) + 1.5 * u;
        sheet.line(left, top, left + width, top, { width: 0.6 });
        let step = niceStep(max);
        if (whole) step = max % 4 === 0 ? max / 4 : Math.max(1, Math.round(step));
        for (let v = 0; v <= max + 1e-9; v += step) {
          sheet.line(left + scale(v), top, left + scale(v), top + 0.9, { width: 0.6 });
          text(
            String(Math.round(v * 10) / 10),
            { size: 7 },
            left + scale(v),
            top + 3.6,
            colour.gray70,
            "center",
          );
        }
      }
    },
    label,
  );
}

function tick(flow: Flow, x: number, top: number, height: number): void {
  flow.sheet.line(x, top - 0.7, x, top + height + 0.7, { width: 1.3 });
}

export function planBars(b: BarsBlock, room: Room): Plan {
  const label = 44;
  const pitch = 4 * u;
  const bar = 2.5 * u;
  const max = b.max ?? Math.max(0, ...b.rows.map((r) => Math.max(r.value, r.last ?? 0)));
  return planChart(
    b,
    room,
    b.rows.length * pitch + 0.5 * u,
    b.rows.length === 0 || max <= 0,
    (brush) => {
      const { flow, x, y, text } = brush;
      const { sheet } = flow;
      const left = x + label;
      const width = flow.width - label - 24 - 22;
      const scale = (v: number): number => (v / max) * width;
      b.rows.forEach((row, i) => {
        const top = y + i * pitch + (pitch - bar) / 2;
        const base = baselineIn(top, bar, 8);
        drawLabel(brush, row.label, label - 3, y + i * pitch, pitch);
        drawBar(sheet, row.pattern ?? "solid", left, top, scale(row.value), bar);
        let end = left + scale(row.value);
        if (row.last !== undefined) {
          const t = left + scale(row.last);
          tick(flow, t, top, bar);
          end = Math.max(end, t);
        }
        text(
          row.text,
          { size: 8.5, weight: "bold" },
          end + 2,
          baselineIn(top, bar, 8.5),
          row.alert === true ? colour.alert : colour.ink,
        );
        if (row.lastText !== undefined) {
          text(
            row.lastText,
            { size: 7.5, tabular: true },
            flow.right,
            base,
            row.lastAlert === true ? colour.alert : colour.gray70,
            "right",
          );
        }
      });
      sheet.line(left, y, left, y + b.rows.length * pitch, { width: 0.6 });
    },
    label,
  );
}

export function planAgeing(b: AgeingBlock, room: Room): Plan {
  const label = 26;
  const pitch = 6.5 * u;
  const bar = 3.75 * u;
  const most = Math.max(0, ...b.rows.map((r) => Math.max(r.cases.length, r.last ?? 0)));
  const inner = b.rows.length * pitch;
  return planChart(
    b,
    room,
    inner,
    b.rows.length === 0 || most === 0,
    (brush) => {
      const { flow, x, y, text } = brush;
      const { sheet } = flow;
      const left = x + label;
      const step = Math.min(26.6, (flow.width - label - 40) / most);
      b.rows.forEach((row, i) => {
        const top = y + i * pitch + (pitch - bar) / 2;
        const base = baselineIn(top, bar, 8);
        drawLabel(brush, row.label, label - 2, y + i * pitch, pitch);
        row.cases.forEach((name, n) => {
          const at = left + n * step;
          drawBar(sheet, row.pattern, at, top, step, bar);
          const style = fitted(name, 7.5, step - 1.6, true);
          const need = measure(name, style);
          if (need > step - 1) return;
          if (needsPatch(row.pattern))
            sheet.rect(at + step / 2 - need / 2 - 0.6, top + bar / 2 - 1.8, need + 1.2, 3.6, colour.white);
          text(name, style, at + step / 2, baselineIn(top, bar, style.size), textOn(row.pattern), "center");
        });
        if (row.last !== undefined) tick(flow, left + row.last * step, top, bar);
        text(
          row.total,
          { size: 8.5, weight: "bold" },
          flow.right - 20,
          baselineIn(top, bar, 8.5),
          colour.ink,
          "right",
        );
        if (row.lastText !== undefined)
          text(row.lastText, { size: 7.5 }, flow.right, base, colour.gray70, "right");
      });
      sheet.line(left, y, left, y + inner, { width: 0.6 });
    },
    label,
  );
}

export function planCalendar(b: CalendarBlock, room: Room): Plan {
  const label = 44;
  const head = 3.25 * u;
  const row = 4 * u;
  const bar = 2.5 * u;
  const height = head + b.rows.length * row;
  return planChart(b, room, height + 0.5, b.rows.length === 0, ({ flow, x, y, text }) => {
    const { sheet } = flow;
    const left = x + label;
    const month = (flow.width - label) / Math.max(1, b.months.length);
    sheet.rect(x, y, flow.width, head, colour.gray10);
    sheet.line(x, y, flow.right, y, { width: rule.table });
    sheet.line(x, y + head, flow.right, y + head, { width: rule.hair });
    b.months.forEach((m, i) => {
      text(
        m,
        fitted(m, 7.5, month - 0.5, true),
        left + (i + 0.5) * month,
        baselineIn(y, head, 7.5),
        colour.ink,
        "center",
      );
      if (i % 3 === 0)
        sheet.line(left + i * month, y + head, left + i * month, y + height, {
          color: colour.gray25,
          width: 0.6,
        });
    });
    b.rows.forEach((r, i) => {
      const top = y + head + i * row;
      text(r.label, fitted(r.label, 8, label - 2), x + 1.2, baselineIn(top, row, 8));
      for (const piece of r.bars) {
        drawBar(
          sheet,
          piece.pattern,
          left + piece.from * month,
          top + (row - bar) / 2,
          (piece.to - piece.from) * month,
          bar,
        );
      }
      const end = i === b.rows.length - 1;
      sheet.line(
        x,
        top + row,
        flow.right,
        top + row,
        end ? { width: rule.table } : { color: colour.gray25, width: rule.hair },
      );
    });
  });
}

/** Axis in days; done acts are dots, today an open red ring, the due day a diamond with its label below. */
export function planClock(b: ClockBlock, room: Room): Plan {
  const label = 30;
  const height = 14 * u;
  return planChart(b, room, height, b.days <= 1, ({ flow, x, y, text }) => {
    const { sheet } = flow;
    const left = x + label;
    const right = flow.right - 5;
    const at = (day: number): number => left + ((day - 1) / (b.days - 1)) * (right - left);
    const axis = y + 7.25 * u;
    text(b.label, { size: 7.5 }, x, axis + mm(7.5 * 0.38), colour.gray70);
    if (b.zone !== undefined) {
      const [from, to] = [at(b.zone.from), at(b.zone.to)];
      hatch(sheet, from, axis - 2.2, to - from, 4.4, 1.5, colour.gray50, false);
      sheet.rect(from, axis - 2.2, to - from, 4.4, null, { color: colour.gray50, width: 0.6 });
    }
    sheet.line(left, axis, right, axis, { width: 0.9 });
    for (const d of b.dayLabels) {
      sheet.line(at(d.day), axis - 0.8, at(d.day), axis + 0.8, { width: 0.6 });
      text(d.text, { size: 7.5 }, at(d.day), axis + 5, colour.gray70, "center");
    }
    const due = at(b.due.day);
    sheet.line(due, axis - 6.5, due, axis + 9, { width: 0.6, dash: [0.7, 0.6] });
    text(b.due.text, { size: 7.5, weight: "bold" }, due - 0.8, axis + 8.6, colour.ink, "right");
    for (const act of b.acts) {
      const [ax, level] = [at(act.day), act.level ?? 1];
      const color = act.state === "today" ? colour.alert : colour.blue;
      const top = axis - (level === 2 ? 5 : 11);
      sheet.line(ax, top, ax, axis, { color, width: 0.9 });
      const style: TextStyle = { size: 7.5, weight: "bold" };
      const fits = ax + 0.8 + measure(act.text, style) <= flow.right;
      text(act.text, style, fits ? ax + 0.8 : ax - 0.8, top + 2, color, fits ? "left" : "right");
      if (act.state === "done") sheet.circle(ax, axis, 1.3, colour.blue);
      else sheet.circle(ax, axis, 1.3, colour.white, { color: colour.alert, width: 1.2 });
    }
    sheet.polygon(
      [
        [due, axis - 1.7],
        [due + 1.7, axis],
        [due, axis + 1.7],
        [due - 1.7, axis],
      ],
      colour.white,
      { width: 0.9 },
    );
  });
}
