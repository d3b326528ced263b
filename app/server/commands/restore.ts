import { restoreBackup } from "../backup.ts";
import { words } from "../words.ts";
import type { AddCommand } from "./run.ts";

export const addRestore: AddCommand = (program, run) => {
  program
    .command("restore <dir>")
    .description("put a backup into an empty data folder, every byte verified (控えから戻す)")
    .action((dir: string, _options: unknown, command) =>
      run.bare(command, async ({ config, lang, print }) => {
        const restored = await restoreBackup(config, dir);
        print(
          restored,
          [
            words[lang].restoreDone({ files: restored.files, entries: restored.auditEntries }),
            ...(restored.withKeys ? [] : [words[lang].restoreKeys]),
          ].join("\n"),
        );
        return 0;
      }),
    );
};
