const refusal =
  "ほかのサイトからの送信は受け付けません。このサイトの画面から操作してください。\n" +
  "This was sent from another site and is refused. Please use the pages of this site.\n";

/**
 * One cross-site gate before the Remix handler: Remix's own check covers document posts only (resource routes and a
 * missing Origin pass it, X-Forwarded-Host is trusted). An unsafe method needs `Sec-Fetch-Site: same-origin` or `none`,
 * or, where the browser sends none, an `Origin` equal to the configured public origin. Both missing is refused.
 */
export function crossSiteGate(publicOrigin: string): (request: Request) => Response | null {
  const origin = new URL(publicOrigin).origin;
  return (request) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return null;
    const site = request.headers.get("sec-fetch-site");
    const sent = request.headers.get("origin");
    const isSameSite = site === "same-origin" || site === "none";
    const isOwnOrigin = sent === null || sent === origin;
    if (site !== null ? isSameSite && isOwnOrigin : sent === origin) return null;
    return new Response(refusal, {
      status: 403,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  };
}
