import { partnerNames, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { FindingTable } from "#db/schema.ts";

export async function findFinding(
  executor: Executor,
  organisationId: string,
  findingId: string,
): Promise<FindingTable | null> {
  return (
    (await executor
      .selectFrom("finding")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", findingId)
      .executeTakeFirst()) ?? null
  );
}

export const insertFinding = async (executor: Executor, row: FindingTable): Promise<void> => {
  await executor.insertInto("finding").values(row).execute();
};

export async function updateFindingIfRevision(
  executor: Executor,
  {
    organisationId,
    id,
    revision,
    state,
  }: { organisationId: string; id: string; revision: number; state: string },
  to: Partial<Omit<FindingTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("finding")
    .set({ ...to, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("state", "=", state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface FindingListRow extends FindingTable {
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly department: string;
  readonly partnerName: string;
}

export interface FindingFilter {
  readonly states?: readonly string[];
  readonly severity?: string;
  readonly department?: string | null;
  readonly partnerId?: string;
  readonly relationIds?: readonly string[];
  readonly assessmentId?: string;
  readonly dueBefore?: string;
  /** Paging by key: after this due day and number. */
  readonly after?: { readonly dueOn: string; readonly number: string };
  readonly limit: number;
}

/** The one due first stands first. */
export async function listFindings(
  executor: Executor,
  organisationId: string,
  filter: FindingFilter,
): Promise<FindingListRow[]> {
  if (filter.relationIds?.length === 0 || filter.states?.length === 0) return [];
  let query = executor
    .selectFrom("finding")
    .innerJoin(
      relationsInReach(executor, { organisationId, department: filter.department ?? null }).as("relation"),
      "relation.id",
      "finding.relationId",
    )
    .innerJoin(partnerNames(executor, organisationId).as("partner"), "partner.id", "finding.partnerId")
    .selectAll("finding")
    .select([
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.department",
      "partner.currentName as partnerName",
    ])
    .where("finding.organisationId", "=", organisationId);
  if (filter.states) query = query.where("finding.state", "in", [...filter.states]);
  if (filter.severity) query = query.where("finding.severity", "=", filter.severity);
  if (filter.partnerId) query = query.where("finding.partnerId", "=", filter.partnerId);
  if (filter.relationIds) query = query.where("finding.relationId", "in", [...filter.relationIds]);
  if (filter.assessmentId) query = query.where("finding.assessmentId", "=", filter.assessmentId);
  if (filter.dueBefore) query = query.where("finding.dueOn", "<", filter.dueBefore);
  const { after } = filter;
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb("finding.dueOn", ">", after.dueOn),
        eb.and([eb("finding.dueOn", "=", after.dueOn), eb("finding.number", ">", after.number)]),
      ]),
    );
  }
  return query.orderBy("finding.dueOn").orderBy("finding.number").limit(filter.limit).execute();
}
