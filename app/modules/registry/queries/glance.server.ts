import type { Executor } from "#db/index.server.ts";

/**
 * What the list of partners shows of other subjects, read in a few set queries for one page of rows: the last grade, the gate as
 * last judged, and the days that come next. The pages of those subjects show the whole.
 */
export interface RelationGlance {
  readonly relationId: string;
  readonly partnerId: string;
  readonly grade: string | null;
  /** Null when it has not been judged yet. */
  readonly isAllowed: boolean | null;
  readonly reasonCodes: readonly string[];
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
  const ids = relations.map((relation) => relation.id);
  const gates = await executor
    .selectFrom("gateState")
    .select(["relationId", "isAllowed", "reasonCodes"])
    .where("relationId", "in", ids)
    .execute();
  const assessments = await executor
    .selectFrom("assessment")
    .select(["relationId", "state", "grade", "approvedOn", "validUntil", "dueOn", "submittedAt"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .execute();
  const contracts = await executor
    .selectFrom("contractRelation")
    .innerJoin("contract", "contract.id", "contractRelation.contractId")
    .select([
      "contractRelation.relationId",
      "contract.endsOn",
      "contract.terminatedOn",
      "contract.isAutoRenewing",
    ])
    .where("contract.organisationId", "=", organisationId)
    .where("contractRelation.relationId", "in", ids)
    .execute();
  const findings = await executor
    .selectFrom("finding")
    .select(["relationId", "dueOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where("closedOn", "is", null)
    .execute();
  const lots = await executor
    .selectFrom("lot")
    .select(["relationId", "dueOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where("state", "!=", "closed")
    .where("dueOn", "is not", null)
    .execute();
  const foreign = await executor
    .selectFrom("foreignRoute")
    .select(["relationId", "nextConfirmationOn"])
    .where("organisationId", "=", organisationId)
    .where("relationId", "in", ids)
    .where("nextConfirmationOn", "is not", null)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", today)]))
    .execute();
  return relations.map((relation) => {
    const of = <T extends { relationId: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.relationId === relation.id);
    const gate = of(gates)[0];
    const graded = of(assessments)
      .filter((row) => row.approvedOn !== null)
      .sort((a, b) => ((a.approvedOn ?? "") < (b.approvedOn ?? "") ? 1 : -1))[0];
    const running = of(assessments).filter(
      (row) => row.approvedOn === null && row.submittedAt === null && row.dueOn !== null,
    );
    const ends = of(contracts).flatMap((row) =>
      row.terminatedOn !== null
        ? [row.terminatedOn]
        : row.endsOn !== null && row.isAutoRenewing === 0
          ? [row.endsOn]
          : [],
    );
    // Of several contracts the last end counts: the ones before it were followed by another.
    const lastEnd = ends.sort().at(-1);
    const dues: { on: string; what: DueKind }[] = [
      ...running.map((row) => ({ on: row.dueOn ?? "", what: "assessment-answer" as const })),
      ...(graded?.validUntil ? [{ on: graded.validUntil, what: "assessment-expiry" as const }] : []),
      ...(lastEnd === undefined ? [] : [{ on: lastEnd, what: "contract-end" as const }]),
      ...of(findings).map((row) => ({ on: row.dueOn, what: "finding" as const })),
      ...of(lots).map((row) => ({ on: row.dueOn ?? "", what: "lot-return" as const })),
      ...of(foreign).map((row) => ({
        on: row.nextConfirmationOn ?? "",
        what: "foreign-confirmation" as const,
      })),
    ];
    return {
      relationId: relation.id,
      partnerId: relation.partnerId,
      grade: graded?.grade ?? null,
      isAllowed: gate === undefined ? null : gate.isAllowed === 1,
      reasonCodes: gate === undefined ? [] : (JSON.parse(gate.reasonCodes) as string[]),
      dues: dues.sort((a, b) => (a.on < b.on ? -1 : 1)),
    };
  });
}
