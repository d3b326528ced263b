/** Companies of the demonstration: all fictional (架空). Offsets are months of a fiscal year, days of a month. */
export interface ScopeSpec {
  readonly subject: string;
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  readonly headcount: number;
  readonly reason?: string;
  readonly necessity?: string;
  readonly surveyStatement?: string;
}

/** How a company answers: which questions it cannot answer with a plain yes. */
export interface AnswerSpec {
  readonly partial?: readonly string[];
  readonly no?: readonly string[];
  readonly na?: readonly string[];
}

export interface YearSpec {
  /** Fiscal years before the present one: 0 is this year. */
  readonly yearsAgo: number;
  /** Month of the fiscal year in which the questionnaire goes out. */
  readonly month: number;
  readonly answers: AnswerSpec;
  /** A critical "no" for which the director is asked for an exception. */
  readonly exceptionFor?: string;
  /** How far it got; `concluded` when left out. */
  readonly until?: "sent" | "answering" | "submitted" | "concluded";
}

export interface HandOverSpec {
  readonly yearsAgo: number;
  readonly month: number;
  readonly dataName: string;
  readonly unit: "persons" | "records" | "sheets" | "media";
  readonly quantity: number;
  readonly medium: string;
  readonly method: string;
  /** Days until it is due back. */
  readonly dueInDays: number;
  /** What became of it: returned, disposed of, half of each, or still out. */
  readonly end: "returned" | "disposed" | "both" | "out" | "filed";
}

export interface CompanySpec {
  readonly slug: string;
  readonly basis: "entrustment" | "referral" | "no-handling";
  readonly name: string;
  readonly kana: string;
  readonly short: string;
  readonly title: string;
  readonly department: string;
  readonly activity?: string;
  readonly isPaperOnly?: boolean;
  readonly place: string;
  readonly volume?: { readonly n: number; readonly unit: "persons" | "records" | "sheets" | "media" };
  readonly scope: readonly ScopeSpec[];
  /** Fiscal years before the present one in which it begins, and the month. */
  readonly beganYearsAgo: number;
  readonly beganMonth: number;
  readonly contract: {
    readonly isAutoRenewing: boolean;
    readonly noticeMonths: number;
    /** Clauses that are partly or wholly missing. */
    readonly partial?: readonly string[];
    readonly missing?: readonly string[];
    readonly exceptions?: readonly string[];
    /** The lack came to light so many days ago; before, the clauses were thought to conform. */
    readonly foundDaysAgo?: number;
    /** Without automatic renewal: ends so many days from today (negative: ended). */
    readonly endsInDays?: number;
  };
  readonly years: readonly YearSpec[];
  readonly handOvers?: readonly HandOverSpec[];
  readonly route?: "direct-application" | "on-behalf" | "consent";
  readonly abroad?: { readonly country: string; readonly service: string; readonly confirmedDaysAgo: number };
  /** What it is given all the time: a right to look, a list every day. */
  readonly standing?: {
    readonly title: string;
    readonly items: readonly string[];
    readonly method: string;
    readonly volume: number;
    /** Records of each month of this fiscal year, the last one not yet entered. */
    readonly months: readonly number[];
  };
  readonly subcontractors?: readonly {
    readonly name: string;
    readonly work: string;
    readonly state: "approved" | "found" | "requested";
  }[];
  /** What is left open on purpose. */
  readonly stopsAt?: "draft" | "in-review" | "approved";
}

const identity = ["full-name", "member-number", "address", "phone-number"];
const good: AnswerSpec = {};
const fairer: AnswerSpec = { partial: ["org-05", "hum-02", "out-04"] };
const fair: AnswerSpec = {
  partial: ["org-03", "org-04", "hum-02", "tec-04", "tec-06", "out-02", "out-04", "inc-03"],
  no: ["org-05", "tec-03", "ret-03"],
};
const weak: AnswerSpec = {
  partial: ["org-03", "org-04", "hum-02", "hum-04", "out-04"],
  no: [
    "org-05",
    "phy-01",
    "tec-03",
    "tec-04",
    "tec-06",
    "tec-08",
    "out-02",
    "out-03",
    "out-07",
    "inc-03",
    "ret-03",
  ],
};

const yearly = (from: number, answers: readonly AnswerSpec[], month = 5): YearSpec[] =>
  answers.map((each, index) => ({ yearsAgo: from - index, month, answers: each }));

export const companies: readonly CompanySpec[] = [
  {
    slug: "hibari",
    basis: "entrustment",
    name: "ひばり配送株式会社(架空)",
    kana: "ヒバリハイソウカブシキガイシャ",
    short: "ひばり配送",
    title: "個配商品の配達",
    department: "供給課",
    activity: "delivery",
    place: "みどり野市東町の配送センター",
    volume: { n: 12400, unit: "persons" },
    scope: [
      { subject: "member", items: identity, purposes: ["member-order-and-dispatch"], headcount: 12400 },
      {
        subject: "member",
        items: ["full-name", "member-voice"],
        purposes: ["member-order-confirmation"],
        headcount: 1850,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 3, partial: ["cl-subcontract"], foundDaysAgo: 34 },
    years: [
      ...yearly(2, [fairer, fair], 4),
      { yearsAgo: 0, month: 3, answers: { partial: ["phy-04", "org-05"], no: ["tec-03"] } },
    ],
    handOvers: [
      {
        yearsAgo: 1,
        month: 2,
        dataName: "配達名簿(東コース)",
        unit: "sheets",
        quantity: 420,
        medium: "紙",
        method: "手渡し",
        dueInDays: 40,
        end: "returned",
      },
      {
        yearsAgo: 1,
        month: 8,
        dataName: "配達名簿(西コース)",
        unit: "sheets",
        quantity: 388,
        medium: "紙",
        method: "手渡し",
        dueInDays: 40,
        end: "disposed",
      },
      {
        yearsAgo: 0,
        month: 5,
        dataName: "配達名簿(秋の増便)",
        unit: "sheets",
        quantity: 312,
        medium: "紙",
        method: "手渡し",
        dueInDays: 35,
        end: "out",
      },
    ],
    subcontractors: [
      { name: "株式会社はやぶさ急送(架空)", work: "繁忙期の配達の補助", state: "found" },
      { name: "有限会社かもめ軽貨物(架空)", work: "離島便の配達", state: "approved" },
    ],
  },
  {
    slug: "minato",
    basis: "entrustment",
    name: "株式会社みなと印刷(架空)",
    kana: "カブシキガイシャミナトインサツ",
    short: "みなと印刷",
    title: "会報の印刷と封入",
    department: "広報課",
    activity: "public-relations",
    place: "みどり野市港町の工場",
    volume: { n: 18200, unit: "records" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "member-number"],
        purposes: ["member-product-information"],
        headcount: 18200,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 2 },
    years: [
      ...yearly(2, [good, fairer], 5),
      { yearsAgo: 0, month: 7, answers: { partial: ["phy-03"] }, until: "submitted" },
    ],
    handOvers: [
      {
        yearsAgo: 1,
        month: 3,
        dataName: "会報の宛名データ",
        unit: "records",
        quantity: 17890,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 30,
        end: "disposed",
      },
      {
        yearsAgo: 0,
        month: 2,
        dataName: "会報の宛名データ",
        unit: "records",
        quantity: 18120,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 30,
        end: "disposed",
      },
    ],
  },
  {
    slug: "oozora",
    basis: "entrustment",
    name: "株式会社おおぞら文書保管(架空)",
    kana: "カブシキガイシャオオゾラブンショホカン",
    short: "おおぞら文書",
    title: "注文書の保管",
    department: "総務部",
    activity: "storage",
    isPaperOnly: true,
    place: "北沢の文書倉庫",
    volume: { n: 96000, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-number", "purchase-history"],
        purposes: ["member-order-confirmation"],
        headcount: 16400,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 1,
    contract: { isAutoRenewing: false, noticeMonths: 2, endsInDays: -4 },
    years: yearly(2, [good, good, good], 4),
    handOvers: [
      {
        yearsAgo: 1,
        month: 4,
        dataName: "注文書(上期)",
        unit: "sheets",
        quantity: 41200,
        medium: "紙",
        method: "専用便",
        dueInDays: 360,
        end: "disposed",
      },
      {
        yearsAgo: 0,
        month: 1,
        dataName: "注文書(昨年度分)",
        unit: "sheets",
        quantity: 52300,
        medium: "紙",
        method: "専用便",
        dueInDays: 400,
        end: "out",
      },
    ],
  },
  {
    slug: "kurumi",
    basis: "entrustment",
    name: "くるみデータ入力有限会社(架空)",
    kana: "クルミデータニュウリョクユウゲンガイシャ",
    short: "くるみデータ入力",
    title: "加入申込書の入力",
    department: "営業課",
    activity: "data-entry",
    place: "みどり野市本町の入力室",
    volume: { n: 2600, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "birth-date", "gender", "address", "phone-number", "email-address"],
        purposes: ["member-order-confirmation"],
        headcount: 2600,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 2,
    contract: { isAutoRenewing: true, noticeMonths: 1, missing: ["cl-data-subject"], foundDaysAgo: 20 },
    years: yearly(2, [weak, fair, fairer], 4),
    handOvers: [
      {
        yearsAgo: 1,
        month: 6,
        dataName: "加入申込書",
        unit: "sheets",
        quantity: 1240,
        medium: "紙",
        method: "書留",
        dueInDays: 30,
        end: "both",
      },
      {
        yearsAgo: 0,
        month: 4,
        dataName: "加入申込書",
        unit: "sheets",
        quantity: 980,
        medium: "紙",
        method: "書留",
        dueInDays: 30,
        end: "returned",
      },
      {
        yearsAgo: 0,
        month: 7,
        dataName: "入力済みデータの媒体",
        unit: "media",
        quantity: 2,
        medium: "暗号化した媒体",
        method: "書留",
        dueInDays: 60,
        end: "filed",
      },
    ],
  },
  {
    slug: "aoba",
    basis: "entrustment",
    name: "あおば情報サービス株式会社(架空)",
    kana: "アオバジョウホウサービスカブシキガイシャ",
    short: "あおば情報",
    title: "基幹システムの保守点検",
    department: "システム課",
    activity: "system-maintenance",
    place: "遠隔(国内の保守拠点)",
    volume: { n: 21400, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: [...identity, "email-address", "purchase-history", "member-bank-account"],
        purposes: ["member-order-and-dispatch", "direct-debit"],
        headcount: 21400,
        reason: "請求と口座振替の不具合を調べるために要ります",
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 3 },
    years: [...yearly(2, [fairer, good], 3), { yearsAgo: 0, month: 7, answers: good, until: "answering" }],
    subcontractors: [{ name: "株式会社やまびこ運用(架空)", work: "夜間の監視", state: "approved" }],
  },
  {
    slug: "izumi",
    basis: "entrustment",
    name: "株式会社いずみ封入センター(架空)",
    kana: "カブシキガイシャイズミフウニュウセンター",
    short: "いずみ封入",
    title: "カタログと注文書の封入・発送",
    department: "供給課",
    activity: "public-relations",
    place: "泉町の作業場",
    volume: { n: 19800, unit: "records" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "member-number"],
        purposes: ["member-product-information", "member-order-and-dispatch"],
        headcount: 19800,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 3,
    contract: { isAutoRenewing: true, noticeMonths: 2 },
    years: yearly(2, [fairer, good, good], 5),
    handOvers: [
      {
        yearsAgo: 0,
        month: 1,
        dataName: "カタログ送付先",
        unit: "records",
        quantity: 19650,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 45,
        end: "disposed",
      },
    ],
    subcontractors: [{ name: "はなみずき梱包有限会社(架空)", work: "年末の封入作業", state: "requested" }],
  },
  {
    slug: "sumire",
    basis: "entrustment",
    name: "株式会社すみれ宅配便(架空)",
    kana: "カブシキガイシャスミレタクハイビン",
    short: "すみれ宅配",
    title: "ギフト商品の配送",
    department: "供給課",
    activity: "delivery",
    place: "みどり野物流団地",
    volume: { n: 640, unit: "persons" },
    scope: [
      {
        subject: "gift-recipient",
        items: ["gift-recipient-name-address"],
        purposes: ["gift-dispatch"],
        headcount: 640,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 4,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(2, [fair, fairer, fairer], 6),
    handOvers: [
      {
        yearsAgo: 1,
        month: 8,
        dataName: "お歳暮の送付先",
        unit: "persons",
        quantity: 612,
        medium: "専用回線",
        method: "暗号化送信",
        dueInDays: 60,
        end: "disposed",
      },
    ],
  },
  {
    slug: "tsubame",
    basis: "entrustment",
    name: "つばめ回収サービス株式会社(架空)",
    kana: "ツバメカイシュウサービスカブシキガイシャ",
    short: "つばめ回収",
    title: "注文書の回収",
    department: "供給課",
    activity: "member-services",
    isPaperOnly: true,
    place: "各配送コース",
    volume: { n: 9800, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-number", "purchase-history"],
        purposes: ["member-order-confirmation"],
        headcount: 9800,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 5,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(2, [weak, fair], 7),
  },
  {
    slug: "moegi",
    basis: "entrustment",
    name: "もえぎコールセンター株式会社(架空)",
    kana: "モエギコールセンターカブシキガイシャ",
    short: "もえぎコール",
    title: "組合員からの問い合わせ受付",
    department: "営業課",
    activity: "member-services",
    place: "萌黄町のコールセンター",
    volume: { n: 21000, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: [...identity, "purchase-history", "member-voice"],
        purposes: ["inquiry-handling"],
        headcount: 21000,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 3, partial: ["cl-audit"], exceptions: ["cl-audit"] },
    years: [
      ...yearly(2, [weak, fair], 7),
      { yearsAgo: 0, month: 6, answers: { partial: ["org-05"], no: ["out-06"] }, exceptionFor: "out-06" },
    ],
  },
  {
    slug: "kaede-insatsu",
    basis: "entrustment",
    name: "楓プリント株式会社(架空)",
    kana: "カエデプリントカブシキガイシャ",
    short: "楓プリント",
    title: "共済の案内の印刷",
    department: "共済課",
    activity: "public-relations",
    place: "楓町の印刷所",
    volume: { n: 5400, unit: "records" },
    scope: [
      {
        subject: "kyosai-subscriber",
        items: ["full-name", "address", "kyosai-contract-info"],
        purposes: ["kyosai-dividend-notice", "kyosai-product-information"],
        headcount: 5400,
        reason: "割戻し金の額を本人に知らせるために要ります",
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 1,
    contract: { isAutoRenewing: true, noticeMonths: 2 },
    years: yearly(2, [good, good, good], 3),
    handOvers: [
      {
        yearsAgo: 1,
        month: 2,
        dataName: "割戻し金のお知らせの宛先",
        unit: "records",
        quantity: 5310,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 30,
        end: "disposed",
      },
      {
        yearsAgo: 0,
        month: 2,
        dataName: "割戻し金のお知らせの宛先",
        unit: "records",
        quantity: 5402,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 30,
        end: "disposed",
      },
    ],
  },
  {
    slug: "suzukake",
    basis: "entrustment",
    name: "すずかけ夕食宅配協同組合(架空)",
    kana: "スズカケユウショクタクハイキョウドウクミアイ",
    short: "すずかけ夕食",
    title: "夕食の宅配",
    department: "福祉課",
    activity: "delivery",
    place: "鈴懸町の調理場",
    volume: { n: 820, unit: "persons" },
    scope: [{ subject: "member", items: identity, purposes: ["member-order-and-dispatch"], headcount: 820 }],
    beganYearsAgo: 1,
    beganMonth: 1,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(1, [weak, fair], 3),
  },
  {
    slug: "hinoki",
    basis: "entrustment",
    name: "株式会社ひのきクラウドサービス(架空)",
    kana: "カブシキガイシャヒノキクラウドサービス",
    short: "ひのきクラウド",
    title: "ウェブ注文の運用",
    department: "システム課",
    activity: "system-maintenance",
    place: "国内と国外の保守拠点",
    volume: { n: 8900, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: [...identity, "email-address", "purchase-history"],
        purposes: ["member-order-and-dispatch"],
        headcount: 8900,
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 3 },
    years: yearly(1, [good, good], 2),
    abroad: { country: "SG", service: "夜間の保守(架空の拠点)", confirmedDaysAgo: 200 },
  },
  {
    slug: "nanohana",
    basis: "entrustment",
    name: "なのはな調査研究所株式会社(架空)",
    kana: "ナノハナチョウサケンキュウジョカブシキガイシャ",
    short: "なのはな調査",
    title: "暮らしのアンケートの発送と回収",
    department: "広報課",
    activity: "public-relations",
    place: "菜の花町の事務所",
    volume: { n: 3000, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "survey-answers"],
        purposes: ["member-survey"],
        headcount: 3000,
        surveyStatement: "暮らしのアンケートの発送と回収の確認に限って使います",
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 3,
    contract: { isAutoRenewing: false, noticeMonths: 1, endsInDays: 48 },
    years: yearly(1, [fairer, good], 4),
    handOvers: [
      {
        yearsAgo: 0,
        month: 3,
        dataName: "アンケートの送付先",
        unit: "persons",
        quantity: 3000,
        medium: "暗号化した媒体",
        method: "手渡し",
        dueInDays: 60,
        end: "disposed",
      },
    ],
  },
  {
    slug: "asahi-haiki",
    basis: "entrustment",
    name: "あさひ溶解処理株式会社(架空)",
    kana: "アサヒヨウカイショリカブシキガイシャ",
    short: "あさひ溶解",
    title: "保存年限を過ぎた書類の溶解",
    department: "総務部",
    activity: "storage",
    isPaperOnly: true,
    place: "朝日町の工場",
    volume: { n: 30000, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-number", "address"],
        purposes: ["member-order-confirmation"],
        headcount: 12000,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 6,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(2, [good, good, good], 7),
    handOvers: [
      {
        yearsAgo: 1,
        month: 7,
        dataName: "保存年限の過ぎた注文書",
        unit: "sheets",
        quantity: 28400,
        medium: "紙",
        method: "専用便",
        dueInDays: 20,
        end: "disposed",
      },
    ],
  },
  {
    slug: "kobushi",
    basis: "entrustment",
    name: "こぶし仕分けセンター株式会社(架空)",
    kana: "コブシシワケセンターカブシキガイシャ",
    short: "こぶし仕分け",
    title: "個人別の仕分け",
    department: "供給課",
    activity: "member-services",
    place: "辛夷町のセンター",
    volume: { n: 12000, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: ["member-number", "full-name", "purchase-history"],
        purposes: ["member-order-and-dispatch"],
        headcount: 12000,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: {
      isAutoRenewing: true,
      noticeMonths: 3,
      partial: ["cl-copy-takeout"],
      exceptions: ["cl-copy-takeout"],
    },
    years: yearly(2, [weak, weak, fair], 4),
  },
  {
    slug: "mizuki",
    basis: "entrustment",
    name: "みずき灯油配送有限会社(架空)",
    kana: "ミズキトウユハイソウユウゲンガイシャ",
    short: "みずき灯油",
    title: "灯油の配達",
    department: "供給課",
    activity: "delivery",
    place: "水木町の油槽所",
    volume: { n: 2100, unit: "persons" },
    scope: [{ subject: "member", items: identity, purposes: ["member-order-and-dispatch"], headcount: 2100 }],
    beganYearsAgo: 2,
    beganMonth: 6,
    contract: { isAutoRenewing: true, noticeMonths: 2 },
    years: yearly(2, [fairer, fair, { partial: ["org-05"], no: ["phy-03"] }], 6),
    handOvers: [
      {
        yearsAgo: 1,
        month: 7,
        dataName: "灯油の定期配達先",
        unit: "persons",
        quantity: 2040,
        medium: "紙",
        method: "手渡し",
        dueInDays: 150,
        end: "both",
      },
    ],
  },
  {
    slug: "long",
    basis: "entrustment",
    name: "特定非営利活動法人みどり野くらしと福祉のたすけあい・ふれあいネットワーク推進センター(架空)",
    kana: "トクテイヒエイリカツドウホウジンミドリノクラシトフクシノタスケアイフレアイネットワークスイシンセンター",
    short: "ふれあいネット",
    title: "催しの受付と名簿の管理",
    department: "組織課",
    activity: "member-services",
    isPaperOnly: true,
    place: "みどり野市民活動館",
    volume: { n: 900, unit: "persons" },
    scope: [
      {
        subject: "activity-participant",
        items: ["reception-list"],
        purposes: ["member-activity-operation"],
        headcount: 900,
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 2,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(1, [fair, fairer], 4),
    handOvers: [
      {
        yearsAgo: 0,
        month: 6,
        dataName: "秋の収穫祭の受付名簿",
        unit: "sheets",
        quantity: 24,
        medium: "紙",
        method: "手渡し",
        dueInDays: 45,
        end: "out",
      },
    ],
  },
  {
    slug: "tanpopo",
    basis: "entrustment",
    name: "たんぽぽ採用支援株式会社(架空)",
    kana: "タンポポサイヨウシエンカブシキガイシャ",
    short: "たんぽぽ採用",
    title: "採用の応募受付",
    department: "総務部",
    activity: "member-services",
    place: "蒲公英町の事務所",
    volume: { n: 120, unit: "persons" },
    scope: [
      {
        subject: "job-applicant",
        items: ["resume", "full-name", "email-address"],
        purposes: ["recruitment"],
        headcount: 120,
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 5,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(1, [good, good], 6),
  },
  {
    slug: "yuzuriha",
    basis: "entrustment",
    name: "ゆずりは発送代行株式会社(架空)",
    kana: "ユズリハハッソウダイコウカブシキガイシャ",
    short: "ゆずりは発送",
    title: "資料請求への発送",
    department: "営業課",
    activity: "public-relations",
    place: "譲葉町の発送所",
    volume: { n: 1500, unit: "persons" },
    scope: [
      {
        subject: "information-requester",
        items: ["full-name", "address"],
        purposes: ["info-request-response"],
        headcount: 1500,
      },
    ],
    beganYearsAgo: 0,
    beganMonth: 2,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(0, [fairer], 3),
    handOvers: [
      {
        yearsAgo: 0,
        month: 5,
        dataName: "資料請求者の宛先",
        unit: "persons",
        quantity: 142,
        medium: "専用回線",
        method: "暗号化送信",
        dueInDays: 20,
        end: "disposed",
      },
    ],
  },
  {
    slug: "nadeshiko",
    basis: "entrustment",
    name: "なでしこ集金事務有限会社(架空)",
    kana: "ナデシコシュウキンジムユウゲンガイシャ",
    short: "なでしこ集金",
    title: "口座振替データの作成",
    department: "総務部",
    activity: "data-entry",
    place: "撫子町の事務所",
    volume: { n: 15800, unit: "records" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-number", "member-bank-account", "billed-amount"],
        purposes: ["direct-debit"],
        headcount: 15800,
        reason: "振替の請求データを作るために要ります",
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 3 },
    years: yearly(2, [good, good, good], 2),
    standing: {
      title: "口座振替の請求データ(毎月)",
      items: ["full-name", "member-number", "member-bank-account", "billed-amount"],
      method: "専用回線での送信",
      volume: 15800,
      months: [15612, 15640, 15655, 15671, 15702, 15718, 15733],
    },
  },
  {
    slug: "kikyo",
    basis: "entrustment",
    name: "ききょう翻訳工房株式会社(架空)",
    kana: "キキョウホンヤクコウボウカブシキガイシャ",
    short: "ききょう翻訳",
    title: "外国語での問い合わせへの回答",
    department: "営業課",
    activity: "member-services",
    place: "桔梗町の事務所",
    volume: { n: 60, unit: "records" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-voice"],
        purposes: ["inquiry-handling"],
        headcount: 60,
      },
    ],
    beganYearsAgo: 0,
    beganMonth: 6,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: [],
    stopsAt: "approved",
  },
  {
    slug: "tsumugi",
    basis: "entrustment",
    name: "株式会社つむぎ発送代行(架空)",
    kana: "カブシキガイシャツムギハッソウダイコウ",
    short: "つむぎ発送",
    title: "カタログ・注文書の封入と発送",
    department: "供給課",
    activity: "public-relations",
    place: "紬町の作業場",
    volume: { n: 18200, unit: "records" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address"],
        purposes: ["member-product-information"],
        headcount: 18200,
      },
    ],
    beganYearsAgo: 0,
    beganMonth: 7,
    contract: { isAutoRenewing: true, noticeMonths: 2 },
    years: [],
    stopsAt: "draft",
  },
  {
    slug: "wakaba",
    basis: "entrustment",
    name: "わかば名簿整備株式会社(架空)",
    kana: "ワカバメイボセイビカブシキガイシャ",
    short: "わかば名簿",
    title: "総代会の名簿と受付",
    department: "組織課",
    activity: "member-services",
    place: "若葉町の事務所",
    volume: { n: 220, unit: "persons" },
    scope: [
      {
        subject: "delegate",
        items: ["full-name", "reception-list"],
        purposes: ["delegate-assembly-operation"],
        headcount: 220,
      },
    ],
    beganYearsAgo: 0,
    beganMonth: 7,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: [],
    stopsAt: "in-review",
  },
  {
    slug: "akane",
    basis: "referral",
    name: "あかね葬祭株式会社(架空)",
    kana: "アカネソウサイカブシキガイシャ",
    short: "あかね葬祭",
    title: "葬祭サービスの紹介",
    department: "福祉課",
    place: "茜町の会館",
    volume: { n: 140, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "phone-number"],
        purposes: ["service-referral"],
        headcount: 140,
        necessity: "打合せの連絡と案内の送付に要ります",
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(2, [{ partial: ["rf-06"] }, good, good], 5),
    route: "on-behalf",
  },
  {
    slug: "kogane",
    basis: "referral",
    name: "こがね住まい点検株式会社(架空)",
    kana: "コガネスマイテンケンカブシキガイシャ",
    short: "こがね住まい",
    title: "住まいの点検の紹介",
    department: "営業課",
    place: "黄金町の営業所",
    volume: { n: 300, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "phone-number"],
        purposes: ["service-referral"],
        headcount: 300,
        necessity: "訪問の日取りを決めるために要ります",
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 2,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(2, [{ partial: ["rf-08"], no: ["rf-06"] }, { partial: ["rf-06"] }, good], 5),
    route: "direct-application",
  },
  {
    slug: "shirakaba",
    basis: "referral",
    name: "しらかば旅行社株式会社(架空)",
    kana: "シラカバリョコウシャカブシキガイシャ",
    short: "しらかば旅行",
    title: "組合員の旅の紹介",
    department: "営業課",
    place: "白樺町の営業所",
    volume: { n: 420, unit: "persons" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address", "phone-number", "birth-date"],
        purposes: ["service-referral"],
        headcount: 420,
        necessity: "旅行保険と名簿の届出に要ります",
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 1,
    contract: { isAutoRenewing: true, noticeMonths: 1, missing: ["cl-referral"] },
    years: yearly(1, [{ partial: ["rf-03", "rf-06"] }, { no: ["rf-03"] }], 4),
    route: "consent",
  },
  {
    slug: "hoshizora",
    basis: "referral",
    name: "ほしぞら保険相談株式会社(架空)",
    kana: "ホシゾラホケンソウダンカブシキガイシャ",
    short: "ほしぞら保険",
    title: "保険の相談の紹介",
    department: "共済課",
    place: "星空町の相談所",
    volume: { n: 90, unit: "sheets" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "phone-number"],
        purposes: ["service-referral"],
        headcount: 90,
        necessity: "相談の日時を決めるために要ります",
      },
    ],
    beganYearsAgo: 1,
    beganMonth: 3,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: yearly(1, [good, good], 5),
    route: "direct-application",
  },
  {
    slug: "kumonoue",
    basis: "no-handling",
    name: "雲の上データセンター株式会社(架空)",
    kana: "クモノウエデータセンターカブシキガイシャ",
    short: "雲の上",
    title: "暗号化した控えの置き場所",
    department: "システム課",
    place: "国内のデータセンター",
    volume: { n: 1, unit: "media" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "member-number"],
        purposes: ["member-order-and-dispatch"],
        headcount: 21400,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: [],
  },
  {
    slug: "tokiwa",
    basis: "no-handling",
    name: "ときわ運輸倉庫株式会社(架空)",
    kana: "トキワウンユソウコカブシキガイシャ",
    short: "ときわ運輸",
    title: "封をした書類の運送",
    department: "総務部",
    place: "常磐町の倉庫",
    volume: { n: 120, unit: "media" },
    scope: [
      {
        subject: "member",
        items: ["full-name", "address"],
        purposes: ["member-order-and-dispatch"],
        headcount: 12000,
      },
    ],
    beganYearsAgo: 2,
    beganMonth: 3,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: [],
  },
  {
    slug: "kirei",
    basis: "no-handling",
    name: "きれい清掃有限会社(架空)",
    kana: "キレイセイソウユウゲンガイシャ",
    short: "きれい清掃",
    title: "本部事務所の清掃",
    department: "総務部",
    place: "本部事務所",
    scope: [
      { subject: "member", items: ["full-name"], purposes: ["member-order-and-dispatch"], headcount: 0 },
    ],
    beganYearsAgo: 1,
    beganMonth: 0,
    contract: { isAutoRenewing: true, noticeMonths: 1 },
    years: [],
  },
];
