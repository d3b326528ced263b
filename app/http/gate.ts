const refusal =
  "ほかのサイトからの送信は受け付けません。このサイトの画面から操作してください。\n" +
  "This was sent from another site and is refused. Please use the pages of this site.\n";

/**
 * One cross-site gate before the Remix handler: Remix's own check covers document posts only (resource routes and a
 * missing Origin pass it, X-Forwarded-Host is trusted). An unsafe method needs `Sec-Fetch-Site: same-origin` or `none`,
 * or, where the browser sends none, an `Origin` equal to the configured public origin. Both missing is refused. Of the
 * unsafe methods only POST is served.
 */
export function crossSiteGate(publicOrigin: string): (request: Request) => Response | null {
  const origin = new URL(publicOrigin).origin;
  return (request) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return null;
    const site = request.headers.get("sec-fetch-site");
    const sent = request.headers.get("origin");
    const isSameSite = site === "same-origin" || site === "none";
    // A page under `Referrer-Policy: no-referrer` (links by mail) sends `Origin: null` even to its own site (Fetch, "append a
    // request Origin header"). An opaque origin, a sandboxed frame's for one, is never called same-origin by the browser.
    const isOwnOrigin = sent === null || sent === origin || (sent === "null" && site === "same-origin");
    if (site !== null ? isSameSite && isOwnOrigin : sent === origin) {
      // No form and no page sends anything else, but an action of Remix would take it.
      if (request.method === "POST") return null;
      return new Response("405\n", {
        status: 405,
        headers: { Allow: "GET, HEAD, POST", "Content-Type": "text/plain", "Cache-Control": "no-store" },
      });
    }
    return new Response(refusal, {
      status: 403,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  };
}

/**
 * The request as the Remix handler may see it: its own cross-site check compares Origin with X-Forwarded-Host or Host,
 * which a client or a proxy may set as they like. The gate has judged already; here both name the configured origin.
 */
export function withOwnHost(request: Request, publicOrigin: string): Request {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return request;
  const headers = new Headers(request.headers);
  headers.delete("x-forwarded-host");
  headers.set("host", new URL(publicOrigin).host);
  if (headers.has("origin")) headers.set("origin", new URL(publicOrigin).origin);
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers,
    body: request.body,
    signal: request.signal,
    duplex: "half",
  };
  return new Request(request.url, init);
}
