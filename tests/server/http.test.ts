import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { AppLoadContext } from "@remix-run/node";
import { afterEach, expect, test } from "vitest";
import { parseForm } from "#app/http/multipart.server.ts";
import { readConfig } from "#app/server/config.ts";
import type { ServerDeps } from "#app/server/deps.ts";
import { openFileStore } from "#app/server/file-store.ts";
import { createHttp } from "#app/server/http.ts";
import { openKeys } from "#app/server/keys.ts";
import { openTestDatabase, testRunDir } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Open {
  readonly port: number;
  readonly deps: ServerDeps;
  readonly logged: readonly { readonly data: object; readonly message: string }[];
  /** Requests that reached the handler. */
  readonly handled: { readonly request: Request; readonly context: AppLoadContext }[];
}

async function open(
  env: Record<string, string> = {},
  answer: (request: Request, context: AppLoadContext) => Promise<Response> = async () => new Response("page"),
): Promise<Open> {
  const { db, close } = await openTestDatabase();
  const dataDir = mkdtempSync(path.join(testRunDir, "http-"));
  const assetsDir = path.join(dataDir, "client");
  mkdirSync(path.join(assetsDir, "assets"), { recursive: true });
  writeFileSync(path.join(assetsDir, "assets", "a-123.js"), "export {};");
  const config = readConfig({
    DATA_DIR: dataDir,
    ORIGIN: "https://azukari.test",
    UPLOAD_TOTAL_MIB: "2",
    ...env,
  });
  const deps = testDeps(db);
  const keys = openKeys(path.join(dataDir, "keys"), async () => ({ keyPem: "k", certificatePem: "c" }));
  const server: ServerDeps = {
    ...deps,
    files: openFileStore(path.join(dataDir, "files")),
    keys,
    mail: null,
    close: async () => undefined,
  };
  const handled: Open["handled"] = [];
  const http = createHttp({
    config,
    deps: server,
    assetsDir,
    handler: async (request, context) => {
      handled.push({ request, context });
      return answer(request, context);
    },
  });
  const listening: Server = createServer(getRequestListener(http.fetch));
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  closing.push(
    close,
    () => new Promise((resolve) => listening.close(resolve)),
    async () => listening.closeAllConnections(),
  );
  return { port: (listening.address() as AddressInfo).port, deps: server, logged: deps.logged, handled };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}
function ask(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", path: target = "/", headers = {}, body } = options;
    const request = send({ port, host: "127.0.0.1", method, path: target, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

const own = { origin: "https://azukari.test", "sec-fetch-site": "same-origin" };

test("every answer carries the security headers, errors, assets and refusals too", async () => {
  const { port } = await open({}, async (request) => {
    if (request.url.endsWith("/bug")) throw new Error("secret detail of the inside");
    return new Response("page");
  });
  const answers = await Promise.all([
    ask(port),
    ask(port, { path: "/bug" }),
    ask(port, { path: "/assets/a-123.js" }),
    ask(port, { path: "/assets/none.js" }),
    ask(port, { path: "/healthz" }),
    ask(port, { path: "/readyz" }),
    ask(port, { method: "POST", headers: { origin: "https://evil.example" } }),
    ask(port, { method: "POST", headers: { ...own, "content-length": "99999999" } }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 500, 200, 404, 200, 503, 403, 413]);
  for (const { headers } of answers) {
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBeDefined();
    expect(headers["strict-transport-security"]).toBeDefined();
    expect(headers["x-request-id"]).toMatch(/^[A-Za-z0-9_-]{12}$/);
  }
  expect(new Set(answers.map((answer) => answer.headers["content-security-policy"])).size).toBe(
    answers.length,
  );
});

test("a bug says nothing of the inside to the reader, and everything to the log", async () => {
  const { port, logged } = await open({}, async () => {
    throw new Error("secret detail of the inside");
  });
  const answer = await ask(port, { path: "/x" });
  expect(answer.status).toBe(500);
  expect(answer.body).not.toMatch(/secret|Error|\.ts|at /);
  expect(answer.body).toContain(answer.headers["x-request-id"]);
  expect(logged.find((line) => line.message === "request failed")?.data).toMatchObject({
    requestId: answer.headers["x-request-id"],
  });
});

const senders = [
  ["a foreign Origin", { origin: "https://evil.example" }, 403],
  ["an Origin of null", { origin: "null" }, 403],
  ["neither Origin nor Sec-Fetch-Site", {}, 403],
  [
    "a foreign Origin and a forged host",
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    403,
  ],
  ["cross-site by the browser's word", { "sec-fetch-site": "cross-site" }, 403],
  ["same-site by the browser's word", { "sec-fetch-site": "same-site" }, 403],
  [
    "the same site and a foreign Origin",
    { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
    403,
  ],
  ["the own Origin", { origin: "https://azukari.test" }, 200],
  ["the same origin by the browser's word", { "sec-fetch-site": "same-origin" }, 200],
] as const;
test.each(senders)("a post with %s", async (_, headers, status) => {
  const { port, handled } = await open();
  const targets = ["/form", "/form?_data=routes/form", "/form.data", "/resource"];
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (const target of targets) {
      const answer = await ask(port, { method, path: target, headers: { ...headers } });
      // Of the unsafe methods only POST is served.
      expect(answer.status).toBe(status === 200 && method !== "POST" ? 405 : status);
    }
  }
  expect(handled).toHaveLength(status === 200 ? targets.length : 0);
});

test("the client's address and the origin are never taken from a header unless a proxy is trusted", async () => {
  const forged = { "x-forwarded-for": "6.6.6.6, 7.7.7.7", "x-forwarded-proto": "http", host: "evil.example" };
  const direct = await open();
  await ask(direct.port, { headers: forged });
  expect(direct.handled[0]?.context.clientAddress).toBe("127.0.0.1");
  expect(direct.handled[0]?.context.deps.links.origin).toBe("https://azukari.test");
  const behind = await open({ TRUST_PROXY: "yes" });
  await ask(behind.port, { headers: forged });
  // Only what the nearest proxy appended can be believed.
  expect(behind.handled[0]?.context.clientAddress).toBe("7.7.7.7");
});

test("a browser that leaves before the answer is no error", async () => {
  const { port, logged, handled } = await open({}, async (request) => {
    await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    if (request.method === "POST") throw request.signal.reason;
    return new Response("too late", { status: 500 });
  });
  for (const method of ["GET", "POST"]) {
    const before = logged.length;
    const request = send({ port, host: "127.0.0.1", method, path: "/save.data", headers: own });
    request.on("error", () => undefined);
    request.end();
    await expect.poll(() => handled.at(-1)?.request.method).toBe(method);
    request.destroy();
    await expect.poll(() => logged.length).toBe(before + 1);
    expect(logged.at(-1)).toMatchObject({ level: "info", data: { method, status: 499 } });
  }
});

test("a body larger than its limit is refused before it is read", async () => {
  const { port, handled } = await open();
  const kinds = [
    ["application/x-www-form-urlencoded", 1024 * 1024 + 1],
    ["multipart/form-data; boundary=x", 3 * 1024 * 1024],
  ] as const;
  for (const [type, length] of kinds) {
    const answer = await ask(port, {
      method: "POST",
      headers: { ...own, "content-type": type, "content-length": String(length) },
    }).catch((error: Error) => error);
    expect(answer).toMatchObject({ status: 413 });
  }
  expect(handled).toEqual([]);
});

test("a chunked body that never says its length is cut at the limit, and the process lives on", async () => {
  const { port } = await open({}, async (request, context) => {
    const parsed = await parseForm(request, { ...context.deps.limits });
    return Response.json(parsed.ok ? { ok: true } : parsed, { status: parsed.ok ? 200 : 413 });
  });
  for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const status = await new Promise<string>((resolve) => {
      const socket = connectSocket(port, "127.0.0.1");
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nOrigin: https://azukari.test\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const part = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n';
      socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
      const chunk = `10000\r\n${"x".repeat(65536)}\r\n`;
      const timer = setInterval(() => socket.write(chunk), 1);
      let said = "";
      socket.on("data", (data: Buffer) => {
        said += data.toString("latin1");
      });
      socket.on("error", () => undefined);
      const end = () => {
        clearInterval(timer);
        socket.destroy();
        resolve(said.split("\r\n")[0] ?? "");
      };
      socket.on("close", end);
      setTimeout(end, 2500);
    });
    expect(status).toBe("HTTP/1.1 413 Payload Too Large");
    expect((await ask(port, { path: "/healthz" })).status).toBe(200);
  }
});

test("assets are kept for ever, pages never, and a page's own policy stands", async () => {
  const { port } = await open({}, async () =>
    Promise.resolve(new Response("file", { headers: { "Content-Security-Policy": "sandbox" } })),
  );
  const asset = await ask(port, { path: "/assets/a-123.js" });
  expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const page = await ask(port);
  expect(page.headers["cache-control"]).toBe("no-store");
  expect(page.headers["content-security-policy"]).toBe("sandbox");
  for (const outside of [
    "/assets/../../keys/outbox.key",
    "/assets/%2e%2e/%2e%2e/keys/outbox.key",
    "/assets/..%5c..%5ckeys",
  ]) {
    const answer = await ask(port, { path: outside });
    expect(answer.body === "file" || answer.status === 404).toBe(true);
  }
});

test("ready means: set up, keys present, migrated, writable", async () => {
  const { port, deps } = await open();
  expect(JSON.parse((await ask(port, { path: "/readyz" })).body)).toMatchObject({
    ok: false,
    checks: { keys: "not set up" },
  });
  await insertOrganisation(deps.db);
  expect(JSON.parse((await ask(port, { path: "/readyz" })).body)).toMatchObject({
    checks: { keys: "missing" },
  });
  await deps.keys.ensure({ id: "org", name: "試験(架空)" }, new Date());
  const ready = await ask(port, { path: "/readyz" });
  expect([ready.status, JSON.parse(ready.body)]).toEqual([
    200,
    { ok: true, checks: { database: true, migrations: true, data: true, keys: true } },
  ]);
  await deps.db.close();
  const lost = await ask(port, { path: "/readyz" });
  expect([lost.status, JSON.parse(lost.body).checks.database]).toEqual([503, "does not answer"]);
  expect((await ask(port, { path: "/healthz" })).status).toBe(200);
});

test("the log of requests holds no query and no one-time token", async () => {
  const { port, logged } = await open();
  const token = "NWq5re7LdPm5oOPzbnWyhAmTBNObfSdxlHGGxMKC8A";
  await ask(port, { path: `/invitation/${token}?next=%0d%0aSECRET` });
  const lines = JSON.stringify(logged);
  expect(lines).toContain("/invitation/:token");
  expect(lines).not.toContain(token);
  expect(lines).not.toContain("SECRET");
});
