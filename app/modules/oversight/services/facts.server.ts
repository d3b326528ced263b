import type { Text } from "#app/i18n/lang.ts";
import {
  listAssessmentFacts,
  listBlockScores,
  listFindingHistory,
} from "#app/modules/assessments/fragments/facts.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { findClauseLibrary, listContractFacts } from "#app/modules/contracts/fragments.server.ts";
import { listCustodyFacts } from "#app/modules/custody/fragments/facts.server.ts";
import { listDeferralFacts } from "#app/modules/deferrals/fragments.server.ts";
import { getOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { listPolicies } from "#app/modules/policy/fragments.server.ts";
import {
  findLastProfileBy,
  listContactsOn,
  listPartnerFacts,
  listRelationCare,
  listRelationFacts,
  listSubcontractorFacts,
} from "#app/modules/registry/fragments/facts.server.ts";
import { listScopeLinesOn } from "#app/modules/registry/fragments/relations.server.ts";
import type { TemplatePort } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { groupRows } from "#db/rows.ts";
import type { OversightFacts } from "../rules/facts.ts";
import type { SheetExtras, SheetRelationExtras } from "../rules/sheet.ts";

/**
 * Everything the report counts, in about twenty set queries whatever the number of partners. Names are those valid on
 * `asOf`; all other rows are taken whole, since last year's figures come from the same rows.
 */
export async function loadOversightFacts(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  asOf: Day,
): Promise<OversightFacts> {
  const organisation = await getOrganisation(executor, organisationId);
  if (!organisation) throw new Error(`no organisation ${organisationId}`);
  const policies = await listPolicies(executor, organisationId);
  const policy = policies.find((p) => p.validFrom <= asOf) ?? policies[0];
  const names = (rows: readonly { id: string; name: Text }[] | undefined) =>
    new Map((rows ?? []).map((row) => [row.id, row.name]));
  return {
    organisation: {
      id: organisation.id,
      name: organisation.name,
      nameEn: organisation.nameEn,
      shortName: organisation.shortName,
      fiscalYearStart: { month: organisation.fiscalYearStartMonth, day: organisation.fiscalYearStartDay },
    },
    policyVersions: policies.map(({ key, validFrom, validTo }) => ({ key, validFrom, validTo })),
    activities: names(policy?.policy.activities),
    groups: names(policy?.policy.jointUseGroups),
    items: names(policy?.policy.items),
    library: await findClauseLibrary(executor, templates, organisationId, asOf),
    partners: await listPartnerFacts(executor, organisationId, asOf),
    relations: await listRelationFacts(executor, organisationId),
    contracts: await listContractFacts(executor, organisationId),
    ...(await listAssessmentFacts(executor, templates, organisationId)),
    findings: await listFindingHistory(executor, organisationId),
    deferrals: await listDeferralFacts(executor, organisationId),
    subcontractors: await listSubcontractorFacts(executor, organisationId),
    ...(await listCustodyFacts(executor, organisationId)),
  };
}

/** What only the sheet shows: profile, contacts, scope and block scores of one partner as valid on a day. */
export async function loadSheetExtras(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  asOf: Day,
): Promise<Omit<SheetExtras, "gates" | "events"> | null> {
  const profile = await findLastProfileBy(executor, organisationId, partnerId, asOf);
  if (!profile) return null;
  const relations = await listRelationCare(executor, organisationId, partnerId);
  const lines = groupRows(
    await listScopeLinesOn(
      executor,
      organisationId,
      relations.map((relation) => relation.id),
      asOf,
    ),
    (line) => line.relationId,
  );
  return {
    kana: profile.nameKana,
    corporateNumber: profile.corporateNumber,
    noCorporateNumberReason: profile.noCorporateNumberReason,
    address: profile.address,
    representative:
      [profile.representativeTitle, profile.representativeName].filter(Boolean).join(" ") || null,
    contacts: await listContactsOn(executor, organisationId, partnerId, asOf, 3),
    relations: new Map(
      relations.map(({ id, ...care }): [string, SheetRelationExtras] => [
        id,
        {
          ...care,
          lines: (lines.get(id) ?? []).map(({ subject, items, purposes }) => ({ subject, items, purposes })),
        },
      ]),
    ),
    blockScores: await listBlockScores(executor, organisationId, partnerId),
  };
}
