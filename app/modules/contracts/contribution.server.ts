import { listed } from "#app/contribution.ts";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import type { Contribution } from "#app/ports.ts";
import { logWords } from "./log-words.ts";
import { listEndingCoverage } from "./queries/tasks.server.ts";
import { endingDays } from "./rules/terms.ts";
import { search } from "./services/search.server.ts";
import { relationsOf } from "./services/touched.server.ts";
import { taskWords } from "./task-words.ts";

export const tasks = {
  "contract-ended": {
    roles: ["office", "department"],
    words: taskWords["contract-ended"],
    find: async (executor, asked) =>
      listed(
        await listEndingCoverage(executor, asked, { from: null, to: addDays(asked.today, -1) }),
        (row) => ({
          whom: row.currentName,
          about: row.title,
          dueOn: row.lastOn,
          href: `/relations/${row.relationId}/contract`,
        }),
      ),
  },
  "contract-notice": {
    roles: ["office", "department"],
    words: taskWords["contract-notice"],
    find: async (executor, asked) =>
      listed(
        await listEndingCoverage(executor, asked, {
          from: asked.today,
          to: addDays(asked.today, endingDays),
        }),
        (row) => ({
          whom: row.currentName,
          about: row.title,
          dueOn: row.lastOn,
          href: `/contracts/${row.contractId}`,
        }),
      ),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "contracts", tasks, log, relationsOf, search };
