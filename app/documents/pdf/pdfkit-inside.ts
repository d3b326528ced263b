/**
 * The parts of pdfkit 0.20.2 that are not in its types. The version is pinned; the golden test of documents fails when
 * one of these changes.
 */
export interface PdfRef {
  /** `12 0 R` */
  toString(): string;
  data: Record<string, unknown>;
  compress: boolean;
  write(chunk: Uint8Array | string): void;
  end(): void;
}
/** A stream that is not ended: what was written to it; `/Filter` already says that it is compressed. */
export interface PdfStream {
  buffer: Uint8Array[];
  compress: boolean;
}
export interface PdfTree {
  add(key: number, value: unknown): void;
}
export interface PdfFont {
  readonly id: string;
  readonly subset: { includeGlyph(glyph: number): number };
  readonly widths: (number | undefined)[];
  readonly unicode: (number[] | undefined)[];
  ref(): PdfRef;
}
export interface PdfPage {
  readonly dictionary: PdfRef;
  readonly content: PdfStream;
  readonly fonts: Record<string, PdfRef>;
  readonly annotations: PdfRef[];
}
export interface PdfOutline {
  readonly outlineData: Record<string, unknown>;
  addItem(title: string, options?: { readonly pageNumber?: number; readonly expanded?: boolean }): PdfOutline;
}
export interface PdfKit {
  readonly info: Record<string, unknown>;
  _id: Uint8Array;
  _acroform?: unknown;
  readonly _font: PdfFont;
  readonly _root: PdfRef;
  readonly page: PdfPage;
  readonly outline: PdfOutline;
  endMetadata: () => void;
  endAcroForm: () => unknown;
  font(source: unknown): unknown;
  ref(data: Record<string, unknown>): PdfRef;
  addPage(options: { readonly size: readonly [number, number]; readonly margin: number }): unknown;
  getStructTreeRoot(): PdfRef;
  getStructParentTree(): PdfTree;
  createStructParentTreeNextKey(): number;
  /** Where the next byte goes. */
  _offset: number;
  /** Where each object begins, by its number less one; null until it is written. */
  readonly _offsets: (number | null)[];
  _write: (data: Uint8Array | string) => void;
  push: (chunk: Uint8Array | null) => boolean;
  read(): Uint8Array | null;
  end(): void;
}

/** An object already in PDF syntax: a report has thousands of structure elements, and pdfkit's own way is slow. */
export class RawObject {
  constructor(private readonly text: string) {}
  get [Symbol.toStringTag](): string {
    return "RawObject";
  }
  toString(): string {
    return this.text;
  }
}

/**
 * A text string (UTF-16BE). pdfkit writes bytes in hexadecimal, so nothing in a title can end the string early or look
 * like a signature to whoever reads the file as text.
 */
export function textString(text: string): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bytes.swap16();
}
