import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { registryEvents } from "../rules/events.ts";
import { labelWords as words } from "./label-words.ts";

const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const relation: LogField = { label: { ja: "取扱案件", en: "relation" }, isRecord: true };
const policy: LogField = { label: { ja: "方針の版", en: "version of the policy" } };
const partners: LogField = { label: { ja: "委託先等の数", en: "partners" } };
const relations: LogField = { label: { ja: "取扱案件", en: "relations" } };
const fields: LogField = { label: { ja: "項目", en: "fields" } };
const partnerKind: LogField = {
  label: { ja: "種別", en: "kind" },
  codes: { ja: words.ja.partnerKinds, en: words.en.partnerKinds },
};
const validFrom: LogField = { label: { ja: "有効期間の初日", en: "valid from" } };
const companyName: LogField = { label: { ja: "名称", en: "company" } };
const name: LogField = { label: { ja: "氏名", en: "name" } };
const isResponsible: LogField = { label: { ja: "個人情報の責任者", en: "responsible for personal data" } };
const lastOn: LogField = { label: { ja: "最終日", en: "last day" } };
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const basis: LogField = {
  label: { ja: "取扱いの種別", en: "basis" },
  codes: { ja: words.ja.bases, en: words.en.bases },
};
const department: LogField = { label: { ja: "主管部署", en: "department" } };
const added: LogField = { label: { ja: "加えた行", en: "lines added" } };
const removed: LogField = { label: { ja: "除いた行", en: "lines removed" } };
const kept: LogField = { label: { ja: "そのままの行", en: "lines kept" } };
const tier: LogField = { label: { ja: "最高重要度", en: "highest tier" } };
const event: LogField = {
  label: { ja: "操作", en: "act" },
  codes: { ja: words.ja.relationEvents, en: words.en.relationEvents },
};
const fromState: LogField = {
  label: { ja: "前の状態", en: "from" },
  codes: { ja: words.ja.relationStates, en: words.en.relationStates },
};
const toState: LogField = {
  label: { ja: "後の状態", en: "to" },
  codes: { ja: words.ja.relationStates, en: words.en.relationStates },
};
const on: LogField = { label: { ja: "日付", en: "on" } };
const startsOn: LogField = { label: { ja: "開始日", en: "starts" } };
const state: LogField = {
  label: { ja: "状態", en: "state" },
  codes: { ja: words.ja.subcontractorStates, en: words.en.subcontractorStates },
};
const approvedUntil: LogField = { label: { ja: "承諾の期限", en: "approved until" } };
const foreignRoute: LogField = {
  label: { ja: "経路", en: "route" },
  codes: { ja: words.ja.foreignRoutes, en: words.en.foreignRoutes },
};
const country: LogField = { label: { ja: "国", en: "country" } };
const confirmedOn: LogField = { label: { ja: "確認した日", en: "confirmed on" } };
const nextOn: LogField = { label: { ja: "次の確認日", en: "next confirmation" } };
const referralRoute: LogField = {
  label: { ja: "経路", en: "route" },
  codes: { ja: words.ja.referralRoutes, en: words.en.referralRoutes },
};
const toldOn: LogField = { label: { ja: "知らせた日", en: "told on" } };
const method: LogField = {
  label: { ja: "方法", en: "method" },
  codes: { ja: words.ja.tellMethods, en: words.en.tellMethods },
};
const confirmationKind: LogField = {
  label: { ja: "種別", en: "kind" },
  codes: { ja: words.ja.confirmationKinds, en: words.en.confirmationKinds },
};
const nextDueOn: LogField = { label: { ja: "次の期日", en: "next due" } };
const isSatisfactory: LogField = { label: { ja: "問題なし", en: "satisfactory" } };
const format: LogField = { label: { ja: "形式", en: "format" } };
const asOf: LogField = { label: { ja: "基準日", en: "as of" } };
const rows: LogField = { label: { ja: "件数", en: "rows" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(registryEvents, {
  "registry.organisation-set-up": {
    sentence: { ja: "組織を登録しました", en: "Organisation set up" },
    fields: { policy, partners, relations },
  },
  "registry.organisation-revised": {
    sentence: { ja: "組織の情報を改めました", en: "Organisation revised" },
    fields: { fields },
  },
  "registry.partner-registered": {
    sentence: { ja: "委託先等を登録しました", en: "Partner registered" },
    fields: { number, kind: partnerKind, validFrom, name: companyName },
  },
  "registry.profile-revised": {
    sentence: { ja: "会社の情報を改めました", en: "Company details revised" },
    fields: { validFrom, fields },
  },
  "registry.contact-added": {
    sentence: { ja: "連絡先を加えました", en: "Contact added" },
    fields: { validFrom, isResponsible, name },
  },
  "registry.contact-ended": {
    sentence: { ja: "連絡先を終了しました", en: "Contact ended" },
    fields: { lastOn },
  },
  "registry.partner-retired": {
    sentence: { ja: "登録を終えました", en: "Partner retired" },
    fields: { reason },
  },
  "registry.partner-restored": {
    sentence: { ja: "登録を戻しました", en: "Partner restored" },
    fields: { reason },
  },
  "registry.relation-drafted": {
    sentence: { ja: "取扱案件を下書きしました", en: "Relation drafted" },
    fields: { number, basis, department },
  },
  "registry.relation-revised": {
    sentence: { ja: "取扱案件を改めました", en: "Relation revised" },
    fields: { number, basis, department },
  },
  "registry.scope-revised": {
    sentence: { ja: "取扱範囲を改めました", en: "Scope revised" },
    fields: { number, validFrom, added, removed, kept, tier },
  },
  "registry.relation-moved": {
    sentence: { ja: "取扱案件の状態を変えました", en: "State of a relation changed" },
    fields: { number, event, from: fromState, to: toState, on, reason },
  },
  "registry.subcontractor-requested": {
    sentence: { ja: "再委託の承諾を申請しました", en: "Consent to a subcontractor asked for" },
    fields: { relation, startsOn, name: companyName },
  },
  "registry.subcontractor-found": {
    sentence: { ja: "承諾のない再委託が判明しました", en: "Subcontractor found without consent" },
    fields: { relation, startsOn, name: companyName },
  },
  "registry.subcontractor-decided": {
    sentence: { ja: "再委託の申請を判断しました", en: "Subcontractor decided" },
    fields: { state, on, approvedUntil },
  },
  "registry.subcontractor-removed": {
    sentence: { ja: "再委託先の取扱い終了を記録しました", en: "Subcontractor no longer handles data" },
    fields: { on },
  },
  "registry.foreign-route-recorded": {
    sentence: { ja: "外国での取扱いの根拠を記録しました", en: "Route abroad recorded" },
    fields: { route: foreignRoute, country, confirmedOn, nextOn },
  },
  "registry.foreign-route-confirmed": {
    sentence: { ja: "外国での取扱いを確認しました", en: "Handling abroad confirmed" },
    fields: { route: foreignRoute, country, confirmedOn, nextOn },
  },
  "registry.referral-route-recorded": {
    sentence: { ja: "提供の経路を記録しました", en: "Route of provision recorded" },
    fields: { route: referralRoute, validFrom },
  },
  "registry.policy-told": {
    sentence: { ja: "方針を知らせました", en: "Partner told of the policy" },
    fields: { policy, toldOn, method },
  },
  "registry.confirmation-recorded": {
    sentence: { ja: "確認を記録しました", en: "Confirmation recorded" },
    fields: { kind: confirmationKind, confirmedOn, nextDueOn, isSatisfactory },
  },
  "registry.exported": {
    sentence: { ja: "管理台帳を書き出しました", en: "Register exported" },
    fields: { format, asOf, rows },
  },
});
