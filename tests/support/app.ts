import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { v7 } from "uuid";
import { signIn } from "#app/modules/access/services/sessions.server.ts";
import type { Config } from "#app/server/config.ts";
import type { ServerDeps } from "#app/server/deps.ts";
import { openFileStore } from "#app/server/file-store.ts";
import { createHttp } from "#app/server/http.ts";
import { openLog } from "#app/server/log.ts";
import { type TestDatabase, testRunDir } from "./database.ts";
import { type TestDeps, testDeps } from "./deps.ts";

/** The whole application in this process: the real HTTP server over the built pages, on a test database. */
export interface TestApp {
  readonly deps: TestDeps;
  readonly config: Config;
  readonly build: ServerBuild;
  /** Lines of the log, as written. */
  readonly lines: readonly string[];
  fetch(path: string, init?: AppRequest): Promise<Response>;
  /** Sends a form as a page of this site would. */
  post(path: string, fields: Fields, init?: AppRequest): Promise<Response>;
  /** A `Cookie` header of a new session of this person. */
  signInAs(personId: string): Promise<string>;
}
export interface AppRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestInit["body"];
  readonly cookie?: string;
  /** The peer's address. */
  readonly from?: string;
}
export type Fields =
  | Readonly<Record<string, string | readonly string[]>>
  | readonly (readonly [string, string])[];

export const testPassword = "correct horse battery";
const root = path.resolve(import.meta.dirname, "../..");
const buildDir = path.resolve(root, process.env["TEST_BUILD"] ?? "build");

let loaded: Promise<ServerBuild> | undefined;
/** The built pages; built once when nobody has yet (the whole suite builds before it tests). */
export function loadBuild(): Promise<ServerBuild> {
  loaded ??= (async () => {
    const file = path.join(buildDir, "server/index.js");
    if (!existsSync(file)) await buildPages();
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as unknown as ServerBuild;
  })();
  return loaded;
}

function buildPages(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, "node_modules/.bin/remix"), ["vite:build", "--logLevel", "warn"], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error("the pages could not be built"))));
  });
}

export interface AppOptions {
  readonly origin?: string;
  readonly trustsProxy?: boolean;
  readonly now?: string;
  /** Folder of stored files; in memory when left out. */
  readonly filesDir?: string;
}

export async function openApp(db: TestDatabase, options: AppOptions = {}): Promise<TestApp> {
  const { origin = "https://azukari.test", trustsProxy = false, now, filesDir } = options;
  const lines: string[] = [];
  const base = testDeps(db, {
    links: { origin },
    log: openLog("info", { write: (line) => void lines.push(line) }),
    ...(now ? { now } : {}),
  });
  const deps: TestDeps = filesDir
    ? { ...base, files: Object.assign(openFileStore(filesDir), { stored: new Map() }) }
    : base;
  const config: Config = {
    port: 0,
    host: "127.0.0.1",
    origin,
    dataDir: testRunDir,
    databaseUrl: db.url,
    smtpUrl: null,
    mailFrom: "azukari@azukari.test",
    logLevel: "info",
    trustsProxy,
    isDevelopment: false,
    ...deps.limits,
    sessions: deps.sessions,
    lang: "ja",
  };
  const build = await loadBuild();
  const http = createHttp({
    config,
    // Only the readiness check reads what a test does not have.
    deps: { ...deps, now: deps.now } as unknown as ServerDeps,
    handler: createRequestHandler(build, "production"),
    assetsDir: path.join(buildDir, "client"),
  });
  const fetch = async (target: string, init: AppRequest = {}): Promise<Response> => {
    const { cookie, from = "192.0.2.1", headers, body, method = "GET" } = init;
    const request = new Request(new URL(target, origin), {
      method,
      headers: { ...headers, ...(cookie ? { Cookie: cookie } : {}) },
      ...(body === undefined || body === null ? {} : { body, duplex: "half" }),
    } as RequestInit);
    return http.fetch(request, { incoming: { socket: { remoteAddress: from } } } as never);
  };
  return {
    deps,
    config,
    build,
    lines,
    fetch,
    post: (target, fields, init = {}) => {
      const pairs = Array.isArray(fields)
        ? (fields as readonly (readonly [string, string])[])
        : Object.entries(fields).flatMap(([name, value]) =>
            (Array.isArray(value) ? value : [value]).map((each) => [name, each] as const),
          );
      return fetch(target, {
        method: "POST",
        body: new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString(),
        ...init,
        headers: {
          "Content-Type": "application/x-www-form-urlencoded",
          "Sec-Fetch-Site": "same-origin",
          Origin: origin,
          ...init.headers,
        },
      });
    },
    signInAs: async (personId) => {
      const passwordHash = await deps.passwords.hash(testPassword);
      await db.write((trx) =>
        trx.updateTable("person").set({ passwordHash }).where("id", "=", personId).execute(),
      );
      const person = await db.read
        .selectFrom("person")
        .select("email")
        .where("id", "=", personId)
        .executeTakeFirstOrThrow();
      const entered = await signIn(deps, {
        email: person.email,
        password: testPassword,
        client: v7(),
        previousSecret: null,
      });
      if (!entered.ok) throw new Error(JSON.stringify(entered.problem));
      return `${origin.startsWith("https:") ? "__Host-" : ""}azukari=${entered.value.secret}`;
    },
  };
}

/** What differs between two answers of the same page: the nonce and the request's number. */
export const withoutChance = (html: string): string =>
  html
    .replaceAll(/nonce="[^"]*"/g, 'nonce=""')
    .replaceAll(/"requestId",?\s*"[\w-]{12}"/g, '"requestId"')
    .replaceAll(/\\"[\w-]{12}\\"/g, '\\"id\\"');
