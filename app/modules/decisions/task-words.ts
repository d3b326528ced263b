import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "decision-to-confirm": {
    ja: { title: "代決された案件を後閲する", action: "後閲する" },
    en: { title: "Confirm a deputy's decision", action: "Confirm" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
