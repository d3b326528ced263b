import { listed } from "#app/contribution.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Contribution, TaskKind } from "#app/ports.ts";
import { listCirculatingReports, listDraftReports } from "./queries/tasks.server.ts";
import { reportSubject } from "./services/reports.server.ts";
import { logWords } from "./words/log.ts";
import { taskWords } from "./words/tasks.ts";

const circulating =
  (states: readonly string[], page: "report" | "decision", whose: "mine" | "all" = "all"): TaskKind["find"] =>
  async (executor, asked) =>
    listed(
      await listCirculatingReports(executor, asked, states, whose === "mine" ? asked.personId : null),
      (row) => ({
        whom: "",
        about: `${row.title} ${row.number}`,
        sinceOn: tokyoDay(row.submittedAt ?? row.createdAt),
        href: page === "decision" ? `/decisions/${row.id}` : `/reports/${row.subjectId}`,
      }),
    );

export const tasks = {
  "report-to-submit": {
    roles: ["office"],
    place: "reports",
    words: taskWords["report-to-submit"],
    find: async (executor, asked) =>
      listed(await listDraftReports(executor, asked), (row) => ({
        whom: "",
        about: `${row.title} ${row.number}`,
        sinceOn: tokyoDay(row.createdAt),
        href: `/reports/${row.id}`,
      })),
  },
  "report-returned": {
    roles: ["office"],
    place: "reports",
    words: taskWords["report-returned"],
    find: circulating(["returned", "withdrawn"], "report", "mine"),
  },
  "report-to-review": {
    roles: ["privacy-manager"],
    place: "reports",
    words: taskWords["report-to-review"],
    find: circulating(["submitted"], "decision"),
  },
  "report-to-decide": {
    roles: ["director"],
    place: "reports",
    words: taskWords["report-to-decide"],
    find: circulating(["reviewed", "on-hold"], "decision"),
  },
  "report-waiting": {
    roles: ["office", "privacy-manager", "auditor"],
    place: "reports",
    isWaiting: true,
    words: taskWords["report-waiting"],
    find: circulating(["submitted", "reviewed", "on-hold"], "report"),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = {
  module: "oversight",
  tasks,
  log,
  subjects: { report: reportSubject },
};
