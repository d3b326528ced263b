import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "report-to-submit": {
    ja: { title: "報告書を起案する", action: "続ける" },
    en: { title: "Draft of a report", action: "Continue" },
  },
  "report-returned": {
    ja: { title: "差し戻された報告書を直す", action: "報告書を直す" },
    en: { title: "Correct a returned report", action: "Correct it" },
  },
  "report-to-review": {
    ja: { title: "報告書を審査する", action: "審査する" },
    en: { title: "Review a report", action: "Review" },
  },
  "report-to-decide": {
    ja: { title: "報告書を決裁する", action: "決裁へ進む" },
    en: { title: "Decide on a report", action: "To the decision" },
  },
  "report-waiting": {
    ja: { title: "報告書が決裁の途中です", action: "報告書を見る" },
    en: { title: "A report is on its way to decision", action: "See the report" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
