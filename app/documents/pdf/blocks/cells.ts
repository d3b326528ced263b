import type { Cell, CellLine, CellSpec, Column, Tone } from "../../spec.ts";
import { type Flow, measure, type Room, roundUp } from "../flow.ts";
import { drawGrade, drawMark } from "../marks.ts";
import { baselineIn, toneColour, u } from "../metrics.ts";
import type { Tag } from "../tags.ts";
import { lay, type Paragraph, type TextStyle } from "../text.ts";
import { link } from "./prose.ts";

export const sidePadding = 1.2;
export const cellSize = 8;
/** Between the wrapped lines of a cell. */
export const cellLine = 2 * u;

export interface CellPlace {
  readonly x: number;
  readonly width: number;
  readonly padLeft: number;
  readonly align: "left" | "right" | "center";
}
export interface LaidLine extends CellLine {
  readonly laid: Paragraph;
}
export interface LaidCell {
  readonly spec: CellSpec;
  readonly lines: readonly LaidLine[];
  /** Lines of text, wrapped ones counted. */
  readonly count: number;
}

const specOf = (cell: Cell | undefined): CellSpec =>
  typeof cell === "string" ? { text: cell } : (cell ?? {});
const isDate = (text: string): boolean => /^\d{4}[/-]\d{2}[/-]\d{2}( \d{2}:\d{2})?$/.test(text);
const markWidth = 4.6;

const isLine = (cell: CellSpec): cell is CellSpec & CellLine => cell.text !== undefined;

/** How the cells of a column are set. */
interface CellBase {
  readonly bold?: boolean;
  readonly tone?: Tone;
  readonly size?: number;
}

/** Measures one cell. A name wraps to three lines at 8 pt, then 7.5, then 7; nothing is cut. */
export function layCell(cell: Cell | undefined, place: CellPlace, room: Room, base: CellBase): LaidCell {
  const raw = specOf(cell);
  const given = raw.lines ?? (isLine(raw) ? [raw] : []);
  const first = base.size ?? cellSize;
  let lines = layLines(given, raw, place, room, base, first);
  for (const size of [7.5, 7]) {
    if (size >= first || given.length !== 1 || countLines(lines) <= 3) break;
    const smaller = layLines(given, raw, place, room, base, size);
    if (countLines(smaller) < countLines(lines) || size === 7) lines = smaller;
  }
  return { spec: raw, lines, count: countLines(lines) };
}

function countLines(lines: readonly LaidLine[]): number {
  let count = 0;
  for (const line of lines) count += Math.max(1, line.laid.lines.length);
  return count;
}

const noLines: readonly LaidLine[] = [];

function layLines(
  given: readonly CellLine[],
  raw: CellSpec,
  place: CellPlace,
  room: Room,
  base: CellBase,
  size: number,
): readonly LaidLine[] {
  if (given.length === 0) return noLines;
  const page = raw.link === undefined ? undefined : room.pageOf(raw.link);
  const inner = place.width - place.padLeft - sidePadding;
  const lines: LaidLine[] = [];
  for (const l of given) {
    const bold = l.bold ?? raw.bold ?? base.bold ?? false;
    const text = raw.link === undefined ? l.text : l.text.replaceAll("{page}", String(page ?? 0));
    const isDay = isDate(text);
    const style: TextStyle = {
      size: isDay ? Math.min(size, 7.5) : size,
      weight: bold ? "bold" : "regular",
      tabular: place.align === "right" || isDay,
    };
    const width = inner - (l.mark === undefined || text === "" ? 0 : markWidth);
    const tone = l.tone ?? raw.tone ?? base.tone;
    const laid = isDay
      ? lay(text, measure(text, style) > width ? { ...style, size: 7 } : style, 1000, "cell", false)
      : lay(text, style, Math.max(width, 2), "cell", false);
    lines.push({
      text,
      bold,
      ...(l.mark === undefined ? {} : { mark: l.mark }),
      ...(tone === undefined ? {} : { tone }),
      laid,
    });
  }
  return lines;
}

export const rowHeight = (cells: readonly LaidCell[], base: number): number => {
  const lines = Math.max(1, ...cells.map((c) => c.count));
  return lines === 1 ? base : roundUp(base + (lines - 1) * cellLine);
};

/** Draws a measured cell, centred in the height of its row. */
export function drawCell(
  flow: Flow,
  tag: Tag | null,
  cell: LaidCell,
  place: CellPlace,
  top: number,
  height: number,
): void {
  const { sheet } = flow;
  const middle = top + height / 2;
  const onlyX =
    place.align === "center"
      ? place.x + place.width / 2
      : place.align === "right"
        ? place.x + place.width - sidePadding - 1.5
        : place.x + place.padLeft + 1.6;
  const { grade, mark } = cell.spec;
  if (grade !== undefined) {
    sheet.in(tag, () =>
      sheet.actual(cell.spec.alt ?? (grade === "-" ? flow.words.ungraded : grade), () =>
        drawGrade(sheet, grade, onlyX, middle, 2, flow.words),
      ),
    );
    if (cell.lines.length === 0) return;
  }
  if (cell.lines.length === 0) {
    if (mark !== undefined) {
      sheet.in(tag, () =>
        sheet.actual(cell.spec.alt ?? flow.words.marks[mark], () =>
          drawMark(sheet, mark, onlyX, middle, 1.5),
        ),
      );
    }
    return;
  }
  const target = cell.spec.link;
  const inner = target === undefined || tag === null ? tag : tag.add("Link");
  let y = middle - (cell.count * cellLine) / 2;
  const from = y;
  const gradeShift = grade === undefined ? 0 : 5.5;
  for (const line of cell.lines) {
    const lm = line.mark;
    const shift = (lm === undefined || line.text === "" ? 0 : markWidth) + gradeShift;
    if (lm !== undefined) {
      const x = line.text === "" ? onlyX : place.x + place.padLeft + 1.6;
      sheet.in(tag, () =>
        sheet.actual(cell.spec.alt ?? flow.words.marks[lm], () =>
          drawMark(sheet, lm, x, y + cellLine / 2, 1.5),
        ),
      );
    }
    const color = toneColour[line.tone ?? "ink"];
    line.laid.lines.forEach((_, i) => {
      const baseline = baselineIn(y + i * cellLine, cellLine, line.laid.style.size);
      sheet.in(inner, () => {
        if (place.align === "right") {
          sheet.lineOf(line.laid, i, place.x + place.width - sidePadding, baseline, {
            align: "right",
            color,
          });
        } else if (place.align === "center") {
          sheet.lineOf(line.laid, i, place.x + place.width / 2, baseline, { align: "center", color });
        } else sheet.lineOf(line.laid, i, place.x + place.padLeft + shift, baseline, { color });
      });
    });
    y += Math.max(1, line.laid.lines.length) * cellLine;
  }
  if (target !== undefined && inner !== null && inner !== tag) {
    const text = cell.lines.map((l) => l.text).join(" ");
    link(sheet, inner, target, text, [place.x, from, place.x + place.width, y]);
  }
}

/** Widths in mm of the columns; those without share what is left. */
export function placeColumns(columns: readonly Column[], x: number, width: number): readonly CellPlace[] {
  const fixed = columns.reduce((a, c) => a + (c.width ?? 0), 0);
  const weights = columns.reduce((a, c) => a + (c.width === undefined ? (c.weight ?? 1) : 0), 0);
  const rest = width - fixed;
  // Columns that ask for more than there is shrink together; the sharing ones keep at least 14 mm a weight.
  const least = weights * 14;
  const scale =
    weights === 0
      ? width / Math.max(fixed, 1)
      : rest < least
        ? Math.max(0.2, (width - least) / Math.max(fixed, 1))
        : 1;
  const share = weights === 0 ? 0 : (width - fixed * scale) / weights;
  let at = x;
  return columns.map((c, i) => {
    const w = c.width === undefined ? (c.weight ?? 1) * share : c.width * scale;
    const align = c.align ?? "left";
    const afterRight = align === "left" && i > 0 && columns[i - 1]?.align === "right";
    const place = { x: at, width: w, align, padLeft: afterRight ? 4 : sidePadding };
    at += w;
    return place;
  });
}

/** More lines than this in one row are parted, so that no row is higher than a page. */
const mostLines = 40;

/** A cell in pieces of at most forty lines; the same tag takes them all. */
export function splitCell(cell: LaidCell): readonly LaidCell[] {
  if (cell.count <= mostLines) return [cell];
  const pieces: LaidCell[] = [];
  let lines: LaidLine[] = [];
  let room = mostLines;
  const close = (): void => {
    if (lines.length > 0) pieces.push({ spec: cell.spec, lines, count: mostLines - room });
    lines = [];
    room = mostLines;
  };
  for (const line of cell.lines) {
    for (let from = 0; from < Math.max(1, line.laid.lines.length); ) {
      const part = line.laid.lines.slice(from, from + room);
      lines.push({ ...line, laid: { ...line.laid, lines: part } });
      const taken = Math.max(1, part.length);
      from += taken;
      room -= taken;
      if (room <= 0) close();
    }
  }
  close();
  return pieces;
}

/** The pieces of a row: each cell's first piece together, then the second ones, and so on. */
export function splitRow(cells: readonly LaidCell[]): readonly (readonly LaidCell[])[] {
  const split = cells.map(splitCell);
  const count = Math.max(1, ...split.map((pieces) => pieces.length));
  return Array.from({ length: count }, (_, i) =>
    split.map(
      (pieces, k) => pieces[i] ?? { spec: i === 0 ? (cells[k]?.spec ?? {}) : {}, lines: [], count: 0 },
    ),
  );
}
