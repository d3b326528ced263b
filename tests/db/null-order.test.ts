import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { listReports } from "#app/modules/oversight/queries/reports.server.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

/**
 * In ascending order nulls come first on SQLite and last on PostgreSQL: an order by a column that may be null says where
 * they come (db/order.ts).
 */
const root = path.resolve(import.meta.dirname, "../..");
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true);

/** Columns that may be null, a table each, as db/schema.ts declares them. */
function readNullable(): ReadonlyMap<string, ReadonlySet<string>> {
  const byType = new Map<string, Set<string>>();
  const byTable = new Map<string, ReadonlySet<string>>();
  for (const statement of parse("db/schema.ts").statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    const members = statement.members.filter(ts.isPropertySignature);
    if (statement.name.text === "Schema") {
      for (const member of members)
        byTable.set(member.name.getText(), byType.get(member.type?.getText() ?? "") ?? new Set());
    } else {
      const nullable = members.filter((member) => /\bnull\b/.test(member.type?.getText() ?? ""));
      byType.set(statement.name.text, new Set(nullable.map((member) => member.name.getText())));
    }
  }
  return byTable;
}
const nullable = readNullable();

function sources(dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const inner = path.posix.join(dir, entry.name);
    if (entry.isDirectory()) return sources(inner);
    return /\.tsx?$/.test(entry.name) ? [inner] : [];
  });
}

interface Chain {
  /** The tables that the calls before name; null where it begins at something that does not show them. */
  readonly tables: readonly string[] | null;
  /** Columns on which the calls before put a condition that null does not meet. */
  readonly asked: readonly string[];
}

function chainBefore(from: ts.Node): Chain {
  const tables: string[] = [];
  const asked: string[] = [];
  let isWhole = false;
  let at = from;
  while (ts.isPropertyAccessExpression(at) || ts.isCallExpression(at)) {
    if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
      const method = at.expression.name.text;
      const [first, operator] = at.arguments.map((each) => (ts.isStringLiteral(each) ? each.text : ""));
      if (first && /^(selectFrom|\w+Join)$/.test(method)) tables.push(first.split(" ")[0] ?? "");
      if (first && method === "where" && operator !== "is") asked.push(first);
      isWhole ||= method === "selectFrom" && first !== "";
    }
    at = at.expression;
  }
  if (!isWhole && ts.isIdentifier(at)) {
    const begun = findValue(at);
    if (begun) return { tables: chainBefore(begun).tables, asked };
  }
  return { tables: isWhole ? tables : null, asked };
}

/** What a variable of the function around was declared as. */
function findValue(name: ts.Identifier): ts.Expression | undefined {
  let around: ts.Node = name;
  while (around.parent && !ts.isFunctionLike(around)) around = around.parent;
  let found: ts.Expression | undefined;
  const walk = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text) found ??= node.initializer;
    ts.forEachChild(node, walk);
  };
  walk(around);
  return found;
}

function mayBeNull(call: ts.CallExpression, column: string): boolean {
  const { tables, asked } = chainBefore(call.expression);
  if (asked.includes(column)) return false;
  const [name = "", table] = column.split(".").reverse();
  const possible = table === undefined ? (tables ?? [...nullable.keys()]) : [table];
  return possible.some((each) => nullable.get(each)?.has(name));
}

/** Orders by a named column that may be null and does not say where nulls come. Expressions are not judged. */
function listUnsaid(file: string): string[] {
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "orderBy"
    ) {
      const [by, direction] = node.arguments;
      const isSaid = /^(asc|desc)Nulls(First|Last)$/.test(direction?.getText() ?? "");
      if (by && ts.isStringLiteral(by) && !isSaid && mayBeNull(node, by.text))
        found.push(`${file}: ${by.text}`);
    }
    ts.forEachChild(node, walk);
  };
  walk(parse(file));
  return found;
}

test("every order by what may be null says where nulls come", () => {
  expect(nullable.get("relation")?.has("endsOn")).toBe(true);
  expect(nullable.get("relation")?.has("number")).toBe(false);
  const files = [...sources("app"), ...sources("db")];
  expect(files.flatMap(listUnsaid)).toEqual([]);
});

forEachDatabase("a report of no year comes after those of a year, on both databases", async (open) => {
  const db = await open();
  await insertOrganisation(db);
  const report = (fiscalYear: number | null, number: string) => ({
    id: number,
    organisationId: "org",
    kind: "annual",
    fiscalYear,
    subjectId: null,
    number,
    title: "報告(架空)",
    language: "ja",
    asOf: "2026-11-24",
    opinion: null,
    nextPlan: null,
    state: "draft",
    model: null,
    circulationId: null,
    createdAt: "2026-11-24T03:00:00.000Z",
    createdBy: null,
    revision: 1,
  });
  const reports = [report(2025, "R-2"), report(null, "R-1"), report(2026, "R-3")];
  await db.write((trx) => trx.insertInto("report").values(reports).execute());
  const listed = await listReports(db.read, "org", "annual");
  expect(listed.map((row) => row.fiscalYear)).toEqual([2026, 2025, null]);
});
