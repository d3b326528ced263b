import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "mail-failed": {
    ja: { title: "メールを送れていません", action: "利用者を開く" },
    en: { title: "A mail could not be sent", action: "Open people" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
