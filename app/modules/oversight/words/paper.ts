import { type Spoken, speak } from "#app/i18n/template.ts";
import { en } from "./paper-en.ts";
import { ja } from "./paper-ja.ts";

export const words = { ja, en };
export type PaperWords = Spoken<typeof ja>;
/** The words of today. What is printed from a frozen report takes those frozen with it. */
export const spoken = { ja: speak<typeof ja>(ja), en: speak<typeof ja>(en) };
