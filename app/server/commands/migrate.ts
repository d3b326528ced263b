import { readConfig } from "../config.ts";
import { createDeps } from "../deps.ts";
import { words } from "../words.ts";
import type { AddCommand } from "./run.ts";

export const addMigrate: AddCommand = (program, run) => {
  program
    .command("migrate")
    .description("bring the database's tables up to this program; take a backup first (データベースの移行)")
    .action(async (_options: unknown, command) => {
      const lang = run.langOf(command);
      const deps = await createDeps(readConfig(process.env));
      try {
        const done = await deps.db.migrate();
        const text =
          done.length === 0
            ? words[lang].migrateNothing
            : words[lang].migrateDone({ names: done.join(", ") });
        console.log(command.optsWithGlobals()["json"] ? JSON.stringify({ migrated: done }) : text);
      } finally {
        await deps.close();
      }
    });
};
