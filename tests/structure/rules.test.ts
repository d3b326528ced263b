import { expect, test } from "vitest";
import {
  buildingBlocksKnowNoModule,
  everyFileHasItsSign,
  exportsAreUsed,
  filesAreReached,
  type House,
  importsHaveNoCycle,
  kindsImportAsTheirSignAllows,
  modulesImportDownward,
  modulesKnowNothingAbove,
  packagesAreUsed,
  privateKindsStayAtHome,
  type Rule,
  routesCallServices,
  rulesArePure,
  sqlIsNoText,
  sqlStandsInQueries,
  tablesAreNamedByTheirOwner,
  theDatabaseKnowsNothingOfTheApp,
  useCasesAreGivenTheWorld,
} from "./rules.ts";
import { readSource } from "./sources.ts";

/** A small house: two floors, one table each. */
function houseOf(files: Readonly<Record<string, string>>, packages: readonly string[] = []): House {
  return {
    sources: Object.entries(files).map(([file, text]) => readSource(file, text)),
    floors: [["upper", "beside"], ["lower"]],
    owners: { roof: "upper", cellar: "lower" },
    isEntry: (file) => file.startsWith("app/routes/"),
    packages,
    usedOtherwise: ["named"],
  };
}

const upper = "app/modules/upper";
const lower = "app/modules/lower";

/** Each rule with a house that it lets stand, and houses that it refuses with the line that it answers. */
const cases: readonly {
  readonly rule: Rule;
  readonly name: string;
  readonly stands: Readonly<Record<string, string>>;
  readonly refused: readonly (readonly [Readonly<Record<string, string>>, string])[];
}[] = [
  {
    rule: everyFileHasItsSign,
    name: "signs",
    stands: {
      [`${upper}/rules.ts`]: "",
      [`${upper}/queries/some.server.ts`]: "",
      [`${upper}/some-words.ts`]: "",
    },
    refused: [
      [{ [`${upper}/helpers.ts`]: "" }, `${upper}/helpers.ts: no sign on the door`],
      [{ "app/modules/attic/rules.ts": "" }, "app/modules/attic/rules.ts: attic stands on no floor"],
    ],
  },
  {
    rule: modulesImportDownward,
    name: "floors",
    stands: { [`${upper}/rules.ts`]: `import { a } from "#app/modules/lower/rules.ts";` },
    refused: [
      [
        { [`${lower}/rules.ts`]: `import { a } from "#app/modules/upper/rules.ts";` },
        `${lower}/rules.ts -> ${upper}/rules.ts`,
      ],
      [
        { [`${lower}/rules.ts`]: `import type { A } from "../upper/rules.ts";` },
        `${lower}/rules.ts -> ${upper}/rules.ts`,
      ],
      [
        {
          [`${lower}/services.server.ts`]: `const a = await import("#app/modules/upper/services.server.ts");`,
        },
        `${lower}/services.server.ts -> ${upper}/services.server.ts`,
      ],
      [
        { [`${upper}/rules.ts`]: `export { a } from "#app/modules/beside/rules.ts";` },
        `${upper}/rules.ts -> app/modules/beside/rules.ts`,
      ],
    ],
  },
  {
    rule: modulesKnowNothingAbove,
    name: "modules and the process",
    stands: { [`${upper}/services.server.ts`]: `import type { Deps } from "#app/ports.ts";` },
    refused: [
      [
        { [`${upper}/services.server.ts`]: `import { jobs } from "#app/server/jobs.ts";` },
        `${upper}/services.server.ts -> app/server/jobs.ts`,
      ],
      [
        { [`${upper}/components.tsx`]: `import { form } from "#app/http/form.server.ts";` },
        `${upper}/components.tsx -> app/http/form.server.ts`,
      ],
    ],
  },
  {
    rule: kindsImportAsTheirSignAllows,
    name: "kinds",
    stands: {
      [`${upper}/services.server.ts`]: `import { a } from "./queries.server.ts"; import { b } from "#app/modules/lower/fragments.server.ts";`,
      [`${upper}/components.tsx`]: `import type { View } from "./services.server.ts";`,
    },
    refused: [
      [
        { [`${upper}/queries.server.ts`]: `import { a } from "./services.server.ts";` },
        `${upper}/queries.server.ts -> ${upper}/services.server.ts`,
      ],
      [
        { [`${upper}/components.tsx`]: `import { act, type View } from "./services.server.ts";` },
        `${upper}/components.tsx -> ${upper}/services.server.ts`,
      ],
      [
        { [`${upper}/rules.ts`]: `import { ja } from "./words.ts";` },
        `${upper}/rules.ts -> ${upper}/words.ts`,
      ],
      [
        { [`${lower}/fragments.server.ts`]: `import { a } from "./queries.server.ts";` },
        `${lower}/fragments.server.ts -> ${lower}/queries.server.ts`,
      ],
    ],
  },
  {
    rule: privateKindsStayAtHome,
    name: "private kinds",
    stands: {
      [`${lower}/services.server.ts`]: `import { a } from "./queries/a.server.ts";`,
      "app/server/contributions.ts": `import { contribution } from "#app/modules/lower/contribution.server.ts";`,
    },
    refused: [
      [
        { [`${upper}/services.server.ts`]: `import { a } from "#app/modules/lower/queries.server.ts";` },
        `${upper}/services.server.ts -> ${lower}/queries.server.ts`,
      ],
      [
        { "app/server/jobs.ts": `import { a } from "#app/modules/lower/queries/a.server.ts";` },
        `app/server/jobs.ts -> ${lower}/queries/a.server.ts`,
      ],
      [
        { [`${upper}/services.server.ts`]: `import { c } from "#app/modules/lower/contribution.server.ts";` },
        `${upper}/services.server.ts -> ${lower}/contribution.server.ts`,
      ],
    ],
  },
  {
    rule: rulesArePure,
    name: "pure rules",
    stands: {
      [`${upper}/rules/a.ts`]: `import { z } from "zod"; import { ok } from "#app/result.ts"; const d = new Date(0);`,
    },
    refused: [
      [{ [`${upper}/rules/a.ts`]: `import fs from "node:fs";` }, `${upper}/rules/a.ts -> node:fs`],
      [
        { [`${upper}/rules/a.ts`]: `import { button } from "#app/ui/button.tsx";` },
        `${upper}/rules/a.ts -> app/ui/button.tsx`,
      ],
      [{ [`${upper}/rules/a.ts`]: `const now = Date.now();` }, `${upper}/rules/a.ts: reads the world`],
    ],
  },
  {
    rule: useCasesAreGivenTheWorld,
    name: "given clocks",
    stands: { [`${upper}/services.server.ts`]: `const at = deps.now();` },
    refused: [
      [
        { [`${upper}/services.server.ts`]: `const at = new Date();` },
        `${upper}/services.server.ts: reads a clock, a dice or the environment`,
      ],
      [
        { [`${upper}/fragments.server.ts`]: `const at = Date.now();` },
        `${upper}/fragments.server.ts: reads a clock, a dice or the environment`,
      ],
    ],
  },
  {
    rule: routesCallServices,
    name: "routes",
    stands: { "app/routes/a.tsx": `import { act } from "#app/modules/upper/services.server.ts";` },
    refused: [
      [
        { "app/routes/a.tsx": `import { rows } from "#app/modules/upper/fragments.server.ts";` },
        `app/routes/a.tsx -> ${upper}/fragments.server.ts`,
      ],
      [{ "app/routes/a.tsx": `import { b } from "./b.tsx";` }, "app/routes/a.tsx -> app/routes/b.tsx"],
      [
        { "app/routes/a.tsx": `import { connect } from "#db/index.server.ts";` },
        "app/routes/a.tsx -> db/index.server.ts",
      ],
    ],
  },
  {
    rule: buildingBlocksKnowNoModule,
    name: "building blocks",
    stands: { "app/ui/a.tsx": `import { lang } from "#app/i18n/lang.ts";` },
    refused: [
      [
        { "app/ui/a.tsx": `import { x } from "#app/modules/upper/rules.ts";` },
        `app/ui/a.tsx -> ${upper}/rules.ts`,
      ],
      [{ "app/forms/a.ts": `import { sql } from "kysely";` }, "app/forms/a.ts -> kysely"],
    ],
  },
  {
    rule: theDatabaseKnowsNothingOfTheApp,
    name: "the database",
    stands: { "db/index.server.ts": `import { fail } from "#app/result.ts";` },
    refused: [
      [
        { "db/index.server.ts": `import { x } from "#app/modules/lower/rules.ts";` },
        `db/index.server.ts -> ${lower}/rules.ts`,
      ],
      [
        { "db/migrations/first.ts": `import { toFlag } from "../codec.ts";` },
        "db/migrations/first.ts -> db/codec.ts",
      ],
    ],
  },
  {
    rule: sqlStandsInQueries,
    name: "the room of SQL",
    stands: {
      [`${upper}/queries.server.ts`]: `import { sql } from "kysely"; executor.selectFrom("roof").where(sql\`1 = 1\`);`,
      [`${lower}/fragments.server.ts`]: `executor.selectFrom("cellar");`,
      "db/dialects/a.ts": `db.selectFrom("cellar");`,
    },
    refused: [
      [
        { [`${upper}/services.server.ts`]: `deps.db.write((trx) => trx.insertInto("roof").values(row));` },
        `${upper}/services.server.ts:1: SQL outside queries`,
      ],
      [{ "app/server/a.ts": `\ndeps.db.read.selectFrom("roof");` }, "app/server/a.ts:2: SQL outside queries"],
      [
        { "app/demonstration/a.ts": `db.updateTable(name).set({});` },
        "app/demonstration/a.ts:1: SQL outside queries",
      ],
      [{ "app/http/a.ts": `import { sql } from "kysely";` }, "app/http/a.ts -> kysely"],
      [{ "app/http/a.ts": "const found = sql`select 1`;" }, "app/http/a.ts:1: SQL outside queries"],
    ],
  },
  {
    rule: tablesAreNamedByTheirOwner,
    name: "owners of tables",
    stands: {
      [`${upper}/queries.server.ts`]: `executor.selectFrom("roof as r").innerJoin(cellars(executor).as("cellar"), "cellar.id", "r.id");`,
      [`${lower}/queries.server.ts`]: `executor.selectFrom("cellar").where((eb) => eb.exists(eb.selectFrom("cellar as other")));`,
    },
    refused: [
      [
        {
          [`${upper}/queries.server.ts`]: `executor.selectFrom("roof").innerJoin("cellar as c", "c.id", "roof.id");`,
        },
        `${upper}/queries.server.ts:1: cellar belongs to lower`,
      ],
      [
        {
          [`${lower}/queries.server.ts`]: `executor.selectFrom("cellar").where((eb) => eb.exists(eb.selectFrom("roof")));`,
        },
        `${lower}/queries.server.ts:1: roof belongs to upper`,
      ],
      [
        { [`${lower}/queries.server.ts`]: `executor.selectFrom(["cellar", "roof as r"]);` },
        `${lower}/queries.server.ts:1: roof belongs to upper`,
      ],
      [
        { [`${lower}/queries.server.ts`]: 'sql`select 1 from "roof" where x = 1`;' },
        `${lower}/queries.server.ts:1: roof belongs to upper`,
      ],
      [
        { [`${lower}/queries.server.ts`]: `sql.table("roof");` },
        `${lower}/queries.server.ts:1: roof belongs to upper`,
      ],
      [
        {
          [`${lower}/queries.server.ts`]: `const of = (table: "roof" | "cellar") => executor.selectFrom(table);`,
        },
        `${lower}/queries.server.ts:1: a table that is not written down`,
      ],
    ],
  },
  {
    rule: sqlIsNoText,
    name: "SQL from strings",
    stands: { [`${upper}/queries.server.ts`]: "sql`select 1`;" },
    refused: [
      [{ "app/server/a.ts": `sql.raw("select " + name);` }, "app/server/a.ts: SQL put together from strings"],
    ],
  },
  {
    rule: importsHaveNoCycle,
    name: "cycles",
    stands: {
      "app/a.ts": `import { b } from "./b.ts"; import { c } from "./c.ts";`,
      "app/b.ts": `import { c } from "./c.ts";`,
      "app/c.ts": "",
    },
    refused: [
      [
        { "app/a.ts": `import { b } from "./b.ts";`, "app/b.ts": `import type { A } from "./a.ts";` },
        "app/a.ts <-> app/b.ts",
      ],
      [
        {
          "app/a.ts": `import { b } from "./b.ts";`,
          "app/b.ts": `export * from "./c.ts";`,
          "app/c.ts": `type A = import("./a.ts").A;`,
        },
        "app/a.ts <-> app/b.ts <-> app/c.ts",
      ],
    ],
  },
  {
    rule: exportsAreUsed,
    name: "unused exports",
    stands: {
      "app/routes/a.tsx": `import { b } from "#app/b.ts"; export const loader = b;`,
      "app/b.ts": `export interface Row {} export const b = (row: Row) => row;`,
    },
    refused: [
      [{ "app/b.ts": `export const b = 1;` }, "app/b.ts: b"],
      [{ "app/b.ts": `export const b = { b: 1 }; one.b;` }, "app/b.ts: b"],
      [{ "app/b.ts": `export type B = 1;` }, "app/b.ts: B"],
      [{ "app/b.ts": `const b = 1; export { b as c };` }, "app/b.ts: c"],
    ],
  },
  {
    rule: filesAreReached,
    name: "unused files",
    stands: { "app/routes/a.tsx": `new Worker(new URL("../b.ts", import.meta.url));`, "app/b.ts": "" },
    refused: [[{ "app/routes/a.tsx": "", "app/b.ts": `import "./routes/a.tsx";` }, "app/b.ts"]],
  },
];

test.each(cases)(
  "$name: what is right stands, each wrong example is refused",
  ({ rule, stands, refused }) => {
    expect(rule(houseOf(stands))).toEqual([]);
    for (const [files, line] of refused) expect(rule(houseOf(files))).toEqual([line]);
  },
);

test("packages: imported, read from their folder or named; any other is refused", () => {
  const files = {
    "app/a.ts": `import { z } from "zod"; import x from "@scope/deep/file.js"; read("fonts/regular.ttf");`,
  };
  expect(packagesAreUsed(houseOf(files, ["zod", "@scope/deep", "fonts", "named"]))).toEqual([]);
  expect(packagesAreUsed(houseOf(files, ["zod", "zodiac"]))).toEqual(["zodiac"]);
});
