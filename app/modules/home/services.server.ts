import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { getOwnCompany, getOwnOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { sinceLastAct } from "#app/modules/audit/services.server.ts";
import { addDays, daysBetween, todayOf, tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { countBlocked } from "#app/modules/custody/services/kept.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { doneSentence } from "./done-words.ts";
import { countYear } from "./queries/figures.server.ts";
import { type Reach, taskQueries } from "./queries/tasks.server.ts";
import type { AreaFrameData } from "./rules/frame.ts";
import { groupOf, sortTasks, tasksOf } from "./rules/tasks.ts";

export * from "./services/log.server.ts";

/** What the frame around the pages of an area shows; `done` is the code in the address after an act. */
export async function readFrame(
  deps: Deps,
  actor: Exclude<Actor, { kind: "system" }>,
  done: string | null,
): Promise<AreaFrameData> {
  const organisation = await getOwnOrganisation(deps, actor);
  const common = {
    person: actor.name,
    organisation: organisation.name,
    isDemonstration: organisation.isDemonstration,
    done: doneSentence(actor.lang, done),
  };
  if (actor.kind === "staff") {
    return { kind: "staff", role: actor.role, counts: await countMine(deps, actor), ...common };
  }
  const company = await getOwnCompany(deps, actor);
  return { kind: "partner", role: actor.role, company: company.name, ...common };
}

const SOON_DAYS = 14;

const reachOf = (actor: Exclude<Actor, { kind: "system" }>): Reach => ({
  organisationId: actor.organisationId,
  department: departmentOf(actor),
  partnerId: actor.kind === "partner" ? actor.partnerId : null,
  personId: actor.personId,
  role: actor.role,
});

async function gather(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  const now = deps.now().toISOString();
  const today = tokyoDay(now);
  const window = { today, soon: addDays(today, SOON_DAYS), in90Days: addDays(today, 90), now };
  const kinds = tasksOf[actor.role];
  const lists = await Promise.all(
    kinds.map((kind) => taskQueries[kind](deps.db.read, reachOf(actor), window)),
  );
  return { today, inAWeek: addDays(today, 7), tasks: lists.flat() };
}

/** The to-do list of whoever asks, most urgent first. */
export async function listTasks(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  const { today, inAWeek, tasks } = await gather(deps, actor);
  return {
    today,
    tasks: sortTasks(tasks, today, inAWeek).map((task) => ({
      ...task,
      group: groupOf(task, today, inAWeek),
      daysOver: task.dueOn === null ? null : daysBetween(task.dueOn, today),
    })),
  };
}

/** The counts of the side navigation: what waits on this person, by place. On every page, so counted once an act. */
export async function countMine(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  // The administrator's mail that could not be sent is no act.
  if (actor.kind === "staff" && actor.role === "administrator") return countAnew(deps, actor);
  const today = todayOf(deps);
  const key = `counts ${JSON.stringify({ ...reachOf(actor), today })}`;
  return sinceLastAct(deps, actor.organisationId, key, () => countAnew(deps, actor));
}

async function countAnew(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  const { tasks } = await gather(deps, actor);
  const mine = tasks.filter((task) => !task.isWaiting);
  const of = (prefix: string) => mine.filter((task) => task.kind.startsWith(prefix)).length;
  return {
    home: mine.length,
    assessments: of("assessment"),
    findings: of("finding"),
    custody: of("lot") + of("certificate"),
    deferrals: of("deferral"),
    reports: of("report"),
  };
}

const CONTRACT_DAYS = 90;

/**
 * The few figures of the year: active relations and how many are not cleared today (`unjudged` more are not known yet),
 * assessments concluded this fiscal year, lots not returned, contracts about to end. Null for roles without the register.
 */
export async function readFigures(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  if (denied(actor, "registry.read")) return null;
  const { organisationId } = actor;
  const today = todayOf(deps);
  const organisation = await getOwnOrganisation(deps, actor);
  const start = { month: organisation.fiscalYearStartMonth, day: organisation.fiscalYearStartDay };
  const fiscalYear = fiscalYearOf(today, start);
  const range = fiscalYearRange(fiscalYear, start);
  const counts = await countYear(deps.db.read, organisationId, {
    today,
    from: range.from,
    to: range.to,
    in90Days: addDays(today, CONTRACT_DAYS),
  });
  const policy = await findPolicyOn(deps.db.read, organisationId, today);
  return {
    fiscalYear,
    ...counts,
    ...(await countBlocked(deps.db.read, deps, { organisationId }, today)),
    policy: policy ? { title: policy.policy.title, validFrom: policy.validFrom } : null,
  };
}
