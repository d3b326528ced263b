import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { Lang } from "#app/i18n/lang.ts";
import { type Config, ConfigError } from "./config.ts";
import { createDeps, type ServerDeps } from "./deps.ts";
import { createHttp, type HttpOptions } from "./http.ts";
import { startJobs } from "./jobs.ts";
import { importTemplates, TemplateError } from "./templates.ts";
import { operatorLang, words } from "./words.ts";

export const rootDir = path.resolve(import.meta.dirname, "../..");
export const buildDir = path.join(rootDir, "build");

/** The process must not go on; the message is the whole text for the operator. */
export class StartError extends Error {}

const STOP_WITHIN_MS = 9_000;

/**
 * Opens everything a process needs. The embedded database is migrated here; PostgreSQL is not, since several
 * processes share it and its administrator decides when.
 * @throws StartError | ConfigError | TemplateError with the cure
 */
export async function start(
  config: Config,
  overrides: Parameters<typeof createDeps>[1] = {},
): Promise<ServerDeps> {
  const w = words[config.lang];
  // Records, files and keys are for this account alone.
  process.umask(0o077);
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o750 });
  } catch (error) {
    throw new StartError(w.dataDirUnwritable({ dir: config.dataDir, reason: reasonOf(error) }));
  }
  let deps: ServerDeps;
  try {
    deps = await createDeps(config, overrides);
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new StartError(w.databaseUnreachable({ reason: reasonOf(error) }));
  }
  try {
    await deps.db.pendingMigrations();
  } catch (error) {
    await deps.close();
    throw new StartError(w.databaseUnreachable({ reason: reasonOf(error) }));
  }
  if (deps.db.kind === "sqlite") {
    try {
      await migrateDatabase(deps, config.lang);
    } catch (error) {
      await deps.close();
      throw error;
    }
  }
  const pending = await deps.db.pendingMigrations();
  if (pending.length > 0) {
    await deps.close();
    throw new StartError(
      w.pendingMigrations({ names: pending.join(", "), cure: "npm run -s portal -- migrate" }),
    );
  }
  await importTemplates(deps);
  return deps;
}

/**
 * Brings the tables up to this program; the names of the migrations that ran.
 * @throws StartError with the reason and the cure; the database is as it was then
 */
export async function migrateDatabase(deps: Pick<ServerDeps, "db">, lang: Lang): Promise<readonly string[]> {
  try {
    return await deps.db.migrate();
  } catch (error) {
    throw new StartError(words[lang].migrationFailed({ reason: reasonOf(error) }));
  }
}

/** Answers a request before the portal does, or calls `next` (Vite's assets in development). */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Running {
  readonly address: string;
  stop(): Promise<void>;
}

/** Listens, runs the jobs, and stops gracefully on SIGTERM and SIGINT: requests in hand are finished, within 10 s. */
export async function serve(options: HttpOptions, before?: Middleware): Promise<Running> {
  const { config, deps } = options;
  const w = words[config.lang];
  const http = createHttp(options);
  const listener = getRequestListener(http.fetch);
  const server = createServer(
    // Slow senders must not hold connections for ever.
    { requestTimeout: 120_000, headersTimeout: 20_000, maxHeaderSize: 32 * 1024 },
    (request, response) =>
      before ? before(request, response, () => listener(request, response)) : listener(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new StartError(w.portTaken({ port: config.port })) : error),
    );
    server.listen(config.port, config.host, resolve);
  });
  const jobs = startJobs(deps);
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : config.port;
  const address = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  deps.log.info({ address, origin: config.origin }, "listening");
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      deps.log.info({}, "stopping");
      await jobs.stop();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      });
      await deps.close();
      deps.log.info({}, "stopped");
    })();
    return stopping;
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  return { address, stop };
}

/** Runs a start-up; a wrong configuration ends the process with exit code 2 and its cure on stderr. */
export async function orExit(act: () => Promise<void>): Promise<void> {
  try {
    if (process.argv[1]?.endsWith("main.ts") && !existsSync(path.join(buildDir, "server/index.js"))) {
      throw new StartError(words[operatorLang(process.env)].buildMissing);
    }
    await act();
  } catch (error) {
    if (error instanceof StartError || error instanceof ConfigError || error instanceof TemplateError) {
      console.error(error.message);
      process.exit(2);
    }
    throw error;
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error))
    ?.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, "$1…@")
    .slice(0, 300) ?? "";
