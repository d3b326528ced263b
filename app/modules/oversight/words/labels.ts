import type { Text } from "#app/i18n/lang.ts";
import type { LabelList } from "../rules/phrases.ts";

/** Words of the closed lists that the report names. Activities, groups, items and blocks come from reviewed data. */
export const labels: Partial<Record<LabelList, Readonly<Record<string, Text>>>> = {
  kind: {
    entrustment: { ja: "委託先", en: "Contractors" },
    "joint-use": { ja: "共同利用先", en: "Joint use" },
    referral: { ja: "紹介・斡旋先", en: "Referral" },
    "no-handling": { ja: "取扱いなしの事業者", en: "No handling" },
  },
  unit: {
    persons: { ja: "人", en: "persons" },
    records: { ja: "件", en: "records" },
    sheets: { ja: "枚", en: "sheets" },
    media: { ja: "個", en: "media" },
  },
  "clause-state": {
    met: { ja: "適合", en: "met" },
    excepted: { ja: "例外", en: "excepted" },
    "exception-expired": { ja: "例外の期限切れ", en: "exception expired" },
    partial: { ja: "一部不足", en: "partly lacking" },
    missing: { ja: "不足", en: "lacking" },
    unchecked: { ja: "未確認", en: "not checked" },
    "refused-na": { ja: "該当なし不可", en: "n/a refused" },
    "not-required": { ja: "対象外", en: "not required" },
  },
  "overdue-kind": {
    assessment: { ja: "評価", en: "Assessment" },
    contract: { ja: "契約", en: "Contract" },
    return: { ja: "返却", en: "Return" },
    certificate: { ja: "証明書", en: "Certificate" },
  },
  "change-kind": {
    new: { ja: "新規", en: "New" },
    changed: { ja: "変更", en: "Changed" },
    ended: { ja: "終了", en: "Ended" },
  },
  role: {
    office: { ja: "事務局", en: "Office" },
    department: { ja: "主管部署", en: "Department" },
    "privacy-manager": { ja: "個人情報管理責任者", en: "Privacy manager" },
    director: { ja: "決裁者", en: "Director" },
    auditor: { ja: "監事", en: "Auditor" },
    administrator: { ja: "システム管理者", en: "Administrator" },
  },
  "finding-state": {
    open: { ja: "計画待ち", en: "Plan awaited" },
    planned: { ja: "計画済", en: "Planned" },
    corrected: { ja: "確認待ち", en: "To be checked" },
    closed: { ja: "是正済", en: "Corrected" },
    overdue: { ja: "超過", en: "Overdue" },
  },
  severity: {
    critical: { ja: "重大", en: "Critical" },
    major: { ja: "要改善", en: "Major" },
    minor: { ja: "軽微", en: "Minor" },
  },
  "subcontractor-state": {
    approved: { ja: "承諾済み", en: "Consent given" },
    unapproved: { ja: "未承諾", en: "No consent" },
  },
};

/** Names short enough for the upright heads of the clause matrix. */
export const clauseHeads: Readonly<Record<string, Text>> = {
  "cl-scope": { ja: "範囲・目的・項目", en: "Scope, purpose, items" },
  "cl-responsibility": { ja: "双方の責任の明確化", en: "Responsibilities" },
  "cl-confidentiality": { ja: "秘密保持", en: "Confidentiality" },
  "cl-purpose-limit": { ja: "目的外利用等の禁止", en: "No other use" },
  "cl-copy-takeout": { ja: "複製・持出しの制限", en: "Copying, take-out" },
  "cl-security": { ja: "安全管理措置", en: "Safety measures" },
  "cl-personnel": { ja: "従業者の監督・誓約", en: "Staff, pledges" },
  "cl-subcontract": { ja: "再委託の制限", en: "Subcontracting" },
  "cl-reporting": { ja: "取扱状況の報告", en: "Reports" },
  "cl-audit": { ja: "監査・立入検査権", en: "Audit, inspection" },
  "cl-incident": { ja: "事故時の報告・協力", en: "Incidents" },
  "cl-data-subject": { ja: "開示等・苦情への協力", en: "Requests" },
  "cl-return-disposal": { ja: "返却・消去・廃棄", en: "Return, erasure" },
  "cl-remedy": { ja: "不遵守時の措置", en: "Breach" },
  "cl-damages": { ja: "損害賠償・求償", en: "Damages" },
  "cl-survival": { ja: "契約終了後の存続", en: "Survival" },
  "cl-term": { ja: "期間・更新・通知", en: "Term, renewal" },
  "cl-location-foreign": { ja: "取扱場所・外国", en: "Places, abroad" },
  "cl-joint-use": { ja: "共同利用の取決め", en: "Joint use" },
  "cl-referral": { ja: "紹介・斡旋の特則", en: "Referral" },
};
