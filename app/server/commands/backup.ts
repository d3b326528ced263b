import { makeBackup } from "../backup.ts";
import { words } from "../words.ts";
import type { AddCommand } from "./run.ts";

export const addBackup: AddCommand = (program, run) => {
  program
    .command("backup <dir>")
    .description(
      "a consistent copy of records and files into a new folder, while the portal runs (控えを取る)",
    )
    .option("--with-keys", "include the private keys; keep such a copy as safe as the keys (鍵も含める)")
    .action((dir: string, options: { withKeys?: boolean }, command) =>
      run(command, async ({ config, deps, lang, print }) => {
        const manifest = await makeBackup(config, deps, dir, { withKeys: options.withKeys === true });
        const files = manifest.files.length;
        print(
          { dir, files, bytes: manifest.bytes, withKeys: manifest.withKeys },
          [
            words[lang].backupDone({ dir, files, mib: (manifest.bytes / 1024 / 1024).toFixed(1) }),
            ...(manifest.withKeys ? [] : [words[lang].backupKeys]),
          ].join("\n"),
        );
        return 0;
      }),
    );
};
