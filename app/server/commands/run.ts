import type { Command } from "commander";
import { fieldSentence } from "#app/i18n/field-words.ts";
import { type Lang, langs } from "#app/i18n/lang.ts";
import { problemWords } from "#app/i18n/words.ts";
import { findActorByEmail } from "#app/modules/access/services/sessions.server.ts";
import { findOnlyOrganisation } from "#app/modules/organisation/fragments.server.ts";
import type { Actor } from "#app/ports.ts";
import type { Problem } from "#app/result.ts";
import { type Config, readConfig } from "../config.ts";
import type { ServerDeps } from "../deps.ts";
import { openLog } from "../log.ts";
import { start } from "../serve.ts";
import { operatorLang, words } from "../words.ts";

/** Wrong use or bad input: printed on standard error, exit code 2. */
export class CommandError extends Error {}

/** 0 ok, 1 the answer is no. */
export type Exit = 0 | 1;

export interface Run {
  readonly config: Config;
  readonly deps: ServerDeps;
  readonly lang: Lang;
  /** The person of `--as`, else the recorded actor "command line". */
  actor(): Promise<Actor>;
  /** Everything on standard input. */
  input(): Promise<string>;
  /** `value` with `--json`, else `text`. */
  print(value: unknown, text: string): void;
  /** Bad input as the words of a problem; `sentence` is the module's wording of a refusal. */
  refuse(problem: Problem, sentence?: string): never;
}

/** Opens the portal for one command, runs it and closes. */
export interface Runner {
  (command: Command, act: (run: Run) => Promise<Exit>): Promise<void>;
  /** For a command that must not open the database as it is (`restore`, `migrate`). */
  readonly bare: (command: Command, act: (run: Bare) => Promise<Exit>) => Promise<void>;
}
export type Bare = Pick<Run, "config" | "lang" | "print">;

export type AddCommand = (program: Command, run: Runner) => void;

/** Where a command is typed and its answer appears. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Everything on standard input. */
  readonly input: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** `exit` hears the answer of the command that ran. */
export function createRunner(terminal: Terminal, exit: (code: Exit) => void): Runner {
  const open = (command: Command): Bare => {
    const options = command.optsWithGlobals<{ json?: boolean; lang?: string }>();
    const lang = langOf(options.lang, terminal.env);
    return {
      lang,
      config: { ...readConfig(terminal.env), lang },
      print: (value, text) => terminal.out(`${options.json ? JSON.stringify(value) : text}\n`),
    };
  };
  const run = async (command: Command, act: (run: Run) => Promise<Exit>): Promise<void> => {
    const bare = open(command);
    const { config, lang } = bare;
    // Standard output is the answer's; the log goes to standard error, and only what matters.
    const level = terminal.env["LOG_LEVEL"] ? config.logLevel : "warn";
    const deps = await start(config, { log: openLog(level, { write: terminal.err }) });
    try {
      const outcome = await act({
        ...bare,
        deps,
        input: terminal.input,
        actor: () => actorOf(deps, lang, command.optsWithGlobals<{ as?: string }>().as),
        refuse: (problem, sentence) => {
          throw new CommandError(sentenceOf(problem, lang, sentence));
        },
      });
      exit(outcome);
    } finally {
      await deps.close();
    }
  };
  return Object.assign(run, {
    bare: async (command: Command, act: (run: Bare) => Promise<Exit>) => exit(await act(open(command))),
  });
}

function langOf(given: string | undefined, env: Terminal["env"]): Lang {
  if (given === undefined) return operatorLang(env);
  const lang = langs.find((one) => one === given);
  if (!lang) throw new CommandError(`--lang ${given}: ja / en`);
  return lang;
}

async function actorOf(deps: ServerDeps, lang: Lang, email: string | undefined): Promise<Actor> {
  if (email !== undefined) {
    const actor = await findActorByEmail(deps, email);
    if (!actor) throw new CommandError(words[lang].nobody({ email }));
    return { ...actor, lang };
  }
  return { kind: "system", name: "command line", organisationId: await onlyOrganisation(deps, lang), lang };
}

/** The organisation of this deployment; CommandError before `setup`. */
export async function onlyOrganisation(deps: ServerDeps, lang: Lang): Promise<string> {
  const row = await findOnlyOrganisation(deps.db.read);
  if (!row) throw new CommandError(words[lang].notSetUp);
  return row.id;
}

function sentenceOf(problem: Problem, lang: Lang, sentence?: string): string {
  const w = words[lang];
  switch (problem.kind) {
    case "not-found":
      return w.notFound;
    case "forbidden":
      return w.forbidden;
    case "invalid":
      return problem.fields.map((field) => fieldSentence(field, field.path, lang)).join("\n");
    case "refused":
      if (sentence !== undefined) return sentence;
      return `${problemWords(problem, lang).title} (${problem.code} ${JSON.stringify(problem.params ?? {})})`;
    default: {
      const { title, body } = problemWords(problem, lang);
      return `${title}\n${body}`;
    }
  }
}
