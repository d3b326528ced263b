/** A PDF or JSON shown in the browser; private and never cached: it is drawn for one person's reach. */
export function paperResponse(bytes: Uint8Array, name: string, type = "application/pdf"): Response {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": type,
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `inline; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
