import type { Command } from "commander";
import { fieldSentence } from "#app/i18n/field-words.ts";
import { type Lang, langs } from "#app/i18n/lang.ts";
import { problemWords } from "#app/i18n/words.ts";
import { findActorByEmail } from "#app/modules/access/services.server.ts";
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
  /** `value` with `--json`, else `text`. */
  print(value: unknown, text: string): void;
  /** Bad input as the words of a problem; `sentence` is the module's wording of a refusal. */
  refuse(problem: Problem, sentence?: string): never;
}

/** Opens the portal for one command, runs it and closes; `needsDeps: false` runs without a database. */
export interface Runner {
  (command: Command, act: (run: Run) => Promise<Exit>): Promise<void>;
  readonly langOf: (command: Command) => Lang;
}

export type AddCommand = (program: Command, run: Runner) => void;

const langOf = (command: Command): Lang => {
  const given: unknown = command.optsWithGlobals()["lang"];
  if (given === undefined) return operatorLang(process.env);
  const lang = langs.find((one) => one === given);
  if (!lang) throw new CommandError(`--lang ${String(given)}: ja / en`);
  return lang;
};

export const runner: Runner = Object.assign(
  async (command: Command, act: (run: Run) => Promise<Exit>): Promise<void> => {
    const options = command.optsWithGlobals<{ json?: boolean; as?: string }>();
    const lang = langOf(command);
    const config: Config = { ...readConfig(process.env), lang };
    // Standard output is the answer's; the log goes to standard error, and only what matters.
    const level = process.env["LOG_LEVEL"] ? config.logLevel : "warn";
    const deps = await start(config, { log: openLog(level, process.stderr) });
    try {
      process.exitCode = await act({
        config,
        deps,
        lang,
        actor: () => actorOf(deps, lang, options.as),
        print: (value, text) => console.log(options.json ? JSON.stringify(value) : text),
        refuse: (problem, sentence) => {
          throw new CommandError(sentenceOf(problem, lang, sentence));
        },
      });
    } finally {
      await deps.close();
    }
  },
  { langOf },
);

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
  const row = await deps.db.read.selectFrom("organisation").select("id").executeTakeFirst();
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
