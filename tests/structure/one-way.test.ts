import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { owners } from "#db/owners.ts";
import {
  buildingBlocksKnowNoModule,
  everyFileHasItsSign,
  exportsAreUsed,
  filesAreReached,
  type House,
  importsHaveNoCycle,
  kindOf,
  kindsImportAsTheirSignAllows,
  modulesImportDownward,
  modulesKnowNothingAbove,
  packagesAreUsed,
  privateKindsStayAtHome,
  routesCallServices,
  rulesArePure,
  sqlIsNoText,
  sqlStandsInQueries,
  tablesAreNamedByTheirOwner,
  theDatabaseKnowsNothingOfTheApp,
  useCasesAreGivenTheWorld,
} from "./rules.ts";
import { readSource } from "./sources.ts";

/**
 * The one-way rule over the whole tree: an act flows down one staircase, so a module read alone tells one subject whole. Each
 * rule is held by small failing examples in `rules.test.ts`.
 */
const root = path.resolve(import.meta.dirname, "../..");

function filesIn(dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const inner = path.posix.join(dir, entry.name);
    if (entry.isDirectory()) return filesIn(inner);
    return /\.tsx?$/.test(entry.name) ? [inner] : [];
  });
}
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** Routes are found by their names; the rest are processes and what the bundler is told to begin with. */
const entries = new Set([
  "app/root.tsx",
  "app/entry.client.tsx",
  "app/entry.server.tsx",
  "app/server/main.ts",
  "app/server/dev.ts",
  "app/server/demo.ts",
  "app/server/portal.ts",
  "app/server/paper-worker.ts",
  // Read by these tests alone: the product needs no list of who owns what.
  "db/owners.ts",
]);

/** Exports that the product itself does not take, and why they stand. Nothing else may join them. */
const heldByTests: ReadonlySet<string> = new Set([
  // Whole lists, which tests go through one by one.
  "app/i18n/field-words.ts: fieldCodes",
  "app/modules/access/rules.ts: permissions",
  "app/modules/custody/rules/gate-table.ts: strengths",
  "app/ui/gallery.tsx: galleryPages",
  // What tests begin from.
  "app/modules/custody/rules/gate-facts.ts: emptyGateFacts",
  "app/ui/form-values.ts: typedValues",
  // Rules that SQL or a longer rule says again, held against it.
  "app/modules/calendar/rules/closed-days.ts: holidayOn",
  "app/modules/contracts/rules/terms.ts: coverageOf",
  "app/modules/registry/rules/relation-states.ts: relationMoves",
  // Rules that services still spell out by themselves, and acts that no screen reaches yet.
  "app/modules/assessments/rules/scoring.ts: validUntil",
  "app/modules/assessments/rules/states.ts: allowedEvents",
  "app/modules/assessments/rules/states.ts: transition",
  "app/modules/assessments/services/answering.server.ts: assignSection",
  "app/modules/audit/services.server.ts: erasePersonal",
  "app/modules/contracts/services/acts.server.ts: linkContract",
  "app/modules/registry/services/relations.server.ts: returnRelation",
  "app/modules/registry/services/relations.server.ts: suspendRelation",
]);

const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };

const house: House = {
  sources: [...filesIn("app"), ...filesIn("db"), "vite.config.ts"].map((file) =>
    readSource(file, read(file)),
  ),
  floors: [
    ["home", "views"],
    ["oversight"],
    ["custody"],
    ["assessments"],
    ["contracts"],
    ["deferrals"],
    ["registry"],
    ["policy"],
    ["decisions"],
    ["access"],
    ["files"],
    ["outbox"],
    ["organisation", "jobs"],
    ["calendar", "audit"],
  ],
  owners,
  isEntry: (file) => entries.has(file) || file === "vite.config.ts" || /^app\/routes\//.test(file),
  packages: Object.keys(manifest.dependencies),
  // `remix` is named by the project's brief and only throws when imported; the others are run or read from their folder.
  usedOtherwise: ["remix", "tsx", "typescript"],
};

test("the tree is read: modules, rules and statements are found", () => {
  expect(house.sources.filter(({ file }) => kindOf(file) !== null).length).toBeGreaterThan(150);
  expect(house.sources.filter(({ file }) => kindOf(file) === "rules").length).toBeGreaterThan(20);
  expect(house.sources.flatMap(({ statements }) => statements).length).toBeGreaterThan(200);
});

test.each([
  ["every file of a module stands under a known sign, and every module on a floor", everyFileHasItsSign],
  ["modules import downward only", modulesImportDownward],
  ["modules know neither screens' routes nor the process", modulesKnowNothingAbove],
  ["each kind of file imports only the kinds its sign allows", kindsImportAsTheirSignAllows],
  ["queries are their module's own; contributions are wired by the server alone", privateKindsStayAtHome],
  ["rules are pure: no clock, environment, disk, screen or database", rulesArePure],
  ["use cases read no clock, make no id and throw no dice by themselves", useCasesAreGivenTheWorld],
  ["routes import neither the database, nor another route, nor SQL", routesCallServices],
  ["the building blocks of screens, paper, forms and language know no module", buildingBlocksKnowNoModule],
  [
    "the database knows nothing of the app; a migration imports nothing of it",
    theDatabaseKnowsNothingOfTheApp,
  ],
  ["SQL stands in queries and fragments", sqlStandsInQueries],
  ["a table is named by its owner's SQL only", tablesAreNamedByTheirOwner],
  ["no SQL is put together from strings", sqlIsNoText],
  ["no two files import each other, types included", importsHaveNoCycle],
  [
    "what is exported is used by the product",
    (all: House) => exportsAreUsed(all).filter((line) => !heldByTests.has(line)),
  ],
  ["every file is reached from where the outside enters", filesAreReached],
  ["every package is used", packagesAreUsed],
])("%s", (_name, rule) => {
  expect(rule(house)).toEqual([]);
});

test("what stands for tests alone is still there, and still unused by the product", () => {
  const unused = new Set(exportsAreUsed(house));
  expect([...heldByTests].filter((line) => !unused.has(line))).toEqual([]);
});

/** One long table each, and nothing to follow in it. */
const tables = new Set([
  "db/schema.ts",
  "db/migrations/2026-11-23-initial.ts",
  "app/demonstration/companies.ts",
]);

test("no file is longer than 500 lines", () => {
  const long = house.sources
    .filter(({ file }) => !tables.has(file))
    .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > 500);
  expect(long).toEqual([]);
});
