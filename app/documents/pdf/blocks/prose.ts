import type {
  BannerBlock,
  HeadingBlock,
  LeadBlock,
  ListBlock,
  NoteBlock,
  ParagraphBlock,
  StatementBlock,
  TimelineBlock,
  TitleBlock,
} from "../../spec.ts";
import { drawHeading2, type Flow, measure, type Plan, type Room, roundUp } from "../flow.ts";
import { baselineIn, type Colour, colour, rule, toneColour, u } from "../metrics.ts";
import type { Tag, TagType } from "../tags.ts";
import { lay, type Paragraph, shrinkToFit } from "../text.ts";

const hasJapanese = (text: string): boolean =>
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);

/** Lines from the flow's position, over pages if need be; at least two lines stay together. */
export function drawLines(
  flow: Flow,
  tag: Tag,
  p: Paragraph,
  line: number,
  o: {
    readonly indent?: number;
    readonly width?: number;
    readonly justify?: boolean;
    readonly color?: Colour;
    readonly bar?: boolean;
  } = {},
): void {
  const indent = o.indent ?? 0;
  const em = (p.style.size * 25.4) / 72;
  let barTop = flow.y;
  const bar = (): void => {
    if (o.bar !== true || flow.y - barTop < 0.1) return;
    const [x, top, height] = [flow.x, barTop, flow.y - barTop];
    flow.sheet.in(null, () => flow.sheet.rect(x, top + 0.5, 0.8, height - 1, colour.blue));
  };
  p.lines.forEach((l, i) => {
    const rest = p.lines.length - i;
    const need = rest === 2 || i === 0 ? Math.min(2, rest) * line : line;
    if (!flow.fixed && flow.remaining < need - 0.01 && !flow.atTop) {
      bar();
      flow.newPage();
      barTop = flow.y;
    }
    const short = (o.width ?? 0) - l.width * em;
    const justified =
      o.justify === true && !l.last && o.width !== undefined && short > 0 && short <= 1.6 * em;
    flow.sheet.in(tag, () =>
      flow.sheet.lineOf(p, i, flow.x + indent, baselineIn(flow.y, line, p.style.size), {
        ...(o.color === undefined ? {} : { color: o.color }),
        ...(justified && o.width !== undefined ? { justifyTo: o.width + hangWidth(p, i, em, l.width) } : {}),
      }),
    );
    flow.y += line;
  });
  bar();
}
/** What hangs is drawn beyond the width that is justified. */
function hangWidth(p: Paragraph, index: number, em: number, width: number): number {
  const l = p.lines[index];
  if (l === undefined) return 0;
  let w = 0;
  for (let i = l.start; i < l.end; i++) w += p.shaped.widths[i] ?? 0;
  return Math.max(0, (w - width) * em);
}

export function planHeading(b: HeadingBlock, room: Room): Plan {
  const number = b.number ?? "";
  const label = number === "" ? b.text : `${number}　${b.text}`;
  if (b.level === 1) {
    const indent = number === "" ? 0 : Math.max(10.5, measure(number, { size: 16, weight: "bold" }) + 3);
    const asideWidth =
      b.aside === undefined ? 0 : Math.min(room.width * 0.4, measure(b.aside, { size: 7 }) + 4);
    const p = lay(b.text, { size: 16, weight: "bold" }, room.width - indent - asideWidth, "phrase", false);
    const height = (7 + 4 * (p.lines.length - 1)) * u;
    return {
      kind: "heading1",
      start: height,
      height,
      draw(flow) {
        const tag = flow.parent.add(flow.paper.headingTag(1));
        const base = flow.y + 8.4;
        flow.sheet.in(null, () =>
          flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.section }),
        );
        if (number !== "")
          flow.text(tag, number, { size: 16, weight: "bold" }, flow.x, base, { color: colour.blue });
        flow.sheet.in(tag, () => flow.sheet.linesOf(p, flow.x + indent, base, 4 * u));
        if (b.aside !== undefined) {
          flow.text(flow.parent.add("P"), b.aside, { size: 7 }, flow.right, base, {
            align: "right",
            color: colour.gray70,
          });
        }
        record(flow, b, number);
        flow.y += height;
        flow.heading = undefined;
      },
    };
  }
  if (b.level === 2) {
    const asideWidth =
      b.aside === undefined ? 0 : Math.min(room.width * 0.55, measure(b.aside, { size: 7.5 }) + 4);
    const p = lay(label, { size: 11, weight: "bold" }, room.width - asideWidth, "phrase", false);
    const height = (4 + 2.75 * (p.lines.length - 1)) * u;
    return {
      kind: "heading2",
      start: height,
      height,
      draw(flow) {
        record(flow, b, number);
        flow.heading = { text: label, ...(b.aside === undefined ? {} : { aside: b.aside }) };
        drawHeading2(flow, flow.parent.add(flow.paper.headingTag(2)), label, b.aside);
      },
    };
  }
  const p = lay(label, { size: 9.5, weight: "bold" }, room.width, "phrase", false);
  const height = 3.25 * u * p.lines.length;
  return {
    kind: "heading3",
    start: height,
    height,
    draw(flow) {
      record(flow, b, number);
      drawLines(flow, flow.parent.add(flow.paper.headingTag(3)), p, 3.25 * u);
    },
  };
}

function record(flow: Flow, b: HeadingBlock, number: string): void {
  const anchor = b.anchor ?? `h.${flow.paper.headings.length}`;
  flow.mark(anchor);
  flow.paper.headings.push({
    level: b.level,
    number,
    text: b.text,
    page: flow.paper.pageOf(flow.sheet),
    anchor,
    y: flow.y,
    listed: b.unlisted !== true,
  });
}

function planLines(kind: string, p: Paragraph, line: number, tag: TagType, anchor: string | undefined): Plan {
  const height = p.lines.length * line;
  return {
    kind,
    start: Math.min(2, p.lines.length) * line,
    height,
    draw(flow) {
      flow.mark(anchor);
      drawLines(flow, flow.parent.add(tag), p, line);
    },
  };
}
export const planStatement = (b: StatementBlock, room: Room): Plan =>
  planLines(
    "statement",
    lay(b.text, { size: 13.5, weight: "bold" }, room.width, "phrase", false),
    4.5 * u,
    "P",
    b.anchor,
  );
export const planLead = (b: LeadBlock, room: Room): Plan =>
  planLines(
    "lead",
    lay(b.text, { size: 10.5, weight: "bold" }, room.width, "phrase", false),
    3.5 * u,
    "P",
    b.anchor,
  );

export function planNote(b: NoteBlock, room: Room): Plan {
  const p = lay(b.text, { size: 7 }, room.width, "prose", false);
  const height = p.lines.length * 2 * u;
  return {
    kind: "note",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      drawLines(flow, flow.parent.add("P"), p, 2 * u, { color: colour.gray70 });
    },
  };
}

export function planParagraph(b: ParagraphBlock, room: Room): Plan {
  const style = b.style ?? "body";
  const indent = style === "opinion" ? 5 : 0;
  const width = room.width - indent;
  const ja = hasJapanese(b.text);
  const size = style === "small" ? 8 : 9.5;
  const p = lay(b.text, { size, ...(b.bold === true ? { weight: "bold" } : {}) }, width, "prose", ja);
  // A long opinion sets its lines closer first; it never gets smaller.
  const line = (style === "opinion" && p.lines.length > 10) || style === "small" ? 2.75 * u : 3 * u;
  const sign = b.signature === undefined ? 0 : 3.5 * u;
  const height = p.lines.length * line + sign;
  return {
    kind: "paragraph",
    start: Math.min(2, p.lines.length) * line,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const tag = flow.parent.add("P");
      const inner = b.link === undefined ? tag : tag.add("Link");
      const top = flow.y;
      const sheet = flow.sheet;
      drawLines(flow, inner, p, line, {
        indent,
        width,
        justify: ja,
        color: toneColour[b.tone ?? "ink"],
        bar: style === "opinion",
      });
      if (b.link !== undefined)
        link(sheet, inner, b.link, b.text, [flow.x, top, flow.right, Math.max(flow.y, top + line)]);
      if (b.signature !== undefined) {
        if (!flow.fixed && flow.remaining < sign) flow.newPage();
        flow.text(
          flow.parent.add("P"),
          b.signature,
          { size: 8.5 },
          flow.right,
          baselineIn(flow.y + u / 2, 3 * u, 8.5),
          {
            align: "right",
          },
        );
        flow.y += sign;
      }
    },
  };
}

/** Makes `box` (mm) of a page lead to an anchor. */
export function link(
  sheet: Flow["sheet"],
  tag: Tag,
  anchor: string,
  contents: string,
  box: readonly [number, number, number, number],
): void {
  const k = 72 / 25.4;
  const entry = {
    sheet: sheet.index,
    anchor,
    contents,
    owner: tag,
    box: [box[0] * k, box[1] * k, box[2] * k, box[3] * k] as const,
  };
  sheet.links.push(entry);
  tag.hold(entry);
}

export function planList(b: ListBlock, room: Room): Plan {
  const columns = b.columns ?? 1;
  const gap = 4;
  const width = (room.width - gap * (columns - 1)) / columns;
  const items = b.items.length === 0 ? [room.words.none] : b.items;
  const laid = items.map((t) => lay(t, { size: 9 }, width - 4, "cell", false));
  const rows: Paragraph[][] = [];
  for (let i = 0; i < laid.length; i += columns) rows.push(laid.slice(i, i + columns));
  const line = 2.75 * u;
  const heights = rows.map((r) => Math.max(...r.map((p) => p.lines.length)) * line);
  const height = heights.reduce((a, h) => a + h, 0);
  return {
    kind: "list",
    start: heights[0] ?? 0,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const list = flow.parent.add("L", { listNumbering: "Disc" });
      rows.forEach((row, i) => {
        const h = heights[i] ?? 0;
        if (!flow.fixed && flow.remaining < h && !flow.atTop) flow.newPage();
        row.forEach((p, k) => {
          const x = flow.x + k * (width + gap);
          const item = list.add("LI");
          const y = flow.y + line / 2;
          flow.sheet.in(item.add("Lbl"), () =>
            flow.sheet.actual("・", () => flow.sheet.rect(x, y - 0.6, 1.2, 1.2, colour.blue)),
          );
          flow.sheet.in(item.add("LBody"), () =>
            flow.sheet.linesOf(p, x + 4, baselineIn(flow.y, line, 9), line),
          );
        });
        flow.y += h;
      });
    },
  };
}

/** Title of a one-page form or sheet: rule, kana, name large, two lines at the right. */
export function planTitle(b: TitleBlock, room: Room): Plan {
  const right = (b.right ?? []).slice(0, 2);
  const rightWidth =
    right.length === 0 ? 0 : Math.min(70, Math.max(...right.map((t) => measure(t, { size: 9.5 }))) + 6);
  let size = 18;
  let p = lay(b.text, { size, weight: "bold" }, room.width - rightWidth, "phrase", false);
  while (p.lines.length > 2 && size > 12) {
    size -= 1;
    p = lay(b.text, { size, weight: "bold" }, room.width - rightWidth, "phrase", false);
  }
  const kana = b.kana === undefined ? 0 : 1.75 * u;
  const line = 4.5 * u;
  const height = u + kana + p.lines.length * line + 1.5 * u;
  return {
    kind: "title",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width: rule.section }));
      const tag = flow.parent.add(flow.paper.headingTag(1));
      const top = flow.y + u;
      if (b.kana !== undefined) {
        flow.text(flow.parent.add("P"), b.kana, { size: 7.5 }, flow.x, baselineIn(top, kana + 0.6, 7.5), {
          color: colour.gray70,
        });
      }
      flow.sheet.in(tag, () => flow.sheet.linesOf(p, flow.x, baselineIn(top + kana, line, size), line));
      record(
        flow,
        { kind: "heading", level: 1, text: b.text, ...(b.anchor === undefined ? {} : { anchor: b.anchor }) },
        "",
      );
      const end = baselineIn(top + kana + (p.lines.length - 1) * line, line, size);
      // Two lines beside a single one without a reading would begin on the rule.
      const shift = Math.max(0, top + 3.4 - (end - (right.length - 1) * 5));
      for (const [i, t] of right.entries()) {
        const first = i === 0;
        const base = end + shift - (right.length - 1 - i) * 5;
        flow.text(flow.parent.add("P"), t, { size: first ? 9 : 8 }, flow.right, base, {
          align: "right",
          color: first ? colour.ink : colour.gray70,
        });
      }
      flow.y += height;
    },
  };
}

export function planBanner(b: BannerBlock, room: Room): Plan {
  const box = 34;
  const texts = b.lines.map((t, i) =>
    lay(
      t,
      { size: i === 0 ? 9.5 : 8, ...(i === 0 ? { weight: "bold" } : {}) },
      room.width - box - 8,
      "cell",
      false,
    ),
  );
  const count = texts.reduce((a, p) => a + p.lines.length, 0);
  const height = roundUp(Math.max(8 * u, count * 3 * u + 1.5 * u));
  return {
    kind: "banner",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const color = b.alert === true ? colour.alert : colour.ink;
      flow.sheet.in(null, () => {
        flow.sheet.rect(flow.x, flow.y, flow.width, height, null, { color, width: rule.table });
        flow.sheet.rect(flow.x, flow.y, box, height, color);
      });
      const style = shrinkToFit(b.verdict, { size: 15, weight: "bold" }, box - 4, 8);
      flow.text(
        flow.parent.add("P"),
        b.verdict,
        style,
        flow.x + box / 2,
        baselineIn(flow.y, height, style.size),
        {
          align: "center",
          color: colour.white,
        },
      );
      let y = flow.y + (height - count * 3 * u) / 2;
      for (const p of texts) {
        const tag = flow.parent.add("P");
        flow.sheet.in(tag, () =>
          flow.sheet.linesOf(p, flow.x + box + 4, baselineIn(y, 3 * u, p.style.size), 3 * u),
        );
        y += p.lines.length * 3 * u;
      }
      flow.y += height;
    },
  };
}

/** Days and what happened, on a line with dots; an open diamond is still open. */
export function planTimeline(b: TimelineBlock, room: Room): Plan {
  const line = 3.25 * u;
  const rows = b.rows.map((r) => ({
    ...r,
    laid: lay(r.text, { size: 8.5 }, room.width - 30, "cell", false),
  }));
  const heightOf = (n: number): number => line + (n - 1) * 2.5 * u;
  const height = rows.length === 0 ? line : rows.reduce((a, r) => a + heightOf(r.laid.lines.length), 0);
  return {
    kind: "timeline",
    start: Math.min(height, 2 * line),
    height,
    draw(flow) {
      flow.mark(b.anchor);
      if (rows.length === 0) {
        flow.text(
          flow.parent.add("P"),
          b.empty ?? flow.words.none,
          { size: 8 },
          flow.x,
          baselineIn(flow.y, line, 8),
          { color: colour.gray70 },
        );
        flow.y += line;
        return;
      }
      const list = flow.parent.add("L", { listNumbering: "None" });
      rows.forEach((r, i) => {
        const h = heightOf(r.laid.lines.length);
        if (!flow.fixed && flow.remaining < h && !flow.atTop) flow.newPage();
        const item = list.add("LI");
        flow.text(
          item.add("Lbl"),
          r.day,
          { size: 8.5, tabular: true },
          flow.x,
          baselineIn(flow.y, line, 8.5),
          { color: colour.gray70 },
        );
        const [x, y] = [flow.x + 25, flow.y + line / 2];
        flow.sheet.in(null, () => {
          if (i < rows.length - 1) flow.sheet.line(x, y, x, y + h, { color: colour.gray70, width: 0.6 });
          if (r.open === true) {
            flow.sheet.polygon(
              [
                [x, y - 1.5],
                [x + 1.5, y],
                [x, y + 1.5],
                [x - 1.5, y],
              ],
              colour.white,
              { width: 0.9 },
            );
          } else flow.sheet.circle(x, y, 1, colour.blue);
        });
        flow.sheet.in(item.add("LBody"), () =>
          flow.sheet.linesOf(r.laid, flow.x + 30, baselineIn(flow.y, line, 8.5), 2.5 * u),
        );
        flow.y += h;
      });
    },
  };
}
