import { listed, relationsTouched, touchesNone } from "#app/contribution.ts";
import { tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import type { Contribution } from "#app/ports.ts";
import { logWords } from "./log-words.ts";
import { listProposedCitations } from "./queries.server.ts";
import type { PolicyEvent } from "./rules/events.ts";
import { taskWords } from "./task-words.ts";

export const tasks = {
  "citation-to-decide": {
    roles: ["privacy-manager"],
    words: taskWords["citation-to-decide"],
    find: async (executor, asked) =>
      listed(await listProposedCitations(executor, asked.organisationId, asked.limit), (row) => ({
        whom: "",
        about: row.place,
        sinceOn: tokyoDayOrNull(row.recordedAt),
        href: "/policy#joint-use",
      })),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

/** Every relation is judged by the policy; which of them share a notice, only the register knows. */
const everybody = () => "all" as const;

const relationsOf = relationsTouched<PolicyEvent>({
  "policy.version-imported": everybody,
  // Proposed only; it counts once it is decided.
  "policy.matter-cited": touchesNone,
  "policy.citation-decided": everybody,
});

export const contribution: Contribution = { module: "policy", tasks, log, relationsOf };
