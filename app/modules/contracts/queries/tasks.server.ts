import { activeRelations, partnerNames } from "#app/modules/registry/fragments/rows.server.ts";
import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { coverageEndingBy } from "../fragments.server.ts";

/**
 * Active relations whose coverage by contract (`coverageEndingBy`) ends within some days, both inclusive, soonest first, each
 * with the contract that lasts longest. `from` null: however long ago.
 */
export function listEndingCoverage(
  executor: Executor,
  asked: TaskAsked,
  within: { readonly from: string | null; readonly to: string },
) {
  let query = executor
    .selectFrom(activeRelations(executor, asked).as("relation"))
    .innerJoin(
      coverageEndingBy(executor, asked.organisationId, within.to).as("coverage"),
      "coverage.relationId",
      "relation.id",
    )
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "relation.partnerId")
    .select([
      "relation.id as relationId",
      "coverage.contractId",
      "coverage.title",
      "coverage.lastOn",
      "partner.currentName",
    ]);
  if (within.from !== null) query = query.where("coverage.lastOn", ">=", within.from);
  return takeFirst(query.orderBy("coverage.lastOn").orderBy("relation.id"), asked.limit);
}
