import type { FaceId, Glyph } from "./fonts.ts";
import { type Colour, colour, type PageGeometry, POINTS_PER_MM } from "./metrics.ts";
import { type LinkBox, markedContent, type Tag } from "./tags.ts";
import type { Paragraph, Shaped } from "./text.ts";

/** Gives a glyph its number in the file's subset (four hex digits) and its font's resource name. */
export interface GlyphEncoder {
  hex(glyph: Glyph): string;
  fontName(face: FaceId): string;
  missing(character: string): void;
}

/** Every hundredth of a point of the long side of A4, written once. */
const hundredths: string[] = new Array(84_200);

/** At most two decimals, none when they are zero. Numbers near the middle of two hundredths are left to `toFixed`. */
function f(n: number): string {
  const scaled = n * 100;
  const nearest = Math.round(scaled);
  if (n >= 0 && nearest < hundredths.length && Math.abs(scaled - nearest) < 0.4999) {
    const known = hundredths[nearest];
    if (known !== undefined) return known;
    const rest = nearest % 100;
    const whole = String((nearest - rest) / 100);
    const text = rest === 0 ? whole : `${whole}.${rest < 10 ? "0" : ""}${rest}`;
    hundredths[nearest] = text;
    return text;
  }
  const text = n.toFixed(2);
  return text.endsWith(".00") ? text.slice(0, -3) : text;
}
function pt(n: number): string {
  return f(n * POINTS_PER_MM);
}
const rgbOf = (c: Colour): string =>
  [0, 2, 4]
    .map((i) => String(Math.round((Number.parseInt(c.slice(i, i + 2), 16) / 255) * 1000) / 1000))
    .join(" ");
const rgbs = new Map<Colour, string>(Object.values(colour).map((c) => [c, rgbOf(c)]));
const rgb = (c: Colour): string => rgbs.get(c) ?? rgbOf(c);

/** Text string object in UTF-16BE, hexadecimal: nothing in it can end the string early. */
export const hexString = (text: string): string => {
  const bytes = Buffer.from(text, "utf16le").swap16();
  return `<FEFF${bytes.toString("hex")}>`;
};

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

/** Text shown from what is collected: numbers and strings between them, or one string. */
function shown(array: string, hex: string): string {
  if (array === "") return hex === "" ? "" : ` <${hex}> Tj`;
  return ` [${hex === "" ? array : `${array} <${hex}>`}] TJ`;
}

/**
 * One page being drawn. Coordinates are mm from the upper left corner. Whatever is drawn belongs to the current tag,
 * or is an artifact when there is none: nothing can stay unmarked. A page without an encoder is laid out only.
 */
export class Sheet {
  #parts: string[] = [];
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
  #said: string | undefined;
  #saying = "";

  constructor(
    readonly geometry: PageGeometry,
    private readonly encoder: GlyphEncoder | null,
    /** From 0 in its document. */
    readonly index: number,
  ) {}

  get height(): number {
    return this.geometry.height;
  }

  /** Draws with `tag` current (`null`: artifact), then goes back. On a page that is laid out only, nothing is drawn. */
  in(tag: Tag | null, draw: () => void): void {
    if (this.encoder === null) return;
    const before = this.tag;
    this.tag = tag;
    try {
      draw();
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
    if (this.#said !== text) {
      this.#said = text;
      this.#saying = `/Span <</ActualText ${hexString(text)}>> BDC`;
    }
    this.#parts.push(this.#saying);
    draw();
    this.#parts.push("EMC");
  }

  /** Its content so far in one piece: pages that are full wait for their running heads. */
  rest(): void {
    if (this.#parts.length > 1) this.#parts = [this.#parts.join("\n")];
  }
  /** Hands over the content of the page, which is then forgotten. */
  finish(): Uint8Array {
    if (this.#open !== undefined) this.#parts.push("EMC");
    this.#open = undefined;
    const content = Buffer.from(`${this.#parts.join("\n")}\n`, "latin1");
    this.#parts = [];
    return content;
  }

  #mark(): void {
    if (this.#open === this.tag) return;
    if (this.#open !== undefined) this.#parts.push("EMC");
    this.#open = this.tag;
    if (this.tag === null) {
      this.#parts.push("/Artifact BMC");
      return;
    }
    const mcid = this.owners.length;
    this.owners.push(this.tag);
    this.tag.hold(markedContent(this.index, mcid));
    this.#parts.push(`/${this.tag.type} <</MCID ${mcid}>> BDC`);
  }

  #setFill(c: Colour): void {
    if (this.#fill === c) return;
    this.#fill = c;
    this.#parts.push(`${rgb(c)} rg`);
  }
  #setStroke(s: Stroke): void {
    const c = s.color ?? colour.ink;
    if (this.#line !== c) this.#parts.push(`${rgb(c)} RG`);
    this.#line = c;
    const w = s.width ?? 0.3;
    if (this.#width !== w) this.#parts.push(`${f(w)} w`);
    this.#width = w;
    const d = s.dash === undefined ? "" : s.dash.map(pt).join(" ");
    if (this.#dash !== d) this.#parts.push(`[${d}] 0 d`);
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
    this.#parts.push(`${pt(x1)} ${pt(y1)} m ${pt(x2)} ${pt(y2)} l S`);
  }
  rect(x: number, y: number, w: number, h: number, fill: Colour | null, stroke?: Stroke): void {
    this.#mark();
    if (fill !== null) this.#setFill(fill);
    if (stroke !== undefined) this.#setStroke(stroke);
    const op = fill === null ? "S" : stroke === undefined ? "f" : "B";
    this.#parts.push(`${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re ${op}`);
  }
  /** Many rectangles as one path. */
  rects(boxes: readonly (readonly [number, number, number, number])[], fill: Colour): void {
    if (boxes.length === 0) return;
    this.#mark();
    this.#setFill(fill);
    this.#parts.push(`${boxes.map(([x, y, w, h]) => `${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re`).join(" ")} f`);
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
    this.#parts.push(`${path}${open ? "" : " h"} ${op}`);
  }
  circle(x: number, y: number, r: number, fill: Colour | null, stroke?: Stroke): void {
    this.#mark();
    if (fill !== null) this.#setFill(fill);
    if (stroke !== undefined) this.#setStroke(stroke);
    const k = 0.5523 * r;
    const op = fill === null ? "S" : stroke === undefined ? "f" : "B";
    const [left, right, top, bottom] = [pt(x - r), pt(x + r), pt(y - r), pt(y + r)];
    const [west, east, north, south] = [pt(x - k), pt(x + k), pt(y - k), pt(y + k)];
    const [cx, cy] = [pt(x), pt(y)];
    this.#parts.push(
      `${right} ${cy} m ${right} ${south} ${east} ${bottom} ${cx} ${bottom} c ` +
        `${west} ${bottom} ${left} ${south} ${left} ${cy} c ` +
        `${left} ${north} ${west} ${top} ${cx} ${top} c ` +
        `${east} ${top} ${right} ${north} ${right} ${cy} c h ${op}`,
    );
  }
  /** Draws inside a rectangle only. */
  clip(x: number, y: number, w: number, h: number, draw: () => void): void {
    this.#mark();
    this.#parts.push(`q ${pt(x)} ${pt(y)} ${pt(w)} ${pt(h)} re W n`);
    draw();
    this.#parts.push("Q");
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
    this.#parts.push(`q ${m} cm`);
    draw();
    this.#parts.push("Q");
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
    const { encoder } = this;
    if (end <= start || encoder === null) return;
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
    let out = "BT";
    let current: FaceId | undefined;
    let array = "";
    let hex = "";
    let adjust = 0;
    for (let i = start; i < end; i++) {
      const g = shaped.glyphs[i];
      if (g === undefined) continue;
      if (g.missing) encoder.missing(shaped.chars[i] ?? "");
      if (g.face !== current) {
        const isFirst = current === undefined;
        out += shown(array, hex);
        array = "";
        hex = "";
        current = g.face;
        this.faces.add(g.face);
        out += ` /${encoder.fontName(g.face)} ${f(size)} Tf`;
        if (isFirst) {
          out += ` 1 0 0 -1 ${pt(left)} ${pt(baseline)} Tm`;
          if (tracking !== 0) out += ` ${tracking.toFixed(4)} Tc`;
        }
      }
      adjust += shaped.before[i] ?? 0;
      if (adjust !== 0) {
        if (hex !== "") array += array === "" ? `<${hex}>` : ` <${hex}>`;
        hex = "";
        const by = Math.round(-adjust * 1000);
        array += array === "" ? String(by) : ` ${by}`;
        adjust = 0;
      }
      hex += encoder.hex(g);
      adjust += shaped.after[i] ?? 0;
    }
    out += shown(array, hex);
    if (tracking !== 0) out += " 0 Tc";
    this.#parts.push(`${out} ET`);
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
