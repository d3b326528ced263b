import type { LogField } from "#app/ports.ts";
import { auditEvents, wordEvents } from "./event-rules.ts";

const seq: LogField = { label: { ja: "記録の番号", en: "entry" } };
const fields: LogField = { label: { ja: "項目", en: "fields" } };
const reason: LogField = { label: { ja: "理由", en: "reason" } };
const format: LogField = { label: { ja: "形式", en: "format" } };
const entries: LogField = { label: { ja: "件数", en: "entries" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(auditEvents, {
  "audit.personal-erased": {
    sentence: { ja: "記録の中の個人の情報を消去しました", en: "Erased personal fields of an entry" },
    fields: { seq, fields, reason },
  },
  "audit.exported": {
    sentence: { ja: "操作記録を書き出しました", en: "Exported the operation log" },
    fields: { format, entries },
  },
});
