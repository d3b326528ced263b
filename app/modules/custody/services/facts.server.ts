import {
  listConditionFacts,
  listFindingFacts,
  loadConcludedFacts,
} from "#app/modules/assessments/fragments/facts.server.ts";
import { addDays, type Day, earlierOf } from "#app/modules/calendar/rules/day.ts";
import { listTriggers, loadContractFacts } from "#app/modules/contracts/fragments.server.ts";
import { type ClauseLibrary, requiredClauses, type Trigger } from "#app/modules/contracts/rules/clauses.ts";
import { readLibraryOn } from "#app/modules/contracts/services/acts.server.ts";
import { listGrantedDeferrals } from "#app/modules/deferrals/fragments.server.ts";
import {
  findPolicyOn,
  listCitations,
  listPolicyDays,
  type PolicyVersion,
} from "#app/modules/policy/fragments.server.ts";
import { evaluateJointUseMatters, type MatterCitation } from "#app/modules/policy/rules/joint-use.ts";
import { judgeScopeLine, type LegalBasis } from "#app/modules/policy/rules/judge.ts";
import { toMatterCitation } from "#app/modules/policy/services.server.ts";
import {
  listConfirmations,
  listForeignRoutes,
  listReferralRoutes,
  listSubcontractors,
  listToldOn,
} from "#app/modules/registry/fragments/records.server.ts";
import {
  listBegunScopeLines,
  listComingDays,
  listRelationsOn,
  type RelationOn,
  type ScopeLineRow,
} from "#app/modules/registry/fragments/relations.server.ts";
import { toLineInput, toScopeContext } from "#app/modules/registry/rules/scope-input.ts";
import type { Deps } from "#app/ports.ts";
import { fromFlag } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import { listGateModes } from "../queries/gate.server.ts";
import {
  type DeferralFact,
  type ForeignRoute,
  type GateFacts,
  type GateMode,
  type GateModes,
  type MatterFact,
  type MissingParts,
  matterFactsOf,
  type ReferralFact,
  type ScopeViolation,
  type Severity,
  toldGraceDays,
} from "../rules/gate-facts.ts";
import { modesOf } from "../rules/gate-modes.ts";
import { type GateCode, gateCodes } from "../rules/gate-table.ts";

/** What all relations of an organisation share on one day: read once, however many relations are judged. */
export interface GateGround {
  readonly organisationId: string;
  readonly asOf: Day;
  /** Null when no policy was in force that day: then no scope is in force either. */
  readonly version: PolicyVersion | null;
  readonly library: ClauseLibrary;
  readonly citations: readonly MatterCitation[];
  readonly modes: GateModes;
  /** Days on which what all relations share changes: policy, library, citations. */
  readonly coming: readonly (Day | null)[];
  readonly required: Map<string, readonly string[]>;
  readonly matters: Map<string, { readonly matters: MatterFact[]; readonly missingParts: MissingParts }>;
}

/** The facts of one relation, and where its reasons are cured. */
export interface RelationFacts {
  readonly relation: RelationOn;
  readonly facts: GateFacts;
  /** The contract whose clauses are to be checked; null without a contract. */
  readonly contractId: string | null;
  /** Scope lines in force on the day. */
  readonly lines: readonly ScopeLineRow[];
  /** Condition → the assessment it belongs to. */
  readonly assessmentOf: ReadonlyMap<string, string>;
  /** Days on which facts that are not loaded yet begin, or those that are mean something else (`goodThroughOf`). */
  readonly coming: readonly (Day | null)[];
}

export async function loadGround(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  asOf: Day,
): Promise<GateGround> {
  const rows = await listGateModes(executor, organisationId);
  const { library, changesOn } = await readLibraryOn(executor, deps, organisationId, asOf);
  const citations = (await listCitations(executor, organisationId)).map(toMatterCitation);
  const versions = await listPolicyDays(executor, organisationId);
  return {
    organisationId,
    asOf,
    version: await findPolicyOn(executor, organisationId, asOf),
    library,
    citations,
    coming: [
      ...changesOn,
      ...versions.flatMap((version) => [version.validFrom, dayAfter(version.validTo)]),
      ...citations.flatMap((one) => [one.acceptedOn, one.postedFrom, dayAfter(one.postedTo)]),
    ],
    modes: modesOf(rows.map((row) => ({ ...row, mode: row.mode as GateMode }))),
    required: new Map(),
    matters: new Map(),
  };
}

/** Relations judged at once: far below SQLite's limit of 32,766 parameters, contracts of several a relation included. */
const CHUNK = 4_000;

/**
 * Everything the gate looks at, for some relations on one day, in a constant number of queries a chunk. Relations that do not
 * exist are left out; the order is by number.
 */
export async function loadGateFacts(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  relationIds: readonly string[],
  asOf: Day,
  items: readonly string[] = [],
): Promise<Map<string, RelationFacts>> {
  const found = new Map<string, RelationFacts>();
  if (relationIds.length === 0) return found;
  const ground = await loadGround(executor, deps, organisationId, asOf);
  for (let at = 0; at < relationIds.length; at += CHUNK) {
    const chunk = await loadOnGround(executor, ground, relationIds.slice(at, at + CHUNK), items);
    for (const [id, facts] of chunk) found.set(id, facts);
  }
  return found;
}

export async function loadOnGround(
  executor: Executor,
  ground: GateGround,
  relationIds: readonly string[],
  items: readonly string[] = [],
): Promise<Map<string, RelationFacts>> {
  const found = new Map<string, RelationFacts>();
  if (relationIds.length === 0) return found;
  const { organisationId, asOf } = ground;
  const relations = await listRelationsOn(executor, organisationId, asOf, { relationIds });
  if (relations.length === 0) return found;
  const ids = relations.map((relation) => relation.id);
  const coming = await listComingDays(executor, organisationId, ids, asOf);
  const lines = groupBy(await listBegunScopeLines(executor, organisationId, ids, asOf));
  const contracts = await loadContractFacts(executor, organisationId, ids);
  const triggers = await listTriggers(executor, organisationId, relations, asOf);
  const assessments = await loadConcludedFacts(executor, organisationId, ids);
  const findings = groupBy(await listFindingFacts(executor, organisationId, ids));
  const conditions = groupBy(await listConditionFacts(executor, organisationId, ids));
  const subcontractors = groupBy(await listSubcontractors(executor, organisationId, ids));
  const foreign = groupBy(await listForeignRoutes(executor, organisationId, ids, null));
  const referrals = groupBy(await listReferralRoutes(executor, organisationId, ids, null));
  const confirmations = groupBy(await listConfirmations(executor, organisationId, ids));
  const deferrals = groupBy(await listGrantedDeferrals(executor, organisationId, ids));
  const partnerIds = [...new Set(relations.map((relation) => relation.partnerId))];
  const told = new Map(
    ground.version === null
      ? []
      : (await listToldOn(executor, organisationId, ground.version.id, partnerIds)).map((row) => [
          row.partnerId,
          row.toldOn,
        ]),
  );

  for (const relation of relations) {
    const { id } = relation;
    const basis = relation.basis as LegalBasis;
    const begun = lines.get(id) ?? [];
    const ofRelation = contracts.get(id) ?? [];
    const met = (confirmations.get(id) ?? []).filter((row) => row.isSatisfactory);
    const matters = mattersOf(ground, relation.groupId);
    const own = conditions.get(id) ?? [];
    found.set(id, {
      relation,
      contractId:
        ofRelation.filter((one) => one.startsOn <= asOf).at(-1)?.id ?? ofRelation.at(-1)?.id ?? null,
      lines:
        ground.version === null ? [] : begun.filter((line) => line.validTo === null || asOf <= line.validTo),
      assessmentOf: new Map(own.map((row) => [row.id, row.assessmentId])),
      coming: [
        ...ground.coming,
        ...(coming.get(id) ?? []),
        ...begun.map((line) => line.consentOn),
        // What binds while somebody works for the partner (`listTriggers`) goes by the days agreed, found or not.
        ...(subcontractors.get(id) ?? []).flatMap((row) => [row.startsOn, row.removedOn]),
      ],
      facts: {
        relation: { id, basis, state: relation.stateOn ?? "draft", handlesAbroad: relation.handlesAbroad },
        violations: violationsOf(ground, relation, begun),
        permitted:
          ground.version === null
            ? []
            : begun.flatMap((line) =>
                line.items.map((itemId) => ({ itemId, validFrom: line.validFrom, validTo: line.validTo })),
              ),
        requestedItems: items,
        contracts: ofRelation,
        requiredClauses: requiredOf(ground, basis, triggers.get(id) ?? []),
        assessments: assessments.get(id) ?? [],
        findings: (findings.get(id) ?? []).map((row) => ({ ...row, severity: row.severity as Severity })),
        conditions: own.map((row) => ({
          id: row.id,
          text: row.text,
          decidedOn: row.concludedOn ?? asOf,
          dueOn: row.dueOn,
          metOn: row.metOn,
          bindsAtOnce: fromFlag(row.bindsAtOnce),
        })),
        subcontractors: (subcontractors.get(id) ?? [])
          // Refused before it was to begin: it holds nothing of ours. Refused later, its removal must be recorded.
          .filter(
            (row) =>
              row.state !== "refused" ||
              row.foundOn !== null ||
              row.decidedOn === null ||
              row.decidedOn > row.startsOn,
          )
          .map((row) => ({
            id: row.id,
            name: row.name,
            sinceOn: row.foundOn !== null && row.foundOn < row.startsOn ? row.foundOn : row.startsOn,
            removedOn: row.removedOn,
            approvedOn: row.state === "refused" || row.state === "requested" ? null : approvalOf(row),
            approvedUntil: row.approvedUntil,
          })),
        // A route ends only by an act: another route recorded for the same place.
        foreign: (foreign.get(id) ?? []).map((row) => ({
          id: row.id,
          country: row.country,
          startsOn: row.validFrom,
          removedOn: row.validTo === null ? null : addDays(row.validTo, 1),
          route: row.route as ForeignRoute,
          confirmationDueOn: row.nextConfirmationOn,
          recordMethod: row.recordMethod,
        })),
        ...matters,
        referrals: (referrals.get(id) ?? []).map(
          ({ route, validFrom, validTo, consentMethod, recordMethod, evidenceNote }): ReferralFact => ({
            route: route as ReferralFact["route"],
            validFrom,
            validTo,
            consentMethod,
            recordMethod,
            evidenceNote,
          }),
        ),
        formChecks: checksOf(met, "form-keeping"),
        noHandlingTermsOn: firstDay(met, "no-handling-terms"),
        ownSafetyChecks: checksOf(met, "own-safety"),
        told:
          ground.version === null
            ? null
            : {
                policyFrom: ground.version.validFrom,
                toldOn: told.get(relation.partnerId) ?? null,
                graceUntil: addDays(ground.version.validFrom, toldGraceDays),
              },
        deferrals: (deferrals.get(id) ?? []).flatMap(toDeferralFact),
        modes: ground.modes,
      },
    });
  }
  return found;
}

const dayAfter = (last: Day | null): Day | null => (last === null ? null : addDays(last, 1));

const approvalOf = (row: { state: string; decidedOn: Day | null }): Day | null =>
  row.state === "unapproved" ? null : row.decidedOn;

function groupBy<R extends { readonly relationId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const list = groups.get(row.relationId);
    if (list) list.push(row);
    else groups.set(row.relationId, [row]);
  }
  return groups;
}

function violationsOf(
  { version, asOf }: GateGround,
  relation: RelationOn,
  lines: readonly ScopeLineRow[],
): ScopeViolation[] {
  if (version === null) return [];
  const context = toScopeContext(relation, asOf);
  return lines.flatMap((line) =>
    judgeScopeLine(version.index, context, toLineInput(line)).map((violation) => ({
      ...violation,
      lineId: line.id,
    })),
  );
}

function requiredOf(ground: GateGround, basis: LegalBasis, triggers: readonly Trigger[]): readonly string[] {
  const key = `${basis} ${triggers.join(" ")}`;
  const known = ground.required.get(key);
  if (known) return known;
  const required = requiredClauses(ground.library, basis, triggers);
  ground.required.set(key, required);
  return required;
}

const noMatters: { readonly matters: MatterFact[]; readonly missingParts: MissingParts } = {
  matters: [],
  missingParts: [],
};
function mattersOf(ground: GateGround, groupId: string | null) {
  if (groupId === null || ground.version === null) return noMatters;
  const known = ground.matters.get(groupId);
  if (known) return known;
  const evaluation = evaluateJointUseMatters(ground.version.policy, groupId, ground.citations, ground.asOf);
  const facts = evaluation === undefined ? noMatters : matterFactsOf(evaluation);
  ground.matters.set(groupId, facts);
  return facts;
}

interface Confirmed {
  readonly kind: string;
  readonly confirmedOn: Day;
  readonly nextDueOn: Day | null;
}
/** Confirmations that recur; one without a next day holds for good. */
const checksOf = (rows: readonly Confirmed[], kind: string) =>
  rows
    .filter((row) => row.kind === kind)
    .map((row) => ({ confirmedOn: row.confirmedOn, dueOn: row.nextDueOn ?? "9999-12-31" }));
const firstDay = (rows: readonly Confirmed[], kind: string): Day | null =>
  rows.filter((row) => row.kind === kind).at(-1)?.confirmedOn ?? null;

/** A deferral holds from its decision to its end; on the day it is revoked it holds no longer. */
function toDeferralFact(row: {
  code: string;
  subjectId: string | null;
  decidedOn: Day | null;
  decidedRole: string | null;
  until: Day;
  revokedOn: Day | null;
}): DeferralFact[] {
  const code: GateCode | undefined = gateCodes.find((one) => one === row.code);
  if (code === undefined || row.decidedOn === null) return [];
  const last = row.revokedOn === null ? row.until : addDays(row.revokedOn, -1);
  return [
    {
      code,
      ref: row.subjectId,
      from: row.decidedOn,
      until: earlierOf(last, row.until),
      grantedBy: row.decidedRole === "director" ? "director" : "privacy-manager",
    },
  ];
}
