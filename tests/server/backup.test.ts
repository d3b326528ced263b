import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent, verifyChain } from "#app/modules/audit/services.server.ts";
import type { SystemActor } from "#app/ports.ts";
import { makeBackup, postgresEnv, restoreBackup } from "#app/server/backup.ts";
import { CommandError } from "#app/server/commands/run.ts";
import { readConfig } from "#app/server/config.ts";
import { createDeps, type ServerDeps } from "#app/server/deps.ts";
import { connect } from "#db/index.server.ts";
import { testRunDir } from "#tests/support/database.ts";
import { shippedTemplates } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const actor: SystemActor = { kind: "system", name: "試験(架空)", organisationId: "org", lang: "ja" };

async function openPortal() {
  const dir = mkdtempSync(path.join(testRunDir, "backup-"));
  const config = readConfig({ DATA_DIR: path.join(dir, "data") });
  mkdirSync(config.dataDir);
  const deps = await createDeps(config, {
    templates: shippedTemplates(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await deps.db.migrate();
  await insertOrganisation(deps.db);
  await deps.keys.ensure({ id: "org", name: "試験(架空)" }, new Date());
  return { dir, config, deps };
}

/** One act as the portal does it: bytes, then the row and its entry of the operation log together. */
async function storeOne(deps: ServerDeps, n: number): Promise<string> {
  const { hash, bytes } = await deps.files.put(Buffer.from(`file ${n}`));
  const id = deps.newId();
  await deps.db.write(async (trx) => {
    await trx
      .insertInto("storedFile")
      .values({
        id,
        organisationId: "org",
        partnerId: null,
        hash,
        name: `${n}.pdf`,
        mediaType: "application/pdf",
        bytes,
        state: "attached",
        subjectKind: "contract",
        subjectId: "c",
        uploadedBy: null,
        uploadedAt: deps.now().toISOString(),
        removedAt: null,
      })
      .execute();
    await recordEvent<AuditEvent>(trx, deps, actor, {
      type: "test.stored",
      subject: { kind: "file", id },
      data: { n },
    });
  });
  return id;
}

test("a backup taken while the portal writes restores to a whole: every file, an unbroken log", async () => {
  const { dir, config, deps } = await openPortal();
  let isWriting = true;
  let written = 0;
  const writing = (async () => {
    while (isWriting) {
      await storeOne(deps, written);
      written += 1;
    }
  })();
  while (written < 30) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = written;
  const backup = path.join(dir, "backup");
  const manifest = await makeBackup(config, deps, backup, { withKeys: false });
  isWriting = false;
  await writing;
  expect(manifest.files.some((file) => /key(\.pem)?$/.test(file.path))).toBe(false);
  expect(manifest.files.map((file) => file.path)).toContain("keys/org/sealing-certificate.pem");
  await deps.close();

  const target = readConfig({ DATA_DIR: path.join(dir, "restored") });
  const restored = await restoreBackup(target, backup);
  expect(restored.auditEntries).toBeGreaterThanOrEqual(before);
  const db = await connect(target.databaseUrl);
  const rows = await db.read.selectFrom("storedFile").selectAll().execute();
  expect(rows).toHaveLength(restored.auditEntries);
  for (const row of rows) {
    const file = path.join(target.dataDir, "files", row.hash.slice(0, 2), row.hash.slice(2, 4), row.hash);
    expect(readFileSync(file, "utf8")).toBe(`file ${row.name.replace(".pdf", "")}`);
  }
  expect((await verifyChain(db.read, "org")).ok).toBe(true);
  await db.close();
  await expect(restoreBackup(target, backup)).rejects.toThrow(CommandError);
});

test("any change of a backup is noticed before anything is written", async () => {
  const { dir, config, deps } = await openPortal();
  for (let n = 0; n < 3; n++) await storeOne(deps, n);
  const backup = path.join(dir, "backup");
  const manifest = await makeBackup(config, deps, backup, { withKeys: true });
  await deps.close();
  expect(manifest.files.some((file) => file.path.endsWith("sealing-key.pem"))).toBe(true);
  const stored = manifest.files.find((file) => file.path.startsWith("files/"))?.path ?? "";
  const changes: Record<string, (copy: string) => void> = {
    "a byte of a file": (copy) => writeFileSync(path.join(copy, stored), "changed"),
    "a missing file": (copy) => rmSync(path.join(copy, stored)),
    "a byte of the database": (copy) => {
      const bytes = readFileSync(path.join(copy, "azukari.db"));
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      writeFileSync(path.join(copy, "azukari.db"), bytes);
    },
    "no manifest": (copy) => rmSync(path.join(copy, "manifest.json")),
    "a manifest that leads outside": (copy) => {
      const file = path.join(copy, "manifest.json");
      writeFileSync(file, readFileSync(file, "utf8").replace(stored, "../../outside"));
    },
  };
  for (const [name, change] of Object.entries(changes)) {
    const copy = path.join(dir, `copy ${name}`);
    cpSync(backup, copy, { recursive: true });
    change(copy);
    const target = readConfig({ DATA_DIR: path.join(dir, `target ${name}`) });
    await expect(restoreBackup(target, copy), name).rejects.toThrow(CommandError);
    expect(existsSync(target.dataDir)).toBe(false);
  }
});

test.each([
  [
    "postgres://keeper:p%40ss%2Fw%3Ard@db.example:5433/azu%20kari?sslmode=verify-full&sslrootcert=/etc/ca.pem",
    {
      PGHOST: "db.example",
      PGPORT: "5433",
      PGUSER: "keeper",
      PGPASSWORD: "p@ss/w:rd",
      PGDATABASE: "azu kari",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/etc/ca.pem",
    },
  ],
  ["postgresql://keeper@[::1]", { PGHOST: "::1", PGUSER: "keeper", PGDATABASE: "keeper" }],
  [
    "postgres:///azukari?host=/var/run/postgresql&PATH=/tmp",
    { PGHOST: "/var/run/postgresql", PGDATABASE: "azukari" },
  ],
])("the connection of %s as environment of PostgreSQL's tools", (url, env) => {
  expect(postgresEnv(url)).toEqual(env);
});

test("no argument of PostgreSQL's tools names the password", async () => {
  const { dir, config, deps } = await openPortal();
  const bin = path.join(dir, "bin");
  const seen = path.join(dir, "seen");
  mkdirSync(bin);
  const script = `#!/bin/sh\nprintf '%s\\n' "$0 $*" "$PGPASSWORD" >> '${seen}'\nfor a; do case $a in --file=*) : > "\${a#--file=}";; esac; done\n`;
  for (const tool of ["pg_dump", "pg_restore"]) writeFileSync(path.join(bin, tool), script, { mode: 0o700 });
  const databaseUrl = "postgres://keeper:hunter2hunter2@127.0.0.1:1/azukari";
  const before = process.env["PATH"];
  process.env["PATH"] = `${bin}:${before}`;
  try {
    const onPostgres = { ...deps, db: { ...deps.db, kind: "postgres" as const } };
    const backup = path.join(dir, "dumped");
    await makeBackup({ ...config, databaseUrl }, onPostgres, backup, { withKeys: false });
    const target = { ...readConfig({ DATA_DIR: path.join(dir, "target") }), databaseUrl };
    // Nothing listens there: the tool has run by then.
    await expect(restoreBackup(target, backup)).rejects.toThrow();
  } finally {
    process.env["PATH"] = before;
    await deps.close();
  }
  const [dump = "", dumpPassword, restore = "", restorePassword] = readFileSync(seen, "utf8").split("\n");
  expect(dump).toContain("pg_dump --format=custom");
  expect(restore).toContain("--dbname=azukari");
  expect(`${dump} ${restore}`).not.toContain("hunter2");
  expect([dumpPassword, restorePassword]).toEqual(["hunter2hunter2", "hunter2hunter2"]);
});

test("a backup goes into a new folder only", async () => {
  const { dir, config, deps } = await openPortal();
  const taken = path.join(dir, "data");
  await expect(makeBackup(config, deps, taken, { withKeys: false })).rejects.toThrow(CommandError);
  expect(readdirSync(taken)).not.toContain("manifest.json");
  await deps.close();
});
