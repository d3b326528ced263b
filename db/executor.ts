import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/** What queries run on: the readers, or a transaction. */
export type Executor = Kysely<Schema>;
/** A writing transaction. */
export type Write = Transaction<Schema>;
export type DatabaseKind = "sqlite" | "postgres";
