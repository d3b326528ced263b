import { assessmentsOfPartner } from "#app/modules/assessments/fragments/facts.server.ts";
import { contractsOfPartner } from "#app/modules/contracts/fragments.server.ts";
import { lotsOfPartner } from "#app/modules/custody/fragments/facts.server.ts";
import { attachedFiles } from "#app/modules/files/fragments.server.ts";
import { keptSubcontractors } from "#app/modules/registry/fragments/records.server.ts";
import { relationsInReach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Executor } from "#db/index.server.ts";

/** Files attached to a partner's own records, and the copies of its contracts, which no partner reads. */
const filesOfPartner = (executor: Executor, organisationId: string, partnerId: string) =>
  executor
    .selectFrom(attachedFiles(executor, organisationId).as("file"))
    .where((eb) =>
      eb.or([
        eb("file.partnerId", "=", partnerId),
        eb.and([
          eb("file.subjectKind", "=", "contract"),
          eb("file.subjectId", "in", contractsOfPartner(executor, organisationId, partnerId)),
        ]),
      ]),
    );

/** How many records of each subject belong to a partner, for the tabs of its page. */
export async function countOfPartner(executor: Executor, organisationId: string, partnerId: string) {
  const of = { organisationId, partnerId };
  const row = await executor
    .selectNoFrom((eb) => [
      eb
        .selectFrom(contractsOfPartner(executor, organisationId, partnerId).as("one"))
        .select((one) => one.fn.countAll<number | string>().as("n"))
        .as("contracts"),
      eb
        .selectFrom(assessmentsOfPartner(executor, organisationId, partnerId).as("one"))
        .select((one) => one.fn.countAll<number | string>().as("n"))
        .as("assessments"),
      eb
        .selectFrom(lotsOfPartner(executor, organisationId, partnerId).as("one"))
        .select((one) => one.fn.countAll<number | string>().as("n"))
        .as("lots"),
      eb
        .selectFrom(relationsInReach(executor, of).as("relation"))
        .innerJoin(keptSubcontractors(executor, organisationId).as("one"), "one.relationId", "relation.id")
        .select((one) => one.fn.countAll<number | string>().as("n"))
        .as("subcontractors"),
      filesOfPartner(executor, organisationId, partnerId)
        .select((one) => one.fn.countAll<number | string>().as("n"))
        .as("documents"),
    ])
    .executeTakeFirstOrThrow();
  return {
    contracts: Number(row.contracts),
    assessments: Number(row.assessments),
    lots: Number(row.lots),
    subcontractors: Number(row.subcontractors),
    documents: Number(row.documents),
  };
}

export const listPartnerFiles = (
  executor: Executor,
  organisationId: string,
  partnerId: string,
  limit: number,
) =>
  filesOfPartner(executor, organisationId, partnerId)
    .select(["file.id", "file.name", "file.bytes", "file.uploadedAt"])
    .orderBy("file.uploadedAt", "desc")
    .orderBy("file.id", "desc")
    .limit(limit)
    .execute();
