import { reachesDepartment } from "#app/modules/access/rules.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { findRelationHead, type RelationHead } from "#app/modules/registry/fragments/heads.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import type { Executor, Write } from "#db/index.server.ts";
import { type AssessmentRow, findAssessment } from "../fragments/rows.server.ts";
import { updateAssessmentIfRevision } from "../queries/assessments.server.ts";
import { type Asked, Checklist, thawQuestions } from "../rules/checklist.ts";
import { type AssessmentEvent, type AssessmentState, moves } from "../rules/states.ts";

const parsed = new WeakMap<object, Checklist>();
/** A document is judged by its schema once; versions never change. */
function toChecklist(document: unknown): Checklist {
  if (typeof document !== "object" || document === null) return Checklist.parse(document);
  const known = parsed.get(document);
  if (known) return known;
  const checklist = Checklist.parse(document);
  parsed.set(document, checklist);
  return checklist;
}

/** The checklist of a legal basis in force on a day, or null: what is not handled is not assessed. */
export async function findChecklist(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  basis: string,
  day: Day,
): Promise<Checklist | null> {
  const kept = await listTemplates(executor, deps.templates, organisationId, "checklist");
  const fitting = kept
    .filter((t) => t.validFrom <= day && (t.validTo === null || day <= t.validTo))
    .map((t) => toChecklist(t.document))
    .filter((checklist) => checklist.appliesTo === basis)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return fitting[0] ?? null;
}

/** The version an assessment was sent with. */
export async function readChecklist(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  assessment: { organisationId: string; checklistKey: string; checklistVersion: string },
): Promise<Checklist> {
  const kept = await listTemplates(executor, deps.templates, assessment.organisationId, "checklist");
  const found = kept.find(
    (t) => t.key === assessment.checklistKey && t.version === assessment.checklistVersion,
  );
  if (!found) throw new Error(`no checklist ${assessment.checklistKey} ${assessment.checklistVersion}`);
  return toChecklist(found.document);
}

/** Findings that were raised from a question, with that question and its basis in the reader's language. */
export async function inReadersLanguage<
  T extends { questionId: string | null; title: string; basis: string | null },
>(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  actor: Actor,
  findings: readonly T[],
): Promise<readonly T[]> {
  if (actor.lang === "ja" || findings.every((finding) => finding.questionId === null)) return findings;
  const kept = await listTemplates(executor, deps.templates, actor.organisationId, "checklist");
  const questions = new Map(
    kept.flatMap((t) =>
      toChecklist(t.document).questions.map((question) => [question.id, question] as const),
    ),
  );
  return findings.map((finding) => {
    const question = finding.questionId === null ? undefined : questions.get(finding.questionId);
    if (question?.text.ja !== finding.title) return finding;
    return { ...finding, title: question.text[actor.lang], basis: question.basis[actor.lang] };
  });
}

export interface Reached {
  readonly assessment: AssessmentRow;
  readonly relation: RelationHead;
}

/**
 * An assessment this actor may see: of their organisation; for partners of their own company; for department staff of
 * their own relations. Others look as if they did not exist.
 */
export async function reachAssessment(
  executor: Executor,
  actor: Actor,
  assessmentId: string,
): Promise<Reached | null> {
  const assessment = await findAssessment(executor, actor.organisationId, assessmentId);
  if (!assessment) return null;
  if (actor.kind === "partner" && (actor.partnerId !== assessment.partnerId || assessment.state === "draft"))
    return null;
  const relation = await findRelationHead(executor, actor.organisationId, assessment.relationId);
  if (!relation || !reachesDepartment(actor, relation.department)) return null;
  return { assessment, relation };
}

export async function readAsked(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  assessment: AssessmentRow,
): Promise<{ checklist: Checklist; asked: Asked[] }> {
  const checklist = await readChecklist(executor, deps, assessment);
  return { checklist, asked: thawQuestions(checklist, assessment.questions) };
}

/** The state after an act, or the problem: the wrong state is refused, the wrong role hidden or forbidden. */
export function step(state: AssessmentState, event: AssessmentEvent, actor: Actor): Result<AssessmentState> {
  const move = moves.find((m) => m.event === event && m.from.includes(state));
  if (!move) return refused("wrong-state", { state });
  if (actor.kind !== "system" && !move.by.includes(actor.role))
    return fail({ kind: actor.kind === "partner" ? "not-found" : "forbidden" });
  return ok(move.to ?? state);
}

export const about = (assessment: AssessmentRow) =>
  ({ subject: { kind: "assessment", id: assessment.id }, partnerId: assessment.partnerId }) as const;
export const isPartner = (actor: Actor): boolean => actor.kind === "partner";
/** Moves the assessment, or tells that it has moved already. */
export async function move(
  trx: Write,
  actor: Actor,
  assessment: AssessmentRow,
  to: Parameters<typeof updateAssessmentIfRevision>[2],
): Promise<Result<number>> {
  const { organisationId } = actor;
  const { id, revision, state } = assessment;
  const isMine = await updateAssessmentIfRevision(trx, { organisationId, id, revision, states: [state] }, to);
  return isMine ? ok(revision + 1) : fail({ kind: "conflict", what: "assessment" });
}
