import {
  activeRelations,
  partnerNames,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { ascNullsFirst } from "#db/order.ts";

/** Assessments in some states, soonest due day first. */
export const listAssessmentsIn = (executor: Executor, asked: TaskAsked, states: readonly string[]) =>
  takeFirst(
    executor
      .selectFrom("assessment")
      .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "assessment.relationId")
      .innerJoin(
        partnerNames(executor, asked.organisationId).as("partner"),
        "partner.id",
        "assessment.partnerId",
      )
      .select([
        "assessment.id",
        "assessment.dueOn",
        "assessment.submittedAt",
        "partner.currentName",
        "relation.title",
      ])
      .where("assessment.state", "in", [...states])
      .orderBy("assessment.dueOn", ascNullsFirst)
      .orderBy("assessment.id"),
    asked.limit,
  );

const underWay = ["sent", "answering", "submitted", "in-review", "returned"];

/**
 * Active relations whose latest approved assessment is valid until some day within `from` and `to`, both inclusive, and for which
 * none is under way. `from` null: however long ago.
 */
export function listExpiringRelations(
  executor: Executor,
  asked: TaskAsked,
  { from, to }: { readonly from: string | null; readonly to: string },
) {
  let query = executor
    .selectFrom(activeRelations(executor, asked).as("relation"))
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "relation.partnerId")
    .innerJoin("assessment", "assessment.relationId", "relation.id")
    .select((eb) => [
      "relation.id",
      "relation.title",
      "partner.currentName",
      eb.fn.max("assessment.validUntil").as("validUntil"),
    ])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("assessment as open")
            .select("open.id")
            .whereRef("open.relationId", "=", "relation.id")
            .where("open.state", "in", underWay),
        ),
      ),
    )
    .groupBy(["relation.id", "relation.title", "partner.currentName"])
    .having((eb) => eb(eb.fn.max("assessment.validUntil"), "<=", to));
  if (from !== null) query = query.having((eb) => eb(eb.fn.max("assessment.validUntil"), ">=", from));
  return takeFirst(query.orderBy("validUntil", ascNullsFirst).orderBy("relation.id"), asked.limit);
}

/** Findings in some states, soonest due day first; those due by a day when one is named. */
export function listFindingsIn(
  executor: Executor,
  asked: TaskAsked,
  states: readonly string[],
  dueBy: string | null = null,
) {
  let query = executor
    .selectFrom("finding")
    .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "finding.relationId")
    .innerJoin(partnerNames(executor, asked.organisationId).as("partner"), "partner.id", "finding.partnerId")
    .select(["finding.id", "finding.number", "finding.title", "finding.dueOn", "partner.currentName"])
    .where("finding.state", "in", [...states]);
  if (dueBy !== null) query = query.where("finding.dueOn", "<=", dueBy);
  return takeFirst(query.orderBy("finding.dueOn").orderBy("finding.id"), asked.limit);
}
