import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { assessmentEvents } from "../rules/events.ts";
import { words } from "../words.ts";

const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const relation: LogField = { label: { ja: "取扱案件", en: "relation" }, isRecord: true };
const checklist: LogField = { label: { ja: "調査票", en: "checklist" } };
const questionCount: LogField = { label: { ja: "設問の数", en: "questions" } };
const dueOn: LogField = { label: { ja: "期限", en: "due" } };
const questions: LogField = { label: { ja: "設問", en: "questions" } };
const proxy: LogField = { label: { ja: "代行入力", en: "entered on behalf" } };
const block: LogField = { label: { ja: "区分", en: "section" } };
const question: LogField = { label: { ja: "設問", en: "question" } };
const files: LogField = { label: { ja: "ファイルの数", en: "files" } };
const before: LogField = {
  label: { ja: "前の判定", en: "judgement before" },
  codes: { ja: words.ja.mark, en: words.en.mark },
};
const after: LogField = {
  label: { ja: "後の判定", en: "judgement after" },
  codes: { ja: words.ja.mark, en: words.en.mark },
};
const note: LogField = { label: { ja: "備考", en: "note" } };
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const until: LogField = { label: { ja: "期限", en: "until" } };
const score: LogField = { label: { ja: "点数", en: "score" } };
const grade: LogField = { label: { ja: "等級", en: "grade" } };
const criticalNos: LogField = { label: { ja: "「いいえ」の重大設問", en: "critical questions answered no" } };
const outcome: LogField = {
  label: { ja: "結論", en: "outcome" },
  codes: { ja: words.ja.paper.verdicts, en: words.en.paper.verdicts },
};
const validUntil: LogField = { label: { ja: "有効期限", en: "valid until" } };
const conditions: LogField = { label: { ja: "条件の数", en: "conditions" } };
const on: LogField = { label: { ja: "日付", en: "on" } };
const severity: LogField = {
  label: { ja: "重さ", en: "severity" },
  codes: { ja: words.ja.finding.severityShort, en: words.en.finding.severityShort },
};
const planDueOn: LogField = { label: { ja: "直す予定日", en: "to be corrected by" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(assessmentEvents, {
  "assessment.sent": {
    sentence: { ja: "評価を依頼しました", en: "Requested an assessment" },
    fields: { number, relation, checklist, questions: questionCount, dueOn },
  },
  "assessment.answered": {
    sentence: { ja: "調査票に答えました", en: "Answered a self-assessment" },
    fields: { number, questions, proxy },
  },
  "assessment.assigned": {
    sentence: { ja: "区分の担当を決めました", en: "Assigned a section" },
    fields: { number, block, personId: null },
  },
  "assessment.evidence-added": {
    sentence: { ja: "確認資料を付けました", en: "Attached evidence" },
    fields: { number, question, files },
  },
  "assessment.evidence-removed": {
    sentence: { ja: "確認資料を外しました", en: "Removed evidence" },
    fields: { number, question },
  },
  "assessment.submission-asked": {
    sentence: { ja: "提出を社内に依頼しました", en: "Asked a colleague to submit" },
    fields: { number },
  },
  "assessment.submitted": {
    sentence: { ja: "回答を提出しました", en: "Submitted the answers" },
    fields: { number, proxy },
  },
  "assessment.recalled": {
    sentence: { ja: "提出を取り消しました", en: "Took a submission back" },
    fields: { number },
  },
  "assessment.review-started": {
    sentence: { ja: "審査を始めました", en: "Began a review" },
    fields: { number },
  },
  "assessment.overridden": {
    sentence: { ja: "審査で判定を見直しました", en: "Changed a judgement in review" },
    fields: { number, question, from: before, to: after, note },
  },
  "assessment.na-accepted": {
    sentence: { ja: "該当なしを認めました", en: "Accepted “not applicable”" },
    fields: { number, question, note },
  },
  "assessment.returned": {
    sentence: { ja: "回答を差し戻しました", en: "Returned the answers" },
    fields: { number, reason },
  },
  "assessment.exception-requested": {
    sentence: { ja: "理事に例外承認を求めました", en: "Asked the director for an exception" },
    fields: { number, question, until, reason },
  },
  "assessment.graded": {
    sentence: { ja: "等級を確定しました", en: "Fixed a grade" },
    fields: { number, score, grade, criticalNos },
  },
  "assessment.concluded": {
    sentence: { ja: "評価の結論を確定しました", en: "Concluded an assessment" },
    fields: { number, outcome, validUntil, conditions },
  },
  "assessment.condition-met": {
    sentence: { ja: "条件を満たしたと記録しました", en: "Recorded a condition as met" },
    fields: { number, on },
  },
  "assessment.cancelled": {
    sentence: { ja: "評価の依頼を取り消しました", en: "Cancelled an assessment" },
    fields: { number, reason },
  },
  "finding.raised": {
    sentence: { ja: "指摘を出しました", en: "Raised a finding" },
    fields: { number, severity, dueOn, question },
  },
  "finding.planned": {
    sentence: { ja: "是正の計画を出しました", en: "Planned a correction" },
    fields: { number, planDueOn },
  },
  "finding.corrected": {
    sentence: { ja: "是正を報告しました", en: "Reported a correction" },
    fields: { number, on },
  },
  "finding.reopened": {
    sentence: { ja: "是正が不十分として計画へ戻しました", en: "Sent a correction back to the plan" },
    fields: { number, reason },
  },
  "finding.closed": {
    sentence: { ja: "指摘を完了としました", en: "Closed a finding" },
    fields: { number, note },
  },
});
