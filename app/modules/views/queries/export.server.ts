import { listConcludedBy } from "#app/modules/assessments/fragments/facts.server.ts";
import { listContractsBegun } from "#app/modules/contracts/fragments.server.ts";
import { contractStateOn, shownEndOn } from "#app/modules/contracts/rules/terms.ts";
import { outstandingLots } from "#app/modules/custody/fragments/facts.server.ts";
import type { Executor } from "#db/index.server.ts";

/**
 * Facts of other subjects that the register of contractors 管理台帳 lists beside each relation, read in set queries as they held on
 * a day; one row a relation.
 */
export interface RegisterFacts {
  readonly contract: {
    readonly title: string;
    readonly signedOn: string | null;
    readonly startsOn: string;
    readonly endsOn: string | null;
    readonly isAutoRenewing: boolean;
    readonly noticeMonths: number | null;
  } | null;
  readonly assessment: {
    readonly concludedOn: string;
    readonly score: number | null;
    readonly grade: string | null;
    readonly validUntil: string | null;
  } | null;
  /** Lots with something still to come back. */
  readonly openLots: number;
}

export async function loadRegisterFacts(
  executor: Executor,
  organisationId: string,
  relationIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, RegisterFacts>> {
  const facts = new Map<string, RegisterFacts>();
  const SLICE = 500;
  for (let at = 0; at < relationIds.length; at += SLICE) {
    const ids = relationIds.slice(at, at + SLICE);
    const contracts = await listContractsBegun(executor, organisationId, ids, day);
    const assessments = await listConcludedBy(executor, organisationId, ids, day);
    const lots = await executor
      .selectFrom(outstandingLots(executor, organisationId).as("lot"))
      .select((eb) => ["lot.relationId", eb.fn.countAll<number | string>().as("n")])
      .where("lot.relationId", "in", ids)
      .where("lot.openedOn", "<=", day)
      .groupBy("lot.relationId")
      .execute();
    const first = <T extends { relationId: string }>(rows: readonly T[]): Map<string, T> => {
      const found = new Map<string, T>();
      for (const row of rows) if (!found.has(row.relationId)) found.set(row.relationId, row);
      return found;
    };
    // The contract in force speaks for the relation; when none is, the one that began last.
    const contractOf = first([
      ...contracts.filter(({ terms }) => contractStateOn(terms, day) === "in-force"),
      ...contracts,
    ]);
    const assessmentOf = first(assessments);
    const lotsOf = first(lots);
    for (const id of ids) {
      const contract = contractOf.get(id);
      const assessment = assessmentOf.get(id);
      facts.set(id, {
        contract: contract
          ? {
              title: contract.title,
              signedOn: contract.signedOn,
              startsOn: contract.startsOn,
              // Of a contract that renews itself, the end of the term that it is in.
              endsOn: shownEndOn(contract.terms, day),
              isAutoRenewing: contract.terms.autoRenewal,
              noticeMonths: contract.noticeMonths,
            }
          : null,
        assessment: assessment ?? null,
        openLots: Number(lotsOf.get(id)?.n ?? 0),
      });
    }
  }
  return facts;
}
