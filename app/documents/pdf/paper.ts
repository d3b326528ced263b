import { createHash } from "node:crypto";
import PDFDocument from "pdfkit";
import type { DocumentSpec, MissingGlyph, Orientation, OutlineEntry } from "../spec.ts";
import { type FaceId, face, type Glyph } from "./fonts.ts";
import { pages } from "./metrics.ts";
import { type PdfFont, type PdfKit, textString } from "./pdfkit-inside.ts";
import { type GlyphEncoder, Sheet } from "./sheet.ts";
import { Tag } from "./tags.ts";
import { clean } from "./text.ts";
import { writePaper } from "./write.ts";
import { producer, xmpOf } from "./xmp.ts";

export interface Heading extends OutlineEntry {
  readonly number: string;
  readonly anchor: string;
  /** mm from the top of its page. */
  readonly y: number;
  readonly listed: boolean;
}

/** The document while it is drawn: pages, structure, places; `finish` writes it with pdfkit. */
export class Paper implements GlyphEncoder {
  readonly sheets: Sheet[] = [];
  readonly root = new Tag("Document");
  readonly headings: Heading[] = [];
  readonly anchors = new Map<string, { readonly page: number; readonly y: number }>();
  readonly #doc: PdfKit;
  readonly #fonts = new Map<FaceId, PdfFont>();
  readonly #hex = new Map<Glyph, string>();
  readonly #missing = new Map<string, number>();
  readonly #chunks: Uint8Array[] = [];
  #ended = false;

  constructor(readonly spec: DocumentSpec) {
    const created = new Date(spec.meta.createdAt);
    this.#doc = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: "1.7",
      subset: "PDF/A-2a",
      tagged: true,
      displayTitle: true,
      lang: spec.meta.lang,
      // A parsed font is accepted where the types ask for a path; without one Helvetica slips in, not embedded.
      font: face("regular") as unknown as string,
    }) as unknown as PdfKit;
    const { title, author, subject } = spec.meta;
    const info: Record<string, string | undefined> = { Title: title, Author: author, Subject: subject };
    for (const [key, text] of Object.entries({ ...info, Creator: producer, Producer: producer })) {
      if (text !== undefined) this.#doc.info[key] = textString(clean(text));
    }
    this.#doc.info.CreationDate = created;
    this.#fonts.set("regular", this.#doc._font);
    this.#doc._id = createHash("sha256").update(spec.meta.id).digest().subarray(0, 16);
    this.#doc.endMetadata = () => {
      const ref = this.#doc.ref({ Type: "Metadata", Subtype: "XML" });
      ref.compress = false;
      ref.write(new TextEncoder().encode(xmpOf(spec.meta, created)));
      ref.end();
      this.#doc._root.data.Metadata = ref;
    };
    this.#collect();
  }

  #level = 0;
  /** The tag of a heading: levels are never skipped (PDF/UA-1, 7.4.2), however a document names them. */
  headingTag(level: 1 | 2 | 3): "H1" | "H2" | "H3" {
    this.#level = Math.min(level, this.#level + 1);
    return this.#level === 1 ? "H1" : this.#level === 2 ? "H2" : "H3";
  }

  addSheet(orientation: Orientation): Sheet {
    const sheet = new Sheet(pages[orientation], this);
    this.sheets.push(sheet);
    return sheet;
  }

  pageOf(sheet: Sheet): number {
    return this.sheets.indexOf(sheet) + 1;
  }

  font(id: FaceId): PdfFont {
    const known = this.#fonts.get(id);
    if (known !== undefined) return known;
    this.#doc.font(face(id));
    this.#fonts.set(id, this.#doc._font);
    return this.#doc._font;
  }
  fontName(id: FaceId): string {
    return this.font(id).id;
  }
  hex(glyph: Glyph): string {
    const known = this.#hex.get(glyph);
    if (known !== undefined) return known;
    const font = this.font(glyph.face);
    const n = font.subset.includeGlyph(glyph.id);
    font.widths[n] ??= glyph.width * 1000;
    font.unicode[n] ??= [glyph.codePoint];
    const text = n.toString(16).padStart(4, "0");
    this.#hex.set(glyph, text);
    return text;
  }
  missing(character: string): void {
    this.#missing.set(character, (this.#missing.get(character) ?? 0) + 1);
  }
  get missingGlyphs(): readonly MissingGlyph[] {
    return [...this.#missing].map(([character, count]) => ({
      character,
      codePoint: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
      count,
    }));
  }

  /** Takes what pdfkit writes without its stream, which costs more than the writing. */
  #collect(): void {
    const doc = this.#doc;
    const head = doc.read();
    if (head === null) throw new Error("pdfkit wrote no header");
    this.#chunks.push(head);
    doc._write = (data) => {
      const bytes = typeof data === "string" ? Buffer.from(`${data}\n`, "latin1") : data;
      this.#chunks.push(bytes);
      doc._offset += bytes.length;
    };
    doc.push = (chunk) => {
      if (chunk === null) this.#ended = true;
      else this.#chunks.push(chunk);
      return true;
    };
  }

  finish(): Uint8Array {
    writePaper(this, this.#doc);
    this.#doc.end();
    if (!this.#ended) throw new Error("pdfkit did not end: an object was never written");
    return Buffer.concat(this.#chunks);
  }
}
