import { restoreBackup } from "../backup.ts";
import { readConfig } from "../config.ts";
import { words } from "../words.ts";
import type { AddCommand } from "./run.ts";

export const addRestore: AddCommand = (program, run) => {
  program
    .command("restore <dir>")
    .description("put a backup into an empty data folder, every byte verified (控えから戻す)")
    .action(async (dir: string, _options: unknown, command) => {
      const lang = run.langOf(command);
      const restored = await restoreBackup({ ...readConfig(process.env), lang }, dir);
      const text = [
        words[lang].restoreDone({ files: restored.files, entries: restored.auditEntries }),
        ...(restored.withKeys ? [] : [words[lang].restoreKeys]),
      ].join("\n");
      console.log(command.optsWithGlobals()["json"] ? JSON.stringify(restored) : text);
    });
};
