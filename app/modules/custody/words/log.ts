import { words as access } from "#app/modules/access/words.ts";
import { wordEvents } from "#app/modules/audit/event-rules.ts";
import { words as registry } from "#app/modules/registry/words.ts";
import type { LogField } from "#app/ports.ts";
import { custodyEvents } from "../rules/events.ts";
import { gateWords } from "./gate.ts";
import { lotWords } from "./lots.ts";

const reasonTitles = (reasons: Readonly<Record<string, { readonly title: string }>>) =>
  Object.fromEntries(Object.entries(reasons).map(([code, { title }]) => [code, title]));
const reasonCodes = { ja: reasonTitles(gateWords.ja.reason), en: reasonTitles(gateWords.en.reason) };
const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const lot: LogField = { label: { ja: "預託データ", en: "lot" }, isRecord: true };
const certificate: LogField = { label: { ja: "証明書", en: "certificate" }, isRecord: true };
const relation: LogField = { label: { ja: "取扱案件", en: "relation" }, isRecord: true };
const unit: LogField = {
  label: { ja: "単位", en: "unit" },
  codes: { ja: lotWords.ja.unit, en: lotWords.en.unit },
};
const quantity: LogField = { label: { ja: "数量", en: "quantity" } };
const openedOn: LogField = { label: { ja: "引渡日", en: "handed over on" } };
const dueOn: LogField = { label: { ja: "期限", en: "due" } };
const check: LogField = { label: { ja: "引渡可否判定", en: "gate check" } };
const isLate: LogField = { label: { ja: "後日の記録", en: "recorded later" } };
const handedBy: LogField = { label: { ja: "渡した人", en: "handed over by" } };
const receivedBy: LogField = { label: { ja: "受け取った人", en: "received by" } };
const asOf: LogField = { label: { ja: "基準日", en: "as of" } };
const reasons: LogField = { label: { ja: "理由", en: "reasons" }, codes: reasonCodes };
const onBehalf: LogField = { label: { ja: "代行入力", en: "entered on behalf" } };
const note: LogField = { label: { ja: "備考", en: "note" } };
const occurredOn: LogField = { label: { ja: "行った日", en: "done on" } };
const outstanding: LogField = { label: { ja: "未返却・未廃棄", en: "outstanding" } };
const original: LogField = { label: { ja: "元の預託データ", en: "copied from" } };
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const kind: LogField = {
  label: { ja: "種別", en: "kind" },
  codes: { ja: lotWords.ja.entry, en: lotWords.en.entry },
};
const disposedOn: LogField = { label: { ja: "廃棄・消去の日", en: "disposed of on" } };
const mails: LogField = { label: { ja: "メールの数", en: "mails" } };
const startsOn: LogField = { label: { ja: "開始日", en: "starts" } };
const endsOn: LogField = { label: { ja: "終了日", en: "ends" } };
const usualVolume: LogField = { label: { ja: "ふだんの量", en: "usual volume" } };
const month: LogField = { label: { ja: "月", en: "month" } };
const volume: LogField = { label: { ja: "実績", en: "actual" } };
const before: LogField = { label: { ja: "直前の値", en: "before" } };
const closedOn: LogField = { label: { ja: "完了日", en: "closed on" } };
const accessRemovedOn: LogField = { label: { ja: "アクセス権の停止日", en: "access removed on" } };
const code: LogField = { label: { ja: "理由", en: "reason" }, codes: reasonCodes };
const ref: LogField = { label: { ja: "対象", en: "about" } };
const until: LogField = { label: { ja: "期限", en: "until" } };
const role: LogField = {
  label: { ja: "役割", en: "role" },
  codes: { ja: access.ja.roles, en: access.en.roles },
};
const basis: LogField = {
  label: { ja: "取扱いの種別", en: "basis" },
  codes: { ja: registry.ja.bases, en: registry.en.bases },
};

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(custodyEvents, {
  "custody.handed-over": {
    sentence: { ja: "個人情報を引き渡しました", en: "Handed over personal data" },
    fields: { number, unit, quantity, openedOn, dueOn, check, isLate, handedBy, receivedBy },
  },
  "custody.hand-over-refused": {
    sentence: { ja: "引渡しを断りました(引渡可否判定)", en: "Refused a hand-over (gate)" },
    fields: { check, asOf, reasons },
  },
  "custody.acknowledged": {
    sentence: { ja: "受領を確認しました", en: "Acknowledged receipt" },
    fields: { number, onBehalf, note },
  },
  "custody.returned": {
    sentence: { ja: "返却を記録しました", en: "Recorded a return" },
    fields: { number, quantity, occurredOn, outstanding, handedBy, receivedBy },
  },
  "custody.copied": {
    sentence: { ja: "複製を記録しました", en: "Recorded a copy" },
    fields: { number, from: original, quantity, occurredOn, check, reason },
  },
  "custody.entry-reversed": {
    sentence: { ja: "授受の記録を取り消しました", en: "Reversed an entry" },
    fields: { number, kind, quantity, outstanding, reason },
  },
  "custody.certificate-filed": {
    sentence: { ja: "廃棄・消去証明書を提出しました", en: "Filed a disposal certificate" },
    fields: { lot, certificate, quantity, disposedOn, onBehalf },
  },
  "custody.certificate-accepted": {
    sentence: { ja: "廃棄・消去証明書を受理しました", en: "Accepted a disposal certificate" },
    fields: { lot, certificate, quantity, outstanding },
  },
  "custody.certificate-returned": {
    sentence: { ja: "廃棄・消去証明書を差し戻しました", en: "Sent a disposal certificate back" },
    fields: { lot, certificate, reason },
  },
  "custody.reminded": {
    sentence: { ja: "返却を督促しました", en: "Reminded of an overdue return" },
    fields: { number, dueOn, mails },
  },
  "custody.standing-opened": {
    sentence: { ja: "継続授受を始めました", en: "Opened a standing authorisation" },
    fields: { number, startsOn, endsOn, usualVolume, unit, check },
  },
  "custody.standing-used": {
    sentence: { ja: "継続授受の実績を記録しました", en: "Recorded a monthly actual" },
    fields: { number, month, volume, before, check },
  },
  "custody.standing-closed": {
    sentence: { ja: "継続授受を終えました", en: "Closed a standing authorisation" },
    fields: { number, closedOn, accessRemovedOn },
  },
  "custody.deferral-requested": {
    sentence: { ja: "期限付継続を申請しました", en: "Requested a deferral" },
    fields: { relation, code, ref, until, reason },
  },
  "custody.deferral-granted": {
    sentence: { ja: "期限付継続を認めました", en: "Granted a deferral" },
    fields: { relation, code, ref, until, role, note },
  },
  "custody.deferral-refused": {
    sentence: { ja: "期限付継続を認めませんでした", en: "Refused a deferral" },
    fields: { relation, code, ref, until, role, note },
  },
  "custody.deferral-revoked": {
    sentence: { ja: "期限付継続を取り消しました", en: "Revoked a deferral" },
    fields: { relation, code, ref, note },
  },
  "custody.relation-closed": {
    sentence: {
      ja: "預けた個人情報がないことを確かめて完了しました",
      en: "Closed the relation with nothing outstanding",
    },
    fields: { number, basis },
  },
});
