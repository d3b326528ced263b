import { departmentOf } from "#app/modules/access/rules.ts";
import { sinceLastAct } from "#app/modules/audit/services.server.ts";
import { addDays, daysBetween, todayOf, tokyoDay } from "#app/modules/calendar/rules/day.ts";
import type { Actor, Deps, TaskAsked } from "#app/ports.ts";
import type { NavCounts } from "../rules/frame.ts";
import { groupOf, groupsAfter, kindsOf, sortTasks, type Task, type TaskGroup } from "../rules/tasks.ts";

/** Who has a to-do list. */
export type Person = Exclude<Actor, { kind: "system" }>;

const SOON_DAYS = 14;
/** Rows of one kind on a list. */
const MOST_ROWS = 60;

/** The part of the register that is this person's: a department's or a partner's, else the organisation's. */
export const reachOf = (actor: Person) => ({
  organisationId: actor.organisationId,
  department: departmentOf(actor),
  partnerId: actor.kind === "partner" ? actor.partnerId : null,
});

/** Every module's tasks of this person, kind by kind. */
async function gather(deps: Deps, actor: Person, limit: number) {
  const now = deps.now().toISOString();
  const today = tokyoDay(now);
  const asked: TaskAsked = {
    ...reachOf(actor),
    role: actor.role,
    personId: actor.personId,
    today,
    soon: addDays(today, SOON_DAYS),
    now,
    limit,
  };
  const kinds = await Promise.all(
    kindsOf(deps.contributions, actor.role).map(async ([name, kind]) => ({
      name,
      words: kind.words[actor.lang],
      place: kind.place ?? null,
      isWaiting: kind.isWaiting ?? false,
      ...(await kind.find(deps.db.read, asked)),
    })),
  );
  return { today, inAWeek: addDays(today, 7), kinds };
}

/** One row as it is shown. */
export interface TaskView extends Task {
  readonly title: string;
  readonly action: string;
  readonly group: TaskGroup;
  /** Days past the due day, negative when ahead. */
  readonly daysOver: number | null;
}

export interface TaskListView {
  readonly today: string;
  /** How many wait on this person, with those that are not shown. */
  readonly total: number;
  /** Most urgent first. */
  readonly tasks: readonly TaskView[];
  /** Groups that may hold more than is shown. */
  readonly openGroups: readonly TaskGroup[];
  /** What is not shown, by kind. */
  readonly more: readonly { readonly title: string; readonly n: number }[];
}

/** The to-do list of whoever asks: of each kind the most urgent rows, and how many there are besides. */
export async function listTasks(deps: Deps, actor: Person): Promise<TaskListView> {
  const { today, inAWeek, kinds } = await gather(deps, actor, MOST_ROWS);
  const tasks = kinds.flatMap(({ name, words, isWaiting, rows }) =>
    rows.map((row) => ({ kind: name, dueOn: null, sinceOn: null, count: null, isWaiting, ...words, ...row })),
  );
  const cut = kinds.filter(({ rows, total }) => total > rows.length);
  const open = new Set(
    cut.flatMap(({ rows, isWaiting }) =>
      groupsAfter({ dueOn: rows.at(-1)?.dueOn ?? null, isWaiting }, today, inAWeek),
    ),
  );
  return {
    today,
    total: countOf(kinds),
    tasks: sortTasks(tasks, today, inAWeek).map((task) => ({
      ...task,
      group: groupOf(task, today, inAWeek),
      daysOver: task.dueOn === null ? null : daysBetween(task.dueOn, today),
    })),
    openGroups: [...open],
    more: cut.map(({ words, rows, total }) => ({ title: words.title, n: total - rows.length })),
  };
}

type Gathered = Awaited<ReturnType<typeof gather>>["kinds"];

/** What waits on the person, of one place of the navigation or altogether. */
const countOf = (kinds: Gathered, place?: keyof NavCounts): number =>
  kinds
    .filter((kind) => !kind.isWaiting && (place === undefined || kind.place === place))
    .reduce((sum, { total }) => sum + total, 0);

/** The counts of the side navigation: what waits on this person, by place. On every page, so counted once an act. */
export async function countMine(deps: Deps, actor: Person): Promise<NavCounts> {
  // The administrator's mail that could not be sent is no act.
  if (actor.kind === "staff" && actor.role === "administrator") return countAnew(deps, actor);
  const today = todayOf(deps);
  const key = `counts ${JSON.stringify({ ...reachOf(actor), role: actor.role, personId: actor.personId, today })}`;
  return sinceLastAct(deps, actor.organisationId, key, () => countAnew(deps, actor));
}

async function countAnew(deps: Deps, actor: Person): Promise<NavCounts> {
  const { kinds } = await gather(deps, actor, 1);
  return {
    home: countOf(kinds),
    assessments: countOf(kinds, "assessments"),
    findings: countOf(kinds, "findings"),
    custody: countOf(kinds, "custody"),
    deferrals: countOf(kinds, "deferrals"),
    reports: countOf(kinds, "reports"),
  };
}
