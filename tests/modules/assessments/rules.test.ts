import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import {
  type Answer,
  changes,
  checkAnswer,
  compareAnswer,
  type Mark,
  marks,
  progressOf,
  submitProblems,
  toAnswers,
} from "#app/modules/assessments/rules/answers.ts";
import {
  type Asked,
  Checklist,
  freezeQuestions,
  isCritical,
  type Selection,
  selectQuestions,
  thawQuestions,
  tiers,
} from "#app/modules/assessments/rules/checklist.ts";
import {
  allowedOutcomes,
  extraordinaryTriggers,
  type Grade,
  grades,
  nextDueOn,
  scoreAnswers,
  showScore,
  uncoveredCriticalNos,
  validUntil,
} from "#app/modules/assessments/rules/scoring.ts";
import {
  allowedEvents,
  assessmentEvents,
  assessmentRoles,
  assessmentStates,
  transition,
} from "#app/modules/assessments/rules/states.ts";
import { words } from "#app/modules/assessments/words.ts";

const load = (name: string) =>
  Checklist.parse(parse(readFileSync(`templates/checklists/${name}-2026.yaml`, "utf8")));
const contractor = load("contractor");
const jointUse = load("joint-use");
const referral = load("referral");

const by = (over: Partial<Selection> = {}): Selection => ({
  tier: "S4",
  activities: ["delivery"],
  paperOnly: false,
  route: null,
  ...over,
});
const ids = (asked: readonly Asked[]) => asked.map((a) => a.question.id);
const weightOf = (asked: readonly Asked[]) => asked.reduce((sum, a) => sum + a.question.weight, 0);

test.each([
  ["contractor", contractor, 44, 122, 17],
  ["joint use", jointUse, 14, 50, 8],
  ["referral, direct route", referral, 10, 37, 6],
] as const)("the %s checklist has its questions and weights", (_, list, count, weight, critical) => {
  // S1 and no referral route: the questions critical whatever the tier and route.
  const asked = selectQuestions(list, by());
  expect(list.questions).toHaveLength(count);
  expect(asked).toHaveLength(count);
  expect(weightOf(asked)).toBe(weight);
  expect(list.questions.filter((q) => isCritical(q, by({ tier: "S1" })))).toHaveLength(critical);
});

test.each([
  ["everything, S4 delivery", by(), 44],
  ["S1 leaves out phy-01, tec-03, tec-04, tec-07", by({ tier: "S1" }), 40],
  ["another activity leaves out phy-05", by({ activities: ["storage"] }), 43],
  ["one of several activities asks phy-05", by({ activities: ["storage", "member-services"] }), 44],
  ["paper only leaves out tec-01 to tec-07", by({ paperOnly: true }), 37],
  ["S1, storage, paper only", by({ tier: "S1", activities: ["storage"], paperOnly: true }), 35],
])("questions asked: %s", (_, selection, count) => {
  const asked = selectQuestions(contractor, selection);
  expect(asked).toHaveLength(count);
  expect(asked.map((a) => a.number)).toEqual(asked.map((_a, i) => i + 1));
});

test("paper only skips tec-01 to tec-07 and still asks tec-08", () => {
  const asked = ids(selectQuestions(contractor, by({ paperOnly: true })));
  expect(asked.filter((id) => id.startsWith("tec"))).toEqual(["tec-08"]);
});

test.each([
  ["tec-07 for S2", contractor, "tec-07", by({ tier: "S2" }), false],
  ["tec-07 for S3", contractor, "tec-07", by({ tier: "S3" }), true],
  ["rf-03 by consent", referral, "rf-03", by({ route: "consent" }), true],
  ["rf-03 on behalf", referral, "rf-03", by({ route: "on-behalf" }), false],
  ["rf-03 without a route", referral, "rf-03", by(), false],
  ["rf-01 always", referral, "rf-01", by(), true],
  ["ju-04 never", jointUse, "ju-04", by(), false],
] as const)("critical: %s", (_, list, id, selection, expected) => {
  expect(selectQuestions(list, selection).find((a) => a.question.id === id)?.isCritical).toBe(expected);
});

test("the questions of a sent assessment stay as they were chosen", () => {
  const asked = selectQuestions(contractor, by({ tier: "S2", paperOnly: true }));
  expect(thawQuestions(contractor, freezeQuestions(asked))).toEqual(asked);
  expect(() => thawQuestions(referral, freezeQuestions(asked))).toThrow("pro-01");
});

const answer = (questionId: string, value: string, over: Partial<Answer> = {}): Answer => ({
  questionId,
  value,
  note: "",
  override: null,
  isNaAccepted: false,
  ...over,
});
const answersOf = (asked: readonly Asked[], mark: Mark, over: Record<string, Partial<Answer>> = {}) =>
  toAnswers(
    asked
      .filter((a) => a.question.type === "mark")
      .map((a) => answer(a.question.id, mark, over[a.question.id] ?? {})),
  );
const full = selectQuestions(contractor, by());
const score = (asked: readonly Asked[], over: Record<string, Partial<Answer>>, mark: Mark = "yes") =>
  scoreAnswers(asked, answersOf(asked, mark, over), contractor.scoring);

test("all yes is 100 and A", () => {
  const result = score(full, {});
  expect([result.score, result.grade, result.criticalNos]).toEqual([100, "A", []]);
});

test.each<[string, Record<string, Partial<Answer>>, number, Grade, string[]]>([
  ["one plain no of weight 3", { "org-03": { value: "no" } }, (100 * 119) / 122, "A", []],
  ["a partial counts half", { "org-03": { value: "partial" } }, (100 * 120.5) / 122, "A", []],
  ["na leaves the denominator", { "org-03": { value: "na" } }, 100, "A", []],
  ["unanswered counts as no", { "org-03": { value: "" } }, (100 * 119) / 122, "A", []],
  [
    "a critical no is D whatever the score",
    { "sub-02": { value: "no" } },
    (100 * 117) / 122,
    "D",
    ["sub-02"],
  ],
  ["an unanswered critical question is D", { "sub-02": { value: "" } }, (100 * 117) / 122, "D", ["sub-02"]],
  ["tec-07 no is critical for S4", { "tec-07": { value: "no" } }, (100 * 118) / 122, "D", ["tec-07"]],
  [
    "the reviewer's no goes before a yes",
    { "org-03": { override: { mark: "no", note: "現地で確認" } } },
    (100 * 119) / 122,
    "A",
    [],
  ],
  [
    "the reviewer's yes goes before a no",
    { "sub-02": { value: "no", override: { mark: "yes", note: "再委託なし" } } },
    100,
    "A",
    [],
  ],
])("score: %s", (_, over, expected, grade, critical) => {
  const result = score(full, over);
  expect(result.score).toBeCloseTo(expected, 10);
  expect([result.grade, result.criticalNos]).toEqual([grade, critical]);
});

/** A checklist of one block whose weights make any score reachable. */
const made = (weights: readonly number[]): Asked[] =>
  weights.map((weight, i) => ({
    number: i + 1,
    isCritical: false,
    question: {
      ...contractor.questions.find((q) => q.id === "org-03")!,
      id: `xx-${String(i).padStart(2, "0")}`,
      weight,
    },
  }));
const made10 = made(Array.from({ length: 10 }, () => 5));
const tenths = (yes: number, partial: number): Record<string, Partial<Answer>> =>
  Object.fromEntries(
    made10.map((a, i) => [a.question.id, { value: i < yes ? "yes" : i < yes + partial ? "partial" : "no" }]),
  );

test.each<[number, number, number, Grade]>([
  [9, 0, 90, "A"],
  [8, 1, 85, "B"],
  [7, 1, 75, "B"],
  [7, 0, 70, "C"],
  [6, 0, 60, "C"],
  [5, 1, 55, "D"],
  [0, 0, 0, "D"],
])("grade: %i yes and %i partial of ten give %i and %s", (yes, partial, expected, grade) => {
  const result = score(made10, tenths(yes, partial));
  expect([result.score, result.grade]).toEqual([expected, grade]);
});

test("the grade is taken from the unrounded score: 89.96 shows 90.0 and is B", () => {
  // 449 of 499 questions of weight 5 and 4 of 5 questions of weight 1: 2249 of 2500 points.
  const many = made([...Array.from({ length: 499 }, () => 5), 1, 1, 1, 1, 1]).map((a, i) => ({
    ...a,
    question: { ...a.question, id: `q${i}` },
  }));
  const yes = (i: number): boolean => i < 449 || (i >= 499 && i < 503);
  const over = Object.fromEntries(many.map((a, i) => [a.question.id, { value: yes(i) ? "yes" : "no" }]));
  const result = scoreAnswers(many, answersOf(many, "yes", over), contractor.scoring);
  expect(result.score).toBeCloseTo(89.96, 10);
  expect([showScore(result.score ?? 0), result.grade]).toEqual(["90.0", "B"]);
});

test.each([
  [89.94, "89.9"],
  [68.35, "68.4"],
  [0, "0.0"],
  [100, "100.0"],
])("%d is shown as %s", (value, shown) => {
  expect(showScore(value)).toBe(shown);
});

test("nothing scorable has no grade", () => {
  const result = score(full, {}, "na");
  expect([result.score, result.grade]).toEqual([null, null]);
  expect(result.openCriticalNas).toHaveLength(18);
});

test("a critical partial raises a finding, a critical na waits for the reviewer", () => {
  const result = score(full, {
    "phy-03": { value: "partial" },
    "sub-02": { value: "na" },
    "sub-03": { value: "na", isNaAccepted: true },
    "org-03": { value: "na" },
  });
  expect(result.criticalPartials).toEqual(["phy-03"]);
  expect(result.openCriticalNas).toEqual(["sub-02"]);
  expect(allowedOutcomes(result, [], "2026-11-24")).toEqual([]);
});

test("block scores are those of their own questions", () => {
  const result = score(full, { "inc-01": { value: "no" }, "inc-03": { value: "partial" } });
  const blocks = new Map(result.blocks.map((b) => [b.block, b.score]));
  expect(blocks.get("incident")).toBeCloseTo((100 * 1.5) / 8, 10);
  expect(blocks.get("basic")).toBeNull();
  expect(blocks.get("technical")).toBe(100);
  expect([...blocks.keys()]).toEqual(contractor.blocks.map((b) => b.id));
});

const worse: Record<string, string[]> = {
  yes: ["partial", "no", ""],
  partial: ["no", ""],
  no: ["", "no"],
  "": ["no"],
};

test("a score and a grade never rise when an answer worsens", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(contractor, jointUse, referral),
      fc.constantFrom(...tiers),
      fc.boolean(),
      fc.constantFrom("consent" as const, null),
      fc.infiniteStream(fc.constantFrom("yes", "partial", "no", "na", "")),
      fc.nat(),
      fc.nat(),
      (list, tier, paperOnly, route, stream, which, how) => {
        const asked = selectQuestions(list, by({ tier, paperOnly, route })).filter(
          (a) => a.question.type === "mark",
        );
        const values = asked.map(() => stream.next().value as string);
        const scorable = asked.map((_, i) => i).filter((i) => worse[values[i]!] !== undefined);
        if (scorable.length === 0) return;
        const at = scorable[which % scorable.length]!;
        const options = worse[values[at]!]!;
        const changed = values.with(at, options[how % options.length]!);
        const result = (v: readonly string[]) =>
          scoreAnswers(asked, toAnswers(asked.map((a, i) => answer(a.question.id, v[i]!))), list.scoring);
        const [before, after] = [result(values), result(changed)];
        expect(after.score!).toBeLessThanOrEqual(before.score!);
        expect(grades.indexOf(after.grade!)).toBeGreaterThanOrEqual(grades.indexOf(before.grade!));
        expect(after.criticalNos).toEqual(expect.arrayContaining([...before.criticalNos]));
        expect(after.score).toBeGreaterThanOrEqual(0);
        expect(before.score).toBeLessThanOrEqual(100);
      },
    ),
  );
});

test.each([
  ["mark", "org-01", "yes", { ok: true, value: "yes", note: "" }],
  ["mark, open", "org-01", " ", { ok: true, value: "", note: "" }],
  ["not a mark", "org-01", "はい", { ok: false, field: "value", code: "choose-one" }],
  ["full-width digits", "pro-02", "１，２００", { ok: true, value: "1200", note: "" }],
  ["not a number", "pro-02", "約30人", { ok: false, field: "value", code: "number-invalid" }],
  ["negative", "inc-02", "-1", { ok: false, field: "value", code: "number-invalid" }],
  ["too large", "inc-02", "721", { ok: false, field: "value", code: "number-too-large", max: 720 }],
  ["a day", "hum-03", "2026-05-31", { ok: true, value: "2026-05-31", note: "" }],
  ["none where it may be absent", "pro-03", "none", { ok: true, value: "none", note: "" }],
  ["none where it may not", "hum-03", "none", { ok: false, field: "value", code: "day-invalid" }],
  ["no such day", "hum-03", "2026-13-01", { ok: false, field: "value", code: "day-invalid" }],
  ["no such day in the month", "hum-03", "2026-02-30", { ok: false, field: "value", code: "day-invalid" }],
  ["text", "pro-01", "本社\r\n倉庫", { ok: true, value: "本社\n倉庫", note: "" }],
  ["text too long", "pro-01", "あ".repeat(4001), { ok: false, field: "value", code: "too-long", max: 4000 }],
  ["control character", "pro-01", "a\u0000b", { ok: false, field: "value", code: "control-character" }],
])("an answer as typed: %s", (_, id, value, expected) => {
  const question = contractor.questions.find((q) => q.id === id)!;
  expect(checkAnswer(question, { value, note: "" })).toEqual(expected);
});

test("a note is bounded and free of control characters", () => {
  const question = contractor.questions.find((q) => q.id === "org-01")!;
  expect(checkAnswer(question, { value: "no", note: "x".repeat(2001) })).toMatchObject({
    field: "note",
    code: "too-long",
  });
  expect(checkAnswer(question, { value: "no", note: "\u0007" })).toMatchObject({
    field: "note",
    code: "control-character",
  });
});

test("submission asks for every answer, and for a note with partial, no and na", () => {
  const asked = selectQuestions(jointUse, by());
  expect(submitProblems(asked, toAnswers([])).map((p) => p.questionId)).toEqual(
    ids(asked).filter((id) => id !== "ju-14"),
  );
  const list = toAnswers([
    ...asked.filter((a) => a.question.type === "mark").map((a) => answer(a.question.id, "yes")),
    answer("ju-06", "総務部"),
    answer("ju-01", "partial"),
    answer("ju-02", "no", { note: "来月から" }),
    answer("ju-08", "na"),
  ]);
  expect(submitProblems(asked, list).map((p) => [p.questionId, p.code])).toEqual([
    ["ju-01", "note-required"],
    ["ju-08", "note-required"],
  ]);
  const progress = progressOf(asked, list);
  expect(progress.map((p) => p.block)).toEqual(jointUse.blocks.map((b) => b.id));
  expect(progress[0]).toEqual({ block: "agreement", answered: 2, total: 3 });
  expect(progress.reduce((n, p) => n + p.answered, 0)).toBe(asked.length - 2);
});

test.each<[Mark | "", Mark | "", string]>([
  ["yes", "yes", "same"],
  ["partial", "yes", "better"],
  ["no", "partial", "better"],
  ["yes", "no", "worse"],
  ["na", "yes", "changed"],
  ["yes", "na", "changed"],
  ["", "yes", "new"],
  ["yes", "", "open"],
  ["", "", "open"],
])("compared with last time: %s then %s is %s", (before, now, expected) => {
  const question = contractor.questions.find((q) => q.id === "org-01")!;
  expect(compareAnswer(question, answer("org-01", before), answer("org-01", now))).toBe(expected);
});

test("comparison takes what counted, and words only as changed", () => {
  const mark = contractor.questions.find((q) => q.id === "org-01")!;
  const before = answer("org-01", "yes", { override: { mark: "no", note: "x" } });
  expect(compareAnswer(mark, before, answer("org-01", "yes"))).toBe("better");
  const text = contractor.questions.find((q) => q.id === "pro-01")!;
  expect(compareAnswer(text, answer("pro-01", "a"), answer("pro-01", "b"))).toBe("changed");
  expect(compareAnswer(text, undefined, answer("pro-01", "b"))).toBe("new");
});

// Facts 5.5.
test.each([
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-08-31", 6, "2027-02-28"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-01-31", 2, "2026-03-31"],
  ["2025-11-03", 12, "2026-11-03"],
])("approved on %s, next after %i months: %s", (approvedOn, months, expected) => {
  expect(nextDueOn(approvedOn, months)).toBe(expected);
  expect(validUntil(approvedOn, months)).toBe(expected);
});

test.each<[string, Record<string, Partial<Answer>>, Mark, string[]]>([
  ["A", {}, "yes", ["approved", "conditional", "failed"]],
  ["C", tenths(6, 1), "yes", ["conditional", "failed"]],
  ["D", tenths(1, 0), "yes", ["failed"]],
])("outcomes of grade %s", (_, over, mark, expected) => {
  expect(allowedOutcomes(score(made10, over, mark), [], "2026-11-24")).toEqual(expected);
});

test("a critical no may be conditional only while the director's exception runs", () => {
  const result = score(full, { "sub-02": { value: "no" } });
  const exception = { questionId: "sub-02", approvedOn: "2026-11-01", expiresOn: "2026-12-31" };
  expect(allowedOutcomes(result, [], "2026-11-24")).toEqual(["failed"]);
  expect(allowedOutcomes(result, [exception], "2026-11-24")).toEqual(["conditional", "failed"]);
  expect(allowedOutcomes(result, [exception], "2026-10-31")).toEqual(["failed"]);
  expect(allowedOutcomes(result, [exception], "2027-01-01")).toEqual(["failed"]);
  expect(uncoveredCriticalNos(["sub-02", "org-01"], [exception], "2026-11-24")).toEqual(["org-01"]);
});

/** Everything that may happen, written out apart from the rules: event -> states -> roles. */
const permitted: Record<string, [states: string, next: string, roles: string]> = {
  send: ["draft", "sent", "office privacy-manager"],
  answer: ["sent answering returned", "answering", "partner-admin respondent approver office"],
  submit: ["answering", "submitted", "partner-admin respondent approver office"],
  recall: ["submitted", "answering", "partner-admin respondent approver"],
  "start-review": ["submitted", "in-review", "privacy-manager"],
  override: ["in-review", "", "privacy-manager"],
  "accept-na": ["in-review", "", "privacy-manager"],
  return: ["in-review", "returned", "privacy-manager"],
  grade: ["in-review", "graded", "privacy-manager"],
  "except-critical": ["graded conditional failed", "", "director"],
  approve: ["graded", "approved", "privacy-manager"],
  "approve-conditionally": ["graded failed", "conditional", "privacy-manager"],
  fail: ["graded", "failed", "privacy-manager"],
  cancel: ["draft sent answering returned", "cancelled", "office privacy-manager"],
};

test("all states x events x roles: only the listed ones pass", () => {
  expect(Object.keys(permitted).sort()).toEqual([...assessmentEvents].sort());
  let passed = 0;
  for (const state of assessmentStates)
    for (const event of assessmentEvents)
      for (const role of assessmentRoles) {
        const [states, next, roles] = permitted[event]!;
        const may = states.split(" ").includes(state) && roles.split(" ").includes(role);
        const result = transition(state, event, role, "理由");
        expect([state, event, role, result.ok]).toEqual([state, event, role, may]);
        if (result.ok) {
          passed += 1;
          expect(result.state).toBe(next === "" ? state : next);
        }
        expect(allowedEvents(state, role).includes(event)).toBe(may);
      }
  expect(passed).toBe(41);
});

test("a return, an override, a refusal and an exception need a reason", () => {
  for (const [state, event, role] of [
    ["in-review", "return", "privacy-manager"],
    ["in-review", "override", "privacy-manager"],
    ["in-review", "accept-na", "privacy-manager"],
    ["graded", "fail", "privacy-manager"],
    ["graded", "except-critical", "director"],
    ["sent", "cancel", "office"],
  ] as const) {
    expect(transition(state, event, role, "  ")).toEqual({ ok: false, code: "reason-required" });
    expect(transition(state, event, role)).toEqual({ ok: false, code: "reason-required" });
  }
});

test("every code has words in both languages, and every question its meaning", () => {
  for (const w of [words.ja, words.en]) {
    for (const x of marks) expect(w.mark[x]).not.toBe("");
    for (const x of assessmentStates) expect(w.state[x]).not.toBe("");
    for (const x of assessmentEvents) expect(w.event[x]).not.toBe("");
    for (const x of grades) expect(w.gradeMeaning[x]).not.toBe("");
    for (const x of changes) expect(w.change[x]).not.toBe("");
    for (const x of extraordinaryTriggers) expect(w.trigger[x]).not.toBe("");
  }
  for (const list of [contractor, jointUse, referral])
    for (const q of list.questions) {
      expect(q.guide.en).not.toMatch(/[ぁ-んァ-ヶ一-龥]/);
      expect(q.guide.ja).toMatch(/[ぁ-ん]/);
      expect(q.text.en).not.toMatch(/[ぁ-んァ-ヶ一-龥]/);
    }
});
