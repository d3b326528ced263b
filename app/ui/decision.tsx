import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { Cell, ColumnHeader, Row, RowHeader, Table, TableBody, TableHead } from "./table.tsx";
import { Named } from "./text.tsx";

/** The director's page: the paper at the left, the matter at the right; one column on a phone (matter, paper, form). */
export const DecisionLayout = ({ sheet, children }: { sheet: ReactNode; children: ReactNode }) => (
  <div className="deciding">
    <figure className="sheet">{sheet}</figure>
    <div>{children}</div>
  </div>
);

/** First the sentence. */
export const Sentence = ({ children }: { children: ReactNode }) => (
  <p className="sentence">
    <Named>{children}</Named>
  </p>
);

export interface Change {
  readonly key: string;
  readonly label: ReactNode;
  readonly before: ReactNode;
  readonly now: ReactNode;
  /** Signed: 「+2」「−5」. */
  readonly delta: ReactNode;
  readonly bad?: boolean;
}

/** What changed since last time. */
export const ChangeTable = ({ caption, items }: { caption: ReactNode; items: readonly Change[] }) => {
  const w = useFrameWords();
  return (
    <Table cards={false} className="mt-2">
      <caption>{caption}</caption>
      <TableHead>
        <Row>
          <ColumnHeader>{w.changesItem}</ColumnHeader>
          <ColumnHeader num>{w.changesBefore}</ColumnHeader>
          <ColumnHeader num>{w.changesNow}</ColumnHeader>
          <ColumnHeader num>{w.changesDelta}</ColumnHeader>
        </Row>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <Row key={item.key}>
            <RowHeader>{item.label}</RowHeader>
            <Cell num>{item.before}</Cell>
            <Cell num>{item.now}</Cell>
            <Cell num>{item.bad ? <strong className="late">{item.delta}</strong> : item.delta}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  );
};

/** What is bad, each with its link into the paper. */
export const RedPoints = ({
  items,
}: {
  items: readonly {
    readonly key: string;
    readonly title: ReactNode;
    readonly detail?: ReactNode;
    readonly link?: { readonly href: string; readonly label: string };
  }[];
}) => (
  <ul className="red-points mt-2">
    {items.map((item) => (
      <li key={item.key}>
        <Icon name="bad" />
        <p>
          <strong>
            <Named>{item.title}</Named>
          </strong>
          {item.detail ? (
            <span className="br small mute">
              <Named>{item.detail}</Named>
            </span>
          ) : null}
          {item.link ? (
            <a className="small" href={item.link.href}>
              {item.link.label}
            </a>
          ) : null}
        </p>
      </li>
    ))}
  </ul>
);

/** Contents of the paper, with marks where the red points are. */
export const PaperContents = ({
  id,
  title,
  items,
  badLabel,
}: {
  id: string;
  title?: string;
  items: readonly {
    readonly href: string;
    readonly label: string;
    readonly page: string;
    readonly bad?: boolean;
  }[];
  badLabel: string;
}) => {
  const w = useFrameWords();
  return (
    <nav className="mt-4" aria-labelledby={id}>
      <h2 id={id}>{title ?? w.contents}</h2>
      <ul className="contents mt-2">
        {items.map((item) => (
          <li key={item.href}>
            {item.bad ? (
              <Icon name="bad" role="img" aria-hidden={undefined} aria-label={badLabel} />
            ) : (
              <span />
            )}
            <a href={item.href}>{item.label}</a>
            <span>{item.page}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** The frame of the deciding form; put a `Form` inside. */
export const DecideBox = ({
  id,
  title,
  children,
}: {
  id: string;
  title?: ReactNode;
  children: ReactNode;
}) => {
  const w = useFrameWords();
  return (
    <section className="decide section" aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`}>{title ?? w.decideTitle}</h2>
      {children}
    </section>
  );
};
