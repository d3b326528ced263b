/**
 * `npm run bench`: what the portal's heavy work costs beside the plainest way to do the same, in one run on one machine.
 * Ratios are the result; milliseconds move with the machine. Fresh folders, medians, every part in a process of its own.
 * `npm run bench -- report` runs one part; `--small` fills 10,000 partners instead of 100,000.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { freezeReport, oversightDocument } from "#app/modules/oversight/documents.server.ts";
import { buildOversightReport } from "#app/modules/oversight/rules/report.ts";
import { loadOversightFacts } from "#app/modules/oversight/services/facts.server.ts";
import { build, isBuilt } from "#app/server/building.ts";
import { buildDir } from "#app/server/serve.ts";
import { FISCAL_YEAR, loadCoop, REPORT_DAY } from "./load.ts";
import { median } from "./measure.ts";

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const LARGE = process.argv.includes("--small") ? 10_000 : 100_000;
const folder = await mkdtemp(path.join(tmpdir(), "azukari-bench-"));
// A run that is stopped leaves nothing behind either.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(1);
  });
}
const started = Date.now();
const say = (text: string) =>
  console.log(`[${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s] ${text}`);

/** Runs one part alone and reads the figures it hands over. */
async function part<T>(file: string, ...args: string[]): Promise<T> {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const line = said.split("\n").find((one) => one.startsWith("@@"));
  if (code !== 0 || line === undefined) throw new Error(`${file} failed (${code})`);
  return JSON.parse(line.slice(2)) as T;
}

const filled = new Map<string, string>();
/** A data folder with so many partners, filled once a run. */
async function coopOf(partners: number, detail: "register" | "everything"): Promise<string> {
  const key = `${partners}-${detail}`;
  const known = filled.get(key);
  if (known) return known;
  const dir = path.join(folder, key);
  const from = Date.now();
  const { deps } = await loadCoop(dir, partners, detail);
  await deps.close();
  say(`${partners.toLocaleString("en")} partners written in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  filled.set(key, dir);
  return dir;
}

const fixed = (value: number, digits = 1): string => value.toFixed(digits);
const ratio = (own: number, other: number): string => `${(own / other).toFixed(2)}x`;

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((label, i) => Math.max(label.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ");
  console.log(`\n${title}\n${line(head)}\n${widths.map((width) => "-".repeat(width)).join("  ")}`);
  for (const row of rows) console.log(line(row));
}

interface Drawn {
  readonly first: number;
  readonly warm: number;
  readonly pages: number;
  readonly bytes: number;
  /** Resident before the first drawing, MB: Node, the program and the document's text. */
  readonly atStart: number;
  readonly peak: number;
}

async function report(): Promise<void> {
  const rows: string[][] = [];
  const firsts = new Map<number, number>();
  for (const partners of [100, 1_000]) {
    const file = await reportFile(partners);
    const drawn: Record<"own" | "plain", Drawn[]> = { own: [], plain: [] };
    for (let run = 0; run < 3; run++) {
      for (const way of ["own", "plain"] as const)
        drawn[way].push(await part<Drawn>("paper.part.ts", way, file));
    }
    const middle = (way: "own" | "plain", field: keyof Drawn) => median(drawn[way].map((one) => one[field]));
    for (const way of ["own", "plain"] as const) {
      rows.push([
        `${partners.toLocaleString("en")} partners, ${way === "own" ? "portal (tagged, PDF/A-2a)" : "plain pdfkit (untagged)"}`,
        String(middle(way, "pages")),
        fixed(middle(way, "first"), 0),
        fixed(middle(way, "warm"), 0),
        fixed(middle(way, "warm") / middle(way, "pages"), 1),
        ratio(middle(way, "warm"), middle("plain", "warm")),
        String(Math.round(middle(way, "bytes") / 1000)),
        String(middle(way, "atStart")),
        String(middle(way, "peak")),
      ]);
    }
    firsts.set(partners, middle("own", "warm"));
    say(`report of ${partners.toLocaleString("en")} partners drawn`);
  }
  table(
    "Oversight report as PDF, the same document (median of 3 processes)",
    ["", "pages", "first ms", "warm ms", "ms a page", "to plain", "kB", "MB before", "peak MB"],
    rows,
  );
  console.log(`1,000 partners cost ${ratio(firsts.get(1_000) ?? 0, firsts.get(100) ?? 1)} of 100.`);
}

/** The document of a report as JSON: made once, drawn by both. */
async function reportFile(partners: number): Promise<string> {
  const dir = path.join(folder, `report-${partners}`);
  const { deps, organisationId } = await loadCoop(dir, partners, "everything");
  const steps: string[] = [];
  const lap = async <T>(name: string, act: () => Promise<T> | T): Promise<T> => {
    const from = performance.now();
    const made = await act();
    steps.push(`${name} ${fixed(performance.now() - from, 0)} ms`);
    return made;
  };
  const facts = await lap("facts", () =>
    loadOversightFacts(deps.db.read, deps.templates, organisationId, REPORT_DAY),
  );
  const model = await lap("model", () =>
    buildOversightReport(facts, {
      number: `個管報-${FISCAL_YEAR}-001`,
      fiscalYear: FISCAL_YEAR,
      language: "ja",
      asOf: REPORT_DAY,
      department: "総務課",
      opinion: "委託先等の管理はおおむね良好です。期限を過ぎた返却と、再評価の遅れを来年度の重点とします。",
      plan: [],
    }),
  );
  const frozen = await lap("words", () => freezeReport(model, facts));
  const spec = await lap("blocks", () =>
    oversightDocument(frozen, {
      circulationId: "bench",
      number: `個管報-${FISCAL_YEAR}-001`,
      title: "測定",
      round: 1,
      language: "ja",
      acts: [],
      modelHash: "0".repeat(64),
      auditHead: null,
      verificationCode: null,
      verifyUrl: "https://azukari.example/verify",
      drawnAt: "2026-04-15T00:00:00.000Z",
      stage: "draft",
    }),
  );
  await deps.close();
  const file = path.join(folder, `report-${partners}.json`);
  await writeFile(file, JSON.stringify(spec));
  say(`report of ${partners.toLocaleString("en")} partners: ${steps.join(", ")}`);
  return file;
}

interface Pages {
  readonly ms: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly columns: number;
  readonly kb: { readonly page: number; readonly bare: number; readonly same: number };
  readonly peak: number;
}

async function register(): Promise<void> {
  if (!isBuilt()) {
    say("building the screens");
    await build(() => undefined);
  }
  const found = await part<Pages>(
    "page.part.ts",
    await coopOf(1_000, "register"),
    await coopOf(LARGE, "register"),
    buildDir,
  );
  const { ms } = found;
  const bare = ms["same"] ?? Number.NaN;
  const row = (label: string, value: number | undefined, kb: number): string[] =>
    value === undefined
      ? [label, "-", "-", "-", "-"]
      : [label, fixed(value, 2), fixed(1000 / value, 0), ratio(bare, value), fixed(kb)];
  table(
    `Register page, ${found.rows} rows x ${found.columns} columns, requests one after another (median of 5 rounds)`,
    ["", "ms", "requests/s", "of bare", "kB"],
    [
      row("bare Remix route, <Link>", ms["link"], found.kb.bare),
      row("bare Remix route, <a>", ms["anchor"], found.kb.bare),
      row("bare Remix route, same elements", ms["same"], found.kb.same),
      row("1,000 partners", ms["small"], found.kb.page),
      row(`${LARGE.toLocaleString("en")} partners`, ms["large"], found.kb.page),
      row(`${LARGE.toLocaleString("en")} partners, second page`, ms["next"], found.kb.page),
    ],
  );
  console.log(
    `${LARGE.toLocaleString("en")} partners cost ${ratio(ms["large"] ?? 0, ms["small"] ?? 1)} of 1,000. Peak memory ${found.peak} MB.`,
  );
}

async function search(): Promise<void> {
  const found = await part<{ ms: Record<string, number>; found: Record<string, number>; peak: number }>(
    "search.part.ts",
    await coopOf(LARGE, "register"),
  );
  table(
    `Two characters among ${LARGE.toLocaleString("en")} partners, first 50 rows, in the database (median of 5 rounds)`,
    ["", "found", "portal ms", "LIKE ms", "to LIKE", "count ms"],
    Object.entries(found.found).map(([name, n]) => {
      const own = found.ms[`${name} bigrams`] ?? Number.NaN;
      const like = found.ms[`${name} like`] ?? Number.NaN;
      return [
        name,
        n.toLocaleString("en"),
        fixed(own, 2),
        fixed(like, 2),
        ratio(own, like),
        fixed(found.ms[`${name} count`] ?? Number.NaN, 2),
      ];
    }),
  );
  console.log(`Peak memory ${found.peak} MB.`);
}

async function audit(): Promise<void> {
  const dir = path.join(folder, "audit");
  const { deps } = await loadCoop(dir, 0, "register");
  await deps.close();
  const found = await part<{
    entries: number;
    written: number;
    hashed: number;
    verified: number;
    peak: number;
  }>("audit.part.ts", dir, "50000");
  const per = (ms: number) => fixed((ms * 1000) / found.entries);
  table(
    `Operation log, ${found.entries.toLocaleString("en")} entries`,
    ["", "ms", "us an entry", "to hashing"],
    [
      ["SHA-256 alone, in memory", fixed(found.hashed, 0), per(found.hashed), "1.00x"],
      [
        "verified from the database",
        fixed(found.verified, 0),
        per(found.verified),
        ratio(found.verified, found.hashed),
      ],
      [
        "appended, 1,000 a transaction",
        fixed(found.written, 0),
        per(found.written),
        ratio(found.written, found.hashed),
      ],
    ],
  );
  console.log(`Peak memory ${found.peak} MB.`);
}

async function gates(): Promise<void> {
  const rows: string[][] = [];
  for (const partners of [1_000, 10_000]) {
    const found = await part<{ judged: number; blocked: number; ms: number; peak: number }>(
      "gate.part.ts",
      await coopOf(partners, "everything"),
    );
    rows.push([
      `${found.judged.toLocaleString("en")} relations`,
      found.blocked.toLocaleString("en"),
      fixed(found.ms, 0),
      fixed((found.ms * 1000) / found.judged, 0),
      String(found.peak),
    ]);
  }
  table(
    "Gate of every living relation, judged and kept (median of 3 runs)",
    ["", "blocked", "ms", "us a relation", "peak MB"],
    rows,
  );
}

const parts: Readonly<Record<string, () => Promise<void>>> = { report, register, search, gates, audit };
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(", ")}; known: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
console.log(
  `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? "?"}, ${Math.round(totalmem() / 1e9)} GB`,
);
try {
  for (const [name, run] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await run();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
