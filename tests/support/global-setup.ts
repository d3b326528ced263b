import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stopCluster } from "./cluster.ts";

const PREFIX = "azukari-run-";

/** A folder for the whole run, where workers meet: databases, the cluster, keys. Gone afterwards. */
export default async function setup(): Promise<() => Promise<void>> {
  await sweepAbandoned();
  const runDir = mkdtempSync(path.join(tmpdir(), PREFIX));
  // PostgreSQL runs as another user when the tests run as root, and must get in.
  chmodSync(runDir, 0o755);
  writeFileSync(path.join(runDir, "owner"), String(process.pid));
  process.env["AZUKARI_TEST_RUN"] = runDir;
  return async () => {
    await stopCluster(runDir);
    rmSync(runDir, { recursive: true, force: true });
  };
}

/** Runs that were killed leave a folder and perhaps a server behind. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const dir = path.join(tmpdir(), name);
    const owner = path.join(dir, "owner");
    if (!existsSync(owner)) continue;
    try {
      process.kill(Number(readFileSync(owner, "utf8")), 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") continue;
      await stopCluster(dir);
      rmSync(dir, { recursive: true, force: true });
    }
  }
}
