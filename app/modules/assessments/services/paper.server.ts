import type { Lang } from "#app/i18n/lang.ts";
import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { countHit, denied } from "#app/modules/access/services/common.server.ts";
import { listFilesOf } from "#app/modules/files/services.server.ts";
import { getFiscalYearStart } from "#app/modules/organisation/fragments.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import { type ResultModel, resultDocument } from "../documents.server.ts";
import { listConditions, listFindings } from "../fragments/rows.server.ts";
import { listAnswers } from "../queries/answers.server.ts";
import { findPreviousAssessment } from "../queries/assessments.server.ts";
import { reachAssessment, readAsked } from "./base.server.ts";

/** What the assessment result says. Partners see it once the conclusion stands. */
export async function readResult(
  deps: Deps,
  actor: Actor,
  assessmentId: string,
): Promise<Result<ResultModel>> {
  const no = denied(actor, actor.kind === "partner" ? "own.read" : "assessment.read");
  if (no) return no;
  const { read } = deps.db;
  const { organisationId } = actor;
  const reached = await reachAssessment(read, actor, assessmentId);
  if (!reached) return fail({ kind: "not-found" });
  const { assessment, relation } = reached;
  if (actor.kind === "partner" && assessment.outcome === null) return fail({ kind: "not-found" });
  const { checklist, asked } = await readAsked(read, deps, assessment);
  const rows = await listAnswers(read, organisationId, assessment.id);
  const files = await listFilesOf(
    read,
    actor,
    "answer",
    rows.map((row) => row.id),
  );
  const before = await findPreviousAssessment(read, organisationId, assessment);
  const names = await listPersonNames(read, [assessment.submittedBy, assessment.gradedBy]);
  const { name, nameEn } = await getFiscalYearStart(read, organisationId);
  const findings = await listFindings(read, organisationId, { assessmentId: assessment.id, limit: 200 });
  const nameOf = (id: string | null): string | null => (id ? (names.get(id) ?? null) : null);
  return ok({
    id: assessment.id,
    number: assessment.number,
    organisation: name,
    organisationEn: nameEn,
    partner: relation.partnerName,
    relation: { number: relation.number, title: relation.title, basis: relation.basis },
    fiscalYear: assessment.fiscalYear,
    checklist,
    tier: assessment.tier,
    isProxy: assessment.isProxy,
    submittedAt: assessment.submittedAt,
    submittedBy: nameOf(assessment.submittedBy),
    state: assessment.outcome ?? "open",
    grade: assessment.grade,
    score: assessment.score,
    blocks: assessment.blockScores,
    criticalNos: assessment.criticalNos,
    concludedOn: assessment.concludedOn,
    validUntil: assessment.validUntil,
    gradedBy: nameOf(assessment.gradedBy),
    comment: assessment.comment,
    previous: before
      ? {
          fiscalYear: before.fiscalYear,
          grade: before.grade,
          score: before.score,
          blocks: before.blockScores,
        }
      : null,
    conditions: await listConditions(read, organisationId, [assessment.id]),
    findings: findings.map(({ number, severity, title, dueOn, state }) => ({
      number,
      severity,
      title,
      dueOn,
      state,
    })),
    answers: asked.map((each) => {
      const row = rows.find((candidate) => candidate.questionId === each.question.id);
      return {
        ...each,
        answer: row?.answer ?? {
          questionId: each.question.id,
          value: "",
          note: "",
          override: null,
          isNaAccepted: false,
        },
        files: files.filter((file) => file.subjectId === row?.id).length,
      };
    }),
    createdAt: assessment.gradedAt ?? assessment.submittedAt ?? assessment.createdAt,
  });
}

/** The assessment result 評価結果票 as PDF, in the language asked for. Limited per person: drawing is work. */
export async function drawResult(
  deps: Deps,
  actor: Actor,
  { assessmentId, lang }: { assessmentId: string; lang: Lang },
): Promise<Result<{ bytes: Buffer; name: string }>> {
  const model = await readResult(deps, actor, assessmentId);
  if (!model.ok) return model;
  const counted = await countHit(deps, "paper-person", personIdOf(actor) ?? "system");
  if (!counted.ok) return counted;
  const paper = await deps.paper.render(resultDocument(model.value, lang));
  return ok({ bytes: paper.bytes, name: `${model.value.number}.pdf` });
}
