import { circulationsOf } from "#app/modules/decisions/fragments.server.ts";
import type { TaskAsked } from "#app/ports.ts";
import { takeFirst } from "#db/first-rows.ts";
import type { Executor } from "#db/index.server.ts";

/** Reports that were never put into circulation, oldest first. */
export const listDraftReports = (executor: Executor, asked: TaskAsked) =>
  takeFirst(
    executor
      .selectFrom("report")
      .select(["id", "number", "title", "createdAt"])
      .where("organisationId", "=", asked.organisationId)
      .where("state", "=", "draft")
      .where("circulationId", "is", null)
      .orderBy("createdAt")
      .orderBy("id"),
    asked.limit,
  );

/** Circulations of reports in some states, oldest first; those of one drafter when named. */
export function listCirculatingReports(
  executor: Executor,
  asked: TaskAsked,
  states: readonly string[],
  drafterId: string | null,
) {
  let query = executor
    .selectFrom(circulationsOf(executor, asked.organisationId, "report").as("circulation"))
    .selectAll()
    .where("state", "in", [...states]);
  if (drafterId !== null) query = query.where("drafterId", "=", drafterId);
  return takeFirst(query.orderBy("createdAt").orderBy("id"), asked.limit);
}
