import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { SearchAsked, SearchRow } from "#app/ports.ts";
import { holdsFolded } from "#db/folded.ts";
import type { Executor } from "#db/index.server.ts";
import type { ClauseCheckTable, ContractTable } from "#db/schema.ts";
import { type ContractRow, toCheck, toContract } from "../fragments.server.ts";
import type { ClauseCheck } from "../rules/clauses.ts";

export async function findContract(
  executor: Executor,
  organisationId: string,
  contractId: string,
): Promise<ContractRow | null> {
  const row = await executor
    .selectFrom("contract")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", contractId)
    .executeTakeFirst();
  return row ? toContract(row) : null;
}

export async function isContractNumberTaken(
  executor: Executor,
  organisationId: string,
  number: string,
): Promise<boolean> {
  const row = await executor
    .selectFrom("contract")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row !== undefined;
}

export const insertContract = async (executor: Executor, row: ContractTable): Promise<void> => {
  await executor.insertInto("contract").values(row).execute();
};

/** False when somebody else changed it since `revision` was read. */
export async function updateContractIfRevision(
  executor: Executor,
  { organisationId, id, revision }: { organisationId: string; id: string; revision: number },
  to: Partial<Omit<ContractTable, "id" | "organisationId" | "partnerId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("contract")
    .set({ ...to, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function linkRelations(
  executor: Executor,
  organisationId: string,
  contractId: string,
  relationIds: readonly string[],
): Promise<void> {
  if (relationIds.length === 0) return;
  await executor
    .insertInto("contractRelation")
    .values(relationIds.map((relationId) => ({ contractId, relationId, organisationId })))
    .onConflict((oc) => oc.columns(["contractId", "relationId"]).doNothing())
    .execute();
}

export interface ClauseCheckRow extends ClauseCheckTable {
  readonly check: ClauseCheck;
}

/**
 * Every clause check that holds on some day, oldest first; a check corrected on its own first day holds on none and is
 * left out.
 */
export async function listClauseChecks(
  executor: Executor,
  organisationId: string,
  contractIds: readonly string[],
): Promise<ClauseCheckRow[]> {
  if (contractIds.length === 0) return [];
  const rows = await executor
    .selectFrom("clauseCheck")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("contractId", "in", [...contractIds])
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", eb.ref("validFrom"))]))
    .orderBy("contractId")
    .orderBy("clauseId")
    .orderBy("validFrom")
    .orderBy("recordedAt")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, check: toCheck(row) }));
}

/** Puts a check into its place in time: the one before ends the day before, the new one runs until the next begins. */
export async function insertClauseCheck(
  executor: Executor,
  row: Omit<ClauseCheckTable, "validTo">,
  dayBefore: (day: string) => string,
): Promise<void> {
  const others = await executor
    .selectFrom("clauseCheck")
    .select(["id", "validFrom", "validTo"])
    .where("organisationId", "=", row.organisationId)
    .where("contractId", "=", row.contractId)
    .where("clauseId", "=", row.clauseId)
    .orderBy("validFrom")
    .execute();
  const last = dayBefore(row.validFrom);
  for (const other of others) {
    if (other.validFrom <= row.validFrom && (other.validTo === null || other.validTo > last)) {
      await executor.updateTable("clauseCheck").set({ validTo: last }).where("id", "=", other.id).execute();
    }
  }
  const next = others.find(
    (other) => other.validFrom > row.validFrom && other.validTo !== dayBefore(other.validFrom),
  );
  await executor
    .insertInto("clauseCheck")
    .values({ ...row, validTo: next ? dayBefore(next.validFrom) : null })
    .execute();
}

/** Contracts by number or title; of a department, those over one of its relations. */
export async function searchContracts(executor: Executor, asked: SearchAsked): Promise<SearchRow[]> {
  let query = executor
    .selectFrom("contract")
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "contract.partnerId")
    .select(["contract.id", "contract.number", "contract.title", "partner.currentName"])
    .where("contract.organisationId", "=", asked.organisationId);
  if (asked.department !== null) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom("contractRelation")
          .innerJoin(
            relationsInReach(executor, asked).as("relation"),
            "relation.id",
            "contractRelation.relationId",
          )
          .select("relation.id")
          .whereRef("contractRelation.contractId", "=", "contract.id"),
      ),
    );
  }
  for (const word of asked.words) {
    query = query.where((eb) =>
      eb.or([holdsFolded("contract.title", word), holdsFolded("contract.number", word)]),
    );
  }
  const rows = await query.orderBy("contract.number").limit(asked.limit).execute();
  return rows.map((row) => ({
    label: `${row.number} ${row.title}`,
    note: row.currentName,
    href: `/contracts/${row.id}`,
  }));
}
