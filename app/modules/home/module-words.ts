import type { Lang } from "#app/i18n/lang.ts";
import { words as access } from "#app/modules/access/words.ts";
import { words as assessments } from "#app/modules/assessments/words.ts";
import { words as contracts } from "#app/modules/contracts/words.ts";
import { words as custody } from "#app/modules/custody/words.ts";
import { pageWords as decisions } from "#app/modules/decisions/page-words.ts";
import { words as oversight } from "#app/modules/oversight/words.ts";
import { policyScreenWords as policy } from "#app/modules/policy/screen-words.ts";
import { words as registry } from "#app/modules/registry/words.ts";

interface Sentences {
  readonly done?: Readonly<Record<string, string>>;
}

/** Words of every module that has acts. Read on the server only: a page gets the one sentence it shows. */
export const wordsOfModules: readonly Readonly<Record<Lang, Sentences>>[] = [
  access,
  assessments,
  contracts,
  custody,
  decisions,
  oversight,
  policy,
  registry,
];
