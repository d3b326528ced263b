/**
 * Line breaking for Japanese and Latin text (JIS X 4051, 行頭・行末禁則, 分離禁止), on code points and their widths.
 * Pure: knows no font. Widths are in any one unit.
 */

/** Never begins a line. */
export const startProhibited = new Set(
  "、。，．・：；？！゛゜ヽヾゝゞ々〻ー’”）〕］｝〉》」』】〙〗〟｠»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ‐–〜～゠％‰℃°′″¢,.:;?!)]}%｡､｣･ｰﾞﾟｧｨｩｪｫｬｭｮｯ",
);
/** Never ends a line. */
export const endProhibited = new Set("‘“（〔［｛〈《「『【〘〖〝｟«([{｢￥＄￡＃№〒§$#¥");
/** May hang half an em over the right edge. */
const hanging = new Set("、。，．");
const inseparable = new Set("―—…‥");

/**
 * How much a break before a character hurts: 0 free, 1 splits a phrase or a katakana word, 2 splits a Latin word, a
 * number or its counter, 3 breaks kinsoku.
 */
export type Cost = 0 | 1 | 2 | 3;

export interface BreakOptions {
  /** `prose` breaks anywhere allowed; `cell` keeps katakana words; `phrase` breaks at `phrases` only. */
  readonly mode: "prose" | "cell" | "phrase";
  readonly hang?: boolean;
  /** Width of half an em in the unit of the widths, for hanging. */
  readonly halfEm?: number;
  /** Code point indexes at which a phrase begins (mode `phrase`); asked when a line has to be broken. */
  readonly phrases?: () => ReadonlySet<number>;
}
export interface Line {
  readonly start: number;
  /** Exclusive; trailing spaces and the line feed are left out. */
  readonly end: number;
  /** Without trailing spaces and without what hangs. */
  readonly width: number;
  /** The last line of its paragraph. */
  readonly last: boolean;
}

const isSpace = (c: string): boolean => c === " " || c === "\u3000";
/** Answers of a test on single characters, kept: the same few thousand are asked again and again. */
function memo(test: (c: string) => boolean): (c: string) => boolean {
  const known = new Map<string, boolean>();
  return (c) => {
    let answer = known.get(c);
    if (answer === undefined) {
      answer = test(c);
      known.set(c, answer);
    }
    return answer;
  };
}
const isWord = memo((c) => /^[\p{Script=Latin}\p{Nd}'’_&@+~]$/u.test(c) && !/^[０-９Ａ-Ｚａ-ｚ]$/u.test(c));
const isDigit = (c: string): boolean => (c >= "0" && c <= "9") || (c >= "０" && c <= "９");
const isKatakana = (c: string): boolean => (c >= "ァ" && c <= "ヺ") || c === "ー";
const isLetter = memo((c) => /^\p{Script=Latin}$/u.test(c));
const signs = new Set("＋－±＝×÷−+=");

const counters =
  "年度|年間|年生|年|月末|月分|月|日目|日間|日|時間|時|分|秒|週間|週|社|先|口|件|人分|人|名|枚|個|台|冊|部|通|点|回|度|段目|段|号|条|項|章|節|頁|ページ|版|問|円|千円|万円|億円|万人|万件|万|億|千|割|歳|組|箱|本|種類|種|か所|か月|か国|か年|ヶ月|ヶ所|カ月|カ所|箇所|箇月|％|%";
const numberRun = new RegExp(`第?[0-9０-９][0-9０-９,，.．/／:：-]*(?:\\s?(?:${counters}))?`, "gu");
const fictional = /[（(]架空[）)]/gu;

function pairCost(a: string, b: string, next: string | undefined): Cost {
  if (isSpace(b)) return 3;
  if (startProhibited.has(b)) return 3;
  if (endProhibited.has(a) || a === "\u00a0" || b === "\u00a0") return 3;
  if (isSpace(a)) return 0;
  if (inseparable.has(a) && a === b) return 3;
  if (isWord(a) && isWord(b)) return 2;
  if (a === "-" && isLetter(b)) return 0;
  if ((a === "-" && isDigit(b)) || (b === "-" && isWord(a))) return 2;
  if (a === "/" && isWord(b)) return isDigit(b) ? 2 : 1;
  if (b === "/" && isWord(a)) return 2;
  if ((a === "." || a === "," || a === ":" || a === ")" || a === "]" || a === "}") && isWord(b)) return 2;
  if ((b === "(" || b === "[" || b === "{") && isWord(a)) return 2;
  if (signs.has(a) || signs.has(b)) return 1;
  if (isDigit(a) && next !== undefined && isDigit(b)) return 2;
  return 0;
}

/** The cost of a break before each code point; index 0 is never asked. */
export function breakCosts(chars: readonly string[], options: BreakOptions): Uint8Array {
  const costs = new Uint8Array(chars.length);
  const phrases = options.mode === "phrase" ? options.phrases?.() : undefined;
  for (let i = 1; i < chars.length; i++) {
    const a = chars[i - 1] ?? "";
    const b = chars[i] ?? "";
    let cost = pairCost(a, b, chars[i + 1]);
    if (cost === 0 && options.mode !== "prose" && isKatakana(a) && isKatakana(b)) cost = 1;
    if (cost === 0 && phrases !== undefined && !phrases.has(i)) cost = 1;
    costs[i] = cost;
  }
  const text = chars.join("");
  const astral = text.length !== chars.length;
  const raise = (from: number, length: number, cost: Cost): void => {
    for (let i = from + 1; i < from + length; i++)
      if ((costs[i] ?? 3) < cost && !isSpace(chars[i - 1] ?? "")) costs[i] = cost;
  };
  const at = (unit: number): number => (astral ? [...text.slice(0, unit)].length : unit);
  const digits = /[0-9０-９]/.test(text);
  if (digits) for (const m of text.matchAll(numberRun)) raise(at(m.index), [...m[0]].length, 2);
  if (options.mode !== "prose" && text.includes("架空"))
    for (const m of text.matchAll(fictional)) raise(at(m.index), [...m[0]].length, 1);
  return costs;
}

/** What `breakLines` is given. The costs are found when the first line has to be broken: most texts fit. */
interface Task {
  readonly chars: readonly string[];
  readonly widths: readonly number[];
  readonly width: number;
  readonly options: BreakOptions;
  readonly lines: Line[];
  costs: Uint8Array | null;
}

/**
 * Breaks text into lines of at most `width`. A line feed ends a line. Nothing is lost but the spaces at the breaks.
 * Kinsoku yields only where no line could otherwise be made.
 */
export function breakLines(
  chars: readonly string[],
  widths: readonly number[],
  width: number,
  options: BreakOptions,
): readonly Line[] {
  const task: Task = { chars, widths, width, options, lines: [], costs: null };
  let from = 0;
  for (let i = 0; i <= chars.length; i++) {
    if (i < chars.length && chars[i] !== "\n") continue;
    breakParagraph(task, from, i);
    from = i + 1;
  }
  return task.lines;
}

function push(task: Task, start: number, end: number, total: number, last: boolean): void {
  const { chars, widths, width, options, lines } = task;
  let e = end;
  let w = total;
  while (e > start && isSpace(chars[e - 1] ?? "")) e--;
  for (let k = e; k < end; k++) w -= widths[k] ?? 0;
  if (options.hang === true && w > width) w -= hangOf(chars, widths, options, e);
  lines.push({ start, end: e, width: w, last });
}

function hangOf(
  chars: readonly string[],
  widths: readonly number[],
  options: BreakOptions,
  end: number,
): number {
  const c = chars[end - 1];
  return c !== undefined && hanging.has(c) ? Math.min(widths[end - 1] ?? 0, options.halfEm ?? 0) : 0;
}

function breakParagraph(task: Task, begin: number, end: number): void {
  const { chars, widths, width, options, lines } = task;
  let start = begin;
  if (begin === end) {
    lines.push({ start, end, width: 0, last: true });
    return;
  }
  while (start < end) {
    let w = 0;
    let solid = 0;
    let j = start;
    for (; j < end; j++) {
      w += widths[j] ?? 0;
      if (!isSpace(chars[j] ?? "")) solid = w;
      const slack = options.hang === true ? hangOf(chars, widths, options, j + 1) : 0;
      if (solid - slack > width + 1e-6) break;
    }
    if (j >= end) {
      push(task, start, end, w, true);
      return;
    }
    task.costs ??= breakCosts(chars, options);
    const { cut, total } = cutOf(task.costs, widths, width, start, j);
    push(task, start, cut, total, false);
    start = cut;
    while (start < end && isSpace(chars[start] ?? "")) start++;
  }
}

/** Where a line from `start` ends when `over` no longer fits it, and the width up to there. */
function cutOf(
  costs: Uint8Array,
  widths: readonly number[],
  width: number,
  start: number,
  over: number,
): { readonly cut: number; readonly total: number } {
  // The last place of each cost.
  const place: [number, number, number, number] = [-1, -1, -1, -1];
  const total: [number, number, number, number] = [0, 0, 0, 0];
  let w = 0;
  for (let j = start; j <= over; j++) {
    if (j > start) {
      const cost = (costs[j] ?? 0) as Cost;
      place[cost] = j;
      total[cost] = w;
    }
    w += widths[j] ?? 0;
  }
  const isShort = place[0] < 0 || total[0] < width * 0.45;
  if (isShort && place[1] > place[0]) return { cut: place[1], total: total[1] };
  for (const cost of [0, 2, 3] as const) {
    if (place[cost] >= 0) return { cut: place[cost], total: total[cost] };
  }
  return { cut: start + 1, total: widths[start] ?? 0 };
}
