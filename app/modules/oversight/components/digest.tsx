import { formatNumber } from "#app/i18n/format.ts";
import { pageWords } from "#app/modules/decisions/page-words.ts";
import { StackedBars } from "#app/ui/chart.tsx";
import { ChangeTable, PaperContents, RedPoints, Sentence } from "#app/ui/decision.tsx";
import { Section } from "#app/ui/head.tsx";
import { useLang } from "#app/ui/lang.tsx";
import { InLang } from "#app/ui/text.tsx";
import type { Phrase } from "../rules/phrases.ts";
import type { FigureKey } from "../rules/summary-section.ts";
import { sayIn, words } from "../words.ts";

/** The digest of a report as the loader hands it over. */
export interface DigestView {
  readonly language: "ja" | "en";
  readonly fiscalYear: number;
  readonly period: { readonly from: string; readonly to: string };
  readonly asOf: string;
  readonly sentence: Phrase;
  readonly figures: readonly { readonly key: FigureKey; readonly value: number; readonly last: number }[];
  readonly grades: readonly { readonly year: number; readonly counts: Readonly<Record<string, number>> }[];
  readonly redPoints: readonly {
    readonly mark: "bad" | "partial";
    readonly what: Phrase;
    readonly state: readonly Phrase[];
    readonly section: string;
    readonly page: number | null;
  }[];
  readonly moreRedPoints: number;
  readonly contents: readonly {
    readonly key: string;
    readonly number: number;
    readonly title: string;
    readonly page: number | null;
    readonly isRed: boolean;
  }[];
  readonly pages: number;
  readonly opinion: string;
}

const moreIsWorse: readonly FigureKey[] = ["critical", "overdue", "outstanding"];

/** The sentence, what changed since last year, the red points with links into the paper. */
export function DigestMatter({ digest, paperHref }: { digest: DigestView; paperHref: string }) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const n = (value: number) => formatNumber(value, lang);
  const signed = (d: number): string => (d === 0 ? "±0" : `${d > 0 ? "+" : "−"}${n(Math.abs(d))}`);
  return (
    <>
      <Sentence>{sayIn(lang, digest.sentence)}</Sentence>
      <Section id="changed" title={p.changed}>
        <ChangeTable
          caption={p.changedFrom({ year: w.yearOption({ year: digest.fiscalYear - 1 }) })}
          items={digest.figures.map((f) => ({
            key: f.key,
            label: w.figures[f.key],
            before: `${n(f.last)}${w.units[f.key]}`,
            now: `${n(f.value)}${w.units[f.key]}`,
            delta: signed(f.value - f.last),
            bad: moreIsWorse.includes(f.key) && f.value > f.last,
          }))}
        />
      </Section>
      <Section id="red" title={p.redPoints({ n: n(digest.redPoints.length + digest.moreRedPoints) })}>
        {digest.redPoints.length === 0 ? (
          <p className="mt-2">{p.redNone}</p>
        ) : (
          <RedPoints
            items={digest.redPoints.map((point) => ({
              key: `${point.what.code} ${JSON.stringify(point.what.params)}`,
              title: sayIn(lang, point.what),
              detail: point.state.map((s) => sayIn(lang, s)).join(lang === "ja" ? " ・ " : " · "),
              ...(point.page === null
                ? {}
                : {
                    link: {
                      href: `${paperHref}#page=${point.page}`,
                      label: p.seePage({ page: String(point.page) }),
                    },
                  }),
            }))}
          />
        )}
        {digest.moreRedPoints > 0 ? (
          <p className="small mute mt-2">{p.redMore({ n: n(digest.moreRedPoints) })}</p>
        ) : null}
      </Section>
      {digest.opinion.trim() === "" ? null : (
        <Section id="opinion" title={p.opinion}>
          <InLang lang={digest.language}>
            <span className="prose pre mt-2">{digest.opinion}</span>
          </InLang>
        </Section>
      )}
    </>
  );
}

/** The paper beside the matter: the file itself on a wide screen, grades and contents with marks where it is red. */
export function DigestPaper({ digest, paperHref }: { digest: DigestView; paperHref: string }) {
  const lang = useLang();
  const w = words[lang];
  const p = pageWords[lang];
  const letters = ["A", "B", "C", "D", "-"] as const;
  return (
    <>
      <iframe className="paper" src={`${paperHref}#page=3`} title={p.paperFrame} loading="lazy" />
      <StackedBars
        title={w.gradesTitle}
        summary={digest.grades
          .map(
            (g) =>
              `${w.yearOption({ year: g.year })}: ${letters
                .map((l) => `${l === "-" ? w.notGraded : l} ${formatNumber(g.counts[l] ?? 0, lang)}`)
                .join(", ")}`,
          )
          .join("; ")}
        rowLabel={w.gradesRow}
        unit={w.units.partners}
        series={letters.map((l) => (l === "-" ? w.notGraded : l))}
        rows={digest.grades.map((g) => ({
          label: w.yearOption({ year: g.year }),
          values: letters.map((l) => g.counts[l] ?? 0),
        }))}
      />
      <figcaption className="mt-2">
        <span>{p.pages({ n: formatNumber(digest.pages, lang) })}</span>
        <a href={paperHref} target="_blank" rel="noopener">
          {p.paperOpen}
        </a>
      </figcaption>
      <PaperContents
        id="contents"
        title={p.contents}
        badLabel={p.hasRed}
        items={digest.contents.map((c) => ({
          href: `${paperHref}#page=${c.page ?? 1}`,
          label: `${c.number} ${c.title}`,
          page: c.page === null ? "" : p.page({ page: String(c.page) }),
          bad: c.isRed,
        }))}
      />
    </>
  );
}
