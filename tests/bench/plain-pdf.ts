import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Block, Cell, Column, DocumentSpec } from "#app/documents/spec.ts";

/**
 * The same document as anybody would first write it with pdfkit: `heightOfString` and `text` for each cell, a line
 * under each row, a new page when the next row does not fit. Untagged, unsealed, no kinsoku, no fallback font.
 */
const require = createRequire(import.meta.url);
const regular = require.resolve("@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf");
const bold = require.resolve("@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf");

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN;

export function drawPlain(spec: DocumentSpec): Promise<{ bytes: Uint8Array; pages: number }> {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    font: regular,
    info: { Title: spec.meta.title },
  });
  const chunks: Buffer[] = [];
  let pages = 1;
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  doc.on("pageAdded", () => {
    pages += 1;
  });
  const finished = new Promise<{ bytes: Uint8Array; pages: number }>((resolve, reject) => {
    doc.on("end", () => resolve({ bytes: Buffer.concat(chunks), pages }));
    doc.on("error", reject);
  });
  const pen = new Pen(doc);
  for (const block of spec.blocks) pen.block(block);
  doc.end();
  return finished;
}

class Pen {
  constructor(private readonly doc: PDFKit.PDFDocument) {}

  block(block: Block): void {
    switch (block.kind) {
      case "cover":
        this.line(block.organisation, 11);
        this.line(block.title, 22, true);
        this.line(block.period, 13);
        this.line(block.purpose, 9);
        for (const { label, value } of block.facts) this.row([label, value], [1, 3]);
        this.doc.addPage();
        return;
      case "heading":
        if (block.level === 1 && block.startsPage !== false) this.doc.addPage();
        this.line(
          `${block.number ?? ""} ${block.text} ${block.aside ?? ""}`,
          block.level === 1 ? 16 : 11,
          true,
        );
        return;
      case "title":
        this.line(block.text, 16, true);
        return;
      case "statement":
      case "lead":
        this.line(block.text, 11, true);
        return;
      case "paragraph":
        this.line(block.text, 9.5, block.bold);
        return;
      case "note":
        this.line(block.text, 7);
        return;
      case "list":
        for (const item of block.items) this.line(`・${item}`, 9);
        return;
      case "figures":
        this.row(
          block.items.map((i) => `${i.label}\n${i.value ?? i.grade ?? ""}${i.unit ?? ""}\n${i.note ?? ""}`),
          block.items.map(() => 1),
        );
        return;
      case "table":
      case "tree":
        this.table(block);
        return;
      case "form":
        for (const { label, value } of block.rows) this.row([label, textOf(value)], [1, 3]);
        return;
      case "matrix":
        for (const row of block.rows) {
          if (row.kind === "group") this.line(row.text, 8, true);
          else
            this.row(
              [row.code, row.name, ...row.marks.map((m) => markText[m]), row.verdict],
              [2, 4, ...row.marks.map(() => 0.7), 2],
            );
        }
        return;
      case "stacked-bars":
      case "bars":
      case "ageing":
        for (const row of block.rows) this.bar(row.label);
        return;
      case "calendar":
        for (const row of block.rows) this.bar(row.label);
        return;
      case "columns":
        for (const column of block.columns) for (const inner of column) this.block(inner);
        return;
      case "legend":
        this.line(`${block.label} ${block.text ?? ""} ${block.note ?? ""}`, 7);
        return;
      case "timeline":
        for (const row of block.rows) this.row([row.day, row.text], [1, 4]);
        return;
      case "verification":
        for (const row of block.rows) this.row([row.label, row.value], [1, 3]);
        return;
      case "seals":
        this.row(
          block.seals.map((s) => `${s.box}\n${s.stamp?.name ?? ""}`),
          block.seals.map(() => 1),
        );
        return;
      case "banner":
        for (const text of [block.verdict, ...block.lines]) this.line(text, 9, true);
        return;
      default:
        return;
    }
  }

  private line(text: string, size: number, isBold = false): void {
    this.doc.font(isBold ? bold : regular).fontSize(size);
    this.fit(this.doc.heightOfString(text, { width: WIDTH }));
    this.doc.text(text, MARGIN, this.doc.y, { width: WIDTH });
    this.doc.y += 4;
  }

  private bar(label: string): void {
    this.line(label, 8);
    this.doc.rect(MARGIN + 120, this.doc.y - 12, 240, 8).fill("#888888");
    this.doc.fillColor("#000000");
  }

  private table(block: Extract<Block, { kind: "table" | "tree" }>): void {
    const columns: readonly Column[] = block.columns;
    const fixed = columns.reduce((sum, c) => sum + mm(c.width ?? 0), 0);
    const shares = columns.reduce((sum, c) => sum + (c.width === undefined ? (c.weight ?? 1) : 0), 0);
    const widths = columns.map((c) =>
      c.width === undefined ? ((WIDTH - fixed) * (c.weight ?? 1)) / Math.max(1, shares) : mm(c.width),
    );
    const head = columns.map((c) => c.label);
    this.row(head, widths, true);
    for (const row of block.rows) {
      if ("text" in row) {
        this.line(row.text, 8, true);
        continue;
      }
      if (this.row(row.cells.map(textOf), widths)) this.row(head, widths, true);
    }
  }

  /** True when the row began a page. */
  private row(cells: readonly string[], shares: readonly number[], isBold = false): boolean {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const widths = shares.map((share) => (share / whole) * WIDTH);
    this.doc.font(isBold ? bold : regular).fontSize(8);
    const options = (i: number) => ({ width: Math.max(10, (widths[i] ?? 10) - 4) });
    const height = Math.max(...cells.map((cell, i) => this.doc.heightOfString(cell, options(i)))) + 6;
    const isNew = this.fit(height);
    const top = this.doc.y;
    let x = MARGIN;
    for (const [i, cell] of cells.entries()) {
      this.doc.text(cell, x + 2, top + 3, options(i));
      x += widths[i] ?? 0;
    }
    this.doc.y = top + height;
    this.doc
      .moveTo(MARGIN, this.doc.y)
      .lineTo(MARGIN + WIDTH, this.doc.y)
      .lineWidth(0.4)
      .stroke();
    return isNew;
  }

  private fit(height: number): boolean {
    if (this.doc.y + height <= BOTTOM) return false;
    this.doc.addPage();
    return true;
  }
}

const mm = (length: number): number => (length * 72) / 25.4;
const markText = { ok: "○", partial: "△", bad: "×", none: "－", checked: "■", unchecked: "□" } as const;
const textOf = (cell: Cell): string =>
  typeof cell === "string"
    ? cell
    : (cell.text ??
      cell.lines?.map((l) => l.text).join("\n") ??
      cell.grade ??
      (cell.mark ? markText[cell.mark] : ""));
