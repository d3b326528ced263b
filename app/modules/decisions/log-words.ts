import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { decisionEvents } from "./rules/events.ts";
import { words } from "./words.ts";

const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const round: LogField = { label: { ja: "回", en: "round" } };
const modelHash: LogField = { label: { ja: "内容のハッシュ", en: "hash of the content" } };
const reviewedHash: LogField = { label: { ja: "審査した版のハッシュ", en: "hash of the reviewed version" } };
const stampedHash: LogField = { label: { ja: "押印した版のハッシュ", en: "hash of the stamped version" } };
const sealedHash: LogField = { label: { ja: "封印した版のハッシュ", en: "hash of the sealed version" } };
const auditHead: LogField = { label: { ja: "操作記録の先頭", en: "head of the log" } };
const result: LogField = {
  label: { ja: "結果", en: "result" },
  codes: { ja: words.ja.state, en: words.en.state },
};
const proof: LogField = {
  label: { ja: "本人確認", en: "proof of identity" },
  codes: { ja: { password: "パスワード" }, en: { password: "password" } },
};
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const until: LogField = { label: { ja: "期限", en: "until" } };
const reportedOn: LogField = { label: { ja: "報告した日", en: "reported on" } };
const minutesNumber: LogField = { label: { ja: "議事録", en: "minutes" } };
const absentFrom: LogField = { label: { ja: "不在の初日", en: "absent from" } };
const absentUntil: LogField = { label: { ja: "不在の最終日", en: "absent until" } };
const deputyUntil: LogField = { label: { ja: "代決の最終日", en: "deputy until" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(decisionEvents, {
  "decisions.submitted": {
    sentence: { ja: "起案して審査に回しました", en: "Submitted for review" },
    fields: { number, round, modelHash, subjectKind: null, subjectId: null, reason },
  },
  "decisions.pulled-back": {
    sentence: { ja: "引き戻しました", en: "Pulled back" },
    fields: { number, round },
  },
  "decisions.withdrawn": {
    sentence: { ja: "取り下げました", en: "Withdrew" },
    fields: { number, round },
  },
  "decisions.passed": {
    sentence: { ja: "審査を通しました", en: "Passed the review" },
    fields: { number, round, modelHash, reviewedHash, reason },
  },
  "decisions.returned": {
    sentence: { ja: "差し戻しました", en: "Returned" },
    fields: { number, round, step: null, onBehalfOf: null, reason },
  },
  "decisions.decided": {
    sentence: { ja: "決裁しました", en: "Decided" },
    fields: {
      number,
      round,
      result,
      modelHash,
      stampedHash,
      sealedHash,
      auditHead,
      onBehalfOf: null,
      proof,
      reason,
    },
  },
  "decisions.rejected": {
    sentence: { ja: "却下しました", en: "Rejected" },
    fields: { number, round, onBehalfOf: null, proof, reason },
  },
  "decisions.held": {
    sentence: { ja: "保留しました", en: "Put on hold" },
    fields: { number, round, until, onBehalfOf: null, proof, reason },
  },
  "decisions.confirmed": {
    sentence: { ja: "後閲しました", en: "Confirmed a deputy's decision" },
    fields: { number, round },
  },
  "decisions.board-reported": {
    sentence: { ja: "理事会への報告を記録しました", en: "Recorded the report to the board" },
    fields: { number, reportedOn, minutesNumber },
  },
  "decisions.deputy-named": {
    sentence: { ja: "代決者を決めました", en: "Named a deputy" },
    fields: { principalId: null, deputyId: null, from: absentFrom, to: absentUntil, reason },
  },
  "decisions.deputy-ended": {
    sentence: { ja: "代決を終わらせました", en: "Ended a deputyship" },
    fields: { principalId: null, deputyId: null, to: deputyUntil },
  },
});
