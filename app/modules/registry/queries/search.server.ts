import { sql } from "kysely";
import type { Executor } from "#db/index.server.ts";

/** `%` and `_` of what was typed stand for themselves. */
const escaped = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** Case is folded by the database for Latin letters; both databases understand `lower` and `escape`. */
const contains = (column: string, text: string) =>
  sql<boolean>`lower(${sql.ref(column)}) like ${escaped(text.toLowerCase())} escape '\\'`;

export interface Found {
  readonly id: string;
  readonly label: string;
  readonly note: string;
}

/** Relations by number or title; of one department when named. */
export async function searchRelations(
  executor: Executor,
  organisationId: string,
  words: readonly string[],
  department: string | null,
  limit: number,
): Promise<Found[]> {
  let query = executor
    .selectFrom("relation")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .select(["relation.id", "relation.number", "relation.title", "partner.currentName"])
    .where("relation.organisationId", "=", organisationId);
  if (department !== null) query = query.where("relation.department", "=", department);
  for (const word of words) {
    query = query.where((eb) => eb.or([contains("relation.title", word), contains("relation.number", word)]));
  }
  const rows = await query.orderBy("relation.number").limit(limit).execute();
  return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title}`, note: row.currentName }));
}

/** Contracts by number or title, with their partner. */
export async function searchContracts(
  executor: Executor,
  organisationId: string,
  words: readonly string[],
  department: string | null,
  limit: number,
): Promise<Found[]> {
  let query = executor
    .selectFrom("contract")
    .innerJoin("partner", "partner.id", "contract.partnerId")
    .select(["contract.id", "contract.number", "contract.title", "partner.currentName"])
    .where("contract.organisationId", "=", organisationId);
  if (department !== null) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom("contractRelation")
          .innerJoin("relation", "relation.id", "contractRelation.relationId")
          .select("relation.id")
          .whereRef("contractRelation.contractId", "=", "contract.id")
          .where("relation.department", "=", department),
      ),
    );
  }
  for (const word of words) {
    query = query.where((eb) => eb.or([contains("contract.title", word), contains("contract.number", word)]));
  }
  const rows = await query.orderBy("contract.number").limit(limit).execute();
  return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title}`, note: row.currentName }));
}

/** Lots by number or name of the data. */
export async function searchLots(
  executor: Executor,
  organisationId: string,
  words: readonly string[],
  department: string | null,
  limit: number,
): Promise<Found[]> {
  let query = executor
    .selectFrom("lot")
    .innerJoin("partner", "partner.id", "lot.partnerId")
    .innerJoin("relation", "relation.id", "lot.relationId")
    .select(["lot.id", "lot.number", "lot.dataName", "partner.currentName"])
    .where("lot.organisationId", "=", organisationId);
  if (department !== null) query = query.where("relation.department", "=", department);
  for (const word of words) {
    query = query.where((eb) => eb.or([contains("lot.dataName", word), contains("lot.number", word)]));
  }
  const rows = await query.orderBy("lot.number", "desc").limit(limit).execute();
  return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.dataName}`, note: row.currentName }));
}

/** Attached documents by file name; those of partners that the person sees. */
export async function searchFiles(
  executor: Executor,
  organisationId: string,
  words: readonly string[],
  limit: number,
): Promise<Found[]> {
  let query = executor
    .selectFrom("storedFile")
    .leftJoin("partner", "partner.id", "storedFile.partnerId")
    .select(["storedFile.id", "storedFile.name", "partner.currentName"])
    .where("storedFile.organisationId", "=", organisationId)
    .where("storedFile.state", "=", "attached");
  for (const word of words) query = query.where(contains("storedFile.name", word));
  const rows = await query.orderBy("storedFile.uploadedAt", "desc").limit(limit).execute();
  return rows.map((row) => ({ id: row.id, label: row.name, note: row.currentName ?? "" }));
}
