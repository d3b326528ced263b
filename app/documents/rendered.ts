export interface OutlineEntry {
  readonly level: 1 | 2 | 3;
  readonly text: string;
  readonly page: number;
}
/** A character that no font here can draw; 〓 stands in its place. */
export interface MissingGlyph {
  readonly character: string;
  /** `U+1F600` */
  readonly codePoint: string;
  readonly count: number;
}
/** What is known of a document once it is drawn. */
export interface RenderedDocument {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Page (from 1) of every anchor. */
  readonly anchors: Readonly<Record<string, number>>;
  readonly outline: readonly OutlineEntry[];
  readonly missingGlyphs: readonly MissingGlyph[];
}
