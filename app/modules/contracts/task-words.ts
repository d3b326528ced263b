import type { TaskWords } from "#app/ports.ts";

/** What waits on somebody, and what cures it, by kind of task. */
export const taskWords = {
  "contract-ended": {
    ja: { title: "契約が満了しています", action: "契約を登録する" },
    en: { title: "A contract has ended", action: "Register a contract" },
  },
  "contract-notice": {
    ja: { title: "契約の満了が近づいています", action: "契約を開く" },
    en: { title: "A contract is about to end", action: "Open the contract" },
  },
} satisfies Readonly<Record<string, TaskWords>>;
