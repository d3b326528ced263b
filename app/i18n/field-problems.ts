import type { FieldProblem, Params } from "#app/result.ts";

/** The part of a zod issue that a sentence needs (zod 4). */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly [key: string]: unknown;
}

const isCode = (text: string): boolean => /^[a-z]+(-[a-z0-9]+)*$/.test(text);

const codeOf = (issue: Issue): string => {
  // A schema names its own code as the message: z.string().max(80, "too-long").
  if (isCode(issue.message)) return issue.message;
  const origin = issue["origin"];
  switch (issue.code) {
    case "invalid_type":
      return issue["expected"] === "number" || issue["expected"] === "int" ? "number-invalid" : "required";
    case "too_small":
      if (origin === "string") return issue["minimum"] === 1 ? "required" : "too-short";
      if (origin === "array" || origin === "set") return "choose-some";
      return "number-range";
    case "too_big":
      return origin === "string" ? "too-long" : origin === "array" ? "file-count" : "number-range";
    case "invalid_format":
      return issue["format"] === "email" ? "email-invalid" : issue["format"] === "url" ? "url-invalid" : "invalid";
    case "invalid_value":
      return "unknown-choice";
    default:
      return "invalid";
  }
};

/** Zod issues as field problems, one per path (the first), `path` as the form name. `typed` gives what was entered. */
export const fieldProblemsOf = (
  issues: readonly Issue[],
  typed: (path: string) => string | undefined = () => undefined,
): readonly FieldProblem[] => {
  const seen = new Map<string, FieldProblem>();
  for (const issue of issues) {
    const path = issue.path.map(String).join(".");
    if (seen.has(path)) continue;
    const own = issue["params"];
    const value = typed(path);
    const params: Params = {
      ...(typeof issue["minimum"] === "number" ? { min: issue["minimum"] } : {}),
      ...(typeof issue["maximum"] === "number" ? { max: issue["maximum"] } : {}),
      ...(value === undefined ? {} : { value, length: Array.from(value).length }),
      ...(typeof own === "object" && own !== null ? (own as Params) : {}),
    };
    seen.set(path, { path, code: codeOf(issue), params });
  }
  return [...seen.values()];
};
