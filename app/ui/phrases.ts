import { loadDefaultJapaneseParser } from "budoux";

const parser = loadDefaultJapaneseParser();
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Phrases of a short Japanese text, in order; joined they give the text back. Numbers and their unit stay together. */
export const phrasesOf = (text: string): readonly string[] =>
  text.length > 120 || !japanese.test(text) ? [text] : parser.parse(text);
