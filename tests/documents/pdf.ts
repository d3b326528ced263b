import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { DocumentSpec } from "#app/documents/spec.ts";

/** What a PDF reader finds in a file: text of each page, outline, tags, metadata. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false }).promise;
  const pages: string[] = [];
  const tags: string[] = [];
  const links: number[] = [];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const content = await page.getTextContent();
    pages.push(
      content.items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""),
    );
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== "object" || !("role" in node)) return;
      tags.push(String(node.role));
      if ("children" in node && Array.isArray(node.children)) node.children.forEach(walk);
    };
    walk(await page.getStructTree());
    const annotations = await page.getAnnotations();
    for (const a of annotations) if (a.subtype === "Link") links.push(n);
  }
  const outline = ((await pdf.getOutline()) ?? []).map((o) => ({
    title: o.title,
    children: o.items.map((i) => i.title as string),
  }));
  const metadata = await pdf.getMetadata();
  const info = metadata.info as Record<string, unknown>;
  const mark = await pdf.getMarkInfo();
  await pdf.destroy();
  return { pages, tags, links, outline, info, marked: mark?.Marked === true };
}

export function saved(name: string, bytes: Uint8Array): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "azukari-paper-")), name);
  writeFileSync(file, bytes);
  return file;
}

export const smallSpec = (over: Partial<DocumentSpec> = {}): DocumentSpec => ({
  meta: {
    title: "個票",
    author: "みどり野生活協同組合（架空）",
    lang: "ja",
    createdAt: "2027-04-15T00:12:00.000Z",
    id: "small 1",
  },
  frame: { headLeft: "個票", headRight: "みどり野（架空）", footLeft: "T-1", footRight: "取扱注意" },
  blocks: [
    { kind: "title", text: "ひばり配送株式会社（架空）" },
    { kind: "paragraph", text: "契約を確かめました。" },
  ],
  ...over,
});
export const withSeal = (spec: DocumentSpec): DocumentSpec => ({
  ...spec,
  seal: {
    name: spec.meta.author,
    reason: "決裁した文書の封印",
    signedAt: "2027-04-15T00:12:00.000Z",
    description: "電子的な封印",
  },
});
