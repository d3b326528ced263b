import { type PaperWords as BlockWords, words as blockWords } from "#app/documents/words.ts";
import { formatDay } from "#app/i18n/format.ts";
import type { Lang, Text } from "#app/i18n/lang.ts";
import { type Day, partsOf } from "#app/modules/calendar/rules/day.ts";
import { formatEraDay } from "#app/modules/calendar/rules/era.ts";
import { formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { OversightFacts } from "../rules/facts.ts";
import type { Label, Phrase } from "../rules/phrases.ts";
import type { OversightReport } from "../rules/report.ts";
import { clauseHeads, labels } from "../words/labels.ts";
import { words } from "../words/paper.ts";
import { phrases } from "../words/phrases.ts";

/** A day in a table: `2026/06/12`, `2026-06-12` in English; both fit the narrow columns of days. */
export const tableDay = (day: Day, lang: Lang): string => (lang === "ja" ? formatDay(day, lang) : day);
/** A day in prose: `2027年3月31日（令和9年3月31日）`, `31 Mar 2027`. */
export function proseDay(day: Day, lang: Lang, era: "full" | "year" | "none" = "none"): string {
  if (lang === "en") return formatDay(day, "en");
  const { year, month, day: date } = partsOf(day);
  const plain = `${year}年${month}月${date}日`;
  const inEra = era === "none" ? null : formatEraDay(day);
  if (inEra === null) return plain;
  return era === "full" ? `${plain}（${inEra}）` : `${plain}（${inEra.slice(0, inEra.indexOf("年") + 1)}）`;
}

/** The report with its words beside every code: what is hashed and decided. */
export interface FrozenReport {
  readonly report: OversightReport;
  /**
   * Headings, columns and notes in the document's language as they were when it was frozen, those with places to fill
   * (`第{round}版`) among them: what the decision adds to the paper is said with them too. A report frozen by an earlier release
   * may lack some; then today's are said. The notation of days and numbers is not a word and is today's.
   */
  readonly headings: Readonly<Record<string, string>>;
  /** The words that the blocks of paper say themselves. */
  readonly blocks?: BlockWords;
}

type Names = Pick<OversightFacts, "activities" | "groups" | "items" | "library" | "blockMarks">;

/** Adds the words of the document's language to every code of the model (product: frozen words). */
export function freezeReport(report: OversightReport, names: Names): FrozenReport {
  const lang = report.language;
  const blocks = new Map(names.blockMarks.map((b) => [b.block, b.title]));
  const clauses = new Map(names.library?.clauses.map((c) => [c.id, c.title]) ?? []);
  const reviewed: Partial<Record<Label["list"], ReadonlyMap<string, Text>>> = {
    activity: names.activities,
    group: names.groups,
    "group-short": new Map(
      [...names.groups.keys()].map((id, i) => [id, { ja: `共同利用${i + 1}`, en: `Joint use ${i + 1}` }]),
    ),
    item: names.items,
    block: blocks,
    clause: clauses,
  };
  const nameOf = (label: Label): string => {
    const text =
      label.list === "clause"
        ? (clauseHeads[label.code] ?? clauses.get(label.code))
        : (labels[label.list]?.[label.code] ?? reviewed[label.list]?.get(label.code));
    return text?.[lang] ?? label.code;
  };
  const said = (phrase: Phrase): string => {
    const params: Record<string, string | number> = { ...phrase.params };
    for (const [name, value] of Object.entries(params)) {
      if (typeof value !== "string" || value === "") continue;
      if (name === "day" || name === "due" || name === "until") params[name] = tableDay(value, lang);
      else if (name === "unit") params[name] = nameOf({ list: "unit", code: value });
      else if (name === "items")
        params[name] = value
          .split(",")
          .map((code) => nameOf({ list: "item", code }))
          .join(words[lang].comma);
    }
    const say = phrases[lang][phrase.code] as (p: typeof params) => string;
    return say(params);
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== "object") return value;
    const entries = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v)]));
    if (isPhrase(value)) return { ...entries, text: said(value) };
    if (isLabel(value)) return { ...entries, text: nameOf(value) };
    return entries;
  };
  return {
    report: walk(report) as OversightReport,
    headings: { ...words[lang], fiscalYear: formatFiscalYear(report.fiscalYear, lang) },
    blocks: blockWords[lang],
  };
}

const isPhrase = (value: object): value is Phrase =>
  "code" in value && "params" in value && typeof value.code === "string" && value.code in phrases.ja;
const isLabel = (value: object): value is Label =>
  "list" in value && "code" in value && typeof value.list === "string";

export const textOf = (said: Phrase | Label | null): string => said?.text ?? "";
