import { expect } from "vitest";
import { loadConcludedFacts } from "#app/modules/assessments/fragments/facts.server.ts";
import { findAssessment } from "#app/modules/assessments/fragments/rows.server.ts";
import { listAnswers } from "#app/modules/assessments/queries/answers.server.ts";
import { countByState } from "#app/modules/assessments/queries/assessments.server.ts";
import {
  assignSection,
  removeEvidence,
  saveAnswers,
} from "#app/modules/assessments/services/answering.server.ts";
import {
  closeFinding,
  planFinding,
  raiseFinding,
  reopenFinding,
  reportCorrected,
} from "#app/modules/assessments/services/findings.server.ts";
import { gradeAssessment, meetCondition } from "#app/modules/assessments/services/grading.server.ts";
import {
  listAssessmentBoard,
  listFindingBoard,
  listOwnAssessments,
  readFinding,
  readSendPreview,
} from "#app/modules/assessments/services/lists.server.ts";
import { readReview, readSection, readSubmission } from "#app/modules/assessments/services/pages.server.ts";
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
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { stageFile } from "#app/modules/files/services.server.ts";
import type { Actor } from "#app/ports.ts";
import { type CoOp, makeCoOp, must, problemOf } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

async function send(deps: TestDeps, coop: CoOp, relationId = coop.partner.relationId) {
  const sent = await sendAssessment(deps, coop.staff.office, { relationId, dueOn: "2026-12-20" });
  return must(sent).assessmentId;
}

/** Every question answered well, apart from those named. */
async function answerAll(
  deps: TestDeps,
  actor: Actor,
  assessmentId: string,
  marks: Readonly<Record<string, string>> = {},
) {
  const view = must(await readSubmission(deps, actor, assessmentId));
  const answers = view.questions.map(({ question, revision }) => {
    const good = { mark: "yes", text: "なし", number: "3", date: "2026-10-01", file: "規程を添付" };
    const value = marks[question.id] ?? good[question.type];
    const note = question.type === "mark" && value !== "yes" ? "12月に直します。" : "";
    return { questionId: question.id, value, note, revision };
  });
  return must(await saveAnswers(deps, actor, { assessmentId, answers }));
}

async function submitted(deps: TestDeps, coop: CoOp, marks: Record<string, string> = {}) {
  const assessmentId = await send(deps, coop);
  await answerAll(deps, coop.partner.people.respondent, assessmentId, marks);
  must(await submitAssessment(deps, coop.partner.people.approver, { assessmentId }));
  return assessmentId;
}

async function inReview(deps: TestDeps, coop: CoOp, marks: Record<string, string> = {}) {
  const assessmentId = await submitted(deps, coop, marks);
  const { revision } = must(await readReview(deps, coop.staff.auditor, assessmentId)).head;
  must(await startReview(deps, coop.staff["privacy-manager"], { assessmentId, revision }));
  return { assessmentId, revision: revision + 1 };
}

forEachDatabase("questions are fixed when sent, from tier, work and paper only", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const preview = must(await readSendPreview(deps, coop.staff.office, coop.partner.relationId));
  const assessmentId = await send(deps, coop);
  await deps.db.write((trx) =>
    trx
      .updateTable("relation")
      .set({ isPaperOnly: 1, highestTier: "S4", activity: "storage" })
      .where("id", "=", coop.partner.relationId)
      .execute(),
  );
  const view = must(await readSubmission(deps, coop.partner.people.respondent, assessmentId));
  expect(view.total).toBe(preview.questions);
  expect(view.questions.map((each) => each.question.id)).toEqual(
    expect.arrayContaining(["tec-01", "phy-05", "org-01"]),
  );
  expect(
    problemOf(
      await sendAssessment(deps, coop.staff.office, {
        relationId: coop.partner.relationId,
        dueOn: "2026-12-20",
      }),
    ),
  ).toBe("assessment-open");
  const paper = await coop.relation(coop.partner, { isPaperOnly: 1, activity: "storage" });
  const second = must(await readSubmission(deps, coop.staff.office, await send(deps, coop, paper)));
  expect(second.questions.map((each) => each.question.id)).not.toContain("tec-01");
  expect(second.questions.map((each) => each.question.id)).not.toContain("phy-05");
  const cloud = await coop.relation(coop.partner, { basis: "no-handling" });
  const none = await sendAssessment(deps, coop.staff.office, { relationId: cloud, dueOn: "2026-12-20" });
  expect(problemOf(none)).toBe("no-checklist");
});

forEachDatabase(
  "sending tells the partner by mail, invites within the same act, or takes paper",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    await send(deps, coop);
    const count = async () =>
      (await deps.db.read.selectFrom("outboxMail").select("templateKey").execute()).map(
        (row) => row.templateKey,
      );
    expect(await count()).toEqual(["assessment-sent", "assessment-sent", "assessment-sent"]);
    await deps.db.write((trx) =>
      trx.deleteFrom("membership").where("partnerId", "=", coop.stranger.id).execute(),
    );
    const base = { relationId: coop.stranger.relationId, dueOn: "2026-12-20" };
    expect(problemOf(await sendAssessment(deps, coop.staff.office, base))).toBe(
      "inviteEmail:nobody-to-answer",
    );
    const invite = { email: "だめ", name: "佐藤", role: "partner-admin", lang: "ja" } as const;
    expect(problemOf(await sendAssessment(deps, coop.staff.office, { ...base, invite }))).toBe(
      "inviteEmail:email-invalid",
    );
    expect((await countByState(deps.db.read, coop.organisationId)).get("sent")).toBe(1);
    const good = { ...invite, email: "sato@example.test" };
    must(await sendAssessment(deps, coop.staff.office, { ...base, invite: good, once: "k" }));
    must(await sendAssessment(deps, coop.staff.office, { ...base, invite: good, once: "k" }));
    expect((await count()).filter((key) => key === "invitation")).toHaveLength(1);
    const past = { ...base, relationId: coop.partner.relationId, dueOn: "2026-11-23" };
    expect(problemOf(await sendAssessment(deps, coop.staff.office, past))).toBe("dueOn:day-past");
    expect(problemOf(await sendAssessment(deps, coop.staff.director, base))).toBe("forbidden");
  },
);

forEachDatabase("a stranger company finds nothing, by no path", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const assessmentId = await send(deps, coop);
  const finding = must(
    await raiseFinding(deps, coop.staff.office, {
      relationId: coop.partner.relationId,
      severity: "major",
      title: "鍵",
      detail: "鍵がない",
      dueOn: "2026-12-20",
    }),
  );
  const outsider = coop.stranger.people["partner-admin"];
  const answers = [{ questionId: "org-01", value: "yes", note: "", revision: 0 }];
  const tries = await Promise.all([
    readSection(deps, outsider, { assessmentId, block: null }),
    readSubmission(deps, outsider, assessmentId),
    readReview(deps, outsider, assessmentId),
    readFinding(deps, outsider, finding.findingId),
    saveAnswers(deps, outsider, { assessmentId, answers }),
    submitAssessment(deps, outsider, { assessmentId }),
    recallAssessment(deps, outsider, { assessmentId }),
    askSubmission(deps, outsider, { assessmentId, text: "x" }),
    assignSection(deps, outsider, { assessmentId, block: "basic", personId: null }),
    planFinding(deps, outsider, {
      findingId: finding.findingId,
      revision: 1,
      plan: "x",
      planDueOn: "2026-12-01",
    }),
    closeFinding(deps, outsider, { findingId: finding.findingId, revision: 1, note: "x" }),
    overrideAnswer(deps, outsider, { assessmentId, questionId: "org-01", mark: "yes", note: "x" }),
    gradeAssessment(deps, outsider, { assessmentId, revision: 1, outcome: "approved", comment: "" }),
    readSection(deps, outsider, { assessmentId: "unknown", block: null }),
  ]);
  expect(new Set(tries.map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify({ ok: false, problem: { kind: "not-found" } })]),
  );
  expect(must(await listOwnAssessments(deps, outsider))).toEqual([]);
  expect(must(await listFindingBoard(deps, outsider, { group: "open" })).rows).toEqual([]);
  const own = coop.partner.people.respondent;
  expect(
    problemOf(await assignSection(deps, own, { assessmentId, block: "basic", personId: outsider.personId })),
  ).toBe("not-found");
});

forEachDatabase(
  "saving as one goes: open answers stay open, bad ones name their field, nothing is half saved",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const assessmentId = await send(deps, coop);
    const { respondent, approver } = coop.partner.people;
    const bad = await saveAnswers(deps, respondent, {
      assessmentId,
      answers: [
        { questionId: "org-01", value: "yes", note: "", revision: 0 },
        { questionId: "org-02", value: "maybe", note: "", revision: 0 },
        { questionId: "pro-02", value: "たくさん", note: "", revision: 0 },
      ],
    });
    expect(problemOf(bad)).toBe("a.org-02:choose-one,a.pro-02:number-invalid");
    expect(await listAnswers(deps.db.read, coop.organisationId, assessmentId)).toEqual([]);
    const first = must(
      await saveAnswers(deps, respondent, {
        assessmentId,
        answers: [
          { questionId: "org-01", value: "yes", note: "", revision: 0 },
          { questionId: "org-02", value: "", note: "あとで", revision: 0 },
          { questionId: "org-03", value: "", note: "", revision: 0 },
        ],
      }),
    );
    expect(first.revisions).toEqual({ "org-01": 1, "org-02": 1, "org-03": 0 });
    expect(must(await readSection(deps, respondent, { assessmentId, block: null })).head.state).toBe(
      "answering",
    );
    const stale = [{ questionId: "org-01", value: "no", note: "", revision: 0 }];
    const conflict = await saveAnswers(deps, approver, { assessmentId, answers: stale });
    expect(conflict).toEqual({ ok: false, problem: { kind: "conflict", what: "org-01" } });
    const same = [{ questionId: "org-01", value: "yes", note: "", revision: 0 }];
    expect(must(await saveAnswers(deps, approver, { assessmentId, answers: same })).changed).toBe(0);
    const stranger = [{ questionId: "ju-01", value: "yes", note: "", revision: 0 }];
    expect(problemOf(await saveAnswers(deps, respondent, { assessmentId, answers: stranger }))).toBe(
      "not-found",
    );
  },
);

forEachDatabase("evidence stays with its answer; one's own file can be taken out again", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const assessmentId = await send(deps, coop);
  const { respondent, approver } = coop.partner.people;
  const staged = must(await stageFile(deps, respondent, { field: "f", name: "台帳.pdf", bytes: pdf }));
  const evidence = [{ questionId: "org-03", fileIds: [staged.id] }];
  expect(problemOf(await saveAnswers(deps, approver, { assessmentId, answers: [], evidence }))).toBe(
    "not-found",
  );
  must(await saveAnswers(deps, respondent, { assessmentId, answers: [], evidence }));
  const view = must(await readSection(deps, approver, { assessmentId, block: "organisational" }));
  expect(
    view.questions.find((each) => each.question.id === "org-03")?.files.map((file) => file.name),
  ).toEqual(["台帳.pdf"]);
  expect(view.head.state).toBe("answering");
  expect(problemOf(await removeEvidence(deps, approver, { assessmentId, fileId: staged.id }))).toBe(
    "not-found",
  );
  must(await removeEvidence(deps, respondent, { assessmentId, fileId: staged.id }));
  const after = must(await readSection(deps, approver, { assessmentId, block: "organisational" }));
  expect(after.questions.flatMap((each) => each.files)).toEqual([]);
});

forEachDatabase("submission needs every answer and note, and somebody who may", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const { respondent, approver } = coop.partner.people;
  const assessmentId = await send(deps, coop);
  await answerAll(deps, respondent, assessmentId, { "org-01": "partial" });
  const noNote = [{ questionId: "org-01", value: "partial", note: "", revision: 1 }];
  must(await saveAnswers(deps, respondent, { assessmentId, answers: noNote }));
  expect(problemOf(await submitAssessment(deps, respondent, { assessmentId }))).toBe("not-found");
  expect(problemOf(await submitAssessment(deps, approver, { assessmentId }))).toBe("n.org-01:note-required");
  must(await askSubmission(deps, respondent, { assessmentId, text: "お願いします" }));
  const reminders = await deps.db.read
    .selectFrom("outboxMail")
    .select("recipient")
    .where("templateKey", "=", "reminder")
    .execute();
  expect(reminders).toHaveLength(2);
  const withNote = [{ questionId: "org-01", value: "partial", note: "1月に直す", revision: 2 }];
  must(await saveAnswers(deps, respondent, { assessmentId, answers: withNote }));
  must(await submitAssessment(deps, approver, { assessmentId }));
  expect(problemOf(await submitAssessment(deps, approver, { assessmentId }))).toBe("wrong-state");
  expect(problemOf(await saveAnswers(deps, respondent, { assessmentId, answers: withNote }))).toBe(
    "wrong-state",
  );
  must(await recallAssessment(deps, approver, { assessmentId }));
  must(await submitAssessment(deps, approver, { assessmentId }));
});

forEachDatabase("fifty clicks on submit are one submission", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const assessmentId = await send(deps, coop);
  await answerAll(deps, coop.partner.people.respondent, assessmentId);
  const results = await Promise.all(
    Array.from({ length: 50 }, () => submitAssessment(deps, coop.partner.people.approver, { assessmentId })),
  );
  expect(results.filter((each) => each.ok)).toHaveLength(1);
  const events = await deps.db.read
    .selectFrom("auditEvent")
    .select("seq")
    .where("type", "=", "assessment.submitted")
    .execute();
  expect(events).toHaveLength(1);
});

forEachDatabase("the office answers from paper: marked, and only with the scan", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const { office } = coop.staff;
  const sent = await sendAssessment(deps, office, {
    relationId: coop.partner.relationId,
    dueOn: "2026-12-20",
    isOnPaper: true,
  });
  const { assessmentId } = must(sent);
  expect(await deps.db.read.selectFrom("outboxMail").selectAll().execute()).toEqual([]);
  await answerAll(deps, office, assessmentId);
  expect(problemOf(await submitAssessment(deps, office, { assessmentId }))).toBe("scan-missing");
  const scan = must(await stageFile(deps, office, { field: "scan", name: "回答.pdf", bytes: pdf }));
  must(await addProxyScan(deps, office, { assessmentId, fileIds: [scan.id] }));
  must(await submitAssessment(deps, office, { assessmentId }));
  const view = must(await readReview(deps, coop.staff["privacy-manager"], assessmentId));
  expect(view.head.isProxy).toBe(true);
  expect(view.scans.map((file) => file.name)).toEqual(["回答.pdf"]);
  expect(
    problemOf(await saveAnswers(deps, coop.staff["privacy-manager"], { assessmentId, answers: [] })),
  ).toBe("forbidden");
});

forEachDatabase("an override leaves both values and moves score and grade", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const manager = coop.staff["privacy-manager"];
  const { assessmentId } = await inReview(deps, coop);
  const before = must(await readReview(deps, manager, assessmentId));
  expect(before.judged).toMatchObject({ score: 100, grade: "A" });
  const change = { assessmentId, questionId: "out-04", mark: "partial", note: "管理簿がない" } as const;
  expect(problemOf(await overrideAnswer(deps, manager, { ...change, note: " " }))).toBe(
    "note:reason-required",
  );
  expect(problemOf(await overrideAnswer(deps, coop.staff.office, change))).toBe("forbidden");
  must(await overrideAnswer(deps, manager, change));
  const view = must(await readReview(deps, manager, assessmentId));
  expect(view.answered.score).toBe(100);
  expect(view.judged.score).toBeLessThan(100);
  const row = (await listAnswers(deps.db.read, coop.organisationId, assessmentId)).find(
    (each) => each.questionId === "out-04",
  );
  expect(row).toMatchObject({ value: "yes", overrideValue: "partial", overrideNote: "管理簿がない" });
  const seen = must(await readSubmission(deps, coop.partner.people.respondent, assessmentId));
  expect(seen.questions.every((each) => each.answer.override === null)).toBe(true);
  must(await overrideAnswer(deps, manager, { ...change, mark: "yes", note: "" }));
  expect(must(await readReview(deps, manager, assessmentId)).judged.score).toBe(100);
});

forEachDatabase(
  "a returned assessment is answered again; what the reviewer had judged falls with the answer",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const manager = coop.staff["privacy-manager"];
    const { respondent, approver } = coop.partner.people;
    const { assessmentId, revision } = await inReview(deps, coop);
    must(
      await overrideAnswer(deps, manager, {
        assessmentId,
        questionId: "org-01",
        mark: "no",
        note: "任命書がない",
      }),
    );
    expect(problemOf(await returnAssessment(deps, manager, { assessmentId, revision, reason: " " }))).toBe(
      "reason:reason-required",
    );
    must(
      await returnAssessment(deps, manager, { assessmentId, revision, reason: "任命書を付けてください。" }),
    );
    const back = must(await readSection(deps, respondent, { assessmentId, block: null }));
    expect(back.head).toMatchObject({ state: "returned", returnReason: "任命書を付けてください。" });
    const changed = [{ questionId: "org-01", value: "partial", note: "準備中", revision: 2 }];
    must(await saveAnswers(deps, respondent, { assessmentId, answers: changed }));
    must(await submitAssessment(deps, approver, { assessmentId }));
    const view = must(await readReview(deps, manager, assessmentId));
    expect(view.questions.find((each) => each.question.id === "org-01")?.answer).toMatchObject({
      value: "partial",
      override: null,
    });
    expect(problemOf(await returnAssessment(deps, manager, { assessmentId, revision, reason: "x" }))).toBe(
      "wrong-state",
    );
  },
);

forEachDatabase(
  "grading: approved through the cycle; a critical partial becomes a finding with its day",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const manager = coop.staff["privacy-manager"];
    const { assessmentId, revision } = await inReview(deps, coop, { "phy-03": "partial", "sub-02": "na" });
    const approve = { assessmentId, revision, outcome: "approved", comment: "おおむね適切" } as const;
    expect(problemOf(await gradeAssessment(deps, manager, approve))).toBe("critical-na-open");
    must(await acceptNa(deps, manager, { assessmentId, questionId: "sub-02", note: "再委託なし" }));
    expect(problemOf(await acceptNa(deps, manager, { assessmentId, questionId: "org-01", note: "x" }))).toBe(
      "not-na",
    );
    const graded = must(await gradeAssessment(deps, manager, approve));
    expect(graded).toMatchObject({ grade: "A", validUntil: "2027-11-24" });
    const findings = must(
      await listFindingBoard(deps, coop.partner.people.respondent, { group: "open" }),
    ).rows;
    expect(findings.map((each) => [each.severity, each.questionId, each.dueOn])).toEqual([
      ["major", "phy-03", "2026-12-24"],
    ]);
    const facts = await loadConcludedFacts(deps.db.read, coop.organisationId, [coop.partner.relationId]);
    expect(facts.get(coop.partner.relationId)).toEqual([
      {
        id: assessmentId,
        concludedOn: "2026-11-24",
        outcome: "approved",
        validUntil: "2027-11-24",
        criticalNos: [],
        exceptions: [],
      },
    ]);
    expect(problemOf(await gradeAssessment(deps, manager, approve))).toBe("wrong-state");
    expect((await verifyChain(deps.db.read, coop.organisationId)).ok).toBe(true);
  },
);

forEachDatabase(
  "a critical no fails or waits for the director; granted, it allows conditions only",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const manager = coop.staff["privacy-manager"];
    const { assessmentId, revision } = await inReview(deps, coop, { "tec-01": "no" });
    const request = { assessmentId, questionId: "tec-01", reason: "改修中", until: "2027-02-28" };
    expect(problemOf(await requestCriticalException(deps, coop.staff.office, request))).toBe("forbidden");
    expect(
      problemOf(await requestCriticalException(deps, manager, { ...request, questionId: "tec-02" })),
    ).toBe("not-critical-no");
    const { deferralId } = must(await requestCriticalException(deps, manager, request));
    expect(problemOf(await requestCriticalException(deps, manager, request))).toBe("exception-waiting");
    const conditional = {
      assessmentId,
      revision,
      outcome: "conditional",
      comment: "",
      conditions: [{ text: "権限の棚卸し", ownerName: "情報課長", dueOn: "2027-01-31", bindsAtOnce: false }],
    } as const;
    expect(problemOf(await gradeAssessment(deps, manager, conditional))).toBe("outcome-not-allowed");
    must(await gradeAssessment(deps, manager, { assessmentId, revision, outcome: null, comment: "" }));
    const waiting = must(await readReview(deps, manager, assessmentId));
    expect([waiting.head.state, waiting.grade, waiting.findings.length]).toEqual(["graded", "D", 0]);
    await deps.db.write((trx) =>
      trx
        .updateTable("deferral")
        .set({ state: "granted", decidedRole: "director", decidedOn: "2026-11-24" })
        .where("id", "=", deferralId)
        .execute(),
    );
    must(await gradeAssessment(deps, manager, { ...conditional, revision: revision + 1 }));
    const facts = await loadConcludedFacts(deps.db.read, coop.organisationId, [coop.partner.relationId]);
    expect(facts.get(coop.partner.relationId)?.[0]).toMatchObject({
      outcome: "conditional",
      criticalNos: ["tec-01"],
      exceptions: [{ questionId: "tec-01", approvedOn: "2026-11-24", expiresOn: "2027-02-28" }],
    });
    const [condition] = must(await readReview(deps, manager, assessmentId)).conditions;
    must(await meetCondition(deps, manager, { conditionId: condition?.id ?? "", metOn: "2026-11-24" }));
    expect(
      problemOf(
        await meetCondition(deps, manager, { conditionId: condition?.id ?? "", metOn: "2026-11-24" }),
      ),
    ).toBe("not-found");
  },
);

forEachDatabase("a critical no nobody excepts becomes a critical finding when graded", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const manager = coop.staff["privacy-manager"];
  const { assessmentId, revision } = await inReview(deps, coop, { "tec-01": "no" });
  const fail = { assessmentId, revision, outcome: "failed", comment: "権限管理が不十分" } as const;
  must(await gradeAssessment(deps, manager, fail));
  const view = must(await readReview(deps, manager, assessmentId));
  expect(view.findings.map((each) => [each.severity, each.questionId])).toEqual([["critical", "tec-01"]]);
  expect(view.concludedUntil).toBe(null);
  const row = await findAssessment(deps.db.read, coop.organisationId, assessmentId);
  expect(row).toMatchObject({ grade: "D", outcome: "failed", approvedOn: null, criticalNos: ["tec-01"] });
});

forEachDatabase("last time's answers stand beside this time's", async (open) => {
  const deps = testDeps(await open(), { now: "2025-11-24T03:00:00.000Z" });
  const coop = await makeCoOp(deps);
  const manager = coop.staff["privacy-manager"];
  await deps.db.write((trx) => trx.updateTable("membership").set({ validFrom: "2025-01-01" }).execute());
  const first = must(
    await sendAssessment(deps, coop.staff.office, {
      relationId: coop.partner.relationId,
      dueOn: "2025-12-20",
    }),
  ).assessmentId;
  await answerAll(deps, coop.partner.people.respondent, first, { "org-03": "no" });
  must(await submitAssessment(deps, coop.partner.people.approver, { assessmentId: first }));
  const { revision } = must(await readReview(deps, manager, first)).head;
  must(await startReview(deps, manager, { assessmentId: first, revision }));
  must(
    await gradeAssessment(deps, manager, {
      assessmentId: first,
      revision: revision + 1,
      outcome: "approved",
      comment: "",
    }),
  );
  deps.setNow("2026-11-24T03:00:00.000Z");
  const second = await send(deps, coop);
  await answerAll(deps, coop.partner.people.respondent, second, { "org-01": "partial" });
  const view = must(await readSubmission(deps, coop.partner.people.respondent, second));
  const changeOf = (id: string) => view.questions.find((each) => each.question.id === id)?.change;
  expect(view.previousYear).toBe(2025);
  expect([changeOf("org-01"), changeOf("org-02"), changeOf("org-03")]).toEqual(["worse", "same", "better"]);
});

forEachDatabase("a finding outside an assessment: plan, correction, back, closed", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const manager = coop.staff["privacy-manager"];
  const { respondent } = coop.partner.people;
  const raised = must(
    await raiseFinding(deps, coop.staff.office, {
      relationId: coop.partner.relationId,
      severity: "critical",
      title: "車上に伝票を放置",
      detail: "立入りで確認",
      dueOn: "2026-12-08",
      once: "one",
    }),
  );
  const { findingId } = raised;
  const past = { findingId, revision: 1, plan: "施錠箱を積む", planDueOn: "2026-11-23" };
  expect(problemOf(await planFinding(deps, respondent, past))).toBe("planDueOn:day-past");
  must(await planFinding(deps, respondent, { ...past, planDueOn: "2026-12-01" }));
  expect(problemOf(await planFinding(deps, respondent, { ...past, planDueOn: "2026-12-02" }))).toBe(
    "conflict",
  );
  const early = { findingId, revision: 2, correctedOn: "2026-11-23", note: "積んだ" };
  expect(problemOf(await reportCorrected(deps, respondent, early))).toBe("correctedOn:before-raised");
  const proof = must(await stageFile(deps, respondent, { field: "f", name: "写真.pdf", bytes: pdf }));
  must(await reportCorrected(deps, respondent, { ...early, correctedOn: "2026-11-24", fileIds: [proof.id] }));
  expect(problemOf(await closeFinding(deps, respondent, { findingId, revision: 3, note: "よし" }))).toBe(
    "not-found",
  );
  expect(
    problemOf(await closeFinding(deps, coop.staff.office, { findingId, revision: 3, note: "よし" })),
  ).toBe("forbidden");
  must(await reopenFinding(deps, manager, { findingId, revision: 3, note: "1台分しか写っていない" }));
  must(
    await reportCorrected(deps, respondent, {
      findingId,
      revision: 4,
      correctedOn: "2026-11-24",
      note: "全車",
    }),
  );
  must(await closeFinding(deps, manager, { findingId, revision: 5, note: "写真で全車を確認" }));
  const view = must(await readFinding(deps, respondent, findingId));
  expect(view.finding).toMatchObject({
    state: "closed",
    closedOn: "2026-11-24",
    department: "",
    raisedBy: null,
  });
  expect(view.files.map((file) => file.name)).toEqual(["写真.pdf"]);
  expect(problemOf(await closeFinding(deps, manager, { findingId, revision: 6, note: "x" }))).toBe(
    "wrong-state",
  );
});

forEachDatabase("a request can be cancelled until it is submitted", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const { office } = coop.staff;
  const assessmentId = await submitted(deps, coop);
  const cancel = { assessmentId, revision: 3, reason: "業務を終えるため" };
  expect(problemOf(await cancelAssessment(deps, office, cancel))).toBe("wrong-state");
  must(await recallAssessment(deps, coop.partner.people.approver, { assessmentId }));
  expect(problemOf(await cancelAssessment(deps, office, { ...cancel, revision: 1 }))).toBe("conflict");
  must(await cancelAssessment(deps, office, { ...cancel, revision: 4 }));
  must(await readSendPreview(deps, office, coop.partner.relationId));
  await send(deps, coop);
});

forEachDatabase("who belongs to a department that is not named sees no department's", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  await send(deps, coop);
  const seen = async (department: string | null) => {
    const actor = { ...coop.staff.office, role: "department", department } as const;
    const board = must(await listAssessmentBoard(deps, actor, { group: "all" }));
    return { rows: board.rows.length, all: board.counts.all };
  };
  expect(await seen(null)).toEqual({ rows: 0, all: 0 });
  const [row] = must(await listAssessmentBoard(deps, coop.staff.office, { group: "all" })).rows;
  expect(await seen(row?.department ?? "")).toEqual({ rows: 1, all: 1 });
});
