import type { Link, Source } from "./sources.ts";

/** A tree of files with what is settled about it. */
export interface House {
  readonly sources: readonly Source[];
  /** From the top down; modules that stand side by side on one floor may not import each other. */
  readonly floors: readonly (readonly string[])[];
  /** Table → module. */
  readonly owners: Readonly<Record<string, string>>;
  /** Where the outside enters: files that nothing needs to import, and whose exports are called by name. */
  readonly isEntry: (file: string) => boolean;
  /** Packages that `package.json` names for the product, and those that are used without being imported. */
  readonly packages: readonly string[];
  readonly usedOtherwise: readonly string[];
}

/** A rule answers what breaks it, one line each; nothing when all is well. */
export type Rule = (house: House) => string[];

export const kinds = [
  "rules",
  "queries",
  "fragments",
  "services",
  "documents",
  "contribution",
  "components",
  "words",
] as const;
export type Kind = (typeof kinds)[number];

export const moduleOf = (file: string): string | null => /^app\/modules\/([^/]+)\//.exec(file)?.[1] ?? null;

/** The sign on the door: the name of the file, or of the folder that it became when it outgrew one file. */
export function kindOf(file: string): Kind | null {
  const inner = /^app\/modules\/[^/]+\/(.+)$/.exec(file)?.[1];
  if (inner === undefined) return null;
  const sign = inner.split("/")[0] ?? "";
  if (/^([a-z-]+-)?rules(\.ts)?$/.test(sign)) return "rules";
  if (/^([a-z-]+-)?words(\.ts)?$/.test(sign)) return "words";
  if (/^queries(\.server\.ts)?$/.test(sign)) return "queries";
  if (/^fragments(\.server\.ts)?$/.test(sign)) return "fragments";
  if (/^services(\.server\.ts)?$/.test(sign)) return "services";
  if (/^documents(\.server\.ts)?$/.test(sign)) return "documents";
  if (sign === "contribution.server.ts") return "contribution";
  if (/\.tsx$/.test(sign) || sign === "components") return "components";
  return null;
}

/** What each kind may import of modules, its own included. */
const allowed: Readonly<Record<Kind, readonly Kind[]>> = {
  rules: ["rules"],
  queries: ["queries", "fragments", "rules"],
  fragments: ["fragments", "rules"],
  services: ["services", "queries", "fragments", "rules", "documents", "words"],
  documents: ["documents", "rules", "words"],
  contribution: ["services", "queries", "fragments", "rules", "documents", "words"],
  components: ["components", "rules", "words"],
  words: ["words", "rules"],
};

/** Kinds that are a module's own affair: nobody of another module, and no route, imports them. */
const isPrivate = (kind: Kind | null): boolean => kind === "queries" || kind === "contribution";

/** Every room may read what the process gives, what an outcome is, and which languages there are. */
export const commons = new Set([
  "app/ports.ts",
  "app/result.ts",
  "app/contribution.ts",
  "app/i18n/lang.ts",
  "app/i18n/fold.ts",
]);

const show = (link: Link): string => `${link.from} -> ${link.to}`;
const isInside = (file: string, ...folders: string[]): boolean =>
  folders.some((folder) => file.startsWith(`${folder}/`));
const isPackage = (to: string): boolean => !isInside(to, "app", "db", "tests");
const linksOf = ({ sources }: House): readonly Link[] => sources.flatMap((source) => source.links);
const sorted = (lines: readonly string[]): string[] => [...new Set(lines)].sort();

export const everyFileHasItsSign: Rule = ({ sources, floors }) =>
  sorted(
    sources.flatMap(({ file }) => {
      const own = moduleOf(file);
      if (own === null) return [];
      if (!floors.flat().includes(own)) return [`${file}: ${own} stands on no floor`];
      return kindOf(file) === null ? [`${file}: no sign on the door`] : [];
    }),
  );

export const modulesImportDownward: Rule = (house) => {
  const height = (name: string) => house.floors.findIndex((floor) => floor.includes(name));
  return sorted(
    linksOf(house)
      .filter(({ from, to }) => {
        const [own, other] = [moduleOf(from), moduleOf(to)];
        return own !== null && other !== null && own !== other && height(other) <= height(own);
      })
      .map(show),
  );
};

export const modulesKnowNothingAbove: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(
        ({ from, to }) =>
          moduleOf(from) !== null &&
          isInside(to, "app/routes", "app/server", "app/demonstration", "app/http", "tests"),
      )
      .map(show),
  );

export const kindsImportAsTheirSignAllows: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(({ from, to, isTypeOnly }) => {
        const [own, other] = [kindOf(from), kindOf(to)];
        // What a component draws is the answer of a use case: it may name its type.
        if (own === "components" && isTypeOnly) return false;
        return own !== null && other !== null && !allowed[own].includes(other);
      })
      .map(show),
  );

/** Only the server wires contributions; queries are read through their own module. */
export const privateKindsStayAtHome: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(({ from, to }) => {
        const kind = kindOf(to);
        if (!isPrivate(kind) || moduleOf(from) === moduleOf(to)) return false;
        return !(kind === "contribution" && isInside(from, "app/server"));
      })
      .map(show),
  );

const rulePackages = new Set(["zod", "@holiday-jp/holiday_jp"]);
const impure =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bcrypto\.|\bglobalThis\b|\bwindow\b|\bdocument\.(?:cookie|location|body)/;
const isRule = (file: string): boolean => kindOf(file) === "rules";

export const rulesArePure: Rule = (house) =>
  sorted([
    ...linksOf(house)
      .filter(({ from, to }) => {
        if (!isRule(from) || commons.has(to)) return false;
        if (isPackage(to)) return !rulePackages.has(to);
        return isInside(to, "db", "app/ui", "app/http", "app/documents") || /\.server\.ts$/.test(to);
      })
      .map(show),
    ...house.sources
      .filter(({ file, text }) => isRule(file) && impure.test(text))
      .map(({ file }) => `${file}: reads the world`),
  ]);

export const useCasesAreGivenTheWorld: Rule = ({ sources }) =>
  sources
    .filter(
      ({ file, text }) =>
        ["queries", "fragments", "services", "documents", "contribution"].includes(kindOf(file) ?? "") &&
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bprocess\.env\b/.test(text),
    )
    .map(({ file }) => `${file}: reads a clock, a dice or the environment`);

export const routesCallServices: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(
        ({ from, to }) =>
          isInside(from, "app/routes") &&
          (isInside(to, "db", "app/routes", "app/server", "app/demonstration") ||
            to === "kysely" ||
            ["queries", "fragments", "contribution"].includes(kindOf(to) ?? "")),
      )
      .map(show),
  );

export const buildingBlocksKnowNoModule: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(
        ({ from, to }) =>
          isInside(from, "app/ui", "app/documents", "app/i18n", "app/forms") &&
          (isInside(to, "app/modules", "app/routes", "app/server", "app/http", "app/demonstration", "db") ||
            to === "kysely"),
      )
      .map(show),
  );

export const theDatabaseKnowsNothingOfTheApp: Rule = (house) =>
  sorted(
    linksOf(house)
      .filter(
        ({ from, to }) =>
          (isInside(from, "db") && isInside(to, "app") && !commons.has(to)) ||
          (isInside(from, "db/migrations") && !from.endsWith("/index.ts") && !isPackage(to)),
      )
      .map(show),
  );

/** Outside of the database's own folder, SQL stands in queries and fragments: of any form, through any executor. */
export const sqlStandsInQueries: Rule = (house) =>
  sorted(
    house.sources.flatMap((source) => {
      if (!isInside(source.file, "app") || ["queries", "fragments"].includes(kindOf(source.file) ?? ""))
        return [];
      const imported = source.links.filter((link) => link.to === "kysely").map(show);
      return [
        ...source.statements.map(({ file, line }) => `${file}:${line}: SQL outside queries`),
        ...imported,
      ];
    }),
  );

export const tablesAreNamedByTheirOwner: Rule = ({ sources, owners }) =>
  sorted(
    sources.flatMap(({ file, statements }) => {
      const own = moduleOf(file);
      if (own === null) return [];
      return statements.flatMap(({ line, tables }) => {
        if (tables === null) return [`${file}:${line}: a table that is not written down`];
        return tables
          .filter((table) => owners[table] !== undefined && owners[table] !== own)
          .map((table) => `${file}:${line}: ${table} belongs to ${owners[table]}`);
      });
    }),
  );

export const sqlIsNoText: Rule = ({ sources }) =>
  sources
    .filter(({ file, text }) => !isInside(file, "db/migrations") && /\bsql\s*\.\s*raw\(/.test(text))
    .map(({ file }) => `${file}: SQL put together from strings`);

/** Files that reach each other, types included: strongly connected, by Tarjan's algorithm. */
export const importsHaveNoCycle: Rule = ({ sources }) => {
  const edges = new Map(sources.map(({ file, links }) => [file, links.map((link) => link.to)]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    low.set(file, order.get(file) ?? 0);
    stack.push(file);
    open.add(file);
    for (const to of edges.get(file) ?? []) {
      if (!edges.has(to)) continue;
      if (!order.has(to)) {
        visit(to);
        low.set(file, Math.min(low.get(file) ?? 0, low.get(to) ?? 0));
      } else if (open.has(to)) low.set(file, Math.min(low.get(file) ?? 0, order.get(to) ?? 0));
    }
    if (low.get(file) !== order.get(file)) return;
    const ring: string[] = [];
    for (;;) {
      const last = stack.pop();
      if (last === undefined) break;
      open.delete(last);
      ring.push(last);
      if (last === file) break;
    }
    if (ring.length > 1) found.push(ring.sort().join(" <-> "));
  };
  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return found.sort();
};

/** What neither another file of the product nor its own file uses is dead, though a test may know it. */
export const exportsAreUsed: Rule = (house) => {
  const taken = new Set<string>();
  const whole = new Set<string>();
  for (const { to, names } of linksOf(house)) {
    for (const name of names) {
      if (name === "*") whole.add(to);
      else taken.add(`${to} ${name}`);
    }
  }
  return sorted(
    house.sources
      .filter(({ file }) => !house.isEntry(file) && !whole.has(file))
      .flatMap(({ file, exports, ownUses }) =>
        exports
          .filter((name) => !ownUses.has(name) && !taken.has(`${file} ${name}`))
          .map((name) => `${file}: ${name}`),
      ),
  );
};

export const filesAreReached: Rule = ({ sources, isEntry }) => {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const reached = new Set<string>();
  const walk = (file: string): void => {
    const source = byFile.get(file);
    if (!source || reached.has(file)) return;
    reached.add(file);
    for (const { to } of source.links) walk(to);
  };
  for (const { file } of sources) if (isEntry(file)) walk(file);
  return sources.filter(({ file }) => !reached.has(file)).map(({ file }) => file);
};

const packageOf = (to: string): string =>
  to
    .split("/")
    .slice(0, to.startsWith("@") ? 2 : 1)
    .join("/");

export const packagesAreUsed: Rule = (house) => {
  const used = new Set(linksOf(house).map(({ to }) => packageOf(to)));
  // Fonts and styles are read from a package's folder by its path.
  const isNamed = (name: string) =>
    house.sources.some(({ text }) => new RegExp(`["'\`]${name}["'\`/]`).test(text));
  return house.packages.filter(
    (name) => !used.has(name) && !isNamed(name) && !house.usedOtherwise.includes(name),
  );
};
