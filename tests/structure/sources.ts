import path from "node:path";
import ts from "typescript";

/** One import or re-export of a file. */
export interface Link {
  readonly from: string;
  /** A file of this project, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
  /** Names taken; `*` for all of them (namespace, re-export of everything, dynamic import). */
  readonly names: readonly string[];
}

/** A place in a file where SQL is written. */
export interface Statement {
  readonly file: string;
  readonly line: number;
  /** Tables that are named in it; null where the table is not written down but held in a variable. */
  readonly tables: readonly string[] | null;
}

/** A file as the structure test reads it. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly links: readonly Link[];
  readonly exports: readonly string[];
  /** Exported names that the file itself uses besides declaring them. */
  readonly ownUses: ReadonlySet<string>;
  readonly statements: readonly Statement[];
}

/** Kysely's ways of naming a table: the method's first argument. */
const naming = new Set([
  "selectFrom",
  "innerJoin",
  "leftJoin",
  "rightJoin",
  "fullJoin",
  "crossJoin",
  "innerJoinLateral",
  "leftJoinLateral",
  "insertInto",
  "replaceInto",
  "updateTable",
  "deleteFrom",
  "mergeInto",
  "using",
  "table",
]);
/** Of these a statement is begun; a join stands inside one. */
const beginning = new Set([
  "selectFrom",
  "insertInto",
  "replaceInto",
  "updateTable",
  "deleteFrom",
  "mergeInto",
]);
const rawTable = /\b(?:from|join|into|update)\s+"?([A-Za-z_]\w*)"?/gi;

const first = (text: string): string => text.trim().split(/\s+/)[0] ?? "";

/** Whether a call is Kysely's: `table`, `using` and the joins have namesakes elsewhere. */
const isNaming = (call: ts.CallExpression): string | null => {
  if (!ts.isPropertyAccessExpression(call.expression)) return null;
  const method = call.expression.name.text;
  if (!naming.has(method) || call.arguments.length === 0) return null;
  if (method === "table") {
    const on = call.expression.expression;
    return ts.isIdentifier(on) && on.text === "sql" ? method : null;
  }
  return method;
};

/** Tables named by one argument: null when it is a variable, none when it is a subquery built in place. */
function tablesIn(argument: ts.Expression): readonly string[] | null {
  if (ts.isStringLiteralLike(argument)) return [first(argument.text)];
  if (ts.isArrayLiteralExpression(argument)) {
    const each = argument.elements.map(tablesIn);
    return each.some((one) => one === null) ? null : each.flatMap((one) => one ?? []);
  }
  // A fragment of the owner, aliased (`partnerNames(…).as("partner")`), or a callback that builds one.
  if (ts.isCallExpression(argument) || ts.isArrowFunction(argument)) return [];
  return null;
}

function statementsOf(source: ts.SourceFile, file: string): Statement[] {
  const found: Statement[] = [];
  const at = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const method = isNaming(node);
      const argument = node.arguments[0];
      if (method !== null && argument) {
        const tables = tablesIn(argument);
        // `using` and `table` of other libraries take no names of ours; only what names one or begins a statement counts.
        if (beginning.has(method) || tables === null || tables.length > 0) {
          found.push({ file, line: at(node), tables });
        }
      }
    }
    if (ts.isTaggedTemplateExpression(node) && tagOf(node.tag) === "sql") {
      const template = node.template;
      const text = ts.isNoSubstitutionTemplateLiteral(template)
        ? template.text
        : [template.head.text, ...template.templateSpans.map((span) => span.literal.text)].join(" ? ");
      found.push({
        file,
        line: at(node),
        tables: [...text.matchAll(rawTable)].map((match) => match[1] ?? ""),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `sql`, also as `sql<boolean>`. */
const tagOf = (tag: ts.Node): string =>
  ts.isIdentifier(tag) ? tag.text : ts.isExpressionWithTypeArguments(tag) ? tagOf(tag.expression) : "";

const resolve = (from: string, specifier: string): string =>
  specifier.startsWith("#")
    ? specifier.slice(1)
    : specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(from), specifier)
      : specifier;

function linksOf(source: ts.SourceFile, file: string): Link[] {
  const links: Link[] = [];
  const add = (specifier: string, isTypeOnly: boolean, names: readonly string[]) =>
    links.push({ from: file, to: resolve(file, specifier), isTypeOnly, names });
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const clause = statement.importClause;
      const named = clause?.namedBindings;
      const elements = named && ts.isNamedImports(named) ? [...named.elements] : [];
      const names = [
        ...(clause?.name ? ["default"] : []),
        ...(named && ts.isNamespaceImport(named) ? ["*"] : []),
        ...elements.map((one) => (one.propertyName ?? one.name).text),
      ];
      const isTypeOnly =
        clause !== undefined &&
        (clause.isTypeOnly ||
          (elements.length > 0 && !clause.name && elements.every((element) => element.isTypeOnly)));
      add(statement.moduleSpecifier.text, isTypeOnly, names);
    }
    if (
      ts.isExportDeclaration(statement) &&
      statement.moduleSpecifier &&
      ts.isStringLiteral(statement.moduleSpecifier)
    ) {
      const clause = statement.exportClause;
      const names =
        clause && ts.isNamedExports(clause)
          ? clause.elements.map((one) => (one.propertyName ?? one.name).text)
          : ["*"];
      add(statement.moduleSpecifier.text, statement.isTypeOnly, names);
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const argument = node.arguments[0];
      if (argument && ts.isStringLiteralLike(argument)) add(argument.text, false, ["*"]);
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) add(literal.text, true, ["*"]);
    }
    // A worker or a process is started by the address of its file.
    if (
      ts.isNewExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === "URL" &&
      node.arguments?.[0] &&
      ts.isStringLiteralLike(node.arguments[0]) &&
      node.arguments[0].text.startsWith(".")
    ) {
      add(node.arguments[0].text, false, ["*"]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return links;
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false);

function exportsOf(source: ts.SourceFile): string[] {
  const names: string[] = [];
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (clause && ts.isNamedExports(clause)) names.push(...clause.elements.map((one) => one.name.text));
      continue;
    }
    if (!isExported(statement)) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name)) names.push(name.text);
        else
          for (const one of name.elements) if (ts.isBindingElement(one)) names.push(one.name.getText(source));
      }
    } else if (
      (ts.isFunctionDeclaration(statement) ||
        ts.isClassDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)) &&
      statement.name
    ) {
      names.push(statement.name.text);
    }
  }
  return names;
}

/** Names that occur again in their own file, besides where they are declared or exported. */
function ownUsesOf(source: ts.SourceFile, exported: readonly string[]): Set<string> {
  const sought = new Set(exported);
  const used = new Set<string>();
  const isDeclaration = (node: ts.Identifier): boolean => {
    const { parent } = node;
    if (ts.isExportSpecifier(parent)) return true;
    const isNamed =
      ts.isVariableDeclaration(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyAccessExpression(parent);
    return isNamed && parent.name === node;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && sought.has(node.text) && !isDeclaration(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return used;
}

/** Reads one file; nothing is resolved against the disk, so that the rules can be held by examples written in a test. */
export function readSource(file: string, text: string): Source {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const exports = exportsOf(source);
  return {
    file,
    text,
    links: linksOf(source, file),
    exports,
    ownUses: ownUsesOf(source, exports),
    statements: statementsOf(source, file),
  };
}
