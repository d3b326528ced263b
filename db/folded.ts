import { sql } from "kysely";
import { foldText, scarcestOf, writingsOf } from "#app/i18n/fold.ts";

/** Longer words are found by their beginning: each letter costs the statement some calls inside each other, and their depth ends. */
const MOST_LETTERS = 40;

/** `%` and `_` of what was typed stand for themselves. */
const within = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/**
 * That a text kept as it was typed holds a word, both folded (`foldText`). Neither database folds by itself, so the writings of the
 * word's letters are replaced one by one, in rows that have its scarcest letter at all. For some ten thousand rows; what is searched
 * in more has a key column.
 */
export function holdsFolded(column: string, word: string) {
  const text = [...foldText(word)].slice(0, MOST_LETTERS).join("");
  if (text === "") return sql<boolean>`1 = 1`;
  const kept = sql.ref(column);
  const scarce = scarcestOf(text).map((way) => sql`${kept} like ${within(way)} escape '\\'`);
  const folded = writingsOf(text).reduce(
    (inner, [written, plain]) => sql`replace(${inner}, ${written}, ${plain})`,
    sql`${kept}`,
  );
  return sql<boolean>`(${sql.join(scarce, sql` or `)}) and lower(${folded}) like ${within(text)} escape '\\'`;
}
