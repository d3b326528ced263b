import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildDir, rootDir, StartError } from "./serve.ts";

/** Newest change under a file or folder, in milliseconds; 0 when it is not there. */
function newestChange(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newestChange(path.join(place, name))));
}

/** Whether the screens are built, and from what is there now. */
export function isBuilt(): boolean {
  const built = newestChange(path.join(buildDir, "server/index.js"));
  const sources = ["app", "public", "package.json", "vite.config.ts", "remix.config.js"];
  return built > 0 && sources.every((source) => newestChange(path.join(rootDir, source)) <= built);
}

/**
 * Builds the screens; `say` hears the seconds passed, every five.
 * @throws StartError with what the builder said is wrong
 */
export async function build(say: (seconds: number) => void): Promise<void> {
  const require = createRequire(import.meta.url);
  const cli = path.join(path.dirname(require.resolve("@remix-run/dev/package.json")), "dist/cli.js");
  const child = spawn(process.execPath, [cli, "vite:build"], {
    cwd: rootDir,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  const started = Date.now();
  const timer = setInterval(() => say(Math.round((Date.now() - started) / 1000)), 5_000);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => clearInterval(timer));
  // After the reason the builder lists every file it watched: nobody needs those.
  const reason = said.slice(Math.max(0, said.search(/✗|error/i))).split(/\n\s+watchFiles:/)[0] ?? "";
  if (code !== 0) throw new StartError(reason.slice(0, 3000));
}
