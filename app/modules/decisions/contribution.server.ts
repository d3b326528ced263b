import { listed } from "#app/contribution.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Contribution } from "#app/ports.ts";
import { logWords } from "./log-words.ts";
import { listUnconfirmedDecisions } from "./queries.server.ts";
import { taskWords } from "./task-words.ts";

export const tasks = {
  "decision-to-confirm": {
    roles: ["director"],
    words: taskWords["decision-to-confirm"],
    find: async (executor, { organisationId, personId, limit }) =>
      listed(await listUnconfirmedDecisions(executor, organisationId, personId, limit), (row) => ({
        whom: "",
        about: `${row.title} ${row.number}`,
        sinceOn: tokyoDay(row.at),
        href: `/decisions/${row.id}`,
      })),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "decisions", tasks, log };
