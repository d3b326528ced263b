import { wordEvents } from "#app/modules/audit/event-rules.ts";
import type { LogField } from "#app/ports.ts";
import { policyEvents } from "./rules/events.ts";
import { words } from "./words.ts";

const key: LogField = { label: { ja: "版", en: "version" } };
const hash: LogField = { label: { ja: "ハッシュ", en: "hash" } };
const validFrom: LogField = { label: { ja: "有効期間の初日", en: "valid from" } };
const groupId: LogField = { label: { ja: "共同利用の区分", en: "joint use" } };
const matter: LogField = {
  label: { ja: "事項", en: "matter" },
  codes: { ja: words.ja.matters, en: words.en.matters },
};
const postedFrom: LogField = { label: { ja: "掲示の初日", en: "posted from" } };
const postedTo: LogField = { label: { ja: "掲示の最終日", en: "posted until" } };
const state: LogField = {
  label: { ja: "状態", en: "state" },
  codes: { ja: words.ja.page.citationStates, en: words.en.page.citationStates },
};
const note: LogField = { label: { ja: "備考", en: "note" } };

/** How this module's entries of the operation log read. A field without words is for machines. */
export const logWords = wordEvents(policyEvents, {
  "policy.version-imported": {
    sentence: { ja: "方針の版を取り込みました", en: "Policy version imported" },
    fields: { key, hash, validFrom },
  },
  "policy.matter-cited": {
    sentence: { ja: "共同利用の事項の掲示を引用しました", en: "Posting of a joint-use matter cited" },
    fields: { groupId, matter, postedFrom, postedTo, files: null },
  },
  "policy.citation-decided": {
    sentence: { ja: "引用した掲示を確認しました", en: "Citation decided" },
    fields: { groupId, matter, state, note },
  },
});
