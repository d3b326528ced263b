import type { Lang } from "#app/i18n/lang.ts";
import { words as access } from "#app/modules/access/words.ts";
import { words as policy } from "#app/modules/policy/words.ts";
import { words as registry } from "#app/modules/registry/words.ts";

/** What happened, in the reader's language, by event type. The log stores codes only. */
export const eventWords = (lang: Lang): Readonly<Record<string, string>> => ({
  ...access[lang].events,
  ...policy[lang].events,
  ...registry[lang].events,
});
