import { formatDay } from "#app/i18n/format.ts";
import type { Lang } from "#app/i18n/lang.ts";
import type { Phrase } from "./rules/phrases.ts";
import { phrases } from "./words/phrases.ts";

export { words } from "./words/screen.ts";

/** A sentence of the report in the screen's language, from its code and parameters. */
export function sayIn(lang: Lang, phrase: Pick<Phrase, "code" | "params">): string {
  const params: Record<string, string | number> = { ...phrase.params };
  for (const name of ["day", "due", "until"]) {
    const value = params[name];
    if (typeof value === "string" && value !== "") params[name] = formatDay(value, lang);
  }
  const say = phrases[lang][phrase.code] as (p: typeof params) => string;
  return say(params);
}
