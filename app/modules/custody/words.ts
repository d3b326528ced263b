import type { Same } from "#app/i18n/lang.ts";
import { gateWords } from "./words/gate.ts";
import { lotWords } from "./words/lots.ts";

const ja = { ...gateWords.ja, ...lotWords.ja };
const en: Same<typeof ja> = { ...gateWords.en, ...lotWords.en };
export const words = { ja, en };
