import type { Problem } from "#app/result.ts";
import { formatBytes } from "./format.ts";
import type { Lang, Same } from "./lang.ts";

/** Words of the frame: what every screen says, whatever its subject. */
const ja = {
  product: "あずかり",
  productLong: "個人情報の預託管理「あずかり」",
  skip: "本文へ移動",
  otherLanguage: "English",
  menu: "メニュー",
  mainMenu: "主なメニュー",
  mainMenuSmall: "主なメニュー(小さい画面)",
  search: "委託先等・契約・書類を探す",
  searchButton: "探す",
  here: "現在の位置",
  account: "あなたの設定",
  signOut: "サインアウト",
  home: "はじめの画面",
  tasks: "やること",
  countOf: (p: { n: number }) => `${p.n}件`,
  countMine: "件、あなたの番",
  countPlain: "件",
  fictionalNote: "この画面の団体・人物・件数は、すべて架空です。",
  fictional: "(架空)",
  required: "※必須",
  optional: "任意",
  more: "その他",
  titleError: (p: { title: string }) => `エラー: ${p.title}`,
  titlePage: (p: { title: string }) => `${p.title} | あずかり`,

  stateGood: "良好",
  stateBad: "問題あり",
  stateAttention: "注意",
  stateWaiting: "相手の対応待ち",
  stateMine: "あなたの番",
  stateNone: "対象外",
  overdue: "期限超過",

  strengthLaw: "法律",
  strengthGuideline: "指針",
  strengthPolicy: "方針",
  strengthHouse: "内規",

  gateTitle: "引渡可否判定",
  gateReason: "理由",
  gateStrength: "根拠の強さ",
  gateDeferral: "期限付継続",
  gateCure: "直し方",
  gateCaption: "引き渡せない理由と、その直し方",
  gateMet: "満たしている条件",
  gateAnotherDay: "別の日付で判定",
  gateJudge: "判定する",
  gateAsOf: (p: { day: string }) => `${p.day} 時点`,

  filterNow: "いまの絞り込み",
  filterRemove: "を外す",
  filterClear: "すべて外す",
  filterApply: "絞り込む",
  all: "すべて",
  pages: "ページ",
  previous: "前へ",
  next: "次へ",
  first: "最初へ",
  select: "選ぶ",
  selectRow: (p: { name: string }) => `${p.name}を選ぶ`,
  selected: (p: { n: number }) => `${p.n}件を選んでいます`,
  sortedUp: "昇順に並んでいます",
  sortedDown: "降順に並んでいます",
  none: "該当なし",
  asTable: "表で見る",
  scrollHint: "横に動かすと続きが見えます",

  stepsDone: "済み",
  stepsLabel: (p: { total: number; current: number }) => `手順 ${p.total}段階中${p.current}段階目`,

  errorTitle: (p: { n: number }) => `${p.n}か所を直してください`,
  errorKept: "まだ記録していません。入力した内容は残っています。",
  dayHint: "例: 2026/11/24、令和8年11月24日",
  numberHint: "半角でも全角でも入力できます。",
  chooseOne: "選んでください",
  fileStaged: "お預かりしています",
  fileRemove: "外す",
  fileAdd: "資料を加える",
  fileFromCompany: "会社の資料から選ぶ",
  fileNone: "まだありません。",
  fileLimits: (p: { kinds: string; max: string }) => `${p.kinds}、${p.max}まで。`,
  evidence: "確認資料",
  showPassword: "入力した文字を見る",
  saving: "保存しています",
  saved: (p: { time: string }) => `${p.time} に保存しました`,
  saveFailed: "まだ保存できていません。通信を確かめてください。入力した内容はこの画面に残っています。",
  loading: "読み込んでいます",

  emptyTitle: "まだありません",
  done: "記録しました",
  back: "前の画面へ戻る",
  toHome: "はじめの画面へ",

  questionNo: (p: { no: string }) => `問${p.no}`,
  critical: "重大設問",
  lastAnswer: "前回",
  changedSinceLast: "前回から変わりました",
  notAnswered: "回答なし",
  questionHelp: "この質問の意味と良い例",
  sectionChoose: "区分を選ぶ",
  reviewLast: "前回",
  reviewNow: "今回の回答",
  reviewJudgement: "審査の判定",
  reviewFinding: "指摘",
  itemColumn: "項目",
  matrixPurposes: "目的",
  matrixPartners: (p: { n: number }) => `${p.n}先`,
  matrixPurposeCount: (p: { n: number }) => `目的 ${p.n}`,
  changesTitle: "前回から変わったこと",
  changesItem: "項目",
  changesBefore: "前回",
  changesNow: "今回",
  changesDelta: "差",
  redPoints: "重大な事項",
  opinions: "起案と審査",
  decideTitle: "決裁する",
  contents: "目次",
  revealOpen: "開く",

  forbiddenTitle: "この画面を開く権限がありません",
  forbiddenBody:
    "あなたの役割では、この内容を見たり変えたりできません。必要なときは、貴組合の管理者に役割を確かめてください。",
  notFoundTitle: "ページが見つかりません",
  notFoundBody:
    "アドレスが違うか、移された、または見る権限がありません。アドレスを確かめるか、はじめの画面からお進みください。",
  conflictTitle: "ほかの方が先に変更しました",
  conflictBody: "あなたの入力はまだ記録していません。いまの内容と比べて、もう一度お決めください。",
  conflictNow: "いま記録されている内容",
  conflictYours: "あなたが入力した内容",
  unexpectedTitle: "うまく処理できませんでした",
  unexpectedBody:
    "こちらの不具合です。何も変更していません。時間をおいてもう一度お試しください。続くときは、受付番号を添えて管理者にお知らせください。",
  requestNo: (p: { id: string }) => `受付番号 ${p.id}`,
  problemInvalid: "入力を直してください",
  problemReauthenticate: "もう一度、ご本人を確かめます",
  problemReauthenticateBody: "この操作には、直前の本人確認が必要です。パスワードを入力してください。",
  problemRefused: "この操作はできません",
  problemTooMany: "続けて試した回数が多すぎます",
  problemTooManyBody: (p: { minutes: number }) =>
    `${p.minutes}分ほど待ってから、もう一度お試しください。入力は記録していません。`,
  problemTooLarge: "送られた内容が大きすぎます",
  problemTooLargeBody: (p: { max: string }) =>
    `1回に送れるのは${p.max}までです。ファイルを減らすか、分けて送ってください。何も記録していません。`,
  problemUnavailable: "いま、この操作を終えられません",
  problemMail: "メールの準備ができませんでした。何も記録していません。時間をおいてもう一度お試しください。",
  problemSigner:
    "封印(電子署名)ができませんでした。何も記録していません。管理者に鍵の状態を確かめてもらってください。",
  problemDisk:
    "ファイルを書き込めませんでした。何も記録していません。管理者に空き容量を確かめてもらってください。",
  problemDatabase:
    "記録の保管先に届きませんでした。何も記録していません。時間をおいてもう一度お試しください。",
};

const en: Same<typeof ja> = {
  product: "Azukari",
  productLong: "Azukari, the keeping of entrusted personal data",
  skip: "Skip to content",
  otherLanguage: "日本語",
  menu: "Menu",
  mainMenu: "Main menu",
  mainMenuSmall: "Main menu (small screen)",
  search: "Search partners, contracts, documents",
  searchButton: "Search",
  here: "You are here",
  account: "Your settings",
  signOut: "Sign out",
  home: "Home",
  tasks: "To do",
  countOf: (p) => `${p.n}`,
  countMine: " waiting for you",
  countPlain: " entries",
  fictionalNote: "Every organisation, person and number on this screen is fictional.",
  fictional: "(fictional)",
  required: "required",
  optional: "optional",
  more: "More",
  titleError: (p) => `Error: ${p.title}`,
  titlePage: (p) => `${p.title} | Azukari`,

  stateGood: "Good",
  stateBad: "Problem",
  stateAttention: "Attention",
  stateWaiting: "Waiting on others",
  stateMine: "Waiting for you",
  stateNone: "Not applicable",
  overdue: "Overdue",

  strengthLaw: "Law",
  strengthGuideline: "Guideline",
  strengthPolicy: "Policy",
  strengthHouse: "House rule",

  gateTitle: "Hand-over gate",
  gateReason: "Reason",
  gateStrength: "Basis",
  gateDeferral: "Deferral",
  gateCure: "Cure",
  gateCaption: "Reasons against the hand-over and how to cure them",
  gateMet: "Conditions met",
  gateAnotherDay: "Judge for another day",
  gateJudge: "Judge",
  gateAsOf: (p) => `as of ${p.day}`,

  filterNow: "Filters in use",
  filterRemove: ", remove",
  filterClear: "Remove all",
  filterApply: "Filter",
  all: "All",
  pages: "Pages",
  previous: "Previous",
  next: "Next",
  first: "First",
  select: "Select",
  selectRow: (p) => `Select ${p.name}`,
  selected: (p) => `${p.n} selected`,
  sortedUp: "sorted ascending",
  sortedDown: "sorted descending",
  none: "None",
  asTable: "View as a table",
  scrollHint: "Scroll sideways to see more",

  stepsDone: "Done",
  stepsLabel: (p) => `Step ${p.current} of ${p.total}`,

  errorTitle: (p) => (p.n === 1 ? "Correct 1 entry" : `Correct ${p.n} entries`),
  errorKept: "Nothing has been recorded yet. What you typed is kept.",
  dayHint: "For example 2026/11/24 or 24 Nov 2026",
  numberHint: "Half-width or full-width digits.",
  chooseOne: "Choose one",
  fileStaged: "kept for you",
  fileRemove: "Remove",
  fileAdd: "Add a file",
  fileFromCompany: "Choose from the company's files",
  fileNone: "None yet.",
  fileLimits: (p) => `${p.kinds}, up to ${p.max}.`,
  evidence: "Evidence",
  showPassword: "Show what is typed",
  saving: "Saving",
  saved: (p) => `Saved at ${p.time}`,
  saveFailed: "Not saved yet. Check the connection. What you typed stays on this screen.",
  loading: "Loading",

  emptyTitle: "Nothing yet",
  done: "Recorded",
  back: "Back",
  toHome: "To the first screen",

  questionNo: (p) => `Question ${p.no}`,
  critical: "Critical question",
  lastAnswer: "Last time",
  changedSinceLast: "Changed since last time",
  notAnswered: "No answer",
  questionHelp: "What this question means, and good examples",
  sectionChoose: "Choose a section",
  reviewLast: "Last time",
  reviewNow: "This answer",
  reviewJudgement: "Judgement",
  reviewFinding: "Finding",
  itemColumn: "Item",
  matrixPurposes: "purposes",
  matrixPartners: (p) => (p.n === 1 ? "1 partner" : `${p.n} partners`),
  matrixPurposeCount: (p) => (p.n === 1 ? "1 purpose" : `${p.n} purposes`),
  changesTitle: "What changed since last time",
  changesItem: "Item",
  changesBefore: "Last time",
  changesNow: "Now",
  changesDelta: "Change",
  redPoints: "Serious points",
  opinions: "Draft and review",
  decideTitle: "Decide",
  contents: "Contents",
  revealOpen: "Open",

  forbiddenTitle: "You may not open this screen",
  forbiddenBody:
    "Your role does not allow you to see or change this. If you need it, ask your administrator about your role.",
  notFoundTitle: "Page not found",
  notFoundBody:
    "The address is wrong, the page has moved, or you may not see it. Check the address or start from the first screen.",
  conflictTitle: "Somebody else changed this first",
  conflictBody: "Your entry has not been recorded. Compare it with what stands now and decide again.",
  conflictNow: "Recorded now",
  conflictYours: "What you entered",
  unexpectedTitle: "This did not work",
  unexpectedBody:
    "The fault is ours. Nothing was changed. Try again later; if it goes on, tell your administrator the reference number.",
  requestNo: (p) => `Reference ${p.id}`,
  problemInvalid: "Correct your entries",
  problemReauthenticate: "Please confirm who you are",
  problemReauthenticateBody: "This act needs a fresh proof of identity. Enter your password.",
  problemRefused: "This cannot be done",
  problemTooMany: "Too many attempts",
  problemTooManyBody: (p) => `Wait about ${p.minutes} min, then try again. Nothing was recorded.`,
  problemTooLarge: "What was sent is too large",
  problemTooLargeBody: (p) =>
    `Up to ${p.max} can be sent at once. Send fewer files, or send them separately. Nothing was recorded.`,
  problemUnavailable: "This cannot be finished now",
  problemMail: "The mail could not be prepared. Nothing was recorded. Try again later.",
  problemSigner:
    "The seal (digital signature) could not be made. Nothing was recorded. Ask your administrator about the key.",
  problemDisk:
    "The file could not be written. Nothing was recorded. Ask your administrator about free space.",
  problemDatabase: "The records could not be reached. Nothing was recorded. Try again later.",
};

export const words = { ja, en };
export type FrameWords = Same<typeof ja>;

/** Title and body of a problem as a page or banner shows it; `refused` gets its sentence from the module's words. */
export const problemWords = (
  problem: Problem,
  lang: Lang,
  refusedSentence?: string,
): { readonly title: string; readonly body: string } => {
  const w = words[lang];
  switch (problem.kind) {
    case "invalid":
      return { title: w.problemInvalid, body: w.errorKept };
    case "not-found":
      return { title: w.notFoundTitle, body: w.notFoundBody };
    case "forbidden":
      return { title: w.forbiddenTitle, body: w.forbiddenBody };
    case "reauthenticate":
      return { title: w.problemReauthenticate, body: w.problemReauthenticateBody };
    case "conflict":
      return { title: w.conflictTitle, body: w.conflictBody };
    case "refused":
      return { title: w.problemRefused, body: refusedSentence ?? w.errorKept };
    case "too-many":
      return {
        title: w.problemTooMany,
        body: w.problemTooManyBody({ minutes: Math.max(1, Math.ceil(problem.retryAfterSeconds / 60)) }),
      };
    case "too-large":
      return {
        title: w.problemTooLarge,
        body: w.problemTooLargeBody({ max: formatBytes(problem.limitBytes, lang) }),
      };
    case "unavailable": {
      const body = {
        mail: w.problemMail,
        signer: w.problemSigner,
        disk: w.problemDisk,
        database: w.problemDatabase,
      };
      return { title: w.problemUnavailable, body: body[problem.what] };
    }
  }
};

/** `<title>`; of a page that was refused, the root puts 「エラー: 」 first. */
export const pageTitle = (title: string, lang: Lang): string => words[lang].titlePage({ title });
