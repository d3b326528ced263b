import type { Contribution } from "#app/ports.ts";
import { countFailedMail } from "./queries.server.ts";
import { taskWords } from "./task-words.ts";

export const tasks = {
  "mail-failed": {
    roles: ["administrator"],
    words: taskWords["mail-failed"],
    // One row whatever their number: they have one cure.
    find: async (executor, { organisationId }) => {
      const count = await countFailedMail(executor, organisationId);
      const rows = count === 0 ? [] : [{ whom: "", about: "", count, href: "/settings/people" }];
      return { rows, total: rows.length };
    },
  },
} satisfies Contribution["tasks"];

export const contribution: Contribution = { module: "outbox", tasks };
