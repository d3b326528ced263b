import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { AppLoadContext } from "@remix-run/node";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { crossSiteGate, withOwnHost } from "#app/http/gate.ts";
import { securityHeaders } from "#app/http/headers.ts";
import { listOrganisationIds } from "#app/modules/organisation/fragments.server.ts";
import type { Config } from "./config.ts";
import type { ServerDeps } from "./deps.ts";
import { loggablePath } from "./log.ts";
import { words } from "./words.ts";

/** The Remix request handler: the built one, or Vite's in development. */
export type AppHandler = (request: Request, context: AppLoadContext) => Promise<Response>;

export interface HttpOptions {
  readonly config: Config;
  readonly deps: ServerDeps;
  readonly handler: AppHandler;
  /** Folder of the built assets; null in development, where Vite serves them. */
  readonly assetsDir: string | null;
}

interface Env {
  Bindings: { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };
  Variables: { requestId: string; nonce: string; clientAddress: string };
}

/** A form without files; larger bodies are only read as multipart (`parseForm` counts those again, part by part). */
const FORM_BYTES = 1024 * 1024;
/** Boundaries and part headers come on top of the files. */
const MULTIPART_OVERHEAD = 512 * 1024;

/** The browser left before the answer (nginx's code): nobody's error. */
const GONE = 499;

export function createHttp({ config, deps, handler, assetsDir }: HttpOptions): Hono<Env> {
  const http = new Hono<Env>();
  const isHttps = config.origin.startsWith("https:");
  const gate = crossSiteGate(config.origin);

  http.use(async (c, next) => {
    const started = performance.now();
    const requestId = randomBytes(9).toString("base64url");
    c.set("requestId", requestId);
    c.set("nonce", randomBytes(16).toString("base64"));
    c.set("clientAddress", clientAddress(c.req.raw, c.env?.incoming?.socket?.remoteAddress, config));
    await next();
    for (const [name, value] of Object.entries(securityHeaders(c.get("nonce"), isHttps))) {
      // An answer that already restricts itself further (a download's sandbox) keeps its own policy.
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    c.res.headers.set("X-Request-Id", requestId);
    const { pathname } = new URL(c.req.url);
    if (pathname.startsWith("/assets/") || pathname === "/healthz" || pathname === "/readyz") return;
    deps.log.info(
      {
        requestId,
        method: c.req.method,
        path: loggablePath(pathname),
        status: c.req.raw.signal.aborted ? GONE : c.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
      },
      "request",
    );
  });

  http.onError((error, c) => {
    deps.log.error({ requestId: c.get("requestId"), error }, "request failed");
    const text = "内部でエラーが発生しました。 / Something went wrong inside.\n";
    return c.text(`${text}${c.get("requestId")}\n`, 500, { "Cache-Control": "no-store" });
  });

  http.get("/healthz", (c) => c.json({ ok: true }, 200, { "Cache-Control": "no-store" }));
  http.get("/readyz", async (c) => {
    const checks = await readiness(config, deps);
    const isReady = Object.values(checks).every((check) => check === true);
    return c.json({ ok: isReady, checks }, isReady ? 200 : 503, { "Cache-Control": "no-store" });
  });

  // Browsers ask for it at the root whatever a page names.
  http.get("/favicon.ico", (c) => {
    c.header("Cache-Control", "public, max-age=86400");
    return c.redirect("/favicon.svg", 301);
  });
  if (assetsDir !== null) {
    http.use("/assets/*", compress());
    http.use(
      "/assets/*",
      serveStatic({
        root: path.relative(process.cwd(), assetsDir) || ".",
        onFound: (_file, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
      }),
    );
    http.get("/assets/*", (c) => c.text("not found\n", 404));
    http.use(
      "/:file{[a-z0-9-]+\\.(ico|png|svg|webmanifest|txt)}",
      serveStatic({
        root: path.relative(process.cwd(), assetsDir) || ".",
        onFound: (_file, c) => c.header("Cache-Control", "public, max-age=3600"),
      }),
    );
  }

  http.all("*", async (c) => {
    const request = c.req.raw;
    const refused = gate(request);
    if (refused) return refused;
    const limited = limitBody(request, config);
    if (limited === null) return tooLarge(c.get("requestId"), config, request);
    const response = await handler(withOwnHost(limited.request, config.origin), {
      deps,
      nonce: c.get("nonce"),
      isDevelopment: config.isDevelopment,
      requestId: c.get("requestId"),
      clientAddress: c.get("clientAddress"),
    }).catch((error) => {
      // The reason of an abort is thrown as it is, and need not be an Error.
      if (request.signal.aborted) return new Response(null, { status: GONE });
      throw error;
    });
    if (limited.isExceeded()) return tooLarge(c.get("requestId"), config, request);
    // Whatever a signed-in person saw must not stay in a shared computer's cache (OWASP ASVS 14.3.2).
    if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
    return response;
  });
  return http;
}

/** The peer itself, unless a proxy is trusted: then the last address that proxy appended. */
function clientAddress(request: Request, peer: string | undefined, config: Config): string {
  const forwarded = config.trustsProxy
    ? request.headers.get("x-forwarded-for")?.split(",").at(-1)
    : undefined;
  return (forwarded?.trim() || peer || "unknown").slice(0, 64);
}

/**
 * Refuses a body that announces itself too large (null) and counts one that does not announce its length: reading
 * past the limit fails, and `isExceeded` says so afterwards.
 */
function limitBody(
  request: Request,
  config: Config,
): { readonly request: Request; readonly isExceeded: () => boolean } | null {
  if (request.body === null || request.method === "GET" || request.method === "HEAD") {
    return { request, isExceeded: () => false };
  }
  const limit = bodyLimit(request, config);
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    return Number(announced) > limit ? null : { request, isExceeded: () => false };
  }
  let bytes = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > limit) controller.error(new Error("the body is larger than its limit"));
        else controller.enqueue(chunk);
      },
    }),
  );
  const init: RequestInit & { duplex: "half" } = {
    method: request.method,
    headers: request.headers,
    body: counted,
    signal: request.signal,
    duplex: "half",
  };
  return { request: new Request(request.url, init), isExceeded: () => bytes > limit };
}

const bodyLimit = (request: Request, config: Config): number =>
  /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "")
    ? config.uploadTotalBytes + MULTIPART_OVERHEAD
    : FORM_BYTES;

function tooLarge(requestId: string, config: Config, request: Request): Response {
  const mib = Math.floor(bodyLimit(request, config) / 1024 / 1024);
  const text = `${words.ja.tooLarge({ mib })}\n${words.en.tooLarge({ mib })}\n${requestId}\n`;
  return new Response(text, {
    status: 413,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      // The rest of the body is not read: the connection cannot be used again.
      Connection: "close",
    },
  });
}

/** What must be true before requests make sense; each `true` or a short reason. Nothing here is secret. */
export async function readiness(
  config: Config,
  deps: ServerDeps,
): Promise<Readonly<Record<string, true | string>>> {
  const checks: Record<string, true | string> = { database: true, migrations: true, data: true, keys: true };
  try {
    const pending = await deps.db.pendingMigrations();
    if (pending.length > 0) checks["migrations"] = "pending";
    else {
      const organisations = await listOrganisationIds(deps.db.read);
      if (organisations.length === 0) checks["keys"] = "not set up";
      else if (!organisations.every((id) => deps.keys.isPresent(id))) checks["keys"] = "missing";
    }
  } catch {
    checks["database"] = "does not answer";
  }
  await access(config.dataDir, constants.W_OK).catch(() => {
    checks["data"] = "not writable";
  });
  return checks;
}
