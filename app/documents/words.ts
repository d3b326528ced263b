import type { Same } from "#app/i18n/lang.ts";

/** The few words that the building blocks of paper say themselves. */
const ja = {
  none: "該当なし",
  continued: (p: { text: string }) => `${p.text}（続き）`,
  continues: "次頁に続く",
  draft: "案",
  ungraded: "未",
  marks: { ok: "○", partial: "△", bad: "×", none: "－", checked: "☑", unchecked: "☐" },
  grade: (p: { grade: string }) => `評価 ${p.grade}`,
  stamp: (p: { box: string; role: string; name: string; day: string; deputy: string }) =>
    `${p.box}の日付印: ${p.role} ${p.name} ${p.day}${p.deputy === "" ? "" : `（${p.deputy}）`}`,
  emptySeal: (p: { box: string }) => `${p.box}: 未押印`,
  pageOf: (p: { text: string; page: number }) => `${p.text} ${p.page}頁`,
};
const en: Same<typeof ja> = {
  none: "None",
  continued: (p) => `${p.text} (continued)`,
  continues: "Continued on the next page",
  draft: "DRAFT",
  ungraded: "–",
  marks: { ok: "○", partial: "△", bad: "×", none: "－", checked: "☑", unchecked: "☐" },
  grade: (p) => `Grade ${p.grade}`,
  stamp: (p) =>
    `Date stamp, ${p.box}: ${p.role} ${p.name} ${p.day}${p.deputy === "" ? "" : ` (${p.deputy})`}`,
  emptySeal: (p) => `${p.box}: not yet stamped`,
  pageOf: (p) => `${p.text}, page ${p.page}`,
};
export const words = { ja, en };
