import { loadDefaultJapaneseParser } from "budoux";
import { type BreakOptions, breakLines, type Line } from "./breaking.ts";
import { type Glyph, glyphOf, type Weight } from "./fonts.ts";
import { mm } from "./metrics.ts";

/** Text ready to be measured and drawn: one entry a code point, widths in em. */
export interface Shaped {
  readonly chars: readonly string[];
  readonly glyphs: readonly Glyph[];
  /** Space before and after the glyph, em (digit cells, the gap between scripts); none where the lists end. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** before + glyph + after. */
  readonly widths: readonly number[];
}

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly weight?: Weight;
  /** Every digit in a cell of the widest one: this face has no tabular figures of its own. */
  readonly tabular?: boolean;
}

// Control characters, bidi overrides and other default-ignorable code points draw nothing and could disguise a name.
const invisible: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0xe0000, 0xe0fff],
];
const isInvisible = (c: number): boolean => invisible.some(([from, to]) => c >= from && c <= to);

// ASCII, kana, ideographs and full-width forms: each stays itself whatever stands beside it.
const settled = /^[\n\u0020-\u007e\u3001-\u3029\u3030-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff5e]*$/;

/** NFC, one kind of line feed, tab as space, nothing invisible. Lone surrogates become U+FFFD. */
export const clean = (text: string): string => (settled.test(text) ? text : cleaned(text));

const cleaned = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll("\t", " ")
    .replace(/[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u3001-\u30ff\u4e00-\u9fff]/gu, (c) =>
      isInvisible(c.codePointAt(0) ?? 0) ? "" : c,
    );

const isJapanese = (c: number): boolean =>
  (c >= 0x3041 && c <= 0x30ff && c !== 0x30fb) ||
  (c >= 0x3400 && c <= 0x9fff) ||
  (c >= 0xf900 && c <= 0xfaff) ||
  c === 0x3005 ||
  c >= 0x20000;
const isLatin = (c: number): boolean =>
  (c >= 0x30 && c <= 0x39) ||
  (c >= 0x41 && c <= 0x5a) ||
  (c >= 0x61 && c <= 0x7a) ||
  (c >= 0xc0 && c <= 0x24f);
const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39;
const scriptGap = 0.1;

/** What was shaped and laid for the document being drawn: most words stand in it many times, and it is laid out twice. */
interface Kept {
  readonly shaped: Map<string, Shaped>;
  readonly laid: Map<string, Paragraph>;
}
let kept: Kept | null = null;
const MOST_KEPT = 20_000;

/** Draws one document: the same text is shaped and broken once. Nothing is kept afterwards. */
export function keepingText<T>(draw: () => T): T {
  kept = { shaped: new Map(), laid: new Map() };
  try {
    return draw();
  } finally {
    kept = null;
  }
}

export function shape(text: string, style: TextStyle): Shaped {
  if (kept === null) return shapeAnew(text, style);
  const key = `${style.weight === "bold" ? "b" : "r"}${style.tabular === true ? "t" : "p"}${text}`;
  const known = kept.shaped.get(key);
  if (known !== undefined) return known;
  const shaped = shapeAnew(text, style);
  if (kept.shaped.size < MOST_KEPT) kept.shaped.set(key, shaped);
  return shaped;
}

function shapeAnew(text: string, style: TextStyle): Shaped {
  const weight = style.weight ?? "regular";
  const cleaned = clean(text);
  const chars: string[] = [];
  const glyphs: Glyph[] = [];
  const widths: number[] = [];
  // Most texts have no gaps: those share their empty lists.
  let before = noGaps;
  let after = noGaps;
  const cell = style.tabular === true ? glyphOf(weight, 0x30).width : 0;
  let previous = 0;
  for (let at = 0; at < cleaned.length; ) {
    const i = chars.length;
    const c = cleaned.codePointAt(at) ?? 0;
    at += c > 0xffff ? 2 : 1;
    const glyph = glyphOf(weight, c === 0x0a ? 0x20 : c === 0xa0 ? 0x20 : c);
    chars.push(charOf(c));
    glyphs.push(glyph);
    let width = glyph.width;
    if (cell > 0 && isDigit(c) && glyph.width < cell) {
      const space = (cell - glyph.width) / 2;
      before = withGap(before, i, space);
      after = withGap(after, i, space);
      width = space + glyph.width + space;
    }
    if (i > 0 && ((isJapanese(previous) && isLatin(c)) || (isLatin(previous) && isJapanese(c)))) {
      after = withGap(after, i - 1, (after[i - 1] ?? 0) + scriptGap);
      widths[i - 1] = (widths[i - 1] ?? 0) + scriptGap;
    }
    widths.push(c === 0x0a ? 0 : width);
    previous = c;
  }
  return { chars, glyphs, before, after, widths };
}

const noGaps: number[] = [];
/** The list with a gap at `i`, zero where nothing was said yet. */
function withGap(gaps: number[], i: number, gap: number): number[] {
  const list = gaps === noGaps ? [] : gaps;
  while (list.length < i) list.push(0);
  list[i] = gap;
  return list;
}

/** One string for each character, however often it stands in a document. */
const charStrings = new Map<number, string>();
function charOf(codePoint: number): string {
  let char = charStrings.get(codePoint);
  if (char === undefined) {
    char = String.fromCodePoint(codePoint);
    charStrings.set(codePoint, char);
  }
  return char;
}

/** Width in mm of one unbroken line. */
export function widthOf(text: string, style: TextStyle): number {
  let w = 0;
  for (const x of shape(text, style).widths) w += x;
  return mm(w * style.size);
}

export interface Paragraph {
  readonly shaped: Shaped;
  readonly lines: readonly Line[];
  readonly style: TextStyle;
}

let parser: { parse(text: string): string[] } | undefined;
function phrasesOf(text: string): ReadonlySet<number> {
  parser ??= loadDefaultJapaneseParser();
  const starts = new Set<number>();
  let at = 0;
  for (const phrase of parser.parse(text)) {
    starts.add(at);
    at += Array.from(phrase).length;
  }
  return starts;
}

/** Breaks `text` into lines of `width` mm. */
export function lay(
  text: string,
  style: TextStyle,
  width: number,
  mode: BreakOptions["mode"],
  hang = mode === "prose",
): Paragraph {
  if (kept === null) return layAnew(text, style, width, mode, hang);
  const weight = style.weight === "bold" ? "b" : "r";
  const key = `${mode}${hang ? "h" : "-"}${weight}${style.tabular === true ? "t" : "p"}${style.size} ${width} ${text}`;
  const known = kept.laid.get(key);
  if (known !== undefined) return known;
  const laid = layAnew(text, style, width, mode, hang);
  if (kept.laid.size < MOST_KEPT) kept.laid.set(key, laid);
  return laid;
}

function layAnew(
  text: string,
  style: TextStyle,
  width: number,
  mode: BreakOptions["mode"],
  hang: boolean,
): Paragraph {
  const shaped = shape(text, style);
  const { chars, widths } = shaped;
  const phrases = (): ReadonlySet<number> => phrasesOf(chars.join(""));
  const options: BreakOptions = { mode, hang, halfEm: 0.5, ...(mode === "phrase" ? { phrases } : {}) };
  return { shaped, lines: breakLines(chars, widths, width / mm(style.size), options), style };
}

/** At most one line: the size shrinks in half points down to `least`, as stamps and boxes need. */
export function shrinkToFit(text: string, style: TextStyle, width: number, least: number): TextStyle {
  let size = style.size;
  while (size > least && widthOf(text, { ...style, size }) > width) size -= 0.25;
  return { ...style, size };
}
