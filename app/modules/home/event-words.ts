import type { Lang } from "#app/i18n/lang.ts";
import { wordsOfModules } from "./module-words.ts";

/** What happened, in the reader's language, by event type. The log stores codes only. */
export const eventWords = (lang: Lang): Readonly<Record<string, string>> =>
  Object.assign({}, ...wordsOfModules.map((words) => words[lang].events ?? {}));

/** Every type of event there are words for, by type. */
export const eventChoices = (lang: Lang): readonly { readonly type: string; readonly sentence: string }[] =>
  Object.entries(eventWords(lang))
    .map(([type, sentence]) => ({ type, sentence }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));

/** One of them; an unknown type is shown as it is. */
export const eventSentence = (lang: Lang, type: string): string => eventWords(lang)[type] ?? type;
