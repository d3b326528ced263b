import { createContext, type ReactNode, useContext } from "react";
import type { Lang } from "#app/i18n/lang.ts";
import { type FrameWords, words } from "#app/i18n/words.ts";

/** The language of one rendered page; carried by context because there is no global one on the server. */
const LangContext = createContext<Lang>("ja");

export const LangProvider = ({ lang, children }: { lang: Lang; children: ReactNode }) => (
  <LangContext.Provider value={lang}>{children}</LangContext.Provider>
);

export const useLang = (): Lang => useContext(LangContext);
/** The words of the frame in the page's language. */
export const useFrameWords = (): FrameWords => words[useLang()];
