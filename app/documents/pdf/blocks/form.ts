import type { FormBlock } from "../../spec.ts";
import type { Plan, Room } from "../flow.ts";
import { baselineIn, colour, rule, u } from "../metrics.ts";
import type { Tag } from "../tags.ts";
import { lay } from "../text.ts";
import { drawCell, layCell, rowHeight, sidePadding, splitCell } from "./cells.ts";

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
  const rows = b.rows.flatMap((r) => {
    const label = lay(r.label, { size: 7.5 }, labelWidth - 2 * sidePadding - 0.6, "cell", false);
    const pieces = splitCell(layCell(r.value, place, room, { size: plain ? 8.5 : 8 }));
    return pieces.map((value, i) => {
      const lines = Math.max(i === 0 ? label.lines.length : 1, value.count);
      const height = lines === 1 ? base : rowHeight([{ ...value, count: lines }], base);
      return { label, value, height, goesOn: i > 0 };
    });
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
      let label: Tag | null = null;
      let value: Tag | null = null;
      rows.forEach((r, i) => {
        if (!flow.fixed && flow.remaining < r.height && !flow.atTop) {
          if (!plain) sheetLine(rule.table);
          flow.newPage();
          flow.repeatHeading();
          if (!plain) sheetLine(rule.table);
        }
        const shaded = !plain && b.head === undefined;
        if (shaded)
          flow.sheet.in(null, () => flow.sheet.rect(flow.x, flow.y, labelWidth, r.height, colour.gray10));
        if (!r.goesOn) {
          const tr = table.add("TR");
          label = tr.add("TH", { scope: "Row" });
          value = tr.add("TD");
        }
        const top = flow.y + (r.height - r.label.lines.length * 3.2) / 2;
        flow.sheet.in(r.goesOn ? null : label, () =>
          flow.sheet.linesOf(
            r.label,
            flow.x + sidePadding + (shaded ? 0.3 : 0),
            baselineIn(top, 3.2, 7.5),
            3.2,
            { color: shaded ? colour.ink : colour.gray70 },
          ),
        );
        drawCell(flow, value, r.value, { ...place, x: flow.x + place.x }, flow.y, r.height);
        flow.y += r.height;
        if (!plain && rows[i + 1]?.goesOn !== true)
          sheetLine(
            i === rows.length - 1 ? rule.table : rule.hair,
            i === rows.length - 1 ? colour.ink : colour.gray50,
          );
      });
    },
  };
}
