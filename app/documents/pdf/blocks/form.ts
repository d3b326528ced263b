import type { FormBlock } from "../../spec.ts";
import type { Plan, Room } from "../flow.ts";
import { baselineIn, colour, rule, u } from "../metrics.ts";
import { lay } from "../text.ts";
import { drawCell, layCell, rowHeight, sidePadding } from "./cells.ts";

/** Labels at the left, values at the right: shaded as in ledger forms, or plain lines. */
export function planForm(b: FormBlock, room: Room): Plan {
  const plain = b.style === "plain";
  const labelWidth = b.labelWidth ?? (plain ? 28 : 34);
  const base = plain ? 3 * u : 3.5 * u;
  const place = {
    x: labelWidth,
    width: room.width - labelWidth,
    padLeft: plain ? sidePadding : 2,
    align: "left" as const,
  };
  const rows = b.rows.map((r) => {
    const label = lay(r.label, { size: 7.5 }, labelWidth - 2 * sidePadding - 0.6, "cell", false);
    const value = layCell(r.value, place, room, { size: plain ? 8.5 : 8 });
    const lines = Math.max(label.lines.length, value.count);
    return { label, value, height: lines === 1 ? base : rowHeight([{ ...value, count: lines }], base) };
  });
  const headHeight = b.head === undefined ? 0 : 3.5 * u;
  const height = rows.reduce((a, r) => a + r.height, headHeight);
  return {
    kind: "form",
    start: Math.min(height, headHeight + (rows[0]?.height ?? 0) + (rows[1]?.height ?? 0)),
    height,
    draw(flow) {
      flow.mark(b.anchor);
      const table = flow.parent.add("Table");
      const sheetLine = (
        width: number,
        color: typeof colour.ink | typeof colour.gray50 | typeof colour.gray25 = colour.ink,
      ): void =>
        flow.sheet.in(null, () => flow.sheet.line(flow.x, flow.y, flow.right, flow.y, { width, color }));
      if (!plain) sheetLine(rule.table);
      if (b.head !== undefined) {
        const [y, text] = [flow.y, b.head];
        flow.sheet.in(null, () => flow.sheet.rect(flow.x, y, flow.width, headHeight, colour.gray10));
        const tag = table.add("TR").add("TH", { scope: "Column", colSpan: 2 });
        flow.text(tag, text, { size: 8, weight: "bold" }, flow.x + sidePadding, baselineIn(y, headHeight, 8));
        flow.y += headHeight;
        if (!plain) sheetLine(rule.hair);
      }
      rows.forEach((r, i) => {
        if (!flow.fixed && flow.left < r.height && !flow.atTop) {
          if (!plain) sheetLine(rule.table);
          flow.newPage();
          flow.repeatHeading();
          if (!plain) sheetLine(rule.table);
        }
        const shaded = !plain && b.head === undefined;
        if (shaded)
          flow.sheet.in(null, () => flow.sheet.rect(flow.x, flow.y, labelWidth, r.height, colour.gray10));
        const tr = table.add("TR");
        const label = tr.add("TH", { scope: "Row" });
        const top = flow.y + (r.height - r.label.lines.length * 3.2) / 2;
        flow.sheet.in(label, () =>
          flow.sheet.linesOf(
            r.label,
            flow.x + sidePadding + (shaded ? 0.3 : 0),
            baselineIn(top, 3.2, 7.5),
            3.2,
            { color: shaded ? colour.ink : colour.gray70 },
          ),
        );
        drawCell(flow, tr.add("TD"), r.value, { ...place, x: flow.x + place.x }, flow.y, r.height);
        flow.y += r.height;
        if (!plain)
          sheetLine(
            i === rows.length - 1 ? rule.table : rule.hair,
            i === rows.length - 1 ? colour.ink : colour.gray50,
          );
      });
    },
  };
}
