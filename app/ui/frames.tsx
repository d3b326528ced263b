import { type ReactNode, useEffect } from "react";
import { Icon } from "./icon.tsx";
import { useFrameWords, useLang } from "./lang.tsx";
import { SearchBox } from "./nav.tsx";
import { Hidden, Named } from "./text.tsx";

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
  readonly count?: number;
  /** The count waits on me. */
  readonly mine?: boolean;
}
export interface NavGroup {
  readonly title?: string;
  readonly items: readonly NavItem[];
}

export interface FramePerson {
  readonly name: string;
  readonly settingsHref?: string;
  /** POST here signs out. */
  readonly signOutAction: string;
}

/** POST to `action` with `to` and `back` changes the language. */
export interface LanguageSwitch {
  readonly action: string;
  readonly back: string;
}

interface CommonProps {
  /** With 「(架空)」 when fictional: it is set small. */
  readonly organisation: string;
  readonly language: LanguageSwitch;
  /** A banner after a redirect, first thing in main. */
  readonly flash?: ReactNode;
  /** A second line at the foot: 「この画面の団体・人物・件数は、すべて架空です。」 */
  readonly footNote?: string | undefined;
  readonly children: ReactNode;
}

/** Closes open menus on Escape and on a click elsewhere; `/` goes to the search. Without it all works by mouse and Tab. */
const useFrameKeys = (): void => {
  useEffect(() => {
    const openMenus = () =>
      document.querySelectorAll<HTMLDetailsElement>("details.more[open], details.menu-small[open]");
    const onKey = (event: KeyboardEvent) => {
      const at = event.target;
      const typing = at instanceof HTMLElement && at.matches("input, textarea, select, [contenteditable]");
      if (event.key === "Escape") {
        for (const menu of openMenus()) {
          const inside = at instanceof Node && menu.contains(at);
          menu.open = false;
          if (inside) menu.querySelector("summary")?.focus();
        }
      } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        const box = document.querySelector<HTMLInputElement>("input[data-slash]");
        if (box) {
          event.preventDefault();
          box.focus();
        }
      }
    };
    const onClick = (event: MouseEvent) => {
      for (const menu of openMenus()) {
        if (menu.matches(".more") && event.target instanceof Node && !menu.contains(event.target))
          menu.open = false;
      }
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, []);
};

const Skip = () => (
  <a className="skip" href="#main">
    {useFrameWords().skip}
  </a>
);

/** On a phone the short form is seen, the long one is said. */
const decoration = { "aria-hidden": true } as const;

const LanguageForm = ({ action, back }: LanguageSwitch) => {
  const lang = useLang();
  const w = useFrameWords();
  const to = lang === "ja" ? "en" : "ja";
  return (
    <form className="language" method="post" action={action}>
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="back" value={back} />
      <button type="submit" lang={to}>
        <Icon name="globe" />
        <span className="long">{w.otherLanguage}</span>
        <span className="short" {...decoration}>
          {to === "en" ? "EN" : "日本語"}
        </span>
      </button>
    </form>
  );
};

const PersonMenu = ({ name, settingsHref, signOutAction }: FramePerson) => {
  const w = useFrameWords();
  return (
    <details className="more person" name="more">
      <summary>
        <Icon name="person" />
        <span className="name">
          <Named>{name}</Named>
        </span>
        <Icon name="down" />
      </summary>
      <ul className="more-list">
        <li className="who">
          <Named>{name}</Named>
        </li>
        {settingsHref ? (
          <li>
            <a href={settingsHref}>{w.account}</a>
          </li>
        ) : null}
        <li>
          <form method="post" action={signOutAction}>
            <button type="submit">{w.signOut}</button>
          </form>
        </li>
      </ul>
    </details>
  );
};

const Brand = ({ href, short = false }: { href: string; short?: boolean }) => {
  const w = useFrameWords();
  return (
    <a className="brand" href={href} aria-label={short ? `${w.product} ${w.home}` : undefined}>
      <Icon name="brand" large />
      {short ? null : w.product}
    </a>
  );
};

const Main = ({ flash, children }: { flash: ReactNode; children: ReactNode }) => (
  <main id="main" tabIndex={-1}>
    {flash ? <div className="flash">{flash}</div> : null}
    {children}
  </main>
);

const Foot = ({
  organisation,
  note,
  product = true,
}: {
  organisation: string;
  note: string | undefined;
  product?: boolean;
}) => {
  const w = useFrameWords();
  return (
    <footer className="foot">
      <Named>{organisation}</Named>
      {product ? ` ${w.productLong}` : null}
      {note ? <span className="br">{note}</span> : null}
    </footer>
  );
};

const Navigation = ({ groups, label }: { groups: readonly NavGroup[]; label: string }) => {
  const w = useFrameWords();
  return (
    <nav className="nav" aria-label={label}>
      {groups.map((group) => (
        <div key={group.title ?? ""}>
          {group.title ? <h2>{group.title}</h2> : null}
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? "page" : undefined}>
                  {item.label}
                  {item.count ? (
                    <span className="count" data-mine={item.mine ? "" : undefined}>
                      {item.count}
                      <Hidden>{item.mine ? w.countMine : w.countPlain}</Hidden>
                    </span>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};

export interface StaffFrameProps extends CommonProps {
  readonly homeHref: string;
  readonly person: FramePerson;
  readonly navigation: readonly NavGroup[];
  readonly searchAction?: string | undefined;
  readonly searchValue?: string;
}

/** Staff, manager, auditor: top bar, side navigation with counts, one menu button under 64rem. */
export const StaffFrame = (p: StaffFrameProps) => {
  const w = useFrameWords();
  useFrameKeys();
  return (
    <>
      <Skip />
      <header className="topbar">
        <Brand href={p.homeHref} />
        <span className="org">
          <Named>{p.organisation}</Named>
        </span>
        {p.searchAction ? (
          <SearchBox action={p.searchAction} label={w.search} defaultValue={p.searchValue ?? ""} slash />
        ) : (
          <span className="spacer" />
        )}
        <div className="tools">
          <LanguageForm {...p.language} />
          <PersonMenu {...p.person} />
        </div>
        <details className="menu-small">
          <summary>
            <Icon name="menu" />
            {w.menu}
          </summary>
          <Navigation groups={p.navigation} label={w.mainMenuSmall} />
        </details>
      </header>
      <div className="frame">
        <div className="side">
          <Navigation groups={p.navigation} label={w.mainMenu} />
        </div>
        <Main flash={p.flash}>{p.children}</Main>
      </div>
      <Foot organisation={p.organisation} note={p.footNote} />
    </>
  );
};

export interface PartnerFrameProps extends CommonProps {
  readonly homeHref: string;
  readonly company: string;
  readonly person: FramePerson;
  /** 「みどり野生活協同組合(架空) からの確認」 */
  readonly from: string;
  /** Three or four links: tasks with their count, hand-overs, users, incident. */
  readonly links: readonly { readonly href: string; readonly label: string; readonly current?: boolean }[];
}

/** A partner's person: their company's name large, no side navigation. */
export const PartnerFrame = (p: PartnerFrameProps) => {
  useFrameKeys();
  return (
    <div className="plain">
      <Skip />
      <header className="topbar">
        <Brand href={p.homeHref} short />
        <p className="topbar-company">
          <Named>{p.company}</Named>
          <small>
            <Named>{p.from}</Named>
          </small>
        </p>
        <div className="tools">
          <FrameLinks items={p.links} />
          <LanguageForm {...p.language} />
          <PersonMenu {...p.person} />
        </div>
      </header>
      <Main flash={p.flash}>{p.children}</Main>
      <Foot organisation={p.organisation} note={p.footNote} />
    </div>
  );
};

const FrameLinks = ({ items }: { items: PartnerFrameProps["links"] }) => {
  const w = useFrameWords();
  if (items.length === 0) return null;
  return (
    <nav className="frame-links" aria-label={w.mainMenu}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
        </a>
      ))}
    </nav>
  );
};

export interface DirectorFrameProps extends CommonProps {
  readonly homeHref: string;
  readonly person: FramePerson;
  readonly links: PartnerFrameProps["links"];
}

/** A director: the inbox of decisions and nothing else in the way. */
export const DirectorFrame = (p: DirectorFrameProps) => {
  useFrameKeys();
  return (
    <div className="plain">
      <Skip />
      <header className="topbar">
        <Brand href={p.homeHref} />
        <span className="org org-wide">
          <Named>{p.organisation}</Named>
        </span>
        <div className="tools">
          <FrameLinks items={p.links} />
          <LanguageForm {...p.language} />
          <PersonMenu {...p.person} />
        </div>
      </header>
      <Main flash={p.flash}>{p.children}</Main>
      <Foot organisation={p.organisation} note={p.footNote} />
    </div>
  );
};

export interface PublicFrameProps extends CommonProps {
  readonly links: PartnerFrameProps["links"];
}

/** The public: the organisation's name, plain, one column. */
export const PublicFrame = (p: PublicFrameProps) => (
  <div className="plain public">
    <Skip />
    <header className="topbar">
      <p className="topbar-company">
        <Named>{p.organisation}</Named>
      </p>
      <div className="tools">
        <FrameLinks items={p.links} />
        <LanguageForm {...p.language} />
      </div>
    </header>
    <Main flash={p.flash}>{p.children}</Main>
    <Foot organisation={p.organisation} note={p.footNote} product={false} />
  </div>
);

/** Signing in, accepting an invitation, one-time links: one narrow column, no way elsewhere. */
export const SignInFrame = (p: CommonProps) => {
  const w = useFrameWords();
  return (
    <div className="plain public">
      <Skip />
      <header className="topbar">
        <span className="brand">
          <Icon name="brand" large />
          {w.product}
        </span>
        <span className="org org-wide">
          <Named>{p.organisation}</Named>
        </span>
        <div className="tools">
          <LanguageForm {...p.language} />
        </div>
      </header>
      <Main flash={p.flash}>
        <div className="sign-in">{p.children}</div>
      </Main>
      <Foot organisation={p.organisation} note={p.footNote} />
    </div>
  );
};
