import fc from "fast-check";
import { expect, test } from "vitest";
import { POINTS_PER_MM, pages } from "#app/documents/pdf/metrics.ts";
import { Sheet } from "#app/documents/pdf/sheet.ts";

const encoder = { hex: () => "0001", fontName: () => "F1", missing: () => undefined };
const contentOf = (draw: (sheet: Sheet) => void): string => {
  const sheet = new Sheet(pages.portrait, encoder, 0);
  sheet.in(null, () => draw(sheet));
  return Buffer.from(sheet.finish()).toString("latin1");
};
const plain = (mm: number): string => (mm * POINTS_PER_MM).toFixed(2).replace(/\.00$/, "");

test("numbers are written as toFixed writes them, without zero decimals", () => {
  const millimetres = fc.oneof(
    fc.double({ min: -20, max: 400, noNaN: true }),
    // On and beside the middle of two hundredths of a point.
    fc.integer({ min: 0, max: 84_000 }).map((n) => ((n + 0.5) / 100 / 72) * 25.4),
    fc.integer({ min: 0, max: 1_200 }).map((n) => (n / 72) * 25.4),
  );
  fc.assert(
    fc.property(millimetres, millimetres, (x, y) => {
      expect(contentOf((sheet) => sheet.line(x, y, y, x))).toContain(
        `\n${plain(x)} ${plain(y)} m ${plain(y)} ${plain(x)} l S\n`,
      );
    }),
    { numRuns: 2_000 },
  );
});

test("a page that rests while others are drawn goes on where it was", () => {
  const draw = (rests: boolean): string =>
    contentOf((sheet) => {
      sheet.line(1, 2, 3, 4);
      if (rests) sheet.rest();
      sheet.rect(1, 2, 3, 4, "2B2B2B");
    });
  expect(draw(true)).toBe(draw(false));
});

test("a page that is only laid out draws nothing", () => {
  const sheet = new Sheet(pages.portrait, null, 0);
  let isDrawn = false;
  sheet.in(null, () => {
    isDrawn = true;
  });
  expect([isDrawn, Buffer.from(sheet.finish()).toString()]).toEqual([false, "\n"]);
});
