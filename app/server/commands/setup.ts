import { fieldSentence } from "#app/i18n/field-words.ts";
import { readMailOf } from "#app/modules/outbox/services.server.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import { prepareOrganisation } from "../prepare.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError, type Run } from "./run.ts";

interface Options {
  readonly policy: string;
  readonly email: string;
  readonly name: string;
  readonly passwordStdin?: boolean;
  readonly fiscalYearStart: string;
  readonly nameKana?: string;
  readonly department?: string;
  readonly demonstration?: boolean;
}

export const addSetup: AddCommand = (program, run) => {
  program
    .command("setup")
    .description("the organisation from its published policy, the first administrator, the keys (初期設定)")
    .requiredOption("--policy <key>", "a policy of templates/policies (方針の版)")
    .requiredOption("--email <address>", "the first administrator (最初の管理者)")
    .requiredOption("--name <name>", "the administrator's name (氏名)")
    .option(
      "--password-stdin",
      "read the password from standard input; else an invitation is made (パスワード)",
    )
    .option("--name-kana <kana>", "reading of the organisation's name (組織名のフリガナ)")
    .option("--department <name>", "the department in charge of joint use (共同利用の主管部署)")
    .option("--fiscal-year-start <MM-DD>", "first day of the fiscal year (事業年度の初日)", "04-01")
    .option("--demonstration", "a fictional organisation whose mail is shown, never sent (架空の組織)")
    .action((options: Options, command) => run(command, (context) => setUp(context, options)));
};

async function setUp(context: Run, options: Options): Promise<0> {
  const { deps, lang, print } = context;
  const w = words[lang];
  const shipped = deps.templates.list("policy");
  const policy = shipped.find((template) => template.key === options.policy);
  if (!policy) {
    const choices = shipped.map((template) => template.key).join(", ");
    throw new CommandError(w.unknownChoice({ name: "--policy", value: options.policy, choices }));
  }
  const [, month, day] = /^(\d{2})-(\d{2})$/.exec(options.fiscalYearStart) ?? [];
  if (month === undefined || day === undefined) {
    throw new CommandError(
      w.unknownChoice({
        name: "--fiscal-year-start",
        value: options.fiscalYearStart,
        choices: "04-01, 03-21",
      }),
    );
  }
  const password = options.passwordStdin ? (await context.input()).replace(/\r?\n$/, "") : undefined;
  const done = await setUpOrganisation(deps, {
    policies: [policy.document],
    organisation: {
      ...(options.nameKana === undefined ? {} : { nameKana: options.nameKana }),
      fiscalYearStart: { month: Number(month), day: Number(day) },
      isDemonstration: options.demonstration === true,
    },
    ...(options.department === undefined ? {} : { department: options.department }),
    administrator: {
      email: options.email,
      name: options.name,
      lang,
      ...(password === undefined ? {} : { password }),
    },
    within: prepareOrganisation(deps, deps.now()),
  });
  if (!done.ok) {
    if (done.problem.kind === "invalid") {
      const labels: Readonly<Record<string, string>> = w.setUpLabels;
      const wrong = done.problem.fields.map((f) => fieldSentence(f, labels[f.path] ?? f.path, lang));
      throw new CommandError([...wrong, w.setUpCure].join("\n"));
    }
    const isRepeated = done.problem.kind === "refused" && done.problem.code === "already-set-up";
    return context.refuse(done.problem, isRepeated ? w.alreadySetUp : undefined);
  }
  const { organisationId, partners } = done.value;
  const invitation = password === undefined ? await readInvitation(context, organisationId) : null;
  const partnerCount = new Set(partners.map((one) => one.partnerId)).size;
  print(
    { organisationId, partners: partnerCount, relations: partners.length, invitation },
    [
      w.setUpDone({ partners: partnerCount, relations: partners.length }),
      ...(invitation === null ? [] : [w.setUpInvitation, invitation]),
    ].join("\n"),
  );
  return 0;
}

/** The administrator's one-time link, for handing over when no mail server is configured. */
async function readInvitation({ config, deps }: Run, organisationId: string): Promise<string | null> {
  if (config.smtpUrl !== null) return null;
  const body = await readMailOf(deps, organisationId, "invitation");
  return /https?:\/\/\S+/.exec(body ?? "")?.[0] ?? null;
}
