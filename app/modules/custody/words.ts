import type { Same } from "#app/i18n/lang.ts";
import { codeWords } from "./words/codes.ts";
import { gateWords } from "./words/gate.ts";
import { lotWords } from "./words/lots.ts";
import { screenWords } from "./words/screens.ts";

const ja = { ...gateWords.ja, ...lotWords.ja, ...codeWords.ja, ...screenWords.ja };
const en: Same<typeof ja> = { ...gateWords.en, ...lotWords.en, ...codeWords.en, ...screenWords.en };
export const words = { ja, en };
