import type { Same } from "#app/i18n/lang.ts";

/** Words of codes: kinds, states, events, banners and refusals. */
const ja = {
  baseNotes: {
    entrustment: "当組合の業務を任せ、そのために個人データを預けます(法25条、方針2.2(1))。",
    "joint-use": "方針に掲げた団体と、掲げた項目・目的の範囲で共同して利用します(法27条5項3号、方針6)。",
    referral: "組合員に紹介するサービスの会社へ、そのサービスに要る項目だけを渡します(方針2.2(2))。",
    "no-handling":
      "契約で内容を取り扱わないと定めた事業者です(クラウド、運送、倉庫、清掃など)。法25条の対象外ですが、当組合の安全管理は必要です。",
  },
  stateReasons: { "stated-in-policy": "公表している方針の共同利用の項に記載されています" },
  removed: "取扱い終了",
  foreignRouteNotes: {
    consent:
      "国名、その国の制度、相手の措置を伝えたうえで同意を得ます(法28条1項・2項)。提供の記録も要ります。",
    "designated-country": "同等の水準と認められた国です(法28条1項)。",
    "equivalent-system":
      "契約などで相当措置を続ける体制を整え、年1回以上確認します(法28条3項、規則16条・18条)。",
    "no-provision":
      "内容を取り扱わない事業者です。保存する国とその制度を把握し、当組合の安全管理措置に生かします(GL 10-7)。",
  },
  referralRouteNotes: {
    "direct-application":
      "組合員が会社へ直接申し込みます。当組合は用紙や案内を渡すだけで、データは渡しません。",
    "on-behalf": "組合員の求めに応じ、本人に代わって渡します。求めがあったことを示す記録を残します。",
    consent:
      "組合員の同意を得て当組合から渡します。同意の方法と、提供記録の作り方を決めます(法27条1項、29条)。",
  },
  fieldProblems: {
    "other-department": (p: { other: string }) =>
      `あなたが登録できるのは「${p.other}」の取扱案件です。ほかの部署の分は事務局に依頼してください。`,
    "partner-not-in-group": () =>
      "この事業者は、方針の共同利用の項に掲げた利用者ではありません。公表していない相手とは共同利用できません(法27条5項3号)。",
  },
  problems: {
    "already-set-up": "組織はすでに登録されています。",
    "policy-unreadable": "方針の文書を読み取れません。項目名と形を確かめてください。",
    "policy-version-exists": "同じ名前の版が別の内容で登録されています。新しい版として取り込んでください。",
    "policy-not-newer": "いまの版より後の日から効力を持つ版だけを取り込めます。",
    "partner-has-open-relations":
      "完了していない取扱案件があるため、登録を終えられません。先に案件を完了にしてください。",
    "partner-retired": "登録を終えた先です。先に登録を戻してください。",
    "no-policy-in-force":
      "この日に効力のある方針がないため、範囲を確かめられません。方針の版を確かめてください。",
    "basis-fixed":
      "審査に出したあとは、種別と共同利用の区分を変えられません。新しい取扱案件を登録してください。",
    "relation-closed": "終了した取扱案件は変えられません。新しい取扱案件を登録してください。",
    "relation-state": "いまの状態では、この操作はできません。画面を開き直して状態を確かめてください。",
    "scope-in-review": "審査中の取扱範囲は変えられません。取り下げてから直してください。",
    "scope-outside-ceiling":
      "方針の範囲を超える行があります。赤く示した行を直すか、先に方針を改定してください。",
    "guard-within-ceiling":
      "取扱範囲が1行もないか、方針の範囲を超える行があります。取扱範囲を直してから、もう一度出してください。",
    "guard-not-own":
      "自分が起案・提出した取扱案件は承認できません。ほかの個人情報管理責任者に依頼してください。",
    "guard-conditions-noted": "承認の条件を確かめた印を付けてから、有効にしてください。",
    "guard-custody-empty": "未返却・未廃棄の預託データがあるため、完了にできません。",
    "subcontractor-only-entrustment": "再委託は、委託の取扱案件にだけ記録できます。",
    "own-request": "自分が申請した再委託は承諾できません。ほかの個人情報管理責任者に依頼してください。",
    "own-citation": "自分が引用した掲示は確認できません。ほかの個人情報管理責任者に依頼してください。",
    "route-only-referral": "提供の経路は、紹介・斡旋の取扱案件にだけ記録できます。",
  },
  done: {
    "registry.partner-registered": "会社を登録しました。続けて取扱案件を入力してください。",
    "registry.profile-revised": "会社の情報を改めました。",
    "registry.contact-added": "連絡先を加えました。",
    "registry.contact-ended": "連絡先を終了しました。",
    "registry.partner-retired": "登録を終えました。これまでの記録は残ります。",
    "registry.partner-restored": "登録を戻しました。",
    "registry.relation-drafted": "取扱案件を下書きしました。続けて取扱範囲を決めてください。",
    "registry.relation-revised": "取扱案件を改めました。",
    "registry.scope-saved": "取扱範囲を保存しました。",
    "registry.scope-outside":
      "取扱範囲を下書きとして保存しました。方針の範囲を超える行は、審査に出す前に直してください。",
    "registry.relation-submit": "審査に出しました。個人情報管理責任者が確認します。",
    "registry.relation-withdraw": "取り下げました。直してから、もう一度出せます。",
    "registry.relation-return": "差し戻しました。",
    "registry.relation-reject": "却下しました。",
    "registry.relation-approve": "承認しました。契約と評価がそろったら、有効にしてください。",
    "registry.relation-activate": "有効にしました。引渡しの可否は判定のとおりです。",
    "registry.relation-suspend": "停止しました。再開するまで引渡しはできません。",
    "registry.relation-resume": "再開しました。",
    "registry.relation-end": "終了の手続を始めました。預託データの返却・廃棄を確かめてください。",
    "registry.relation-close": "完了にしました。",
    "registry.relation-abandon": "取りやめました。",
    "registry.subcontractor-requested": "再委託の承諾を申請しました。",
    "registry.subcontractor-found": "承諾のない再委託を記録しました。承諾されるまで引渡不可になります。",
    "registry.subcontractor-approved": "再委託を承諾しました。",
    "registry.subcontractor-refused": "再委託を承諾しないことを記録しました。",
    "registry.subcontractor-removed": "再委託先の取扱い終了を記録しました。",
    "registry.foreign-route-recorded": "外国での取扱いの根拠を記録しました。",
    "registry.foreign-route-confirmed": "年1回の確認を記録しました。",
    "registry.referral-route-recorded": "提供の経路を記録しました。",
    "registry.policy-told": "方針を知らせた日を記録しました。",
    "registry.confirmation-recorded": "確認を記録しました。",
    "registry.organisation-revised": "組織の情報を改めました。",
  },
};

const en: Same<typeof ja> = {
  baseNotes: {
    entrustment: "Work of ours is given to them, and personal data with it (APPI 25, policy 2.2(1)).",
    "joint-use":
      "Used together with the parties, items and purposes the policy names (APPI 27(5)(iii), policy 6).",
    referral:
      "A company whose service we refer members to gets only the items that service needs (policy 2.2(2)).",
    "no-handling":
      "By contract it does not handle the content (cloud, carrier, warehouse, cleaner). APPI 25 does not apply; our own safety duty does.",
  },
  stateReasons: { "stated-in-policy": "Stated in the joint-use section of the published policy" },
  removed: "No longer handling",
  foreignRouteNotes: {
    consent:
      "Consent after telling the country, its system and the recipient's measures (APPI 28(1)(2)). The provision is recorded too.",
    "designated-country": "A country recognised as having the same level (APPI 28(1)).",
    "equivalent-system":
      "A contract or the like keeps equivalent measures going, confirmed once a year or more (APPI 28(3), Rules 16 and 18).",
    "no-provision":
      "The provider does not handle the content. The country and its system are known and taken into our own security measures (GL 10-7).",
  },
  referralRouteNotes: {
    "direct-application":
      "Members apply to the company themselves. We hand over forms or information, no data.",
    "on-behalf": "Passed on for the member at the member's wish; the wish is kept on record.",
    consent:
      "We provide it with the member's consent. How consent is taken and how the provision is recorded is laid down (APPI 27(1), 29).",
  },
  fieldProblems: {
    "other-department": (p) =>
      `You may register relations of “${p.other}”. Ask the office for those of other departments.`,
    "partner-not-in-group": () =>
      "The policy's joint-use section does not name this party. Nothing may be used jointly with a party that is not published (APPI 27(5)(iii)).",
  },
  problems: {
    "already-set-up": "The organisation is set up already.",
    "policy-unreadable": "The policy document cannot be read. Check its fields and their form.",
    "policy-version-exists":
      "A version of that name is there with other content. Import it as a new version.",
    "policy-not-newer": "Only a version in force after the present one can be imported.",
    "partner-has-open-relations": "It has relations that are not closed. Close them first.",
    "partner-retired": "This partner is retired. Restore it first.",
    "no-policy-in-force":
      "No policy is in force on that day, so the scope cannot be judged. Check the versions.",
    "basis-fixed": "Legal basis and group cannot change after submission. Register a new relation.",
    "relation-closed": "A relation that has ended cannot change. Register a new relation.",
    "relation-state": "Not possible in the present state. Open the page again and check the state.",
    "scope-in-review": "The scope is under review. Withdraw it, then correct it.",
    "scope-outside-ceiling":
      "Some lines exceed the policy. Correct those marked red, or revise the policy first.",
    "guard-within-ceiling":
      "There is no scope line, or some exceed the policy. Correct the scope, then submit again.",
    "guard-not-own":
      "You drafted or submitted this relation and cannot approve it. Ask another privacy manager.",
    "guard-conditions-noted": "Tick that you have read the conditions of the approval, then activate.",
    "guard-custody-empty": "Entrusted data is still outstanding, so it cannot be closed.",
    "subcontractor-only-entrustment": "Subcontractors are recorded for entrustment only.",
    "own-request": "You asked for this consent and cannot give it. Ask another privacy manager.",
    "own-citation": "You made this citation and cannot accept it. Ask another privacy manager.",
    "route-only-referral": "A route of provision is recorded for referral only.",
  },
  done: {
    "registry.partner-registered": "The company is registered. Go on with the relation.",
    "registry.profile-revised": "The company's details are revised.",
    "registry.contact-added": "The contact is added.",
    "registry.contact-ended": "The contact is ended.",
    "registry.partner-retired": "Retired. What was recorded stays.",
    "registry.partner-restored": "Restored.",
    "registry.relation-drafted": "The relation is drafted. Go on with its scope.",
    "registry.relation-revised": "The relation is revised.",
    "registry.scope-saved": "The scope is saved.",
    "registry.scope-outside": "Saved as a draft. Correct the lines that exceed the policy before submitting.",
    "registry.relation-submit": "Submitted. The privacy manager reviews it.",
    "registry.relation-withdraw": "Withdrawn. Correct it and submit again.",
    "registry.relation-return": "Returned.",
    "registry.relation-reject": "Rejected.",
    "registry.relation-approve": "Approved. Activate it once contract and assessment are there.",
    "registry.relation-activate": "Activated. Whether data may be handed over is for the gate to say.",
    "registry.relation-suspend": "Suspended. Nothing may be handed over until it is resumed.",
    "registry.relation-resume": "Resumed.",
    "registry.relation-end": "Ending has begun. See to the returns and disposals.",
    "registry.relation-close": "Closed.",
    "registry.relation-abandon": "Abandoned.",
    "registry.subcontractor-requested": "Consent is asked for.",
    "registry.subcontractor-found": "Recorded. Hand-overs are blocked until consent is given.",
    "registry.subcontractor-approved": "Consent given.",
    "registry.subcontractor-refused": "Refusal recorded.",
    "registry.subcontractor-removed": "Recorded that it no longer handles our data.",
    "registry.foreign-route-recorded": "The route abroad is recorded.",
    "registry.foreign-route-confirmed": "The yearly confirmation is recorded.",
    "registry.referral-route-recorded": "The route of provision is recorded.",
    "registry.policy-told": "The day is recorded.",
    "registry.confirmation-recorded": "The confirmation is recorded.",
    "registry.organisation-revised": "The organisation's details are revised.",
  },
};

export const codeWords = { ja, en };
