import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { type Demonstration, seedDemonstration } from "#app/demonstration/demonstration.ts";
import { words as access } from "#app/modules/access/words.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findNewestSealed } from "#app/modules/decisions/fragments.server.ts";
import { safeName } from "#app/modules/files/rules.ts";
import { build, isBuilt } from "./building.ts";
import { readConfig } from "./config.ts";
import type { ServerDeps } from "./deps.ts";
import { openLog } from "./log.ts";
import { prepareOrganisation } from "./prepare.ts";
import { buildDir, orExit, rootDir, StartError, serve, start } from "./serve.ts";
import { operatorLang, words } from "./words.ts";

/** Only folders that the demonstration made itself are ever emptied. */
const MARK = ".azukari-demonstration";
const SIGN_INS = "sign-ins.json";

const lang = operatorLang(process.env);
const w = words[lang];
const seconds = (from: number) => ((Date.now() - from) / 1000).toFixed(1);

await orExit(async () => {
  const dataDir = path.resolve(process.env["DATA_DIR"] ?? path.join(rootDir, "data/demo"));
  const config = readConfig({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", SMTP_URL: "" });
  const isKept = process.argv.includes("--keep") && existsSync(path.join(dataDir, SIGN_INS));
  if (!isBuilt()) {
    const from = Date.now();
    console.log(w.demoBuilding);
    await build((passed) => console.log(w.demoStep({ text: `${passed} s` })));
    console.log(w.demoBuilt({ seconds: seconds(from) }));
  }
  if (!isKept) await empty(dataDir);
  console.log(isKept ? w.demoKept({ dir: dataDir }) : w.demoFresh({ dir: dataDir }));
  const level = process.env["LOG_LEVEL"] ? config.logLevel : "warn";
  const deps = await start(config, { log: openLog(level, process.stderr) });
  if (!isKept) await seed(deps, dataDir);
  const { signIns } = JSON.parse(await readFile(path.join(dataDir, SIGN_INS), "utf8")) as Demonstration;
  const screens = (await import(pathToFileURL(path.join(buildDir, "server/index.js")).href)) as unknown;
  const running = await serve({
    config,
    deps,
    handler: createRequestHandler(screens as ServerBuild, "production"),
    assetsDir: path.join(buildDir, "client"),
  });
  console.log(`\n${w.demoAccounts}`);
  const isFirstOfRole = (role: string, i: number) => signIns.findIndex((one) => one.role === role) === i;
  for (const [i, { role, name, email, password }] of signIns.entries()) {
    if (!isFirstOfRole(role, i)) continue;
    console.log(`  ${roleName(role)}  ${name}\n    ${email}  ${password}`);
  }
  const report = await findReport(dataDir);
  if (report) console.log(`\n${w.demoReport({ path: report })}`);
  console.log(w.demoMail({ address: `${config.origin}/demo/mail` }));
  console.log(`\n${w.demoOpen({ address: running.address })}`);
});

async function seed(deps: ServerDeps, dataDir: string): Promise<void> {
  const from = Date.now();
  console.log(w.demoSeeding);
  const today = todayOf(deps);
  // Its reports were sealed in past years: the certificate must be older than they are.
  const since = new Date(deps.now());
  since.setUTCFullYear(since.getUTCFullYear() - 4);
  const made = await seedDemonstration(deps, today, {
    within: prepareOrganisation(deps, since),
    say: (text) => console.log(w.demoStep({ text })),
  });
  await keepSealedReport(deps, dataDir, made.organisationId);
  await writeFile(path.join(dataDir, SIGN_INS), `${JSON.stringify(made, null, 1)}\n`);
  console.log(w.demoSeeded({ seconds: seconds(from) }));
}

/** The newest decided, sealed annual report as a file that can be opened at once. */
async function keepSealedReport(deps: ServerDeps, dataDir: string, organisationId: string): Promise<void> {
  const sealed = await findNewestSealed(deps.db.read, organisationId);
  const bytes = sealed ? await deps.files.get(sealed.hash) : null;
  if (!sealed || !bytes) return;
  const name = safeName(`${sealed.number}.pdf`);
  await mkdir(path.join(dataDir, "reports"), { recursive: true });
  await writeFile(path.join(dataDir, "reports", name), bytes);
}

async function findReport(dataDir: string): Promise<string | null> {
  const names = await readdir(path.join(dataDir, "reports")).catch(() => []);
  const name = names.sort().at(-1);
  return name === undefined ? null : path.join(dataDir, "reports", name);
}

async function empty(dataDir: string): Promise<void> {
  const names: string[] = await readdir(dataDir).catch(() => []);
  if (names.length > 0 && !names.includes(MARK)) throw new StartError(w.demoOtherData({ dir: dataDir }));
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await writeFile(path.join(dataDir, MARK), "");
}

function roleName(role: string): string {
  const names: Readonly<Record<string, unknown>> = access[lang].roles;
  const name = names[role];
  return typeof name === "string" ? name : role;
}
