import { createDeps } from "../deps.ts";
import { migrateDatabase } from "../serve.ts";
import { words } from "../words.ts";
import type { AddCommand } from "./run.ts";

export const addMigrate: AddCommand = (program, run) => {
  program
    .command("migrate")
    .description("bring the database's tables up to this program; take a backup first (データベースの移行)")
    .action((_options: unknown, command) =>
      run.bare(command, async ({ config, lang, print }) => {
        const deps = await createDeps(config);
        try {
          const done = await migrateDatabase(deps, lang);
          const w = words[lang];
          print(
            { migrated: done },
            done.length === 0 ? w.migrateNothing : w.migrateDone({ names: done.join(", ") }),
          );
          return 0;
        } finally {
          await deps.close();
        }
      }),
    );
};
