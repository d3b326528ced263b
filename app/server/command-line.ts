import { Command, CommanderError } from "commander";
import { commands } from "./commands/index.ts";
import { CommandError, createRunner, type Terminal } from "./commands/run.ts";
import { ConfigError } from "./config.ts";
import { StartError } from "./serve.ts";
import { TemplateError } from "./templates.ts";

/**
 * The command line for operators and scripts: `args` as typed after `--`, the exit code as the answer: 0 ok, 1 the
 * answer is no, 2 wrong use or bad input with the reason on standard error.
 */
export async function runPortal(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let exit: 0 | 1 | 2 = 0;
  const program = new Command("portal")
    .description("Azukari: command line for operators (あずかり: 運用担当者のための操作)")
    .option("--json", "print JSON for scripts (スクリプト用に JSON で出力)")
    .option("--as <email>", "act as this person, with their permissions (この人として操作)")
    .option("--lang <ja|en>", "language of what is printed (出力の言語)")
    .configureHelp({ showGlobalOptions: true, sortSubcommands: true })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  const runner = createRunner(terminal, (code) => {
    exit = code;
  });
  for (const add of commands) add(program, runner);
  inherit(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return exit;
  } catch (error) {
    // Help was asked for, or the use was wrong; the library has printed which.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isExpected =
      error instanceof CommandError ||
      error instanceof ConfigError ||
      error instanceof StartError ||
      error instanceof TemplateError;
    terminal.err(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
}

/** Settings of the program hold for every command under it. */
function inherit(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent);
    inherit(command);
  }
}
