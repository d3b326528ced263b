import { sql } from "kysely";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type Reach, relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import { groupRows } from "#db/rows.ts";
import type { CertificateFact, LotFact, StandingFact } from "../rules/facts.ts";
import type { EntryKind, LotEntry, Unit } from "../rules/lots.ts";

/** Whether a kept row still says what the gate says on a day: nothing changed since, and nothing dated has come in between. */
const isFreshOn = (table: string, today: string) =>
  sql<number>`case when ${sql.ref(`${table}.isStale`)} = 0 and ${sql.ref(`${table}.asOf`)} <= ${today} and ${sql.ref(`${table}.goodThrough`)} >= ${today} then 1 else 0 end`;

/**
 * The gate's kept state by relation, to be joined by lists and counts. Only rows with `isFresh` = 1 may be shown; a living relation
 * whose row is not fresh, or that has none, is judged live (`readGateStates`, `judgeUnsure`). Closed relations have none.
 */
export const gateStates = (executor: Executor, today: string) =>
  executor
    .selectFrom("gateState")
    .select([
      "gateState.relationId",
      "gateState.organisationId",
      "gateState.isAllowed",
      "gateState.reasonCodes",
      isFreshOn("gateState", today).as("isFresh"),
    ]);

/** Relations whose kept state may not be shown on a day, of all that are not closed. */
export const unsureRelations = (executor: Executor, reach: Reach, today: string) =>
  executor
    .selectFrom(relationsInReach(executor, reach).as("relation"))
    .leftJoin(gateStates(executor, today).as("kept"), "kept.relationId", "relation.id")
    .select(["relation.id", "relation.state"])
    .where("relation.state", "!=", "closed")
    .where((eb) => eb.or([eb("kept.isFresh", "is", null), eb("kept.isFresh", "=", 0)]));

/** Lots 授受した個人データ of which something has still to come back or be disposed of. */
export const outstandingLots = (executor: Executor, organisationId: string) =>
  executor
    .selectFrom("lot")
    .select(["lot.id", "lot.relationId", "lot.openedOn", "lot.dueOn"])
    .where("lot.organisationId", "=", organisationId)
    .where("lot.state", "!=", "closed");

/** Ids of a partner's lots, to be counted or joined. */
export const lotsOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom("lot")
    .select("lot.id")
    .where("lot.organisationId", "=", organisationId)
    .where("lot.partnerId", "=", partnerId);

/** Lots not yet returned or disposed of, and how many of them should have been before `day`. */
export async function countOutstandingLots(executor: Executor, reach: Reach, day: string) {
  const row = await executor
    .selectFrom("lot")
    .innerJoin(relationsInReach(executor, reach).as("relation"), "relation.id", "lot.relationId")
    .select((eb) => [
      eb.fn.countAll<number | string>().as("outstanding"),
      eb.fn.countAll<number | string>().filterWhere("lot.dueOn", "<", day).as("overdue"),
    ])
    .where("lot.state", "=", "open")
    .executeTakeFirst();
  return { outstanding: Number(row?.outstanding ?? 0), overdue: Number(row?.overdue ?? 0) };
}

/** Every lot with its entries, every certificate and every standing authorisation. */
export async function listCustodyFacts(
  executor: Executor,
  organisationId: string,
): Promise<{ lots: LotFact[]; certificates: CertificateFact[]; standing: StandingFact[] }> {
  const certificates = await executor
    .selectFrom("disposalCertificate")
    .select(["id", "partnerId", "lotId", "number", "state", "disposedOn", "filedAt", "decidedOn"])
    .where("organisationId", "=", organisationId)
    .execute();
  const acceptedOn = new Map(
    certificates.filter((c) => c.state === "accepted").map((c) => [c.id, c.decidedOn ?? tokyoDay(c.filedAt)]),
  );
  const entries = groupRows(
    await executor
      .selectFrom("lotEntry")
      .select(["id", "lotId", "kind", "quantity", "occurredOn", "reversesEntryId", "certificateId"])
      .where("organisationId", "=", organisationId)
      .orderBy("occurredOn")
      .orderBy("id")
      .execute(),
    (row) => row.lotId,
  );
  const lots = await executor
    .selectFrom("lot")
    .select([
      "id",
      "relationId",
      "partnerId",
      "parentLotId",
      "number",
      "dataName",
      "unit",
      "quantity",
      "openedOn",
      "dueOn",
      "acknowledgedAt",
    ])
    .where("organisationId", "=", organisationId)
    .orderBy("number")
    .execute();
  const uses = groupRows(
    await executor
      .selectFrom("standingUse")
      .select(["standingId", "month", "volume"])
      .where("organisationId", "=", organisationId)
      .orderBy("month")
      .execute(),
    (row) => row.standingId,
  );
  const standing = await executor
    .selectFrom("standingAuthorisation")
    .select(["id", "partnerId", "number", "title", "unit", "startsOn", "endsOn", "closedOn"])
    .where("organisationId", "=", organisationId)
    .orderBy("number")
    .execute();
  return {
    lots: lots.map((lot): LotFact => {
      const kept = (entries.get(lot.id) ?? []).map(
        (e): LotEntry => ({
          id: e.id,
          kind: e.kind as EntryKind,
          quantity: e.quantity,
          occurredOn: e.occurredOn,
          reversesEntryId: e.reversesEntryId,
          certificateAcceptedOn: e.certificateId === null ? null : (acceptedOn.get(e.certificateId) ?? null),
        }),
      );
      const opening: LotEntry = {
        id: lot.id,
        kind: lot.parentLotId === null ? "hand-over" : "copy",
        quantity: lot.quantity,
        occurredOn: lot.openedOn,
        reversesEntryId: null,
        certificateAcceptedOn: null,
      };
      const isOpened = kept.some((e) => e.kind === "hand-over" || e.kind === "copy");
      return {
        id: lot.id,
        relationId: lot.relationId,
        partnerId: lot.partnerId,
        number: lot.number,
        dataName: lot.dataName,
        unit: lot.unit as Unit,
        openedOn: lot.openedOn,
        dueOn: lot.dueOn,
        acknowledgedOn: lot.acknowledgedAt === null ? null : tokyoDay(lot.acknowledgedAt),
        entries: isOpened ? kept : [opening, ...kept],
      };
    }),
    certificates: certificates.map(({ filedAt, ...c }) => ({ ...c, filedOn: tokyoDay(filedAt) })),
    standing: standing.map(({ id, ...row }) => ({
      ...row,
      unit: row.unit as Unit,
      uses: (uses.get(id) ?? []).map(({ month, volume }) => ({ month, volume })),
    })),
  };
}
