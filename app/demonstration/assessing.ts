import {
  findAssessment,
  findFinding,
  listConditions,
  listFindings,
} from "#app/modules/assessments/fragments/rows.server.ts";
import { saveAnswers } from "#app/modules/assessments/services/answering.server.ts";
import { readAsked } from "#app/modules/assessments/services/base.server.ts";
import {
  closeFinding,
  planFinding,
  reportCorrected,
} from "#app/modules/assessments/services/findings.server.ts";
import { gradeAssessment, meetCondition } from "#app/modules/assessments/services/grading.server.ts";
import { requestCriticalException, startReview } from "#app/modules/assessments/services/reviewing.server.ts";
import { sendAssessment } from "#app/modules/assessments/services/sending.server.ts";
import { submitAssessment } from "#app/modules/assessments/services/submitting.server.ts";
import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import type { Deps, PartnerActor } from "#app/ports.ts";
import type { AnswerSpec, YearSpec } from "./companies.ts";
import { record } from "./papers.ts";
import { type Cast, namesOn, revisionOf, type Stage, yearStart } from "./stage.ts";
import { must } from "./story.ts";

/** One self-assessment: sent, answered by the partner, reviewed and concluded by the privacy manager. */
export function assess(stage: Stage, cast: Cast, year: YearSpec & { readonly on?: Day }): void {
  const sentOn = year.on ?? addMonths(yearStart(stage, year.yearsAgo), year.month);
  const { story } = stage;
  let id = "";
  story.at(sentOn, async (deps) => {
    id = must(
      await sendAssessment(deps, stage.staff.office, {
        relationId: cast.relationId,
        dueOn: addDays(sentOn, 21),
      }),
      "send",
    ).assessmentId;
  });
  if (year.until === "sent") return;
  story.at(addDays(sentOn, 6), async (deps) => {
    const actor = cast.person;
    if (!actor || id === "") return;
    const assessment = await findAssessment(deps.db.read, stage.organisationId, id);
    if (!assessment) return;
    const { asked } = await readAsked(deps.db.read, deps, assessment);
    const answers = asked.map(({ question }) => ({
      questionId: question.id,
      revision: 0,
      ...answerTo(question, year.answers, sentOn),
    }));
    const some = year.until === "answering" ? answers.slice(0, Math.ceil(answers.length * 0.7)) : answers;
    const evidence = year.yearsAgo === 0 ? await proofs(stage, deps, actor, asked, sentOn) : [];
    must(await saveAnswers(deps, actor, { assessmentId: id, answers: some, evidence }), "answers");
    if (year.until !== "answering") must(await submitAssessment(deps, actor, { assessmentId: id }), "submit");
  });
  if (year.until) return;
  story.at(addDays(sentOn, 12), (deps) =>
    review(stage, deps, cast, id, addDays(sentOn, 12), year.exceptionFor),
  );
}

/** Papers a company shows with its answers: who was trained when, who holds which key. */
async function proofs(
  stage: Stage,
  deps: Deps,
  actor: PartnerActor,
  asked: readonly { readonly question: { readonly id: string } }[],
  sentOn: Day,
): Promise<{ questionId: string; fileIds: string[] }[]> {
  const { organisation, partner: company } = await namesOn(stage, deps, actor.partnerId, stage.today);
  const records = [
    {
      questionId: "hum-03",
      title: "個人情報の教育記録",
      rows: [
        [
          addDays(sentOn, -60),
          "個人情報の取扱い(入社時と年1回の教育) 受講14人、確認の小試験を実施",
          actor.name,
        ],
        [addDays(sentOn, -425), "個人情報の取扱い(年1回の教育) 受講13人", actor.name],
      ],
    },
    {
      questionId: "phy-03",
      title: "鍵管理簿",
      rows: [
        [addDays(sentOn, -12), "保管庫1号の鍵 貸出と返却(当日)", actor.name],
        [addDays(sentOn, -5), "保管庫2号の鍵 貸出と返却(当日)", actor.name],
      ],
    },
  ] as const;
  const found = [];
  for (const { questionId, title, rows } of records) {
    if (!asked.some(({ question }) => question.id === questionId)) continue;
    const id = await record(deps, actor, { title, company, organisation, rows });
    found.push({ questionId, fileIds: [id] });
  }
  return found;
}

export function answerTo(
  question: { id: string; type: string },
  spec: AnswerSpec,
  on: Day,
): { value: string; note: string } {
  if (question.type === "number")
    return {
      value:
        question.id === "pro-02"
          ? "14"
          : question.id === "inc-02"
            ? "4"
            : question.id === "rf-07"
              ? "3"
              : "0",
      note: "",
    };
  if (question.type === "date")
    return {
      value: question.id === "hum-03" ? addDays(on, -60) : question.id === "ju-14" ? "" : "none",
      note: "",
    };
  if (question.type !== "mark")
    return {
      value:
        question.id === "pro-01"
          ? "業務部(本社)"
          : question.id === "ju-06"
            ? "業務部 個人情報の責任者"
            : "なし",
      note: "",
    };
  if (spec.no?.includes(question.id))
    return { value: "no", note: "まだできていません。次の年度に整えます。" };
  if (spec.partial?.includes(question.id))
    return { value: "partial", note: "一部の拠点でまだ整っていません。" };
  if (spec.na?.includes(question.id)) return { value: "na", note: "この業務では行いません。" };
  return { value: "yes", note: "" };
}

export async function review(
  stage: Stage,
  deps: Deps,
  cast: Cast,
  assessmentId: string,
  on: Day,
  exceptionFor?: string,
): Promise<void> {
  const actor = stage.staff.manager;
  const now = async () => {
    const row = await findAssessment(deps.db.read, stage.organisationId, assessmentId);
    if (!row) throw new Error("assessment is gone");
    return row;
  };
  must(await startReview(deps, actor, { assessmentId, revision: (await now()).revision }), "review");
  const condition = {
    text: "是正計画を出し、90日以内に直すこと",
    ownerName: "先方の責任者",
    dueOn: addDays(on, 90),
    bindsAtOnce: false,
  };
  if (exceptionFor) {
    must(
      await requestCriticalException(deps, actor, {
        assessmentId,
        questionId: exceptionFor,
        reason: "立入の手順を次の更新で契約に加えるまで、毎月の書面の報告で確かめます。",
        until: addDays(on, 180),
      }),
      "exception",
    );
    must(
      await gradeAssessment(deps, actor, {
        assessmentId,
        revision: (await now()).revision,
        outcome: null,
        comment: "理事の判断を待ちます。",
      }),
      "grade",
    );
    return;
  }
  for (const outcome of ["approved", "conditional", "failed"] as const) {
    const result = await gradeAssessment(deps, actor, {
      assessmentId,
      revision: (await now()).revision,
      outcome,
      comment: outcome === "approved" ? "おおむね良好です。" : "是正の進みを確かめます。",
      conditions: outcome === "conditional" ? [condition] : [],
    });
    if (result.ok) break;
    if (outcome === "failed") must(result, "grade");
  }
  for (const { id, dueOn } of await listConditions(deps.db.read, stage.organisationId, [assessmentId])) {
    // Conditions of the last two months are still on their way.
    if (on > addDays(stage.today, -60)) continue;
    stage.story.at(addDays(dueOn, -20), async (at) => {
      must(await meetCondition(at, actor, { conditionId: id, metOn: addDays(dueOn, -20) }), "condition");
    });
  }
  const findings = await listFindings(deps.db.read, stage.organisationId, { assessmentId, limit: 50 });
  for (const finding of findings) correct(stage, cast, finding.id, on);
}

/** Findings of past years were corrected; those of this year stay at different points of the way. */
export function correct(stage: Stage, cast: Cast, findingId: string, raisedOn: Day): void {
  const { story } = stage;
  const isOld = raisedOn < addDays(stage.today, -120);
  story.at(addDays(raisedOn, 5), async (deps) => {
    if (!cast.person) return;
    must(
      await planFinding(deps, cast.person, {
        findingId,
        revision: await revisionOf(stage, deps, findFinding, findingId),
        plan: "手順を改め、担当者に教える。",
        planDueOn: addDays(raisedOn, 25),
      }),
      "plan",
    );
  });
  if (!isOld) return;
  story.at(addDays(raisedOn, 24), async (deps) => {
    if (!cast.person) return;
    must(
      await reportCorrected(deps, cast.person, {
        findingId,
        revision: await revisionOf(stage, deps, findFinding, findingId),
        correctedOn: addDays(raisedOn, 23),
        note: "改めた手順書を出しました。",
      }),
      "corrected",
    );
  });
  story.at(addDays(raisedOn, 30), async (deps) => {
    must(
      await closeFinding(deps, stage.staff.manager, {
        findingId,
        revision: await revisionOf(stage, deps, findFinding, findingId),
        note: "手順書と記録で確かめました。",
      }),
      "closed",
    );
  });
}
