import type { Same } from "#app/i18n/lang.ts";

/** Names for a sentence, in the reader's language; empty when there is no such thing (see `policyNames`). */
interface Names {
  readonly subject: string;
  readonly item: string;
  readonly purpose: string;
  readonly group: string;
  readonly partner: string;
  readonly activity: string;
  readonly clause: string;
  readonly tier: string;
  readonly on: string;
  readonly approvedOn: string;
  readonly startsOn: string;
}

/** Violations of the ceiling and gaps of a policy: each says what is wrong (`what`) and how it is put right (`cure`). */
const ja = {
  violations: {
    "individual-number": {
      what: (_: Names) =>
        "個人番号(マイナンバー)は、どの取扱案件でも預けられません。方針に定めがありません。",
      cure: (_: Names) =>
        "個人番号を外してください。必要な手続があるときは、個人情報管理責任者に相談してください。",
    },
    "subject-not-published": {
      what: (p: Names) => `本人区分「${p.subject}」は、方針 ${p.clause} にありません。`,
      cure: (_: Names) => "方針にある本人区分から選び直してください。",
    },
    "purpose-not-published": {
      what: (p: Names) => `利用目的「${p.purpose}」は公表していません。`,
      cure: (p: Names) => `方針 ${p.clause} にある利用目的から選び直すか、先に方針を改定してください。`,
    },
    "purpose-not-for-subject": {
      what: (p: Names) =>
        `利用目的「${p.purpose}」は、「${p.subject}」のために公表したものではありません(方針 ${p.clause})。`,
      cure: (p: Names) =>
        `「${p.subject}」のために公表している利用目的に替えるか、本人区分を見直してください。`,
    },
    "purpose-only-for-joint-use": {
      what: (p: Names) =>
        `利用目的「${p.purpose}」は、共同利用のためだけに公表しています(方針 ${p.clause})。`,
      cure: (_: Names) => "委託や紹介・斡旋に使える利用目的に替えるか、取扱案件の種別を見直してください。",
    },
    "purpose-not-referral": {
      what: (p: Names) => `紹介・斡旋の利用目的が、この行にありません(方針 ${p.clause})。`,
      cure: (_: Names) => "利用目的に「サービスの紹介・斡旋」を加えるか、取扱案件の種別を見直してください。",
    },
    "purpose-outside-joint-use-group": {
      what: (p: Names) =>
        `利用目的「${p.purpose}」は、共同利用「${p.group}」の目的として公表していません(方針 ${p.clause})。`,
      cure: (_: Names) =>
        "公表している共同利用の目的に替えてください。目的を加えるには、あらかじめ公表が必要です。",
    },
    "purpose-for-another-partner": {
      what: (p: Names) =>
        `利用目的「${p.purpose}」は、「${p.partner}」の目的として公表していません(方針 ${p.clause})。`,
      cure: (p: Names) => `「${p.partner}」について公表している目的に替えてください。`,
    },
    "open-ended-purpose-without-text": {
      what: (p: Names) =>
        `「${p.purpose}」は範囲の決まらない目的です(方針 ${p.clause})。このままでは使えません。`,
      cure: (_: Names) => "具体的な目的(サービスの名前など)を書いてください。",
    },
    "open-ended-purpose-without-review": {
      what: (p: Names) => `「${p.purpose}」の具体的な目的を、まだだれも確かめていません。`,
      cure: (_: Names) => "個人情報管理責任者に確認を依頼し、確認した人の氏名を記録してください。",
    },
    "open-ended-item": {
      what: (p: Names) => `「${p.item}」は項目が決まっていないため、選べません(方針 ${p.clause})。`,
      cure: (_: Names) =>
        "具体的な項目を選んでください。一覧にない項目は、新規取得の決裁か方針の改定が先です。",
    },
    "collection-not-approved": {
      what: (p: Names) => `項目「${p.item}」の取得は、まだ決裁されていません(方針 ${p.clause})。`,
      cure: (_: Names) => "新規取得を申請し、決裁の日から使ってください。",
    },
    "collection-not-yet-approved": {
      what: (p: Names) =>
        `項目「${p.item}」の取得の決裁は ${p.approvedOn} です。${p.startsOn} からは使えません(方針 ${p.clause})。`,
      cure: (p: Names) => `この行の開始日を ${p.approvedOn} 以後にしてください。`,
    },
    "item-outside-joint-use-group": {
      what: (p: Names) => `項目「${p.item}」は、共同利用する項目として公表していません(方針 ${p.clause})。`,
      cure: (_: Names) => "この項目を外してください。共同利用する項目は、原則としてあとから増やせません。",
    },
    "item-for-another-partner": {
      what: (p: Names) => `項目「${p.item}」は、ほかの共同利用先にだけ認めた項目です(方針 ${p.clause})。`,
      cure: (_: Names) => "この項目を外してください。",
    },
    "group-not-published": {
      what: (p: Names) =>
        p.group === ""
          ? "共同利用の区分が選ばれていません。"
          : `共同利用「${p.group}」は、方針 ${p.clause} にありません。`,
      cure: (_: Names) =>
        "方針にある共同利用の区分を選んでください。新しい共同利用には、先に公表が必要です。",
    },
    "partner-not-in-group": {
      what: (p: Names) =>
        p.partner === ""
          ? `この取引先は、共同利用「${p.group}」の相手として公表していません(方針 ${p.clause})。`
          : `「${p.partner}」は、共同利用「${p.group}」の相手として公表していません(方針 ${p.clause})。`,
      cure: (_: Names) => "相手の登録を方針の共同利用先と結び付けるか、委託など別の種別で登録してください。",
    },
    "account-item-without-purpose": {
      what: (p: Names) => `「${p.item}」は、口座が要る利用目的がない行では選べません(方針 ${p.clause})。`,
      cure: (_: Names) => "この項目を外すか、利用目的に「口座振替」を加えてください。",
    },
    "mutual-aid-item-without-purpose": {
      what: (p: Names) => `「${p.item}」は、共済の利用目的がない行では選べません(方針 ${p.clause})。`,
      cure: (_: Names) => "この項目を外すか、共済の利用目的を加えてください。",
    },
    "survey-item-without-purpose": {
      what: (p: Names) => `「${p.item}」は、アンケート調査の目的がない行では選べません(方針 ${p.clause})。`,
      cure: (_: Names) => "この項目を外すか、利用目的に「アンケート調査の発送・回収確認」を加えてください。",
    },
    "applicant-data-outside-recruitment": {
      what: (p: Names) => `応募された方のデータは、「${p.purpose}」には使えません(方針 ${p.clause})。`,
      cure: (_: Names) => "利用目的を「採用活動」だけにしてください。",
    },
    "gift-data-outside-dispatch": {
      what: (p: Names) =>
        `「${p.item}」は、ギフトの発送のために預かったもので、「${p.purpose}」には使えません(方針 ${p.clause})。`,
      cure: (p: Names) => `「${p.purpose}」を外すか、行を分けてください。`,
    },
    "gift-reuse-without-consent": {
      what: (p: Names) => `「${p.purpose}」には、組合員の承諾が要ります(方針 ${p.clause})。`,
      cure: (_: Names) =>
        "承諾を得た日と方法を記録してください。承諾がないときは、この目的を外してください。",
    },
    "gift-consent-after-start": {
      what: (p: Names) => `承諾の日 ${p.on} が、開始日 ${p.startsOn} より後です(方針 ${p.clause})。`,
      cure: (p: Names) => `この行の開始日を ${p.on} 以後にしてください。`,
    },
    "survey-without-statement": {
      what: (p: Names) => `「${p.purpose}」には、その調査の利用目的の説明が要ります(方針 ${p.clause})。`,
      cure: (_: Names) => "調査の名前と、回答する方に示す利用目的の説明を書いてください。",
    },
    "family-without-reason": {
      what: (p: Names) =>
        `「${p.subject}」のデータは、事業・活動に必要なときに限ります(方針 ${p.clause})。理由がありません。`,
      cure: (_: Names) => "必要な理由を書いてください。要らないときは、この行を消してください。",
    },
    "subject-without-reason": {
      what: (p: Names) => `「${p.subject}」のデータを扱う理由がありません(方針 ${p.clause})。`,
      cure: (_: Names) => "だれの、何のためのデータか、理由を書いてください。",
    },
    "high-tier-without-reason": {
      what: (p: Names) => `「${p.item}」は重要度 ${p.tier} です。要る理由がありません。`,
      cure: (_: Names) => "この業務に要る理由を書いてください。要らないときは、項目を外してください。",
    },
    "referral-without-need": {
      what: (p: Names) => `紹介・斡旋で渡す項目が、なぜサービスに必要か書かれていません(方針 ${p.clause})。`,
      cure: (_: Names) =>
        "項目ごとに、サービスに必要な理由を書いてください。必要のない項目は外してください。",
    },
    "activity-missing": {
      what: (p: Names) => `業務区分が選ばれていません(方針 ${p.clause})。`,
      cure: (_: Names) => "取扱案件で、委託する業務の区分を選んでください。",
    },
    "activity-not-published": {
      what: (p: Names) =>
        `業務区分「${p.activity}」は、委託する業務として公表していません(方針 ${p.clause})。`,
      cure: (_: Names) => "方針にある業務区分から選び直すか、先に方針を改定してください。",
    },
    "activity-without-description": {
      what: (p: Names) => `業務区分「${p.activity}」には、具体的な業務の説明が要ります(方針 ${p.clause})。`,
      cure: (_: Names) => "取扱案件に、委託する業務を具体的に書いてください。",
    },
  },
  gaps: {
    "joint-use-statement-missing": {
      what: (p: Names) => `「${p.group}」について、共同利用をする旨の記載がありません。`,
      cure: (_: Names) => "共同利用をする旨を公表してください。",
    },
    "joint-use-address-missing": {
      what: (p: Names) => `共同利用「${p.group}」の責任者の住所が、${p.clause} にありません。`,
      cure: (_: Names) => "公表事項に住所を加えるか、ほかに掲示している場所を引用してください。",
    },
    "joint-use-representative-missing": {
      what: (p: Names) => `共同利用「${p.group}」の責任者の代表者の氏名が、${p.clause} にありません。`,
      cure: (_: Names) => "公表事項に代表者の氏名を加えるか、ほかに掲示している場所を引用してください。",
    },
    "open-ended-items": {
      what: (p: Names) => `項目の一覧が「${p.item}」で終わり、何を含むか分かりません(${p.clause})。`,
      cure: (_: Names) => "含む項目を具体的に書いてください。書くまでは、どの取扱案件でも選べません。",
    },
    "joint-use-open-ended-purpose": {
      what: (p: Names) =>
        `共同利用「${p.group}」の目的に「関連・付随する業務」とあり、範囲が分かりません(${p.clause})。`,
      cure: (_: Names) => "付随する業務を具体的に書いてください。",
    },
    "purposes-not-per-item-set": {
      what: (p: Names) =>
        `共同利用「${p.group}」は項目が多いのに、項目ごとの目的を分けていません(${p.clause})。`,
      cure: (_: Names) => "項目の組ごとに目的を分けて書くことが望まれます。",
    },
    "subject-without-purpose": {
      what: (p: Names) => `「${p.subject}」のデータについて、公表した利用目的がありません(${p.clause})。`,
      cure: (_: Names) =>
        "利用目的を定めて公表してください。それまで、この区分の取扱範囲は方針の範囲外です。",
    },
    "open-ended-purpose": {
      what: (p: Names) => `利用目的「${p.purpose}」は範囲が決まっていません(${p.clause})。`,
      cure: (_: Names) =>
        "具体的なサービスの名前を公表してください。それまでは、行ごとに具体的な目的と確認が要ります。",
    },
    "open-ended-activity": {
      what: (p: Names) => `委託する業務が「${p.activity}」で終わり、何を含むか分かりません(${p.clause})。`,
      cure: (_: Names) => "業務を具体的に書いてください。それまでは、取扱案件ごとに説明が要ります。",
    },
    "safety-measures-missing": {
      what: (_: Names) => "安全管理のために講じた措置が書かれていません。",
      cure: (_: Names) => "組織的・人的・物理的・技術的な措置と委託先の監督を公表してください。",
    },
    "organisation-address-missing": {
      what: (_: Names) => "当組合の住所が書かれていません。",
      cure: (_: Names) => "住所を公表してください。",
    },
    "organisation-representative-missing": {
      what: (_: Names) => "代表者の氏名を、公表事項として示していません(署名欄を除きます)。",
      cure: (_: Names) => "代表者の氏名を、公表事項として書いてください。",
    },
    "request-procedure-missing": {
      what: (_: Names) => "開示等を請求する手続(方法、本人確認、手数料)が書かれていません。",
      cure: (_: Names) => "請求の手続を公表してください。",
    },
    "desk-contact-missing": {
      what: (_: Names) => "窓口の部署名はありますが、連絡先がありません。",
      cure: (_: Names) => "窓口の電話番号などの連絡先を公表してください。",
    },
    "exception-condition-missing": {
      what: (_: Names) =>
        "例外として提供する場合に、「本人の同意を得ることが困難であるとき」という条件がありません。",
      cure: (_: Names) =>
        "例外の条件を法律に合わせて書いてください。提供の記録では、この条件を必ず確かめます。",
    },
    "beyond-purpose-consent-missing": {
      what: (_: Names) =>
        "利用目的の範囲を超える利用を、通知又は公表だけで行うと読めます。法律では本人の同意が要ります。",
      cure: (_: Names) => "範囲を超える利用には、あらかじめ同意を得ることを書いてください。",
    },
    "referral-basis-missing": {
      what: (_: Names) => "紹介・斡旋で個人情報を渡す根拠(本人の同意、直接の申込みなど)が書かれていません。",
      cure: (_: Names) => "渡す根拠を書いてください。取扱案件では、経路を必ず記録します。",
    },
    "foreign-handling-missing": {
      what: (_: Names) => "外国での取扱いについて書かれていません。",
      cure: (_: Names) => "外国での取扱いの有無と、あるときは国名・制度・措置を公表してください。",
    },
  },
};

const en: Same<typeof ja> = {
  violations: {
    "individual-number": {
      what: () =>
        "The Individual Number (My Number) cannot be entrusted in any relation: the policy knows nothing of it.",
      cure: () => "Remove it. If a procedure needs it, ask the privacy manager.",
    },
    "subject-not-published": {
      what: (p) => `The subject category "${p.subject}" is not in policy ${p.clause}.`,
      cure: () => "Choose a category that the policy names.",
    },
    "purpose-not-published": {
      what: (p) => `The purpose "${p.purpose}" has not been published.`,
      cure: (p) => `Choose a purpose of policy ${p.clause}, or revise the policy first.`,
    },
    "purpose-not-for-subject": {
      what: (p) => `The purpose "${p.purpose}" was not published for "${p.subject}" (policy ${p.clause}).`,
      cure: (p) => `Use a purpose published for "${p.subject}", or check the subject category.`,
    },
    "purpose-only-for-joint-use": {
      what: (p) => `The purpose "${p.purpose}" is published for joint use only (policy ${p.clause}).`,
      cure: () => "Use a purpose open to entrustment or referral, or check the legal basis of the relation.",
    },
    "purpose-not-referral": {
      what: (p) => `This line has no purpose of referral (policy ${p.clause}).`,
      cure: () =>
        'Add the purpose "Referral / brokerage of partner services", or check the legal basis of the relation.',
    },
    "purpose-outside-joint-use-group": {
      what: (p) =>
        `The purpose "${p.purpose}" is not published for the joint use "${p.group}" (policy ${p.clause}).`,
      cure: () => "Use a published purpose of this joint use. Adding one requires publication beforehand.",
    },
    "purpose-for-another-partner": {
      what: (p) => `The purpose "${p.purpose}" is not published for "${p.partner}" (policy ${p.clause}).`,
      cure: (p) => `Use a purpose published for "${p.partner}".`,
    },
    "open-ended-purpose-without-text": {
      what: (p) => `"${p.purpose}" is open-ended (policy ${p.clause}) and cannot be used as it is.`,
      cure: () => "Write the concrete purpose, such as the name of the service.",
    },
    "open-ended-purpose-without-review": {
      what: (p) => `Nobody has reviewed the concrete purpose for "${p.purpose}" yet.`,
      cure: () => "Ask the privacy manager for a review and record the reviewer's name.",
    },
    "open-ended-item": {
      what: (p) => `"${p.item}" names no definite item and cannot be chosen (policy ${p.clause}).`,
      cure: () =>
        "Choose definite items. An item not on the list first needs an approved collection or a revision of the policy.",
    },
    "collection-not-approved": {
      what: (p) => `Collecting the item "${p.item}" has not been approved (policy ${p.clause}).`,
      cure: () => "Apply for the new collection and use the item from the day of its approval.",
    },
    "collection-not-yet-approved": {
      what: (p) =>
        `Collecting the item "${p.item}" is approved on ${p.approvedOn}; it cannot be used from ${p.startsOn} (policy ${p.clause}).`,
      cure: (p) => `Let this line start on ${p.approvedOn} or later.`,
    },
    "item-outside-joint-use-group": {
      what: (p) => `The item "${p.item}" is not published as jointly used (policy ${p.clause}).`,
      cure: () => "Remove it. Jointly used items may in principle not be widened afterwards.",
    },
    "item-for-another-partner": {
      what: (p) => `The item "${p.item}" is allowed to another joint user only (policy ${p.clause}).`,
      cure: () => "Remove it.",
    },
    "group-not-published": {
      what: (p) =>
        p.group === ""
          ? "No joint-use group is chosen."
          : `The joint use "${p.group}" is not in policy ${p.clause}.`,
      cure: () => "Choose a joint-use group of the policy. A new one must be published first.",
    },
    "partner-not-in-group": {
      what: (p) =>
        p.partner === ""
          ? `This partner is not published as a user of the joint use "${p.group}" (policy ${p.clause}).`
          : `"${p.partner}" is not published as a user of the joint use "${p.group}" (policy ${p.clause}).`,
      cure: () =>
        "Link the partner to the joint user named in the policy, or register the relation on another basis such as entrustment.",
    },
    "account-item-without-purpose": {
      what: (p) =>
        `"${p.item}" cannot be chosen in a line without a purpose that needs the account (policy ${p.clause}).`,
      cure: () => 'Remove the item, or add the purpose "Direct debit".',
    },
    "mutual-aid-item-without-purpose": {
      what: (p) =>
        `"${p.item}" cannot be chosen in a line without a mutual-aid purpose (policy ${p.clause}).`,
      cure: () => "Remove the item, or add a mutual-aid purpose.",
    },
    "survey-item-without-purpose": {
      what: (p) => `"${p.item}" cannot be chosen in a line without the survey purpose (policy ${p.clause}).`,
      cure: () => 'Remove the item, or add the purpose "Survey dispatch and collection check".',
    },
    "applicant-data-outside-recruitment": {
      what: (p) => `Applicants' data may not be used for "${p.purpose}" (policy ${p.clause}).`,
      cure: () => 'Leave "Recruitment" as the only purpose.',
    },
    "gift-data-outside-dispatch": {
      what: (p) =>
        `"${p.item}" was taken to dispatch a gift and may not be used for "${p.purpose}" (policy ${p.clause}).`,
      cure: (p) => `Remove "${p.purpose}", or make a line of its own.`,
    },
    "gift-reuse-without-consent": {
      what: (p) => `"${p.purpose}" needs the member's consent (policy ${p.clause}).`,
      cure: () => "Record the day and the manner of consent. Without consent, remove this purpose.",
    },
    "gift-consent-after-start": {
      what: (p) => `Consent was given on ${p.on}, after the start on ${p.startsOn} (policy ${p.clause}).`,
      cure: (p) => `Let this line start on ${p.on} or later.`,
    },
    "survey-without-statement": {
      what: (p) => `"${p.purpose}" needs the purpose statement of that survey (policy ${p.clause}).`,
      cure: () => "Write the name of the survey and the purpose shown to those who answer.",
    },
    "family-without-reason": {
      what: (p) =>
        `Data of "${p.subject}" is taken only where the business needs it (policy ${p.clause}). No reason is given.`,
      cure: () => "Write the reason. If it is not needed, delete this line.",
    },
    "subject-without-reason": {
      what: (p) => `No reason is given for handling data of "${p.subject}" (policy ${p.clause}).`,
      cure: () => "Write whose data it is and what it is for.",
    },
    "high-tier-without-reason": {
      what: (p) => `"${p.item}" is of tier ${p.tier}. No reason is given.`,
      cure: () => "Write why this work needs it. If it does not, remove the item.",
    },
    "referral-without-need": {
      what: (p) =>
        `It is not stated why the service needs the items passed on by referral (policy ${p.clause}).`,
      cure: () => "Write for each item why the service needs it. Remove items it does not need.",
    },
    "activity-missing": {
      what: (p) => `No activity is chosen (policy ${p.clause}).`,
      cure: () => "Choose the entrusted activity in the relation.",
    },
    "activity-not-published": {
      what: (p) => `The activity "${p.activity}" is not published as outsourced (policy ${p.clause}).`,
      cure: () => "Choose an activity of the policy, or revise the policy first.",
    },
    "activity-without-description": {
      what: (p) => `The activity "${p.activity}" needs a concrete description (policy ${p.clause}).`,
      cure: () => "Describe the entrusted work in the relation.",
    },
  },
  gaps: {
    "joint-use-statement-missing": {
      what: (p) => `It is not stated that "${p.group}" is joint use.`,
      cure: () => "Publish the statement that joint use takes place.",
    },
    "joint-use-address-missing": {
      what: (p) => `The address of the party responsible for "${p.group}" is not in ${p.clause}.`,
      cure: () => "Add the address to the notice, or cite where else it is posted.",
    },
    "joint-use-representative-missing": {
      what: (p) => `The representative of the party responsible for "${p.group}" is not in ${p.clause}.`,
      cure: () => "Add the representative's name to the notice, or cite where else it is posted.",
    },
    "open-ended-items": {
      what: (p) => `The list of items ends in "${p.item}": what it covers cannot be told (${p.clause}).`,
      cure: () => "Name the items. Until then no relation may choose it.",
    },
    "joint-use-open-ended-purpose": {
      what: (p) =>
        `The purpose of "${p.group}" includes "related or ancillary work": how far it goes cannot be told (${p.clause}).`,
      cure: () => "Describe the ancillary work.",
    },
    "purposes-not-per-item-set": {
      what: (p) => `"${p.group}" shares more items, yet purposes are not told apart by item (${p.clause}).`,
      cure: () => "Telling purposes apart for each set of items is desirable.",
    },
    "subject-without-purpose": {
      what: (p) => `No purpose is published for data of "${p.subject}" (${p.clause}).`,
      cure: () =>
        "Set and publish a purpose. Until then every scope line for this category is outside the policy.",
    },
    "open-ended-purpose": {
      what: (p) => `The purpose "${p.purpose}" is open-ended (${p.clause}).`,
      cure: () =>
        "Publish the names of the services. Until then each line needs a concrete purpose and a review.",
    },
    "open-ended-activity": {
      what: (p) =>
        `The outsourced activities end in "${p.activity}": what it covers cannot be told (${p.clause}).`,
      cure: () => "Name the activities. Until then each relation needs a description.",
    },
    "safety-measures-missing": {
      what: () => "The security control measures taken are not stated.",
      cure: () =>
        "Publish the organisational, human, physical and technical measures and the supervision of contractors.",
    },
    "organisation-address-missing": {
      what: () => "The co-op's address is not stated.",
      cure: () => "Publish the address.",
    },
    "organisation-representative-missing": {
      what: () => "The representative is not stated as a published matter (other than in the signature).",
      cure: () => "State the representative's name as a published matter.",
    },
    "request-procedure-missing": {
      what: () => "The procedure for rights requests (how, proof of identity, fee) is not stated.",
      cure: () => "Publish the procedure.",
    },
    "desk-contact-missing": {
      what: () => "Desks are named by section but without contact details.",
      cure: () => "Publish telephone numbers or other contact details.",
    },
    "exception-condition-missing": {
      what: () =>
        "The exceptional provision lacks the condition that obtaining the person's consent is difficult.",
      cure: () =>
        "Word the exception as the law does. Records of such provision always check this condition.",
    },
    "beyond-purpose-consent-missing": {
      what: () =>
        "The text reads as if use beyond the purposes needed only notice or publication. The law requires consent.",
      cure: () => "State that use beyond the purposes is made only with prior consent.",
    },
    "referral-basis-missing": {
      what: () =>
        "The basis on which referral passes on personal information (consent, direct application) is not stated.",
      cure: () => "State the basis. Relations always record the route.",
    },
    "foreign-handling-missing": {
      what: () => "Nothing is stated about handling abroad.",
      cure: () =>
        "Publish whether data is handled abroad and, if so, the country, its system and the measures taken.",
    },
  },
};

export const ceilingWords = { ja, en };
