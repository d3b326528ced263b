import { listed } from "#app/contribution.ts";
import { addDays, tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import { type Contribution, partnerRoles, type TaskKind } from "#app/ports.ts";
import { listAssessmentsIn, listExpiringRelations, listFindingsIn } from "./queries/tasks.server.ts";
import { relationsOf } from "./services/touched.server.ts";
import { logWords } from "./words/log.ts";
import { taskWords } from "./words/tasks.ts";

const atPartner = ["sent", "answering", "returned"];

const assessmentsIn =
  (states: readonly string[], options: { isDue: boolean } = { isDue: true }): TaskKind["find"] =>
  async (executor, asked) =>
    listed(await listAssessmentsIn(executor, asked, states), (row) => ({
      whom: asked.partnerId === null ? row.currentName : "",
      about: row.title,
      dueOn: options.isDue ? row.dueOn : null,
      sinceOn: tokyoDayOrNull(row.submittedAt),
      href: asked.partnerId === null ? `/assessments/${row.id}` : `/company/assessments/${row.id}`,
    }));

const expiring =
  (
    within: (asked: { today: string; soon: string }) => { from: string | null; to: string },
  ): TaskKind["find"] =>
  async (executor, asked) =>
    listed(await listExpiringRelations(executor, asked, within(asked)), (row) => ({
      whom: row.currentName,
      about: row.title,
      dueOn: row.validUntil,
      href: `/relations/${row.id}/assessment/new`,
    }));

const findingsIn =
  (states: readonly string[], options: { isSoon: boolean } = { isSoon: false }): TaskKind["find"] =>
  async (executor, asked) =>
    listed(await listFindingsIn(executor, asked, states, options.isSoon ? asked.soon : null), (row) => ({
      whom: asked.partnerId === null ? row.currentName : "",
      about: `${row.number} ${row.title}`,
      dueOn: row.dueOn,
      href: asked.partnerId === null ? `/findings/${row.id}` : `/company/findings/${row.id}`,
    }));

export const tasks = {
  "assessment-to-review": {
    roles: ["privacy-manager"],
    place: "assessments",
    words: taskWords["assessment-to-review"],
    find: assessmentsIn(["submitted", "in-review", "graded"], { isDue: false }),
  },
  "assessment-waiting": {
    roles: ["office"],
    place: "assessments",
    isWaiting: true,
    words: taskWords["assessment-waiting"],
    find: assessmentsIn(atPartner),
  },
  "assessment-expired": {
    roles: ["office"],
    place: "assessments",
    words: taskWords["assessment-expired"],
    find: expiring(({ today }) => ({ from: null, to: addDays(today, -1) })),
  },
  "assessment-expiring": {
    roles: ["office"],
    place: "assessments",
    words: taskWords["assessment-expiring"],
    find: expiring(({ today, soon }) => ({ from: today, to: soon })),
  },
  "assessment-to-answer": {
    roles: partnerRoles,
    place: "assessments",
    words: taskWords["assessment-to-answer"],
    find: assessmentsIn(atPartner),
  },
  "finding-due": {
    roles: ["office", "privacy-manager"],
    place: "findings",
    words: taskWords["finding-due"],
    find: findingsIn(["open", "planned"], { isSoon: true }),
  },
  "finding-to-close": {
    roles: ["privacy-manager"],
    place: "findings",
    words: taskWords["finding-to-close"],
    find: findingsIn(["corrected"]),
  },
  "finding-to-plan": {
    roles: partnerRoles,
    place: "findings",
    words: taskWords["finding-to-plan"],
    find: findingsIn(["open"]),
  },
  "finding-to-correct": {
    roles: partnerRoles,
    place: "findings",
    words: taskWords["finding-to-correct"],
    find: findingsIn(["planned"]),
  },
} satisfies Contribution["tasks"];

export const log: Contribution["log"] = logWords;

export const contribution: Contribution = { module: "assessments", tasks, log, relationsOf };
