import { sql } from "kysely";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { inForceOn, type Valid } from "#app/modules/calendar/rules/validity.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { listEntrusting, listRoutedAbroad } from "#app/modules/registry/fragments/records.server.ts";
import type { TemplatePort } from "#app/ports.ts";
import { fromFlag } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import { groupRows } from "#db/rows.ts";
import type { ClauseCheckTable, ContractTable } from "#db/schema.ts";
import { type ClauseCheck, ClauseLibrary, type ClauseResult, type Trigger } from "./rules/clauses.ts";
import type { ContractFact } from "./rules/facts.ts";
import { type ContractTerms, lastDayOf } from "./rules/terms.ts";

export interface ContractRow extends Omit<ContractTable, "isAutoRenewing"> {
  readonly terms: ContractTerms;
}

export const toContract = ({ isAutoRenewing, ...row }: ContractTable): ContractRow => ({
  ...row,
  terms: {
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    autoRenewal: fromFlag(isAutoRenewing),
    renewalMonths: row.renewalMonths,
    noticeMonths: row.noticeMonths,
    terminatedOn: row.terminatedOn,
  },
});

export async function listContracts(
  executor: Executor,
  organisationId: string,
  by: { contractIds?: readonly string[]; partnerId?: string; afterNumber?: string; limit?: number } = {},
): Promise<ContractRow[]> {
  if (by.contractIds?.length === 0) return [];
  let query = executor.selectFrom("contract").selectAll().where("organisationId", "=", organisationId);
  if (by.contractIds) query = query.where("id", "in", [...by.contractIds]);
  if (by.partnerId) query = query.where("partnerId", "=", by.partnerId);
  if (by.afterNumber) query = query.where("number", ">", by.afterNumber);
  query = query.orderBy("number");
  if (by.limit) query = query.limit(by.limit);
  return (await query.execute()).map(toContract);
}

/** Contracts of some relations that had begun by `day`, the latest first; a contract over several has a row for each. */
export async function listContractsBegun(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<(ContractRow & { readonly relationId: string })[]> {
  if (relationIds.length === 0) return [];
  const rows = await executor
    .selectFrom("contractRelation")
    .innerJoin("contract", "contract.id", "contractRelation.contractId")
    .selectAll("contract")
    .select("contractRelation.relationId")
    .where("contract.organisationId", "=", organisationId)
    .where("contractRelation.relationId", "in", [...relationIds])
    .where("contract.startsOn", "<=", day)
    .orderBy("contract.startsOn", "desc")
    .orderBy("contract.number", "desc")
    .execute();
  return rows.map(({ relationId, ...row }) => ({ ...toContract(row), relationId }));
}

/** Ids of a partner's contracts, to be counted or joined. */
export const contractsOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("contract")
    .select("contract.id")
    .where("contract.organisationId", "=", organisationId)
    .where("contract.partnerId", "=", partnerId);

/** Pairs of contract and relation, by contracts or by relations. */
export async function listLinks(
  executor: Executor,
  organisationId: string,
  by: { contractIds: readonly string[] } | { relationIds: readonly string[] },
): Promise<{ contractId: string; relationId: string }[]> {
  const ids = "contractIds" in by ? by.contractIds : by.relationIds;
  if (ids.length === 0) return [];
  return executor
    .selectFrom("contractRelation")
    .select(["contractId", "relationId"])
    .where("organisationId", "=", organisationId)
    .where("contractIds" in by ? "contractId" : "relationId", "in", [...ids])
    .orderBy("contractId")
    .orderBy("relationId")
    .execute();
}

export type CheckColumns = Pick<
  ClauseCheckTable,
  "clauseId" | "result" | "articleNumber" | "validFrom" | "exceptionState" | "exceptionUntil"
>;

/** An exception counts only once it is approved. */
export const toCheck = (row: CheckColumns): ClauseCheck => ({
  clauseId: row.clauseId,
  result: row.result as ClauseResult,
  articleNumber: row.articleNumber,
  validFrom: row.validFrom,
  exceptionUntil: row.exceptionState === "approved" ? row.exceptionUntil : null,
});

/**
 * What is judged of the checks of `listClauseChecks`, by contract; of every contract when none are named. A report reads tens of
 * thousands, so nothing else is.
 */
export async function loadClauseChecks(
  executor: Executor,
  organisationId: string,
  contractIds: readonly string[] | "all",
): Promise<Map<string, ClauseCheck[]>> {
  const checks = new Map<string, ClauseCheck[]>();
  if (contractIds.length === 0) return checks;
  let query = executor
    .selectFrom("clauseCheck")
    .select([
      "contractId",
      "clauseId",
      "result",
      "articleNumber",
      "validFrom",
      "exceptionState",
      "exceptionUntil",
    ])
    .where("organisationId", "=", organisationId)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", eb.ref("validFrom"))]));
  if (contractIds !== "all") query = query.where("contractId", "in", [...contractIds]);
  const rows = await query
    .orderBy("contractId")
    .orderBy("clauseId")
    .orderBy("validFrom")
    .orderBy("recordedAt")
    .orderBy("id")
    .execute();
  for (const row of rows) {
    const list = checks.get(row.contractId);
    if (list) list.push(toCheck(row));
    else checks.set(row.contractId, [toCheck(row)]);
  }
  return checks;
}

/** What the gate asks of a relation's contracts (`ContractFact` of the gate). */
export interface ContractFacts {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string;
  readonly lastOn: string | null;
  readonly checks: readonly ClauseCheck[];
}

/** Contracts with their clause checks by relation, in set queries; relations without one are absent. */
export async function loadContractFacts(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<Map<string, readonly ContractFacts[]>> {
  const links = await listLinks(executor, organisationId, { relationIds });
  const contractIds = [...new Set(links.map((link) => link.contractId))];
  const contracts = await listContracts(executor, organisationId, { contractIds });
  const byContract = await loadClauseChecks(executor, organisationId, contractIds);
  const facts = new Map(
    contracts.map((contract) => [
      contract.id,
      {
        id: contract.id,
        title: contract.title,
        startsOn: contract.startsOn,
        lastOn: lastDayOf(contract.terms),
        checks: byContract.get(contract.id) ?? [],
      },
    ]),
  );
  const result = new Map<string, ContractFacts[]>();
  for (const { relationId, contractId } of links) {
    const fact = facts.get(contractId);
    if (fact) result.set(relationId, [...(result.get(relationId) ?? []), fact]);
  }
  return result;
}

/**
 * Which conditional clauses bind on a day, by relation: `entrusts` while a subcontractor works for the partner,
 * `handles-abroad` while data is handled outside Japan.
 */
export async function listTriggers(
  executor: Executor,
  organisationId: string,
  relations: readonly { readonly id: string; readonly handlesAbroad: boolean }[],
  day: string,
): Promise<Map<string, readonly Trigger[]>> {
  const found = new Map<string, readonly Trigger[]>();
  if (relations.length === 0) return found;
  const ids = relations.map((relation) => relation.id);
  const entrusting = await listEntrusting(executor, organisationId, ids, day);
  const foreign = await listRoutedAbroad(executor, organisationId, ids, day);
  for (const { id, handlesAbroad } of relations) {
    const triggers: Trigger[] = [];
    if (entrusting.has(id)) triggers.push("entrusts");
    if (handlesAbroad || foreign.has(id)) triggers.push("handles-abroad");
    found.set(id, triggers);
  }
  return found;
}

/** `lastDayOf` in SQL: null while a contract is open-ended or renews itself without a notice given. */
const lastOn = sql<string | null>`case
  when ${sql.ref("contract.isAutoRenewing")} = 1 and ${sql.ref("contract.endsOn")} is not null and coalesce(${sql.ref("contract.renewalMonths")}, 0) > 0
    then ${sql.ref("contract.terminatedOn")}
  when ${sql.ref("contract.endsOn")} is null or ${sql.ref("contract.terminatedOn")} < ${sql.ref("contract.endsOn")}
    then coalesce(${sql.ref("contract.terminatedOn")}, ${sql.ref("contract.endsOn")})
  else ${sql.ref("contract.endsOn")} end`;

/** Contracts by relation, each with its last day (`lastDayOf`). A contract over several relations has a row for each. */
export const relationContracts = (executor: Executor) =>
  executor
    .selectFrom("contractRelation")
    .innerJoin("contract", "contract.id", "contractRelation.contractId")
    .select([
      "contractRelation.relationId",
      "contract.id",
      "contract.organisationId",
      "contract.partnerId",
      "contract.number",
      "contract.title",
      "contract.startsOn",
      lastOn.as("lastOn"),
    ]);

/** Later than any day; sorts after them. */
const never = "9999-12-31";

/**
 * Until when relations are covered by contract, one row for each that has one: `lastOn` is the end of the contract that lasts
 * longest (`coverageOf`), null while one of them is open-ended or renews itself. Every "contract ends" or "has ended" of lists,
 * home and paper is read here or from that rule.
 */
export const contractCoverage = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom(relationContracts(executor).as("covering"))
    .select((eb) => [
      "covering.relationId",
      eb
        .fn<string | null>("nullif", [
          eb.fn.max(eb.fn.coalesce("covering.lastOn", eb.val(never))),
          eb.val(never),
        ])
        .as("lastOn"),
    ])
    .where("covering.organisationId", "=", organisationId)
    .groupBy("covering.relationId");

/** Every contract with the relations it covers and all checks of its clauses. */
export async function listContractFacts(executor: Executor, organisationId: string): Promise<ContractFact[]> {
  const contracts = await listContracts(executor, organisationId);
  const links = groupRows(
    await executor
      .selectFrom("contractRelation")
      .select(["contractId", "relationId"])
      .where("organisationId", "=", organisationId)
      .execute(),
    (row) => row.contractId,
  );
  const checks = await loadClauseChecks(executor, organisationId, "all");
  return contracts.map((c) => ({
    id: c.id,
    number: c.number,
    title: c.title,
    relationIds: (links.get(c.id) ?? []).map((l) => l.relationId),
    terms: c.terms,
    checks: checks.get(c.id) ?? [],
  }));
}

/** Of dated versions the newest that is in force on a day. */
export const newestOn = <T extends Valid>(versions: readonly T[], day: Day): T | undefined =>
  inForceOn(versions, day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

/** The clause library in force on a day, or null when none is. */
export async function findClauseLibrary(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  day: Day,
): Promise<ClauseLibrary | null> {
  const kept = await listTemplates(executor, templates, organisationId, "clauses");
  const found = newestOn(kept, day);
  return found ? ClauseLibrary.parse(found.document) : null;
}
