import { writeFile } from "node:fs/promises";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { exportFormats, exportRegister } from "#app/modules/views/services/export.server.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError } from "./run.ts";

export const addExport: AddCommand = (program, run) => {
  const group = program.command("export").description("tables for other programs (書出し)");
  group
    .command("register")
    .description("the register of partners as a table (管理台帳)")
    .requiredOption("--format <format>", exportFormats.join("|"))
    .requiredOption("--out <file>", "where to write (出力先)")
    .option("--as-of <date>", "as it held on this day; today when left out (基準日)")
    .action((options: { format: string; out: string; asOf?: string }, command) =>
      run(command, async (context) => {
        const w = words[context.lang];
        const format = exportFormats.find((one) => one === options.format);
        if (!format) {
          throw new CommandError(
            w.unknownChoice({ name: "--format", value: options.format, choices: exportFormats.join(", ") }),
          );
        }
        const asOf = options.asOf === undefined ? null : parseDayInput(options.asOf);
        if (options.asOf !== undefined && asOf === null) {
          throw new CommandError(
            w.unknownChoice({ name: "--as-of", value: options.asOf, choices: "YYYY-MM-DD" }),
          );
        }
        const done = await exportRegister(context.deps, await context.actor(), {
          format,
          ...(asOf === null ? {} : { asOf }),
        });
        if (!done.ok) return context.refuse(done.problem);
        try {
          // Personal data of partners' contacts: for this account alone.
          await writeFile(options.out, done.value.bytes, { mode: 0o600 });
        } catch (error) {
          throw new CommandError(`${options.out}: ${(error as Error).message}`);
        }
        const { rows, unencodable } = done.value;
        context.print({ out: options.out, format, rows, unencodable }, `${options.out} (${rows})`);
        return 0;
      }),
    );
};
