import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "deferral-to-decide": {
    ja: { title: "期限付継続の申請に答える", action: "申請を見る" },
    en: { title: "Answer a request for a deferral", action: "See the request" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
