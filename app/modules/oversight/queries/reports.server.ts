import { decidedCirculations } from "#app/modules/decisions/fragments.server.ts";
import type { Executor } from "#db/index.server.ts";
import { descNullsLast } from "#db/order.ts";
import type { ReportTable } from "#db/schema.ts";

export async function findReport(
  executor: Executor,
  organisationId: string,
  reportId: string,
): Promise<ReportTable | null> {
  return (
    (await executor
      .selectFrom("report")
      .selectAll()
      .where("organisationId", "=", organisationId)
      .where("id", "=", reportId)
      .executeTakeFirst()) ?? null
  );
}

/** Reports of a kind, newest year first. The frozen model is left out: it is large. */
export async function listReports(executor: Executor, organisationId: string, kind: string) {
  return executor
    .selectFrom("report")
    .select([
      "id",
      "number",
      "title",
      "fiscalYear",
      "language",
      "asOf",
      "state",
      "circulationId",
      "createdAt",
      "createdBy",
      "revision",
    ])
    .where("organisationId", "=", organisationId)
    .where("kind", "=", kind)
    .orderBy("fiscalYear", descNullsLast)
    .orderBy("createdAt", "desc")
    .orderBy("id")
    .execute();
}

export async function insertReport(executor: Executor, row: ReportTable): Promise<void> {
  await executor.insertInto("report").values(row).execute();
}

/** False when somebody else changed it since `revision` was read. */
export async function updateReportIfRevision(
  executor: Executor,
  at: { readonly organisationId: string; readonly id: string; readonly revision: number },
  set: Partial<Omit<ReportTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("report")
    .set({ ...set, revision: at.revision + 1 })
    .where("organisationId", "=", at.organisationId)
    .where("id", "=", at.id)
    .where("revision", "=", at.revision)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Whether a later report of the same year and language was decided. */
export async function hasLaterDecision(
  executor: Executor,
  row: Pick<ReportTable, "id" | "organisationId" | "kind" | "fiscalYear" | "language" | "circulationId">,
): Promise<boolean> {
  const later = await executor
    .selectFrom("report")
    .innerJoin(
      decidedCirculations(executor, row.organisationId).as("circulation"),
      "circulation.id",
      "report.circulationId",
    )
    .innerJoin(decidedCirculations(executor, row.organisationId).as("own"), (join) =>
      join.on("own.id", "=", row.circulationId ?? ""),
    )
    .select("report.id")
    .where("report.organisationId", "=", row.organisationId)
    .where("report.kind", "=", row.kind)
    .where("report.fiscalYear", "=", row.fiscalYear)
    .where("report.language", "=", row.language)
    .where("report.id", "!=", row.id)
    .where("report.state", "in", ["decided", "conditional"])
    .whereRef("circulation.decidedAt", ">", "own.decidedAt")
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}
