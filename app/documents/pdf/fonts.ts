import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

/**
 * The faces of paper: BIZ UDPGothic, and Noto Sans JP for what it lacks (𠮷). Every character is looked up before it
 * is drawn, because pdfkit draws a missing one as an empty box without a word. Faces are parsed once a process.
 */
export type Weight = "regular" | "bold";
export type FaceId = "regular" | "bold" | "fallback";

const require = createRequire(import.meta.url);
const files: Readonly<Record<FaceId, string>> = {
  regular: "@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf",
  bold: "@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf",
  fallback: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
};

/** What is used of a fontkit font; pdfkit has no types for it. */
export interface Face {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
}

export interface Glyph {
  readonly face: FaceId;
  readonly id: number;
  /** Em. */
  readonly width: number;
  readonly codePoint: number;
  /** Stands for a character that no face has. */
  readonly missing: boolean;
}

const faces = new Map<FaceId, Face>();
export function face(id: FaceId): Face {
  const known = faces.get(id);
  if (known !== undefined) return known;
  // pdfkit parses the file; the parsed font is then given to every later document instead of the path.
  const opened = new PDFDocument({ font: require.resolve(files[id]), autoFirstPage: false, compress: false });
  const parsed = (opened as unknown as { readonly _font: { readonly font: Face } })._font.font;
  faces.set(id, parsed);
  return parsed;
}

const substitute = 0x3013; // 〓
const glyphs: Readonly<Record<Weight, Map<number, Glyph>>> = { regular: new Map(), bold: new Map() };

export function glyphOf(weight: Weight, codePoint: number): Glyph {
  const known = glyphs[weight].get(codePoint);
  if (known !== undefined) return known;
  const found = find(weight, codePoint);
  glyphs[weight].set(codePoint, found);
  return found;
}

function find(weight: Weight, codePoint: number): Glyph {
  for (const id of [weight, "fallback"] as const) {
    const f = face(id);
    if (!f.hasGlyphForCodePoint(codePoint)) continue;
    const g = f.glyphForCodePoint(codePoint);
    if (g.id === 0) continue;
    return { face: id, id: g.id, width: g.advanceWidth / f.unitsPerEm, codePoint, missing: false };
  }
  const f = face(weight);
  const g = f.glyphForCodePoint(substitute);
  return {
    face: weight,
    id: g.id,
    width: g.advanceWidth / f.unitsPerEm,
    codePoint: substitute,
    missing: true,
  };
}
