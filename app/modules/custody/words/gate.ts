import type { Same } from "#app/i18n/lang.ts";
import type { Params } from "#app/result.ts";

/** A parameter as text; `name` is what the caller looked up for the reason's `ref`. */
const s = (p: Params, ...keys: readonly string[]): string => {
  for (const key of keys) if (p[key] !== undefined && p[key] !== null) return String(p[key]);
  return "";
};
const join = (...parts: readonly string[]): string => parts.filter((x) => x !== "").join(" ・ ");
const when = (p: Params, key: string, ja: (day: string) => string): string =>
  s(p, key) === "" ? "" : ja(s(p, key));
const article = (p: Params): string => when(p, "article", (n) => n);

const ja = {
  gate: "引渡可否判定",
  allowed: "引渡可",
  blocked: "引渡不可",
  allowedWithWarnings: (p: { count: number }) => `引渡可(注意${p.count}件)`,
  blockedWith: (p: { count: number }) => `引渡不可(理由${p.count}件)`,
  observed: "観察中",
  observedUntilBinds: (p: { day: string }) => `引渡しは止まりません。${p.day} から止まります`,
  observedOpen: "引渡しは止まりません(適用日は未定です)",
  deferred: (p: { day: string }) => `${p.day} まで期限付継続`,
  strength: { law: "法律", guideline: "指針", policy: "方針", house: "内規" },
  effect: { block: "止める", warn: "注意" },
  mode: { observe: "観察", apply: "適用" },
  deferrable: {
    none: "できません",
    "privacy-manager": "管理責任者が可(期限必須)",
    director: "理事が可(期限必須)",
  },
  cure: {
    relation: "取扱案件を有効にする",
    scope: "取扱範囲を直す",
    contract: "契約を登録する",
    clauses: "条項確認へ",
    assessment: "評価を依頼する",
    findings: "指摘の是正へ",
    conditions: "条件の履行を記録する",
    subcontractors: "承諾の申請を求める",
    foreign: "国外取扱いの根拠を登録する",
    "joint-use": "公表事項を整える",
    referral: "紹介・斡旋の経路を登録する",
    confirmation: "確認を記録する",
    told: "周知を記録する",
  },
  deferralRefusal: {
    "not-deferrable": "この理由は期限付継続にできません。直してから引き渡してください。",
    "role-too-low": "この理由の期限付継続は、理事だけが決められます。理事に依頼してください。",
    "until-past": "期限が過去の日付です。今日以降の日付を入力してください。",
    "until-too-far": "期限が1年より先です。1年以内の日付を入力してください。",
    "reason-required": "理由が必要です。理由を入力してください。",
  },
  responsiblePart: { name: "名称", address: "住所", representative: "代表者の氏名" },
  jointUseMatter: {
    statement: "共同利用をする旨",
    items: "項目",
    circle: "利用する者の範囲",
    purposes: "利用目的",
    responsible: "責任を有する者の名称・住所・代表者",
  },
  reason: {
    "relation-not-active": {
      title: "取扱案件が有効ではありません",
      detail: (p: Params) => `いまの状態: ${s(p, "name", "state")}`,
    },
    "scope-empty": {
      title: "有効な取扱範囲がありません",
      detail: (_: Params) => "本人区分・項目・利用目的の行が、この日には1つもありません",
    },
    "scope-outside-ceiling": {
      title: "取扱範囲が方針の範囲を超えています",
      detail: (p: Params) => join(s(p, "name", "violation"), s(p, "clause")),
    },
    "item-outside-scope": {
      title: "求めた項目が取扱範囲の外です",
      detail: (p: Params) => s(p, "name", "item"),
    },
    "contract-missing": {
      title: "有効な契約がありません",
      detail: (p: Params) =>
        s(p, "nextFrom") === "" ? "契約が登録されていません" : `契約は ${s(p, "nextFrom")} から始まります`,
    },
    "contract-expired": {
      title: "契約の期間が終わっています",
      detail: (p: Params) =>
        join(
          `${s(p, "endedOn")} まで`,
          when(p, "nextFrom", (d) => `次の契約は ${d} から`),
        ),
    },
    "clause-insufficient": {
      title: "契約の必須条項が不足です",
      detail: (p: Params) =>
        join(
          s(p, "name", "clause"),
          article(p),
          s(p, "stateName", "state"),
          when(p, "exceptionUntil", (d) => `例外は ${d} まで`),
        ),
    },
    "confidentiality-insufficient": {
      title: "秘密保持を契約で義務付けていません",
      detail: (p: Params) => join("方針で約束した条項です", article(p), s(p, "stateName", "state")),
    },
    "assessment-missing": {
      title: "承認された評価がありません",
      detail: (_: Params) => "引渡しの前に、安全管理の状況を確かめる必要があります",
    },
    "assessment-expired": {
      title: "評価の有効期限を過ぎています",
      detail: (p: Params) => `承認 ${s(p, "concludedOn")} ・ 有効 ${s(p, "validUntil")} まで`,
    },
    "assessment-failed": {
      title: "直近の評価は不承認です",
      detail: (p: Params) => `判断した日 ${s(p, "concludedOn")}`,
    },
    "critical-no": {
      title: "重大設問の答えが「いいえ」です",
      detail: (p: Params) => join(s(p, "name", "question"), "是正か、理事の期限付き例外が必要です"),
    },
    "critical-finding": {
      title: "重大な指摘が是正されていません",
      detail: (p: Params) =>
        join(
          s(p, "number"),
          s(p, "title"),
          p.isOverdue === true
            ? `期限 ${s(p, "dueOn")} を過ぎました`
            : `期限 ${s(p, "dueOn")} を過ぎると止まります`,
        ),
    },
    "condition-unmet": {
      title: "承認の条件が満たされていません",
      detail: (p: Params) => join(s(p, "text"), `期限 ${s(p, "dueOn")}`),
    },
    "subcontractor-unapproved": {
      title: "承諾のない再委託先があります",
      detail: (p: Params) => `${s(p, "name")} ・ ${s(p, "sinceOn")} から`,
    },
    "foreign-route-missing": {
      title: "国外での取扱いの根拠がありません",
      detail: (p: Params) => join(s(p, "name", "country"), "同意・指定国・相当措置のいずれかが必要です"),
    },
    "foreign-confirmation-overdue": {
      title: "国外取扱いの年1回の確認が過ぎています",
      detail: (p: Params) =>
        join(
          s(p, "name", "country"),
          s(p, "dueOn") === "" ? "まだ確認していません" : `期限 ${s(p, "dueOn")}`,
        ),
    },
    "foreign-record-missing": {
      title: "国外提供の記録の方法が決まっていません",
      detail: (p: Params) => join(s(p, "name", "country"), "同意による国外提供には記録が必要です"),
    },
    "foreign-place-unknown": {
      title: "国外の保存国が登録されていません",
      detail: (_: Params) => "事業者の国とサーバーの国を把握してください",
    },
    "joint-use-matter-missing": {
      title: "共同利用の公表事項が欠けています",
      detail: (p: Params) =>
        join(
          s(p, "name", "matter"),
          when(p, "partNames", (x) => `欠けているもの: ${x}`),
        ),
    },
    "referral-route-missing": {
      title: "紹介・斡旋の経路が登録されていません",
      detail: (_: Params) => "直接申込み・本人に代わる提供・同意による提供のどれかを選んでください",
    },
    "referral-consent-missing": {
      title: "本人の同意を得る方法が登録されていません",
      detail: (_: Params) => "同意による第三者提供の経路です",
    },
    "referral-request-missing": {
      title: "本人の求めを示す記録がありません",
      detail: (_: Params) => "本人に代わる提供の経路です",
    },
    "referral-record-missing": {
      title: "第三者提供の記録の方法が決まっていません",
      detail: (_: Params) => "契約書等・一括・都度のどれかを選んでください",
    },
    "referral-direct-provision": {
      title: "直接申込みの経路では当組合から渡せません",
      detail: (_: Params) => "本人が相手先へ直接申し込みます。渡すなら別の経路を登録してください",
    },
    "form-check-due": {
      title: "申込書類の管理の確認が必要です",
      detail: (p: Params) =>
        s(p, "dueOn") === "" ? "まだ確認していません" : `期限 ${s(p, "dueOn")} を過ぎました`,
    },
    "no-handling-terms-missing": {
      title: "内容を取り扱わない旨の契約と設定を確かめていません",
      detail: (_: Params) => "確かめられなければ、委託として扱います",
    },
    "own-safety-missing": {
      title: "自らの安全管理措置を確かめていません",
      detail: (_: Params) => "取扱いのない事業者でも、当組合の安全管理の義務は残ります",
    },
    "own-safety-overdue": {
      title: "自らの安全管理措置の確認が過ぎています",
      detail: (p: Params) => `期限 ${s(p, "dueOn")}`,
    },
    "policy-not-told": {
      title: "現行の方針を知らせた記録がありません",
      detail: (p: Params) => join(`${s(p, "policyFrom")} からの版です`, "引渡しは止まりません"),
    },
  },
  met: {
    "relation-active": (_: Params) => "取扱案件は有効",
    "scope-within-ceiling": (_: Params) => "取扱範囲は方針の範囲内",
    "items-within-scope": (p: Params) => `求めた${s(p, "count")}項目はすべて取扱範囲内`,
    "contract-in-force": (p: Params) =>
      s(p, "until") === "" ? "契約は有効(期限なし・自動更新)" : `契約は有効(${s(p, "until")} まで)`,
    "clauses-sufficient": (p: Params) => `必須${s(p, "count")}条項は充足`,
    "assessment-valid": (p: Params) => `評価は有効(${s(p, "until")} まで)`,
    "no-critical-finding": (_: Params) => "未是正の重大な指摘なし",
    "subcontractors-approved": (p: Params) =>
      s(p, "count") === "0" ? "再委託なし" : `再委託先${s(p, "count")}社は承諾済み`,
    "foreign-none": (_: Params) => "外国での取扱いなし",
    "foreign-in-order": (p: Params) => `外国での取扱い${s(p, "count")}件は根拠あり`,
    "joint-use-published": (_: Params) => "共同利用の五つの事項は公表済み",
    "referral-in-order": (_: Params) => "紹介・斡旋の経路は整っています",
    "form-check-done": (p: Params) => `申込書類の管理は確認済み(${s(p, "until")} まで)`,
    "no-handling-terms": (p: Params) => `内容を取り扱わないことを確認済み(${s(p, "since")})`,
    "own-safety-confirmed": (p: Params) => `自らの安全管理措置は確認済み(${s(p, "until")} まで)`,
    "policy-told": (p: Params) => `方針を周知済み(${s(p, "on")})`,
  },
};
const en: Same<typeof ja> = {
  gate: "Hand-over gate",
  allowed: "Allowed",
  blocked: "Blocked",
  allowedWithWarnings: (p) => `Allowed (${p.count} to note)`,
  blockedWith: (p) => `Blocked (${p.count === 1 ? "1 reason" : `${p.count} reasons`})`,
  observed: "Observed",
  observedUntilBinds: (p) => `Stops nothing yet; binds from ${p.day}`,
  observedOpen: "Stops nothing yet (no day set)",
  deferred: (p) => `Continued until ${p.day}`,
  strength: { law: "Law", guideline: "Guideline", policy: "Policy", house: "House rule" },
  effect: { block: "Blocks", warn: "Warns" },
  mode: { observe: "Observed", apply: "In force" },
  deferrable: {
    none: "Not possible",
    "privacy-manager": "Privacy manager, with expiry",
    director: "Director, with expiry",
  },
  cure: {
    relation: "Activate the relation",
    scope: "Mend the scope",
    contract: "Register a contract",
    clauses: "Go to the clause check",
    assessment: "Ask for an assessment",
    findings: "Go to the finding",
    conditions: "Record that the condition is met",
    subcontractors: "Ask for a consent request",
    foreign: "Register the foreign route",
    "joint-use": "Complete the notice",
    referral: "Register the referral route",
    confirmation: "Record the confirmation",
    told: "Record that it was told",
  },
  deferralRefusal: {
    "not-deferrable": "This reason cannot be continued. Cure it before handing anything over.",
    "role-too-low": "Only a director may let this reason continue. Please ask a director.",
    "until-past": "The day lies in the past. Enter today or later.",
    "until-too-far": "The day lies more than a year ahead. Enter a day within a year.",
    "reason-required": "A reason is needed. Please enter it.",
  },
  responsiblePart: { name: "name", address: "address", representative: "representative's name" },
  jointUseMatter: {
    statement: "That joint use takes place",
    items: "The items",
    circle: "The circle of users",
    purposes: "The purposes",
    responsible: "The responsible party's name, address and representative",
  },
  reason: {
    "relation-not-active": {
      title: "The relation is not active",
      detail: (p) => `Present state: ${s(p, "name", "state")}`,
    },
    "scope-empty": {
      title: "No scope is in force",
      detail: () => "On this day there is no line of subjects, items and purposes",
    },
    "scope-outside-ceiling": {
      title: "The scope goes beyond the policy",
      detail: (p) => join(s(p, "name", "violation"), s(p, "clause")),
    },
    "item-outside-scope": {
      title: "An item asked for lies outside the scope",
      detail: (p) => s(p, "name", "item"),
    },
    "contract-missing": {
      title: "No contract is in force",
      detail: (p) =>
        s(p, "nextFrom") === "" ? "No contract is registered" : `The contract begins on ${s(p, "nextFrom")}`,
    },
    "contract-expired": {
      title: "The contract has ended",
      detail: (p) =>
        join(
          `Until ${s(p, "endedOn")}`,
          when(p, "nextFrom", (d) => `the next begins on ${d}`),
        ),
    },
    "clause-insufficient": {
      title: "A required clause of the contract is lacking",
      detail: (p) =>
        join(
          s(p, "name", "clause"),
          article(p),
          s(p, "stateName", "state"),
          when(p, "exceptionUntil", (d) => `exception until ${d}`),
        ),
    },
    "confidentiality-insufficient": {
      title: "The contract does not bind to confidentiality",
      detail: (p) => join("A clause the policy promises", article(p), s(p, "stateName", "state")),
    },
    "assessment-missing": {
      title: "There is no approved assessment",
      detail: () => "Safety measures must be confirmed before anything is handed over",
    },
    "assessment-expired": {
      title: "The assessment has expired",
      detail: (p) => `Approved ${s(p, "concludedOn")} ・ valid until ${s(p, "validUntil")}`,
    },
    "assessment-failed": {
      title: "The latest assessment was not approved",
      detail: (p) => `Concluded on ${s(p, "concludedOn")}`,
    },
    "critical-no": {
      title: 'A critical question was answered "no"',
      detail: (p) => join(s(p, "name", "question"), "needs correction or a director's dated exception"),
    },
    "critical-finding": {
      title: "A critical finding is not corrected",
      detail: (p) =>
        join(
          s(p, "number"),
          s(p, "title"),
          p.isOverdue === true ? `overdue since ${s(p, "dueOn")}` : `blocks after ${s(p, "dueOn")}`,
        ),
    },
    "condition-unmet": {
      title: "A condition of the approval is not met",
      detail: (p) => join(s(p, "text"), `due ${s(p, "dueOn")}`),
    },
    "subcontractor-unapproved": {
      title: "A subcontractor has no consent",
      detail: (p) => `${s(p, "name")} ・ since ${s(p, "sinceOn")}`,
    },
    "foreign-route-missing": {
      title: "Handling abroad has no legal route",
      detail: (p) =>
        join(s(p, "name", "country"), "consent, designated country or equivalent system is needed"),
    },
    "foreign-confirmation-overdue": {
      title: "The yearly confirmation of handling abroad is overdue",
      detail: (p) =>
        join(s(p, "name", "country"), s(p, "dueOn") === "" ? "never confirmed" : `due ${s(p, "dueOn")}`),
    },
    "foreign-record-missing": {
      title: "No way of recording the provision abroad is set",
      detail: (p) => join(s(p, "name", "country"), "provision abroad on consent must be recorded"),
    },
    "foreign-place-unknown": {
      title: "The country of storage is not registered",
      detail: () => "Know the provider's country and the servers' country",
    },
    "joint-use-matter-missing": {
      title: "A matter of the joint-use notice is missing",
      detail: (p) =>
        join(
          s(p, "name", "matter"),
          when(p, "partNames", (x) => `lacking: ${x}`),
        ),
    },
    "referral-route-missing": {
      title: "No referral route is registered",
      detail: () => "Choose direct application, provision on behalf, or consent",
    },
    "referral-consent-missing": {
      title: "How consent is taken is not registered",
      detail: () => "The route is provision on consent",
    },
    "referral-request-missing": {
      title: "Nothing shows the person's wish",
      detail: () => "The route is provision on the person's behalf",
    },
    "referral-record-missing": {
      title: "No way of recording the provision is set",
      detail: () => "Choose contract document, bulk or each time",
    },
    "referral-direct-provision": {
      title: "With direct application nothing is handed over by us",
      detail: () => "The person applies to the company. Register another route to hand data over",
    },
    "form-check-due": {
      title: "The keeping of application forms must be confirmed",
      detail: (p) => (s(p, "dueOn") === "" ? "Never confirmed" : `Overdue since ${s(p, "dueOn")}`),
    },
    "no-handling-terms-missing": {
      title: "That the content is not handled has not been confirmed",
      detail: () => "Unless contract and settings show it, this is an entrustment",
    },
    "own-safety-missing": {
      title: "Our own safety measures have not been confirmed",
      detail: () => "Our duty of safety remains even where the business handles nothing",
    },
    "own-safety-overdue": {
      title: "The confirmation of our own safety measures is overdue",
      detail: (p) => `Due ${s(p, "dueOn")}`,
    },
    "policy-not-told": {
      title: "Nothing shows that the current policy was told",
      detail: (p) => join(`The version in force since ${s(p, "policyFrom")}`, "stops nothing"),
    },
  },
  met: {
    "relation-active": () => "Relation active",
    "scope-within-ceiling": () => "Scope within the policy",
    "items-within-scope": (p) => `All ${s(p, "count")} items asked for lie within the scope`,
    "contract-in-force": (p) =>
      s(p, "until") === ""
        ? "Contract in force (open or renewing)"
        : `Contract in force (until ${s(p, "until")})`,
    "clauses-sufficient": (p) => `All ${s(p, "count")} required clauses met`,
    "assessment-valid": (p) => `Assessment valid (until ${s(p, "until")})`,
    "no-critical-finding": () => "No open critical finding",
    "subcontractors-approved": (p) =>
      s(p, "count") === "0" ? "No subcontracting" : `Subcontractors with consent: ${s(p, "count")}`,
    "foreign-none": () => "Nothing handled abroad",
    "foreign-in-order": (p) => `Handling abroad in order: ${s(p, "count")}`,
    "joint-use-published": () => "All five joint-use matters are published",
    "referral-in-order": () => "Referral route in order",
    "form-check-done": (p) => `Keeping of forms confirmed (until ${s(p, "until")})`,
    "no-handling-terms": (p) => `Confirmed that content is not handled (${s(p, "since")})`,
    "own-safety-confirmed": (p) => `Own safety measures confirmed (until ${s(p, "until")})`,
    "policy-told": (p) => `Policy told (${s(p, "on")})`,
  },
};
export const gateWords = { ja, en };
