import { en } from "./paper-en.ts";
import { ja } from "./paper-ja.ts";

export const words = { ja, en };
export type PaperWords = typeof ja;
