import { problemWords } from "#app/i18n/words.ts";
import type { FieldProblem, Params, Problem } from "#app/result.ts";
import { Banner } from "./banner.tsx";
import { useLang } from "./lang.tsx";

/** What an action gives back when it did not act (`again` of the ladder). */
export interface RejectedForm {
  readonly problem: Problem;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** For `useFormValues`: what was typed and what is wrong with it; `passwordField` shows a failed proof of identity. */
export function rejectedSetup(
  rejected: RejectedForm | undefined,
  passwordField?: string,
): {
  values: RejectedForm["values"] | undefined;
  problems: readonly FieldProblem[];
} {
  const problem = rejected?.problem;
  return {
    values: rejected?.values,
    problems:
      problem?.kind === "invalid"
        ? problem.fields
        : problem?.kind === "reauthenticate" && passwordField
          ? [{ path: passwordField, code: "password-wrong" }]
          : [],
  };
}

/** A problem of the whole act that belongs to no field, above the form. `refused` words the module's own codes. */
export function FormProblem({
  rejected,
  refused,
  passwordField,
}: {
  rejected: RejectedForm | undefined;
  refused?: (code: string, params: Params) => string | undefined;
  passwordField?: string;
}) {
  const lang = useLang();
  const problem = rejected?.problem;
  if (!problem || problem.kind === "invalid" || (problem.kind === "reauthenticate" && passwordField))
    return null;
  const sentence = problem.kind === "refused" ? refused?.(problem.code, problem.params ?? {}) : undefined;
  const { title, body } = problemWords(problem, lang, sentence);
  return (
    <Banner is="bad" title={title} live>
      {body}
    </Banner>
  );
}
