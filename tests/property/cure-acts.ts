import { answerTo } from "#app/demonstration/assessing.ts";
import { findAssessment } from "#app/modules/assessments/fragments/rows.server.ts";
import { listAnswers } from "#app/modules/assessments/queries/answers.server.ts";
import { saveAnswers } from "#app/modules/assessments/services/answering.server.ts";
import { readAsked } from "#app/modules/assessments/services/base.server.ts";
import { closeFinding } from "#app/modules/assessments/services/findings.server.ts";
import { gradeAssessment, meetCondition } from "#app/modules/assessments/services/grading.server.ts";
import { startReview } from "#app/modules/assessments/services/reviewing.server.ts";
import { sendAssessment } from "#app/modules/assessments/services/sending.server.ts";
import { submitAssessment } from "#app/modules/assessments/services/submitting.server.ts";
import { addMonths } from "#app/modules/calendar/rules/day.ts";
import { checkClauses, readLibrary, registerContract } from "#app/modules/contracts/services/acts.server.ts";
import { type GateReason, isStopping } from "#app/modules/custody/rules/gate.ts";
import type { GateCode } from "#app/modules/custody/rules/gate-table.ts";
import { judgeRelation } from "#app/modules/custody/services/gate.server.ts";
import { citeMatter, decideCitation } from "#app/modules/policy/services.server.ts";
import {
  confirmForeignRoute,
  decideSubcontractor,
  recordConfirmation,
  recordForeignRoute,
  recordReferralRoute,
  removeSubcontractor,
} from "#app/modules/registry/services/records.server.ts";
import { moveRelation, reviseScope } from "#app/modules/registry/services/relations.server.ts";
import type { RelationTable } from "#db/schema.ts";
import { line } from "#tests/modules/registry/world.ts";
import { type Acts, type Outcome, type Play, rowsOf } from "./play.ts";

type Cure = (play: Play, relation: RelationTable, reason: GateReason) => Outcome;

const confirm =
  (kind: "form-keeping" | "no-handling-terms" | "own-safety"): Cure =>
  (play, relation) =>
    recordConfirmation(play.deps, play.manager, {
      relationId: relation.id,
      confirmation: { kind, confirmedOn: play.today, nextDueOn: null, isSatisfactory: true, note: null },
    });

const onward: Readonly<Record<string, "submit" | "approve" | "activate" | "resume">> = {
  draft: "submit",
  "in-review": "approve",
  approved: "activate",
  suspended: "resume",
};
const move: Cure = async (play, relation) => {
  const event = onward[relation.state];
  if (event === undefined) return null;
  const lines = await play.world.db.read
    .selectFrom("scopeLine")
    .select("id")
    .where("relationId", "=", relation.id)
    .execute();
  if (event === "submit" && lines.length === 0) return scope(play, relation, {} as GateReason);
  return moveRelation(play.deps, event === "submit" ? play.office : play.manager, event, {
    relationId: relation.id,
    revision: play.revision(relation),
    reason: "試験のため",
    hasNotedConditions: true,
  });
};

const scope: Cure = (play, relation) =>
  reviseScope(play.deps, play.office, {
    relationId: relation.id,
    revision: play.revision(relation),
    validFrom: play.today,
    lines: [
      relation.basis === "joint-use"
        ? line({ validFrom: play.today, items: ["full-name"], purposes: ["joint-kyosai"] })
        : line({
            validFrom: play.today,
            purposes: [relation.basis === "referral" ? "service-referral" : "member-order-and-dispatch"],
          }),
    ],
  });

const contract: Cure = (play, relation) => {
  const startsOn = play.day(-20, 0);
  return registerContract(play.deps, play.office, {
    title: "契約(架空)",
    number: "",
    signedOn: null,
    startsOn,
    endsOn: addMonths(startsOn, play.dice.int(6, 24)),
    autoRenewal: false,
    renewalMonths: null,
    noticeMonths: null,
    terminatedOn: null,
    note: "",
    relationIds: [relation.id],
  });
};

const clauses: Cure = async (play, relation) => {
  const { read } = play.world.db;
  const linked = await read
    .selectFrom("contractRelation")
    .innerJoin("contract", "contract.id", "contractRelation.contractId")
    .select("contract.id")
    .where("contractRelation.relationId", "=", relation.id)
    .orderBy("contract.createdAt", "desc")
    .orderBy("contract.id", "desc")
    .execute();
  const newest = linked[0];
  if (!newest) return null;
  const library = await readLibrary(read, play.deps, play.organisationId, play.today);
  return checkClauses(play.deps, play.manager, {
    contractId: newest.id,
    checkedOn: play.today,
    checks: library.clauses.map((clause) => ({
      clauseId: clause.id,
      result: "conforming" as const,
      article: `第${play.dice.int(1, 20)}条`,
      note: "",
      exceptionUntil: null,
      exceptionReason: "",
    })),
  });
};

/** The next step of the relation's assessment. */
const assess: Cure = async (play, relation) => {
  const { deps, dice } = play;
  const person = await play.partner(relation.partnerId);
  const rows = await play.world.db.read
    .selectFrom("assessment")
    .selectAll()
    .where("relationId", "=", relation.id)
    .where("state", "in", ["sent", "answering", "returned", "submitted", "in-review", "graded"])
    .orderBy("id", "desc")
    .execute();
  const row = rows[0];
  if (!row) return sendAssessment(deps, play.office, { relationId: relation.id, dueOn: play.day(5, 30) });
  if (row.state === "submitted")
    return startReview(deps, play.manager, { assessmentId: row.id, revision: play.revision(row) });
  if (row.state === "in-review" || row.state === "graded") {
    const outcome = dice.one("approved", "conditional", "conditional", "conditional");
    return gradeAssessment(deps, play.manager, {
      assessmentId: row.id,
      revision: play.revision(row),
      outcome,
      comment: "確認",
      conditions:
        outcome === "conditional"
          ? [0.3, 0].map((share) => ({
              text: "直すこと",
              ownerName: "先方",
              dueOn: play.day(1, 40),
              bindsAtOnce: dice.some(share),
            }))
          : [],
    });
  }
  const stored = await listAnswers(deps.db.read, play.organisationId, row.id);
  if (row.state === "answering" && stored.length > 0 && dice.some(0.7))
    return submitAssessment(deps, person, { assessmentId: row.id });
  const assessment = await findAssessment(deps.db.read, play.organisationId, row.id);
  if (!assessment) return null;
  const { asked } = await readAsked(deps.db.read, deps, assessment);
  const revisions = new Map(stored.map((one) => [one.questionId, one.revision]));
  return saveAnswers(deps, person, {
    assessmentId: row.id,
    answers: asked.map(({ question }) => ({
      questionId: question.id,
      revision: revisions.get(question.id) ?? 0,
      ...answerTo(question, {}, play.today),
    })),
  });
};

const foreign: Cure = (play, relation) =>
  recordForeignRoute(play.deps, play.manager, {
    relationId: relation.id,
    route: {
      country: "DE",
      serviceName: "雲(架空)",
      route:
        relation.basis === "no-handling"
          ? "no-provision"
          : play.dice.one("designated-country", "equivalent-system"),
      basisText: "契約",
      recordMethod: "contract",
      confirmedOn: play.day(-300, 0),
      validFrom: play.today,
    },
  });

const referral: Cure = (play, relation) =>
  recordReferralRoute(play.deps, play.manager, {
    relationId: relation.id,
    route: {
      route: "consent",
      serviceName: "紹介(架空)",
      consentMethod: "書面",
      recordMethod: "contract",
      evidenceNote: null,
      validFrom: play.today,
    },
  });

const cures: Partial<Record<GateCode, Cure>> = {
  "relation-not-active": move,
  "scope-empty": scope,
  "scope-outside-ceiling": scope,
  "contract-missing": contract,
  "contract-expired": contract,
  "clause-insufficient": clauses,
  "confidentiality-insufficient": clauses,
  "assessment-missing": assess,
  "assessment-expired": assess,
  "assessment-failed": assess,
  "critical-no": assess,
  "critical-finding": async (play, _relation, { ref }) => {
    const row = await play.world.db.read
      .selectFrom("finding")
      .selectAll()
      .where("id", "=", ref ?? "")
      .executeTakeFirst();
    return row
      ? closeFinding(play.deps, play.manager, {
          findingId: row.id,
          revision: play.revision(row),
          note: "確かめた",
        })
      : null;
  },
  "condition-unmet": (play, _relation, { ref }) =>
    meetCondition(play.deps, play.manager, { conditionId: ref ?? "", metOn: play.today }),
  "subcontractor-unapproved": async (play, _relation, { ref }) => {
    const row = await play.world.db.read
      .selectFrom("subcontractor")
      .selectAll()
      .where("id", "=", ref ?? "")
      .executeTakeFirst();
    if (!row) return null;
    if (row.state === "requested" || row.state === "unapproved")
      return decideSubcontractor(play.deps, play.second, {
        subcontractorId: row.id,
        revision: play.revision(row),
        approved: play.dice.some(0.8),
        conditions: "年1回の報告",
        approvedUntil: play.dice.some(0.5) ? play.day(5, 60) : null,
      });
    return removeSubcontractor(play.deps, play.office, {
      subcontractorId: row.id,
      revision: play.revision(row),
      on: play.today,
    });
  },
  "foreign-route-missing": foreign,
  "foreign-record-missing": foreign,
  "foreign-confirmation-overdue": (play, relation, { ref }) =>
    confirmForeignRoute(play.deps, play.manager, {
      relationId: relation.id,
      routeId: ref ?? "",
      confirmedOn: play.day(-5, 0),
    }),
  "joint-use-matter-missing": async (play, relation, { ref }) => {
    const proposed = await play.world.db.read
      .selectFrom("matterCitation")
      .selectAll()
      .where("state", "=", "proposed")
      .where("matter", "=", ref ?? "")
      .orderBy("id")
      .execute();
    const first = proposed[0];
    if (first)
      return decideCitation(play.deps, play.manager, { citationId: first.id, accepted: true, note: "確認" });
    return citeMatter(play.deps, play.office, {
      groupId: relation.groupId ?? "",
      matter: ref ?? "statement",
      text: "掲示",
      place: "店頭",
      postedFrom: play.day(-5, 3),
      postedTo: play.dice.some(0.5) ? play.day(20, 200) : null,
      fileIds: [await play.file(play.office)],
    });
  },
  "referral-route-missing": referral,
  "referral-consent-missing": referral,
  "referral-request-missing": referral,
  "referral-record-missing": referral,
  "form-check-due": confirm("form-keeping"),
  "no-handling-terms-missing": confirm("no-handling-terms"),
  "own-safety-missing": confirm("own-safety"),
  "own-safety-overdue": confirm("own-safety"),
};

export const cureActs: Acts = {
  /** One step towards being cleared, as people take them when the gate says why it is shut. */
  "cure a reason": {
    weight: 75,
    run: async (play) => {
      const relation = play.dice.of(
        (await rowsOf(play).relations("active", "draft", "in-review", "approved", "suspended")).slice(0, 20),
      );
      if (!relation) return null;
      const judged = await judgeRelation(
        play.deps.db.read,
        play.deps,
        play.organisationId,
        relation.id,
        play.today,
      );
      const reason = play.dice.of(judged?.verdict.reasons.filter(isStopping) ?? []);
      if (!reason) return null;
      return (await cures[reason.code]?.(play, relation, reason)) ?? null;
    },
  },
};
