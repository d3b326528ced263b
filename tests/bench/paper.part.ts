/**
 * One way to draw, one document, one fresh process: `paper.part.ts own|plain FILE`. The first drawing counts, as a
 * report is drawn once; the warm ones are the median of the next three.
 */
import { readFileSync } from "node:fs";
import type { DocumentSpec } from "#app/documents/spec.ts";
import { hand, median, peakMb, timed } from "./measure.ts";

const [way, file] = process.argv.slice(2);
const spec = JSON.parse(readFileSync(file ?? "", "utf8")) as DocumentSpec;
const draw =
  way === "own"
    ? (await import("#app/documents/render.server.ts")).renderDocument
    : (await import("./plain-pdf.ts")).drawPlain;

const atStart = peakMb();
let drawn: { readonly pages: number; readonly bytes: Uint8Array } = { pages: 0, bytes: new Uint8Array() };
const first = await timed(async () => {
  drawn = await draw(spec);
});
const peak = peakMb();
const warm: number[] = [];
for (let i = 0; i < 3; i++) warm.push(await timed(() => draw(spec)));
hand({ first, warm: median(warm), pages: drawn.pages, bytes: drawn.bytes.byteLength, atStart, peak });
