import { enlargeKana, foldText, toKatakana } from "#app/i18n/fold.ts";

/**
 * How partners are sorted and found. Names stay as they were typed, old and variant kanji included; only the keys are
 * folded.
 */
const kanaPattern = /^[ァ-ヺー・ヽヾ ]+$/;

/** フリガナ as typed → full-width katakana, single spaces. NFKC joins half-width voiced marks to their kana. */
export const normaliseKana = (text: string): string =>
  toKatakana(text.normalize("NFKC"))
    .replace(/[‐‑–−-]/g, "ー")
    .replace(/\s+/g, " ")
    .trim();

/** Full-width katakana, ー, ・ and spaces only. */
export const isKana = (text: string): boolean => kanaPattern.test(text);

/** Corporate forms, longest first, as they stand at the head or the tail of a name. */
const forms = [
  "特定非営利活動法人",
  "消費生活協同組合",
  "一般財団法人",
  "一般社団法人",
  "公益財団法人",
  "公益社団法人",
  "独立行政法人",
  "農業協同組合",
  "生活協同組合",
  "社会福祉法人",
  "弁護士法人",
  "税理士法人",
  "株式会社",
  "有限会社",
  "合同会社",
  "合資会社",
  "合名会社",
  "医療法人",
  "学校法人",
  "宗教法人",
  "npo法人",
  "(株)",
  "(有)",
  "(同)",
  "(資)",
  "(名)",
  "(福)",
  "(医)",
  "(特非)",
] as const;

const kanaForms = [
  "トクテイヒエイリカツドウホウジン",
  "ショウヒセイカツキョウドウクミアイ",
  "セイカツキョウドウクミアイ",
  "ノウギョウキョウドウクミアイ",
  "ドクリツギョウセイホウジン",
  "イッパンザイダンホウジン",
  "イッパンシャダンホウジン",
  "コウエキザイダンホウジン",
  "コウエキシャダンホウジン",
  "シャカイフクシホウジン",
  "ベンゴシホウジン",
  "ゼイリシホウジン",
  "エヌピーオーホウジン",
  "イリョウホウジン",
  "ガッコウホウジン",
  "シュウキョウホウジン",
  "カブシキガイシャ",
  "カブシキカイシャ",
  "ユウゲンガイシャ",
  "ユウゲンカイシャ",
  "ゴウドウガイシャ",
  "ゴウドウカイシャ",
  "ゴウシガイシャ",
  "ゴウシカイシャ",
  "ゴウメイガイシャ",
  "ゴウメイカイシャ",
] as const;

/** Takes one form off the head or the tail; a name that is nothing but a form stays whole. */
function withoutForm(name: string, list: readonly string[]): string {
  for (const form of list) {
    if (name.length <= form.length) continue;
    if (name.startsWith(form)) return name.slice(form.length);
    if (name.endsWith(form)) return name.slice(0, -form.length);
  }
  return name;
}

/** Voiced and half-voiced marks off: ガ becomes カ, パ becomes ハ. */
const unvoice = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u3099\u309a]/g, "")
    .normalize("NFC");

const vowelRows: readonly (readonly [vowel: string, kana: string])[] = [
  ["ア", "アカサタナハマヤラワ"],
  ["イ", "イキシチニヒミリヰ"],
  ["ウ", "ウクスツヌフムユル"],
  ["エ", "エケセテネヘメレヱ"],
  ["オ", "オコソトノホモヨロヲ"],
];
const vowelOf = (kana: string): string => vowelRows.find(([, row]) => row.includes(kana))?.[0] ?? "";

/** ー sounds as the vowel before it and sorts there (JIS X 4061). */
function spellOut(text: string): string {
  let spelt = "";
  for (const kana of text) spelt += kana === "ー" ? vowelOf(spelt.at(-1) ?? "") : kana;
  return spelt;
}

/**
 * The key by which code point order is gojuon order: corporate form, spaces and ・ off, small kana large, ー spelt out,
 * voiced marks off; the reading as typed breaks ties.
 */
export function sortKeyOfKana(nameKana: string): string {
  const reading = normaliseKana(nameKana).replace(/[ ・]/g, "");
  const bare = withoutForm(reading, kanaForms);
  return `${unvoice(spellOut(enlargeKana(bare)))} ${bare}`;
}

export const kanaRows = ["ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ラ", "ワ"] as const;
export type KanaRow = (typeof kanaRows)[number];
const rowStarts = ["ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ラ", "ワ"] as const;

/** The row (ア行, カ行, …) a sort key belongs to, or null when it does not begin with kana. */
export function kanaRowOf(sortKey: string): KanaRow | null {
  const first = sortKey[0] ?? "";
  if (!/[ァ-ヺ]/.test(first)) return null;
  let row: KanaRow = "ア";
  for (const start of rowStarts) if (first >= start) row = start;
  return row;
}

/**
 * Text as it is searched: folded (`foldText`), corporate forms, white space and punctuation off. A long vowel typed with a hyphen
 * (コ-プ) is taken as ー.
 */
export function searchKeyOf(text: string): string {
  const plain = foldText(text)
    .replace(/\s/g, "")
    .replace(/(?<=[ァ-ヺー])[‐‑–−-]/g, "ー");
  return withoutForm(plain, forms).replace(/[^\p{L}\p{N}ー々〆]/gu, "");
}

/** What of a partner can be found by typing it. */
export interface SearchablePartner {
  readonly name: string;
  readonly nameKana: string;
  readonly nameEn: string | null;
  readonly shortName: string;
  readonly number: string;
  readonly corporateNumber: string | null;
}

/** The parts of a partner's key, apart by a space so that no two-letter query matches across them. */
export function partnerSearchKey(partner: SearchablePartner): string {
  const parts = [
    partner.name,
    partner.nameKana,
    partner.nameEn ?? "",
    partner.shortName,
    partner.number,
    partner.corporateNumber ?? "",
  ];
  const kana = withoutForm(normaliseKana(partner.nameKana).replace(/ /g, ""), kanaForms);
  const keys = [...parts.map(searchKeyOf), searchKeyOf(kana)];
  return [...new Set(keys.filter((key) => key !== ""))].join(" ");
}

/**
 * All pairs of neighbouring letters (code points) of a key or a query, each once, none across a space. A part of one
 * letter gives none: look that up in the key itself.
 */
export function searchBigrams(key: string): string[] {
  const found = new Set<string>();
  for (const part of key.split(" ")) {
    const letters = [...part];
    for (let n = 0; n + 1 < letters.length; n += 1) found.add(`${letters[n]}${letters[n + 1]}`);
  }
  return [...found];
}

/** The search keys of a query: one a word, at most five; a word that says nothing searchable is left out. */
export const queryKeys = (query: string): string[] =>
  [
    ...new Set(
      query
        .slice(0, 200)
        .split(/[\s　]+/)
        .map(searchKeyOf),
    ),
  ]
    .filter((key) => key !== "")
    .slice(0, 5);
