import type { Block, Cell, Column, HeadingBlock, Pattern } from "#app/documents/spec.ts";
import { formatNumber } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import { speak } from "#app/i18n/template.ts";
import { showScore } from "#app/modules/assessments/rules/scoring.ts";
import { type Day, partsOf } from "#app/modules/calendar/rules/day.ts";
import { formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { GradeLetter, SupervisedBasis } from "../rules/position.ts";
import { type PaperWords, words } from "../words/paper.ts";
import { type FrozenReport, tableDay, textOf } from "./wording.server.ts";

/** What every section builder is given: the frozen report, its words, its language. */
export interface Kit {
  readonly lang: Lang;
  readonly w: PaperWords;
  readonly frozen: FrozenReport;
}
export const makeKit = (frozen: FrozenReport): Kit => {
  const lang = frozen.report.language;
  return { lang, w: speak<typeof words.ja>(words[lang], frozen.headings), frozen };
};
/** `2026年度（令和8年度）`, as it was said when the report was frozen. */
export const fiscalYear = ({ frozen, lang }: Kit): string =>
  frozen.headings["fiscalYear"] ?? formatFiscalYear(frozen.report.fiscalYear, lang);
/** The words of a basis, which the model carries beside every basis that it counts. */
export const kindName = ({ frozen }: Kit, kind: SupervisedBasis): string =>
  textOf(frozen.report.results.byKind.find((row) => row.kind.code === kind)?.kind ?? null);
export const month = ({ w }: Kit, on: Day): string => w.monthNames.split(" ")[partsOf(on).month - 1] ?? "";

export const dash = "－";
export const num = (kit: Kit, n: number): string => formatNumber(n, kit.lang);
export const day = (kit: Kit, on: Day | null): string => (on === null ? dash : tableDay(on, kit.lang));
export const point = (score: number | null): string => (score === null ? dash : showScore(score));
/** `＋2`, `－4`, `±0`; ASCII signs in English. */
export function diff(kit: Kit, now: number, last: number, decimals = 0): string {
  const d = now - last;
  const size = Math.abs(d).toFixed(decimals);
  if (Number(size) === 0) return "±0";
  const [plus, minus] = kit.lang === "ja" ? ["＋", "－"] : ["+", "−"];
  return `${d > 0 ? plus : minus}${decimals === 0 ? num(kit, Math.abs(d)) : size}`;
}

export const patterns: Readonly<Record<GradeLetter, Pattern>> = {
  A: "solid",
  B: "tint",
  C: "hatch",
  D: "lattice",
  "-": "dashed",
};

/** A heading of the first level with its sentence. */
export const section = (
  number: number | null,
  text: string,
  anchor: string,
  aside: string,
  lead: string | null,
): Block[] => {
  const heading: HeadingBlock = {
    kind: "heading",
    level: 1,
    text,
    anchor,
    ...(number === null ? {} : { number: String(number) }),
    ...(aside === "" ? {} : { aside }),
  };
  return lead === null ? [heading] : [heading, { kind: "lead", text: lead }];
};
export const sub = (number: string, text: string, aside?: string, anchor?: string): Block => ({
  kind: "heading",
  level: 2,
  number,
  text,
  ...(aside === undefined ? {} : { aside }),
  ...(anchor === undefined ? {} : { anchor }),
});
export const note = (text: string): Block => ({ kind: "note", text });

export const alertCell = (text: string): Cell => ({ text, tone: "alert", bold: true });
export const right = (label: string, width: number): Column => ({ label, width, align: "right" });
export const left = (label: string, width?: number): Column =>
  width === undefined ? { label } : { label, width };
export const centre = (label: string, width: number): Column => ({ label, width, align: "center" });
/** The column that names its row. */
export const naming = (label: string, width?: number): Column =>
  width === undefined ? { label, rowHeader: true } : { label, width, rowHeader: true };

/** Sections number from 1 = 総括; the cover and the contents have none. */
export const sectionNumbers = {
  summary: 1,
  scope: 2,
  results: 3,
  overdue: 4,
  contracts: 5,
  subcontractors: 6,
  custody: 7,
  findings: 8,
  plan: 9,
  annex: 10,
} as const;
