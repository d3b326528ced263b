import type { Same } from "#app/i18n/lang.ts";

const ja = {
  nav: {
    home: "ホーム",
    register: "登録する",
    partners: "委託先等",
    contracts: "契約・条項",
    matrix: "だれが何を持つか",
    check: "確かめる",
    assessments: "評価・審査",
    findings: "指摘・是正",
    custody: "授受・未返却",
    deferrals: "期限付継続",
    reportGroup: "報告する",
    reports: "監督報告書・稟議",
    decisions: "決裁",
    policy: "方針・公表事項",
    audit: "操作記録",
    settings: "設定",
    people: "利用者",
    organisation: "組織",
  },
  company: {
    home: "やること",
    assessments: "調査票・指摘",
    lots: "授受",
    subcontractors: "再委託",
    people: "利用者",
    from: (p: { organisation: string }) => `${p.organisation} からの確認`,
  },
  public: {
    policies: "個人情報保護方針",
    notices: "共同利用の公表事項",
    verify: "報告書の確認",
    signIn: "サインイン",
  },
  account: "あなたの設定",
};

const en: Same<typeof ja> = {
  nav: {
    home: "Home",
    register: "Register",
    partners: "Partners",
    contracts: "Contracts and clauses",
    matrix: "Who holds what",
    check: "Check",
    assessments: "Assessments",
    findings: "Findings",
    custody: "Hand-overs and returns",
    deferrals: "Deferrals",
    reportGroup: "Report",
    reports: "Oversight reports",
    decisions: "Decisions",
    policy: "Policy and notices",
    audit: "Operation log",
    settings: "Settings",
    people: "People",
    organisation: "Organisation",
  },
  company: {
    home: "To do",
    assessments: "Self-assessments",
    lots: "Hand-overs",
    subcontractors: "Subcontracting",
    people: "People",
    from: (p) => `Requests from ${p.organisation}`,
  },
  public: {
    policies: "Privacy policy",
    notices: "Joint-use notices",
    verify: "Verify a report",
    signIn: "Sign in",
  },
  account: "Your settings",
};

export const frameWords = { ja, en };
