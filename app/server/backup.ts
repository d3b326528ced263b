import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { listArtefactHashes } from "#app/modules/decisions/fragments.server.ts";
import { listStoredHashes } from "#app/modules/files/fragments.server.ts";
import { listOrganisationIds } from "#app/modules/organisation/fragments.server.ts";
import { connect, type Database } from "#db/index.server.ts";
import { CommandError } from "./commands/run.ts";
import type { Config } from "./config.ts";
import type { ServerDeps } from "./deps.ts";
import { words } from "./words.ts";

/** `manifest.json` of a backup, written last: a folder without it is no backup. Paths are inside the folder. */
const manifestSchema = z.object({
  format: z.literal("azukari-backup-1"),
  createdAt: z.string(),
  database: z.object({ kind: z.enum(["sqlite", "postgres"]), file: z.string() }),
  withKeys: z.boolean(),
  bytes: z.number(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

const MANIFEST = "manifest.json";

/**
 * The database first, as one consistent snapshot, then the files: they are only ever added, so every file that the
 * snapshot names is there.
 */
export async function makeBackup(
  config: Config,
  deps: ServerDeps,
  dir: string,
  { withKeys }: { readonly withKeys: boolean },
): Promise<BackupManifest> {
  const w = words[config.lang];
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if ((await readdir(dir)).length > 0) throw new CommandError(w.folderNotEmpty({ dir }));
  const database =
    deps.db.kind === "sqlite"
      ? ({ kind: "sqlite", file: "azukari.db" } as const)
      : ({ kind: "postgres", file: "azukari.dump" } as const);
  const snapshot = path.join(dir, database.file);
  if (database.kind === "sqlite") await deps.db.copyTo(snapshot);
  else await runTool(config, "pg_dump", ["--format=custom", `--file=${snapshot}`]);

  for await (const { hash } of deps.files.list()) {
    const inner = path.join(hash.slice(0, 2), hash.slice(2, 4), hash);
    await cp(path.join(deps.files.dir, inner), path.join(dir, "files", inner));
  }
  for (const folder of ["checkpoints", "keys"]) {
    const source = path.join(config.dataDir, folder);
    if (!(await exists(source))) continue;
    // Public parts always: with them checkpoints and seals can be verified, and nothing can be signed.
    const isWanted = (file: string) =>
      withKeys || folder !== "keys" || !/key(\.pem)?$/.test(path.basename(file));
    await cp(source, path.join(dir, folder), {
      recursive: true,
      filter: async (file) => (await stat(file)).isDirectory() || isWanted(file),
    });
  }

  const files: BackupManifest["files"] = [];
  for (const file of await listFiles(dir)) files.push(await describe(dir, file));
  const manifest: BackupManifest = {
    format: "azukari-backup-1",
    createdAt: deps.now().toISOString(),
    database,
    withKeys,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
  };
  const draft = path.join(dir, `${MANIFEST}.tmp`);
  const handle = await open(draft, "wx", 0o600);
  await handle.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
  await handle.sync();
  await handle.close();
  await rename(draft, path.join(dir, MANIFEST));
  return manifest;
}

export interface Restored {
  readonly files: number;
  readonly auditEntries: number;
  readonly withKeys: boolean;
}

/**
 * Puts a backup into a data folder that has no database yet. Before anything is written every byte is compared with
 * the manifest; afterwards the database is checked, the chain of the operation log verified, and every file that a
 * record names is found.
 * @throws CommandError naming what does not fit
 */
export async function restoreBackup(config: Config, dir: string): Promise<Restored> {
  const w = words[config.lang];
  const manifest = await readManifest(dir, config);
  for (const file of manifest.files) {
    const inner = path.normalize(file.path);
    if (path.isAbsolute(inner) || inner.startsWith(".."))
      throw new CommandError(w.backupDamaged({ file: file.path }));
    const found = await describe(dir, inner).catch(() => null);
    if (found?.sha256 !== file.sha256 || found.bytes !== file.bytes) {
      throw new CommandError(w.backupDamaged({ file: file.path }));
    }
  }
  const isPostgres = /^postgres/.test(config.databaseUrl);
  if (isPostgres !== (manifest.database.kind === "postgres")) {
    throw new CommandError(w.backupOtherDatabase({ kind: manifest.database.kind }));
  }
  const target = config.databaseUrl.replace(/^sqlite:/, "");
  for (const taken of [...(isPostgres ? [] : [target]), path.join(config.dataDir, "files")]) {
    if (await exists(taken)) throw new CommandError(w.restoreNotEmpty({ path: taken }));
  }
  await mkdir(config.dataDir, { recursive: true, mode: 0o750 });
  for (const folder of ["files", "checkpoints", "keys"]) {
    const source = path.join(dir, folder);
    if (await exists(source)) await cp(source, path.join(config.dataDir, folder), { recursive: true });
  }
  const snapshot = path.join(dir, manifest.database.file);
  if (isPostgres) {
    const { PGDATABASE } = postgresEnv(config.databaseUrl);
    const options = ["--no-owner", "--exit-on-error", `--dbname=${PGDATABASE}`, snapshot];
    await runTool(config, "pg_restore", options);
  } else {
    await mkdir(path.dirname(target), { recursive: true, mode: 0o750 });
    // Under another name until it has proven itself: a half-restored portal must not start.
    const draft = `${target}.restoring`;
    await cp(snapshot, draft);
    const db = await connect(`sqlite:${draft}`, { readers: 1 });
    let auditEntries: number;
    try {
      auditEntries = await prove(config, db);
    } finally {
      await db.close();
    }
    for (const suffix of ["-wal", "-shm"]) await rm(`${draft}${suffix}`, { force: true });
    await rename(draft, target);
    return { files: manifest.files.length, auditEntries, withKeys: manifest.withKeys };
  }
  const db = await connect(config.databaseUrl, { readers: 1 });
  try {
    return {
      files: manifest.files.length,
      auditEntries: await prove(config, db),
      withKeys: manifest.withKeys,
    };
  } finally {
    await db.close();
  }
}

/** The restored records hold together; the number of entries of the operation log. */
async function prove(config: Config, db: Database): Promise<number> {
  const w = words[config.lang];
  if (!(await db.isWhole())) throw new CommandError(w.backupDamaged({ file: "azukari.db" }));
  await db.pendingMigrations();
  let entries = 0;
  for (const id of await listOrganisationIds(db.read)) {
    const verdict = await verifyChain(db.read, id);
    if (!verdict.ok) {
      throw new CommandError(w.auditBad({ firstBad: verdict.firstBad ?? 0, reason: verdict.reason ?? "" }));
    }
    entries += verdict.entries;
  }
  for (const hash of [...(await listStoredHashes(db.read)), ...(await listArtefactHashes(db.read))]) {
    const file = path.join(config.dataDir, "files", hash.slice(0, 2), hash.slice(2, 4), hash);
    if (!(await exists(file))) throw new CommandError(w.backupDamaged({ file: hash }));
  }
  return entries;
}

async function readManifest(dir: string, config: Config): Promise<BackupManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path.join(dir, MANIFEST), "utf8")));
  } catch {
    throw new CommandError(words[config.lang].notBackup({ dir }));
  }
}

async function listFiles(dir: string, under = ""): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(path.join(dir, under), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = path.join(under, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(dir, inner)));
    else found.push(inner);
  }
  return found;
}

async function describe(dir: string, inner: string) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path.join(dir, inner)) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path: inner.split(path.sep).join("/"), sha256: hash.digest("hex"), bytes };
}

/** Parameters of a connection string that libpq reads from the environment (PostgreSQL manual, 32.15). */
const postgresVariables: Readonly<Record<string, string>> = {
  host: "PGHOST",
  port: "PGPORT",
  user: "PGUSER",
  password: "PGPASSWORD",
  dbname: "PGDATABASE",
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  options: "PGOPTIONS",
  application_name: "PGAPPNAME",
  connect_timeout: "PGCONNECT_TIMEOUT",
};

/**
 * A connection string (`postgres://…`) as environment of PostgreSQL's tools: their arguments, unlike their environment,
 * are seen by everybody on the machine.
 */
export function postgresEnv(
  databaseUrl: string,
): Readonly<Record<string, string>> & { readonly PGDATABASE: string } {
  const url = new URL(databaseUrl);
  const user = decodeURIComponent(url.username);
  const given: [string, string][] = [
    ["host", decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, "$1")],
    ["port", url.port],
    ["user", user],
    ["password", decodeURIComponent(url.password)],
    ["dbname", decodeURIComponent(url.pathname.slice(1)) || user],
    ...url.searchParams,
  ];
  const env: Record<string, string> = {};
  for (const [name, value] of given) {
    const variable = postgresVariables[name];
    if (variable !== undefined && value !== "") env[variable] = value;
  }
  return { PGDATABASE: "postgres", ...env };
}

/** PostgreSQL's own tools, which know how to take a consistent copy. The connection string is never printed. */
function runTool(config: Config, tool: string, args: readonly string[]): Promise<void> {
  const w = words[config.lang];
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, ...postgresEnv(config.databaseUrl) },
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-2000);
    });
    child.on("error", () => reject(new CommandError(w.toolMissing({ tool }))));
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new CommandError(w.toolFailed({ tool, said: said.trim() }))),
    );
  });
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
