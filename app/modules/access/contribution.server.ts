import { listed } from "#app/contribution.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Contribution, RetentionRule } from "#app/ports.ts";
import { logWords } from "./log-words.ts";
import {
  deleteCountersBefore,
  deleteOnceBefore,
  deletePlacesBefore,
  deleteSessionsBefore,
  deleteTokensBefore,
  listPendingInvitations,
} from "./queries.server.ts";
import { ownPlaceDays } from "./rules.ts";
import { taskWords } from "./task-words.ts";

const retention: readonly RetentionRule[] = [
  // Some time after they are over, so that who was invited when can still be looked up.
  { name: "tokens", days: 30, erase: (trx, _deps, before) => deleteTokensBefore(trx, before) },
  { name: "sessions", days: 30, erase: (trx, _deps, before) => deleteSessionsBefore(trx, before) },
  // The longest window of a limit is an hour.
  { name: "counters", days: 2, erase: (trx, _deps, before) => deleteCountersBefore(trx, before) },
  {
    name: "counters",
    days: ownPlaceDays + 1,
    erase: (trx, _deps, before) => deletePlacesBefore(trx, before),
  },
  // No form stays open for a week.
  { name: "onceKeys", days: 7, erase: (trx, _deps, before) => deleteOnceBefore(trx, before) },
];

export const tasks = {
  "person-invited": {
    roles: ["administrator"],
    isWaiting: true,
    words: taskWords["person-invited"],
    find: async (executor, { organisationId, now, limit }) =>
      listed(await listPendingInvitations(executor, organisationId, now, limit), (row) => ({
        whom: row.name ?? "",
        about: row.email,
        dueOn: tokyoDay(row.expiresAt),
        href: "/settings/people",
      })),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "access", tasks, log, retention };
