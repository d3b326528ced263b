import { answerTo } from "#app/demonstration/assessing.ts";
import { findAssessment } from "#app/modules/assessments/fragments/rows.server.ts";
import { listAnswers } from "#app/modules/assessments/queries/answers.server.ts";
import { assignSection, saveAnswers } from "#app/modules/assessments/services/answering.server.ts";
import { readAsked } from "#app/modules/assessments/services/base.server.ts";
import {
  closeFinding,
  planFinding,
  raiseFinding,
  reopenFinding,
  reportCorrected,
} from "#app/modules/assessments/services/findings.server.ts";
import { gradeAssessment, meetCondition } from "#app/modules/assessments/services/grading.server.ts";
import {
  acceptNa,
  overrideAnswer,
  requestCriticalException,
  returnAssessment,
  startReview,
} from "#app/modules/assessments/services/reviewing.server.ts";
import { cancelAssessment, sendAssessment } from "#app/modules/assessments/services/sending.server.ts";
import {
  addProxyScan,
  askSubmission,
  recallAssessment,
  submitAssessment,
} from "#app/modules/assessments/services/submitting.server.ts";
import { addMonths } from "#app/modules/calendar/rules/day.ts";
import {
  checkClauses,
  exceptClause,
  linkContract,
  readLibrary,
  registerContract,
  renewContract,
  terminateContract,
  updateContract,
} from "#app/modules/contracts/services/acts.server.ts";
import { fromFlag } from "#db/codec.ts";
import type { ContractTable } from "#db/schema.ts";
import { type Acts, type Play, rowsOf } from "./play.ts";

const contractForm = (play: Play, own: Partial<ContractTable> = {}) => {
  const startsOn = own.startsOn ?? play.day(-200, 20);
  const isRenewing = play.dice.some(0.2);
  return {
    title: "契約(架空)",
    number: "",
    signedOn: null,
    startsOn,
    endsOn: isRenewing || play.dice.some(0.85) ? addMonths(startsOn, play.dice.int(8, 30)) : null,
    autoRenewal: isRenewing,
    renewalMonths: isRenewing ? 12 : null,
    noticeMonths: 3,
    terminatedOn: null,
    note: "",
  };
};

const contractsActs: Acts = {
  "register a contract": {
    weight: 9,
    run: async (play) => {
      const relations = await rowsOf(play).relations();
      const first = play.dice.of(relations);
      if (!first) return null;
      const others = relations.filter((one) => one.partnerId === first.partnerId && play.dice.some(0.5));
      return registerContract(play.deps, play.office, {
        ...contractForm(play),
        relationIds: [...new Set([first.id, ...others.map((one) => one.id)])],
      });
    },
  },
  "change a contract": {
    weight: 8,
    run: async (play) => {
      const row = play.dice.of(await contracts(play));
      if (!row) return null;
      return updateContract(play.deps, play.office, {
        ...contractForm(play, row),
        contractId: row.id,
        revision: play.revision(row),
      });
    },
  },
  "renew a contract": {
    weight: 7,
    run: async (play) => {
      const ending = (await contracts(play)).filter(
        (one) =>
          one.endsOn !== null &&
          one.terminatedOn === null &&
          !fromFlag(one.isAutoRenewing) &&
          one.endsOn >= play.today,
      );
      const row = play.dice.of(ending);
      if (!row?.endsOn) return null;
      return renewContract(play.deps, play.office, {
        contractId: row.id,
        revision: play.revision(row),
        endsOn: addMonths(row.endsOn, play.dice.int(0, 12)),
      });
    },
  },
  "terminate a contract": {
    weight: 5.5,
    run: async (play) => {
      const row = play.dice.of((await contracts(play)).filter((one) => one.terminatedOn === null));
      if (!row) return null;
      return terminateContract(play.deps, play.office, {
        contractId: row.id,
        revision: play.revision(row),
        terminatedOn: play.day(-3, 30),
        reason: "解約",
      });
    },
  },
  "link a contract": {
    weight: 8,
    run: async (play) => {
      const row = play.dice.of(await contracts(play));
      if (!row) return null;
      const own = (await rowsOf(play).relations()).filter((one) => one.partnerId === row.partnerId);
      const relation = play.dice.some(0.05)
        ? play.dice.of(await rowsOf(play).relations())
        : play.dice.of(own);
      return relation
        ? linkContract(play.deps, play.office, { contractId: row.id, relationIds: [relation.id] })
        : null;
    },
  },
  "check clauses": {
    weight: 12,
    run: async (play) => {
      const { dice } = play;
      const row = dice.of(await contracts(play));
      if (!row) return null;
      const library = await readLibrary(play.world.db.read, play.deps, play.organisationId, play.today);
      const isWell = dice.some(0.7);
      return checkClauses(play.deps, play.manager, {
        contractId: row.id,
        checkedOn: play.day(-5, 0),
        checks: library.clauses
          .filter(() => isWell || dice.some(0.4))
          .map((clause) => {
            const result =
              isWell && dice.some(0.96)
                ? "conforming"
                : dice.one("partial", "partial", "missing", "not-applicable");
            const asks = result === "partial" && dice.some(0.6);
            return {
              clauseId: clause.id,
              result,
              article: "第1条",
              note: "確認",
              exceptionUntil: asks ? play.day(10, 90) : null,
              exceptionReason: asks ? "次の更新まで" : "",
            } as const;
          }),
      });
    },
  },
  "decide on a clause's exception": {
    weight: 15,
    run: async (play) => {
      const check = play.dice.of(
        await play.world.db.read
          .selectFrom("clauseCheck")
          .selectAll()
          .where("result", "=", "partial")
          .where("validTo", "is", null)
          .orderBy("id")
          .execute(),
      );
      if (!check) return null;
      return exceptClause(play.deps, play.manager, {
        contractId: check.contractId,
        clauseId: check.clauseId,
        until: play.dice.some(0.5) ? play.day(0, 60) : null,
        reason: "補う",
      });
    },
  },
};

const contracts = (play: Play) =>
  play.world.db.read.selectFrom("contract").selectAll().orderBy("id").execute();
const assessments = (play: Play, ...states: string[]) =>
  play.world.db.read
    .selectFrom("assessment")
    .selectAll()
    .where("state", "in", states)
    .orderBy("id")
    .execute();
const findings = (play: Play, ...states: string[]) =>
  play.world.db.read.selectFrom("finding").selectAll().where("state", "in", states).orderBy("id").execute();

const assessmentActs: Acts = {
  "send an assessment": {
    weight: 8,
    run: async (play) => {
      const relation = play.dice.of(
        (await rowsOf(play).relations()).filter((one) => one.basis !== "no-handling" || play.dice.some(0.05)),
      );
      if (!relation) return null;
      // Somebody there receives it.
      await play.partner(relation.partnerId);
      return sendAssessment(play.deps, play.office, { relationId: relation.id, dueOn: play.day(-1, 30) });
    },
  },
  "answer an assessment": {
    weight: 10,
    run: async (play) => {
      const { dice, deps } = play;
      const row = dice.of(await assessments(play, "sent", "answering", "returned"));
      if (!row) return null;
      const assessment = await findAssessment(deps.db.read, play.organisationId, row.id);
      if (!assessment) return null;
      const { asked } = await readAsked(deps.db.read, deps, assessment);
      const stored = new Map(
        (await listAnswers(deps.db.read, play.organisationId, row.id)).map((one) => [
          one.questionId,
          one.revision,
        ]),
      );
      const chance = dice.one(0, 0, 0, 0.02, 0.12);
      const spec = { no: [] as string[], partial: [] as string[], na: [] as string[] };
      for (const { question } of asked) {
        if (dice.some(chance))
          (dice.some(0.3) ? spec.no : dice.some(0.8) ? spec.partial : spec.na).push(question.id);
      }
      return saveAnswers(deps, await play.partner(row.partnerId), {
        assessmentId: row.id,
        answers: asked.map(({ question }) => ({
          questionId: question.id,
          revision: stored.get(question.id) ?? 0,
          ...answerTo(question, spec, play.today),
        })),
      });
    },
  },
  "assign a section": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "sent", "answering"));
      if (!row) return null;
      const person = await play.partner(row.partnerId);
      return assignSection(play.deps, person, {
        assessmentId: row.id,
        block: "organisational",
        personId: person.personId,
      });
    },
  },
  "scan a paper": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "sent", "answering"));
      if (!row) return null;
      return addProxyScan(play.deps, play.office, {
        assessmentId: row.id,
        fileIds: [await play.file(play.office)],
      });
    },
  },
  "ask for submission": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "answering"));
      if (!row) return null;
      await play.partner(row.partnerId);
      return askSubmission(play.deps, await play.partner(row.partnerId, "respondent"), {
        assessmentId: row.id,
        text: "お願いします",
      });
    },
  },
  "submit an assessment": {
    weight: 10,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "answering"));
      return row
        ? submitAssessment(play.deps, await play.partner(row.partnerId), { assessmentId: row.id })
        : null;
    },
  },
  "recall an assessment": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "submitted"));
      return row
        ? recallAssessment(play.deps, await play.partner(row.partnerId), { assessmentId: row.id })
        : null;
    },
  },
  "start a review": {
    weight: 10,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "submitted"));
      return row
        ? startReview(play.deps, play.manager, { assessmentId: row.id, revision: play.revision(row) })
        : null;
    },
  },
  "override an answer": {
    weight: 3,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "in-review"));
      if (!row) return null;
      const answer = play.dice.of(await listAnswers(play.deps.db.read, play.organisationId, row.id));
      if (!answer) return null;
      return overrideAnswer(play.deps, play.manager, {
        assessmentId: row.id,
        questionId: answer.questionId,
        mark: play.dice.one("yes", "partial", "no"),
        note: "確認",
      });
    },
  },
  "accept not applicable": {
    weight: 3,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "in-review"));
      if (!row) return null;
      const all = await listAnswers(play.deps.db.read, play.organisationId, row.id);
      const answer = play.dice.of(all.filter((one) => one.answer.value === "na"));
      if (!answer) return null;
      return acceptNa(play.deps, play.manager, {
        assessmentId: row.id,
        questionId: answer.questionId,
        note: "該当しない",
      });
    },
  },
  "return an assessment": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "in-review"));
      return row
        ? returnAssessment(play.deps, play.manager, {
            assessmentId: row.id,
            revision: play.revision(row),
            reason: "足りない",
          })
        : null;
    },
  },
  "ask for an exception of a critical no": {
    weight: 2,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "in-review", "graded", "failed"));
      if (!row) return null;
      const questionId = play.dice.of(
        (await listAnswers(play.deps.db.read, play.organisationId, row.id))
          .filter((one) => one.answer.value === "no")
          .map((one) => one.questionId),
      );
      if (questionId === undefined) return null;
      return requestCriticalException(play.deps, play.manager, {
        assessmentId: row.id,
        questionId,
        reason: "次の更新まで",
        until: play.day(10, 120),
      });
    },
  },
  "grade an assessment": {
    weight: 14,
    run: async (play) => {
      const { dice } = play;
      const row = dice.of(await assessments(play, "in-review", "graded", "failed"));
      if (!row) return null;
      const outcome = dice.some(0.1)
        ? null
        : row.state === "failed"
          ? "conditional"
          : dice.one("approved", "conditional", "conditional", "failed");
      return gradeAssessment(play.deps, play.manager, {
        assessmentId: row.id,
        revision: play.revision(row),
        outcome,
        comment: "確認",
        conditions:
          outcome === "conditional"
            ? [0.3, 0].map((share) => ({
                text: "直すこと",
                ownerName: "先方",
                dueOn: play.day(1, 60),
                bindsAtOnce: dice.some(share),
              }))
            : [],
      });
    },
  },
  "meet a condition": {
    weight: 9,
    run: async (play) => {
      const row = play.dice.of(
        await play.world.db.read
          .selectFrom("assessmentCondition")
          .selectAll()
          .where("metOn", "is", null)
          .orderBy("id")
          .execute(),
      );
      return row
        ? meetCondition(play.deps, play.manager, { conditionId: row.id, metOn: play.day(-2, 0) })
        : null;
    },
  },
  "cancel an assessment": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await assessments(play, "sent", "answering"));
      return row
        ? cancelAssessment(play.deps, play.office, {
            assessmentId: row.id,
            revision: play.revision(row),
            reason: "取りやめ",
          })
        : null;
    },
  },
  "raise a finding": {
    weight: 5,
    run: async (play) => {
      const relation = play.dice.of(await rowsOf(play).relations());
      if (!relation) return null;
      return raiseFinding(play.deps, play.manager, {
        relationId: relation.id,
        severity: play.dice.one("critical", "critical", "major", "minor"),
        title: "施錠",
        detail: "倉庫",
        dueOn: play.day(-1, 30),
      });
    },
  },
  "plan a cure": {
    weight: 6,
    run: async (play) => {
      const row = play.dice.of(await findings(play, "open", "planned"));
      if (!row) return null;
      return planFinding(play.deps, await play.partner(row.partnerId), {
        findingId: row.id,
        revision: play.revision(row),
        plan: "直す",
        planDueOn: play.day(0, 20),
      });
    },
  },
  "report a cure": {
    weight: 7,
    run: async (play) => {
      const row = play.dice.of(await findings(play, "planned"));
      if (!row) return null;
      return reportCorrected(play.deps, await play.partner(row.partnerId), {
        findingId: row.id,
        revision: play.revision(row),
        correctedOn: play.today,
        note: "直した",
      });
    },
  },
  "close a finding": {
    weight: 9,
    run: async (play) => {
      const row = play.dice.of(await findings(play, "corrected"));
      return row
        ? closeFinding(play.deps, play.manager, {
            findingId: row.id,
            revision: play.revision(row),
            note: "確かめた",
          })
        : null;
    },
  },
  "reopen a finding": {
    weight: 1,
    run: async (play) => {
      const row = play.dice.of(await findings(play, "corrected"));
      return row
        ? reopenFinding(play.deps, play.manager, {
            findingId: row.id,
            revision: play.revision(row),
            note: "足りない",
          })
        : null;
    },
  },
};

export const workActs: Acts = { ...contractsActs, ...assessmentActs };
