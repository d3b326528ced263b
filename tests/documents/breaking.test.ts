import fc from "fast-check";
import { expect, test } from "vitest";
import { breakCosts, breakLines, endProhibited, startProhibited } from "#app/documents/pdf/breaking.ts";
import { lay, shape } from "#app/documents/pdf/text.ts";

/** Breaks text of full-width characters; `width` in characters. */
function broken(text: string, width: number, mode: "prose" | "cell" = "prose", hang = false): string[] {
  const chars = Array.from(text);
  const widths = chars.map((c) => ((c.codePointAt(0) ?? 0) < 0x7f ? 0.5 : 1));
  return breakLines(chars, widths, width, { mode, hang, halfEm: 0.5 }).map((l) =>
    chars.slice(l.start, l.end).join(""),
  );
}

test.each([
  ["行頭の句点", "あいうえお。かき", 5, ["あいうえ", "お。かき"]],
  ["行頭の長音", "あいうえデータ", 5, ["あいうえ", "データ"]],
  ["行頭の小書き", "あいうえきゃく", 5, ["あいうえ", "きゃく"]],
  ["行頭の閉じ括弧", "あいう（え）お", 5, ["あいう", "（え）お"]],
  ["行末の始め括弧", "あいうえ「お」", 5, ["あいうえ", "「お」"]],
  ["踊り字", "あいうえ人々が", 5, ["あいうえ", "人々が"]],
  ["数と助数詞", "対象は全部38社です", 5, ["対象は全部", "38社です"]],
  ["数と助数詞は離れない", "対象は全で38社です", 5, ["対象は全で", "38社です"]],
  ["か月", "期限は後の3か月です", 6, ["期限は後の", "3か月です"]],
  ["日付", "基準日 2026/06/12 まで", 5, ["基準日", "2026/06/12", "まで"]],
  ["欧文の語", "これはPortalです", 3, ["これは", "Portal", "です"]],
  ["改行", "あ\nいう", 5, ["あ", "いう"]],
  ["空行", "あ\n\nい", 5, ["あ", "", "い"]],
] as const)("kinsoku: %s", (_, text, width, lines) => {
  expect(broken(text, width)).toEqual(lines);
});

test("punctuation may hang half an em in prose, and only there", () => {
  expect(broken("あいうえお、かき", 5.5, "prose", true)).toEqual(["あいうえお、", "かき"]);
  expect(broken("あいうえお、かき", 5.5)).toEqual(["あいうえ", "お、かき"]);
});

test("a katakana word and the fiction mark stay whole in a cell", () => {
  expect(broken("株式会社みなとセンター", 9, "cell")).toEqual(["株式会社みなと", "センター"]);
  expect(broken("株式会社みなと（架空）", 9, "cell")).toEqual(["株式会社みなと", "（架空）"]);
  expect(broken("株式会社みなとセンター", 9)).toEqual(["株式会社みなとセン", "ター"]);
});

test("a word longer than the line is cut rather than lost", () => {
  expect(broken("abcdefghij", 2).join("")).toBe("abcdefghij");
});

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(..."委託先監督報告書個人情報のをにはがでありますカタカナデータ") },
  { weight: 2, arbitrary: fc.constantFrom(..."、。」）ー々っゃ・「（『〜％") },
  { weight: 2, arbitrary: fc.constantFrom(..."abcXYZ0123456789") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(" ", "-", "/", "𠮷", "髙", "\n", "第", "社", "か月", "😀", "か\u3099"),
  },
);
const anyText = fc.array(piece, { maxLength: 80 }).map((p) => p.join(""));
const spaceless = (text: string): string => text.replace(/\s/g, "");

test.each(["prose", "cell", "phrase"] as const)(
  "%s: nothing is lost, every line fits, kinsoku holds",
  (mode) => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 120 }), (text, width) => {
        const p = lay(text, { size: 8 }, width, mode);
        const { chars, widths } = p.shaped;
        expect(spaceless(p.lines.map((l) => chars.slice(l.start, l.end).join("")).join(""))).toBe(
          spaceless(shape(text, { size: 8 }).chars.join("")),
        );
        const em = (8 * 25.4) / 72;
        const costs = breakCosts(chars, { mode });
        for (const [i, line] of p.lines.entries()) {
          if (line.end - line.start > 1) expect(line.width * em).toBeLessThanOrEqual(width + 0.001);
          if (i === 0 || p.lines[i - 1]?.last === true || line.end === line.start) continue;
          const first = chars[line.start] ?? "";
          const previous = p.lines[i - 1];
          const before = chars[(previous?.end ?? 1) - 1] ?? "";
          if (!startProhibited.has(first) && !endProhibited.has(before)) continue;
          // Kinsoku yields only where the line before had no lawful place at all.
          const lawful = [...costs.slice((previous?.start ?? 0) + 1, line.start + 1)].some((c) => c < 3);
          expect(lawful, `「${chars.join("")}」 at ${width}`).toBe(false);
        }
        expect(widths.every((w) => w >= 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);

test("every digit of a tabular run is equally wide", () => {
  for (const weight of ["regular", "bold"] as const) {
    const widths = new Set(
      "0123456789".split("").map((d) => shape(d, { size: 8, weight, tabular: true }).widths[0]?.toFixed(4)),
    );
    expect(widths.size).toBe(1);
  }
});

test("invisible and disguising characters are not drawn", () => {
  expect(shape("a\u202eb\u200bc\u0000d\ufe0fe\u{e0100}f\u00adg", { size: 8 }).chars.join("")).toBe("abcdefg");
  expect(shape("か\u3099", { size: 8 }).chars).toEqual(["が"]);
  expect(shape("a\ud800b", { size: 8 }).chars.join("")).toBe("a\ufffdb");
});
