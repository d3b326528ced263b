import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { Tier, type TierCode } from "./marks.tsx";
import { Fict, Hidden, Named } from "./text.tsx";

export interface MatrixColumn {
  readonly id: string;
  /** Short name, without 「(架空)」 (the caption says it once). */
  readonly label: string;
  readonly href: string;
}
export interface MatrixRow {
  readonly id: string;
  readonly label: string;
}
export interface MatrixProps {
  readonly caption: ReactNode;
  /** Across: partners by kind. */
  readonly columnGroups: readonly {
    readonly id: string;
    readonly label: string;
    readonly columns: readonly MatrixColumn[];
  }[];
  /** Down: items by tier. */
  readonly rowGroups: readonly {
    readonly id: string;
    readonly label: string;
    readonly tier: TierCode;
    readonly rows: readonly MatrixRow[];
  }[];
  /** Number of purposes, 0 for none, and the link that explains the cell. */
  readonly cell: (row: string, column: string) => { readonly purposes: number; readonly href: string } | null;
  readonly chosen?: { readonly row: string; readonly column: string } | undefined;
  readonly rowHeading?: string;
}

/** Who holds what: items down, partners across, ●n = number of purposes, ground = tier. Folded lists on a narrow screen. */
export const Matrix = (p: MatrixProps) => {
  const w = useFrameWords();
  const columns = p.columnGroups.flatMap((group) => group.columns);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="matrix-wrap table-scroll" tabIndex={0} aria-label={w.scrollHint}>
        <table className="matrix">
          <caption>{p.caption}</caption>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {p.rowHeading ?? w.itemColumn}
              </th>
              {p.columnGroups.map((group) => (
                <th key={group.id} colSpan={group.columns.length} scope="colgroup">
                  {group.label}
                </th>
              ))}
            </tr>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" className="v">
                  <a href={column.href}>{column.label}</a>
                </th>
              ))}
            </tr>
          </thead>
          {p.rowGroups.map((group) => (
            <tbody key={group.id}>
              <tr className="group">
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  <Tier code={group.tier} /> {group.label}
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.label}</th>
                  {columns.map((column) => (
                    <MatrixCell key={column.id} p={p} tier={group.tier} row={row.id} column={column.id} />
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      <div className="matrix-list">
        {p.rowGroups.map((group) => (
          <section key={group.id}>
            <h2 className="row heading-18">
              <Tier code={group.tier} />
              {group.label}
            </h2>
            {group.rows.map((row) => {
              const held = columns.flatMap((column) => {
                const cell = p.cell(row.id, column.id);
                return cell && cell.purposes > 0 ? [{ column, ...cell }] : [];
              });
              return (
                <details key={row.id} open={p.chosen?.row === row.id}>
                  <summary>
                    <Icon name="down" />
                    <span>{row.label}</span>
                    <b>{w.matrixPartners({ n: held.length })}</b>
                  </summary>
                  <ul>
                    {held.map(({ column, purposes, href }) => (
                      <li key={column.id}>
                        <a href={href}>
                          <Fict>{column.label}</Fict>
                        </a>
                        <span>{w.matrixPurposeCount({ n: purposes })}</span>
                      </li>
                    ))}
                  </ul>
                </details>
              );
            })}
          </section>
        ))}
      </div>
    </>
  );
};

const MatrixCell = ({
  p,
  tier,
  row,
  column,
}: {
  p: MatrixProps;
  tier: TierCode;
  row: string;
  column: string;
}) => {
  const w = useFrameWords();
  const cell = p.cell(row, column);
  if (!cell || cell.purposes === 0) return <td />;
  const chosen = p.chosen?.row === row && p.chosen.column === column;
  return (
    <td data-t={tier === "SX" ? "4" : tier.slice(1)}>
      <a
        href={cell.href}
        className={chosen ? "is-focus" : undefined}
        aria-current={chosen ? "true" : undefined}
      >
        ●{cell.purposes}
        <Hidden> {w.matrixPurposes}</Hidden>
      </a>
    </td>
  );
};

/** The chosen cell in words, above the matrix. */
export const Explain = ({
  id,
  title,
  children,
  aside,
}: {
  id: string;
  title: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
}) => (
  <section className="explain" aria-labelledby={id}>
    <div>
      <h2 id={id}>
        <Named>{title}</Named>
      </h2>
      {children}
    </div>
    {aside ? <p>{aside}</p> : null}
  </section>
);
