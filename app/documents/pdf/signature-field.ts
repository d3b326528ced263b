import type { SealRequest } from "../spec.ts";
import { type PdfKit, type PdfRef, type PdfTree, type RawObject, textString } from "./pdfkit-inside.ts";

/** Room for the signature: 16 KiB holds an RSA-3072 CMS with its certificate and leaves room for a time stamp. */
export const signatureBytes = 16 * 1024;
const range = "**********";
/** What `sealPdf` looks for; replaced by the real offsets without changing the length. */
export const byteRangePlaceholder = `[0 /${range} /${range} /${range}]`;

/**
 * A signature field with nothing to see: a hidden widget of zero size on the last page, in /Annots, in /AcroForm and in
 * the structure tree (PDF/UA-1, 7.18.1), its name said by /TU (7.18.4). pdfkit's own form code wants fonts and
 * appearances, so the form is made of plain objects.
 */
export function placeSignature(
  doc: PdfKit,
  request: SealRequest,
  page: { readonly dictionary: PdfRef; readonly annotations: PdfRef[] },
  form: RawObject,
  tree: PdfTree,
): PdfRef {
  const signature = doc.ref({
    Type: "Sig",
    Filter: "Adobe.PPKLite",
    SubFilter: "ETSI.CAdES.detached",
    ByteRange: [0, range, range, range],
    Contents: Buffer.alloc(signatureBytes),
    Reason: textString(request.reason),
    M: new Date(request.signedAt),
    Name: textString(request.name),
  });
  const key = doc.createStructParentTreeNextKey();
  tree.add(key, form);
  const widget = doc.ref({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    Rect: [0, 0, 0, 0],
    // Hidden would keep a screen reader from it too; print and locked, of zero size, is what PAdES asks for.
    F: 132,
    T: textString("seal"),
    TU: textString(request.description),
    V: signature,
    P: page.dictionary,
    StructParent: key,
  });
  page.annotations.push(widget);
  const fields = doc.ref({ Fields: [widget], SigFlags: 3 });
  doc._root.data.AcroForm = fields;
  doc.endAcroForm = () => {
    signature.end();
    widget.end();
    fields.end();
  };
  return widget;
}
