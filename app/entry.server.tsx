import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { NonceContext } from "./http/nonce.ts";
import { PageStatusContext } from "./http/page-status.ts";

/**
 * The whole page as one text: no page waits for a part of itself, and React's stream costs a third more (its byte views of Japanese
 * text also end in zero bytes, facebook/react issues 24985, 31134). A page that cannot be drawn throws, and Remix asks again
 * for the error's page.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  keepRetryAfter(headers, remixContext);
  const whole = await withData(remixContext);
  const html = renderToString(
    <NonceContext.Provider value={context.nonce}>
      <PageStatusContext.Provider value={status}>
        <RemixServer context={whole} url={request.url} nonce={context.nonce} />
      </PageStatusContext.Provider>
    </NonceContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  // React writes the doctype into streams only.
  return new Response(`<!DOCTYPE html>${html}`, { headers, status });
}

/** What the loaders gave, read to its end beforehand: Remix 2.17 would wait for it piece by piece while it draws. */
async function withData(remixContext: EntryContext): Promise<EntryContext> {
  const { serverHandoffStream } = remixContext;
  if (!serverHandoffStream) return remixContext;
  const reader = serverHandoffStream.getReader();
  const decoder = new TextDecoder();
  let value = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    value += decoder.decode(part.value, { stream: true });
  }
  const read = Object.assign(Promise.resolve(), { result: { done: true, value } });
  return {
    ...remixContext,
    serverHandoffStream: new ReadableStream(),
    renderMeta: { ...remixContext.renderMeta, streamCache: { 0: read } },
  };
}

/** Remix drops the headers of an action or a failed loader unless its route repeats them; this one is for every route. */
function keepRetryAfter(headers: Headers, { staticHandlerContext }: EntryContext): void {
  const { actionHeaders, loaderHeaders } = staticHandlerContext;
  for (const own of [...Object.values(actionHeaders), ...Object.values(loaderHeaders)]) {
    const seconds = own.get("Retry-After");
    if (seconds !== null) headers.set("Retry-After", seconds);
  }
}

/** Every unexpected error of a loader or action; the person sees a page with the request's number, never the error. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (request.signal.aborted) return;
  // An address nobody serves, a method no page takes: the answer is the record, and the text would name the whole address.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  context.deps.log.error({ requestId: context.requestId, error }, "request failed");
}
