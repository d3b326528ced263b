import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "relation-to-approve": {
    ja: { title: "取扱案件を審査する", action: "審査する" },
    en: { title: "Review a relation", action: "Review" },
  },
  "relation-to-activate": {
    ja: { title: "取扱案件を有効にする", action: "開く" },
    en: { title: "Activate a relation", action: "Open" },
  },
  "relation-draft": {
    ja: { title: "登録の続きを入力する", action: "続ける" },
    en: { title: "Continue a registration", action: "Continue" },
  },
  "subcontractor-to-decide": {
    ja: { title: "再委託の承諾申請に答える", action: "申請を見る" },
    en: { title: "Answer a request to subcontract", action: "See the request" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
