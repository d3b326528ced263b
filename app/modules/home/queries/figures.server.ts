import type { Executor } from "#db/index.server.ts";

/** Counts of one organisation for the figures above the to-do list. */
export async function countYear(
  executor: Executor,
  organisationId: string,
  days: { today: string; from: string; to: string; in90Days: string },
) {
  const one = async (query: { execute(): Promise<{ n: number }[]> }) =>
    Number((await query.execute())[0]?.n ?? 0);
  const active = executor
    .selectFrom("relation")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("state", "=", "active");
  const lots = executor
    .selectFrom("lot")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("state", "=", "open");
  const contracts = executor
    .selectFrom("contract")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("terminatedOn", "is", null)
    .where("endsOn", ">=", days.today)
    .where("endsOn", "<=", days.in90Days);
  return {
    active: await one(active),
    toAssess: await one(active.where("basis", "!=", "no-handling")),
    assessed: await one(
      executor
        .selectFrom("assessment")
        .innerJoin("relation", "relation.id", "assessment.relationId")
        .select((eb) => eb.fn.count<number>("assessment.relationId").distinct().as("n"))
        .where("assessment.organisationId", "=", organisationId)
        .where("relation.state", "=", "active")
        .where("assessment.approvedOn", ">=", days.from)
        .where("assessment.approvedOn", "<=", days.to),
    ),
    outstanding: await one(lots),
    overdue: await one(lots.where("dueOn", "<", days.today)),
    contracts: await one(contracts),
    contractsPastNotice: await one(contracts.where("isAutoRenewing", "=", 0)),
  };
}
