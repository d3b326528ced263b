import type { Lang } from "#app/i18n/lang.ts";
import { wordsOfModules } from "./module-words.ts";

/** The banner's sentence by the code that an act puts into the address it redirects to; null for any other text. */
export function doneSentence(lang: Lang, code: string | null): string | null {
  if (!code) return null;
  for (const words of wordsOfModules) {
    const done = words[lang].done ?? {};
    if (Object.hasOwn(done, code)) return done[code] ?? null;
  }
  return null;
}
