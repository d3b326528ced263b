import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "assessment-to-review": {
    ja: { title: "調査票の回答を確認する", action: "確認する" },
    en: { title: "Review a self-assessment", action: "Review" },
  },
  "assessment-waiting": {
    ja: { title: "調査票の回答を待っています", action: "進み具合を見る" },
    en: { title: "Waiting for a self-assessment", action: "See progress" },
  },
  "assessment-expired": {
    ja: { title: "評価の有効期限が切れています", action: "評価を依頼する" },
    en: { title: "The assessment has expired", action: "Request assessment" },
  },
  "assessment-expiring": {
    ja: { title: "評価の有効期限が近づいています", action: "評価を依頼する" },
    en: { title: "An assessment is about to expire", action: "Request assessment" },
  },
  "assessment-to-answer": {
    ja: { title: "調査票に回答する", action: "回答する" },
    en: { title: "Answer the self-assessment", action: "Answer" },
  },
  "finding-due": {
    ja: { title: "指摘が是正されていません", action: "指摘を開く" },
    en: { title: "A finding is not corrected", action: "Open the finding" },
  },
  "finding-to-close": {
    ja: { title: "是正の報告を確かめる", action: "確かめる" },
    en: { title: "Check a reported correction", action: "Check" },
  },
  "finding-to-plan": {
    ja: { title: "指摘に是正計画を出す", action: "計画を書く" },
    en: { title: "Plan the correction of a finding", action: "Write the plan" },
  },
  "finding-to-correct": {
    ja: { title: "指摘を是正して報告する", action: "是正を報告する" },
    en: { title: "Correct a finding and report it", action: "Report it" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
