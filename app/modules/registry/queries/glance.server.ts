import { sql } from "kysely";
import type { Executor } from "#db/index.server.ts";

/**
 * What the list of partners shows of other subjects, read in one set query for one page of rows: the last grade, the gate as last
 * judged, and the days that come next. The pages of those subjects show the whole.
 */
export interface RelationGlance {
  readonly relationId: string;
  readonly partnerId: string;
  readonly grade: string | null;
  /** Null when it has not been judged yet. */
  readonly isAllowed: boolean | null;
  readonly dues: readonly { readonly on: string; readonly what: DueKind }[];
}

export const dueKinds = [
  "assessment-answer",
  "assessment-expiry",
  "contract-end",
  "finding",
  "lot-return",
  "foreign-confirmation",
  "confirmation",
] as const;

export type DueKind = (typeof dueKinds)[number];

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
  // Of several contracts the last end counts: the ones before it were followed by another.
  const lastEnd = of("contract-end")
    .flatMap((row) => row.on ?? [])
    .sort()
    .at(-1);
  const dues = [
    ...of("assessment-answer"),
    ...(graded?.until ? [{ on: graded.until, what: "assessment-expiry" as const }] : []),
    ...(lastEnd === undefined ? [] : [{ on: lastEnd, what: "contract-end" as const }]),
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
  const gates = executor
    .selectFrom("gateState")
    .select(["relationId", sql<string>`'gate'`.as("what"), none.as("on"), none.as("until"), none.as("grade")])
    .select(sql<number | null>`${sql.ref("isAllowed")}`.as("isAllowed"))
    .where("relationId", "in", [...ids]);
  const assessments = (what: "grade" | "assessment-answer") =>
    executor
      .selectFrom("assessment")
      .select([
        "relationId",
        sql<string>`${sql.lit(what)}`.as("what"),
        sql<string | null>`${sql.ref(what === "grade" ? "approvedOn" : "dueOn")}`.as("on"),
        "validUntil as until",
        "grade",
        sql<number | null>`null`.as("isAllowed"),
      ])
      .where("organisationId", "=", organisationId)
      .where("relationId", "in", [...ids])
      .where("approvedOn", what === "grade" ? "is not" : "is", null);
  const due = <T extends DueKind>(what: T, on: string) =>
    [
      sql<string>`${sql.lit(what)}`.as("what"),
      sql<string | null>`${sql.ref(on)}`.as("on"),
      none.as("until"),
      none.as("grade"),
      sql<number | null>`null`.as("isAllowed"),
    ] as const;
  const contracts = executor
    .selectFrom("contractRelation")
    .innerJoin("contract", "contract.id", "contractRelation.contractId")
    .select("contractRelation.relationId")
    .select([
      sql<string>`'contract-end'`.as("what"),
      sql<string | null>`coalesce(${sql.ref("contract.terminatedOn")}, ${sql.ref("contract.endsOn")})`.as(
        "on",
      ),
      none.as("until"),
      none.as("grade"),
      sql<number | null>`null`.as("isAllowed"),
    ])
    .where("contract.organisationId", "=", organisationId)
    .where("contractRelation.relationId", "in", [...ids])
    .where((eb) =>
      eb.or([
        eb("contract.terminatedOn", "is not", null),
        eb.and([eb("contract.endsOn", "is not", null), eb("contract.isAutoRenewing", "=", 0)]),
      ]),
    );
  const findings = executor
    .selectFrom("finding")
    .select("relationId")
    .select(due("finding", "dueOn"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...ids])
    .where("closedOn", "is", null);
  const lots = executor
    .selectFrom("lot")
    .select("relationId")
    .select(due("lot-return", "dueOn"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...ids])
    .where("state", "!=", "closed")
    .where("dueOn", "is not", null);
  const foreign = executor
    .selectFrom("foreignRoute")
    .select("relationId")
    .select(due("foreign-confirmation", "nextConfirmationOn"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", [...ids])
    .where("nextConfirmationOn", "is not", null)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", today)]));
  const rows = await gates
    .unionAll(assessments("grade"))
    .unionAll(
      assessments("assessment-answer").where("submittedAt", "is", null).where("dueOn", "is not", null),
    )
    .unionAll(contracts)
    .unionAll(findings)
    .unionAll(lots)
    .unionAll(foreign)
    .execute();
  return rows as GlanceRow[];
}
