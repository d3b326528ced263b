import { listed } from "#app/contribution.ts";
import { tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import type { Contribution } from "#app/ports.ts";
import { listRequestedDeferrals } from "./queries.server.ts";
import { taskWords } from "./task-words.ts";

export const tasks = {
  "deferral-to-decide": {
    roles: ["privacy-manager", "director"],
    place: "deferrals",
    words: taskWords["deferral-to-decide"],
    find: async (executor, asked) =>
      listed(await listRequestedDeferrals(executor, asked), (row) => ({
        whom: row.currentName,
        about: row.title,
        sinceOn: tokyoDayOrNull(row.requestedAt),
        href: "/deferrals",
      })),
  },
} satisfies Contribution["tasks"];

export const contribution: Contribution = { module: "deferrals", tasks };
