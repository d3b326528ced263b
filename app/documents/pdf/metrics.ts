/** The grid, type scale and colours of every printed page. Millimetres, points for type and rules. */

/** Vertical unit: every height is a multiple of u or u/2; 3u is 14.9 pt, the line of body text. */
export const u = 1.75;
export const POINTS_PER_MM = 72 / 25.4;
export const mm = (points: number): number => points / POINTS_PER_MM;

export interface PageGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
/** A4; the binding margin is the left one, 22 mm. */
const geometry = (width: number, height: number): PageGeometry => ({
  width,
  height,
  left: 22,
  right: width - 18,
  top: 22,
  bottom: height - 20,
});
export const pages = { portrait: geometry(210, 297), landscape: geometry(297, 210) } as const;

export const colour = {
  ink: "2B2B2B",
  blue: "0B4F8A",
  tint: "A9C3DA",
  gray70: "595959",
  gray50: "808080",
  gray25: "BFBFBF",
  gray10: "E9E9E9",
  gray5: "F5F5F5",
  /** Bad things: dark enough to stay dark in a black-and-white copy. Always with a word or a mark. */
  alert: "A61C0C",
  alertTint: "FBEDE9",
  /** Seals only: as text it would turn paler than ink in a copy. */
  vermilion: "C8371B",
  white: "FFFFFF",
  black: "000000",
} as const;
export type Colour = (typeof colour)[keyof typeof colour];
export const toneColour = {
  ink: colour.ink,
  gray: colour.gray70,
  blue: colour.blue,
  alert: colour.alert,
} as const;

/** Line widths in points. */
export const rule = { section: 1.6, table: 0.9, sum: 0.6, hair: 0.3 } as const;

/** The middle of an ideograph lies 0.38 em over the baseline of this face. */
export const middle = 0.38;
/** Baseline (mm) of text of `size` points centred in a box of `height` mm that begins at `top`. */
export const baselineIn = (top: number, height: number, size: number): number =>
  top + height / 2 + mm(size * middle);
