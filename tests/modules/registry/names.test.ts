import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isKana,
  kanaRowOf,
  normaliseKana,
  partnerSearchKey,
  searchBigrams,
  searchKeyOf,
  sortKeyOfKana,
} from "#app/modules/registry/rules/names.ts";

test.each([
  ["ｶﾌﾞｼｷｶﾞｲｼｬ ｱｻｷﾞﾘ", "カブシキガイシャ アサギリ"],
  ["ひばりはいそう", "ヒバリハイソウ"],
  ["コ－プ　アイ", "コープ アイ"],
  ["ヴィ・ラ", "ヴィ・ラ"],
])("the reading %j becomes %j", (text, kana) => {
  expect(normaliseKana(text)).toBe(kana);
  expect(isKana(kana)).toBe(true);
});

test.each(["漢字", "ABC", "アsh", "ア1", ""])("%j is no reading", (text) => {
  expect(isKana(normaliseKana(text))).toBe(false);
});

test("partners sort by reading without the corporate form, voiced and long sounds where a reader looks", () => {
  const readings = [
    "カブシキガイシャヒバリハイソウ",
    "アサギリデリバリー",
    "セイカツキョウドウクミアイアイコープ",
    "アオバジョウホウサービス",
    "コープアイ",
    "コウベ",
    "ハート",
    "ハアト",
    "バラ",
    "ハラ",
    "パラ",
    "キヤノン",
    "キャノン",
  ];
  const sorted = [...readings].sort((a, b) => (sortKeyOfKana(a) < sortKeyOfKana(b) ? -1 : 1));
  expect(sorted).toEqual([
    "セイカツキョウドウクミアイアイコープ",
    "アオバジョウホウサービス",
    "アサギリデリバリー",
    "キャノン",
    "キヤノン",
    "コウベ",
    "コープアイ",
    "ハアト",
    "ハート",
    "ハラ",
    "バラ",
    "パラ",
    "カブシキガイシャヒバリハイソウ",
  ]);
});

test("a name that is nothing but a form keeps it, and a federation is no bare form", () => {
  expect(sortKeyOfKana("カブシキガイシャ")).toContain("カブシキガイシャ");
  expect(sortKeyOfKana("ケンオウセイカツキョウドウクミアイレンゴウカイ")).toContain("ケンオウセイカツ");
});

test.each([
  ["アオバ", "ア"],
  ["ガッコウ", "カ"],
  ["ヂカ", "タ"],
  ["ンゴ", "ワ"],
  ["ヴェルデ", "ア"],
  ["カブシキガイシャバラ", "ハ"],
])("%s stands in row %s", (reading, row) => {
  expect(kanaRowOf(sortKeyOfKana(reading))).toBe(row);
});

test("what is no kana stands in no row", () => {
  expect(kanaRowOf("ABC")).toBeNull();
  expect(kanaRowOf("")).toBeNull();
});

test.each([
  ["髙橋印刷", "高橋印刷"],
  ["山﨑運輸", "山崎運輸"],
  ["𠮷野", "吉野"],
  ["株式会社朝霧デリバリー", "朝霧デリバリー"],
  ["朝霧デリバリー㈱", "朝霧デリバリー"],
  ["(株)朝霧デリバリー", "朝霧ﾃﾞﾘﾊﾞﾘｰ"],
  ["ひばり 配送", "ヒバリ配送"],
  ["ＡＢＣ物流", "abc物流"],
  ["生活協同組合あいコープ", "アイコ－プ"],
  ["キヤノン", "きゃのん"],
  ["みどり野・福祉(架空)", "ミドリ野福祉架空"],
])("%s is found as %s", (name, query) => {
  expect(searchKeyOf(name)).toBe(searchKeyOf(query));
});

const partner = {
  name: "株式会社髙橋印刷(架空)",
  nameKana: "カブシキガイシャタカハシインサツ",
  nameEn: "Takahashi Printing (fictional)",
  shortName: "髙橋印刷",
  number: "P-0031",
  corporateNumber: null,
};

test.each(["高橋", "髙橋", "たかはし", "ﾀｶﾊｼ", "印刷", "takahashi", "P-0031", "P0031", "刷"])(
  "a partner is found by %s",
  (query) => {
    const key = partnerSearchKey(partner);
    const wanted = searchBigrams(searchKeyOf(query));
    const have = new Set(searchBigrams(key));
    if (wanted.length > 0) expect(wanted.every((bigram) => have.has(bigram))).toBe(true);
    expect(key).toContain(searchKeyOf(query));
  },
);

test("bigrams are whole letters, each once, none across parts", () => {
  expect(searchBigrams("𠮷野家 野家")).toEqual(["𠮷野", "野家"]);
  expect(searchBigrams("あ い")).toEqual([]);
});

test("every two-letter piece of a name is found by its bigram", () => {
  const letters = fc.array(fc.constantFrom(..."あいカキ髙橋﨑印刷ABab12ーッ".split("")), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, fc.nat(), (name, at) => {
      const key = searchKeyOf(name.join(""));
      const parts = [...key];
      if (parts.length < 2) return;
      const start = at % (parts.length - 1);
      expect(searchBigrams(key)).toContain(parts.slice(start, start + 2).join(""));
      expect(searchKeyOf(key)).toBe(key);
    }),
  );
});
