import type { BurnDownBlock, LinesBlock } from "../../spec.ts";
import type { Plan, Room } from "../flow.ts";
import { hatch } from "../marks.ts";
import { colour, mm, u } from "../metrics.ts";
import type { Sheet } from "../sheet.ts";
import { niceStep, planChart } from "./charts.ts";

type Style = LinesBlock["series"][number]["style"];

function marker(sheet: Sheet, style: Style, x: number, y: number): void {
  switch (style) {
    case "total":
      sheet.circle(x, y, 1.2, colour.blue);
      return;
    case "square":
      sheet.rect(x - 0.95, y - 0.95, 1.9, 1.9, colour.ink);
      return;
    case "diamond":
      sheet.polygon(
        [
          [x, y - 1.5],
          [x + 1.5, y],
          [x, y + 1.5],
          [x - 1.5, y],
        ],
        colour.white,
        { width: 0.9 },
      );
      return;
    case "circle":
      sheet.circle(x, y, 1.1, colour.white, { width: 0.9 });
  }
}
const dashOf = (style: Style): readonly number[] | undefined =>
  style === "diamond" ? [0.4, 0.7] : style === "circle" ? [1.2, 0.8] : undefined;

/** Pushes labels apart to `gap` without changing their order. */
export function pushApart(wanted: readonly number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const out = [...wanted];
  let previous = least - gap;
  for (const i of order) {
    out[i] = Math.max(wanted[i] ?? 0, previous + gap);
    previous = out[i] ?? previous;
  }
  let next = most + gap;
  for (const i of order.reverse()) {
    out[i] = Math.min(out[i] ?? 0, next - gap);
    next = out[i] ?? next;
  }
  return out;
}

/** A few years of a few averages, told apart by dash and marker, labelled at their ends. */
export function planLines(b: LinesBlock, room: Room): Plan {
  const height = 30 * u;
  const empty = b.points.length === 0 || b.series.every((s) => s.values.every((v) => v === null));
  return planChart(b, room, height, empty, ({ flow, x, y, text }) => {
    const { sheet } = flow;
    const left = x + 37;
    const right = flow.right - 38;
    const top = y + u;
    const bottom = y + height - 3.5 * u;
    const inset = 4;
    const px = (i: number): number =>
      b.points.length === 1
        ? (left + right) / 2
        : left + inset + (i / (b.points.length - 1)) * (right - left - 2 * inset);
    const py = (v: number): number => bottom - ((v - b.min) / (b.max - b.min)) * (bottom - top);
    for (let v = b.min; v <= b.max + 1e-9; v += b.step) {
      sheet.line(left, py(v), right, py(v), {
        color: v === b.min ? colour.gray50 : colour.gray25,
        width: 0.6,
      });
      text(
        String(Math.round(v * 10) / 10),
        { size: 7 },
        left - 2,
        py(v) + mm(7 * 0.36),
        colour.gray70,
        "right",
      );
    }
    for (const limit of b.limits ?? []) {
      sheet.line(left, py(limit.value), right, py(limit.value), {
        color: colour.blue,
        width: 0.9,
        dash: [1, 0.8],
      });
      text(limit.label, { size: 7.5 }, x, py(limit.value) + mm(7.5 * 0.38), colour.blue);
    }
    for (const [i, p] of b.points.entries())
      text(p, { size: 7.5 }, px(i), bottom + 4.4, colour.ink, "center");
    const ends: number[] = [];
    for (const s of [...b.series].sort((p, q) => Number(p.style === "total") - Number(q.style === "total"))) {
      const dash = dashOf(s.style);
      const total = s.style === "total";
      let previous: readonly [number, number] | undefined;
      s.values.forEach((v, i) => {
        if (v === null) {
          previous = undefined;
          return;
        }
        const here = [px(i), py(v)] as const;
        if (previous !== undefined) {
          sheet.line(previous[0], previous[1], here[0], here[1], {
            color: total ? colour.blue : colour.ink,
            width: total ? 2 : 0.9,
            ...(dash === undefined ? {} : { dash }),
          });
        }
        previous = here;
      });
      for (const [i, v] of s.values.entries()) if (v !== null) marker(sheet, s.style, px(i), py(v));
    }
    for (const s of b.series) {
      const lastValue = s.values.findLast((v) => v !== null);
      ends.push(py(lastValue ?? b.min));
    }
    const placed = pushApart(ends, 4.4, top, bottom);
    b.series.forEach((s, i) => {
      const base = (placed[i] ?? bottom) + mm(8 * 0.38);
      const total = s.style === "total";
      text(
        s.label,
        { size: 8, weight: total ? "bold" : "regular" },
        right + 2,
        base,
        total ? colour.blue : colour.ink,
      );
      text(
        s.text,
        { size: 8, weight: total ? "bold" : "regular", tabular: true },
        flow.right,
        base,
        total ? colour.blue : colour.ink,
        "right",
      );
    });
  });
}

/** Open findings month by month: actual, plan dashed, what was added as hatched bars. */
export function planBurnDown(b: BurnDownBlock, room: Room): Plan {
  const height = 36 * u;
  return planChart(b, room, height, b.actual.length === 0, ({ flow, x, y, text }) => {
    const { sheet } = flow;
    const left = x + 8;
    const right = flow.right - 26;
    const top = y + 2.5 * u;
    const bottom = y + height - 4 * u;
    const most = Math.max(1, ...b.actual, ...(b.plan ?? []), ...(b.added ?? []));
    const step = Math.max(1, Math.ceil(niceStep(most, 5)));
    const max = Math.ceil(most / step) * step;
    const px = (i: number): number => left + (i / Math.max(1, b.points.length - 1)) * (right - left);
    const py = (v: number): number => bottom - (v / max) * (bottom - top);
    for (let v = 0; v <= max; v += step) {
      sheet.line(left, py(v), right, py(v), v === 0 ? { width: 0.9 } : { color: colour.gray25, width: 0.6 });
      text(String(v), { size: 7.5 }, left - 2, py(v) + mm(7.5 * 0.36), colour.gray70, "right");
    }
    for (const [i, p] of b.points.entries())
      text(p, { size: 7 }, px(i), bottom + 4.4, colour.gray70, "center");
    (b.added ?? []).forEach((v, i) => {
      if (v <= 0) return;
      const [at, up] = [px(i) - 1.7, py(v)];
      hatch(sheet, at, up, 3.4, bottom - up, 1.5, colour.gray50, false);
      sheet.rect(at, up, 3.4, bottom - up, null, { color: colour.gray50, width: 0.6 });
      text(String(v), { size: 7 }, px(i), up - 0.9, colour.gray70, "center");
    });
    const path = (values: readonly number[]): (readonly [number, number])[] =>
      values.map((v, i) => [px(i), py(v)] as const);
    const plan = b.plan ?? [];
    if (plan.length > 1)
      sheet.polygon(path(plan), null, { color: colour.gray70, width: 0.9, dash: [1.2, 0.8] }, true);
    if (b.actual.length > 1) sheet.polygon(path(b.actual), null, { color: colour.blue, width: 2 }, true);
    for (const [i, v] of b.actual.entries()) sheet.circle(px(i), py(v), 1.1, colour.blue);
    const peak = b.actual.indexOf(Math.max(...b.actual));
    for (const i of new Set([0, peak])) {
      text(
        String(b.actual[i] ?? 0),
        { size: 9.5, weight: "bold" },
        px(i) + (i === 0 ? 0.8 : 0),
        py(b.actual[i] ?? 0) - 2.2,
        colour.blue,
        i === 0 ? "left" : "center",
      );
    }
    const lastActual = b.actual.at(-1) ?? 0;
    const lastPlan = plan.at(-1);
    const [a, p] = pushApart(
      [py(lastActual), lastPlan === undefined ? bottom + 20 : py(lastPlan)],
      4.4,
      top,
      bottom + 30,
    );
    const endX = px(b.actual.length - 1);
    text(b.actualLabel, { size: 8, weight: "bold" }, endX + 3, (a ?? bottom) + mm(8 * 0.38), colour.blue);
    if (lastPlan !== undefined && b.planLabel !== undefined)
      text(b.planLabel, { size: 8 }, right + 3, (p ?? bottom) + mm(8 * 0.38), colour.gray70);
    if (b.addedLabel !== undefined) {
      const lastBar = (b.added ?? []).findLastIndex((v) => v > 0);
      const clear = py(Math.max(...(b.added ?? [0]).slice(Math.max(0, lastBar - 2), lastBar + 1), 0)) - 4.5;
      text(
        b.addedLabel,
        { size: 7 },
        Math.min(px(Math.max(lastBar, 0)) + 6, right - 20),
        clear + 1.2,
        colour.gray70,
        "center",
      );
    }
  });
}
