import { contentDisposition } from "#app/modules/files/rules.ts";

/** A drawn document (or its frozen data): shown in the browser, saved under its name. */
export const paperResponse = ({
  bytes,
  name,
  type = "application/pdf",
}: {
  bytes: Buffer;
  name: string;
  type?: string;
}): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": type,
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": contentDisposition(name).replace(/^attachment/, "inline"),
      "Cache-Control": "private, no-store",
    },
  });
