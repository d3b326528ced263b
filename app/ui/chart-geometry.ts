import { scaleLinear } from "d3-scale";
import { line, stack } from "d3-shape";

/** One bar's piece: `x`, `width` in the unit of the drawing, `value` as given. */
export interface BarPiece {
  readonly series: number;
  readonly value: number;
  readonly x: number;
  readonly width: number;
}

/** Stacked bars along one axis of `width`: each row's pieces in series order; the longest row fills the width. */
export const stackedBars = (
  rows: readonly (readonly number[])[],
  width: number,
): readonly (readonly BarPiece[])[] => {
  const seriesCount = Math.max(0, ...rows.map((row) => row.length));
  const longest = Math.max(1, ...rows.map((row) => row.reduce((sum, n) => sum + n, 0)));
  const x = scaleLinear([0, longest], [0, width]);
  const keys = Array.from({ length: seriesCount }, (_, at) => String(at));
  const layers = stack<readonly number[], string>()
    .keys(keys)
    .value((row, key) => row[Number(key)] ?? 0)([...rows]);
  return rows.map((row, rowAt) =>
    layers.flatMap((layer, series) => {
      const [from = 0, to = 0] = layer[rowAt] ?? [];
      const value = row[series] ?? 0;
      return value > 0 ? [{ series, value, x: x(from), width: x(to) - x(from) }] : [];
    }),
  );
};

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Lines over equal steps: points per series, a path through those that have a value, and round ticks from zero. */
export const lineSeries = (
  series: readonly (readonly (number | null)[])[],
  width: number,
  height: number,
): {
  readonly lines: readonly { readonly path: string; readonly points: readonly LinePoint[] }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly steps: readonly number[];
} => {
  const count = Math.max(1, ...series.map((each) => each.length));
  const values = series.flat().filter((value): value is number => value !== null);
  const y = scaleLinear([0, Math.max(1, ...values)], [height, 0]).nice(4);
  const x = scaleLinear([0, Math.max(1, count - 1)], [0, width]);
  const draw = line<LinePoint>()
    .x((point) => point.x)
    .y((point) => point.y);
  return {
    lines: series.map((each) => {
      const points = each.flatMap((value, at) => (value === null ? [] : [{ x: x(at), y: y(value), value }]));
      return { path: draw(points) ?? "", points };
    }),
    ticks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    steps: Array.from({ length: count }, (_, at) => x(at)),
  };
};
