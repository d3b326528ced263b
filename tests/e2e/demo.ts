import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Demonstration } from "#app/demonstration/demonstration.ts";
import { freePort } from "./support.ts";

/** The demonstration as `npm run demo` serves it, in a folder of its own. */
export interface Demo {
  readonly origin: string;
  readonly signIns: Demonstration["signIns"];
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");
const START_WITHIN_MS = 180_000;

export async function startDemo(): Promise<Demo> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "azukari-screens-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, "app/server/demo.ts")], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  const until = Date.now() + START_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`the demonstration did not start: ${said.join("")}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const kept = JSON.parse(await readFile(path.join(dataDir, "sign-ins.json"), "utf8")) as Demonstration;
  return {
    origin,
    signIns: kept.signIns,
    async stop() {
      await new Promise<void>((resolve) => {
        child.once("close", () => resolve());
        child.kill("SIGTERM");
      });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
