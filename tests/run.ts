/**
 * `npm test`: everything, in one process tree that says what it is doing. Types, lint and build count as one test each.
 * The last line is the total, `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

interface Count {
  passed: number;
  failed: number;
}
interface Stage {
  readonly name: string;
  readonly run: () => Promise<Count>;
}

const bin = (name: string): string => path.join("node_modules", ".bin", name);
const started = Date.now();
const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;

function execute(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

const single = async (code: Promise<number>): Promise<Count> =>
  (await code) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** Runs vitest with its own reporter for people and a file of figures for the total. */
async function vitest(args: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(path.join(tmpdir(), "azukari-tests-"));
  const file = path.join(folder, "result.json");
  try {
    const code = await execute(bin("vitest"), [
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...args,
    ]);
    const result = JSON.parse(await readFile(file, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
    };
    const failed = Math.max(result.numFailedTests, code === 0 ? 0 : 1);
    return { passed: result.numPassedTests, failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const stages: readonly Stage[] = [
  { name: "types", run: () => single(execute(bin("tsc"), ["-p", "tsconfig.json"])) },
  {
    name: "lint and format",
    run: () => single(execute(bin("biome"), ["ci", "--error-on-warnings", "--colors=off", "."])),
  },
  { name: "build", run: () => single(execute(bin("remix"), ["vite:build", "--logLevel", "warn"])) },
  { name: "unit, databases, routes, documents", run: () => vitest([]) },
  { name: "browser", run: () => vitest(["--config", "vitest.e2e.config.ts"]) },
];

const total: Count = { passed: 0, failed: 0 };
const only = process.argv.slice(2);
for (const [index, stage] of stages.entries()) {
  if (only.length > 0 && !only.some((word) => stage.name.includes(word))) continue;
  console.log(`\n[${index + 1}/${stages.length}] ${stage.name} (${seconds()})`);
  const count = await stage.run();
  total.passed += count.passed;
  total.failed += count.failed;
  console.log(
    `[${index + 1}/${stages.length}] ${stage.name}: ${count.passed} passed, ${count.failed} failed (${seconds()})`,
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
