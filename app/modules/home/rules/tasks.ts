import type { Role } from "#app/ports.ts";

/** What waits on somebody: one row of a to-do list, one click from its cure. */
export interface Task {
  /** Key of the words: title, action. */
  readonly kind: TaskKind;
  /** Company or document concerned. */
  readonly whom: string;
  /** Title of the relation, number of the finding, name of the data … */
  readonly about: string;
  readonly dueOn: string | null;
  readonly sinceOn: string | null;
  readonly count: number | null;
  readonly href: string;
  /** Somebody else has to act; the row only shows how it stands. */
  readonly isWaiting: boolean;
}

export const taskKinds = [
  "relation-to-approve",
  "relation-to-activate",
  "relation-draft",
  "contract-ended",
  "contract-notice",
  "assessment-to-review",
  "assessment-waiting",
  "assessment-expiring",
  "assessment-to-answer",
  "finding-due",
  "finding-to-close",
  "finding-to-plan",
  "finding-to-correct",
  "subcontractor-to-decide",
  "citation-to-decide",
  "deferral-to-decide",
  "lot-overdue",
  "lot-due",
  "lot-to-acknowledge",
  "lot-unacknowledged",
  "certificate-to-decide",
  "certificate-returned",
  "report-to-submit",
  "report-returned",
  "report-to-review",
  "report-to-decide",
  "report-waiting",
  "decision-to-confirm",
  "person-invited",
  "mail-failed",
] as const;
export type TaskKind = (typeof taskKinds)[number];

export type TaskGroup = "overdue" | "this-week" | "later" | "waiting";

/** Overdue first, then what falls within seven days, then the rest; what waits on others stands apart. */
export function groupOf(task: Task, today: string, inAWeek: string): TaskGroup {
  if (task.isWaiting) return task.dueOn !== null && task.dueOn < today ? "overdue" : "waiting";
  if (task.dueOn === null) return "this-week";
  if (task.dueOn < today) return "overdue";
  return task.dueOn <= inAWeek ? "this-week" : "later";
}

const order: Record<TaskGroup, number> = { overdue: 0, "this-week": 1, later: 2, waiting: 3 };

/** Most urgent first: by group, then by day, then by name. The order is the same for the same input. */
export function sortTasks(tasks: readonly Task[], today: string, inAWeek: string): Task[] {
  const key = (task: Task) =>
    `${order[groupOf(task, today, inAWeek)]} ${task.dueOn ?? task.sinceOn ?? "9999"} ${task.whom} ${JSON.stringify(task)}`;
  return [...tasks].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Everybody of a partner sees the same: who may do what is asked on the page itself. */
const ofPartner: readonly TaskKind[] = [
  "assessment-to-answer",
  "finding-to-plan",
  "finding-to-correct",
  "lot-to-acknowledge",
  "lot-due",
  "lot-overdue",
  "certificate-returned",
];

/** What a role is shown on its home page. */
export const tasksOf: Record<Role, readonly TaskKind[]> = {
  office: [
    "relation-draft",
    "contract-ended",
    "contract-notice",
    "assessment-waiting",
    "assessment-expiring",
    "finding-due",
    "lot-overdue",
    "lot-due",
    "lot-unacknowledged",
    "certificate-to-decide",
    "report-to-submit",
    "report-returned",
    "report-waiting",
  ],
  department: ["contract-ended", "lot-overdue", "lot-due", "lot-unacknowledged", "certificate-to-decide"],
  "privacy-manager": [
    "relation-to-approve",
    "relation-to-activate",
    "assessment-to-review",
    "finding-due",
    "finding-to-close",
    "subcontractor-to-decide",
    "citation-to-decide",
    "deferral-to-decide",
    "report-to-review",
    "report-waiting",
  ],
  director: ["report-to-decide", "deferral-to-decide", "decision-to-confirm"],
  auditor: ["report-waiting"],
  administrator: ["person-invited", "mail-failed"],
  "partner-admin": ofPartner,
  respondent: ofPartner,
  approver: ofPartner,
  system: [],
};
