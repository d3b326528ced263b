const noKids: readonly Kid[] = [];
const noAttributes: TagAttributes = {};

/**
 * An element of the logical structure (ISO 32000-1, 14.7). It becomes a PDF object when the document is written. A report
 * has tens of thousands, most of them with one kid, so they are kept small.
 */
export class Tag {
  kids: readonly Kid[] = noKids;
  /** Number of its object, 0 until it has one. */
  id = 0;
  constructor(
    readonly type: TagType,
    readonly attributes: TagAttributes = noAttributes,
  ) {}
  add(type: TagType, attributes?: TagAttributes): Tag {
    const child = new Tag(type, attributes);
    this.hold(child);
    return child;
  }
  hold(kid: Kid): void {
    // A list of one takes one place; one that grows by `push` takes seventeen (V8).
    if (this.kids.length === 0) this.kids = [kid];
    else (this.kids as Kid[]).push(kid);
  }
}

/** Structure of a document that is laid out without being drawn: nothing is kept. */
export class NoTag extends Tag {
  override add(): Tag {
    return this;
  }
  override hold(): void {}
}

/** A stretch of a page's content as one number, there are so many: its sheet's index and its number on the sheet (MCID). */
export type MarkedContent = number;
const MOST_MARKED = 65_536;
export const markedContent = (sheet: number, mcid: number): MarkedContent => sheet * MOST_MARKED + mcid;
export const sheetOfMarked = (content: MarkedContent): number => Math.floor(content / MOST_MARKED);
export const mcidOf = (content: MarkedContent): number => content % MOST_MARKED;

export type Kid = Tag | MarkedContent | LinkBox | { readonly widget: true };

export type TagType =
  | "Document"
  | "Sect"
  | "Div"
  | "H1"
  | "H2"
  | "H3"
  | "P"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "TOC"
  | "TOCI"
  | "Reference"
  | "Link"
  | "Table"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Figure"
  | "Form";

export interface TagAttributes {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: "Row" | "Column" | "Both";
  readonly colSpan?: number;
  readonly summary?: string;
  /** left, top, right, bottom in points from the upper left of the page of `height` points. */
  readonly box?: readonly [number, number, number, number];
  readonly pageHeight?: number;
  readonly listNumbering?: "None" | "Disc" | "Decimal";
}

/** A rectangle on a page that leads to an anchor; points from the upper left. */
export interface LinkBox {
  /** Index of its sheet. */
  readonly sheet: number;
  readonly anchor: string;
  readonly contents: string;
  /** Its Link element. */
  readonly owner: Tag;
  readonly box: readonly [number, number, number, number];
}
