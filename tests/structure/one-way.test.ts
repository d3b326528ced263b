import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/**
 * The one-way rule: an act flows down one staircase, so a module read alone tells one subject whole. Floors are
 * imported downward only, kinds only as their sign says, and the building blocks know no module.
 */
const root = path.resolve(import.meta.dirname, "../..");

/** From the top floor down; what stands on one floor together may not import each other upward. */
const floors: readonly string[] = [
  "home",
  "views",
  "oversight",
  "custody",
  "assessments",
  "contracts",
  "deferrals",
  "registry",
  "policy",
  "decisions",
  "access",
  "files",
  "outbox",
  "organisation",
  "jobs",
  "calendar",
  "audit",
];

/** Every room may read what the process gives, what an outcome is, which languages there are and how their text is folded. */
const commons = new Set([
  "app/ports.ts",
  "app/result.ts",
  "app/contribution.ts",
  "app/i18n/lang.ts",
  "app/i18n/fold.ts",
]);

interface Link {
  readonly from: string;
  /** A file of this project, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

function sources(dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const inner = path.posix.join(dir, entry.name);
    if (entry.isDirectory()) return sources(inner);
    return /\.tsx?$/.test(entry.name) ? [inner] : [];
  });
}

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

function linksOf(file: string): Link[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const values = new Set<string>();
  const types = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    (statement.importClause?.isTypeOnly ? types : values).add(statement.moduleSpecifier.text);
  }
  return ts.preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => {
    const isTypeOnly = types.has(fileName) && !values.has(fileName);
    if (fileName.startsWith("#")) return { from: file, to: fileName.slice(1), isTypeOnly };
    if (!fileName.startsWith(".")) return { from: file, to: fileName, isTypeOnly };
    return { from: file, to: path.posix.join(path.posix.dirname(file), fileName), isTypeOnly };
  });
}

const files = [...sources("app"), ...sources("db")];
const links = files.flatMap(linksOf);

const moduleOf = (file: string): string | null => /^app\/modules\/([^/]+)\//.exec(file)?.[1] ?? null;

type Kind =
  | "rules"
  | "queries"
  | "fragments"
  | "services"
  | "documents"
  | "contribution"
  | "components"
  | "words";
/** The sign on the door: the file's or its folder's name. */
function kindOf(file: string): Kind | null {
  const inner = /^app\/modules\/[^/]+\/(.+)$/.exec(file)?.[1];
  if (inner === undefined) return null;
  const sign = inner.split("/")[0] ?? "";
  if (/^([a-z-]+-)?rules(\.ts)?$/.test(sign)) return "rules";
  if (/^([a-z-]+-)?words(\.ts)?$/.test(sign)) return "words";
  if (/^queries(\.server\.ts)?$/.test(sign)) return "queries";
  if (/^fragments(\.server\.ts)?$/.test(sign)) return "fragments";
  if (sign === "contribution.server.ts") return "contribution";
  if (/^services(\.server\.ts)?$/.test(sign)) return "services";
  if (/^documents(\.server\.ts)?$/.test(sign)) return "documents";
  if (/\.server\.ts$/.test(sign)) return "queries";
  if (/\.tsx$/.test(sign) || sign === "components") return "components";
  return null;
}

const show = (found: readonly Link[]): string[] => found.map((link) => `${link.from} -> ${link.to}`).sort();
const isInside = (file: string, ...folders: string[]): boolean =>
  folders.some((folder) => file.startsWith(`${folder}/`));

test("every file of a module stands under a known sign, and every module on a floor", () => {
  const inModules = files.filter((file) => moduleOf(file) !== null);
  expect(inModules.length).toBeGreaterThan(50);
  expect(inModules.filter((file) => !floors.some((floor) => floor === moduleOf(file)))).toEqual([]);
  expect(inModules.filter((file) => kindOf(file) === null)).toEqual([]);
});

test("modules import downward only", () => {
  const height = (name: string | null) => floors.indexOf(name ?? "");
  const upward = links.filter(({ from, to }) => {
    const [own, other] = [moduleOf(from), moduleOf(to)];
    return own !== null && other !== null && own !== other && height(other) < height(own);
  });
  expect(show(upward)).toEqual([]);
});

test("modules know neither screens' routes nor the process", () => {
  const wrong = links.filter(
    ({ from, to }) =>
      moduleOf(from) !== null && isInside(to, "app/routes", "app/server", "app/demonstration", "tests"),
  );
  expect(show(wrong)).toEqual([]);
});

/** What each kind may import of modules, its own included; `null` where the sign is not of a module. */
const allowed: Readonly<Record<Kind, readonly Kind[]>> = {
  rules: ["rules"],
  queries: ["queries", "fragments", "rules"],
  fragments: ["fragments", "rules"],
  services: ["services", "queries", "fragments", "rules", "documents", "words"],
  contribution: ["services", "queries", "fragments", "rules", "documents", "words"],
  documents: ["documents", "rules", "words"],
  components: ["components", "rules", "words"],
  words: ["words", "rules"],
};

test("each kind of file imports only the kinds its sign allows", () => {
  const wrong = links.filter(({ from, to, isTypeOnly }) => {
    const [own, other] = [kindOf(from), kindOf(to)];
    // What a component draws is the answer of a use case: it may name its type.
    if (own === "components" && isTypeOnly) return false;
    return own !== null && other !== null && !allowed[own].includes(other);
  });
  expect(show(wrong)).toEqual([]);
});

const isPackage = (to: string): boolean => !isInside(to, "app", "db", "tests");

test("rules are pure: no clock, environment, disk, screen or database", () => {
  const inRules = files.filter((file) => kindOf(file) === "rules");
  expect(inRules.length).toBeGreaterThan(20);
  const wrong = links.filter(({ from, to }) => {
    if (kindOf(from) !== "rules" || commons.has(to)) return false;
    if (isPackage(to)) return !["zod", "@holiday-jp/holiday_jp"].includes(to);
    return isInside(to, "db", "app/ui", "app/http", "app/documents") || /\.server\.ts$/.test(to);
  });
  expect(show(wrong)).toEqual([]);
  const impure = inRules.filter((file) =>
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bcrypto\.|\bglobalThis\b/.test(read(file)),
  );
  expect(impure).toEqual([]);
});

test("use cases read no clock, make no id and throw no dice by themselves", () => {
  const wrong = files.filter(
    (file) =>
      ["queries", "services", "documents"].includes(kindOf(file) ?? "") &&
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bprocess\.env\b/.test(read(file)),
  );
  expect(wrong).toEqual([]);
});

test("routes import neither the database, nor another route, nor SQL", () => {
  const ofRoutes = links.filter(({ from }) => isInside(from, "app/routes"));
  const wrong = ofRoutes.filter(
    ({ to }) => isInside(to, "db", "app/routes", "app/server") || to === "kysely" || kindOf(to) === "queries",
  );
  expect(show(wrong)).toEqual([]);
});

test("the building blocks of screens, paper and language know no module", () => {
  const wrong = links.filter(
    ({ from, to }) =>
      isInside(from, "app/ui", "app/documents", "app/i18n") &&
      (isInside(to, "app/modules", "app/routes", "app/server", "app/http", "db") || to === "kysely"),
  );
  expect(show(wrong)).toEqual([]);
});

test("the database knows nothing of the app; a migration imports nothing of this project", () => {
  const wrong = links.filter(
    ({ from, to }) => isInside(from, "db") && isInside(to, "app") && !commons.has(to),
  );
  expect(show(wrong)).toEqual([]);
  const inMigrations = links.filter(
    ({ from, to }) => isInside(from, "db/migrations") && !from.endsWith("index.ts") && !isPackage(to),
  );
  expect(show(inMigrations)).toEqual([]);
});

test("SQL is written in queries, not beside them", () => {
  const wrong = links.filter(
    ({ from, to }) =>
      to === "kysely" && ["services", "documents", "components", "words"].includes(kindOf(from) ?? ""),
  );
  expect(show(wrong)).toEqual([]);
});

/** One long table each, and nothing to follow in it. */
const tables = new Set([
  "db/schema.ts",
  "db/migrations/2026-11-23-initial.ts",
  "app/demonstration/companies.ts",
]);

test("no file is longer than 500 lines", () => {
  const long = files
    .filter((file) => !tables.has(file))
    .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > 500);
  expect(long).toEqual([]);
});

test("no SQL is put together from strings", () => {
  const wrong = files.filter(
    (file) => !isInside(file, "db/migrations") && /\bsql\s*\.\s*raw\(/.test(read(file)),
  );
  expect(wrong).toEqual([]);
});
