import { codeWords } from "./words/codes.ts";
import { formWords } from "./words/form-words.ts";
import { labelWords } from "./words/label-words.ts";
import { screenWords } from "./words/screen-words.ts";

/** Japanese and English words of the register; both have the same keys by type. */
export const words = {
  ja: {
    ...labelWords.ja,
    ...codeWords.ja,
    fieldProblems: { ...labelWords.ja.fieldProblems, ...codeWords.ja.fieldProblems },
    form: formWords.ja,
    ...screenWords.ja,
  },
  en: {
    ...labelWords.en,
    ...codeWords.en,
    fieldProblems: { ...labelWords.en.fieldProblems, ...codeWords.en.fieldProblems },
    form: formWords.en,
    ...screenWords.en,
  },
};
