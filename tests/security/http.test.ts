import { afterAll, beforeAll, expect, test } from "vitest";
import { FormInput } from "#app/http/form.server.ts";
import { crossSiteGate } from "#app/http/gate.ts";
import { securityHeaders } from "#app/http/headers.ts";
import { proven, safePath } from "#app/http/ladder.server.ts";
import { type CoOp, makeCoOp } from "#tests/factories/co-op.ts";
import { type AppRequest, openApp, type TestApp, testPassword } from "#tests/support/app.ts";
import { openTestDatabase } from "#tests/support/database.ts";

let app: TestApp;
let plain: TestApp;
let proxied: TestApp;
let coOp: CoOp;
let close: () => Promise<void>;
const origin = "https://azukari.test";

beforeAll(async () => {
  const opened = await openTestDatabase();
  close = opened.close;
  app = await openApp(opened.db);
  plain = await openApp(opened.db, { origin: "http://127.0.0.1:3000" });
  proxied = await openApp(opened.db, { trustsProxy: true });
  coOp = await makeCoOp(app.deps);
});
afterAll(() => close());

const rows = async (): Promise<string> => {
  const tables = ["person", "session", "membership", "oneTimeToken", "auditEvent", "outboxMail"] as const;
  const counts = [];
  for (const table of tables)
    counts.push((await app.deps.db.read.selectFrom(table).selectAll().execute()).length);
  const languages = await app.deps.db.read
    .selectFrom("person")
    .select(["id", "language"])
    .orderBy("id")
    .execute();
  return JSON.stringify([counts, languages]);
};

const variants: readonly [string, Record<string, string>][] = [
  ["another origin", { Origin: "https://evil.test" }],
  ["another origin, said to be cross-site", { Origin: "https://evil.test", "Sec-Fetch-Site": "cross-site" }],
  ["another host of the same site", { Origin: "https://evil.azukari.test", "Sec-Fetch-Site": "same-site" }],
  ["the opaque origin", { Origin: "null" }],
  ["nothing that says where it comes from", {}],
  [
    "another origin with forwarded headers that name it",
    { Origin: "https://evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https" },
  ],
  ["a Host header that names another", { Origin: "https://evil.test", Host: "evil.test" }],
  ["the own origin over http", { Origin: "http://azukari.test" }],
  ["the own origin on another port", { Origin: "https://azukari.test:8443" }],
  ["the own origin as a beginning", { Origin: "https://azukari.test.evil.test" }],
  ["cross-site without an origin", { "Sec-Fetch-Site": "cross-site" }],
];
const targets = [
  "/language",
  "/language.data",
  "/language?_data=routes%2Flanguage",
  "/sign-out",
  "/sign-in",
  "/account",
  "/files/x",
];

test.each(variants)("a sending from %s is refused everywhere and changes nothing", async (_, headers) => {
  const cookie = await app.signInAs(coOp.staff.office.personId);
  const before = await rows();
  for (const target of targets) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await app.fetch(target, {
        method,
        cookie,
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
        body: "to=en&back=/&intent=end-all",
      });
      expect(response.status, `${method} ${target}`).toBe(403);
      expect(await response.text()).toMatch(/ほかのサイト[\s\S]*another site/);
    }
  }
  expect(await rows()).toBe(before);
});

test.each<[string, Record<string, string>, boolean]>([
  ["a page of this site", { Origin: origin, "Sec-Fetch-Site": "same-origin" }, true],
  ["an old browser that sends an origin only", { Origin: origin }, true],
  ["somebody's own doing (a reload)", { "Sec-Fetch-Site": "none" }, true],
  ["same-origin without an origin", { "Sec-Fetch-Site": "same-origin" }, true],
  ["a page of this site without referrer", { Origin: "null", "Sec-Fetch-Site": "same-origin" }, true],
  ["a sandboxed frame", { Origin: "null", "Sec-Fetch-Site": "cross-site" }, false],
  [
    "same-origin with another's origin",
    { Origin: "https://evil.test", "Sec-Fetch-Site": "same-origin" },
    false,
  ],
])("the gate and %s", (_, headers, passes) => {
  const gate = crossSiteGate(origin);
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    expect(gate(new Request(`${origin}/x`, { method, headers }))?.status).toBe(passes ? 405 : 403);
  }
  const refused = gate(new Request(`${origin}/x`, { method: "POST", headers }));
  expect(refused === null).toBe(passes);
  expect(gate(new Request(`${origin}/x`, { headers: { Origin: "https://evil.test" } }))).toBeNull();
});

/** One of every kind of answer. */
const answers: readonly [string, string, AppRequest & { signedIn?: boolean }, number][] = [
  ["a page", "/sign-in", {}, 200],
  ["a redirect", "/home", {}, 302],
  ["a page that does not exist", "/no/such/page", {}, 404],
  ["a page's data", "/sign-in.data", {}, 200],
  ["a signed-in page", "/home", { signedIn: true }, 200],
  ["a forbidden page", "/settings/people", { signedIn: true }, 403],
  ["a file that does not exist", "/files/unknown", { signedIn: true }, 404],
  ["a download", "/audit/export", { signedIn: true }, 403],
  ["a wrong form", "/sign-in", { method: "POST", body: "email=x", headers: { Origin: origin } }, 422],
  ["a refused sending", "/sign-in", { method: "POST", body: "email=x" }, 403],
  [
    "a body too large",
    "/sign-in",
    {
      method: "POST",
      body: "a".repeat(1024 * 1024 + 1),
      headers: { Origin: origin, "Content-Length": String(1024 * 1024 + 1) },
    },
    413,
  ],
  ["a method nobody serves", "/sign-in", { method: "PURGE", headers: { Origin: origin } }, 405],
  ["a broken address", "/%E0%A4%A", {}, 404],
  ["an address with NUL", "/sign-in?next=%00", {}, 404],
  ["an asset", "/favicon.svg", {}, 200],
  ["the icon that browsers ask for unasked", "/favicon.ico", {}, 301],
  ["an asset that does not exist", "/assets/none.js", {}, 404],
  ["the health check", "/healthz", {}, 200],
];

test.each(answers)("security headers on %s", async (_, target, { signedIn, ...init }, status) => {
  const cookie = signedIn ? await app.signInAs(coOp.staff.office.personId) : undefined;
  const response = await app.fetch(target, { ...init, ...(cookie ? { cookie } : {}) });
  expect(response.status).toBe(status);
  const csp = response.headers.get("Content-Security-Policy") ?? "";
  for (const part of [
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "form-action 'self'",
  ]) {
    expect(csp).toContain(part);
  }
  expect(csp).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='/);
  expect(csp).not.toContain("unsafe");
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(response.headers.get("Referrer-Policy")).toMatch(/^(same-origin|no-referrer)$/);
  expect(response.headers.get("X-Frame-Options")).toBe("SAMEORIGIN");
  expect(response.headers.get("Strict-Transport-Security")).toMatch(/^max-age=31536000/);
  expect(response.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  expect(response.headers.get("X-Request-Id")).toMatch(/^[\w-]{12}$/);
  expect(response.headers.get("X-Powered-By")).toBeNull();
  if (!target.startsWith("/favicon") && !target.startsWith("/assets")) {
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  }
  const body = await response.text();
  expect(body).not.toMatch(/SQLITE|at \w+ \(|node_modules|\.server\.ts/);
});

test("a download keeps its own, stricter policy and is saved, never shown", async () => {
  const cookie = await app.signInAs(coOp.staff.auditor.personId);
  for (const format of ["csv", "json"]) {
    const response = await app.fetch(`/audit/export?format=${format}`, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
    expect(response.headers.get("Content-Disposition")).toMatch(/^attachment; filename="operation-log-/);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  }
});

test("every script of a page carries the nonce of its answer, and every answer has another", async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const response = await app.fetch("/sign-in");
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("Content-Security-Policy") ?? "")?.[1] ?? "";
    const html = await response.text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map((found) => found[0]);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/\son\w+="|style="|javascript:/i);
    seen.add(nonce);
  }
  expect(seen.size).toBe(20);
});

test("an act proven with the password changes the session's secret; the old one is worth nothing", async () => {
  const cookie = await app.signInAs(coOp.staff.director.personId);
  const args = {
    request: new Request("https://azukari.test/deferrals", { headers: { Cookie: cookie } }),
    params: {},
    context: { deps: app.deps, nonce: "", isDevelopment: false, requestId: "", clientAddress: "" },
  };
  const typed = (password: string) => new FormInput(new Map([["password", [password]]]), []);
  expect(await proven(args, typed(""))).toEqual({});
  const { "Set-Cookie": next = "" } = { ...(await proven(args, typed(testPassword))) } as Record<
    string,
    string
  >;
  expect(next).toMatch(/^__Host-azukari=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  expect((await app.fetch("/home", { cookie })).headers.get("Location")).toContain("/sign-in");
  expect((await app.fetch("/home", { cookie: next.split(";")[0] ?? "" })).status).toBe(200);
  expect(await proven(args, typed(testPassword))).toEqual({});
});

test("headers without https: no HSTS; the same otherwise", () => {
  const [secure, insecure] = [securityHeaders("n", true), securityHeaders("n", false)];
  const { "Strict-Transport-Security": _, ...rest } = secure;
  expect(insecure).toEqual(rest);
});

test("cookies over https: __Host-, Secure, HttpOnly, SameSite, no Domain; the session's secret is in no body", async () => {
  const email = `${coOp.staff.office.personId}@example.test`;
  await app.signInAs(coOp.staff.office.personId);
  const entered = await app.post("/sign-in", { email, password: testPassword, next: "/home" });
  expect(entered.status).toBe(303);
  const [session = ""] = entered.headers.getSetCookie();
  expect(session).toMatch(/^__Host-azukari=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  const cookie = session.split(";")[0] ?? "";
  const secret = cookie.split("=")[1] ?? "";
  const language = await app.post("/language", { to: "en", back: "/home" }, { cookie });
  const out = await app.post("/sign-out", {}, { cookie: await app.signInAs(coOp.staff.office.personId) });
  for (const response of [language, out]) {
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const each of cookies) {
      expect(each).toMatch(/^__Host-/);
      for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(each).toContain(part);
      expect(each).not.toMatch(/domain/i);
    }
  }
  expect(out.headers.getSetCookie()[0]).toContain("Max-Age=0");
  for (const page of ["/home", "/home.data", "/account", "/account.data"]) {
    const body = await (await app.fetch(page, { cookie })).text();
    expect(body).toContain(page.startsWith("/account") ? email : "");
    expect(body).not.toContain(secret);
  }
  const local = await plain.post("/sign-in", { email, password: testPassword });
  expect(local.headers.getSetCookie()[0]).toMatch(/^azukari=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
});

const elsewhere = [
  "//evil.test",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\\/evil.test",
  "https://evil.test",
  "https:evil.test",
  "http:/\\evil.test",
  "javascript:alert(1)",
  "data:text/html,x",
  "/%2f%2fevil.test",
  "/%5cevil.test",
  "/\t/evil.test",
  "/\n/evil.test",
  "/.//evil.test",
  "/x/..//evil.test",
  "@evil.test",
  "evil.test",
  "",
];
test.each(elsewhere)("%j never leads to another host", async (payload) => {
  expect(safePath(payload)).toBe("/");
  const stays = (response: Response) => {
    const target = new URL(response.headers.get("Location") ?? "", `${origin}/sign-in`);
    expect(target.origin).toBe(origin);
    expect(response.headers.get("Location")).not.toMatch(/^\/[/\\]|evil/);
  };
  stays(await app.post("/language", { to: "ja", back: payload }));
  const email = `${coOp.staff.auditor.personId}@example.test`;
  await app.signInAs(coOp.staff.auditor.personId);
  stays(
    await app.post(
      "/sign-in",
      { email, password: testPassword, next: payload },
      { from: crypto.randomUUID() },
    ),
  );
});

test("a path of this site is kept, with its query and its place", () => {
  for (const path of ["/home", "/partners?q=%E3%81%82&page=2", "/partners/1#history", "/lots/あ"]) {
    const kept = new URL(safePath(path), origin);
    expect(kept.href).toBe(new URL(path, origin).href);
  }
});

test("who is sent to sign in comes back to the page that was asked for", async () => {
  const asked = await app.fetch("/audit?from=2026%2F04%2F01");
  expect(asked.status).toBe(302);
  expect(asked.headers.get("Location")).toBe(
    `/sign-in?next=${encodeURIComponent("/audit?from=2026%2F04%2F01")}`,
  );
  const page = await (await app.fetch(asked.headers.get("Location") ?? "")).text();
  expect(page).toContain('name="next" value="/audit?from=2026%2F04%2F01"');
});

test("forwarded headers count only behind a configured proxy, and there the last address", async () => {
  const guess = (target: TestApp, forwarded: string, from: string) =>
    target.post(
      "/forgot",
      { email: `${crypto.randomUUID()}@example.test` },
      { from, headers: { "X-Forwarded-For": forwarded } },
    );
  const statuses = async (target: TestApp, forwarded: (i: number) => string, from: string) => {
    const result = [];
    for (let i = 0; i < 21; i++) result.push((await guess(target, forwarded(i), from)).status);
    return result;
  };
  const twentyThenStop = [...Array.from({ length: 20 }, () => 303), 429];
  expect(await statuses(app, (i) => `198.51.100.${i}`, "192.0.2.50")).toEqual(twentyThenStop);
  expect(await statuses(proxied, (i) => `198.51.100.${i}, 203.0.113.9`, "10.0.0.1")).toEqual(twentyThenStop);
  expect((await guess(proxied, "203.0.113.10", "10.0.0.1")).status).toBe(303);
});

test("links in mails and redirects use the configured origin, whatever Host or X-Forwarded-Host say", async () => {
  const email = `${coOp.staff.director.personId}@example.test`;
  const headers = { Host: "evil.test", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "http" };
  const asked = await app.post("/forgot", { email }, { from: "192.0.2.60", headers });
  expect(asked.status).toBe(303);
  expect(asked.headers.get("Location")).toBe("/forgot?done=sent");
  await app.deps.settled();
  const mail = await app.deps.db.read
    .selectFrom("outboxMail")
    .select("body")
    .where("recipient", "=", email)
    .executeTakeFirstOrThrow();
  const body = app.deps.secrets.open(mail.body) ?? "";
  expect(body).toContain(`${origin}/new-password/`);
  expect(body).not.toContain("evil");
});

test("the 429 says when to come back, in the header and in words", async () => {
  let last: Response | undefined;
  for (let i = 0; i < 11; i++) {
    last = await app.post(
      "/sign-in",
      { email: "who@example.test", password: "wrong" },
      { from: "192.0.2.70" },
    );
  }
  expect(last?.status).toBe(429);
  expect(Number(last?.headers.get("Retry-After"))).toBeGreaterThan(0);
  const html = (await last?.text()) ?? "";
  expect(html).toMatch(/\d+分ほど待ってから/);
  expect(html).toContain('value="who@example.test"');
});

test("known and unknown addresses: the same status, headers and page", async () => {
  const known = `${coOp.staff.office.personId}@example.test`;
  const ask = async (email: string, target: string, fields: Record<string, string>) => {
    const response = await app.post(target, { email, ...fields }, { from: crypto.randomUUID() });
    const headers = [...response.headers].filter(([name]) => !/x-request-id|security-policy|date/.test(name));
    const body = (await response.text())
      .replaceAll(email, "ADDRESS")
      .replaceAll(/nonce="[^"]*"/g, "")
      .replaceAll(/\\"[\w-]{12}\\"/g, "");
    return { status: response.status, headers, body };
  };
  const unknown = `${crypto.randomUUID()}@example.test`;
  expect(await ask(known, "/sign-in", { password: "wrong wrong" })).toEqual(
    await ask(unknown, "/sign-in", { password: "wrong wrong" }),
  );
  expect(await ask(known, "/forgot", {})).toEqual(await ask(unknown, "/forgot", {}));
});

test("bodies over their limit are refused, announced or not, and nothing is written", async () => {
  const before = await rows();
  const big = 2 * 1024 * 1024;
  const headers = { Origin: origin, "Content-Type": "application/x-www-form-urlencoded" };
  const stream = (bytes: number) => {
    let left = bytes;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (left <= 0) return controller.close();
        const chunk = new Uint8Array(Math.min(left, 65_536)).fill(97);
        left -= chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
  };
  const announced = await app.fetch("/sign-in", {
    method: "POST",
    body: stream(big),
    headers: { ...headers, "Content-Length": String(big) },
  });
  const silent = await app.fetch("/sign-in", { method: "POST", body: stream(big), headers });
  const lying = await app.fetch("/sign-in", {
    method: "POST",
    body: stream(big),
    headers: { ...headers, "Content-Length": "10" },
  });
  expect([announced.status, silent.status, lying.status]).toEqual([413, 413, 413]);
  const fields = await app.post(
    "/sign-in",
    Array.from({ length: 2_001 }, (_, i) => [`f${i}`, "x"] as const),
  );
  expect(fields.status).toBe(413);
  const boundary = "b0undary";
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="email"\r\n\r\n${"a".repeat(300_000)}\r\n--${boundary}--\r\n`;
  const field = await app.fetch("/sign-in", {
    method: "POST",
    body: part,
    headers: { Origin: origin, "Content-Type": `multipart/form-data; boundary=${boundary}` },
  });
  expect(field.status).toBe(413);
  expect(await rows()).toBe(before);
});

test.each([
  ["no content type", {}, "email=a"],
  ["JSON", { "Content-Type": "application/json" }, '{"email":"a"}'],
  ["multipart without a boundary", { "Content-Type": "multipart/form-data" }, "x"],
  [
    "multipart cut short",
    { "Content-Type": "multipart/form-data; boundary=b" },
    '--b\r\nContent-Disposition: form-data; name="a"\r\n',
  ],
  ["bytes that are no text", { "Content-Type": "application/x-www-form-urlencoded" }, "%ff%fe=%00&%=%"],
])("a form sent as %s gets a clear 4xx", async (_, headers, body) => {
  const response = await app.fetch("/sign-in", {
    method: "POST",
    body,
    headers: { Origin: origin, ...headers },
  });
  expect(response.status).toBe(422);
});

test("the top bar of a partner leads to every page there is for their role, the open one marked", async () => {
  const cookie = await app.signInAs(coOp.partner.people["partner-admin"].personId);
  for (const target of ["/company", "/company/assessments", "/company/lots", "/company/people"]) {
    const html = await (await app.fetch(target, { cookie })).text();
    const bar = [...html.matchAll(/<a [^>]*href="(\/company[^"?]*)"[^>]*>/g)];
    const hrefs = new Set(bar.map(([, href]) => href));
    for (const each of ["", "/assessments", "/lots", "/subcontractors", "/people"])
      expect([...hrefs], target).toContain(`/company${each}`);
    const current = bar.filter(([tag]) => tag.includes('aria-current="page"')).map(([, href]) => href);
    expect(current).toEqual([target]);
  }
});

test("a failed form: its title says so, what was typed is kept, secrets are not", async () => {
  const response = await app.post("/sign-in", {
    email: "だれか",
    password: "s3cret-that-was-typed",
    next: "/home",
  });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toMatch(/<title>エラー: サインイン \| あずかり<\/title>/);
  expect(html).toContain('value="だれか"');
  expect(html).toContain('value="/home"');
  expect(html).not.toContain("s3cret-that-was-typed");
  const english = await app.post("/sign-in", { email: "x" }, { headers: { "Accept-Language": "en" } });
  expect(await english.text()).toMatch(/<title>Error: Sign in \| /);
});

test("what was typed cannot become part of the page", async () => {
  const payloads = [
    '"><script>alert(1)</script>',
    "' onfocus=alert(1) x='",
    "</title><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\u2028</textarea><svg/onload=alert(1)>",
  ];
  for (const payload of payloads) {
    const asked = encodeURIComponent(payload);
    const pages = [
      await app.post("/sign-in", { email: payload, next: payload }, { from: crypto.randomUUID() }),
      await app.post("/forgot", { email: payload }, { from: crypto.randomUUID() }),
      await app.fetch(`/sign-in?next=${asked}&done=${asked}`),
    ];
    for (const page of pages) {
      const html = await page.text();
      // The data of the page goes into a script, where a quote is harmless and "<" is not.
      const [markup = ""] = html.split("window.__remixContext");
      expect(markup).not.toContain(payload);
      if (payload.includes("<")) expect(html).not.toContain(payload);
      expect(html).not.toMatch(/<script>alert|<img src=x|<svg\/onload/);
    }
  }
});

test("an expected failure and a bug each get a page with their title; a bug shows its number and no detail", async () => {
  const cookie = await app.signInAs(coOp.staff.director.personId);
  const missing = await (await app.fetch("/no/such/page")).text();
  expect(missing).toMatch(/<title>エラー: ページが見つかりません \| あずかり<\/title>/);
  const inEnglish = await (await app.fetch("/no/such/page", { headers: { "Accept-Language": "en" } })).text();
  expect(inEnglish).toMatch(/<html lang="en".*<title>Error: [A-Z][a-z ]+ \| /s);
  expect(inEnglish).not.toMatch(/[ぁ-ん]/);
  const forbidden = await (await app.fetch("/settings/people", { cookie })).text();
  expect(forbidden).toMatch(/<title>エラー: この画面を開く権限がありません/);
  const broken = await openTestDatabase("sqlite");
  const ill = await openApp(broken.db);
  await broken.close();
  const response = await ill.fetch("/sign-in", { cookie });
  expect(response.status).toBe(500);
  const html = await response.text();
  const number = response.headers.get("X-Request-Id") ?? "none";
  expect(html).toContain(`受付番号 ${number}`);
  expect(html).toMatch(/<title>エラー: うまく処理できませんでした/);
  expect(html).not.toMatch(/sqlite|has already been|destroyed|node_modules|at async|\.ts\b/i);
  expect(ill.lines.some((line) => line.includes(number) && line.includes("request failed"))).toBe(true);
});

test("no secret reaches the log: signing in, an invitation, a password link, own settings", async () => {
  const from = "192.0.2.90";
  const start = app.lines.length;
  const { administrator } = coOp.staff;
  const cookie = await app.signInAs(administrator.personId);
  const email = "atarashii@example.test";
  const invited = await app.post(
    "/settings/people",
    { intent: "invite", name: "新しい人(架空)", email, role: "office" },
    { cookie },
  );
  expect(invited.status).toBe(303);
  const linkTo = async () => {
    await app.deps.settled();
    const mail = await app.deps.db.read
      .selectFrom("outboxMail")
      .select("body")
      .where("recipient", "=", email)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    return /\/(?:invitation|new-password)\/([\w-]+)/.exec(app.deps.secrets.open(mail.body) ?? "")?.[1] ?? "";
  };
  const secrets = [await linkTo()];
  const first = "a very secret first password";
  const page = await app.fetch(`/invitation/${secrets[0]}`, { from });
  expect(page.status).toBe(200);
  expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(page.headers.get("Cache-Control")).toBe("no-store");
  const accepted = await app.post(`/invitation/${secrets[0]}`, { password: first }, { from });
  expect(accepted.status).toBe(303);
  const session = (accepted.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  secrets.push(session.split("=")[1] ?? "", first);
  await app.post("/sign-in", { email, password: "a guessed password" }, { from });
  secrets.push("a guessed password");
  await app.post("/forgot", { email }, { from });
  secrets.push(await linkTo());
  await app.fetch(`/new-password/${secrets.at(-1)}.data`, { from });
  await app.fetch(`/new-password/${secrets.at(-1)}/more`, { from });
  await app.post(`/new-password/${secrets.at(-1)}`, { password: "short" }, { from });
  await app.post(
    "/account",
    { intent: "password", currentPassword: first, newPassword: "yet another secret text" },
    { from, cookie: session },
  );
  secrets.push("yet another secret text");
  const logged = app.lines.slice(start).join("\n");
  expect(app.lines.length - start).toBe(9);
  expect(logged).toContain("/invitation/:token");
  expect(secrets.every((secret) => secret.length > 15)).toBe(true);
  for (const secret of [...secrets, email]) expect(logged.includes(secret), secret.slice(0, 6)).toBe(false);
  for (const line of app.lines) expect(() => JSON.parse(line)).not.toThrow();
});

test("a log line cannot be forged through an address or a header", async () => {
  const start = app.lines.length;
  await app.fetch("/x%0a%7b%22level%22:%22info%22%7d%1b[31m", { headers: { "User-Agent": "a" } });
  const added = app.lines.slice(start);
  expect(added).toHaveLength(1);
  expect(added[0]?.trimEnd().split("\n")).toHaveLength(1);
  expect(added[0]).not.toContain("\u001b");
});

test("reading is not writing: every page read by GET and HEAD leaves the tables as they were", async () => {
  const cookie = await app.signInAs(coOp.staff["privacy-manager"].personId);
  const before = await rows();
  for (const target of [
    "/",
    "/home",
    "/account",
    "/audit",
    "/audit?verify=1",
    "/language",
    "/sign-out",
    "/choose",
    "/forgot",
    "/sign-in",
  ]) {
    for (const method of ["GET", "HEAD"]) await app.fetch(target, { method, cookie });
  }
  expect(await rows()).toBe(before);
});
