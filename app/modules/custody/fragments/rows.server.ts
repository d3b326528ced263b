import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { DisposalCertificateTable, LotTable } from "#db/schema.ts";
import type { Unit } from "../rules/lots.ts";

export async function findLot(
  executor: Executor,
  organisationId: string,
  lotId: string,
): Promise<LotRow | null> {
  const row = await executor
    .selectFrom("lot")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", lotId)
    .executeTakeFirst();
  return row ? toLot(row) : null;
}
export async function findCertificate(
  executor: Executor,
  organisationId: string,
  certificateId: string,
): Promise<CertificateRow | null> {
  const row = await executor
    .selectFrom("disposalCertificate")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("id", "=", certificateId)
    .executeTakeFirst();
  return row ? toCertificate(row) : null;
}
export interface LotRow extends Omit<LotTable, "subjects" | "items" | "purposes" | "unit"> {
  readonly subjects: readonly string[];
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  readonly unit: Unit;
}
export const toLot = (row: LotTable): LotRow => ({
  ...row,
  subjects: fromJson<string[]>(row.subjects),
  items: fromJson<string[]>(row.items),
  purposes: fromJson<string[]>(row.purposes),
  unit: row.unit as Unit,
});
export interface CertificateRow
  extends Omit<DisposalCertificateTable, "hasNoCopies" | "coversBackups" | "isProxy" | "unit"> {
  readonly hasNoCopies: boolean;
  readonly coversBackups: boolean;
  readonly isProxy: boolean;
  readonly unit: Unit;
}
export const toCertificate = (row: DisposalCertificateTable): CertificateRow => ({
  ...row,
  hasNoCopies: fromFlag(row.hasNoCopies),
  coversBackups: fromFlag(row.coversBackups),
  isProxy: fromFlag(row.isProxy),
  unit: row.unit as Unit,
});
