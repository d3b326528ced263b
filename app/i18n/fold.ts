/** How Japanese text is folded where writings that differ say the same. Names stay as they were typed; only what is compared is folded. */

export const toKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const smallToLarge: Readonly<Record<string, string>> = Object.fromEntries(
  [..."ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケ"].flatMap((kana, index, all) =>
    index % 2 === 0 ? [[kana, all[index + 1] ?? kana]] : [],
  ),
);
export const enlargeKana = (text: string): string =>
  text.replace(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => smallToLarge[kana] ?? kana);

/** Old and variant kanji → the common one. */
const variants =
  "髙高 﨑崎 嵜崎 碕崎 德徳 𠮷吉 濵浜 濱浜 邊辺 邉辺 齋斎 齊斎 斉斎 澤沢 廣広 國国 龍竜 櫻桜 嶋島 嶌島 眞真 惠恵 榮栄 鐵鉄 檜桧 曾曽 淵渕 渊渕 條条 應応 學学 會会 圓円 寶宝 豐豊 實実 壽寿 關関 瀨瀬 黑黒 橫横 緖緒 圖図 縣県 澁渋 濟済 醫医 藥薬 靜静 與与 彌弥 禮礼 祿禄 薗園 槇槙 穗穂 舘館 峯峰 埜野 冨富 萬万 來来 佛仏 賴頼 彥彦 增増 淸清 敎教 籠篭 桒桑 嶽岳";
const variantMap: ReadonlyMap<string, string> = new Map(
  variants.split(" ").flatMap((pair) => {
    const [from, to] = [...pair];
    return from === undefined || to === undefined || from === to ? [] : [[from, to] as const];
  }),
);

const foldVariants = (text: string): string => {
  let folded = "";
  for (const letter of text) folded += variantMap.get(letter) ?? letter;
  return folded;
};

/** Full width to half, half-width kana to full, lower case, katakana, small kana large, variant kanji common. */
export const foldText = (text: string): string =>
  enlargeKana(foldVariants(toKatakana(text.normalize("NFKC").toLowerCase())));

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at));

/**
 * Writings that text in use is made of besides what it folds to: full-width and half-width forms (U+FF00 on), hiragana and small
 * kana, the signs of NEC row 13 and IBM that Windows types (①, Ⅳ, ㈱, ㌔), variant kanji; kana also with their voiced mark apart, as
 * half-width kana and file names of macOS have it.
 */
const writings: readonly (readonly [written: string, folded: string])[] = (() => {
  const kana = [...range(0x3041, 0x3096), ...range(0x309d, 0x309e), ...range(0x30a1, 0x30fa)];
  const voiced = kana.filter((one) => one.normalize("NFD").length === 2);
  const half = range(0xff66, 0xff9d).flatMap((one) => [`${one}\uff9e`, `${one}\uff9f`]);
  const signs = [
    ..."①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻㎜㎝㎞㎎㎏㏄㎡㍻㍾㍽㍼№㏍℡㊤㊥㊦㊧㊨㈱㈲㈹",
  ];
  return [
    // Two letters before one: the mark belongs to the kana before it.
    ...voiced.map((one) => one.normalize("NFD")),
    ...half.filter((two) => foldText(two).length === 1),
    ...range(0xff01, 0xff9f),
    ...kana,
    ...signs,
    ...variantMap.keys(),
  ].flatMap((written) => {
    const folded = foldText(written);
    return folded === written ? [] : [[written, folded] as const];
  });
})();

/** Writings of the letters of a folded text, ASCII capitals apart. */
const writingsOfAny = (letters: ReadonlySet<string>) =>
  writings.filter(([, folded]) => [...folded].some((letter) => letters.has(letter)));

/**
 * What has to be replaced in a text, in this order, so that a folded word is found in it and nothing else: the writings of its
 * letters, and those where a mark makes another kana of one.
 */
export function writingsOf(word: string): readonly (readonly [written: string, folded: string])[] {
  const letters = new Set(word);
  const asked = new Set(writingsOfAny(letters));
  const bases = new Set([...letters, ...[...asked].map(([written]) => written)]);
  return writings.filter(
    (one) => asked.has(one) || ([...one[0]].length === 2 && bases.has(one[0].slice(0, 1))),
  );
}

/** Every way to write the letter of a folded word that has the fewest: a text with none of them does not hold the word. */
export function scarcestOf(word: string): readonly string[] {
  const ways = [...new Set(word)].map((letter) => [
    ...new Set([
      letter,
      letter.toUpperCase(),
      ...writingsOfAny(new Set([letter])).map(([written]) => written),
    ]),
  ]);
  return ways.reduce((least, next) => (next.length < least.length ? next : least));
}
