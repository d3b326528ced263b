import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";

export interface TabItem {
  readonly href: string;
  /** With its count: 「契約 2」. */
  readonly label: ReactNode;
  readonly current?: boolean;
}

/** Tabs are links; on a phone a grid, so that none hides. */
export const Tabs = ({ label, items }: { label: string; items: readonly TabItem[] }) => (
  <nav className="tabs" aria-label={label}>
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? "page" : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

export interface StepItem {
  readonly label: string;
  readonly done?: boolean;
  /** A done step may be opened again. */
  readonly href?: string;
}

/** Steps of one task; `current` counts from 1. */
export const Steps = ({ items, current }: { items: readonly StepItem[]; current: number }) => {
  const w = useFrameWords();
  return (
    <ol className="steps" aria-label={w.stepsLabel({ total: items.length, current })}>
      {items.map((item, at) => (
        <li
          key={item.label}
          data-done={item.done ? "" : undefined}
          aria-current={at + 1 === current ? "step" : undefined}
        >
          <span className="n">{at + 1}</span>
          <span className="t">
            {item.done ? <span className="vh">{w.stepsDone} </span> : null}
            {item.href && at + 1 !== current ? <a href={item.href}>{item.label}</a> : item.label}
          </span>
        </li>
      ))}
    </ol>
  );
};

/** Filters in use, each removed by its link. */
export const Chips = ({
  items,
  clearHref,
  children,
}: {
  items: readonly { readonly label: string; readonly removeHref: string }[];
  clearHref?: string;
  children?: ReactNode;
}) => {
  const w = useFrameWords();
  if (items.length === 0 && !children) return null;
  return (
    <section className="chips" aria-label={w.filterNow}>
      {items.map((item) => (
        <a key={item.removeHref + item.label} href={item.removeHref}>
          {item.label}
          <Icon name="close" />
          <span className="vh">{w.filterRemove}</span>
        </a>
      ))}
      {clearHref && items.length > 0 ? (
        <a className="clear small" href={clearHref}>
          {w.filterClear}
        </a>
      ) : null}
      {children}
    </section>
  );
};

/** Paging by key: there is a next and a first page, never a far offset. */
export const Pager = ({
  firstHref,
  previousHref,
  nextHref,
  note,
}: {
  firstHref?: string | undefined;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  note?: ReactNode;
}) => {
  const w = useFrameWords();
  if (!firstHref && !previousHref && !nextHref) return null;
  return (
    <nav className="pager" aria-label={w.pages}>
      {firstHref ? <a href={firstHref}>{w.first}</a> : null}
      {previousHref ? (
        <a href={previousHref} rel="prev">
          {w.previous}
        </a>
      ) : null}
      {nextHref ? (
        <a href={nextHref} rel="next">
          {w.next}
        </a>
      ) : null}
      {note ? <span className="small mute">{note}</span> : null}
    </nav>
  );
};

/** The rows of the syllabary as an index: 全 あ か さ … */
export const KanaIndex = ({
  label,
  items,
}: {
  label: string;
  items: readonly { readonly label: string; readonly href: string; readonly current?: boolean }[];
}) => (
  <nav className="kana-index" aria-label={label}>
    {items.map((item) =>
      item.current ? (
        <b key={item.label} aria-current="true">
          {item.label}
        </b>
      ) : (
        <a key={item.label} href={item.href}>
          {item.label}
        </a>
      ),
    )}
  </nav>
);

/** Says nothing to a screen reader: the key is no help there. */
const decoration = { "aria-hidden": true } as const;

/** A search form by GET: works without JavaScript. `/` focuses the one in the top bar (see `useSlashFocus`). */
export const SearchBox = ({
  action,
  label,
  name = "q",
  id = "q",
  defaultValue,
  slash = false,
}: {
  action: string;
  label: string;
  name?: string;
  id?: string;
  defaultValue?: string;
  slash?: boolean;
}) => (
  <search className="search">
    <form action={action} method="get">
      <Icon name="search" />
      <label className="vh" htmlFor={id}>
        {label}
      </label>
      <input
        className="input"
        id={id}
        name={name}
        type="search"
        maxLength={200}
        defaultValue={defaultValue}
        data-slash={slash ? "" : undefined}
      />
      {slash ? <kbd {...decoration}>/</kbd> : null}
    </form>
  </search>
);
