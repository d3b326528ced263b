import type { PhraseCode, PhraseParams } from "../rules/phrases.ts";

/** Every sentence of the report, by its code. Days arrive worded, numbers as numbers. */
type Phrases = { readonly [C in PhraseCode]: (p: PhraseParams[C]) => string };

const n = (value: number): string => value.toLocaleString("ja-JP");
const one = (value: number): string => (Math.floor(value * 10 + 0.5 + 1e-9) / 10).toFixed(1);
/** Joins what there is to say; nothing for a zero. */
const some = (count: number, text: string): string => (count > 0 ? text : "");

const ja: Phrases = {
  "summary.good": (p) =>
    `監督の結果は良好です。${n(p.partners)}社に、期限を過ぎたものと重大な指摘はありません。`,
  "summary.attention": (p) =>
    `監督の結果はおおむね良好です。ただし、${[
      some(p.overdue, `${n(p.overdue)}件が期限を過ぎ`),
      some(p.unapproved, `承諾のない再委託を${n(p.unapproved)}先で確認し`),
    ]
      .filter(Boolean)
      .join("、")}ています。`,
  "summary.bad": (p) =>
    `監督の結果には、直ちに改めるべき点があります。${[
      some(p.critical, `重大な指摘${n(p.critical)}件が是正されておらず`),
      some(p.failed, `${n(p.failed)}社がD評価で`),
      some(p.unapproved, `承諾のない再委託を${n(p.unapproved)}先で確認し`),
    ]
      .filter(Boolean)
      .join("、")
      .replace(/おらず$/, "いません。")
      .replace(/で$/, "です。")
      .replace(/し$/, "しました。")}`,
  "summary.gaps": (p) =>
    `監督に整っていない点があります。評価を終えたのは${n(p.partners)}社のうち${n(p.assessed)}社で、${n(p.overdue)}件が期限を過ぎています。`,
  "red.finding-overdue": (p) => `重大な指摘「${p.title}」が是正されていません。${p.partner}`,
  "red.finding-critical": (p) => `重大な指摘「${p.title}」を是正中です。${p.partner}`,
  "red.failed": (p) =>
    `${p.partner}がD評価です。${p.nos > 0 ? `重大項目の「いいえ」が${n(p.nos)}件あります。` : ""}`,
  "red.subcontractors": (p) => `承諾のない再委託を${n(p.count)}先で確認しました。`,
  "red.returns": (p) => `預託データ${n(p.count)}件が返却期限を過ぎて未返却です。`,
  "red.no-contract": (p) => `効力のある契約がない案件が${n(p.count)}件あります。`,
  "red.clauses": (p) => `必須の契約条項が足りない先が${n(p.count)}社あります。`,
  "red.assessments": (p) => `期限までに終わっていない評価が${n(p.count)}件あります。`,
  "red.more": (p) => `ほか${n(p.count)}件`,
  "state.days-over": (p) => `${n(p.days)}日超過`,
  "state.worst-days-over": (p) => `最長 ${n(p.days)}日超過`,
  "state.due": (p) => `是正期限 ${p.day}`,
  "state.awaiting-consent": () => "承諾可否の判断待ち",
  "state.blocked": () => "引渡しを停止",
  "state.awaiting-plan": () => "是正計画待ち",
  "lead.scope": (p) =>
    `${n(p.partners)}社・${n(p.relations)}案件を監督しました。${
      p.added + p.ended === 0
        ? "前年度からの増減はありません。"
        : `${n(p.added)}社が加わり、${n(p.ended)}社が終了しました。`
    }`,
  "lead.results": (p) =>
    `${n(p.assessed)}社の評価を終え、平均は${one(p.average)}点でした。A・Bで${n(p.good)}社、対象${n(p.total)}社の${Math.round((100 * p.good) / Math.max(1, p.total))}%です。`,
  "lead.results-none": () => "評価を終えた先はまだありません。",
  "lead.overdue": (p) => {
    const diff = p.count - p.last;
    const change =
      diff === 0 ? "前年と同じです" : `前年より${n(Math.abs(diff))}件${diff > 0 ? "増え" : "減り"}ました`;
    return `期限を過ぎたものは${n(p.count)}件で、${change}。${p.over90 > 0 ? `90日を超えるものが${n(p.over90)}件あります。` : "90日を超えるものはありません。"}`;
  },
  "lead.overdue-none": () => "期限を過ぎたものはありません。",
  "lead.contracts": (p) =>
    `${n(p.clauses)}の条項を${n(p.partners)}社で確認し、${n(p.sufficient)}社が充足、${n(p.excepted)}社が期限付きの例外、${n(p.lacking)}社が不足でした。`,
  "lead.contracts-none": () => "確かめる契約はありません。",
  "lead.subcontractors": (p) =>
    `再委託は${n(p.partners)}社・${n(p.count)}先です。${p.unapproved > 0 ? `承諾のないものを${n(p.unapproved)}先で確認しました。` : "すべて承諾済みです。"}`,
  "lead.subcontractors-none": () => "再委託はありません。",
  "lead.custody": (p) =>
    `残高のあるものは${n(p.open)}口です。${p.overdue > 0 ? `うち${n(p.overdue)}口が返却の期限を過ぎています。` : "返却の期限を過ぎたものはありません。"}`,
  "lead.custody-none": () => "返却・廃棄が済んでいない預託データはありません。",
  "lead.findings": (p) =>
    `指摘は${n(p.closed)}件を是正し、${n(p.open)}件が残ります。${p.overdue > 0 ? `うち${n(p.overdue)}件は期限を過ぎています。` : "期限を過ぎたものはありません。"}`,
  "lead.findings-none": () => "指摘はありません。",
  "lead.plan": () => "登録簿の期限から、来年度の評価・契約・是正の予定を定めました。",
  "note.no-handling": (p) =>
    `ほかに、契約により内容を取り扱わない事業者${n(p.count)}社を登録しています（法第25条の監督の対象ではありません）。`,
  "note.findings-sum": (p) =>
    `前年度からの繰越${n(p.carried)}件に新しい指摘${n(p.raised)}件を加え、${n(p.closed)}件を是正しました（${n(p.carried)}＋${n(p.raised)}－${n(p.closed)}＝${n(p.open)}）。計画の線は、すべて期限どおりに是正した場合の件数です。`,
  "change.new": (p) => p.title,
  "change.items": (p) => `項目の追加: ${p.items}`,
  "change.ended": () => "終了（返却・消去を確認中）",
  "change.completed": () => "返却・消去を確認し、完了",
  "over.assessment-unanswered": () => "調査票の回答なし",
  "over.assessment-unreviewed": () => "回答あり。審査が未了",
  "over.assessment-expired": () => "評価の有効期限切れ",
  "over.contract-ended": (p) => `契約の満了（${p.title}）`,
  "over.contract-none": (p) => `契約の登録なし（${p.title}）`,
  "over.return": (p) => `${p.data} ${n(p.quantity)}${p.unit}`,
  "over.certificate-returned": (p) => `廃棄・消去証明書の差戻し（${p.number}）`,
  "over.certificate-waiting": (p) => `廃棄・消去証明書の確認待ち（${p.number}）`,
  "measure.conditional": (p) => `条件付承認${p.until === "" ? "" : `（${p.until}まで有効）`}。`,
  "measure.condition": (p) => `条件: ${p.text}（${p.due}まで）。`,
  "measure.failed": () => "不承認。引渡しを停止。",
  "measure.finding": (p) => `指摘 ${p.number}（${p.due}まで）。`,
  "measure.none": () => "記録された措置はありません。",
};

const s = (count: number, word: string): string =>
  `${count.toLocaleString("en-GB")} ${word}${count === 1 ? "" : "s"}`;
const are = (count: number): string => (count === 1 ? "is" : "are");

const en: Phrases = {
  "summary.good": (p) =>
    `Supervision went well: among ${s(p.partners, "partner")} nothing is overdue and no critical finding is open.`,
  "summary.attention": (p) =>
    `Supervision went well on the whole, but ${[
      some(p.overdue, `${s(p.overdue, "case")} ${are(p.overdue)} overdue`),
      some(
        p.unapproved,
        `${s(p.unapproved, "subcontractor")} ${p.unapproved === 1 ? "works" : "work"} without consent`,
      ),
    ]
      .filter(Boolean)
      .join(" and ")}.`,
  "summary.bad": (p) =>
    `Some matters must be put right at once: ${[
      some(p.critical, `${s(p.critical, "critical finding")} ${are(p.critical)} still open`),
      some(p.failed, `${s(p.failed, "partner")} ${are(p.failed)} graded D`),
      some(
        p.unapproved,
        `${s(p.unapproved, "subcontractor")} ${p.unapproved === 1 ? "works" : "work"} without consent`,
      ),
    ]
      .filter(Boolean)
      .join(", ")}.`,
  "summary.gaps": (p) =>
    `Supervision has gaps: ${p.assessed} of ${s(p.partners, "partner")} assessed, ${s(p.overdue, "case")} overdue.`,
  "red.finding-overdue": (p) => `Critical finding not corrected: “${p.title}”. ${p.partner}`,
  "red.finding-critical": (p) => `Critical finding being corrected: “${p.title}”. ${p.partner}`,
  "red.failed": (p) => `${p.partner} is graded D${p.nos > 0 ? ` with ${s(p.nos, "critical “no”")}` : ""}.`,
  "red.subcontractors": (p) =>
    `${s(p.count, "subcontractor")} ${p.count === 1 ? "works" : "work"} without our consent.`,
  "red.returns": (p) => `${s(p.count, "lot")} of our data ${are(p.count)} past the day of return.`,
  "red.no-contract": (p) =>
    `${s(p.count, "relation")} ${p.count === 1 ? "has" : "have"} no contract in force.`,
  "red.clauses": (p) => `${s(p.count, "partner")} ${p.count === 1 ? "lacks" : "lack"} mandatory clauses.`,
  "red.assessments": (p) => `${s(p.count, "assessment")} ${are(p.count)} past the due day.`,
  "red.more": (p) => `${p.count} more`,
  "state.days-over": (p) => `${s(p.days, "day")} over`,
  "state.worst-days-over": (p) => `up to ${s(p.days, "day")} over`,
  "state.due": (p) => `due ${p.day}`,
  "state.awaiting-consent": () => "consent to be decided",
  "state.blocked": () => "hand-over stopped",
  "state.awaiting-plan": () => "plan awaited",
  "lead.scope": (p) =>
    `${s(p.partners, "partner")} in ${s(p.relations, "relation")} were supervised. ${
      p.added + p.ended === 0 ? "Nobody joined or left." : `${p.added} joined, ${p.ended} left.`
    }`,
  "lead.results": (p) =>
    `${s(p.assessed, "partner")} assessed, ${one(p.average)} points on average. ${p.good} are graded A or B, ${Math.round((100 * p.good) / Math.max(1, p.total))}% of ${p.total}.`,
  "lead.results-none": () => "No assessment is concluded yet.",
  "lead.overdue": (p) => {
    const diff = p.count - p.last;
    const change =
      diff === 0 ? "as many as last year" : `${Math.abs(diff)} ${diff > 0 ? "more" : "fewer"} than last year`;
    return `${s(p.count, "case")} overdue, ${change}. ${p.over90 > 0 ? `${p.over90} for more than 90 days.` : "None for more than 90 days."}`;
  },
  "lead.overdue-none": () => "Nothing is overdue.",
  "lead.contracts": (p) =>
    `${s(p.clauses, "clause")} checked for ${s(p.partners, "partner")}: ${p.sufficient} sufficient, ${p.excepted} with a dated exception, ${p.lacking} lacking.`,
  "lead.contracts-none": () => "There are no contracts to check.",
  "lead.subcontractors": (p) =>
    `${s(p.partners, "partner")} ${p.partners === 1 ? "uses" : "use"} ${s(p.count, "subcontractor")}. ${p.unapproved > 0 ? `${p.unapproved} without our consent.` : "All have our consent."}`,
  "lead.subcontractors-none": () => "There is no subcontracting.",
  "lead.custody": (p) =>
    `${s(p.open, "lot")} still ${p.open === 1 ? "lies" : "lie"} with partners. ${p.overdue > 0 ? `${p.overdue} past the day of return.` : "None is past the day of return."}`,
  "lead.custody-none": () => "Nothing waits to be returned or disposed of.",
  "lead.findings": (p) =>
    `${s(p.closed, "finding")} corrected, ${p.open} remain open. ${p.overdue > 0 ? `${p.overdue} past due.` : "None is past due."}`,
  "lead.findings-none": () => "There are no findings.",
  "lead.plan": () =>
    "Assessments, contracts and corrective action of next year, from the due days in the register.",
  "note.no-handling": (p) =>
    `Besides, ${s(p.count, "provider")} that by contract ${p.count === 1 ? "does" : "do"} not handle the content ${are(p.count)} registered (outside the supervision of APPI 25).`,
  "note.findings-sum": (p) =>
    `${p.carried} carried over, ${p.raised} new, ${p.closed} corrected (${p.carried} + ${p.raised} − ${p.closed} = ${p.open}). The plan line shows what would be open had all been corrected when due.`,
  "change.new": (p) => p.title,
  "change.items": (p) => `Items added: ${p.items}`,
  "change.ended": () => "Ended (return and erasure being confirmed)",
  "change.completed": () => "Return and erasure confirmed, closed",
  "over.assessment-unanswered": () => "Checklist not answered",
  "over.assessment-unreviewed": () => "Answered, not reviewed yet",
  "over.assessment-expired": () => "Assessment no longer valid",
  "over.contract-ended": (p) => `Contract ended (${p.title})`,
  "over.contract-none": (p) => `No contract recorded (${p.title})`,
  "over.return": (p) => `${p.data}, ${p.quantity.toLocaleString("en-GB")} ${p.unit}`,
  "over.certificate-returned": (p) => `Disposal certificate sent back (${p.number})`,
  "over.certificate-waiting": (p) => `Disposal certificate to be checked (${p.number})`,
  "measure.conditional": (p) =>
    `Approved with conditions${p.until === "" ? "" : ` (valid until ${p.until})`}.`,
  "measure.condition": (p) => `Condition: ${p.text} (by ${p.due}).`,
  "measure.failed": () => "Not approved, hand-over stopped.",
  "measure.finding": (p) => `Finding ${p.number} (by ${p.due}).`,
  "measure.none": () => "No measure is recorded.",
};

export const phrases = { ja, en };
