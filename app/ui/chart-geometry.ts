import { scaleLinear } from "d3-scale";
import { stack } from "d3-shape";

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
