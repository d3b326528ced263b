import { checkGateForScript } from "#app/modules/custody/services/gate.server.ts";
import type { AddCommand } from "./run.ts";

export const addGate: AddCommand = (program, run) => {
  program
    .command("gate")
    .description("may data be handed over? every reason; exit 1 when blocked (引渡可否判定)")
    .requiredOption("--relation <id>", "number or id of the relation (取扱案件)")
    .option("--on <date>", "the day asked for, YYYY-MM-DD; today when left out (基準日)")
    .option("--items <a,b>", "data items asked for (項目)")
    .action((options: { relation: string; on?: string; items?: string }, command) =>
      run(command, async (context) => {
        const verdict = await checkGateForScript(context.deps, await context.actor(), {
          relationId: options.relation,
          ...(options.on === undefined ? {} : { asOf: options.on }),
          ...(options.items === undefined
            ? {}
            : { items: options.items.split(",").map((one) => one.trim()) }),
        });
        if (!verdict.ok) return context.refuse(verdict.problem);
        const { allowed, asOf, reasons } = verdict.value;
        const lines = reasons.map(
          (reason) =>
            `  ${reason.effect === "block" ? "×" : "△"} ${reason.message} [${reason.code}] ${reason.basis}\n      → ${reason.cure}`,
        );
        context.print(verdict.value, [`${allowed ? "○" : "×"} ${asOf}`, ...lines].join("\n"));
        return allowed ? 0 : 1;
      }),
    );
};
