import type { Lang } from "#app/i18n/lang.ts";
import type { Orientation, PageFrame } from "../spec.ts";
import type { SpokenWords } from "../words.ts";
import { baselineIn, colour, rule, u } from "./metrics.ts";
import type { Paper } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import type { Tag } from "./tags.ts";
import { lay, shape, type TextStyle } from "./text.ts";

/** A block, measured for one width. Heights in mm. */
export interface Plan {
  readonly kind: string;
  /** The least height with which it may begin on a page. */
  readonly start: number;
  /** Its whole height when nothing cuts it. */
  readonly height: number;
  /** Draws at the flow's position and moves it to the block's end. */
  draw(flow: Flow): void;
}

/** What a block needs to know to measure itself. */
export interface Room {
  readonly width: number;
  readonly lang: Lang;
  readonly words: SpokenWords;
  /** Page of an anchor, as far as known (an earlier pass). */
  pageOf(anchor: string): number | undefined;
}

export interface Continued {
  readonly text: string;
  readonly aside?: string;
}

/** The place where the next block goes, page after page. */
export class Flow {
  sheet: Sheet;
  y: number;
  parent: Tag;
  /** The heading to repeat when a table goes on. */
  heading: Continued | undefined;
  orientation: Orientation;
  /** Inside columns nothing may break. */
  fixed = false;

  constructor(
    readonly paper: Paper,
    readonly room: Room,
    orientation: Orientation,
    public x: number,
    public width: number,
    sheet: Sheet,
  ) {
    this.orientation = orientation;
    this.sheet = sheet;
    this.y = sheet.geometry.top;
    this.parent = paper.root;
  }
  get lang(): Lang {
    return this.room.lang;
  }
  get words(): SpokenWords {
    return this.room.words;
  }
  get top(): number {
    return this.sheet.geometry.top;
  }
  get bottom(): number {
    return this.sheet.geometry.bottom;
  }
  get right(): number {
    return this.x + this.width;
  }
  /** Height that is left on the page. */
  get remaining(): number {
    return this.bottom - this.y;
  }
  get atTop(): boolean {
    return this.y <= this.top + 0.01;
  }
  newPage(orientation: Orientation = this.orientation): void {
    if (this.fixed) return;
    this.orientation = orientation;
    this.sheet.rest();
    this.sheet = this.paper.addSheet(orientation);
    this.x = this.sheet.geometry.left;
    this.width = this.sheet.geometry.right - this.sheet.geometry.left;
    this.y = this.top;
  }
  mark(anchor: string | undefined, y = this.y): void {
    if (anchor === undefined || this.paper.anchors.has(anchor)) return;
    this.paper.anchors.set(anchor, { page: this.paper.pageOf(this.sheet), y });
  }
  /** One line of text with its own tag. */
  text(
    tag: Tag | null,
    text: string,
    style: TextStyle,
    x: number,
    baseline: number,
    o?: Parameters<Sheet["run"]>[6],
  ): void {
    this.sheet.in(tag, () => {
      const s = shape(text, style);
      this.sheet.run(s, 0, s.chars.length, style.size, x, baseline, o);
    });
  }
  /** The head of a page that continues a table: `text（続き）`, an artifact since the table is one. */
  repeatHeading(): void {
    const h = this.heading;
    if (h === undefined || !this.atTop) return;
    drawHeading2(this, null, this.words.continued({ text: h.text }), h.aside);
  }
}

/** A heading of level 2 in a block of 4u. */
export function drawHeading2(flow: Flow, tag: Tag | null, text: string, aside: string | undefined): void {
  const asideWidth = aside === undefined ? 0 : Math.min(flow.width * 0.55, measure(aside, { size: 7.5 }) + 4);
  const p = lay(text, { size: 11, weight: "bold" }, flow.width - asideWidth, "phrase", false);
  const base = baselineIn(flow.y - 0.5, 4 * u, 11);
  flow.sheet.in(tag, () => {
    flow.sheet.linesOf(p, flow.x, base, 2.75 * u);
  });
  const height = (4 + 2.75 * (p.lines.length - 1)) * u;
  if (aside !== undefined) {
    flow.text(
      tag === null ? null : flow.parent.add("P"),
      aside,
      { size: 7.5 },
      flow.right,
      base + (p.lines.length - 1) * 2.75 * u,
      {
        align: "right",
        color: colour.gray70,
      },
    );
  }
  flow.y += height;
}

export function measure(text: string, style: TextStyle): number {
  let w = 0;
  for (const x of shape(text, style).widths) w += x;
  return (w * style.size * 25.4) / 72;
}

export const roundUp = (height: number): number => Math.ceil(height / (u / 2) - 1e-6) * (u / 2);

/** Running head and foot of every page, when their number is known. All of it is an artifact. */
export function drawFrame(paper: Paper, frame: PageFrame, covers: ReadonlySet<Sheet>): void {
  const total = paper.sheets.length;
  paper.sheets.forEach((sheet, i) => {
    const { left, right, height } = sheet.geometry;
    const put = (
      text: string,
      size: number,
      x: number,
      y: number,
      align: "left" | "right" | "center",
      ink = false,
    ): void => {
      const s = shape(text, { size });
      sheet.run(s, 0, s.chars.length, size, x, y, { align, color: ink ? colour.ink : colour.gray70 });
    };
    sheet.in(null, () => {
      if (!covers.has(sheet)) {
        put(frame.headLeft, 7.5, left, 14.6, "left");
        put(frame.headRight, 7.5, right, 14.6, "right");
        sheet.line(left, 16.5, right, 16.5, { color: colour.gray50, width: rule.hair });
      }
      sheet.line(left, height - 15.5, right, height - 15.5, { color: colour.gray50, width: rule.hair });
      put(frame.footLeft, 7, left, height - 11.6, "left");
      put(`${i + 1} / ${total}`, 8.5, (left + right) / 2, height - 11.6, "center", true);
      put(frame.footRight, 7, right, height - 11.6, "right");
    });
  });
}
