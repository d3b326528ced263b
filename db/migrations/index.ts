import type { Kysely } from "kysely";
import { up as initial } from "./2026-11-23-initial.ts";
import { up as bytewiseText, makeTextBytewise } from "./2026-11-28-bytewise-text.ts";
import { up as keptState } from "./2026-11-28-kept-state.ts";

export interface Migration {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type
  readonly up: (db: Kysely<any>, dialect: "sqlite" | "postgres") => Promise<void>;
}

/** What the text columns that a migration adds need on PostgreSQL, whoever writes it. */
const bytewise = ({ name, up }: Migration): Migration => ({
  name,
  up: async (db, dialect) => {
    await up(db, dialect);
    await makeTextBytewise(db, dialect);
  },
});

/**
 * In order, which is that of their names; a published entry is never changed, moved or removed. A migration runs inside
 * one transaction with all that are pending, on both databases.
 */
export const migrations: readonly Migration[] = [
  { name: "2026-11-23-initial", up: initial },
  { name: "2026-11-28-bytewise-text", up: bytewiseText },
  ...[{ name: "2026-11-28-kept-state", up: keptState }].map(bytewise),
];
