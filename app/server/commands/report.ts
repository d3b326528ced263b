import { writeFile } from "node:fs/promises";
import { readReportFile } from "#app/modules/oversight/services/file.server.ts";
import { words } from "../words.ts";
import { type AddCommand, CommandError } from "./run.ts";

export const addReport: AddCommand = (program, run) => {
  const report = program.command("report").description("reports as files (報告書をファイルに書き出す)");
  report
    .command("oversight")
    .description(
      "the oversight report of a fiscal year: the latest sealed file, else a draft marked 案 (委託先等監督報告書)",
    )
    .requiredOption("--fiscal-year <n>", "the year in which the fiscal year begins (年度)")
    .requiredOption("--out <file>", "where to write the PDF (書き出し先)")
    .action((options: { fiscalYear: string; out: string }, command) =>
      run(command, async (context) => {
        const { deps, lang, print } = context;
        if (!/^\d{4}$/.test(options.fiscalYear)) {
          throw new CommandError(
            words[lang].unknownChoice({ name: "--fiscal-year", value: options.fiscalYear, choices: "YYYY" }),
          );
        }
        const actor = await context.actor();
        const file = await readReportFile(deps, actor, {
          fiscalYear: Number(options.fiscalYear),
          language: lang,
        });
        if (!file.ok) return context.refuse(file.problem);
        const { bytes, number, isSealed } = file.value;
        await writeFile(options.out, bytes).catch((error: NodeJS.ErrnoException) => {
          throw new CommandError(
            words[lang].fileUnwritable({ file: options.out, reason: error.code ?? error.message }),
          );
        });
        print(
          { file: options.out, bytes: bytes.byteLength, number, isSealed },
          isSealed
            ? words[lang].reportSealed({ file: options.out, number: number ?? "" })
            : words[lang].reportDraft({ file: options.out }),
        );
        return 0;
      }),
    );
};
