import type { Lang } from "#app/i18n/lang.ts";
import { wordsOfModules } from "./module-words.ts";


/** What happened, in the reader's language, by event type. The log stores codes only; an unknown one is shown as it is. */
export function eventSentence(lang: Lang, type: string): string {
  for (const words of wordsOfModules) {
    const events = words[lang].events ?? {};
    if (Object.hasOwn(events, type)) return events[type] ?? type;
  }
  return type;
}

/** Every type of event there are words for, by its sentence. */
export const eventChoices = (lang: Lang): readonly { readonly type: string; readonly sentence: string }[] =>
  wordsOfModules
    .flatMap((words) => Object.entries(words[lang].events ?? {}))
    .map(([type, sentence]) => ({ type, sentence }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
