import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { contractEvents } from "./rules/events.ts";
import { words } from "./words.ts";

const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const startsOn: LogField = { label: { ja: "開始日", en: "starts" } };
const endsOn: LogField = { label: { ja: "終了日", en: "ends" } };
const relations: LogField = { label: { ja: "取扱案件", en: "relations" } };
const before: LogField = { label: { ja: "直前の値", en: "before" } };
const fields: LogField = { label: { ja: "項目", en: "fields" } };
const endBefore: LogField = { label: { ja: "前の終了日", en: "end before" } };
const endAfter: LogField = { label: { ja: "後の終了日", en: "end after" } };
const on: LogField = { label: { ja: "日付", en: "on" } };
const lastOn: LogField = { label: { ja: "最終日", en: "last day" } };
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const results: LogField = {
  label: { ja: "条項の結果", en: "results by clause" },
  codes: { ja: words.ja.result, en: words.en.result },
};
const clauseId: LogField = { label: { ja: "条項", en: "clause" } };
const until: LogField = { label: { ja: "期限", en: "until" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(contractEvents, {
  "contract.registered": {
    sentence: { ja: "契約を登録しました", en: "Registered a contract" },
    fields: { number, startsOn, endsOn, relations },
  },
  "contract.changed": {
    sentence: { ja: "契約の内容を直しました", en: "Corrected a contract" },
    fields: { number, before, fields },
  },
  "contract.renewed": {
    sentence: { ja: "契約を延長しました", en: "Extended a contract" },
    fields: { number, from: endBefore, to: endAfter },
  },
  "contract.terminated": {
    sentence: { ja: "契約の最終日を記録しました", en: "Recorded the last day of a contract" },
    fields: { number, on: lastOn, reason },
  },
  "contract.linked": {
    sentence: { ja: "契約の対象に取扱案件を加えました", en: "Added relations to a contract" },
    fields: { number, relations },
  },
  "contract.file-added": {
    sentence: { ja: "契約書の写しを付けました", en: "Attached a copy of a contract" },
    fields: { number, files: null },
  },
  "clause.checked": {
    sentence: { ja: "条項を確認しました", en: "Checked clauses" },
    fields: { number, on, results },
  },
  "clause.exception-granted": {
    sentence: { ja: "条項の例外を認めました", en: "Accepted an exception of a clause" },
    fields: { number, clauseId, until, reason },
  },
  "clause.exception-refused": {
    sentence: { ja: "条項の例外を認めませんでした", en: "Refused an exception of a clause" },
    fields: { number, clauseId, reason },
  },
});
