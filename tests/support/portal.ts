import { spawn } from "node:child_process";
import path from "node:path";
import { runPortal } from "#app/server/command-line.ts";

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as operators do, in its own process. */
export function portal(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<Said> {
  return run(path.resolve(import.meta.dirname, "../../app/server/portal.ts"), args, env, input);
}

/** The same inside this process: quicker where many commands are tried. */
export async function portalHere(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<Said> {
  let out = "";
  let err = "";
  const code = await runPortal(args, {
    env: { LANG: "C", ...env },
    input: async () => input,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

/** Runs one program of this project to its end. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", program, ...args], {
      env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "test", LANG: "C", ...env },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
