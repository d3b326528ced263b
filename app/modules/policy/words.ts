import type { Same } from "#app/i18n/lang.ts";

import { ceilingWords } from "./ceiling-words.ts";
import { policyScreenWords } from "./screen-words.ts";

const ja = {
  ...ceilingWords.ja,
  ...policyScreenWords.ja,
  matters: {
    statement: "共同利用をする旨",
    items: "共同して利用する項目",
    circle: "共同して利用する者の範囲",
    purposes: "利用する者の利用目的",
    responsible: "管理について責任を有する者",
    "responsible-address": "責任を有する者の住所",
    "responsible-representative": "責任を有する者の代表者の氏名",
  },
  matterStates: { stated: "方針に記載あり", cited: "ほかの掲示を引用", missing: "不足" },
  responsibleParts: { name: "名称", address: "住所", representative: "代表者の氏名" },
  matterMissing: (p: { matter: string; clause: string }) => `${p.matter}が、方針 ${p.clause} にありません。`,
  matterCure:
    "公表事項を掲載するか、すでに掲示している場所を引用し、個人情報管理責任者の確認を受けてください。",
  matterOpenEnded: (p: { item: string; clause: string }) =>
    `項目の一覧に「${p.item}」があります(方針 ${p.clause})。具体的な項目だけを共同利用できます。`,
  severities: {
    law: "法律が求めています",
    guideline: "ガイドラインが求めています",
    house: "当組合の見方です",
  },
  strengths: { law: "法律", guideline: "指針", policy: "方針", house: "内規" },
  tiers: {
    S1: "本人を特定する・連絡する",
    S2: "行動・取引",
    S3: "お金に関わる識別情報",
    S4: "要配慮個人情報・共済・介護",
    SX: "個人番号(預けられません)",
  },
  changes: { added: "追加", removed: "削除", changed: "変更" },
  areas: {
    organisation: "組合の名称・住所",
    signatory: "署名者",
    subjects: "本人区分",
    purposes: "利用目的",
    items: "項目",
    "item-sets": "項目の組",
    activities: "業務区分",
    "joint-use-groups": "共同利用の区分",
    "joint-use-partners": "共同利用先",
    desks: "窓口",
    "request-kinds": "受付の種類",
    statements: "公表する記載",
    clauses: "条文",
  },
  jointUseChanges: {
    "notify-after": "変更のあと、遅滞なく公表します(法27条6項)。",
    "notify-before": "変更の前に公表します(法27条6項)。利用目的は、本人が通常予期できる範囲に限ります。",
    "not-allowed":
      "項目や利用者は、原則としてあとから広げられません。本人の同意、名称だけの変更、事業の承継のいずれかが要ります。",
    "reviewer-states":
      "「など」に含まれていたものを書き出したのか、広げたのか、確認する人が理由とともに示します。",
    stop: "すぐに止めます。公表は続いて改めます。",
    "new-notice": "新しい共同利用です。始める前に、5つの事項を公表します。",
  },
  statements: {
    "safety-measures": "安全管理措置",
    "organisation-address": "当組合の住所",
    "organisation-representative": "代表者の氏名",
    "request-procedure": "請求の手続",
    "desk-contact": "窓口の連絡先",
    "exception-consent-difficult": "例外の条件(同意を得ることが困難)",
    "beyond-purpose-consent": "範囲を超える利用の同意",
    "referral-basis": "紹介・斡旋の根拠",
    "foreign-handling": "外国での取扱い",
  },
  clause: (p: { number: string }) => `方針 ${p.number}`,
  englishUnverified: "英語は参考訳です。組合の確認を受けていません。",
};

const en: Same<typeof ja> = {
  ...ceilingWords.en,
  ...policyScreenWords.en,
  matters: {
    statement: "That joint use takes place",
    items: "Items used jointly",
    circle: "Circle of users",
    purposes: "Purposes of the users",
    responsible: "Party responsible for management",
    "responsible-address": "Address of the responsible party",
    "responsible-representative": "Representative of the responsible party",
  },
  matterStates: { stated: "Stated in the policy", cited: "Cited from elsewhere", missing: "Missing" },
  responsibleParts: { name: "Name", address: "Address", representative: "Representative" },
  matterMissing: (p) => `${p.matter}: not in policy ${p.clause}.`,
  matterCure:
    "Post the notice, or cite where the matter is already posted and have the privacy manager accept it.",
  matterOpenEnded: (p) =>
    `The list of items contains "${p.item}" (policy ${p.clause}). Only definite items may be shared.`,
  severities: { law: "Required by law", guideline: "Asked for by the guideline", house: "Our own reading" },
  strengths: { law: "Law", guideline: "Guideline", policy: "Policy", house: "House rule" },
  tiers: {
    S1: "Identity and contact",
    S2: "Behaviour and transactions",
    S3: "Financial identifiers",
    S4: "Special care, mutual aid and welfare",
    SX: "Individual Number (refused)",
  },
  changes: { added: "Added", removed: "Removed", changed: "Changed" },
  areas: {
    organisation: "Name and address of the co-op",
    signatory: "Signatory",
    subjects: "Subject categories",
    purposes: "Purposes",
    items: "Items",
    "item-sets": "Item sets",
    activities: "Activities",
    "joint-use-groups": "Joint-use groups",
    "joint-use-partners": "Joint users",
    desks: "Desks",
    "request-kinds": "Kinds of request",
    statements: "Published statements",
    clauses: "Clauses",
  },
  jointUseChanges: {
    "notify-after": "Post without delay after the change (Art. 27(6)).",
    "notify-before":
      "Post before the change (Art. 27(6)). A purpose may move only within what people can expect.",
    "not-allowed":
      "Items and users may in principle not be widened. It takes consent, a mere change of name, or succession of the business.",
    "reviewer-states":
      'A reviewer states, with the reason, whether this names what "and others" always meant or widens it.',
    stop: "Stop at once; the notice follows.",
    "new-notice": "A new joint use: publish the five matters before it begins.",
  },
  statements: {
    "safety-measures": "Security control measures",
    "organisation-address": "Address of the co-op",
    "organisation-representative": "Name of the representative",
    "request-procedure": "Procedure for requests",
    "desk-contact": "Contact of the desks",
    "exception-consent-difficult": "Condition of the exception (consent difficult)",
    "beyond-purpose-consent": "Consent for use beyond the purposes",
    "referral-basis": "Basis of referral",
    "foreign-handling": "Handling abroad",
  },
  clause: (p) => `Policy ${p.number}`,
  englishUnverified: "The English is a translation that the co-op has not confirmed.",
};

export const words = { ja, en };
