import { sql } from "kysely";
import {
  answersDue,
  approvedAssessments,
  openFindings,
} from "#app/modules/assessments/fragments/facts.server.ts";
import { contractCoverage } from "#app/modules/contracts/fragments.server.ts";
import { gateStates, outstandingLots } from "#app/modules/custody/fragments/facts.server.ts";
import { foreignConfirmationsDue } from "#app/modules/registry/fragments/records.server.ts";
import type { Executor } from "#db/index.server.ts";

/**
 * What the list of partners shows of other subjects, read in one set query for one page of rows: the last grade, the gate as it
 * is kept, and the days that come next. The pages of those subjects show the whole.
 */
export interface RelationGlance {
  readonly relationId: string;
  readonly partnerId: string;
  readonly grade: string | null;
  /** Null when the kept verdict is not sure. */
  readonly isAllowed: boolean | null;
  readonly dues: readonly { readonly on: string; readonly what: DueKind }[];
}

export type DueKind =
  | "assessment-answer"
  | "assessment-expiry"
  | "contract-end"
  | "finding"
  | "lot-return"
  | "foreign-confirmation";

export async function listGlances(
  executor: Executor,
  organisationId: string,
  relations: readonly { readonly id: string; readonly partnerId: string }[],
  today: string,
): Promise<RelationGlance[]> {
  if (relations.length === 0) return [];
  const rows = await readGlances(
    executor,
    organisationId,
    relations.map((relation) => relation.id),
    today,
  );
  const byRelation = new Map<string, GlanceRow[]>(relations.map((relation) => [relation.id, []]));
  for (const row of rows) byRelation.get(row.relationId)?.push(row);
  return relations.map(({ id, partnerId }) => glanceOf(id, partnerId, byRelation.get(id) ?? []));
}

/** One row of any of the subjects; what it has not is null. */
interface GlanceRow {
  readonly relationId: string;
  readonly what: DueKind | "gate" | "grade";
  readonly on: string | null;
  readonly until: string | null;
  readonly grade: string | null;
  readonly isAllowed: number | null;
}

function glanceOf(relationId: string, partnerId: string, rows: readonly GlanceRow[]): RelationGlance {
  const of = (what: GlanceRow["what"]) => rows.filter((row) => row.what === what);
  const gate = of("gate")[0];
  const graded = of("grade").sort((a, b) => ((a.on ?? "") < (b.on ?? "") ? 1 : -1))[0];
  const dues = [
    ...of("assessment-answer"),
    ...(graded?.until ? [{ on: graded.until, what: "assessment-expiry" as const }] : []),
    ...of("contract-end"),
    ...of("finding"),
    ...of("lot-return"),
    ...of("foreign-confirmation"),
  ].map(({ on, what }) => ({ on: on ?? "", what: what as DueKind }));
  return {
    relationId,
    partnerId,
    grade: graded?.grade ?? null,
    isAllowed: gate === undefined ? null : gate.isAllowed === 1,
    dues: dues.sort((a, b) => (a.on < b.on ? -1 : 1)),
  };
}

const none = sql<string | null>`null`;

/** The six subjects as one statement: a page of rows asks the database once. */
async function readGlances(
  executor: Executor,
  organisationId: string,
  ids: readonly string[],
  today: string,
): Promise<GlanceRow[]> {
  const row = (
    what: GlanceRow["what"],
    columns: Partial<Record<"on" | "until" | "grade" | "isAllowed", string>>,
  ) => [
    sql<string>`${sql.lit(what)}`.as("what"),
    (columns.on ? sql<string | null>`${sql.ref(columns.on)}` : none).as("on"),
    (columns.until ? sql<string | null>`${sql.ref(columns.until)}` : none).as("until"),
    (columns.grade ? sql<string | null>`${sql.ref(columns.grade)}` : none).as("grade"),
    (columns.isAllowed ? sql<number | null>`${sql.ref(columns.isAllowed)}` : sql<number | null>`null`).as(
      "isAllowed",
    ),
  ];
  const due = (what: DueKind) => row(what, { on: "one.dueOn" });
  const rows = await executor
    .selectFrom(gateStates(executor, today).as("one"))
    .select("one.relationId")
    .select(row("gate", { isAllowed: "one.isAllowed" }))
    .where("one.relationId", "in", [...ids])
    .where("one.isFresh", "=", 1)
    .unionAll(
      executor
        .selectFrom(approvedAssessments(executor, organisationId).as("one"))
        .select("one.relationId")
        .select(row("grade", { on: "one.approvedOn", until: "one.validUntil", grade: "one.grade" }))
        .where("one.relationId", "in", [...ids]),
    )
    .unionAll(
      executor
        .selectFrom(answersDue(executor, organisationId).as("one"))
        .select("one.relationId")
        .select(due("assessment-answer"))
        .where("one.relationId", "in", [...ids]),
    )
    .unionAll(
      executor
        .selectFrom(contractCoverage(executor, organisationId).as("one"))
        .select("one.relationId")
        .select(row("contract-end", { on: "one.lastOn" }))
        .where("one.relationId", "in", [...ids])
        .where("one.lastOn", "is not", null),
    )
    .unionAll(
      executor
        .selectFrom(openFindings(executor, organisationId).as("one"))
        .select("one.relationId")
        .select(due("finding"))
        .where("one.relationId", "in", [...ids]),
    )
    .unionAll(
      executor
        .selectFrom(outstandingLots(executor, organisationId).as("one"))
        .select("one.relationId")
        .select(due("lot-return"))
        .where("one.relationId", "in", [...ids])
        .where("one.dueOn", "is not", null),
    )
    .unionAll(
      executor
        .selectFrom(foreignConfirmationsDue(executor, organisationId, today).as("one"))
        .select("one.relationId")
        .select(due("foreign-confirmation"))
        .where("one.relationId", "in", [...ids]),
    )
    .execute();
  return rows as GlanceRow[];
}
