import type { FaceId, Glyph } from "./fonts.ts";
import { type Colour, colour, type PageGeometry, POINTS_PER_MM } from "./metrics.ts";
import type { LinkBox, Tag } from "./tags.ts";
import type { Paragraph, Shaped } from "./text.ts";

/** Gives a glyph its number in the file's subset (four hex digits) and its font's resource name. */
export interface GlyphEncoder {
  hex(glyph: Glyph): string;
  fontName(face: FaceId): string;
  missing(character: string): void;
}

const f = (n: number): string => {
  const s = n.toFixed(2);
  return s.endsWith(".00") ? s.slice(0, -3) : s;
};
const pt = (n: number): string => f(n * POINTS_PER_MM);
const rgb = (c: Colour): string =>
  [0, 2, 4]
    .map((i) => String(Math.round((Number.parseInt(c.slice(i, i + 2), 16) / 255) * 1000) / 1000))
    .join(" ");
/** Text string object in UTF-16BE, hexadecimal: nothing in it can end the string early. */
export const hexString = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, "0")).join("")}>`;

export interface Stroke {
  readonly color?: Colour;
  /** Points. */
  readonly width?: number;
  /** Millimetres on and off. */
  readonly dash?: readonly number[];
}
export interface TextPlacement {
  readonly align?: "left" | "right" | "center";
  readonly color?: Colour;
  /** Widen the line to this many mm by tracking. */
  readonly justifyTo?: number;
}

/**
 * One page being drawn. Coordinates are mm from the upper left corner. Whatever is drawn belongs to the current tag,
 * or is an artifact when there is none: nothing can stay unmarked.
 */
export class Sheet {
  readonly parts: string[] = [];
  /** Index = MCID. */
  readonly owners: Tag[] = [];
  readonly links: LinkBox[] = [];
  readonly faces = new Set<FaceId>();
  tag: Tag | null = null;
  #open: Tag | null | undefined;
  #fill = "";
  #line = "";
  #width = -1;
  #dash = "";

  constructor(
    readonly geometry: PageGeometry,
    private readonly encoder: GlyphEncoder,
  ) {}

  get height(): number {
    return this.geometry.height;
  }

  /** Draws with `tag` current (`null`: artifact), then goes back. */
  in<T>(tag: Tag | null, draw: () => T): T {
    const before = this.tag;
    this.tag = tag;
    try {
      return draw();
    } finally {
      this.tag = before;
    }
  }

  /** What is drawn is read out as `text` (paths that stand for a sign). */
  actual(text: string, draw: () => void): void {
    this.#mark();
    if (this.tag === null) {
      draw();
      return;
    }
    this.parts.push(`/Span <</ActualText ${hexString(text)}>> BDC`);
    draw();
    this.parts.push("EMC");
  }

  finish(): void {
    if (this.#open !== undefined) this.parts.push("EMC");
    this.#open = undefined;
  }

  #mark(): void {
    if (this.#open === this.tag) return;
    if (this.#open !== undefined) this.parts.push("EMC");
    this.#open = this.tag;
    if (this.tag === null) {
      this.parts.push("/Artifact BMC");
      return;
    }
    const mcid = this.owners.length;
    this.owners.push(this.tag);
    this.tag.kids.push({ sheet: this, mcid });
    this.parts.push(`/${this.tag.type} <</MCID ${mcid}>> BDC`);
  }

  #setFill(c: Colour): void {
    if (this.#fill === c) return;
    this.#fill = c;
    this.parts.push(`${rgb(c)} rg`);
  }
  #setStroke(s: Stroke): void {
    const c = s.color ?? colour.ink;
    if (this.#line !== c) this.parts.push(`${rgb(c)} RG`);
    this.#line = c;
    const w = s.width ?? 0.3;
    if (this.#width !== w) this.parts.push(`${f(w)} w`);
    this.#width = w;
    const d = (s.dash ?? []).map(pt).join(" ");
    if (this.#dash !== d) this.parts.push(`[${d}] 0 d`);
    this.#dash = d;
  }
  #forget(): void {
    this.#fill = "";
    this.#line = "";
    this.#width = -1;
    this.#dash = "\u0000";
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: Stroke = {}): void {
    this.#mark();
    this.#setStroke(stroke);
    this.parts.push(`${pt(x1)} ${pt(y1)} m ${pt(x2)} ${pt(y2)} l S`);
  }
  rect(x: number, y: number, w: number, h: number, fill: Colour | null, stroke?: Stroke): void {
    this.#mark();
    if (fill !== null) this.#setFill(fill);
    if (stroke !== undefined) this.#setStroke(stroke);
    const op = fill === null ? "S" : stroke === undefined ? "f" : "B";
    this.parts.push(`${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re ${op}`);
  }
  /** Many rectangles as one path. */
  rects(boxes: readonly (readonly [number, number, number, number])[], fill: Colour): void {
    if (boxes.length === 0) return;
    this.#mark();
    this.#setFill(fill);
    this.parts.push(`${boxes.map(([x, y, w, h]) => `${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re`).join(" ")} f`);
  }
  polygon(
    points: readonly (readonly [number, number])[],
    fill: Colour | null,
    stroke?: Stroke,
    open = false,
  ): void {
    this.#mark();
    if (fill !== null) this.#setFill(fill);
    if (stroke !== undefined) this.#setStroke(stroke);
    const path = points.map(([x, y], i) => `${pt(x)} ${pt(y)} ${i === 0 ? "m" : "l"}`).join(" ");
    const op = fill === null ? "S" : stroke === undefined ? "f" : "B";
    this.parts.push(`${path}${open ? "" : " h"} ${op}`);
  }
  circle(x: number, y: number, r: number, fill: Colour | null, stroke?: Stroke): void {
    this.#mark();
    if (fill !== null) this.#setFill(fill);
    if (stroke !== undefined) this.#setStroke(stroke);
    const k = 0.5523 * r;
    const p = (...n: readonly number[]): string => n.map(pt).join(" ");
    const op = fill === null ? "S" : stroke === undefined ? "f" : "B";
    this.parts.push(
      `${p(x + r, y)} m ${p(x + r, y + k, x + k, y + r, x, y + r)} c ${p(x - k, y + r, x - r, y + k, x - r, y)} c ` +
        `${p(x - r, y - k, x - k, y - r, x, y - r)} c ${p(x + k, y - r, x + r, y - k, x + r, y)} c h ${op}`,
    );
  }
  /** Draws inside a rectangle only. */
  clip(x: number, y: number, w: number, h: number, draw: () => void): void {
    this.#mark();
    this.parts.push(`q ${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re W n`);
    draw();
    this.parts.push("Q");
    this.#forget();
  }
  /** Draws turned by `degrees` (clockwise) about a point. */
  turned(degrees: number, x: number, y: number, draw: () => void): void {
    this.#mark();
    const a = (degrees * Math.PI) / 180;
    const c = Math.cos(a);
    const s = Math.sin(a);
    const px = x * POINTS_PER_MM;
    const py = y * POINTS_PER_MM;
    const m = [c, s, -s, c, px - c * px + s * py, py - s * px - c * py].map((n) => n.toFixed(5)).join(" ");
    this.parts.push(`q ${m} cm`);
    draw();
    this.parts.push("Q");
    this.#forget();
  }

  /** One run of shaped text; `x` is its left edge, its middle or its right edge after `align`. */
  run(
    shaped: Shaped,
    start: number,
    end: number,
    size: number,
    x: number,
    baseline: number,
    o: TextPlacement = {},
  ): void {
    if (end <= start) return;
    let total = 0;
    for (let i = start; i < end; i++) total += shaped.widths[i] ?? 0;
    const trail = (shaped.after[end - 1] ?? 0) > 0 ? tail(shaped, end) : 0;
    total -= trail;
    const width = (total * size) / POINTS_PER_MM;
    const left = o.align === "right" ? x - width : o.align === "center" ? x - width / 2 : x;
    this.#mark();
    this.#setFill(o.color ?? colour.ink);
    let tracking = 0;
    if (o.justifyTo !== undefined && end - start > 1) {
      tracking = ((o.justifyTo - width) * POINTS_PER_MM) / (end - start - 1);
    }
    const out: string[] = ["BT"];
    let current: FaceId | undefined;
    let pieces: string[] = [];
    let hex = "";
    let adjust = 0;
    let begun = false;
    const flushHex = (): void => {
      if (hex !== "") pieces.push(`<${hex}>`);
      hex = "";
    };
    const flushArray = (): void => {
      flushHex();
      if (pieces.length === 1 && pieces[0]?.startsWith("<") === true) out.push(`${pieces[0]} Tj`);
      else if (pieces.length > 0) out.push(`[${pieces.join(" ")}] TJ`);
      pieces = [];
    };
    for (let i = start; i < end; i++) {
      const g = shaped.glyphs[i];
      if (g === undefined) continue;
      if (g.missing) this.encoder.missing(shaped.chars[i] ?? "");
      if (g.face !== current) {
        flushArray();
        current = g.face;
        this.faces.add(g.face);
        out.push(`/${this.encoder.fontName(g.face)} ${f(size)} Tf`);
        if (!begun) {
          out.push(`1 0 0 -1 ${pt(left)} ${pt(baseline)} Tm`);
          if (tracking !== 0) out.push(`${tracking.toFixed(4)} Tc`);
          begun = true;
        }
      }
      adjust += shaped.before[i] ?? 0;
      if (adjust !== 0) {
        flushHex();
        pieces.push(String(Math.round(-adjust * 1000)));
        adjust = 0;
      }
      hex += this.encoder.hex(g);
      adjust += shaped.after[i] ?? 0;
    }
    flushArray();
    if (tracking !== 0) out.push("0 Tc");
    out.push("ET");
    this.parts.push(out.join(" "));
  }

  /** Every line of a laid paragraph, `step` mm apart. */
  linesOf(p: Paragraph, x: number, baseline: number, step: number, o: TextPlacement = {}): void {
    p.lines.forEach((line, i) => {
      this.run(p.shaped, line.start, line.end, p.style.size, x, baseline + i * step, o);
    });
  }

  /** One line of a laid paragraph. */
  lineOf(p: Paragraph, index: number, x: number, baseline: number, o: TextPlacement = {}): void {
    const line = p.lines[index];
    if (line === undefined) return;
    this.run(p.shaped, line.start, line.end, p.style.size, x, baseline, o);
  }
}

/** The gap between scripts after the last glyph of a line is not part of the line. */
function tail(shaped: Shaped, end: number): number {
  const after = shaped.after[end - 1] ?? 0;
  const before = shaped.before[end - 1] ?? 0;
  return after - before > 0.001 ? after - before : 0;
}
