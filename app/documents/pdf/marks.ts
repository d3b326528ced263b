import type { Grade, Mark, Pattern } from "../spec.ts";
import type { SpokenWords } from "../words.ts";
import { type Colour, colour, mm } from "./metrics.ts";
import type { Sheet } from "./sheet.ts";
import { shape } from "./text.ts";

/** ○ △ × － ☑ ☐ centred on a point; `r` 1.1 to 1.5 mm. */
export function drawMark(sheet: Sheet, mark: Mark, x: number, y: number, r: number): void {
  switch (mark) {
    case "ok":
      sheet.circle(x, y, r, null, { width: 0.7 });
      return;
    case "partial":
      sheet.polygon(
        [
          [x, y - r],
          [x + r * 1.12, y + r * 0.85],
          [x - r * 1.12, y + r * 0.85],
        ],
        colour.gray25,
        { width: 0.7 },
      );
      return;
    case "bad": {
      const d = r * 0.85;
      sheet.line(x - d, y - d, x + d, y + d, { color: colour.alert, width: 1.5 });
      sheet.line(x - d, y + d, x + d, y - d, { color: colour.alert, width: 1.5 });
      return;
    }
    case "none":
      sheet.line(x - r * 0.75, y, x + r * 0.75, y, { color: colour.gray70, width: 0.6 });
      return;
    case "checked":
    case "unchecked":
      sheet.rect(x - r, y - r, 2 * r, 2 * r, null, { width: 0.7 });
      if (mark === "checked") {
        sheet.polygon(
          [
            [x - r * 0.6, y],
            [x - r * 0.1, y + r * 0.55],
            [x + r * 0.75, y - r * 0.65],
          ],
          null,
          { width: 1.1 },
          true,
        );
      }
  }
}

/** A filled square, B outlined blue, C gray square, D dark red lozenge, 未 dashed square; the letter inside. */
export function drawGrade(sheet: Sheet, grade: Grade, x: number, y: number, r: number, w: SpokenWords): void {
  const letter = grade === "-" ? w.ungraded : grade;
  const size = r * 3.55;
  const put = (color: Colour, pt = size): void => {
    const s = shape(letter, { size: pt, weight: grade === "-" ? "regular" : "bold" });
    const lift = grade === "-" ? 0.38 : 0.362;
    sheet.run(s, 0, s.chars.length, pt, x, y + mm(pt * lift), { align: "center", color });
  };
  const square = (fill: Colour | null, stroke?: Parameters<Sheet["rect"]>[5]): void =>
    sheet.rect(x - r, y - r, 2 * r, 2 * r, fill, stroke);
  switch (grade) {
    case "A":
      square(colour.blue, { color: colour.blue, width: 0.7 });
      put(colour.white);
      return;
    case "B":
      square(null, { color: colour.blue, width: 0.9 });
      put(colour.blue);
      return;
    case "C":
      square(colour.gray10, { color: colour.gray50, width: 0.7 });
      put(colour.ink);
      return;
    case "D": {
      const d = r * 1.28;
      sheet.polygon(
        [
          [x, y - d],
          [x + d, y],
          [x, y + d],
          [x - d, y],
        ],
        colour.alert,
      );
      put(colour.white, size * 0.9);
      return;
    }
    case "-":
      square(null, { color: colour.gray70, width: 0.6, dash: [0.6, 0.5] });
      put(colour.gray70, size * 0.9);
  }
}

/** A bar filled so that a black-and-white copy tells the patterns apart. */
export function drawBar(sheet: Sheet, pattern: Pattern, x: number, y: number, w: number, h: number): void {
  if (w <= 0) return;
  switch (pattern) {
    case "solid":
      sheet.rect(x, y, w, h, colour.blue, { color: colour.blue, width: 0.6 });
      return;
    case "tint":
      sheet.rect(x, y, w, h, colour.tint, { color: colour.blue, width: 0.6 });
      return;
    case "hatch":
      hatch(sheet, x, y, w, h, 1.5, colour.gray50, false);
      sheet.rect(x, y, w, h, null, { color: colour.gray50, width: 0.6 });
      return;
    case "lattice":
      sheet.rect(x, y, w, h, colour.alert);
      hatch(sheet, x, y, w, h, 1.4, colour.white, true);
      sheet.rect(x, y, w, h, null, { color: colour.alert, width: 0.6 });
      return;
    case "dashed":
      sheet.rect(x, y, w, h, colour.white, { color: colour.gray70, width: 0.6, dash: [0.6, 0.5] });
  }
}

export function hatch(
  sheet: Sheet,
  x: number,
  y: number,
  w: number,
  h: number,
  step: number,
  color: Colour,
  both: boolean,
): void {
  sheet.clip(x, y, w, h, () => {
    for (let at = -h; at < w; at += step) {
      sheet.line(x + at, y + h, x + at + h, y, { color, width: both ? 0.7 : 0.5 });
      if (both) sheet.line(x + at, y, x + at + h, y + h, { color, width: 0.7 });
    }
  });
}

/** Text on a pattern stands on a white patch. */
export const needsPatch = (p: Pattern): boolean => p === "hatch" || p === "lattice";
export const textOn = (p: Pattern): Colour =>
  p === "solid" ? colour.white : p === "lattice" ? colour.alert : colour.ink;
