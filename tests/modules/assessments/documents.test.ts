import { expect, test } from "vitest";
import { renderDocument } from "#app/documents/render.server.ts";
import { type ResultModel, resultDocument } from "#app/modules/assessments/documents.server.ts";
import { toAnswers } from "#app/modules/assessments/rules/answers.ts";
import { Checklist, selectQuestions } from "#app/modules/assessments/rules/checklist.ts";
import { scoreAnswers } from "#app/modules/assessments/rules/scoring.ts";
import { shippedTemplates } from "#tests/support/deps.ts";

const document = shippedTemplates()
  .list("checklist")
  .find((each) => each.key === "contractor")?.document;
const checklist = Checklist.parse(document);
const asked = selectQuestions(checklist, {
  tier: "S3",
  activities: ["delivery"],
  paperOnly: false,
  route: null,
});

const model = (own: Partial<ResultModel> = {}): ResultModel => {
  const answers = asked.map(({ question }, at) => ({
    questionId: question.id,
    value:
      question.type === "mark"
        ? (["yes", "partial", "no", "na"] as const)[at % 7 === 0 ? 1 : at % 11 === 0 ? 3 : 0]
        : question.type === "date"
          ? "none"
          : "3",
    note: at % 7 === 0 ? "第2工場の仮置き棚に鍵がありません。12月10日に施錠棚へ入れ替えます。" : "",
    override:
      at === 9 ? { mark: "no" as const, note: "管理簿の提出がなく、運用を確かめられないため。" } : null,
    isNaAccepted: false,
  }));
  const score = scoreAnswers(asked, toAnswers(answers), checklist.scoring);
  return {
    id: "a1",
    number: "A-0007",
    organisation: "みどり野生活協同組合(架空)",
    organisationEn: null,
    partner: "株式会社みなと印刷(架空)",
    relation: { number: "R-0012", title: "会報の印刷と封入", basis: "entrustment" },
    fiscalYear: 2026,
    checklist,
    tier: "S3",
    isProxy: true,
    submittedAt: "2026-11-18T05:00:00.000Z",
    submittedBy: "阿部 智(架空)",
    state: "conditional",
    grade: score.grade,
    score: score.score,
    blocks: score.blocks,
    criticalNos: score.criticalNos,
    concludedOn: "2026-11-25",
    validUntil: "2027-11-25",
    gradedBy: "速水 恒一(架空)",
    comment: "概ね適切である。第2工場の施錠と複製の管理は、期限までの是正を条件とする。",
    previous: { fiscalYear: 2025, grade: "A", score: 93.25, blocks: score.blocks },
    conditions: [{ text: "施錠棚への入替え", ownerName: "工場長", dueOn: "2026-12-18", metOn: null }],
    findings: [{ number: "F-0003", severity: "critical", title: "施錠", dueOn: "2026-12-18", state: "open" }],
    answers: asked.map((each, at) => ({ ...each, answer: answers[at] ?? answers[0]!, files: at % 3 })),
    createdAt: "2026-11-25T06:00:00.000Z",
    ...own,
  };
};

test.each(["ja", "en"] as const)(
  "the result is drawn in %s with no glyph missing, the same bytes each time",
  async (lang) => {
    const first = await renderDocument(resultDocument(model(), lang));
    const second = await renderDocument(resultDocument(model(), lang));
    expect(first.missingGlyphs).toEqual([]);
    expect(first.pages).toBeGreaterThanOrEqual(2);
    expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0);
  },
);

test("an open review is a draft, names no conclusion, and leaves out what is not there", () => {
  const spec = resultDocument(
    model({
      state: "open",
      concludedOn: null,
      validUntil: null,
      comment: null,
      conditions: [],
      previous: null,
    }),
    "ja",
  );
  expect(spec.frame.draft).toBe(true);
  const headings = spec.blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  expect(headings).not.toContain("審査意見");
  expect(headings).not.toContain("条件");
  expect(spec.blocks.find((block) => block.kind === "banner")).toMatchObject({ verdict: "審査中" });
});

test("both values of an overridden answer are printed, with the reason", () => {
  const spec = resultDocument(model(), "en");
  const at = spec.blocks.findIndex(
    (block) => block.kind === "heading" && block.text === "Answers changed in review",
  );
  expect(JSON.stringify(spec.blocks[at + 1])).toContain("管理簿の提出がなく");
  expect(JSON.stringify(spec.blocks[at + 1])).toContain('"text":"No"');
});
