import type { Text } from "#app/i18n/lang.ts";
import { Checklist } from "#app/modules/assessments/rules/checklist.ts";
import type { BlockScore } from "#app/modules/assessments/rules/scoring.ts";
import { type Day, tokyoDay, tokyoDayOrNull } from "#app/modules/calendar/rules/day.ts";
import { listContracts, loadClauseChecks } from "#app/modules/contracts/fragments.server.ts";
import { ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import type { EntryKind, LotEntry, Unit } from "#app/modules/custody/rules/lots.ts";
import { listTemplates } from "#app/modules/organisation/fragments.server.ts";
import { listPolicies } from "#app/modules/policy/fragments.server.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import type { TemplatePort } from "#app/ports.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type {
  AssessmentFact,
  BlockMarkFact,
  ContractFact,
  LotFact,
  OversightFacts,
  RelationFact,
} from "../rules/facts.ts";

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

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
  const organisation = await executor
    .selectFrom("organisation")
    .selectAll()
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
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
    library: await findLibrary(executor, templates, organisationId, asOf),
    partners: await listPartnerFacts(executor, organisationId, asOf),
    relations: await listRelationFacts(executor, organisationId),
    contracts: await listContractFacts(executor, organisationId),
    ...(await listAssessmentFacts(executor, templates, organisationId)),
    findings: await executor
      .selectFrom("finding")
      .select([
        "id",
        "partnerId",
        "relationId",
        "number",
        "severity",
        "title",
        "raisedOn",
        "dueOn",
        "planDueOn",
        "state",
        "closedOn",
      ])
      .where("organisationId", "=", organisationId)
      .orderBy("number")
      .execute(),
    deferrals: (
      await executor
        .selectFrom("deferral")
        .select(["relationId", "code", "reason", "decidedRole", "decidedOn", "until", "revokedOn"])
        .where("organisationId", "=", organisationId)
        .where("decidedOn", "is not", null)
        .where("state", "not in", ["requested", "refused"])
        .orderBy("until")
        .orderBy("id")
        .execute()
    ).map(({ decidedRole, ...row }) => ({ ...row, role: decidedRole })),
    subcontractors: await executor
      .selectFrom("subcontractor")
      .select([
        "id",
        "relationId",
        "parentId",
        "name",
        "work",
        "startsOn",
        "removedOn",
        "state",
        "decidedOn",
        "approvedUntil",
        "foundOn",
      ])
      .where("organisationId", "=", organisationId)
      .orderBy("startsOn")
      .orderBy("id")
      .execute(),
    ...(await listCustodyFacts(executor, organisationId)),
  };
}

/** The clause library in force on a day, or null when none is. */
export async function findLibrary(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  day: Day,
): Promise<ClauseLibrary | null> {
  const found = (await listTemplates(executor, templates, organisationId, "clauses"))
    .filter((t) => t.validFrom <= day && (t.validTo === null || t.validTo >= day))
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  return found ? ClauseLibrary.parse(found.document) : null;
}

async function listPartnerFacts(executor: Executor, organisationId: string, asOf: Day) {
  const rows = await executor
    .selectFrom("partner")
    .leftJoin("partnerProfile", (join) =>
      join
        .onRef("partnerProfile.partnerId", "=", "partner.id")
        .on("partnerProfile.validFrom", "<=", asOf)
        .on((eb) =>
          eb.or([eb("partnerProfile.validTo", "is", null), eb("partnerProfile.validTo", ">=", asOf)]),
        ),
    )
    .select([
      "partner.id",
      "partner.number",
      "partner.currentName",
      "partner.shortName",
      "partner.sortKey",
      "partnerProfile.name as profileName",
    ])
    .where("partner.organisationId", "=", organisationId)
    .orderBy("partner.number")
    .orderBy("partnerProfile.recordedAt")
    .execute();
  return [
    ...new Map(
      rows.map(({ profileName, currentName, ...row }) => [
        row.id,
        { ...row, name: profileName ?? currentName },
      ]),
    ).values(),
  ];
}

async function listRelationFacts(executor: Executor, organisationId: string): Promise<RelationFact[]> {
  const relations = await executor
    .selectFrom("relation")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .orderBy("number")
    .execute();
  const states = groupBy(
    await executor
      .selectFrom("relationState")
      .select(["relationId", "state", "validFrom", "validTo"])
      .where("organisationId", "=", organisationId)
      // A state left on the day it was reached held on no day.
      .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", eb.ref("validFrom"))]))
      .orderBy("validFrom")
      .orderBy("recordedAt")
      .execute(),
    (row) => row.relationId,
  );
  const scope = groupBy(
    await executor
      .selectFrom("scopeLine")
      .select(["relationId", "items", "validFrom", "validTo"])
      .where("organisationId", "=", organisationId)
      .orderBy("validFrom")
      .orderBy("recordedAt")
      .execute(),
    (row) => row.relationId,
  );
  return relations.map((row) => ({
    id: row.id,
    partnerId: row.partnerId,
    number: row.number,
    basis: row.basis as LegalBasis,
    title: row.title,
    activity: row.activity,
    groupId: row.groupId,
    department: row.department,
    tier: row.highestTier,
    handlesAbroad: fromFlag(row.handlesAbroad),
    states: states.get(row.id) ?? [],
    scope: (scope.get(row.id) ?? []).map((line) => ({
      items: fromJson<string[]>(line.items),
      validFrom: line.validFrom,
      validTo: line.validTo,
    })),
  }));
}

async function listContractFacts(executor: Executor, organisationId: string): Promise<ContractFact[]> {
  const contracts = await listContracts(executor, organisationId);
  const links = groupBy(
    await executor
      .selectFrom("contractRelation")
      .select(["contractId", "relationId"])
      .where("organisationId", "=", organisationId)
      .execute(),
    (row) => row.contractId,
  );
  const checks = await loadClauseChecks(executor, organisationId, "all");
  return contracts.map((c) => ({
    id: c.id,
    number: c.number,
    title: c.title,
    relationIds: (links.get(c.id) ?? []).map((l) => l.relationId),
    terms: c.terms,
    checks: checks.get(c.id) ?? [],
  }));
}

async function listAssessmentFacts(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
): Promise<{ assessments: AssessmentFact[]; blockMarks: BlockMarkFact[] }> {
  const rows = await executor
    .selectFrom("assessment")
    .innerJoin("relation", "relation.id", "assessment.relationId")
    .select([
      "assessment.id",
      "assessment.relationId",
      "relation.basis",
      "assessment.number",
      "assessment.fiscalYear",
      "assessment.state",
      "assessment.sentAt",
      "assessment.dueOn",
      "assessment.submittedAt",
      "assessment.score",
      "assessment.grade",
      "assessment.outcome",
      "assessment.concludedOn",
      "assessment.criticalNos",
      "assessment.blockScores",
      "assessment.validUntil",
    ])
    .where("assessment.organisationId", "=", organisationId)
    .orderBy("assessment.number")
    .execute();
  const conditions = groupBy(
    await executor
      .selectFrom("assessmentCondition")
      .select(["assessmentId", "text", "dueOn"])
      .where("organisationId", "=", organisationId)
      .where("metOn", "is", null)
      .orderBy("dueOn")
      .execute(),
    (row) => row.assessmentId,
  );
  const assessments = rows.map(
    (row): AssessmentFact => ({
      id: row.id,
      relationId: row.relationId,
      number: row.number,
      state: row.state,
      sentOn: tokyoDayOrNull(row.sentAt),
      dueOn: row.dueOn,
      submittedOn: tokyoDayOrNull(row.submittedAt),
      concludedOn: row.concludedOn,
      validUntil: row.validUntil,
      score: row.score,
      grade: row.grade,
      outcome: row.outcome,
      criticalNos: row.concludedOn === null ? 0 : fromJson<string[]>(row.criticalNos).length,
      conditions: (conditions.get(row.id) ?? []).map(({ text, dueOn }) => ({ text, dueOn })),
    }),
  );
  return { assessments, blockMarks: await sumBlocks(executor, templates, organisationId, rows) };
}

/** Block scores of concluded assessments, weighted together by year and basis; titles from the checklists. */
async function sumBlocks(
  executor: Executor,
  templates: TemplatePort,
  organisationId: string,
  rows: readonly { fiscalYear: number; basis: string; concludedOn: string | null; blockScores: string }[],
): Promise<BlockMarkFact[]> {
  const titles = new Map<string, Text>();
  for (const template of await listTemplates(executor, templates, organisationId, "checklist")) {
    const parsed = Checklist.safeParse(template.document);
    if (!parsed.success) continue;
    for (const block of parsed.data.blocks) titles.set(block.id, titles.get(block.id) ?? block.title);
  }
  const order = [...titles.keys()];
  type Sum = { -readonly [K in keyof BlockMarkFact]: BlockMarkFact[K] };
  const groups = new Map<string, Map<string, Sum>>();
  const marks: Sum[] = [];
  for (const row of rows) {
    if (row.concludedOn === null) continue;
    const key = `${row.fiscalYear} ${row.basis}`;
    const group = groups.get(key) ?? new Map<string, Sum>();
    groups.set(key, group);
    for (const { block, score, weight } of fromJson<BlockScore[]>(row.blockScores)) {
      if (score === null) continue;
      let mark = group.get(block);
      if (mark === undefined) {
        mark = {
          assessmentYear: row.fiscalYear,
          basis: row.basis as LegalBasis,
          block,
          title: titles.get(block) ?? { ja: block, en: block },
          points: 0,
          weight: 0,
        };
        group.set(block, mark);
        marks.push(mark);
      }
      mark.points += (score * weight) / 100;
      mark.weight += weight;
    }
  }
  return marks.sort((x, y) => order.indexOf(x.block) - order.indexOf(y.block));
}

async function listCustodyFacts(executor: Executor, organisationId: string) {
  const certificates = await executor
    .selectFrom("disposalCertificate")
    .select(["id", "partnerId", "lotId", "number", "state", "disposedOn", "filedAt", "decidedOn"])
    .where("organisationId", "=", organisationId)
    .execute();
  const acceptedOn = new Map(
    certificates.filter((c) => c.state === "accepted").map((c) => [c.id, c.decidedOn ?? tokyoDay(c.filedAt)]),
  );
  const entries = groupBy(
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
  const uses = groupBy(
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
        acknowledgedOn: tokyoDayOrNull(lot.acknowledgedAt),
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
