import type { Executor } from "#db/index.server.ts";

/** How many records of each subject belong to a partner, for the tabs of its page. */
export async function countOfPartner(executor: Executor, organisationId: string, partnerId: string) {
  const of = async (table: "contract" | "assessment" | "lot" | "storedFile") => {
    let query = executor
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number | string>().as("n"))
      .where("organisationId", "=", organisationId)
      .where("partnerId", "=", partnerId);
    if (table === "storedFile") query = query.where("state", "=", "attached");
    return Number((await query.executeTakeFirst())?.n ?? 0);
  };
  const subcontractors = await executor
    .selectFrom("subcontractor")
    .innerJoin("relation", "relation.id", "subcontractor.relationId")
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .where("relation.organisationId", "=", organisationId)
    .where("relation.partnerId", "=", partnerId)
    .where("subcontractor.removedOn", "is", null)
    .executeTakeFirst();
  return {
    contracts: await of("contract"),
    assessments: await of("assessment"),
    lots: await of("lot"),
    documents: await of("storedFile"),
    subcontractors: Number(subcontractors?.n ?? 0),
  };
}

export const listPartnerFiles = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  limit: number,
) =>
  executor
    .selectFrom("storedFile")
    .select(["id", "name", "bytes", "uploadedAt"])
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("state", "=", "attached")
    .orderBy("uploadedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
