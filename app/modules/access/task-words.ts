import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "person-invited": {
    ja: { title: "招待がまだ受けられていません", action: "利用者を開く" },
    en: { title: "An invitation is not accepted yet", action: "Open people" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
