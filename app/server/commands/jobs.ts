import { runDueJobs } from "../jobs.ts";
import type { AddCommand } from "./run.ts";

export const addJobs: AddCommand = (program, run) => {
  const jobs = program.command("jobs").description("work that runs by itself (自動で行う処理)");
  jobs
    .command("run-due")
    .description("run what is due now: mail, sweeping, checkpoints (期日の来た処理を今すぐ行う)")
    .option("--all", "run every job, due or not (すべて行う)")
    .action((options: { all?: boolean }, command) =>
      run(command, async ({ deps, print }) => {
        const outcomes = await runDueJobs(deps, options.all === true);
        print(
          { jobs: outcomes },
          outcomes
            .map(({ name, outcome, error }) => `${name}: ${error ?? JSON.stringify(outcome)}`)
            .join("\n"),
        );
        return outcomes.every((one) => one.error === null) ? 0 : 1;
      }),
    );
};
