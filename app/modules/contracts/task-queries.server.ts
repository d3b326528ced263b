import type { TaskAsked } from "#app/contribution.ts";
import { activeRelations, partnerNames } from "#app/modules/registry/fragments/rows.server.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { contractCoverage, relationContracts } from "./fragments.server.ts";

/**
 * Active relations whose coverage by contract (`contractCoverage`) ends within some days, both inclusive, soonest first, each
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
      contractCoverage(executor, asked.organisationId).as("coverage"),
      "coverage.relationId",
      "relation.id",
    )
    .innerJoin(relationContracts(executor).as("contract"), (join) =>
      join.onRef("contract.relationId", "=", "relation.id").onRef("contract.lastOn", "=", "coverage.lastOn"),
    )
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "relation.partnerId")
    .select([
      "relation.id as relationId",
      "contract.id as contractId",
      "contract.title",
      "coverage.lastOn",
      "partner.currentName",
    ])
    .where("coverage.lastOn", "<=", within.to)
    // Of several that end on the same day one speaks for the relation.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom(relationContracts(executor).as("same"))
            .select("same.id")
            .whereRef("same.relationId", "=", "relation.id")
            .whereRef("same.lastOn", "=", "coverage.lastOn")
            .whereRef("same.id", "<", "contract.id"),
        ),
      ),
    );
  if (within.from !== null) query = query.where("coverage.lastOn", ">=", within.from);
  return takeFirst(query.orderBy("coverage.lastOn").orderBy("relation.id"), asked.limit);
}
