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
    const contracts = await executor
      .selectFrom("contractRelation")
      .innerJoin("contract", "contract.id", "contractRelation.contractId")
      .select([
        "contractRelation.relationId",
        "contract.title",
        "contract.signedOn",
        "contract.startsOn",
        "contract.endsOn",
        "contract.terminatedOn",
        "contract.isAutoRenewing",
        "contract.noticeMonths",
      ])
      .where("contract.organisationId", "=", organisationId)
      .where("contractRelation.relationId", "in", ids)
      .where("contract.startsOn", "<=", day)
      .orderBy("contract.startsOn", "desc")
      .execute();
    const assessments = await executor
      .selectFrom("assessment")
      .select(["relationId", "concludedOn", "score", "grade", "validUntil"])
      .where("organisationId", "=", organisationId)
      .where("relationId", "in", ids)
      .where("concludedOn", "is not", null)
      .where("concludedOn", "<=", day)
      .orderBy("concludedOn", "desc")
      .execute();
    const lots = await executor
      .selectFrom("lot")
      .select(["relationId", (eb) => eb.fn.countAll<number | string>().as("n")])
      .where("organisationId", "=", organisationId)
      .where("relationId", "in", ids)
      .where("openedOn", "<=", day)
      .where("state", "!=", "closed")
      .groupBy("relationId")
      .execute();
    const first = <T extends { relationId: string }>(rows: readonly T[]): Map<string, T> => {
      const found = new Map<string, T>();
      for (const row of rows) if (!found.has(row.relationId)) found.set(row.relationId, row);
      return found;
    };
    const contractOf = first(contracts);
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
              endsOn: contract.terminatedOn ?? contract.endsOn,
              isAutoRenewing: contract.isAutoRenewing === 1,
              noticeMonths: contract.noticeMonths,
            }
          : null,
        assessment:
          assessment && assessment.concludedOn !== null
            ? { ...assessment, concludedOn: assessment.concludedOn }
            : null,
        openLots: Number(lotsOf.get(id)?.n ?? 0),
      });
    }
  }
  return facts;
}

/** All partners with the profile and the responsible contact valid on a day, in the order of their readings. */
export async function listPartnersForExport(executor: Executor, organisationId: string, day: string) {
  const partners = await executor
    .selectFrom("partner")
    .leftJoin("partnerProfile", (join) =>
      join
        .onRef("partnerProfile.partnerId", "=", "partner.id")
        .on("partnerProfile.validFrom", "<=", day)
        .on((eb) =>
          eb.or([eb("partnerProfile.validTo", "is", null), eb("partnerProfile.validTo", ">=", day)]),
        ),
    )
    .select([
      "partner.id",
      "partner.number",
      "partner.kind",
      "partner.state",
      "partnerProfile.name",
      "partnerProfile.nameKana",
      "partnerProfile.corporateNumber",
      "partnerProfile.country",
      "partnerProfile.postalCode",
      "partnerProfile.address",
      "partnerProfile.representativeTitle",
      "partnerProfile.representativeName",
    ])
    .where("partner.organisationId", "=", organisationId)
    .orderBy("partner.sortKey")
    .orderBy("partner.id")
    .execute();
  const contacts = await executor
    .selectFrom("partnerContact")
    .select(["partnerId", "name", "department", "title", "email", "phone"])
    .where("organisationId", "=", organisationId)
    .where("isResponsible", "=", 1)
    .where("validFrom", "<=", day)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", day)]))
    .orderBy("validFrom", "desc")
    .orderBy("id")
    .execute();
  return { partners, contacts };
}
