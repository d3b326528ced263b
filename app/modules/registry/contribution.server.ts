import { listed } from "#app/contribution.ts";
import { tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import type { Contribution, TaskKind } from "#app/ports.ts";
import { listRelationsIn, listRequestedSubcontractors } from "./queries/tasks.server.ts";
import { search } from "./services/search.server.ts";
import { relationsOf } from "./services/touched.server.ts";
import { logWords } from "./words/log.ts";
import { taskWords } from "./words/tasks.ts";

const relationsIn =
  (state: string, href: (relationId: string) => string): TaskKind["find"] =>
  async (executor, asked) =>
    listed(await listRelationsIn(executor, asked, state), (row) => ({
      whom: row.currentName,
      about: row.title,
      href: href(row.id),
    }));

export const tasks = {
  "relation-to-approve": {
    roles: ["privacy-manager"],
    words: taskWords["relation-to-approve"],
    find: relationsIn("in-review", (id) => `/relations/${id}`),
  },
  "relation-to-activate": {
    roles: ["privacy-manager"],
    words: taskWords["relation-to-activate"],
    find: relationsIn("approved", (id) => `/relations/${id}`),
  },
  "relation-draft": {
    roles: ["office"],
    words: taskWords["relation-draft"],
    find: relationsIn("draft", (id) => `/relations/${id}/scope`),
  },
  "subcontractor-to-decide": {
    roles: ["privacy-manager"],
    words: taskWords["subcontractor-to-decide"],
    find: async (executor, asked) =>
      listed(await listRequestedSubcontractors(executor, asked), (row) => ({
        whom: row.currentName,
        about: row.name,
        sinceOn: tokyoDayOrNull(row.requestedAt),
        href: `/subcontractors/${row.id}`,
      })),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "registry", tasks, log, relationsOf, search };
