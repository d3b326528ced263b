import { words as access } from "#app/modules/access/words.ts";
import { wordEvents } from "#app/modules/audit/event-rules.ts";
import { formatFiscalYear } from "#app/modules/calendar/rules/fiscal-year.ts";
import type { LogField } from "#app/ports.ts";
import { oversightEvents } from "../rules/events.ts";
import { words } from "./screen.ts";

const number: LogField = { label: { ja: "番号", en: "number" }, isRecord: true };
const fiscalYear: LogField = {
  label: { ja: "年度", en: "fiscal year" },
  word: (value, lang) => formatFiscalYear(Number(value), lang),
};
const language: LogField = {
  label: { ja: "言語", en: "language" },
  codes: { ja: access.ja.languages, en: access.en.languages },
};
const result: LogField = {
  label: { ja: "結果", en: "result" },
  codes: { ja: words.ja.state, en: words.en.state },
};
const round: LogField = { label: { ja: "回", en: "round" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(oversightEvents, {
  "oversight.report-drafted": {
    sentence: { ja: "監督報告書の下書きを作りました", en: "Drafted an oversight report" },
    fields: { number, fiscalYear, language },
  },
  "oversight.report-revised": {
    sentence: { ja: "監督報告書の意見・計画を直しました", en: "Amended opinion or plan of a report" },
    fields: { number },
  },
  "oversight.report-concluded": {
    sentence: {
      ja: "監督報告書の審査・決裁の結果が出ました",
      en: "Review or decision of a report concluded",
    },
    fields: { number, result, round },
  },
});
