import { deadlineEvents, deadlineFileSchema } from "#app/modules/calendar/rules/deadline-rules.ts";
import {
  computeDeadline,
  isDeadlineEvent,
  parseDeadlineOptions,
} from "#app/modules/calendar/rules/deadlines.ts";
import { words as calendar } from "#app/modules/calendar/words.ts";
import { findOnlyOrganisation, listTemplates } from "#app/modules/organisation/fragments.server.ts";
import type { Problem } from "#app/result.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError, type Run } from "./run.ts";

export const addDeadlines: AddCommand = (program, run) => {
  program
    .command("deadlines")
    .description("when an event's deadline falls, with its rule and steps (期限の計算)")
    .requiredOption("--event <name>", deadlineEvents.join(" | "))
    .requiredOption("--from <date>", "the day it runs from, YYYY-MM-DD (起算日)")
    .option("--option <k=v>", "wrongful=true, months=3, method=bulk (くり返し可)", collect, [])
    .action((options: { event: string; from: string; option: string[] }, command) =>
      run(command, async (context) => {
        const { lang, print } = context;
        if (!isDeadlineEvent(options.event)) {
          throw new CommandError(
            words[lang].unknownChoice({
              name: "--event",
              value: options.event,
              choices: deadlineEvents.join(", "),
            }),
          );
        }
        const parsed = parseDeadlineOptions(options.event, pairs(options.option, lang));
        if (!parsed.ok) return context.refuse(parsed.problem, sentenceOf(parsed.problem, lang));
        const rules = await rulesInForce(context);
        const deadline = computeDeadline(rules, options.event, options.from, parsed.value);
        if (!deadline.ok) return context.refuse(deadline.problem, sentenceOf(deadline.problem, lang));
        const { dueOn, warnOn, nature, rule, lawVersion, source, verified, provisional } = deadline.value;
        const steps = deadline.value.steps.map((step) => ({
          code: step.code,
          nature: step.nature,
          on: step.on,
          text: step.text[lang],
        }));
        print(
          { dueOn, warnOn, nature, rule, lawVersion, source, verified, provisional, steps },
          [
            `${dueOn}  ${calendar[lang].natures[nature]}  ${rule} (${lawVersion})`,
            ...steps.map((step) => `  ${step.text}`),
            ...(provisional ? [`  ${calendar[lang].provisional}`] : []),
            ...(verified ? [] : [`  ${calendar[lang].unverified}`]),
          ].join("\n"),
        );
        return 0;
      }),
    );
};

const collect = (value: string, before: string[]): string[] => [...before, value];

function pairs(options: readonly string[], lang: Run["lang"]): Record<string, string> {
  return Object.fromEntries(
    options.map((option) => {
      const at = option.indexOf("=");
      if (at < 1) throw new CommandError(words[lang].notPair({ value: option }));
      return [option.slice(0, at), option.slice(at + 1)];
    }),
  );
}

/** The organisation's own rules; before `setup` those that are shipped. */
async function rulesInForce({ deps }: Run) {
  const organisation = await findOnlyOrganisation(deps.db.read);
  const kept = await listTemplates(deps.db.read, deps.templates, organisation?.id ?? "", "rules");
  return kept
    .filter((template) => template.key === "deadlines")
    .flatMap((template) => deadlineFileSchema.parse(template.document).rules);
}

function sentenceOf(problem: Problem, lang: Run["lang"]): string | undefined {
  if (problem.kind !== "refused") return undefined;
  const sentences: Readonly<Record<string, unknown>> = calendar[lang].problems;
  const sentence = sentences[problem.code];
  return typeof sentence === "function" ? String(sentence(problem.params ?? {})) : undefined;
}
