import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableFoot, TableHead } from "./table.tsx";
import { Named } from "./text.tsx";

export interface Column<R> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: R) => ReactNode;
  /** Numbers stand right. */
  readonly align?: "end";
  /** On a phone the value speaks without its label. */
  readonly bare?: boolean;
  /** Sorted by this link; `sorted` when it is the present order. */
  readonly sort?: { readonly href: string; readonly sorted?: "ascending" | "descending" };
  readonly nowrap?: boolean;
  /** On a phone this value takes a whole line of the card. */
  readonly line?: boolean;
}

export interface DataTableProps<R> {
  /** Totals and order: 「43件中 1〜20件目 ・ よみの順」. */
  readonly caption: ReactNode;
  /** The first column names the row (th scope=row), usually with the link. */
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** A heading before a row when it differs from the one before (「あ行」). */
  readonly groupOf?: (row: R) => string;
  /** Check boxes named `name` with value rowKey; the bulk form has id `form`. */
  readonly pick?: {
    readonly name: string;
    readonly form: string;
    readonly label: (row: R) => string;
    readonly picked?: (row: R) => boolean;
  };
  readonly foot?: ReactNode;
  /** What stands instead of rows. */
  readonly empty?: ReactNode;
  /** Row height 36 instead of 48: the person's setting. */
  readonly compact?: boolean;
  /** Many columns: scrolls sideways with the first column fixed instead of turning into cards. */
  readonly wide?: boolean;
  readonly captionHidden?: boolean;
  readonly className?: string;
}

/** A table of rows: sort links in the head, hairlines, cards on a phone with each label written out. */
export function DataTable<R>(p: DataTableProps<R>) {
  const w = useFrameWords();
  const [first, ...others] = p.columns;
  if (!first) throw new Error("A table needs a column that names its rows.");
  const width = p.columns.length + (p.pick ? 1 : 0);
  let group: string | undefined;
  const table = (
    <Table cards={!p.wide} compact={p.compact ?? false} {...(p.className ? { className: p.className } : {})}>
      <caption className={p.captionHidden ? "vh" : undefined}>{p.caption}</caption>
      <TableHead>
        <Row>
          {p.pick ? (
            <ColumnHeader className="pick">
              <span className="vh">{w.select}</span>
            </ColumnHeader>
          ) : null}
          {p.columns.map((column) => (
            <ColumnHead key={column.key} column={column} />
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {p.rows.length === 0 ? (
          <Row>
            <Cell colSpan={width} className="empty-cell">
              {p.empty ?? w.none}
            </Cell>
          </Row>
        ) : null}
        {p.rows.map((row) => {
          const key = p.rowKey(row);
          const nextGroup = p.groupOf?.(row);
          const heading = nextGroup !== undefined && nextGroup !== group ? nextGroup : null;
          group = nextGroup;
          const picked = p.pick?.picked?.(row) ?? false;
          return (
            <RowWithGroup key={key} heading={heading} width={width}>
              <Row className={picked ? "is-selected" : undefined}>
                {p.pick ? (
                  <Cell className="pick">
                    <input
                      type="checkbox"
                      name={p.pick.name}
                      value={key}
                      form={p.pick.form}
                      defaultChecked={picked}
                      aria-label={w.selectRow({ name: p.pick.label(row) })}
                    />
                  </Cell>
                ) : null}
                <RowHeader>
                  <Named>{first.cell(row)}</Named>
                </RowHeader>
                {others.map((column) => (
                  <Cell
                    key={column.key}
                    className={
                      [
                        column.align === "end" ? "num" : "",
                        column.nowrap ? "nowrap" : "",
                        column.line ? "line-all" : "",
                      ]
                        .filter(Boolean)
                        .join(" ") || undefined
                    }
                    {...(column.bare ? {} : { label: column.label })}
                  >
                    <Named>{column.cell(row)}</Named>
                  </Cell>
                ))}
              </Row>
            </RowWithGroup>
          );
        })}
      </TableBody>
      {p.foot ? <TableFoot>{p.foot}</TableFoot> : null}
    </Table>
  );
  if (!p.wide) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className="table-scroll" tabIndex={0} aria-label={w.scrollHint}>
      {table}
    </section>
  );
}

const RowWithGroup = ({
  heading,
  width,
  children,
}: {
  heading: string | null;
  width: number;
  children: ReactNode;
}) => (
  <>
    {heading === null ? null : (
      <Row className="group">
        <ColumnHeader scope="colgroup" colSpan={width}>
          {heading}
        </ColumnHeader>
      </Row>
    )}
    {children}
  </>
);

function ColumnHead<R>({ column }: { column: Column<R> }) {
  const w = useFrameWords();
  const sorted = column.sort?.sorted;
  return (
    <ColumnHeader
      className={
        [column.align === "end" ? "num" : "", column.nowrap ? "nowrap" : ""].filter(Boolean).join(" ") ||
        undefined
      }
      aria-sort={sorted}
    >
      {column.sort ? (
        <a className="go" href={column.sort.href}>
          {column.label}
          {sorted ? (
            <>
              <Icon name="sort" data-sort={sorted === "descending" ? "down" : "up"} />
              <span className="vh">{sorted === "descending" ? w.sortedDown : w.sortedUp}</span>
            </>
          ) : null}
        </a>
      ) : (
        column.label
      )}
    </ColumnHeader>
  );
}

/** Acts on the picked rows; sticks to the foot of the window. */
export const BulkBar = ({
  id,
  action,
  label,
  children,
}: {
  id: string;
  action: string;
  label: ReactNode;
  children: ReactNode;
}) => (
  <form className="bulk" id={id} method="post" action={action}>
    <b>{label}</b>
    {children}
  </form>
);

/** The row of filters above a table, sent by GET. */
export const Filters = ({ action, children }: { action: string; children: ReactNode }) => (
  <form className="filters" method="get" action={action}>
    {children}
  </form>
);

export const FilterSelect = ({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
  value?: string | undefined;
}) => {
  const w = useFrameWords();
  return (
    <div>
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select className="select" id={`filter-${name}`} name={name} defaultValue={value ?? ""}>
        <option value="">{w.all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};

export const FilterText = ({
  name,
  label,
  value,
}: {
  name: string;
  label: string;
  value?: string | undefined;
}) => (
  <div>
    <label htmlFor={`filter-${name}`}>{label}</label>
    <input
      className="input"
      id={`filter-${name}`}
      name={name}
      type="search"
      maxLength={200}
      defaultValue={value ?? ""}
    />
  </div>
);
