import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderDocument } from "#app/documents/render.server.ts";
import type { Block, DocumentSpec } from "#app/documents/spec.ts";
import { words } from "#app/documents/words.ts";
import { validatePdf, whyNoValidator } from "../support/validate-pdf.ts";
import { readPdf, saved, smallSpec } from "./pdf.ts";
import { sampleSpec } from "./sample.ts";

const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const squeezed = (text: string): string => text.replace(/\s/g, "");
const table = (rows: number, over: Partial<Extract<Block, { kind: "table" }>> = {}): Block => ({
  kind: "table",
  columns: [
    { label: "番号", width: 20 },
    { label: "名前", rowHeader: true },
  ],
  rows: Array.from({ length: rows }, (_, i) => ({ cells: [`R-${i + 1}`, `取引先${i + 1}（架空）`] })),
  ...over,
});
const withBlocks = (...blocks: Block[]): DocumentSpec => smallSpec({ blocks });

test.each(["ja", "en"] as const)("the same spec gives the same bytes (%s)", async (lang) => {
  const [first, second] = [await renderDocument(sampleSpec(lang)), await renderDocument(sampleSpec(lang))];
  expect(sha(first.bytes)).toBe(sha(second.bytes));
  const other = await renderDocument({
    ...sampleSpec(lang),
    meta: { ...sampleSpec(lang).meta, id: "another" },
  });
  expect(sha(other.bytes)).not.toBe(sha(first.bytes));
});

test("a spec survives JSON, as a worker and a frozen record need", async () => {
  const spec = sampleSpec("ja");
  const copy = JSON.parse(JSON.stringify(spec)) as DocumentSpec;
  expect(sha((await renderDocument(copy)).bytes)).toBe(sha((await renderDocument(spec)).bytes));
});

test.each(["ja", "en"] as const)("structure of the sample (%s)", async (lang) => {
  const rendered = await renderDocument(sampleSpec(lang));
  const pdf = await readPdf(rendered.bytes);
  expect(pdf.pages.length).toBe(rendered.pages);
  expect(pdf.marked).toBe(true);
  expect(pdf.info.Title).toBe(sampleSpec(lang).meta.title);
  expect(pdf.outline.length).toBe(rendered.outline.filter((o) => o.level === 1).length);
  for (const role of [
    "H1",
    "H2",
    "H3",
    "P",
    "TOC",
    "TOCI",
    "Link",
    "Table",
    "THead",
    "TR",
    "TH",
    "TD",
    "L",
    "LI",
    "Figure",
  ]) {
    expect(pdf.tags, role).toContain(role);
  }
  // Every page has its head and foot, the contents name the pages where the sections are.
  for (const [i, text] of pdf.pages.entries()) expect(squeezed(text)).toContain(`${i + 1}/${rendered.pages}`);
  for (const entry of rendered.outline.filter((o) => o.level === 1)) {
    expect(squeezed(pdf.pages[entry.page - 1] ?? "")).toContain(squeezed(entry.text));
    expect(squeezed(pdf.pages[1] ?? "")).toContain(squeezed(entry.text));
  }
  expect(pdf.links.filter((page) => page === 2).length).toBe(
    rendered.outline.filter((o) => o.level === 1).length,
  );
  expect(rendered.anchors.corrective).toBeGreaterThan(rendered.anchors.summary ?? 99);
  expect(squeezed(pdf.pages[(rendered.anchors.summary ?? 1) - 1] ?? "")).toContain(
    lang === "ja"
      ? `7是正措置${rendered.anchors.corrective}頁`
      : `7Correctiveaction,p.${rendered.anchors.corrective}`,
  );
});

test("a character that no face has becomes 〓 and is reported; a rare one is found in the fallback face", async () => {
  const rendered = await renderDocument(withBlocks({ kind: "paragraph", text: "𠮷野 髙橋 ☑ 😀😀" }));
  expect(rendered.missingGlyphs).toEqual([
    { character: "☑", codePoint: "U+2611", count: 1 },
    { character: "😀", codePoint: "U+1F600", count: 2 },
  ]);
  const [text] = (await readPdf(rendered.bytes)).pages;
  expect(squeezed(text ?? "")).toContain("𠮷野髙橋〓〓〓");
});

test("a long table repeats its head, says that it goes on, and loses no row", async () => {
  const rendered = await renderDocument(
    withBlocks(
      { kind: "heading", level: 1, text: "一覧" },
      { kind: "heading", level: 2, number: "1.1", text: "全件" },
      table(90),
    ),
  );
  const { pages } = await readPdf(rendered.bytes);
  expect(pages.length).toBeGreaterThan(2);
  const all = pages.map(squeezed);
  for (let i = 1; i <= 90; i++)
    expect(all.filter((p) => p.includes(`R-${i}取引先${i}（架空）`)).length, `row ${i}`).toBe(1);
  all.forEach((page, i) => {
    expect(page).toContain("番号名前");
    expect(page.includes("次頁に続く")).toBe(i < all.length - 1);
    expect(page.includes("全件（続き）")).toBe(i > 0);
  });
});

test("a group of up to seven rows is not parted; a longer one repeats its name", async () => {
  const group = (name: string, n: number) => [
    { kind: "group" as const, text: name },
    ...Array.from({ length: n }, (_, i) => ({ cells: [`${name}${i}`, "架空"] })),
  ];
  const rendered = await renderDocument(
    withBlocks(table(0, { rows: [...group("甲", 30), ...group("乙", 7), ...group("丙", 60)] })),
  );
  const pages = (await readPdf(rendered.bytes)).pages.map(squeezed);
  const of = (text: string): number => pages.findIndex((p) => p.includes(text));
  expect(of("乙0")).toBe(of("乙6"));
  expect(pages.filter((p) => p.includes("丙（続き）")).length).toBe(pages.length - 1 - of("丙0"));
});

test.each([
  ["table", table(0)],
  ["bars", { kind: "bars", alt: "なし", rows: [] }],
  ["lines", { kind: "lines", alt: "なし", points: [], min: 0, max: 100, step: 20, series: [] }],
  ["tree", { kind: "tree", columns: [{ label: "委託先" }], rows: [] }],
  ["timeline", { kind: "timeline", rows: [] }],
  ["list", { kind: "list", items: [] }],
] as const)("an empty %s says so", async (_, block) => {
  for (const lang of ["ja", "en"] as const) {
    const spec = withBlocks(block);
    const rendered = await renderDocument({ ...spec, meta: { ...spec.meta, lang } });
    expect((await readPdf(rendered.bytes)).pages.join("")).toContain(words[lang].none);
  }
});

test("no text is lost in a table, whatever it holds", async () => {
  const character = fc.constantFrom(..."委託先カタカナABC12、。（）ー「」・ 　");
  const cell = fc.array(character, { minLength: 1, maxLength: 60 }).map((c) => c.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
      const rendered = await renderDocument(withBlocks(table(0, { rows: rows.map((cells) => ({ cells })) })));
      const text = squeezed((await readPdf(rendered.bytes)).pages.join(""));
      for (const value of rows.flat()) expect(text).toContain(squeezed(value));
    }),
    { numRuns: 15 },
  );
});

test("a row higher than a page goes on over pages and loses nothing", async () => {
  const long = Array.from({ length: 1200 }, (_, i) => `第${i}号`).join("、");
  const rendered = await renderDocument(
    withBlocks(
      table(0, { rows: [{ cells: ["長", long] }, { cells: ["次", "短い"] }] }),
      { kind: "form", rows: [{ label: "備考", value: long }] },
      { kind: "paragraph", text: long },
      { kind: "note", text: long },
    ),
  );
  const pages = (await readPdf(rendered.bytes)).pages;
  // Head and foot stand between the pieces of a text that goes on.
  const text = squeezed(pages.join("")).replace(/個票みどり野（架空）T-1\d+\/\d+取扱注意/g, "");
  for (const number of [0, 300, 777, 1199])
    expect(text.split(`第${number}号`).length - 1, String(number)).toBe(4);
  for (const page of pages) expect(page.length).toBeGreaterThan(30);
});

test.each(["ja", "en"] as const)("golden text of the sample (%s)", async (lang) => {
  const rendered = await renderDocument(sampleSpec(lang));
  const { pages, tags } = await readPdf(rendered.bytes);
  const counts = [...new Set(tags)].sort().map((tag) => `${tag} ${tags.filter((t) => t === tag).length}`);
  const golden = [counts.join("\n"), ...pages.map((text, i) => `--- ${i + 1} ---\n${text}`)].join("\n");
  await expect(`${golden}\n`).toMatchFileSnapshot(`./golden/sample-${lang}.txt`);
});

test("an unknown link target is a bug and is thrown", async () => {
  await expect(
    renderDocument(withBlocks({ kind: "paragraph", text: "次", link: "nowhere" })),
  ).rejects.toThrow("nowhere");
});

test("nothing that a person typed becomes PDF syntax", async () => {
  const evil =
    ") /OpenAction << /S /JavaScript /JS (app.alert(1)) >> /ByteRange [0 1 2 3] endobj %%EOF ]]> <x:y&z; \\";
  const spec = sampleSpec("en");
  const rendered = await renderDocument({
    ...spec,
    meta: { ...spec.meta, title: evil, author: evil, subject: evil },
    frame: { ...spec.frame, headLeft: evil, footLeft: evil },
    blocks: [
      { kind: "heading", level: 1, text: evil, anchor: evil },
      { kind: "paragraph", text: evil, link: evil },
      table(0, { summary: evil, rows: [{ cells: [evil, { mark: "ok", alt: evil }] }] }),
      { kind: "bars", alt: evil, rows: [{ label: evil, value: 1, text: "1" }] },
    ],
  });
  const raw = Buffer.from(rendered.bytes).toString("latin1");
  for (const sign of ["/OpenAction", "/JavaScript", "/JS", "/AA", "/Launch", "/URI", "/ByteRange"]) {
    expect(raw.includes(sign), sign).toBe(false);
  }
  expect(raw.indexOf("%%EOF")).toBe(raw.length - 6);
  const pdf = await readPdf(rendered.bytes);
  expect(pdf.info.Title).toBe(evil);
  expect(pdf.outline[0]?.title).toBe(evil);
});

test("a draft carries its mark and no stamps", async () => {
  const rendered = await renderDocument(sampleSpec("ja", { draft: true }));
  const { pages, tags } = await readPdf(rendered.bytes);
  expect(pages[0]).toContain("案");
  expect(pages.join("")).not.toContain("9.4.15");
  expect(tags).toContain("Figure");
});

const missing = whyNoValidator();
if (missing !== undefined) process.stderr.write(`veraPDF left out: ${missing}\n`);
test.skipIf(missing !== undefined)(
  "every document conforms to PDF/UA-1 and PDF/A-2a",
  { timeout: 180_000 },
  async () => {
    const specs: [string, DocumentSpec][] = [
      ["ja.pdf", sampleSpec("ja")],
      ["en.pdf", sampleSpec("en")],
      ["draft.pdf", sampleSpec("ja", { draft: true })],
      ["odd.pdf", withBlocks({ kind: "paragraph", text: "𠮷 ☑ 😀 か\u3099 \u202e" }, table(0), table(120))],
    ];
    const files = await Promise.all(
      specs.map(async ([name, spec]) => saved(name, (await renderDocument(spec)).bytes)),
    );
    const { conforms, report } = validatePdf(...files);
    expect(conforms, report).toBe(true);
    expect(report.match(/ conforms /g)?.length).toBe(files.length * 2);
  },
);
