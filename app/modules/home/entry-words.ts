import { formatDay } from "#app/i18n/format.ts";
import type { Lang, Same } from "#app/i18n/lang.ts";
import { words as access } from "#app/modules/access/words.ts";
import { words as assessments } from "#app/modules/assessments/words.ts";
import { formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import { words as contracts } from "#app/modules/contracts/words.ts";
import { words as custody } from "#app/modules/custody/words.ts";
import { words as decisions } from "#app/modules/decisions/words.ts";
import { words as oversight } from "#app/modules/oversight/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";

/** What the fields of an entry of the operation log are called. */
const ja = {
  labels: {
    accessRemovedOn: "アクセス権の停止日",
    added: "加えた行",
    approvedUntil: "承諾の期限",
    asOf: "基準日",
    auditHead: "操作記録の先頭",
    basis: "取扱いの種別",
    before: "直前の値",
    certificate: "証明書",
    check: "引渡可否判定",
    checklist: "調査票",
    clauseId: "条項",
    closedOn: "完了日",
    code: "理由",
    conditions: "条件の数",
    confirmedOn: "確認した日",
    country: "国",
    criticalNos: "「いいえ」の重大設問",
    department: "主管部署",
    disposedOn: "廃棄・消去の日",
    dueOn: "期限",
    endsOn: "終了日",
    entries: "件数",
    event: "操作",
    fields: "項目",
    files: "ファイルの数",
    fiscalYear: "年度",
    format: "形式",
    from: "前の状態",
    grade: "等級",
    handedBy: "渡した人",
    hash: "ハッシュ",
    isLate: "後日の記録",
    isResponsible: "個人情報の責任者",
    isSatisfactory: "問題なし",
    kept: "そのままの行",
    key: "版",
    kind: "種別",
    language: "言語",
    lot: "預託データ",
    method: "方法",
    minutesNumber: "議事録",
    modelHash: "内容のハッシュ",
    month: "月",
    name: "氏名",
    nextDueOn: "次の期日",
    nextOn: "次の確認日",
    note: "備考",
    number: "番号",
    occurredOn: "行った日",
    on: "日付",
    onBehalf: "代行入力",
    openedOn: "引渡日",
    outcome: "結論",
    outstanding: "未返却・未廃棄",
    partners: "委託先等の数",
    planDueOn: "直す予定日",
    policy: "方針の版",
    proof: "本人確認",
    proxy: "代行入力",
    quantity: "数量",
    question: "設問",
    questions: "設問",
    reason: "理由",
    receivedBy: "受け取った人",
    ref: "対象",
    relation: "取扱案件",
    relations: "取扱案件",
    removed: "除いた行",
    reportedOn: "報告した日",
    result: "結果",
    results: "条項の結果",
    reviewedHash: "審査した版のハッシュ",
    role: "役割",
    round: "回",
    route: "経路",
    score: "点数",
    sealedHash: "封印した版のハッシュ",
    severity: "重さ",
    stampedHash: "押印した版のハッシュ",
    startsOn: "開始日",
    state: "状態",
    tier: "最高重要度",
    to: "後の状態",
    toldOn: "知らせた日",
    unit: "単位",
    until: "期限",
    usualVolume: "ふだんの量",
    validFrom: "有効期間の初日",
    validUntil: "有効期限",
    volume: "実績",
  },
  proofs: { password: "パスワード" },
  yes: "はい",
  no: "いいえ",
};
const en: Same<typeof ja> = {
  labels: {
    accessRemovedOn: "access removed on",
    added: "lines added",
    approvedUntil: "approved until",
    asOf: "as of",
    auditHead: "head of the log",
    basis: "basis",
    before: "before",
    certificate: "certificate",
    check: "gate check",
    checklist: "checklist",
    clauseId: "clause",
    closedOn: "closed on",
    code: "reason",
    conditions: "conditions",
    confirmedOn: "confirmed on",
    country: "country",
    criticalNos: "critical questions answered no",
    department: "department",
    disposedOn: "disposed of on",
    dueOn: "due",
    endsOn: "ends",
    entries: "entries",
    event: "act",
    fields: "fields",
    files: "files",
    fiscalYear: "fiscal year",
    format: "format",
    from: "from",
    grade: "grade",
    handedBy: "handed over by",
    hash: "hash",
    isLate: "recorded later",
    isResponsible: "responsible for personal data",
    isSatisfactory: "satisfactory",
    kept: "lines kept",
    key: "version",
    kind: "kind",
    language: "language",
    lot: "lot",
    method: "method",
    minutesNumber: "minutes",
    modelHash: "hash of the content",
    month: "month",
    name: "name",
    nextDueOn: "next due",
    nextOn: "next confirmation",
    note: "note",
    number: "number",
    occurredOn: "done on",
    on: "on",
    onBehalf: "entered on behalf",
    openedOn: "handed over on",
    outcome: "outcome",
    outstanding: "outstanding",
    partners: "partners",
    planDueOn: "to be corrected by",
    policy: "version of the policy",
    proof: "proof of identity",
    proxy: "entered on behalf",
    quantity: "quantity",
    question: "question",
    questions: "questions",
    reason: "reason",
    receivedBy: "received by",
    ref: "about",
    relation: "relation",
    relations: "relations",
    removed: "lines removed",
    reportedOn: "reported on",
    result: "result",
    results: "results by clause",
    reviewedHash: "hash of the reviewed version",
    role: "role",
    round: "round",
    route: "route",
    score: "score",
    sealedHash: "hash of the sealed version",
    severity: "severity",
    stampedHash: "hash of the stamped version",
    startsOn: "starts",
    state: "state",
    tier: "highest tier",
    to: "to",
    toldOn: "told on",
    unit: "unit",
    until: "until",
    usualVolume: "usual volume",
    validFrom: "valid from",
    validUntil: "valid until",
    volume: "actual",
  },
  proofs: { password: "password" },
  yes: "yes",
  no: "no",
};
const words = { ja, en };

type Codes = Readonly<Record<string, string>>;

/** The words for the codes a field may hold, in the order they are looked up. */
function codesOf(field: string, type: string, lang: Lang): readonly Codes[] {
  const r = registry[lang];
  const a = assessments[lang];
  const c = custody[lang];
  switch (field) {
    case "basis":
    case "kind":
      return [r.bases, r.confirmationKinds];
    case "from":
    case "to":
    case "state":
      return type.startsWith("registry.subcontract")
        ? [r.subcontractorStates]
        : [r.relationStates, r.subcontractorStates];
    case "event":
      return [r.relationEvents];
    case "results":
      return [contracts[lang].result];
    case "outcome":
      return [a.paper.verdicts];
    case "severity":
      return [a.finding.severityShort];
    case "unit":
      return [c.unit];
    case "route":
      return [r.referralRoutes, r.foreignRoutes];
    case "method":
      return [r.tellMethods, words[lang].proofs, c.disposalMethod];
    case "proof":
      return [words[lang].proofs];
    case "role":
      return [access[lang].roles];
    case "language":
      return [access[lang].languages];
    case "result":
      return [decisions[lang].state, oversight[lang].state];
    case "code":
      return [Object.fromEntries(Object.entries(c.reason).map(([key, { title }]) => [key, title]))];
    default:
      return [];
  }
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

function wordOf(field: string, type: string, value: unknown, lang: Lang): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? words[lang].yes : words[lang].no;
  if (Array.isArray(value))
    return value.map((one) => wordOf(field, type, one, lang)).join(lang === "ja" ? "、" : ", ");
  if (typeof value === "object")
    return Object.entries(value)
      .map(([key, one]) => `${key} ${wordOf(field, type, one, lang)}`)
      .join(lang === "ja" ? "、" : ", ");
  if (typeof value === "number")
    return field === "fiscalYear" ? formatFiscalYear(value, lang) : value.toLocaleString("en-US");
  const text = String(value);
  if (isDay(text)) return formatDay(text, lang);
  for (const codes of codesOf(field, type, lang)) {
    const word = codes[text];
    if (word !== undefined) return word;
  }
  return text;
}

/** One field of an entry in words; null for what only machines read. Codes without words stay as they are kept. */
export function entryField(
  field: string,
  value: unknown,
  type: string,
  lang: Lang,
): { readonly label: string; readonly value: string } | null {
  const labels: Codes = words[lang].labels;
  const label = labels[field];
  return label === undefined ? null : { label, value: wordOf(field, type, value, lang) };
}

/** Fields that every reader understands without a name: numbers of records, shown beside the act itself. */
export const isNumberOfRecord = (field: string): boolean =>
  ["number", "relation", "lot", "certificate"].includes(field);
