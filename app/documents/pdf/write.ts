import { POINTS_PER_MM } from "./metrics.ts";
import type { Paper } from "./paper.ts";
import { type PdfKit, type PdfOutline, type PdfPage, type PdfRef, textString } from "./pdfkit-inside.ts";
import { hexString } from "./sheet.ts";
import { placeSignature } from "./signature-field.ts";
import { type LinkBox, Tag, type TagAttributes } from "./tags.ts";

/** Hands a drawn paper to pdfkit: pages, links, structure tree, bookmarks, signature field. */
export function writePaper(paper: Paper, doc: PdfKit): void {
  const tree = doc.getStructParentTree();
  const elements = new Map<Tag, PdfRef>();
  const elementOf = (tag: Tag): PdfRef => {
    let ref = elements.get(tag);
    if (ref === undefined) {
      ref = doc.ref({});
      elements.set(tag, ref);
    }
    return ref;
  };
  const written: PdfPage[] = [];
  for (const sheet of paper.sheets) {
    sheet.finish();
    const { width, height } = sheet.geometry;
    doc.addPage({ size: [width * POINTS_PER_MM, height * POINTS_PER_MM], margin: 0 });
    for (const id of sheet.faces) doc.page.fonts[paper.font(id).id] = paper.font(id).ref();
    doc.addContent(sheet.parts.join("\n"));
    const key = doc.createStructParentTreeNextKey();
    doc.page.dictionary.data.StructParents = key;
    tree.add(key, sheet.owners.map(elementOf));
    written.push(doc.page);
  }
  const pageOf = (index: number): PdfPage => {
    const page = written[index];
    if (page === undefined) throw new Error(`no page ${index + 1}`);
    return page;
  };
  const destination = (page: number, y: number): unknown[] => [
    pageOf(page - 1).dictionary,
    "XYZ",
    0,
    ((paper.sheets[page - 1]?.height ?? 0) - y) * POINTS_PER_MM,
    0,
  ];

  const links = new Map<LinkBox, PdfRef>();
  paper.sheets.forEach((sheet, index) => {
    for (const link of sheet.links) {
      const target = paper.anchors.get(link.anchor);
      if (target === undefined) throw new Error(`link to an unknown anchor: ${link.anchor}`);
      const h = sheet.height * POINTS_PER_MM;
      const [left, top, right, bottom] = link.box;
      const key = doc.createStructParentTreeNextKey();
      const ref = doc.ref({
        Type: "Annot",
        Subtype: "Link",
        Rect: [left, h - bottom, right, h - top],
        Border: [0, 0, 0],
        F: 4,
        Contents: textString(link.contents),
        Dest: destination(target.page, target.y),
        StructParent: key,
      });
      ref.end();
      links.set(link, ref);
      tree.add(key, elementOf(link.owner));
      pageOf(index).annotations.push(ref);
    }
  });

  let widget: PdfRef | undefined;
  if (paper.spec.seal !== undefined) {
    const form = paper.root.add("Form");
    form.kids.push({ widget: true });
    widget = placeSignature(doc, paper.spec.seal, pageOf(written.length - 1), elementOf(form), tree);
  }

  const root = doc.getStructTreeRoot();
  const sheetPages = new Map(paper.sheets.map((sheet, i) => [sheet, pageOf(i).dictionary] as const));
  const write = (tag: Tag, parent: PdfRef): void => {
    const ref = elementOf(tag);
    const a = tag.attributes;
    let out = `<</S/${tag.type}/P ${parent}`;
    if (a.alt !== undefined) out += `/Alt ${hexString(a.alt)}`;
    if (a.title !== undefined) out += `/T ${hexString(a.title)}`;
    out += attributesOf(a);
    const kids: string[] = [];
    let own: PdfRef | undefined;
    for (const kid of tag.kids) {
      if (kid instanceof Tag) {
        write(kid, ref);
        kids.push(`${elementOf(kid)}`);
      } else if ("widget" in kid) {
        kids.push(`<</Type/OBJR/Obj ${widget}/Pg ${pageOf(written.length - 1).dictionary}>>`);
      } else if ("mcid" in kid) {
        const page = sheetPages.get(kid.sheet);
        own ??= page;
        kids.push(page === own ? String(kid.mcid) : `<</Type/MCR/Pg ${page}/MCID ${kid.mcid}>>`);
      } else kids.push(`<</Type/OBJR/Obj ${links.get(kid)}/Pg ${sheetPages.get(kid.sheet)}>>`);
    }
    if (own !== undefined) out += `/Pg ${own}`;
    if (kids.length > 0) out += kids.length === 1 ? `/K ${kids[0]}` : `/K[${kids.join(" ")}]`;
    ref.data = new RawObject(`${out}>>`) as unknown as Record<string, unknown>;
    ref.end();
  };
  write(paper.root, root);
  root.data.K = [elementOf(paper.root)];

  const open: { level: number; item: PdfOutline }[] = [{ level: 0, item: doc.outline }];
  for (const heading of paper.headings) {
    if (!heading.listed) continue;
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    const title = heading.number === "" ? heading.text : `${heading.number}　${heading.text}`;
    const item = open.at(-1)?.item.addItem(title, { pageNumber: heading.page - 1 });
    if (item === undefined) continue;
    item.outlineData.Title = textString(title);
    item.outlineData.Dest = destination(heading.page, heading.y);
    open.push({ level: heading.level, item });
  }
}

/** An object already in PDF syntax: a report has thousands of structure elements, and pdfkit's own way is slow. */
class RawObject {
  constructor(private readonly text: string) {}
  get [Symbol.toStringTag](): string {
    return "RawObject";
  }
  toString(): string {
    return this.text;
  }
}

function attributesOf(a: TagAttributes): string {
  if (a.box !== undefined) {
    const [left, top, right, bottom] = a.box;
    const h = a.pageHeight ?? 0;
    const box = [left, h - bottom, right, h - top].map((n) => n.toFixed(2)).join(" ");
    return `/A<</O/Layout/Placement/Block/BBox[${box}]>>`;
  }
  if (a.listNumbering !== undefined) return `/A<</O/List/ListNumbering/${a.listNumbering}>>`;
  let table = "";
  if (a.scope !== undefined) table += `/Scope/${a.scope}`;
  if (a.colSpan !== undefined && a.colSpan > 1) table += `/ColSpan ${a.colSpan}`;
  if (a.summary !== undefined) table += `/Summary ${hexString(a.summary)}`;
  return table === "" ? "" : `/A<</O/Table${table}>>`;
}
