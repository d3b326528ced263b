import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { type CycleBasis, cycleFileSchema, cycleRuleFor } from "#app/modules/calendar/rules/cycles.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { listCriticalDeferrals, listExceptions } from "#app/modules/deferrals/fragments.server.ts";
import type { CriticalException } from "#app/modules/deferrals/rules.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag, toJson } from "#db/codec.ts";
import type { Executor, Write } from "#db/index.server.ts";
import { type AssessmentRow, listFindings } from "../fragments/rows.server.ts";
import {
  type AnswerRow,
  insertConditions,
  listAnswers,
  updateConditionMet,
} from "../queries/answers.server.ts";
import { updateAssessmentIfRevision } from "../queries/assessments.server.ts";
import { toAnswers } from "../rules/answers.ts";
import type { Asked } from "../rules/checklist.ts";
import type { AssessmentLogEvent } from "../rules/events.ts";
import { dueOnFor, type Severity } from "../rules/findings.ts";
import type { ConditionForm } from "../rules/forms.ts";
import { allowedOutcomes, nextDueOn, type Outcome, type Score, scoreAnswers } from "../rules/scoring.ts";
import type { AssessmentEvent } from "../rules/states.ts";
import { about, type Reached, reachAssessment, readAsked, step } from "./base.server.ts";
import { raiseWithin } from "./findings.server.ts";

interface OnAssessment {
  readonly assessmentId: string;
}
interface Versioned extends OnAssessment {
  readonly revision: number;
}

/** The change of state, or that somebody else was faster. */
export async function changeState(
  trx: Write,
  assessment: AssessmentRow,
  revision: number,
  to: Parameters<typeof updateAssessmentIfRevision>[2],
): Promise<Result<null>> {
  const { organisationId, id, state } = assessment;
  const isMine = await updateAssessmentIfRevision(trx, { organisationId, id, revision, states: [state] }, to);
  return isMine ? ok(null) : fail({ kind: "conflict", what: "assessment" });
}

/** Score and grade as they stand, reviewer's marks included, with the exceptions the director granted. */
export async function scoreOf(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  assessment: AssessmentRow,
): Promise<{ score: Score; asked: Asked[]; exceptions: CriticalException[]; rows: AnswerRow[] }> {
  const { checklist, asked } = await readAsked(executor, deps, assessment);
  const rows = await listAnswers(executor, assessment.organisationId, assessment.id);
  const exceptions = await listExceptions(executor, assessment.organisationId, [assessment.relationId]);
  return {
    asked,
    rows,
    score: scoreAnswers(asked, toAnswers(rows.map((row) => row.answer)), checklist.scoring),
    exceptions: exceptions.get(assessment.relationId) ?? [],
  };
}

/** Months until the next assessment of a relation of this basis and tier, by the dated rule in force. */
export async function cycleMonths(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  { basis, tier, on }: { basis: string; tier: string; on: string },
): Promise<number | null> {
  const kept = await listTemplates(executor, deps.templates, organisationId, "rules");
  const file = kept.find((template) => template.key === "cycles");
  if (!file) return null;
  const { rules } = cycleFileSchema.parse(file.document);
  return cycleRuleFor(rules, "assessment", basis as CycleBasis, tier, on)?.months ?? null;
}

/** A critical partial becomes a finding; a critical no does too, unless the director is asked for an exception. */
async function raiseOpenCriticals(
  trx: Write,
  deps: Deps,
  actor: Actor,
  { assessment, relation }: Reached,
  asked: readonly Asked[],
  rows: readonly AnswerRow[],
  score: Score,
): Promise<void> {
  const { organisationId } = actor;
  const today = todayOf(deps);
  const raised = await listFindings(trx, organisationId, { assessmentId: assessment.id, limit: 500 });
  const asking = await listCriticalDeferrals(trx, organisationId, [relation.id]);
  const isAsked = (questionId: string): boolean =>
    asking.some(
      (row) =>
        row.subjectId === questionId &&
        (row.state === "requested" || (row.state === "granted" && row.until >= today)),
    );
  const wanted: [string, Severity][] = [
    ...score.criticalNos.filter((id) => !isAsked(id)).map((id): [string, Severity] => [id, "critical"]),
    ...score.criticalPartials.map((id): [string, Severity] => [id, "major"]),
  ];
  for (const [questionId, severity] of wanted) {
    if (raised.some((finding) => finding.questionId === questionId)) continue;
    const question = asked.find((each) => each.question.id === questionId)?.question;
    const row = rows.find((each) => each.questionId === questionId);
    if (!question) continue;
    const note = row?.answer.override?.note || row?.answer.note || "";
    await raiseWithin(
      trx,
      deps,
      actor,
      { id: relation.partnerId, name: relation.partnerName },
      {
        relationId: relation.id,
        assessmentId: assessment.id,
        questionId,
        severity,
        // Kept in Japanese, as the policy and the report are; screens say the question in the reader's language.
        title: question.text.ja,
        detail: note === "" ? question.guide.ja : note,
        basis: question.basis.ja,
        dueOn: dueOnFor(severity, today),
      },
    );
  }
}

const outcomeEvents: Readonly<Record<Outcome, AssessmentEvent>> = {
  approved: "approve",
  conditional: "approve-conditionally",
  failed: "fail",
};

/**
 * Fixes score and grade (facts 7, on the unrounded score) and, when `outcome` is given, concludes: approved and
 * conditional hold through the cycle of the tier. Without an outcome the grade waits, for instance for the director.
 * Refuses `critical-na-open`, `outcome-not-allowed`, `condition-missing`, `wrong-state`.
 */
export async function gradeAssessment(
  deps: Deps,
  actor: Actor,
  input: Versioned & {
    readonly outcome: Outcome | null;
    readonly comment: string;
    readonly conditions?: readonly ConditionForm[];
  },
): Promise<Result<{ score: number | null; grade: string | null; validUntil: string | null }>> {
  const no = denied(actor, "assessment.review");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const reached = await reachAssessment(trx, actor, input.assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    return grade(trx, deps, actor, reached, input);
  });
}

async function grade(
  trx: Write,
  deps: Deps,
  actor: Actor,
  reached: Reached,
  input: Parameters<typeof gradeAssessment>[2],
): ReturnType<typeof gradeAssessment> {
  const { assessment, relation } = reached;
  const { outcome } = input;
  const today = todayOf(deps);
  const isFirst = assessment.state === "in-review";
  let state = assessment.state;
  if (isFirst || outcome === null) {
    const graded = step(state, "grade", actor);
    if (!graded.ok) return graded;
    state = graded.value;
  }
  const { score, asked, rows, exceptions } = await scoreOf(trx, deps, assessment);
  if (score.openCriticalNas.length > 0)
    return refused("critical-na-open", { questions: score.openCriticalNas.join(", ") });
  if (outcome !== null) {
    const concluded = step(state, outcomeEvents[outcome], actor);
    if (!concluded.ok) return concluded;
    state = concluded.value;
    if (!allowedOutcomes(score, exceptions, today).includes(outcome))
      return refused("outcome-not-allowed", { grade: score.grade ?? "-", outcome });
    if (outcome === "conditional" && (input.conditions ?? []).length === 0)
      return refused("condition-missing");
  }
  const months = await cycleMonths(trx, deps, actor.organisationId, {
    basis: relation.basis,
    tier: assessment.tier,
    on: today,
  });
  if (outcome !== null && outcome !== "failed" && months === null) return refused("no-cycle");
  const isApproved = outcome === "approved" || outcome === "conditional";
  const validUntil = isApproved && months !== null ? nextDueOn(today, months) : null;
  if (isFirst) await raiseOpenCriticals(trx, deps, actor, reached, asked, rows, score);
  const saved = await changeState(trx, assessment, input.revision, {
    state,
    score: score.score,
    grade: score.grade,
    criticalNos: toJson(score.criticalNos),
    blockScores: toJson(score.blocks),
    comment: input.comment === "" ? null : input.comment,
    gradedBy: personIdOf(actor),
    gradedAt: deps.now().toISOString(),
    outcome,
    concludedOn: outcome === null ? null : today,
    approvedOn: isApproved ? today : null,
    validUntil,
  });
  if (!saved.ok) return saved;
  const conditions = outcome === "conditional" ? (input.conditions ?? []) : [];
  await insertConditions(
    trx,
    conditions.map((condition) => ({
      id: deps.newId(),
      organisationId: actor.organisationId,
      assessmentId: assessment.id,
      text: condition.text,
      ownerName: condition.ownerName,
      dueOn: condition.dueOn,
      bindsAtOnce: toFlag(condition.bindsAtOnce),
      metOn: null,
      recordedAt: deps.now().toISOString(),
    })),
  );
  if (isFirst) {
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.graded",
      data: {
        number: assessment.number,
        score: score.score,
        grade: score.grade,
        criticalNos: [...score.criticalNos],
      },
    });
  }
  if (outcome !== null) {
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(assessment),
      type: "assessment.concluded",
      data: { number: assessment.number, outcome, validUntil, conditions: conditions.length },
    });
  }
  return ok({ score: score.score, grade: score.grade, validUntil });
}

/** A condition of the approval is met. */
export async function meetCondition(
  deps: Deps,
  actor: Actor,
  input: { readonly conditionId: string; readonly metOn: string },
): Promise<Result<null>> {
  const no = denied(actor, "assessment.review");
  if (no) return no;
  return deps.db.write(async (trx) => {
    if (input.metOn > todayOf(deps))
      return invalid({ path: "metOn", code: "day-future", params: { value: input.metOn } });
    const assessmentId = await updateConditionMet(trx, actor.organisationId, input.conditionId, input.metOn);
    const reached = assessmentId === null ? null : await reachAssessment(trx, actor, assessmentId);
    if (!reached) return fail({ kind: "not-found" });
    await recordEvent<AssessmentLogEvent>(trx, deps, actor, {
      ...about(reached.assessment),
      type: "assessment.condition-met",
      data: { number: reached.assessment.number, on: input.metOn },
    });
    return ok(null);
  });
}
