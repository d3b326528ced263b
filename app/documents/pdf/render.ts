import { speak } from "#app/i18n/template.ts";
import type { RenderedDocument } from "../rendered.ts";
import type { Block, DocumentSpec, TableBlock } from "../spec.ts";
import { words } from "../words.ts";
import { planAgeing, planBars, planCalendar, planClock, planStackedBars } from "./blocks/charts.ts";
import { planContents, planCover, planFigures, planLegend } from "./blocks/cover.ts";
import { planForm } from "./blocks/form.ts";
import { planBurnDown, planLines } from "./blocks/lines.ts";
import { planMatrix, planTree } from "./blocks/matrix.ts";
import {
  planBanner,
  planHeading,
  planLead,
  planList,
  planNote,
  planParagraph,
  planStatement,
  planTimeline,
  planTitle,
} from "./blocks/prose.ts";
import { planSeals, planVerification } from "./blocks/seals.ts";
import { planTable } from "./blocks/table.ts";
import { drawFrame, Flow, type Plan, type Room } from "./flow.ts";
import { colour, pages, u } from "./metrics.ts";
import { Paper } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { keepingText, shape } from "./text.ts";

/**
 * Draws a document: the same spec gives the same bytes. A spec with page numbers in its text (`{page}`) is laid out
 * until the numbers stand still.
 */
export async function renderDocument(spec: DocumentSpec): Promise<RenderedDocument> {
  const paper = keepingText(() => drawPaper(spec));
  const bytes = paper.finish();
  return {
    bytes,
    pages: paper.sheets.length,
    anchors: Object.fromEntries([...paper.anchors].map(([name, at]) => [name, at.page])),
    outline: paper.headings
      .filter((h) => h.listed)
      .map((h) => ({
        level: h.level,
        text: h.number === "" ? h.text : `${h.number} ${h.text}`,
        page: h.page,
      })),
    missingGlyphs: paper.missingGlyphs,
  };
}

function drawPaper(spec: DocumentSpec): Paper {
  if (!JSON.stringify(spec.blocks).includes("{page}")) return layOut(spec, new Map(), true, null);
  // The first pass only finds the pages: those after it are drawn, one nearly always.
  const plans: Plans = new Map();
  let known = pagesOf(layOut(spec, new Map(), false, plans));
  for (let pass = 1; ; pass++) {
    const paper = layOut(spec, known, true, plans);
    const found = pagesOf(paper);
    if (pass === 4 || isSame(known, found)) return paper;
    known = found;
  }
}

type PagesOf = ReadonlyMap<string, number>;
const pagesOf = (paper: Paper): PagesOf =>
  new Map([...paper.anchors].map(([name, at]) => [name, at.page] as const));
const isSame = (known: PagesOf, found: PagesOf): boolean =>
  known.size === found.size && [...found].every(([name, page]) => known.get(name) === page);

/** Tables measured by an earlier pass, by their block and width: nothing in them depends on a page number. */
type Plans = Map<Block, { readonly width: number; readonly plan: Plan }>;

function layOut(spec: DocumentSpec, known: PagesOf, isDrawn: boolean, plans: Plans | null): Paper {
  const paper = new Paper(spec, isDrawn);
  const orientation = spec.orientation ?? "portrait";
  const g = pages[orientation];
  const later: (() => void)[] = [];
  const covers = new Set<Sheet>();
  const { lang } = spec.meta;
  const room: Room = {
    width: g.right - g.left,
    lang,
    words: speak<typeof words.ja>(words[lang], { ...spec.words }),
    pageOf: (anchor) => known.get(anchor),
  };
  const flow = new Flow(paper, room, orientation, g.left, g.right - g.left, paper.addSheet(orientation));
  const layout = new Layout(flow, spec, later, covers, plans);
  layout.run(spec.blocks);
  if (!isDrawn) return paper;
  for (const draw of later) draw();
  if (spec.frame.draft === true) drawDraft(flow, paper, covers);
  drawFrame(paper, spec.frame, covers);
  return paper;
}

/** On a cover at the upper right; on a sheet without one between the running heads, clear of the text. */
function drawDraft(flow: Flow, paper: Paper, covers: ReadonlySet<Sheet>): void {
  const first = paper.sheets[0];
  if (first === undefined) return;
  const text = flow.words.draft;
  const onCover = covers.has(first);
  const size = onCover ? (text.length > 2 ? 26 : 40) : 20;
  const { left, right } = first.geometry;
  const s = shape(text, { size, weight: "bold" });
  first.in(null, () =>
    first.run(s, 0, s.chars.length, size, onCover ? right : (left + right) / 2, onCover ? 48 : 14.6, {
      align: onCover ? "right" : "center",
      color: onCover ? colour.gray25 : colour.gray50,
    }),
  );
}

class Layout {
  #pending: { readonly plan: Plan; readonly block: Block }[] = [];
  #previous = "top";
  constructor(
    readonly flow: Flow,
    readonly spec: DocumentSpec,
    readonly later: (() => void)[],
    readonly covers: Set<Sheet>,
    readonly plans: Plans | null,
  ) {}

  run(blocks: readonly Block[]): void {
    for (const [i, block] of blocks.entries()) this.#place(block, blocks, i);
    this.#flush(0);
  }

  #place(block: Block, blocks: readonly Block[], index: number): void {
    const { flow } = this;
    if (block.kind === "break") {
      this.#flush(0);
      flow.newPage(block.orientation ?? flow.orientation);
      this.#previous = "top";
      return;
    }
    if (block.kind === "space") {
      this.#flush(0);
      flow.y = Math.min(flow.bottom, flow.y + block.units * u);
      return;
    }
    if (block.kind === "cover") {
      this.covers.add(flow.sheet);
      this.plan(block)?.draw(flow);
      this.#previous = "cover";
      return;
    }
    const plan = this.plan(block);
    if (plan === undefined) return;
    if (block.kind === "heading") {
      if (block.level === 1) {
        this.#flush(0);
        const shares = block.startsPage === false && this.#sectionFits(blocks, index);
        if (!shares && !flow.atTop && !flow.fixed) {
          flow.newPage();
          this.#previous = "top";
        }
        flow.parent = flow.paper.root.add("Sect");
      }
      this.#pending.push({ plan, block });
      return;
    }
    if (block.kind === "contents" && !flow.atTop) {
      flow.newPage();
      this.#previous = "top";
    }
    if (this.#previous === "cover" && !flow.atTop) {
      flow.newPage();
      this.#previous = "top";
    }
    this.#flush(plan.start, plan.kind);
    plan.draw(flow);
    this.#previous = plan.kind;
  }

  /** A short section shares the page if all of it fits there. */
  #sectionFits(blocks: readonly Block[], index: number): boolean {
    let height = 4 * u;
    for (let i = index; i < blocks.length; i++) {
      const b = blocks[i];
      if (b === undefined || b.kind === "break" || (i > index && b.kind === "heading" && b.level === 1))
        break;
      if (b.kind === "space") {
        height += b.units * u;
        continue;
      }
      height += (this.plan(b)?.height ?? 0) + 2 * u;
    }
    return height <= this.flow.remaining;
  }

  /** Draws the headings that wait, on a page with room for them and for what follows. */
  #flush(start: number, kind = ""): void {
    const { flow } = this;
    const height = (): number => {
      let h = 0;
      let before = this.#previous;
      for (const { plan } of this.#pending) {
        h += gap(before, plan.kind, kind) + plan.height;
        before = plan.kind;
      }
      return h + (kind === "" ? 0 : gap(before, kind));
    };
    if (!flow.fixed && !flow.atTop && height() + start > flow.remaining + 0.01) {
      flow.newPage();
      this.#previous = "top";
    }
    for (const { plan } of this.#pending) {
      flow.y += gap(this.#previous, plan.kind, kind);
      plan.draw(flow);
      this.#previous = plan.kind;
    }
    this.#pending = [];
    if (kind !== "") flow.y += gap(this.#previous, kind);
  }

  plan(block: Block): Plan | undefined {
    const { flow } = this;
    const room: Room = { ...flow.room, width: flow.width };
    switch (block.kind) {
      case "cover":
        return planCover(block, room);
      case "contents":
        return planContents(block, countHeadings(this.spec.blocks, block.levels ?? 1), (draw) =>
          this.later.push(draw),
        );
      case "legend":
        return planLegend(block, room);
      case "title":
        return planTitle(block, room);
      case "heading":
        return planHeading(block, room);
      case "statement":
        return planStatement(block, room);
      case "lead":
        return planLead(block, room);
      case "paragraph":
        return planParagraph(block, room);
      case "note":
        return planNote(block, room);
      case "list":
        return planList(block, room);
      case "figures":
        return planFigures(block, room);
      case "table":
        return this.#planOnce(block, room, () => planTable(block, room));
      case "form":
        return planForm(block, room);
      case "stacked-bars":
        return planStackedBars(block, room);
      case "bars":
        return planBars(block, room);
      case "lines":
        return planLines(block, room);
      case "ageing":
        return planAgeing(block, room);
      case "burn-down":
        return planBurnDown(block, room);
      case "calendar":
        return planCalendar(block, room);
      case "clock":
        return planClock(block, room);
      case "matrix":
        return planMatrix(block, room);
      case "tree":
        return planTree(block, room);
      case "seals":
        return planSeals(block, room);
      case "verification":
        return planVerification(block, room);
      case "timeline":
        return planTimeline(block, room);
      case "banner":
        return planBanner(block, room);
      case "columns":
        return this.#planColumns(block.columns, block.gap ?? 4, block.anchor);
      case "space":
      case "break":
        return undefined;
    }
  }

  #planOnce(block: TableBlock, room: Room, plan: () => Plan): Plan {
    if (this.plans === null) return plan();
    const known = this.plans.get(block);
    if (known?.width === room.width) return known.plan;
    const made = plan();
    if (!JSON.stringify(block).includes("{page}")) this.plans.set(block, { width: room.width, plan: made });
    return made;
  }

  #planColumns(columns: readonly (readonly Block[])[], space: number, anchor: string | undefined): Plan {
    const outer = this.flow;
    const width = (outer.width - space * (columns.length - 1)) / columns.length;
    const heightOf = (blocks: readonly Block[]): number => {
      let h = 0;
      let before = "top";
      const measured = new Layout(
        Object.assign(Object.create(Flow.prototype), outer, { width }),
        this.spec,
        this.later,
        this.covers,
        this.plans,
      );
      for (const b of blocks) {
        if (b.kind === "space") h += b.units * u;
        const plan = b.kind === "space" ? undefined : measured.plan(b);
        if (plan === undefined) continue;
        h += gap(before, plan.kind) + plan.height;
        before = plan.kind;
      }
      return h;
    };
    const height = Math.max(0, ...columns.map(heightOf));
    return {
      kind: "columns",
      start: height,
      height,
      draw: (flow) => {
        flow.mark(anchor);
        columns.forEach((blocks, i) => {
          const inner = new Flow(
            flow.paper,
            { ...flow.room, width },
            flow.orientation,
            flow.x + i * (width + space),
            width,
            flow.sheet,
          );
          inner.y = flow.y;
          inner.fixed = true;
          inner.parent = flow.parent.add("Div");
          new Layout(inner, this.spec, this.later, this.covers, this.plans).run(blocks);
        });
        flow.y += height;
      },
    };
  }
}

/** Space between two blocks, mm. */
function gap(before: string, kind: string, after = ""): number {
  if (before === "top" || before === "cover") return 0;
  if (kind === "heading1") return 4 * u;
  if (before === "heading1" || before === "heading2" || before === "heading3")
    return kind === "note" ? 0.5 : 0;
  if (kind === "note") return 1;
  // Forty rows of a matrix stand on one page with its section's head only if that is drawn close.
  if (before === "lead" && after === "matrix") return 0.5 * u;
  if (before === "lead") return 2 * u;
  if (before === "statement") return 2.75 * u;
  if (before === "title") return kind === "figures" || kind === "banner" ? 0 : u;
  if (kind === "verification-foot") return 3 * u;
  return 2.5 * u;
}

function countHeadings(blocks: readonly Block[], levels: number): number {
  let n = 0;
  for (const b of blocks) {
    if (b.kind === "heading" && b.unlisted !== true && b.level <= levels) n++;
    else if (b.kind === "title") n++;
    else if (b.kind === "columns") for (const c of b.columns) n += countHeadings(c, levels);
  }
  return n;
}
