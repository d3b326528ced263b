import type { Same } from "#app/i18n/lang.ts";

const ja = {
  natures: { statutory: "法定", guideline: "ガイドライン", contract: "契約", house: "内規" },
  weekdays: { 0: "日", 1: "月", 2: "火", 3: "水", 4: "木", 5: "金", 6: "土" },
  closed: { saturday: "土曜日", sunday: "日曜日", holiday: "祝日・休日", "year-end": "年末年始の休日" },
  events: {
    "leak-final-report": "漏えい等の確報",
    "leak-prompt-report": "漏えい等の速報",
    "contractor-notice": "委託先から当組合への連絡",
    "contract-notice": "契約の更新・解約の通知",
    "assessment-next": "次の評価",
    "record-retention": "提供・受領の記録の保存",
    "corrective-plan": "是正計画の完了",
    "notice-change": "公表事項の変更の掲載",
    "handover-acknowledgement": "授受の受領確認",
  },
  cycles: {
    assessment: "定期評価",
    "on-site-check": "立入調査",
    "form-handling-check": "申込書類の管理の確認",
    "foreign-route": "外国での取扱いの確認",
  },
  records: {
    contract: "契約書",
    assessment: "評価",
    decision: "決裁",
    "hand-over-book": "授受記録",
    incident: "事故の記録",
    "disposal-certificate": "廃棄・消去証明書",
  },
  methods: {
    contract: "契約書等による記録",
    bulk: "一括して作成する記録",
    other: "その他の記録",
  },
  provisional: "仮の期限です。この年の祝日はまだ確定していません。",
  unverified: "当組合の扱いで、出典を確かめていない点を含みます。",
  problems: {
    "day-invalid": (p: { value: string }) =>
      `「${p.value}」は暦にない日です。2026-11-22 の形で入力してください。`,
    "day-out-of-range": (p: { value: string }) => `「${p.value}」は計算できる範囲の外です。`,
    "option-needed": (p: { option: string }) => `指定「${p.option}」が必要です。`,
    "option-invalid": (p: { option: string; value: string | number }) =>
      `指定「${p.option}」に「${p.value}」は使えません。`,
    "option-unknown": (p: { option: string }) => `指定「${p.option}」はこの期限にはありません。`,
    "no-rule-in-force": (p: { from: string; firstValidFrom: string | null }) =>
      p.firstValidFrom === null
        ? `${p.from} に効力のある規則がありません。`
        : `${p.from} に効力のある規則がありません。最初の規則は ${p.firstValidFrom} からです。`,
  },
};

const en: Same<typeof ja> = {
  natures: { statutory: "Statutory", guideline: "Guideline", contract: "Contract", house: "House rule" },
  weekdays: { 0: "Sun", 1: "Mon", 2: "Tue", 3: "Wed", 4: "Thu", 5: "Fri", 6: "Sat" },
  closed: {
    saturday: "Saturday",
    sunday: "Sunday",
    holiday: "national holiday",
    "year-end": "year-end closure",
  },
  events: {
    "leak-final-report": "Final leak report",
    "leak-prompt-report": "Prompt leak report",
    "contractor-notice": "Contractor's notice to us",
    "contract-notice": "Notice of renewal or termination",
    "assessment-next": "Next assessment",
    "record-retention": "Keeping records of provision and receipt",
    "corrective-plan": "Completing the corrective plan",
    "notice-change": "Posting a change of the notice",
    "handover-acknowledgement": "Acknowledging a hand-over",
  },
  cycles: {
    assessment: "Regular assessment",
    "on-site-check": "On-site check",
    "form-handling-check": "Check of how application forms are kept",
    "foreign-route": "Confirmation of foreign handling",
  },
  records: {
    contract: "Contract",
    assessment: "Assessment",
    decision: "Decision",
    "hand-over-book": "Hand-over book",
    incident: "Incident file",
    "disposal-certificate": "Disposal certificate",
  },
  methods: {
    contract: "Recorded by contract document",
    bulk: "Recorded in bulk",
    other: "Other record",
  },
  provisional: "A provisional day: that year's holidays are not settled yet.",
  unverified: "Our own practice; it includes points not checked against a source.",
  problems: {
    "day-invalid": (p) => `"${p.value}" is not a day of the calendar. Write it like 2026-11-22.`,
    "day-out-of-range": (p) => `"${p.value}" lies outside the range that can be calculated.`,
    "option-needed": (p) => `The option "${p.option}" is needed.`,
    "option-invalid": (p) => `The option "${p.option}" cannot be "${p.value}".`,
    "option-unknown": (p) => `This deadline has no option "${p.option}".`,
    "no-rule-in-force": (p) =>
      p.firstValidFrom === null
        ? `No rule is in force on ${p.from}.`
        : `No rule is in force on ${p.from}. The first one begins on ${p.firstValidFrom}.`,
  },
};

export const words = { ja, en };
