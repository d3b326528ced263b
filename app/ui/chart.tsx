import { type ReactNode, useId } from "react";
import { type BarPiece, stackedBars } from "./chart-geometry.ts";
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

const drawingWidth = 440;
const barWidth = 372;
const rowHeight = 58;
const keyStep = 104;

/**
 * Stacked bars with direct labels, patterns besides grounds, and the same numbers as a table. Short series names (A, B, C) stand in
 * their bars; longer ones get a key above.
 */
export const StackedBars = (p: StackedBarsProps) => {
  const id = useId().replaceAll(":", "");
  const bars = stackedBars(
    p.rows.map((row) => row.values),
    barWidth,
  );
  const named = p.series.every((name) => name.length <= 2);
  const top = named ? 0 : Math.ceil(p.series.length / 4) * 26;
  return (
    <ChartFigure p={p} table={p.rows.map((row) => ({ label: row.label, values: row.values.map(String) }))}>
      <svg
        viewBox={`0 0 ${drawingWidth} ${top + p.rows.length * rowHeight}`}
        role="img"
        aria-label={p.summary}
      >
        <Patterns id={id} />
        {named
          ? null
          : p.series.map((name, at) => (
              <g
                key={name}
                data-series={at}
                transform={`translate(${(at % 4) * keyStep} ${Math.floor(at / 4) * 26})`}
              >
                <rect className="bar" width="16" height="16" />
                <rect width="16" height="16" fill={`url(#${id}-${at})`} />
                <text x="22" y="14">
                  {name}
                </text>
              </g>
            ))}
        {p.rows.map((row, rowAt) => {
          const pieces = bars[rowAt] ?? [];
          return (
            <g key={row.label} transform={`translate(0 ${top + rowAt * rowHeight})`}>
              <text y="17">{row.label}</text>
              {pieces.map((piece) => (
                <BarPieceDrawing
                  key={piece.series}
                  piece={piece}
                  fill={`url(#${id}-${piece.series})`}
                  label={`${named ? p.series[piece.series] : ""}${piece.value}`}
                />
              ))}
              <text
                className="small-text"
                y="44"
                x={8 + pieces.reduce((end, piece) => Math.max(end, piece.x + piece.width), -8)}
              >
                {row.values.reduce((sum, n) => sum + n, 0)}
                {p.unit}
              </text>
            </g>
          );
        })}
      </svg>
    </ChartFigure>
  );
};

/** A label that does not fit its bar is left to the table. */
const BarPieceDrawing = ({ piece, fill, label }: { piece: BarPiece; fill: string; label: string }) => {
  const labelWidth = label.length * 12 + 8;
  return (
    <g data-series={piece.series} transform={`translate(${piece.x} 25)`}>
      <rect className="bar" width={piece.width} height="28" />
      <rect width={piece.width} height="28" fill={fill} />
      {piece.width >= labelWidth + 2 ? (
        <>
          <rect
            className="label-ground"
            x={(piece.width - labelWidth) / 2}
            y="4"
            width={labelWidth}
            height="20"
          />
          <text className="on-bar" x={piece.width / 2} y="20">
            {label}
          </text>
        </>
      ) : null}
    </g>
  );
};

/** Patterns lie over the ground, so that a copy in black and white says the same. */
const patterns = [
  { series: 0, path: "" },
  { series: 1, path: "M0 8 8 0" },
  { series: 2, path: "" },
  { series: 3, path: "" },
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
      {children}
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
