import type { Same } from "./lang.ts";

/** The places to fill in a text: `n` of `{n}社`. */
export type Places<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Places<Rest> : never;

/** Words as they are said: a text without places is itself, one with places is a function of what stands in them. */
export type Spoken<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? [Places<W[K]>] extends [never]
      ? string
      : (p: Readonly<Record<Places<W[K]>, string | number>>) => string
    : W[K];
};

const place = /\{(\w+)\}/g;
export const placesOf = (text: string): string[] => [...text.matchAll(place)].map((found) => found[1] ?? "");

/** Fills each place once; what is put in is not read again. A place of no such name stays as it is. */
export const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
  text.replace(place, (whole, name: string) => String(params[name] ?? whole));

/**
 * Words that are plain data, ready to be said. `kept` are the words of an earlier release, frozen with a document: they are
 * said instead of today's. So a key keeps its places for ever; other places are another key.
 */
export function speak<W extends object>(
  words: Same<W>,
  kept: Readonly<Record<string, unknown>> = {},
): Spoken<W> {
  const spoken = Object.entries(words).map(([key, own]: [string, unknown]) => {
    const said = kept[key] ?? own;
    if (typeof own === "object") return [key, { ...own, ...(said as object) }];
    if (typeof own !== "string" || typeof said !== "string" || placesOf(own).length === 0) return [key, said];
    return [key, (params: Readonly<Record<string, string | number>>) => fill(said, params)];
  });
  return Object.fromEntries(spoken) as Spoken<W>;
}
