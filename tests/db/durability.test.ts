import { spawn } from "node:child_process";
import path from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { connect } from "#db/index.server.ts";
import { withDatabases } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const KILLS = 40;
const LANES = 2;

/**
 * A process does acts (a business row and its operation log entry in one transaction, a stored file before its row)
 * and says so only after each commit. It is killed without warning at a random moment, the database is opened again,
 * and everything that was said must be there.
 */
test(`of ${KILLS} kills at any moment none loses an act that was acknowledged`, async () => {
  const perLane = KILLS / LANES;
  const lanes = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const totals = { kills: 0, acknowledged: 0 };
      await withDatabases("sqlite", async (open) => {
        const first = await open();
        await insertOrganisation(first);
        await first.close();
        const file = first.url.replace("sqlite:", "");
        const filesDir = path.join(path.dirname(file), "files");
        for (let i = 0; i < perLane; i++) {
          const said = await runAndKill(first.url, filesDir);
          totals.kills++;
          totals.acknowledged += said.length;
          const db = await connect(first.url, { readers: 1 });
          try {
            const rows = await db.read.selectFrom("storedFile").select(["id", "hash"]).execute();
            const kept = new Map(rows.map((row) => [row.id, row.hash]));
            expect(said.filter((id) => !kept.has(id))).toEqual([]);
            const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db.read);
            expect(check.rows).toEqual([{ integrity_check: "ok" }]);
            const verdict = await verifyChain(db.read, "org");
            expect(verdict).toMatchObject({ ok: true, entries: rows.length });
            const { openFileStore } = await import("#app/server/file-store.ts");
            const files = openFileStore(filesDir);
            for (const hash of kept.values()) expect(await files.has(hash)).toBe(true);
          } finally {
            await db.close();
          }
        }
      });
      return totals;
    }),
  );
  expect(lanes.reduce((sum, lane) => sum + lane.kills, 0)).toBe(KILLS);
  // A run in which nothing was ever acknowledged would prove nothing.
  expect(lanes.reduce((sum, lane) => sum + lane.acknowledged, 0)).toBeGreaterThan(KILLS);
}, 300_000);

/** Ids that the process acknowledged before it was killed, some time after its first act. */
function runAndKill(url: string, filesDir: string): Promise<string[]> {
  const program = path.resolve(import.meta.dirname, "act-until-killed.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, url, filesDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  let isTimed = false;
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (isTimed) return;
      isTimed = true;
      setTimeout(() => child.kill("SIGKILL"), Math.random() * 120);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`the process ended by itself (${code})`));
      // The last line may be cut: it was not heard whole, so it was not acknowledged.
      else resolve(said.split("\n").slice(0, -1));
    });
  });
}
