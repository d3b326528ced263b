import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords } from "./lang.tsx";
import { Named, Phrase } from "./text.tsx";

export interface Crumb {
  readonly label: string;
  /** The last one, the page itself, has none. */
  readonly href?: string;
}

export const Crumbs = ({ items }: { items: readonly Crumb[] }) => {
  const w = useFrameWords();
  return (
    <nav className="crumbs" aria-label={w.here}>
      <ol>
        {items.map((item) => (
          <li
            key={`${item.href ?? ""} ${item.label}`}
            aria-current={item.href === undefined ? "page" : undefined}
          >
            {item.href === undefined ? item.label : <a href={item.href}>{item.label}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
};

/** Menu of less usual acts by `details`: `children` are `<li>` with links or forms; the dangerous last, `data-is="bad"`. */
export const MoreMenu = ({ label, children }: { label?: ReactNode; children: ReactNode }) => {
  const w = useFrameWords();
  return (
    <details className="more" name="more">
      <summary>
        {label ?? w.more}
        <Icon name="down" />
      </summary>
      <ul className="more-list">{children}</ul>
    </details>
  );
};

export interface PageHeadProps {
  readonly title: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** フリガナ, small above the name. */
  readonly kana?: string;
  /** A `Tag`, beside the title. */
  readonly tag?: ReactNode;
  /** One line of key facts; a value that speaks needs no label. */
  readonly facts?: readonly ReactNode[];
  /** One primary action (`Button`/`ButtonLink` kind main), then at most plain ones. */
  readonly action?: ReactNode;
  /** `<li>` for 「その他」. */
  readonly more?: ReactNode;
  readonly moreLabel?: string;
}

export const PageHead = (p: PageHeadProps) => (
  <>
    {p.crumbs ? <Crumbs items={p.crumbs} /> : null}
    <div className="head">
      <div>
        {p.kana ? (
          <span className="kana" lang="ja">
            {p.kana}
          </span>
        ) : null}
        <h1>
          <span>
            {typeof p.title === "string" && !/[(（](架空|[Ff]ictional)[)）]/.test(p.title) ? (
              <Phrase>{p.title}</Phrase>
            ) : (
              <Named>{p.title}</Named>
            )}
          </span>{" "}
          {p.tag}
        </h1>
        {p.facts ? <Facts items={p.facts} /> : null}
      </div>
      {p.action || p.more ? (
        <div className="acts">
          {p.action}
          {p.more ? <MoreMenu label={p.moreLabel}>{p.more}</MoreMenu> : null}
        </div>
      ) : null}
    </div>
  </>
);

/** One line of facts; they wrap between, not inside. */
export const Facts = ({ items }: { items: readonly ReactNode[] }) => (
  <p className="facts">
    {items.map((item, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed line that is never reordered
      <span key={at}>
        <Named>{item}</Named>
      </span>
    ))}
  </p>
);

export interface SectionProps extends Omit<ComponentProps<"section">, "title"> {
  readonly id: string;
  readonly title: ReactNode;
  /** Usually a `Go` at the end of the heading's line. */
  readonly aside?: ReactNode;
}

/** A section with its heading (h2), named by it. */
export const Section = ({ id, title, aside, children, className, ...rest }: SectionProps) => (
  <section
    className={className ? `section ${className}` : "section"}
    aria-labelledby={`${id}-title`}
    id={id}
    {...rest}
  >
    {aside ? (
      <div className="row-end">
        <h2 id={`${id}-title`}>
          <Named>{title}</Named>
        </h2>
        {aside}
      </div>
    ) : (
      <h2 id={`${id}-title`}>
        <Named>{title}</Named>
      </h2>
    )}
    {children}
  </section>
);
