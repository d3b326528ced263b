import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";
import { ascNullsFirst } from "#db/order.ts";
import { partnerNames, relationsInReach } from "../fragments/rows.server.ts";

/** Relations in a state, oldest first. */
export const listRelationsIn = (executor: Executor, asked: TaskAsked, state: string) =>
  takeFirst(
    executor
      .selectFrom(relationsInReach(executor, asked).as("relation"))
      .innerJoin(
        partnerNames(executor, asked.organisationId).as("partner"),
        "partner.id",
        "relation.partnerId",
      )
      .select(["relation.id", "relation.title", "partner.currentName"])
      .where("relation.state", "=", state)
      .orderBy("relation.createdAt")
      .orderBy("relation.id"),
    asked.limit,
  );

/** Subcontractors whose approval was asked for, oldest request first. */
export const listRequestedSubcontractors = (executor: Executor, asked: TaskAsked) =>
  takeFirst(
    executor
      .selectFrom("subcontractor")
      .innerJoin(relationsInReach(executor, asked).as("relation"), "relation.id", "subcontractor.relationId")
      .innerJoin(
        partnerNames(executor, asked.organisationId).as("partner"),
        "partner.id",
        "relation.partnerId",
      )
      .select(["subcontractor.id", "subcontractor.name", "subcontractor.requestedAt", "partner.currentName"])
      .where("subcontractor.state", "=", "requested")
      .orderBy("subcontractor.requestedAt", ascNullsFirst)
      .orderBy("subcontractor.id"),
    asked.limit,
  );
