import QRCode from "qrcode";
import type { Seal, SealsBlock, VerificationBlock } from "../../spec.ts";
import { type Flow, measure, type Plan, type Room } from "../flow.ts";
import { baselineIn, colour, mm, rule, u } from "../metrics.ts";
import type { Tag } from "../tags.ts";
import { lay, shape, shrinkToFit } from "../text.ts";

export const boxWidth = 24;
const headHeight = 6;
const fieldHeight = 24;
export const sealsHeight = headHeight + fieldHeight;

/** Boxes of 検印欄 with their right edge at `right`; the field may hold a drawn date stamp. */
export function drawSeals(flow: Flow, parent: Tag, seals: readonly Seal[], right: number, top: number): void {
  const { sheet } = flow;
  const left = right - seals.length * boxWidth;
  seals.forEach((seal, i) => {
    const x = left + i * boxWidth;
    sheet.in(null, () => {
      sheet.rect(x, top, boxWidth, sealsHeight, null, { width: 0.5 });
      sheet.line(x, top + headHeight, x + boxWidth, top + headHeight, { width: 0.5 });
    });
    const style = shrinkToFit(seal.box, { size: 7.5 }, boxWidth - 2, 5.5);
    flow.text(parent.add("P"), seal.box, style, x + boxWidth / 2, baselineIn(top, headHeight, style.size), {
      align: "center",
    });
    const stamp = seal.stamp;
    if (stamp !== undefined) {
      const k = 72 / 25.4;
      const figure = parent.add("Figure", {
        alt:
          stamp.deputy === undefined
            ? flow.words.stamp({ box: seal.box, ...stamp })
            : flow.words.deputyStamp({ box: seal.box, ...stamp, deputy: stamp.deputy }),
        box: [x * k, (top + headHeight) * k, (x + boxWidth) * k, (top + sealsHeight) * k],
        pageHeight: sheet.height * k,
      });
      sheet.in(figure, () => drawStamp(flow, seal, i, x, top));
    }
    if (seal.caption !== undefined) {
      const style = shrinkToFit(seal.caption, { size: 7 }, boxWidth - 0.6, 5);
      flow.text(parent.add("P"), seal.caption, style, x + boxWidth / 2, top + sealsHeight + 3.4, {
        align: "center",
        color: colour.gray70,
      });
    }
  });
}

/** A date stamp as the office uses it: role, day, name between two chords of a circle, a little turned. */
function drawStamp(flow: Flow, seal: Seal, index: number, x: number, top: number): void {
  const stamp = seal.stamp;
  if (stamp === undefined) return;
  const { sheet } = flow;
  const deputy = stamp.deputy;
  const cx = x + boxWidth / 2 - (deputy === undefined ? 0 : 1.2);
  const cy = top + headHeight + fieldHeight / 2 + (deputy === undefined ? 0 : 0.8);
  const r = 9.2;
  const chord = Math.sqrt(r * r - 2.5 * 2.5);
  const turn = [-3, 1.5, 3, -1.5, 2][(index + stamp.name.length) % 5] ?? 0;
  const color = colour.vermilion;
  const put = (text: string, size: number, least: number, width: number, y: number, bold: boolean): void => {
    const style = shrinkToFit(text, { size, weight: bold ? "bold" : "regular" }, width, least);
    const s = shape(text, style);
    sheet.run(s, 0, s.chars.length, style.size, cx, cy + y + mm(style.size * 0.38), {
      align: "center",
      color,
    });
  };
  sheet.turned(turn, cx, cy, () => {
    sheet.circle(cx, cy, r, null, { color, width: 1.1 });
    sheet.line(cx - chord, cy - 2.5, cx + chord, cy - 2.5, { color, width: 0.8 });
    sheet.line(cx - chord, cy + 2.5, cx + chord, cy + 2.5, { color, width: 0.8 });
    // A long role goes on two lines, the upper one shorter as the circle is.
    const role = { size: 7.5 };
    if (shrinkToFit(stamp.role, role, 11.6, 5).size > 5 || measure(stamp.role, { size: 5 }) <= 11.6) {
      put(stamp.role, 7.5, 5, 11.6, -4.9, false);
    } else {
      const lines = lay(stamp.role, { size: 4.8 }, 10.4, "phrase", false);
      const cut = lines.lines[0]?.end ?? stamp.role.length;
      const chars = Array.from(stamp.role);
      put(chars.slice(0, cut).join(""), 4.8, 2.6, 10, -6.2, false);
      put(chars.slice(cut).join("").trim(), 4.8, 2.6, 13.6, -4, false);
    }
    put(stamp.day, 8.5, 6, 16.4, 0, true);
    put(stamp.name, 9.5, 4.5, 13, 5.1, true);
  });
  if (deputy !== undefined) {
    const style = shrinkToFit(deputy, { size: deputy.length > 1 ? 7 : 11, weight: "bold" }, 9, 4);
    const s = shape(deputy, style);
    sheet.run(
      s,
      0,
      s.chars.length,
      style.size,
      x + boxWidth - 1,
      top + headHeight + (deputy.length > 1 ? 2.8 : 4.4),
      {
        align: "right",
        color,
      },
    );
  }
}

export function planSeals(b: SealsBlock, room: Room): Plan {
  const titleHeight = b.title === undefined ? 0 : 2 * u;
  const captions = b.seals.some((s) => s.caption !== undefined) ? 2.5 * u : 0;
  const sideWidth = room.width - b.seals.length * boxWidth - 8;
  const side = b.sideText === undefined ? undefined : lay(b.sideText, { size: 8 }, sideWidth, "prose", false);
  const sideHeight = (side?.lines.length ?? 0) * 2.5 * u + (b.sideTitle === undefined ? 0 : 3.25 * u);
  const height = Math.max(titleHeight + sealsHeight + captions, sideHeight);
  return {
    kind: "seals",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const top = flow.y;
      const box = flow.parent.add("Div");
      let y = top;
      if (b.sideTitle !== undefined) {
        flow.text(
          box.add("P"),
          b.sideTitle,
          { size: 8.5, weight: "bold" },
          flow.x,
          baselineIn(y, 3 * u, 8.5),
        );
        y += 3.25 * u;
      }
      if (side !== undefined) {
        flow.sheet.in(box.add("P"), () =>
          flow.sheet.linesOf(side, flow.x, baselineIn(y, 2.5 * u, 8), 2.5 * u, {
            color: colour.gray70,
          }),
        );
      }
      const left = flow.right - b.seals.length * boxWidth;
      if (b.title !== undefined)
        flow.text(box.add("P"), b.title, { size: 7.5 }, left, top + 2.2, { color: colour.gray70 });
      drawSeals(flow, box, b.seals, flow.right, top + titleHeight);
      flow.y = top + height;
    },
  };
}

/** A QR code as one path of rectangles, `size` mm wide. The caller keeps four modules clear around it. */
export function drawQr(flow: Flow, text: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const n = modules.size;
  const step = size / n;
  const boxes: [number, number, number, number][] = [];
  for (let row = 0; row < n; row++) {
    for (let col = 0; col < n; col++) {
      if (modules.get(row, col) === 0) continue;
      let end = col + 1;
      while (end < n && modules.get(row, end) !== 0) end++;
      boxes.push([x + col * step, y + row * step, (end - col) * step, step]);
      col = end;
    }
  }
  flow.sheet.rects(boxes, colour.black);
}

const groupsOf8 = (hash: string): string => {
  const groups = hash.match(/.{1,8}/g) ?? [];
  const half = Math.ceil(groups.length / 2);
  return `${groups.slice(0, half).join(" ")}\n${groups.slice(half).join(" ")}`;
};

/** What proves that the sheet is genuine: hashes, code, place to ask, QR. Never the file's own hash. */
export function planVerification(b: VerificationBlock, room: Room): Plan {
  const large = b.style === "page";
  const qrSize = large ? 30 : 20;
  // Four modules of white on every side (ISO/IEC 18004).
  const quiet = large ? 4.6 : 3.4;
  const column = b.qr === undefined ? room.width : room.width - qrSize - quiet - 5;
  const labelWidth = large ? 46 : 30;
  const rows = b.rows.map((r) => {
    const size = r.as === "code" ? (large ? 14 : 10.5) : large ? 9 : 8;
    const value = r.as === "hash" ? groupsOf8(r.value) : r.value;
    const p = lay(
      value,
      { size, ...(r.as === "code" ? { weight: "bold" } : {}), tabular: r.as === "hash" },
      column - labelWidth,
      "cell",
      false,
    );
    const label = lay(r.label, { size: 7.5 }, labelWidth - 2, "cell", false);
    const line = r.as === "code" ? 3.5 * u : 2.5 * u;
    const lines = Math.max(p.lines.length * line, label.lines.length * 2 * u);
    return { p, label, line, height: lines + (large ? 1.75 * u : 0.5 * u) };
  });
  const note =
    b.note === undefined ? undefined : lay(b.note, { size: 7 }, large ? room.width : column, "prose", false);
  const rowsHeight = rows.reduce((a, r) => a + r.height, 0);
  const body = Math.max(rowsHeight, b.qr === undefined ? 0 : qrSize + 2 * quiet);
  const noteHeight = (note?.lines.length ?? 0) * 2 * u;
  const height = large
    ? body + (note === undefined ? 0 : noteHeight + u / 2 + 1)
    : u + Math.max(rowsHeight + noteHeight + u / 2, b.qr === undefined ? 0 : qrSize + quiet);
  return {
    kind: large ? "verification" : "verification-foot",
    start: height,
    height,
    draw(flow) {
      flow.mark(b.anchor);
      // On a form the block stands at the foot of its page.
      if (!large && !flow.fixed) flow.y = Math.max(flow.y, flow.bottom - height);
      const top = flow.y;
      const table = flow.parent.add("Table");
      const lineTo = (y: number, right: number, width: number, gray: boolean): void =>
        flow.sheet.in(null, () =>
          flow.sheet.line(flow.x, y, right, y, { width, color: gray ? colour.gray25 : colour.ink }),
        );
      lineTo(top, flow.right, large ? rule.table : rule.hair, false);
      let y = large ? top : top + u;
      rows.forEach((r, i) => {
        const tr = table.add("TR");
        const firstLine = y + (large ? 0.875 * u : 0.25 * u);
        flow.sheet.in(tr.add("TH", { scope: "Row" }), () =>
          flow.sheet.linesOf(r.label, flow.x, baselineIn(firstLine, r.line, 7.5), 2 * u, {
            color: colour.gray70,
          }),
        );
        flow.sheet.in(tr.add("TD"), () =>
          flow.sheet.linesOf(r.p, flow.x + labelWidth, baselineIn(firstLine, r.line, r.p.style.size), r.line),
        );
        y += r.height;
        if (large && i < rows.length - 1) lineTo(y, flow.x + column, rule.hair, true);
      });
      if (b.qr !== undefined) {
        const k = 72 / 25.4;
        const [x, qy] = [flow.right - qrSize - (large ? 2 : 0), top + quiet];
        const figure = flow.parent.add("Figure", {
          alt: b.qr.alt,
          box: [x * k, qy * k, (x + qrSize) * k, (qy + qrSize) * k],
          pageHeight: flow.sheet.height * k,
        });
        const { text } = b.qr;
        flow.sheet.in(figure, () => drawQr(flow, text, x, qy, qrSize));
      }
      if (large) {
        y = top + body;
        lineTo(y, flow.right, rule.table, false);
        y += 1;
      } else y += u / 2;
      if (note !== undefined) {
        flow.sheet.in(flow.parent.add("P"), () =>
          flow.sheet.linesOf(note, flow.x, baselineIn(y, 2 * u, 7), 2 * u, { color: colour.gray70 }),
        );
      }
      flow.y = top + height;
    },
  };
}
