import type { ReactNode } from "react";
import type { Lang } from "#app/i18n/lang.ts";
import { type NavGroup, StaffFrame } from "../frames.tsx";
import type { GateRow } from "../gate-panel.tsx";
import { useLang } from "../lang.tsx";

/** Two languages side by side; every organisation, person and number is fictional. */
export const both =
  (lang: Lang) =>
  (ja: string, en: string): string =>
    lang === "ja" ? ja : en;
export const useBoth = () => both(useLang());

type Both = ReturnType<typeof both>;

export const organisation = (t: Both) => t("みどり野生活協同組合(架空)", "Midorino Co-operative (fictional)");
export const hibari = (t: Both) => t("ひばり配送株式会社(架空)", "Hibari Delivery KK (fictional)");
export const minato = (t: Both) => t("株式会社みなと印刷(架空)", "Minato Printing KK (fictional)");
export const asagiri = (t: Both) => t("株式会社朝霧デリバリー(架空)", "Asagiri Delivery KK (fictional)");
export const longName = (t: Both) =>
  t(
    "公益財団法人みどり野地域福祉・消費生活支援機構 東部地区在宅支援センター・訪問看護ステーションわかば野併設事業所(架空)",
    "Midorino Regional Welfare and Consumer Life Support Foundation, Eastern District Home Care Centre with Wakabano Nursing Station (fictional)",
  );

export const navigation = (t: Both, current: string): readonly NavGroup[] =>
  [
    { items: [{ href: "/home", label: t("ホーム", "Home"), count: 7, mine: true }] },
    {
      title: t("登録する", "Register"),
      items: [
        { href: "/partners", label: t("委託先等", "Partners") },
        { href: "/contracts", label: t("契約・条項", "Contracts and clauses"), count: 4 },
        { href: "/matrix", label: t("だれが何を持つか", "Who holds what") },
      ],
    },
    {
      title: t("確かめる", "Check"),
      items: [
        { href: "/assessments", label: t("定期評価・審査", "Assessments and review"), count: 3, mine: true },
        { href: "/findings", label: t("指摘・是正", "Findings"), count: 5 },
        { href: "/custody", label: t("授受・未返却", "Custody"), count: 9 },
      ],
    },
    {
      title: t("報告する", "Report"),
      items: [
        { href: "/reports", label: t("監督報告書・稟議", "Oversight reports"), count: 1 },
        { href: "/policy", label: t("方針・公表事項", "Policy and notices"), count: 1, mine: true },
        { href: "/audit", label: t("操作記録", "Operation log") },
      ],
    },
  ].map((group) => ({
    ...group,
    items: group.items.map((item) => ({ ...item, current: item.href === current })),
  }));

export const language = { action: "/language", back: "/gallery" };
export const footNote = (t: Both) =>
  t(
    "この画面の団体・人物・件数は、すべて架空です。",
    "Every organisation, person and number on this screen is fictional.",
  );

export const Staff = ({
  current,
  person,
  flash,
  children,
}: {
  current: string;
  person?: string;
  flash?: ReactNode;
  children: ReactNode;
}) => {
  const t = useBoth();
  return (
    <StaffFrame
      homeHref="/home"
      organisation={organisation(t)}
      language={language}
      searchAction="/search"
      navigation={navigation(t, current)}
      person={{
        name: person ?? t("高梨 みのり", "Takanashi Minori"),
        settingsHref: "/me",
        signOutAction: "/sign-out",
      }}
      footNote={footNote(t)}
      flash={flash}
    >
      {children}
    </StaffFrame>
  );
};

export const gateRows = (t: Both): readonly GateRow[] => [
  {
    key: "subcontractor",
    state: "bad",
    title: t("承諾のない再委託先があります", "A subcontractor has no consent"),
    detail: t(
      "株式会社はやぶさ急送(架空) ・ 10/19に判明",
      "Hayabusa Express KK (fictional) ・ found on 19 Oct",
    ),
    strength: "law",
    basis: t("25条", "Art. 25"),
    deferral: t("できません", "Not possible"),
    cure: { href: "#", label: t("承諾の申請を求める", "Ask for an application") },
  },
  {
    key: "clause",
    state: "bad",
    title: t("契約第8条(再委託の制限)が不足です", "Clause 8 (limits on sub-contracting) is missing"),
    detail: t("承諾の手続と義務の引継ぎの定めがありません", "No procedure of consent, no transfer of duties"),
    strength: "guideline",
    basis: "GL 3-4-4(3)",
    deferral: t("理事が可(期限必須)", "Director may, with an expiry"),
    cure: { href: "#", label: t("条項確認へ", "To the clause check") },
  },
  {
    key: "assessment",
    state: "bad",
    title: t("評価の有効期限を22日超過しています", "The assessment expired 22 days ago"),
    detail: t("承認 2025/11/03 ・ 有効 2026/11/02 まで", "Approved 3 Nov 2025 ・ valid to 2 Nov 2026"),
    strength: "policy",
    basis: "2.2(1)",
    deferral: t("管理責任者が可(期限必須)", "Privacy manager may, with an expiry"),
    cure: { href: "#", label: t("評価を依頼する", "Ask for an assessment") },
  },
  {
    key: "told",
    state: "attention",
    title: t("現行の方針を知らせた記録がありません", "No record that the current policy was told"),
    detail: t(
      "引渡しは止まりません。2026/12/31 から止まります",
      "Does not stop hand-overs; binds from 31 Dec 2026",
    ),
    strength: "house",
    basis: t("12条", "Rule 12"),
    deferral: t("不要(観察中)", "Not needed (observed)"),
    cure: { href: "#", label: t("周知を記録する", "Record the telling") },
  },
];

export const gateMet = (t: Both) => [
  { key: "scope", text: t("取扱範囲は方針 第6版の範囲内", "Scope within policy edition 6") },
  { key: "contract", text: t("契約は有効(2027/03/20 まで)", "Contract in force (to 20 Mar 2027)") },
  { key: "foreign", text: t("外国での取扱いなし", "No handling abroad") },
  { key: "notice", text: t("公表事項: 対象外", "Notice: not applicable"), applies: false },
];
