import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import type { TemplatePort } from "#app/ports.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { ClauseCheckTable, ContractTable } from "#db/schema.ts";
import type { ClauseCheck, ClauseResult, Trigger } from "./rules/clauses.ts";
import { type ContractTerms, lastDayOf } from "./rules/terms.ts";

/** What the screens of contracts and assessments need of a relation and its partner. */
export interface RelationHead {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly basis: LegalBasis;
  readonly department: string;
  readonly state: string;
  readonly activity: string | null;
  readonly isPaperOnly: boolean;
  readonly handlesAbroad: boolean;
  readonly highestTier: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly partnerKana: string;
  readonly partnerNumber: string;
  readonly partnerState: string;
}

const relationHeads = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("relation")
    .innerJoin("partner", "partner.id", "relation.partnerId")
    .select([
      "relation.id",
      "relation.number",
      "relation.title",
      "relation.basis",
      "relation.department",
      "relation.state",
      "relation.activity",
      "relation.isPaperOnly",
      "relation.handlesAbroad",
      "relation.highestTier",
      "relation.partnerId",
      "partner.currentName as partnerName",
      "partner.currentNameKana as partnerKana",
      "partner.number as partnerNumber",
      "partner.state as partnerState",
    ])
    .where("relation.organisationId", "=", organisationId);

type HeadRow = Awaited<ReturnType<ReturnType<typeof relationHeads>["execute"]>>[number];
const toHead = (row: HeadRow): RelationHead => ({
  ...row,
  basis: row.basis as LegalBasis,
  isPaperOnly: fromFlag(row.isPaperOnly),
  handlesAbroad: fromFlag(row.handlesAbroad),
});

export async function findRelationHead(
  executor: Executor,
  organisationId: string,
  relationId: string,
): Promise<RelationHead | null> {
  const row = await relationHeads(executor, organisationId)
    .where("relation.id", "=", relationId)
    .executeTakeFirst();
  return row ? toHead(row) : null;
}

export async function listRelationHeads(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
): Promise<RelationHead[]> {
  if (relationIds.length === 0) return [];
  const rows = await relationHeads(executor, organisationId)
    .where("relation.id", "in", [...relationIds])
    .orderBy("relation.number")
    .execute();
  return rows.map(toHead);
}

export async function listPartnerRelationHeads(
  executor: Executor,
  organisationId: string,
  partnerId: string,
): Promise<RelationHead[]> {
  const rows = await relationHeads(executor, organisationId)
    .where("relation.partnerId", "=", partnerId)
    .orderBy("relation.number")
    .execute();
  return rows.map(toHead);
}

/** Relations that should have a contract: everything under way, ended ones apart. */
export async function listLivingRelationHeads(
  executor: Executor,
  organisationId: string,
  { department, afterNumber, limit }: { department?: string | null; afterNumber?: string; limit: number },
): Promise<RelationHead[]> {
  let query = relationHeads(executor, organisationId).where("relation.state", "!=", "closed");
  if (department) query = query.where("relation.department", "=", department);
  if (afterNumber) query = query.where("relation.number", ">", afterNumber);
  const rows = await query.orderBy("relation.number").limit(limit).execute();
  return rows.map(toHead);
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
  const subcontracted = await executor
    .selectFrom("subcontractor")
    .select("relationId")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where("startsOn", "<=", day)
    .where("state", "!=", "refused")
    .where((eb) => eb.or([eb("removedOn", "is", null), eb("removedOn", ">", day)]))
    .execute();
  const abroad = await executor
    .selectFrom("foreignRoute")
    .select("relationId")
    .distinct()
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .execute();
  const entrusting = new Set(subcontracted.map((row) => row.relationId));
  const foreign = new Set(abroad.map((row) => row.relationId));
  for (const { id, handlesAbroad } of relations) {
    const triggers: Trigger[] = [];
    if (entrusting.has(id)) triggers.push("entrusts");
    if (handlesAbroad || foreign.has(id)) triggers.push("handles-abroad");
    found.set(id, triggers);
  }
  return found;
}

export interface ContractRow extends Omit<ContractTable, "isAutoRenewing"> {
  readonly terms: ContractTerms;
}
const toContract = ({ isAutoRenewing, ...row }: ContractTable): ContractRow => ({
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

export interface ClauseCheckRow extends ClauseCheckTable {
  readonly check: ClauseCheck;
}

type CheckColumns = Pick<
  ClauseCheckTable,
  "clauseId" | "result" | "articleNumber" | "validFrom" | "exceptionState" | "exceptionUntil"
>;
/** An exception counts only once it is approved. */
const toCheck = (row: CheckColumns): ClauseCheck => ({
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

export interface KeptTemplate {
  readonly key: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly document: unknown;
}

/**
 * Reviewed data of one kind: the versions imported into the database are the truth; shipped ones stand in for those not
 * imported yet.
 */
export async function listTemplates(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  kind: "checklist" | "clauses" | "rules",
): Promise<KeptTemplate[]> {
  const rows = await executor
    .selectFrom("template")
    .select(["key", "version", "validFrom", "validTo", "document"])
    .where("organisationId", "=", organisationId)
    .where("kind", "=", kind)
    .execute();
  const known = new Set(rows.map((row) => `${row.key} ${row.version}`));
  return [
    ...rows.map((row) => ({ ...row, document: fromJson<unknown>(row.document) })),
    ...templates.list(kind).filter((shipped) => !known.has(`${shipped.key} ${shipped.version}`)),
  ];
}

/** Names of people, by id; for showing who did what. */
export async function listPersonNames(
  executor: Executor,
  personIds: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await executor.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
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
