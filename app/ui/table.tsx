import type { ComponentProps } from "react";

/*
 * Parts of a table written by hand. Their roles are spelled out: on a phone a row becomes a card by `display: block`, and browsers
 * then drop the roles of table elements (`data-label` carries the column's name there).
 */
const roles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "cell" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
} as const;

const join = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(" ") || undefined;

/** `cards`: rows become cards on a phone (the usual); without it the table stays a table. */
export const Table = ({
  cards = true,
  compact = false,
  className,
  ...rest
}: { cards?: boolean; compact?: boolean } & ComponentProps<"table">) => (
  <table
    {...roles.table}
    className={join("table", cards && "cards", className)}
    data-rows={compact ? "compact" : undefined}
    {...rest}
  />
);
export const TableHead = (p: ComponentProps<"thead">) => <thead {...roles.rowgroup} {...p} />;
export const TableBody = (p: ComponentProps<"tbody">) => <tbody {...roles.rowgroup} {...p} />;
export const TableFoot = (p: ComponentProps<"tfoot">) => <tfoot {...roles.rowgroup} {...p} />;
export const Row = (p: ComponentProps<"tr">) => <tr {...roles.row} {...p} />;
/** Head of a column. */
export const ColumnHeader = ({
  num = false,
  className,
  ...rest
}: { num?: boolean } & ComponentProps<"th">) => (
  <th {...roles.columnheader} scope="col" className={join(num && "num", className)} {...rest} />
);
/** The cell that names its row. */
export const RowHeader = (p: ComponentProps<"th">) => <th {...roles.rowheader} scope="row" {...p} />;
/** `label` is the column's name, shown beside the value on a phone. */
export const Cell = ({
  label,
  num = false,
  className,
  ...rest
}: { label?: string; num?: boolean } & ComponentProps<"td">) => (
  <td {...roles.cell} data-label={label} className={join(num && "num", className)} {...rest} />
);
