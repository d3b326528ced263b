import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "citation-to-decide": {
    ja: { title: "公表事項の掲載場所を確かめる", action: "確かめる" },
    en: { title: "Check where a notice matter is posted", action: "Check" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
