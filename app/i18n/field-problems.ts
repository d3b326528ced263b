import type { FieldProblem, Params } from "#app/result.ts";

/** The part of a zod issue that a sentence needs (zod 4); its other members are looked up by name. */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

const member = (issue: Issue, name: string): unknown => Reflect.get(issue, name);

const isCode = (text: string): boolean => /^[a-z]+(-[a-z0-9]+)*$/.test(text);

const formatCodes: Readonly<Record<string, string>> = { email: "email-invalid", url: "url-invalid" };

const codeOf = (issue: Issue): string => {
  // A schema names its own code as the message: z.string().max(80, "too-long").
  if (isCode(issue.message)) return issue.message;
  const origin = member(issue, "origin");
  switch (issue.code) {
    case "invalid_type":
      return ["number", "int"].includes(String(member(issue, "expected"))) ? "number-invalid" : "required";
    case "too_small":
      if (origin === "string") return member(issue, "minimum") === 1 ? "required" : "too-short";
      if (origin === "array" || origin === "set") return "choose-some";
      return "number-range";
    case "too_big":
      return origin === "string" ? "too-long" : origin === "array" ? "file-count" : "number-range";
    case "invalid_format":
      return formatCodes[String(member(issue, "format"))] ?? "invalid";
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
    const own = member(issue, "params");
    const minimum = member(issue, "minimum");
    const maximum = member(issue, "maximum");
    const value = typed(path);
    const params: Params = {
      ...(typeof minimum === "number" ? { min: minimum } : {}),
      ...(typeof maximum === "number" ? { max: maximum } : {}),
      ...(value === undefined ? {} : { value, length: Array.from(value).length }),
      ...(typeof own === "object" && own !== null ? (own as Params) : {}),
    };
    seen.set(path, { path, code: codeOf(issue), params });
  }
  return [...seen.values()];
};
