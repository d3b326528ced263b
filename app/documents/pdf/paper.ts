import { createHash } from "node:crypto";
import PDFDocument from "pdfkit";
import type { MissingGlyph } from "../rendered.ts";
import type { DocumentSpec, Orientation } from "../spec.ts";
import { type FaceId, face, type Glyph } from "./fonts.ts";
import { pages } from "./metrics.ts";
import { type PdfFont, type PdfKit, textString } from "./pdfkit-inside.ts";
import { type GlyphEncoder, Sheet } from "./sheet.ts";
import { NoTag, Tag } from "./tags.ts";
import { clean } from "./text.ts";
import { type Heading, writePaper } from "./write.ts";
import { producer, xmpOf } from "./xmp.ts";

/** pdfkit writes in short lines; so much of it is gathered before it becomes bytes. */
const GATHERED = 64 * 1024;

/**
 * The document while it is drawn: pages, structure, places; `finish` writes it with pdfkit. One that is only laid out
 * finds the places and draws nothing.
 */
export class Paper implements GlyphEncoder {
  readonly sheets: Sheet[] = [];
  readonly root: Tag;
  readonly headings: Heading[] = [];
  readonly anchors = new Map<string, { readonly page: number; readonly y: number }>();
  #opened: PdfKit | undefined;
  readonly #fonts = new Map<FaceId, PdfFont>();
  /** By face and glyph. */
  readonly #hex: Readonly<Record<FaceId, (string | undefined)[]>> = { regular: [], bold: [], fallback: [] };
  readonly #missing = new Map<string, number>();
  readonly #chunks: Uint8Array[] = [];
  #gathered = "";
  #ended = false;

  constructor(
    readonly spec: DocumentSpec,
    readonly isDrawn = true,
  ) {
    this.root = isDrawn ? new Tag("Document") : new NoTag("Document");
  }

  get #doc(): PdfKit {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  #open(): PdfKit {
    const { spec } = this;
    const created = new Date(spec.meta.createdAt);
    const doc = new PDFDocument({
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
      if (text !== undefined) doc.info[key] = textString(clean(text));
    }
    doc.info.CreationDate = created;
    this.#fonts.set("regular", doc._font);
    doc._id = createHash("sha256").update(spec.meta.id).digest().subarray(0, 16);
    doc.endMetadata = () => {
      const ref = doc.ref({ Type: "Metadata", Subtype: "XML" });
      ref.compress = false;
      ref.write(new TextEncoder().encode(xmpOf(spec.meta, created)));
      ref.end();
      doc._root.data.Metadata = ref;
    };
    this.#collect(doc);
    return doc;
  }

  #level = 0;
  /** The tag of a heading: levels are never skipped (PDF/UA-1, 7.4.2), however a document names them. */
  headingTag(level: 1 | 2 | 3): "H1" | "H2" | "H3" {
    this.#level = Math.min(level, this.#level + 1);
    return this.#level === 1 ? "H1" : this.#level === 2 ? "H2" : "H3";
  }

  addSheet(orientation: Orientation): Sheet {
    const sheet = new Sheet(pages[orientation], this.isDrawn ? this : null, this.sheets.length);
    this.sheets.push(sheet);
    return sheet;
  }

  pageOf(sheet: Sheet): number {
    return sheet.index + 1;
  }

  font(id: FaceId): PdfFont {
    // Opened first: it brings the regular face with it.
    const doc = this.#doc;
    const known = this.#fonts.get(id);
    if (known !== undefined) return known;
    doc.font(face(id));
    this.#fonts.set(id, doc._font);
    return doc._font;
  }
  fontName(id: FaceId): string {
    return this.font(id).id;
  }
  hex(glyph: Glyph): string {
    const numbers = this.#hex[glyph.face];
    const known = numbers[glyph.id];
    if (known !== undefined) return known;
    const font = this.font(glyph.face);
    const n = font.subset.includeGlyph(glyph.id);
    font.widths[n] ??= glyph.width * 1000;
    font.unicode[n] ??= [glyph.codePoint];
    const text = n.toString(16).padStart(4, "0");
    numbers[glyph.id] = text;
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
  #collect(doc: PdfKit): void {
    const head = doc.read();
    if (head === null) throw new Error("pdfkit wrote no header");
    this.#chunks.push(head);
    doc._write = (data) => {
      if (typeof data === "string") {
        this.#gathered += `${data}\n`;
        doc._offset += data.length + 1;
        if (this.#gathered.length > GATHERED) this.#pour();
        return;
      }
      this.#pour();
      this.#chunks.push(data);
      doc._offset += data.length;
    };
    doc.push = (chunk) => {
      this.#pour();
      if (chunk === null) this.#ended = true;
      else this.#chunks.push(chunk);
      return true;
    };
  }
  #pour(): void {
    if (this.#gathered !== "") this.#chunks.push(Buffer.from(this.#gathered, "latin1"));
    this.#gathered = "";
  }

  finish(): Uint8Array {
    writePaper(this, this.#doc);
    this.#doc.end();
    if (!this.#ended) throw new Error("pdfkit did not end: an object was never written");
    return Buffer.concat(this.#chunks);
  }
}
