import { deflateSync } from "node:zlib";
import type { OutlineEntry } from "../rendered.ts";
import type { DocumentSpec } from "../spec.ts";
import type { FaceId } from "./fonts.ts";
import { POINTS_PER_MM } from "./metrics.ts";
import {
  type PdfFont,
  type PdfKit,
  type PdfOutline,
  type PdfPage,
  type PdfRef,
  type PdfStream,
  RawObject,
  textString,
} from "./pdfkit-inside.ts";
import { hexString, type Sheet } from "./sheet.ts";
import { placeSignature } from "./signature-field.ts";
import { type LinkBox, mcidOf, sheetOfMarked, Tag, type TagAttributes } from "./tags.ts";

/** A paper that is drawn and only has to be written. */
export interface DrawnPaper {
  readonly spec: Pick<DocumentSpec, "seal">;
  readonly sheets: readonly Sheet[];
  readonly root: Tag;
  readonly headings: readonly Heading[];
  readonly anchors: ReadonlyMap<string, { readonly page: number; readonly y: number }>;
  font(id: FaceId): PdfFont;
}
/** A heading of the document with its place. */
export interface Heading extends OutlineEntry {
  readonly number: string;
  readonly anchor: string;
  /** mm from the top of its page. */
  readonly y: number;
  readonly listed: boolean;
}

/** Hands a drawn paper to pdfkit: pages, links, structure tree, bookmarks, signature field. */
export function writePaper(paper: DrawnPaper, doc: PdfKit): void {
  const tree = doc.getStructParentTree();
  // Structure elements are numbered as pdfkit numbers its objects, but written without its object for each.
  const numberOf = (tag: Tag): number => {
    if (tag.id === 0) {
      doc._offsets.push(null);
      tag.id = doc._offsets.length;
    }
    return tag.id;
  };
  const refTo = (tag: Tag): RawObject => new RawObject(`${numberOf(tag)} 0 R`);
  const written: PdfPage[] = [];
  for (const sheet of paper.sheets) {
    const content = sheet.finish();
    const { width, height } = sheet.geometry;
    doc.addPage({ size: [width * POINTS_PER_MM, height * POINTS_PER_MM], margin: 0 });
    for (const id of sheet.faces) doc.page.fonts[paper.font(id).id] = paper.font(id).ref();
    pack(doc.page.content, content);
    const key = doc.createStructParentTreeNextKey();
    doc.page.dictionary.data.StructParents = key;
    tree.add(key, ownersOf(sheet.owners, numberOf));
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
      tree.add(key, refTo(link.owner));
      pageOf(index).annotations.push(ref);
    }
  });

  let widget: PdfRef | undefined;
  if (paper.spec.seal !== undefined) {
    const form = paper.root.add("Form");
    form.hold({ widget: true });
    widget = placeSignature(doc, paper.spec.seal, pageOf(written.length - 1), refTo(form), tree);
  }

  const root = doc.getStructTreeRoot();
  const write = (tag: Tag, parent: string): void => {
    const own = `${numberOf(tag)} 0 R`;
    const a = tag.attributes;
    let out = `<</S/${tag.type}/P ${parent}`;
    if (a.alt !== undefined) out += `/Alt ${hexString(a.alt)}`;
    if (a.title !== undefined) out += `/T ${hexString(a.title)}`;
    out += attributesOf(a);
    let kids = "";
    let page: PdfRef | undefined;
    for (const kid of tag.kids) {
      if (kids !== "") kids += " ";
      if (typeof kid === "number") {
        const there = pageOf(sheetOfMarked(kid)).dictionary;
        page ??= there;
        kids += there === page ? mcidOf(kid) : `<</Type/MCR/Pg ${there}/MCID ${mcidOf(kid)}>>`;
      } else if (kid instanceof Tag) {
        write(kid, own);
        kids += `${kid.id} 0 R`;
      } else if ("widget" in kid) {
        kids += `<</Type/OBJR/Obj ${widget}/Pg ${pageOf(written.length - 1).dictionary}>>`;
      } else kids += `<</Type/OBJR/Obj ${links.get(kid)}/Pg ${pageOf(kid.sheet).dictionary}>>`;
    }
    if (page !== undefined) out += `/Pg ${page}`;
    if (tag.kids.length === 1) out += `/K ${kids}`;
    else if (tag.kids.length > 1) out += `/K[${kids}]`;
    doc._offsets[tag.id - 1] = doc._offset;
    doc._write(`${tag.id} 0 obj\n${out}>>\nendobj`);
  };
  write(paper.root, String(root));
  root.data.K = [refTo(paper.root)];

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

/** Two thirds of the time of the usual 6 are saved for a twentieth more bytes: pages repeat themselves closely. */
const LEVEL = 4;

/** The stream of a page compressed at once, so that the drawn text of all pages is not kept until the end. */
function pack(stream: PdfStream, content: Uint8Array): void {
  stream.buffer = [deflateSync(Buffer.concat([...stream.buffer, content]), { level: LEVEL })];
  stream.compress = false;
}

/** The elements of a page's marked contents, by their numbers. */
function ownersOf(owners: readonly Tag[], numberOf: (tag: Tag) => number): RawObject {
  let out = "";
  for (const owner of owners) out += out === "" ? `${numberOf(owner)} 0 R` : ` ${numberOf(owner)} 0 R`;
  return new RawObject(`[${out}]`);
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
