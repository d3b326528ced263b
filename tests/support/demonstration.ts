import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seedDemonstration } from "#app/demonstration/demonstration.ts";
import { openFileStore } from "#app/server/file-store.ts";
import { importTemplatesOf } from "#app/server/templates.ts";
import { connect, type DatabaseKind } from "#db/index.server.ts";
import {
  copyPostgres,
  keepPostgres,
  mainKind,
  openTestDatabase,
  type TestDatabase,
  testRunDir,
} from "./database.ts";
import { testDeps } from "./deps.ts";

export const demonstrationDay = "2026-11-24";
/** Noon in Tokyo of that day. */
export const demonstrationNow = `${demonstrationDay}T03:00:00.000Z`;

export interface Demonstration {
  readonly db: TestDatabase;
  readonly filesDir: string;
  close(): Promise<void>;
}

/** A copy of the whole demonstration. It is seeded once a run (half a minute) and copied for each caller. */
export async function openDemonstration(kind: DatabaseKind = mainKind): Promise<Demonstration> {
  if (kind === "postgres") {
    const base = path.join(testRunDir, "demonstration-postgres");
    await seedOnce(base, kind);
    return { ...(await copyPostgres(KEPT)), filesDir: path.join(base, "files") };
  }
  const base = path.join(process.env["TEST_DEMONSTRATION"] ?? testRunDir, "demonstration");
  await seedOnce(base, kind);
  const dir = mkdtempSync(path.join(testRunDir, "demonstration-"));
  const file = path.join(dir, "azukari.db");
  copyFileSync(path.join(base, "azukari.db"), file);
  const url = `sqlite:${file}`;
  const db = await connect(url);
  return { db: { ...db, url }, filesDir: path.join(base, "files"), close: () => db.close() };
}

/** The name of the seeded database on PostgreSQL. */
const KEPT = "azukari_demonstration";

async function seedOnce(base: string, kind: DatabaseKind): Promise<void> {
  const done = path.join(base, "done");
  if (existsSync(done)) return;
  try {
    mkdirSync(base);
  } catch {
    for (const end = Date.now() + 240_000; !existsSync(done); await sleep(100)) {
      if (Date.now() > end) throw new Error("the demonstration was not seeded");
    }
    return;
  }
  const { db, close } = await openTestDatabase(kind);
  const files = openFileStore(path.join(base, "files"));
  const deps = { ...testDeps(db, { now: demonstrationNow }), files };
  await seedDemonstration(deps, demonstrationDay, {
    within: (trx, organisationId) => importTemplatesOf(trx, deps, organisationId),
  });
  if (kind === "sqlite") await db.copyTo(path.join(base, "azukari.db"));
  else {
    await db.close();
    await keepPostgres(db.url, KEPT);
  }
  await close();
  writeFileSync(done, "");
}
