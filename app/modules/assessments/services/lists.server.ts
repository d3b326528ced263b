import type { Text } from "#app/i18n/lang.ts";
import { listPartnerMailboxes, listPersonNames } from "#app/modules/access/fragments.server.ts";
import { actorCan, departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { reachRelation } from "#app/modules/contracts/services/acts.server.ts";
import { type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import type { RelationHead } from "#app/modules/registry/fragments/heads.server.ts";
import { findReferralRoute } from "#app/modules/registry/fragments/records.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import {
  type AssessmentRow,
  type FindingFilter,
  type FindingListRow,
  findFinding,
  listFindings,
} from "../fragments/rows.server.ts";
import {
  type AssessmentFilter,
  type AssessmentListRow,
  countByState,
  listAssessments,
} from "../queries/assessments.server.ts";
import { assessedTier, type ReferralRoute, referralRoutes, selectQuestions } from "../rules/checklist.ts";
import { type FindingGroup, findingGroups } from "../rules/findings.ts";
import { type AssessmentGroup, type AssessmentState, assessmentGroups } from "../rules/states.ts";
import { findChecklist, inReadersLanguage } from "./base.server.ts";
import { cycleMonths } from "./grading.server.ts";

export interface AssessmentBoard {
  readonly day: Day;
  readonly rows: readonly AssessmentListRow[];
  readonly nextBefore: string | null;
  readonly counts: Readonly<Record<AssessmentGroup, number>>;
}

/** The list, newest first, in pages by key. */
export async function listAssessmentBoard(
  deps: Deps,
  actor: Actor,
  {
    group,
    before,
    limit = 50,
    ...by
  }: { group: AssessmentGroup; before?: string; limit?: number } & Pick<
    AssessmentFilter,
    "partnerId" | "relationId" | "fiscalYear"
  >,
): Promise<Result<AssessmentBoard>> {
  const no = denied(actor, "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const department = departmentOf(actor);
  const states = assessmentGroups[group];
  const rows = await listAssessments(read, actor.organisationId, {
    ...by,
    department,
    ...(states ? { states } : {}),
    ...(before ? { beforeNumber: before } : {}),
    limit: limit + 1,
  });
  const byState = await countByState(read, actor.organisationId, { department });
  const sum = (list: readonly AssessmentState[] | null): number =>
    [...byState].reduce((n, [state, count]) => (list === null || list.includes(state) ? n + count : n), 0);
  const page = rows.slice(0, limit);
  return ok({
    day: todayOf(deps),
    rows: page,
    nextBefore: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
    counts: {
      waiting: sum(assessmentGroups.waiting),
      asked: sum(assessmentGroups.asked),
      concluded: sum(assessmentGroups.concluded),
      all: sum(null),
    },
  });
}

/** The assessments a partner's person sees: their own company's. */
export async function listOwnAssessments(
  deps: Deps,
  actor: Actor,
): Promise<Result<readonly AssessmentListRow[]>> {
  const no = denied(actor, "own.read");
  if (no || actor.kind !== "partner") return no ?? fail({ kind: "not-found" });
  const rows = await listAssessments(deps.db.read, actor.organisationId, {
    partnerId: actor.partnerId,
    limit: 100,
  });
  // A grade is the partner's to know once the conclusion stands.
  return ok(rows.map((row) => (row.concludedOn === null ? { ...row, grade: null, score: null } : row)));
}

export interface SendPreview {
  readonly day: Day;
  readonly relation: RelationHead;
  readonly checklistTitle: Text | null;
  readonly blocks: readonly { readonly title: Text; readonly questions: number; readonly critical: number }[];
  readonly questions: number;
  readonly critical: number;
  readonly tier: string | null;
  readonly people: readonly { readonly name: string; readonly email: string; readonly role: string }[];
  readonly months: number | null;
}

/** What would be asked if the assessment were sent now. */
export async function readSendPreview(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<Result<SendPreview>> {
  const no = denied(actor, "assessment.send");
  if (no) return no;
  const { read } = deps.db;
  const relation = await reachRelation(read, actor, relationId);
  if (!relation) return fail({ kind: "not-found" });
  const { organisationId } = actor;
  const day = todayOf(deps);
  const checklist = await findChecklist(read, deps, organisationId, relation.basis, day);
  const tier = assessedTier(relation.highestTier);
  const route = await findReferralRoute(read, organisationId, relation.id, day);
  const asked =
    checklist && tier
      ? selectQuestions(checklist, {
          tier,
          activities: relation.activity === null ? [] : [relation.activity],
          paperOnly: relation.isPaperOnly,
          route: referralRoutes.find((known): known is ReferralRoute => known === route) ?? null,
        })
      : [];
  const people = await listPartnerMailboxes(read, organisationId, relation.partnerId, day);
  return ok({
    day,
    relation,
    checklistTitle: checklist?.title ?? null,
    blocks: (checklist?.blocks ?? []).flatMap((block) => {
      const own = asked.filter((each) => each.question.block === block.id);
      const critical = own.filter((each) => each.isCritical).length;
      return own.length === 0 ? [] : [{ title: block.title, questions: own.length, critical }];
    }),
    questions: asked.length,
    critical: asked.filter((each) => each.isCritical).length,
    tier,
    people: people.map(({ name, email, role }) => ({ name, email, role })),
    months: tier
      ? await cycleMonths(read, deps, organisationId, { basis: relation.basis, tier, on: day })
      : null,
  });
}

export async function listFindingBoard(
  deps: Deps,
  actor: Actor,
  {
    group,
    after,
    limit = 50,
    ...by
  }: { group: FindingGroup; limit?: number } & Pick<
    FindingFilter,
    "after" | "severity" | "partnerId" | "relationIds"
  >,
): Promise<
  Result<{ day: Day; rows: readonly FindingListRow[]; next: { dueOn: string; number: string } | null }>
> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const day = todayOf(deps);
  const rows = await listFindings(deps.db.read, actor.organisationId, {
    ...by,
    states: findingGroups[group],
    department: departmentOf(actor),
    ...(actor.kind === "partner" ? { partnerId: actor.partnerId } : {}),
    ...(group === "overdue" ? { dueBefore: day } : {}),
    ...(after ? { after } : {}),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return ok({
    day,
    rows: await inReadersLanguage(deps.db.read, deps, actor, page),
    next: rows.length > limit && last ? { dueOn: last.dueOn, number: last.number } : null,
  });
}

export interface FindingView {
  readonly day: Day;
  readonly finding: FindingListRow;
  readonly raisedByName: string | null;
  readonly plannedByName: string | null;
  readonly closedByName: string | null;
  readonly files: readonly FileSummary[];
  readonly may: { readonly work: boolean; readonly close: boolean };
}

export async function readFinding(deps: Deps, actor: Actor, findingId: string): Promise<Result<FindingView>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const row = await findFinding(read, actor.organisationId, findingId);
  const relation = row ? await reachRelation(read, actor, row.relationId) : null;
  if (!row || !relation) return fail({ kind: "not-found" });
  const [shown = row] = await inReadersLanguage(read, deps, actor, [row]);
  const names = await listPersonNames(read, [row.raisedBy, row.plannedBy, row.closedBy]);
  const nameOf = (id: string | null): string | null => (id ? (names.get(id) ?? null) : null);
  return ok({
    day: todayOf(deps),
    finding: {
      ...shown,
      ...(actor.kind === "partner" ? { raisedBy: null, closedBy: null } : {}),
      relationNumber: relation.number,
      relationTitle: relation.title,
      department: actor.kind === "partner" ? "" : relation.department,
      partnerName: relation.partnerName,
    },
    raisedByName: nameOf(row.raisedBy),
    plannedByName: nameOf(row.plannedBy),
    closedByName: nameOf(row.closedBy),
    files: await listFilesOf(read, actor, "finding", [row.id]),
    may: {
      work: actorCan(actor, actor.kind === "partner" ? "own.finding" : "finding.write"),
      close: actorCan(actor, "finding.close"),
    },
  });
}

/** The row as documents and reports read it; the caller has the permission. */
export type { AssessmentRow };
