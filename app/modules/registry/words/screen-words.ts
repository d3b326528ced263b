import { en } from "./screen-words-en.ts";
import { ja } from "./screen-words-ja.ts";

export const screenWords = { ja, en };
