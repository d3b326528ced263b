/** The two languages of the product. A document's language is chosen per document, a screen's per person. */
export const langs = ["ja", "en"] as const;
export type Lang = (typeof langs)[number];

/** The language that a stored code names; Japanese for any other text. */
export const langOf = (code: string | null): Lang => langs.find((lang) => lang === code) ?? "ja";

/** One text in both languages, as reviewed data carries it. */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

/** The shape of a dictionary: `en` must have the keys of `ja`, and functions take the same parameters. */
export type Same<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Same<T[K]>;
};
