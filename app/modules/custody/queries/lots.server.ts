import { sql } from "kysely";
import {
  partnerNames,
  relationIdsInReach,
  relationsInReach,
} from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { DisposalCertificateTable, LotEntryTable, LotTable } from "#db/schema.ts";
import { type CertificateRow, type LotRow, toCertificate, toLot } from "../fragments/rows.server.ts";
import { type Balance, balanceOf, type EntryKind, type LotEntry, type Unit } from "../rules/lots.ts";

export const insertLot = (executor: Executor, row: LotTable) =>
  executor.insertInto("lot").values(row).execute();

/** False when somebody else was faster. */
export async function updateLotIfRevision(
  executor: Executor,
  organisationId: string,
  lotId: string,
  revision: number,
  set: Partial<Omit<LotTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("lot")
    .set({ ...set, revision: revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", lotId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export const insertEntry = (executor: Executor, row: LotEntryTable) =>
  executor.insertInto("lotEntry").values(row).execute();

export interface EntryRow extends LotEntryTable {
  readonly entry: LotEntry;
}

/** Entries of some lots, oldest first; a disposal carries the day its certificate was accepted. */
export async function listEntries(
  executor: Executor,
  organisationId: string,
  lotIds: readonly string[],
): Promise<EntryRow[]> {
  if (lotIds.length === 0) return [];
  const rows = await executor
    .selectFrom("lotEntry")
    .leftJoin("disposalCertificate", "disposalCertificate.id", "lotEntry.certificateId")
    .selectAll("lotEntry")
    .select("disposalCertificate.decidedOn as acceptedOn")
    .where("lotEntry.organisationId", "=", organisationId)
    .where("lotEntry.lotId", "in", [...lotIds])
    .orderBy("lotEntry.recordedAt")
    .orderBy("lotEntry.id")
    .execute();
  return rows.map(({ acceptedOn, ...row }) => ({
    ...row,
    entry: {
      id: row.id,
      kind: row.kind as EntryKind,
      quantity: row.quantity,
      occurredOn: row.occurredOn,
      reversesEntryId: row.reversesEntryId,
      certificateAcceptedOn: row.kind === "disposal" ? (acceptedOn ?? row.occurredOn) : null,
    },
  }));
}

/** Certificates of some lots, newest first. */
export async function listCertificates(
  executor: Executor,
  organisationId: string,
  lotIds: readonly string[],
): Promise<CertificateRow[]> {
  if (lotIds.length === 0) return [];
  const rows = await executor
    .selectFrom("disposalCertificate")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("lotId", "in", [...lotIds])
    .orderBy("filedAt", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(toCertificate);
}

export async function isCertificateNumberTaken(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  number: string,
  exceptId: string | null,
): Promise<boolean> {
  let query = executor
    .selectFrom("disposalCertificate")
    .select("id")
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("number", "=", number);
  if (exceptId !== null) query = query.where("id", "!=", exceptId);
  return (await query.executeTakeFirst()) !== undefined;
}

export const insertCertificate = (executor: Executor, row: DisposalCertificateTable) =>
  executor.insertInto("disposalCertificate").values(row).execute();

/** False when somebody else was faster, or it is not in `state` any more. */
export async function updateCertificateIfRevision(
  executor: Executor,
  organisationId: string,
  certificateId: string,
  expected: { readonly revision: number; readonly state: string },
  set: Partial<Omit<DisposalCertificateTable, "id" | "organisationId" | "revision">>,
): Promise<boolean> {
  const result = await executor
    .updateTable("disposalCertificate")
    .set({ ...set, revision: expected.revision + 1 })
    .where("organisationId", "=", organisationId)
    .where("id", "=", certificateId)
    .where("revision", "=", expected.revision)
    .where("state", "=", expected.state)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What the ledger counts of one lot: its entries, and certificates that wait for acceptance as pending disposals. */
export const countedEntries = (
  entries: readonly EntryRow[],
  certificates: readonly CertificateRow[],
): LotEntry[] => [
  ...entries.map((row) => row.entry),
  ...certificates
    .filter((certificate) => certificate.state === "filed")
    .map((certificate) => ({
      id: certificate.id,
      kind: "disposal" as const,
      quantity: certificate.quantity,
      occurredOn: certificate.disposedOn,
      reversesEntryId: null,
      certificateAcceptedOn: null,
    })),
];

/** Balances of some lots, by lot; on `asOf` or with everything known. */
export async function loadBalances(
  executor: Executor,
  organisationId: string,
  lotIds: readonly string[],
  asOf: string | null = null,
): Promise<Map<string, Balance>> {
  const entries = await listEntries(executor, organisationId, lotIds);
  const certificates = await listCertificates(executor, organisationId, lotIds);
  const of = <R extends { readonly lotId: string }>(rows: readonly R[]) => {
    const groups = new Map<string, R[]>();
    for (const row of rows) {
      const list = groups.get(row.lotId);
      if (list) list.push(row);
      else groups.set(row.lotId, [row]);
    }
    return groups;
  };
  const entriesOf = of(entries);
  const certificatesOf = of(certificates);
  return new Map(
    lotIds.map((id) => [
      id,
      balanceOf(countedEntries(entriesOf.get(id) ?? [], certificatesOf.get(id) ?? []), asOf),
    ]),
  );
}

export interface LotListRow extends LotRow {
  readonly partnerName: string;
  readonly relationNumber: string;
  readonly relationTitle: string;
  readonly basis: string;
  readonly department: string;
}

export interface LotFilter {
  readonly state?: "open" | "closed";
  /** Open and past its due day. */
  readonly isOverdueOn?: string;
  readonly isUnacknowledgedBefore?: string;
  readonly partnerId?: string;
  readonly relationId?: string;
  readonly department?: string | null;
  readonly unit?: Unit;
  /** Words in the number, the name of the data or the partner's name. */
  readonly text?: string;
  /** Paging by key: after this due day (`9999-12-31` when none) and number. */
  readonly after?: { readonly due: string; readonly number: string };
  readonly limit: number;
}

const dueOrLast = sql<string>`coalesce(${sql.ref("lot.dueOn")}, '9999-12-31')`;

function lotsOf(
  executor: Executor,
  organisationId: string,
  { department = null, ...filter }: Omit<LotFilter, "after" | "limit">,
) {
  let query = executor.selectFrom("lot").where("lot.organisationId", "=", organisationId);
  if (filter.state) query = query.where("lot.state", "=", filter.state);
  if (filter.isOverdueOn)
    query = query.where("lot.state", "=", "open").where("lot.dueOn", "<", filter.isOverdueOn);
  if (filter.isUnacknowledgedBefore)
    query = query
      .where("lot.state", "=", "open")
      .where("lot.acknowledgedAt", "is", null)
      .where("lot.openedOn", "<", filter.isUnacknowledgedBefore);
  if (filter.partnerId) query = query.where("lot.partnerId", "=", filter.partnerId);
  if (filter.relationId) query = query.where("lot.relationId", "=", filter.relationId);
  if (department !== null)
    query = query.where("lot.relationId", "in", relationIdsInReach(executor, { organisationId, department }));
  if (filter.unit) query = query.where("lot.unit", "=", filter.unit);
  if (filter.text) {
    const like = `%${filter.text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
    const isLike = (column: string) => sql<boolean>`${sql.ref(column)} like ${like} escape '\\'`;
    query = query.where((eb) =>
      eb.or([
        isLike("lot.number"),
        isLike("lot.dataName"),
        eb(
          "lot.partnerId",
          "in",
          eb
            .selectFrom(partnerNames(executor, organisationId).as("named"))
            .select("named.id")
            .where(isLike("named.currentName")),
        ),
      ]),
    );
  }
  return query;
}

/** Lots of the ledger, the one due first on top. */
export async function listLots(
  executor: Executor,
  organisationId: string,
  { after, limit, ...filter }: LotFilter,
): Promise<LotListRow[]> {
  let query = lotsOf(executor, organisationId, filter)
    .innerJoin(partnerNames(executor, organisationId).as("partner"), "partner.id", "lot.partnerId")
    .innerJoin(relationsInReach(executor, { organisationId }).as("relation"), "relation.id", "lot.relationId")
    .selectAll("lot")
    .select([
      "partner.currentName as partnerName",
      "relation.number as relationNumber",
      "relation.title as relationTitle",
      "relation.basis",
      "relation.department",
    ]);
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb(dueOrLast, ">", after.due),
        eb.and([eb(dueOrLast, "=", after.due), eb("lot.number", ">", after.number)]),
      ]),
    );
  }
  const rows = await query.orderBy(dueOrLast).orderBy("lot.number").limit(limit).execute();
  return rows.map(({ partnerName, relationNumber, relationTitle, basis, department, ...row }) => ({
    ...toLot(row),
    partnerName,
    relationNumber,
    relationTitle,
    basis,
    department,
  }));
}

/**
 * What is out by unit: how many lots and how much in each unit, never summed over units. Accepted disposals and returns are
 * taken off, reversed entries do not count.
 */
export async function sumOutstanding(
  executor: Executor,
  organisationId: string,
  filter: Omit<LotFilter, "after" | "limit">,
): Promise<{ unit: Unit; lots: number; outstanding: number }[]> {
  const open = await lotsOf(executor, organisationId, { ...filter, state: "open" })
    .leftJoin(
      (eb) =>
        eb
          .selectFrom("lotEntry")
          .select([
            "lotEntry.lotId",
            sql<number>`sum(case when ${sql.ref("lotEntry.kind")} in ('hand-over', 'copy') then ${sql.ref("lotEntry.quantity")} else -${sql.ref("lotEntry.quantity")} end)`.as(
              "net",
            ),
          ])
          .where("lotEntry.organisationId", "=", organisationId)
          .where("lotEntry.kind", "!=", "reversal")
          .where((inner) =>
            inner.not(
              inner.exists(
                inner
                  .selectFrom("lotEntry as reversal")
                  .select("reversal.id")
                  .whereRef("reversal.lotId", "=", "lotEntry.lotId")
                  .whereRef("reversal.reversesEntryId", "=", "lotEntry.id"),
              ),
            ),
          )
          .groupBy("lotEntry.lotId")
          .as("held"),
      (join) => join.onRef("held.lotId", "=", "lot.id"),
    )
    .select((eb) => [
      "lot.unit",
      eb.fn.countAll<number | string>().as("lots"),
      sql<number | string>`coalesce(sum(${sql.ref("held.net")}), 0)`.as("outstanding"),
    ])
    .groupBy("lot.unit")
    .orderBy("lot.unit")
    .execute();
  return open.map((row) => ({
    unit: row.unit as Unit,
    lots: Number(row.lots),
    outstanding: Number(row.outstanding),
  }));
}

/** Copies of a lot. */
export const listChildLots = (executor: Executor, organisationId: string, lotId: string) =>
  executor
    .selectFrom("lot")
    .select(["id", "number", "dataName", "state", "unit", "quantity", "openedOn"])
    .where("organisationId", "=", organisationId)
    .where("parentLotId", "=", lotId)
    .orderBy("number")
    .execute();

/** Open lots and certificates that wait, of one relation. */
export async function countOpenCustody(executor: Executor, organisationId: string, relationId: string) {
  const lots = await executor
    .selectFrom("lot")
    .select(({ fn }) => fn.countAll<number | string>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("state", "=", "open")
    .executeTakeFirstOrThrow();
  const certificates = await executor
    .selectFrom("disposalCertificate")
    .select(({ fn }) => fn.countAll<number | string>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("state", "=", "filed")
    .executeTakeFirstOrThrow();
  const standings = await executor
    .selectFrom("standingAuthorisation")
    .select(({ fn }) => fn.countAll<number | string>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("relationId", "=", relationId)
    .where("closedOn", "is", null)
    .executeTakeFirstOrThrow();
  return {
    openLots: Number(lots.n),
    pendingCertificates: Number(certificates.n),
    openStandings: Number(standings.n),
  };
}
