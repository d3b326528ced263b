import type { Contribution, Role, TaskKind, TaskRow } from "#app/ports.ts";

/** What waits on somebody: one row of a to-do list, one click from its cure. */
export interface Task extends Required<TaskRow> {
  readonly kind: string;
  /** Somebody else has to act; the row only shows how it stands. */
  readonly isWaiting: boolean;
}

/** What a role is shown on its home page, by kind. */
export const kindsOf = (contributions: readonly Contribution[], role: Role): readonly [string, TaskKind][] =>
  contributions
    .flatMap(({ tasks }) => Object.entries(tasks ?? {}))
    .filter(([, { roles }]) => roles.includes(role));

export const taskGroups = ["overdue", "this-week", "later", "waiting"] as const;
export type TaskGroup = (typeof taskGroups)[number];

/** Overdue first, then what falls within seven days, then the rest; what waits on others stands apart. */
export function groupOf(task: Pick<Task, "dueOn" | "isWaiting">, today: string, inAWeek: string): TaskGroup {
  if (task.isWaiting) return task.dueOn !== null && task.dueOn < today ? "overdue" : "waiting";
  if (task.dueOn === null) return "this-week";
  if (task.dueOn < today) return "overdue";
  return task.dueOn <= inAWeek ? "this-week" : "later";
}

/** Most urgent first: by group, then by day, then by name. The order is the same for the same input. */
export function sortTasks<T extends Task>(tasks: readonly T[], today: string, inAWeek: string): T[] {
  const key = (task: Task) =>
    `${taskGroups.indexOf(groupOf(task, today, inAWeek))} ${task.dueOn ?? task.sinceOn ?? "9999"} ${task.whom} ${JSON.stringify(task)}`;
  return [...tasks].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/**
 * The groups that the rows left out of a kind may belong to: a kind gives its most urgent rows, so none of them stands before the
 * last row given.
 */
export function groupsAfter(
  last: Pick<Task, "dueOn" | "isWaiting">,
  today: string,
  inAWeek: string,
): TaskGroup[] {
  const from = taskGroups.indexOf(groupOf(last, today, inAWeek));
  return taskGroups.filter(
    (group, index) =>
      index >= from && (last.isWaiting ? group === "overdue" || group === "waiting" : group !== "waiting"),
  );
}
