import type { Same } from "#app/i18n/lang.ts";
import type { Spoken } from "#app/i18n/template.ts";

/** The few words that the building blocks of paper say themselves; a frozen document carries them along. */
const ja = {
  none: "該当なし",
  continued: "{text}（続き）",
  continues: "次頁に続く",
  draft: "案",
  ungraded: "未",
  marks: { ok: "○", partial: "△", bad: "×", none: "－", checked: "☑", unchecked: "☐" },
  grade: "評価 {grade}",
  stamp: "{box}の日付印: {role} {name} {day}",
  deputyStamp: "{box}の日付印: {role} {name} {day}（{deputy}）",
  pageOf: "{text} {page}頁",
} as const;
const en: Same<typeof ja> = {
  none: "None",
  continued: "{text} (continued)",
  continues: "Continued on the next page",
  draft: "DRAFT",
  ungraded: "–",
  marks: { ok: "○", partial: "△", bad: "×", none: "－", checked: "☑", unchecked: "☐" },
  grade: "Grade {grade}",
  stamp: "Date stamp, {box}: {role} {name} {day}",
  deputyStamp: "Date stamp, {box}: {role} {name} {day} ({deputy})",
  pageOf: "{text}, page {page}",
};
export const words = { ja, en };
export type PaperWords = Same<typeof ja>;
export type SpokenWords = Spoken<typeof ja>;
