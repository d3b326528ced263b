import { denied, getOwnOrganisation } from "#app/modules/access/services.server.ts";
import { type AuditFilter, listEntries, listPersonal } from "#app/modules/audit/queries.server.ts";
import type { AuditVerdict } from "#app/modules/audit/rules.ts";
import { readHead, verifyChain } from "#app/modules/audit/services.server.ts";
import {
  addDays,
  daysBetween,
  fiscalYearOf,
  fiscalYearRange,
  tokyoDay,
} from "#app/modules/calendar/rules/index.ts";
import { findPolicyOn } from "#app/modules/policy/queries.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { ok, type Result } from "#app/result.ts";
import { countYear, type Reach, taskQueries } from "./queries.server.ts";
import { groupOf, sortTasks, tasksOf } from "./rules.ts";

const PAGE = 50;

/** One page of the operation log, newest first, with the names that were not erased and what the ids stand for. */
export async function readLog(deps: Deps, actor: Actor, filter: AuditFilter, limit = PAGE) {
  const no = denied(actor, "audit.read");
  if (no) return no;
  const rows = await listEntries(deps.db.read, actor.organisationId, filter, limit + 1);
  const entries = rows.slice(0, limit);
  const first = entries.at(-1)?.seq ?? 0;
  const last = entries[0]?.seq ?? 0;
  const personal = await listPersonal(deps.db.read, actor.organisationId, first, last);
  const partners = await namesOf(
    deps,
    actor,
    entries.flatMap((entry) => (entry.partnerId ? [entry.partnerId] : [])),
  );
  return ok({
    entries: entries.map((entry) => {
      const own = personal.filter((row) => row.seq === entry.seq);
      return {
        seq: entry.seq,
        at: entry.at,
        type: entry.type,
        role: entry.actorRole,
        who: own.find((row) => row.field === "actor")?.value ?? null,
        subjectKind: entry.subjectKind,
        subjectId: entry.subjectId,
        partnerId: entry.partnerId,
        partnerName: entry.partnerId ? (partners.get(entry.partnerId) ?? null) : null,
        data: entry.data,
        personal: own
          .filter((row) => row.field !== "actor")
          .map((row) => ({ field: row.field, value: row.erasedAt === null ? row.value : null })),
        hash: entry.hash,
      };
    }),
    olderThan: rows.length > limit ? first : null,
    head: await readHead(deps.db.read, actor.organisationId),
  });
}
export type LogEntryView = Extract<
  Awaited<ReturnType<typeof readLog>>,
  { ok: true }
>["value"]["entries"][number];

async function namesOf(deps: Deps, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await deps.db.read
    .selectFrom("partner")
    .select(["id", "currentName"])
    .where("organisationId", "=", actor.organisationId)
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.currentName]));
}

/** Proves the chain from its first entry to its head. */
export async function proveLog(deps: Deps, actor: Actor): Promise<Result<AuditVerdict>> {
  const no = denied(actor, "audit.verify");
  if (no) return no;
  return ok(await verifyChain(deps.db.read, actor.organisationId));
}

const SOON_DAYS = 14;

const reachOf = (actor: Exclude<Actor, { kind: "system" }>): Reach => ({
  organisationId: actor.organisationId,
  department: actor.kind === "staff" && actor.role === "department" ? (actor.department ?? "") : null,
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

/** The counts of the side navigation: what waits on this person, by place. */
export async function countMine(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
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
 * The few figures of the year: active relations and how many are not cleared today (from the latest night's judgement),
 * assessments concluded this fiscal year, lots not returned, contracts about to end. Null for roles without the register.
 */
export async function readFigures(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  if (denied(actor, "registry.read")) return null;
  const { organisationId } = actor;
  const today = tokyoDay(deps.now().toISOString());
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
    policy: policy ? { title: policy.policy.title, validFrom: policy.validFrom } : null,
  };
}
