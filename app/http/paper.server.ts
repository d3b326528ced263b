import { contentDisposition } from "#app/modules/files/rules.ts";

/** A drawn document: shown in the browser, saved under its name. */
export const paperResponse = ({ bytes, name }: { bytes: Buffer; name: string }): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": contentDisposition(name).replace(/^attachment/, "inline"),
      "Cache-Control": "no-store",
    },
  });
