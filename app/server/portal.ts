import { Command, CommanderError } from "commander";
import { commands } from "./commands/index.ts";
import { CommandError, runner } from "./commands/run.ts";
import { ConfigError } from "./config.ts";
import { StartError } from "./serve.ts";
import { TemplateError } from "./templates.ts";

/**
 * The command line for operators and scripts. Exit codes: 0 ok, 1 the answer is no, 2 wrong use or bad input with the
 * reason on standard error.
 */
const program = new Command("portal")
  .description("Azukari: command line for operators (あずかり: 運用担当者のための操作)")
  .option("--json", "print JSON for scripts (スクリプト用に JSON で出力)")
  .option("--as <email>", "act as this person, with their permissions (この人として操作)")
  .option("--lang <ja|en>", "language of what is printed (出力の言語)")
  .configureHelp({ showGlobalOptions: true, sortSubcommands: true })
  .exitOverride();
for (const add of commands) add(program, runner);
inherit(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help was asked for (0) or the use was wrong; the library has printed which.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof StartError ||
    error instanceof TemplateError
  ) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? error.stack : error);
    process.exitCode = 2;
  }
}

/** Settings of the program hold for every command under it. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}
