import { Fragment, type ReactNode } from "react";
import {
  type Day,
  type DayFormat,
  formatDay,
  formatInstant,
  formatPeriod,
  type InstantFormat,
} from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { useLang } from "./lang.tsx";
import { phrasesOf } from "./phrases.ts";

/** Words for screen readers only. */
export const Hidden = ({ children }: { children: ReactNode }) => <span className="vh">{children}</span>;

const fictionalMark = /(\s*[(（](?:架空|[Ff]ictional)[)）])/;

/** A name whose 「(架空)」 is set small: `<Fict>ひばり配送株式会社(架空)</Fict>`. */
export const Fict = ({ children }: { children: string }) => {
  const parts = children.split(fictionalMark);
  if (parts.length === 1) return <>{children}</>;
  let at = 0;
  return (
    <>
      {parts.map((part) => {
        at += part.length;
        return fictionalMark.test(part) ? (
          <span key={at} className="fict">
            {part}
          </span>
        ) : (
          <Fragment key={at}>{part}</Fragment>
        );
      })}
    </>
  );
};

/** Any content; a string gets its 「(架空)」 set small. */
export const Named = ({ children }: { children: ReactNode }): ReactNode =>
  typeof children === "string" ? <Fict>{children}</Fict> : children;

/**
 * A short Japanese text that breaks between phrases in every engine: `<wbr>` between them, none inside
 * (`word-break: auto-phrase` exists in one engine only). For headings and buttons, not for prose.
 */
export const Phrase = ({ children }: { children: string }) => {
  const lang = useLang();
  if (lang !== "ja") return <>{children}</>;
  let at = 0;
  return (
    <span className="phrase">
      {phrasesOf(children).map((part) => {
        at += part.length;
        return (
          <Fragment key={at}>
            {part}
            <wbr />
          </Fragment>
        );
      })}
    </span>
  );
};

/** A passage in the other language (WCAG 3.1.2). */
export const InLang = ({ lang, children }: { lang: Lang; children: ReactNode }) => (
  <span lang={lang}>{children}</span>
);

/** A calendar day as `<time>`. */
export const DayText = ({ day, ...format }: { day: Day } & DayFormat) => (
  <time dateTime={day}>{formatDay(day, useLang(), format)}</time>
);

/** A validity, both ends inclusive; `to` null is open. */
export const PeriodText = ({ from, to, ...format }: { from: Day; to: Day | null } & DayFormat) => (
  <span>{formatPeriod(from, to, useLang(), format)}</span>
);

/** An instant (ISO UTC) on Tokyo's clock. */
export const InstantText = ({ at, ...format }: { at: string } & InstantFormat) => (
  <time dateTime={at}>{formatInstant(at, useLang(), format)}</time>
);
