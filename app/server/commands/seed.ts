import { seedPartners } from "#app/demonstration/load.ts";
import { getOwnOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError } from "./run.ts";

const MOST = 100_000;

export const addSeed: AddCommand = (program, run) => {
  program
    .command("seed")
    .description("fictional partners for measuring under load (負荷の計測用の架空データ)")
    .requiredOption("--partners <count>", "how many (件数)")
    .action((options: { partners: string }, command) =>
      run(command, async (context) => {
        const count = /^\d{1,6}$/.test(options.partners) ? Number(options.partners) : 0;
        if (count < 1 || count > MOST) {
          throw new CommandError(
            words[context.lang].unknownChoice({
              name: "--partners",
              value: options.partners,
              choices: `1-${MOST}`,
            }),
          );
        }
        const actor = await context.actor();
        // Invented partners never get into a real register.
        const { name, isDemonstration } = await getOwnOrganisation(context.deps, actor);
        if (!isDemonstration) throw new CommandError(words[context.lang].seedReal({ name }));
        const done = await seedPartners(context.deps, actor, count);
        if (!done.ok) return context.refuse(done.problem);
        context.print(done.value, `${done.value.partners}`);
        return 0;
      }),
    );
};
