import type { Executor } from "#db/index.server.ts";

/** Files attached to a partner's own records, and the copies of its contracts, which no partner reads. */
const filesOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("storedFile")
    .where("organisationId", "=", organisationId)
    .where("state", "=", "attached")
    .where((eb) =>
      eb.or([
        eb("partnerId", "=", partnerId),
        eb.and([
          eb("subjectKind", "=", "contract"),
          eb(
            "subjectId",
            "in",
            eb.selectFrom("contract").select("contract.id").where("contract.partnerId", "=", partnerId),
          ),
        ]),
      ]),
    );

/** How many records of each subject belong to a partner, for the tabs of its page. */
export async function countOfPartner(executor: Executor, organisationId: string, partnerId: string) {
  const of = async (table: "contract" | "assessment" | "lot") => {
    const row = await executor
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number | string>().as("n"))
      .where("organisationId", "=", organisationId)
      .where("partnerId", "=", partnerId)
      .executeTakeFirst();
    return Number(row?.n ?? 0);
  };
  const subcontractors = await executor
    .selectFrom("subcontractor")
    .innerJoin("relation", "relation.id", "subcontractor.relationId")
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .where("relation.organisationId", "=", organisationId)
    .where("relation.partnerId", "=", partnerId)
    .where("subcontractor.removedOn", "is", null)
    .executeTakeFirst();
  const documents = await filesOfPartner(executor, organisationId, partnerId)
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .executeTakeFirst();
  return {
    contracts: await of("contract"),
    assessments: await of("assessment"),
    lots: await of("lot"),
    documents: Number(documents?.n ?? 0),
    subcontractors: Number(subcontractors?.n ?? 0),
  };
}

export const listPartnerFiles = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  limit: number,
) =>
  filesOfPartner(executor, organisationId, partnerId)
    .select(["id", "name", "bytes", "uploadedAt"])
    .orderBy("uploadedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
