import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type FieldErrors, set, useForm } from "react-hook-form";
import type { ZodType } from "zod";
import { fieldProblemsOf } from "#app/i18n/field-problems.ts";
import { type FieldWordParams, fieldSentence } from "#app/i18n/field-words.ts";
import type { FieldProblem } from "#app/result.ts";
import { ErrorSummary, type SummaryProblem } from "./error-summary.tsx";
import { fieldId } from "./fields.tsx";
import { type FormValues, readForm } from "./form-values.ts";
import { useLang } from "./lang.tsx";

export interface FormSetup {
  /** Form name to label, in page order; `*` stands for an index (`scope.*.items`). */
  readonly labels: Readonly<Record<string, string>>;
  /** What was typed before the failed submit, else what is stored. */
  readonly values?: FormValues | undefined;
  /** What the server said (422). */
  readonly problems?: readonly FieldProblem[] | undefined;
  /** The schema the server uses: judged in the browser first, on the same reading of the same form. */
  readonly schema?: ZodType | undefined;
  /** Names that are lists even with one entry (check boxes). */
  readonly many?: readonly string[];
  /** Sentences of the module's own codes. */
  readonly sentences?: Readonly<Record<string, (p: FieldWordParams) => string>>;
}

export interface FormState {
  /** Props of a text, select or day field. */
  readonly field: (name: string) => {
    name: string;
    label: string;
    error: string | undefined;
    defaultValue: string;
  };
  /** Props of `Choices`. */
  readonly choices: (name: string) => {
    name: string;
    label: string;
    error: string | undefined;
    defaultValue: readonly string[];
  };
  /** Props of `CheckField`. */
  readonly check: (
    name: string,
    value?: string,
  ) => {
    name: string;
    label: string;
    error: string | undefined;
    value: string;
    defaultChecked: boolean;
  };
  /** Props of `FileField` and `PasswordField`, which render no value. */
  readonly blank: (name: string) => { name: string; label: string; error: string | undefined };
  readonly error: (name: string) => string | undefined;
  readonly value: (name: string) => string;
  readonly summary: readonly SummaryProblem[];
  /** Spread on `Form`. */
  readonly formProps: {
    readonly summary: readonly SummaryProblem[];
    readonly attempt: unknown;
    readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    readonly onBlur: (event: FormEvent<HTMLFormElement>) => void;
  };
}

const none: readonly FieldProblem[] = [];

interface ProblemHolder {
  readonly problem?: FieldProblem;
}

const problemsIn = (node: unknown): readonly FieldProblem[] => {
  if (typeof node !== "object" || node === null) return none;
  const own = (node as ProblemHolder).problem;
  const inner = Object.entries(node).flatMap(([key, value]) =>
    key === "problem" || key === "ref" ? none : problemsIn(value),
  );
  return own ? [own, ...inner] : inner;
};

const labelOf = (labels: FormSetup["labels"], path: string): string =>
  labels[path] ??
  labels[path.replaceAll(/\.\d+(?=\.|$)/g, ".*")] ??
  labels[path.split(".").slice(0, -1).join(".")] ??
  path;

/**
 * State of one form. The server renders values and problems; in the browser react-hook-form judges the real form with the server's
 * schema at submit and, after a failed one, again when a field is left. A form that passes is submitted natively with its
 * submitter, so the server sees one encoding whether JavaScript ran or not.
 */
export const useFormValues = (setup: FormSetup): FormState => {
  const lang = useLang();
  const { labels, values = {}, problems = none, schema, many = [], sentences } = setup;
  const element = useRef<HTMLFormElement | null>(null);
  const submitter = useRef<HTMLElement | null>(null);
  const passing = useRef(false);

  const judge = (): readonly FieldProblem[] => {
    if (!element.current || !schema) return none;
    const data = new FormData(element.current, submitter.current);
    const judged = schema.safeParse(readForm(data, many));
    if (judged.success) return none;
    return fieldProblemsOf(judged.error.issues, (path) => {
      const typed = data.get(path);
      return typeof typed === "string" ? typed : undefined;
    });
  };

  const form = useForm({
    shouldFocusError: false,
    resolver: () => {
      const errors: FieldErrors = {};
      const found = judge();
      for (const problem of found) set(errors, problem.path || "root", { type: problem.code, problem });
      return found.length === 0 ? { values: {}, errors: {} } : { values: {}, errors };
    },
  });
  const { errors, submitCount } = form.formState;

  // Fresh answers of the server replace what the browser found before; they are told by content, since callers build them anew.
  const answer = JSON.stringify(problems);
  const [answered, setAnswered] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts
  useEffect(() => setAnswered(submitCount), [answer]);
  const shown = submitCount > answered ? problemsIn(errors) : problems;

  const sentenceOf = (problem: FieldProblem): string =>
    fieldSentence(problem, labelOf(labels, problem.path), lang, sentences);
  const error = (name: string): string | undefined => {
    const problem = shown.find((each) => each.path === name);
    return problem ? sentenceOf(problem) : undefined;
  };
  const list = (name: string): readonly string[] => {
    const value = values[name];
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
  };
  const value = (name: string): string => list(name)[0] ?? "";
  const blank = (name: string) => ({ name, label: labelOf(labels, name), error: error(name) });
  const summary = shown.map((problem) => ({
    id: problem.path === "" ? "" : fieldId(problem.path),
    text: sentenceOf(problem),
  }));

  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    const native = event.nativeEvent as SubmitEvent;
    const target = event.currentTarget;
    const skips = native.submitter instanceof HTMLButtonElement && native.submitter.formNoValidate;
    if (passing.current || !schema || skips) return;
    event.preventDefault();
    element.current = target;
    submitter.current = native.submitter;
    void form.handleSubmit(() => {
      // A task of its own: inside the first submit event the browser ignores requestSubmit (HTML, "firing submission events").
      window.setTimeout(() => {
        passing.current = true;
        target.requestSubmit(submitter.current);
        passing.current = false;
      });
    })(event);
  };
  const onBlur = (event: FormEvent<HTMLFormElement>): void => {
    const left = event.target;
    const name = left instanceof HTMLElement ? left.getAttribute("name") : null;
    if (submitCount === 0 || !schema || !name) return;
    element.current = event.currentTarget;
    void form.trigger(name);
  };

  return {
    field: (name) => ({ ...blank(name), defaultValue: value(name) }),
    choices: (name) => ({ ...blank(name), defaultValue: list(name) }),
    check: (name, sent = "yes") => ({
      ...blank(name),
      value: sent,
      defaultChecked: list(name).includes(sent),
    }),
    blank,
    error,
    value,
    summary,
    formProps: { summary, attempt: submitCount > answered ? submitCount : answer, onSubmit, onBlur },
  };
};

export interface FormProps extends Omit<ComponentProps<"form">, "method" | "encType"> {
  readonly method?: "get" | "post";
  /** Idempotency key from the loader: the same key acts once, however often it is sent. */
  readonly once?: string | undefined;
  /** The revision that was read, for a conflict to be noticed. */
  readonly revision?: number | undefined;
  readonly multipart?: boolean;
  readonly summary?: readonly SummaryProblem[];
  readonly attempt?: unknown;
  readonly summaryNote?: ReactNode;
  /** `false` leaves out the error summary (small forms inside a page that has one). */
  readonly withSummary?: boolean;
}

/** The form element: error summary first, hidden keys, and a second click that does nothing while the first is on its way. */
export const Form = ({
  method = "post",
  once,
  revision,
  multipart = false,
  summary = [],
  attempt,
  summaryNote,
  withSummary = true,
  onSubmit,
  children,
  ...rest
}: FormProps) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A page taken from the back-forward cache must be sendable again.
    const release = () => form.current?.removeAttribute("data-busy");
    window.addEventListener("pageshow", release);
    return () => window.removeEventListener("pageshow", release);
  }, []);
  return (
    <>
      {withSummary ? <ErrorSummary problems={summary} attempt={attempt} note={summaryNote} /> : null}
      <form
        method={method}
        encType={multipart ? "multipart/form-data" : undefined}
        noValidate
        ref={form}
        onSubmit={(event) => {
          const target = event.currentTarget;
          if (target.dataset.busy !== undefined) {
            event.preventDefault();
            return;
          }
          onSubmit?.(event);
          if (event.defaultPrevented || method === "get") return;
          target.dataset.busy = "";
          // An answer that is a download leaves the page as it is; the once key still guards the act.
          window.setTimeout(() => target.removeAttribute("data-busy"), 4000);
        }}
        {...rest}
      >
        {once === undefined ? null : <input type="hidden" name="_once" value={once} />}
        {revision === undefined ? null : <input type="hidden" name="_revision" value={revision} />}
        {children}
      </form>
    </>
  );
};
