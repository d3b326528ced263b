import { Transform } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "./http/nonce.ts";
import { PageStatusContext } from "./http/page-status.ts";

const RENDER_LIMIT_MS = 15_000;

/**
 * React 18 fills views of 2,048 bytes and sends the unused end of one as zero bytes when a letter of several bytes does not fit
 * (facebook/react issues 24985, 31134): Japanese pages would show signs that nobody wrote. HTML has no use for a zero byte.
 */
const withoutNulls = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });

/** The whole page is sent when it is ready. The timer is cleared: left alone it keeps each render in memory. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  keepRetryAfter(headers, remixContext);
  return new Promise((resolve, reject) => {
    let hasFailed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <PageStatusContext.Provider value={status}>
          <RemixServer
            context={remixContext}
            url={request.url}
            abortDelay={RENDER_LIMIT_MS}
            nonce={context.nonce}
          />
        </PageStatusContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          clearTimeout(timer);
          const body = withoutNulls();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(
            new Response(createReadableStreamFromReadable(body), {
              headers,
              status: hasFailed ? 500 : status,
            }),
          );
          pipe(body);
        },
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onError(error) {
          hasFailed = true;
          context.deps.log.error({ requestId: context.requestId, error }, "render failed");
        },
      },
    );
    const timer = setTimeout(abort, RENDER_LIMIT_MS);
  });
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
