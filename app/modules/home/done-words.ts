import type { Lang } from "#app/i18n/lang.ts";
import { words as access } from "#app/modules/access/words.ts";
import { words as policy } from "#app/modules/policy/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";

/** Banner sentences of all modules, by the code that an act puts into the address it redirects to. */
export const doneWords = (lang: Lang): Readonly<Record<string, string>> => ({
  ...access[lang].done,
  ...policy[lang].done,
  ...registry[lang].done,
});
