import type { Kysely } from "kysely";
import { up as initial } from "./2026-11-23-initial.ts";

export interface Migration {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type
  readonly up: (db: Kysely<any>, dialect: "sqlite" | "postgres") => Promise<void>;
}

/** In order; a published entry is never changed, moved or removed. */
export const migrations: readonly Migration[] = [{ name: "2026-11-23-initial", up: initial }];
