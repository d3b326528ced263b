import { type ReactNode, useId } from "react";
import { lineSeries, stackedBars } from "./chart-geometry.ts";
import { useFrameWords } from "./lang.tsx";
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from "./table.tsx";

interface ChartProps {
  readonly title: ReactNode;
  /** The whole finding in one sentence, for those who do not see the drawing. */
  readonly summary: string;
  readonly series: readonly string[];
  /** Said in the table's corner: 「種別」「年度」. */
  readonly rowLabel: string;
  readonly unit?: string;
}

export interface StackedBarsProps extends ChartProps {
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[];
}

const barLeft = 132;
const barWidth = 520;
const rowHeight = 36;

/** Stacked bars with direct labels, patterns besides grounds, and the same numbers as a table. */
export const StackedBars = (p: StackedBarsProps) => {
  const id = useId().replaceAll(":", "");
  const bars = stackedBars(
    p.rows.map((row) => row.values),
    barWidth - 60,
  );
  const keyTop = 8;
  const top = 34;
  return (
    <ChartFigure p={p} table={p.rows.map((row) => ({ label: row.label, values: row.values.map(String) }))}>
      <svg
        viewBox={`0 0 ${barLeft + barWidth} ${top + p.rows.length * rowHeight}`}
        role="img"
        aria-label={p.summary}
      >
        <Patterns id={id} />
        {p.series.map((name, at) => (
          <g key={name} data-series={at} transform={`translate(${barLeft + at * 96} ${keyTop})`}>
            <rect className="bar" width="14" height="14" />
            <rect width="14" height="14" fill={`url(#${id}-${at})`} />
            <text x="20" y="12">
              {name}
            </text>
          </g>
        ))}
        {p.rows.map((row, rowAt) => (
          <g key={row.label} transform={`translate(0 ${top + rowAt * rowHeight})`}>
            <text y="20">{row.label}</text>
            {(bars[rowAt] ?? []).map((piece) => (
              <g
                key={piece.series}
                data-series={piece.series}
                transform={`translate(${barLeft + piece.x} 2)`}
              >
                <rect className="bar" width={piece.width} height="28" />
                <rect width={piece.width} height="28" fill={`url(#${id}-${piece.series})`} />
                {piece.width >= 24 ? (
                  <>
                    <rect className="bar" x={piece.width / 2 - 13} y="4" width="26" height="20" />
                    <text className="on-bar" x={piece.width / 2} y="19">
                      {piece.value}
                    </text>
                  </>
                ) : null}
              </g>
            ))}
            <text
              className="small-text"
              y="20"
              x={
                barLeft +
                8 +
                (bars[rowAt] ?? []).reduce((end, piece) => Math.max(end, piece.x + piece.width), 0)
              }
            >
              {row.values.reduce((sum, n) => sum + n, 0)}
              {p.unit}
            </text>
          </g>
        ))}
      </svg>
    </ChartFigure>
  );
};

/** Patterns lie over the ground, so that a copy in black and white says the same. */
const patterns = [
  { series: 0, path: "" },
  { series: 1, path: "M0 8 8 0" },
  { series: 2, path: "" },
  { series: 3, path: "M0 4h8" },
  { series: 4, path: "M4 0v8" },
] as const;

const Patterns = ({ id }: { id: string }) => (
  <defs>
    {patterns.map(({ series, path }) => (
      <pattern key={series} id={`${id}-${series}`} width="8" height="8" patternUnits="userSpaceOnUse">
        {path === "" ? null : (
          <g data-series={series}>
            <path className="pattern" d={path} />
          </g>
        )}
      </pattern>
    ))}
  </defs>
);

export interface LineChartProps extends ChartProps {
  /** Names of the steps along the axis: 「2024年度」. */
  readonly steps: readonly string[];
  /** Per series one value a step; null where there is none. */
  readonly values: readonly (readonly (number | null)[])[];
}

const plot = { left: 44, top: 24, width: 460, height: 180 };

/** Lines over equal steps; each named at its end. */
export const LineChart = (p: LineChartProps) => {
  const { lines, ticks, steps } = lineSeries(p.values, plot.width, plot.height);
  const table = p.steps.map((label, at) => ({
    label,
    values: p.values.map((each) => (each[at] === null || each[at] === undefined ? "―" : String(each[at]))),
  }));
  return (
    <ChartFigure p={p} table={table}>
      <svg
        viewBox={`0 0 ${plot.left + plot.width + 160} ${plot.top + plot.height + 36}`}
        role="img"
        aria-label={p.summary}
      >
        <g transform={`translate(${plot.left} ${plot.top})`}>
          {ticks.map((tick) => (
            <g key={tick.value}>
              <path className="axis" d={`M0 ${tick.y}H${plot.width}`} />
              <text className="small-text" x={-8} y={tick.y + 5} textAnchor="end">
                {tick.value}
              </text>
            </g>
          ))}
          {p.unit ? (
            <text className="small-text" x={-8} y={-10} textAnchor="end">
              {p.unit}
            </text>
          ) : null}
          {p.steps.map((label, at) => (
            <text key={label} className="small-text" x={steps[at]} y={plot.height + 26} textAnchor="middle">
              {label}
            </text>
          ))}
          {lines.map((each, at) => {
            const last = each.points[each.points.length - 1];
            return (
              <g key={p.series[at] ?? at} data-series={at}>
                <path className="line" data-series={at} d={each.path} />
                {each.points.map((point) => (
                  <circle key={point.x} className="point" cx={point.x} cy={point.y} r="4.5" />
                ))}
                {last ? (
                  <text x={last.x + 12} y={last.y + 5}>
                    {p.series[at]} {last.value}
                  </text>
                ) : null}
              </g>
            );
          })}
        </g>
      </svg>
    </ChartFigure>
  );
};

const ChartFigure = ({
  p,
  table,
  children,
}: {
  p: ChartProps;
  table: readonly { readonly label: string; readonly values: readonly string[] }[];
  children: ReactNode;
}) => {
  const w = useFrameWords();
  return (
    <figure className="chart">
      <figcaption>{p.title}</figcaption>
      <div className="chart-scroll">{children}</div>
      <details className="chart-table">
        <summary>{w.asTable}</summary>
        <Table cards={false} compact>
          <caption>
            {p.title}
            {p.unit ? ` (${p.unit})` : null}
          </caption>
          <TableHead>
            <Row>
              <ColumnHeader>{p.rowLabel}</ColumnHeader>
              {p.series.map((name) => (
                <ColumnHeader key={name} num>
                  {name}
                </ColumnHeader>
              ))}
            </Row>
          </TableHead>
          <TableBody>
            {table.map((row) => (
              <Row key={row.label}>
                <RowHeader>{row.label}</RowHeader>
                {row.values.map((value, at) => (
                  <Cell key={p.series[at] ?? at} num>
                    {value}
                  </Cell>
                ))}
              </Row>
            ))}
          </TableBody>
        </Table>
      </details>
    </figure>
  );
};
