import type { Lang } from "#app/i18n/lang.ts";
import { listPersonNames } from "#app/modules/access/fragments.server.ts";
import { departmentOf, reachesDepartment } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn, listPolicies } from "#app/modules/policy/fragments.server.ts";
import { type CeilingData, ceilingDataOf } from "#app/modules/policy/rules/ceiling-data.ts";
import type { ScopeContext } from "#app/modules/policy/rules/judge.ts";
import { type Actor, type Deps, roleOf } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import { listDepartments } from "../fragments/companies.server.ts";
import {
  listConfirmations,
  listForeignRoutes,
  listReferralRoutes,
  listSubcontractors,
  type SubcontractorRow,
} from "../fragments/records.server.ts";
import { getRelationOn, listRelationStates, type RelationOn } from "../fragments/relations.server.ts";
import { findSubcontractor } from "../queries/records.server.ts";
import { listStandingScopeLines } from "../queries/relations.server.ts";
import { type RelationState, relationEventsFor } from "../rules/relation-states.ts";
import { type ScopeLineContent, toScopeContext } from "../rules/scope-input.ts";
import { reachPartner } from "./common.server.ts";
import { type RelationView, viewRelations, workOf } from "./partner-facts.server.ts";

const reach = async (deps: Deps, actor: Actor, relationId: string, day: Day): Promise<Result<RelationOn>> => {
  const relation = await getRelationOn(deps.db.read, {
    organisationId: actor.organisationId,
    relationId,
    day,
  });
  if (!relation || !reachesDepartment(actor, relation.department)) return fail({ kind: "not-found" });
  if (actor.kind === "partner" && relation.partnerId !== actor.partnerId) return fail({ kind: "not-found" });
  return ok(relation);
};

export interface RelationOptions {
  readonly partner: {
    readonly id: string;
    readonly name: string;
    readonly number: string;
    readonly kind: string;
  };
  readonly activities: readonly { readonly id: string; readonly name: string; readonly openEnded: boolean }[];
  /** Groups whose circle names this partner (法27条5項3号). */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly string[];
  readonly today: Day;
}

/** What step 2 offers for a partner under the policy in force today. */
export async function readRelationOptions(
  deps: Deps,
  actor: Actor,
  partnerId: string,
  lang: Lang,
): Promise<Result<RelationOptions>> {
  const no = denied(actor, "relation.write");
  if (no) return no;
  const read = deps.db.read;
  const reached = await reachPartner(read, actor, partnerId);
  if (!reached.ok) return reached;
  const today = todayOf(deps);
  const version = await findPolicyOn(read, actor.organisationId, today);
  if (!version) return refused("no-policy-in-force");
  const { policyPartnerId } = reached.value;
  const own = departmentOf(actor);
  return ok({
    partner: {
      id: reached.value.id,
      name: reached.value.currentName,
      number: reached.value.number,
      kind: reached.value.kind,
    },
    activities: version.policy.activities.map((one) => ({
      id: one.id,
      name: one.name[lang],
      openEnded: one.openEnded,
    })),
    groups: [...version.index.groups.values()]
      .filter((group) => policyPartnerId !== null && group.partners.has(policyPartnerId))
      .map(({ group }) => ({ id: group.id, name: group.name[lang] })),
    departments: own === null ? await listDepartments(read, actor.organisationId) : [own],
    today,
  });
}

export interface RelationPageView {
  readonly relation: RelationOn;
  readonly view: RelationView;
  readonly work: string | null;
  readonly policy: { readonly id: string; readonly edition: number | null; readonly validFrom: Day } | null;
  /** Lines that stand but are not valid on the day: ended as planned, or beginning later. */
  readonly otherLines: number;
  readonly states: readonly {
    readonly id: string;
    readonly state: string;
    readonly validFrom: Day;
    readonly validTo: Day | null;
    readonly reason: string | null;
    readonly conditions: string | null;
    readonly actor: string | null;
  }[];
  /** Moves this person may try now. */
  readonly moves: readonly { readonly event: string; readonly needsReason: boolean }[];
  readonly subcontractors: Awaited<ReturnType<typeof listSubcontractors>>;
  readonly foreign: Awaited<ReturnType<typeof listForeignRoutes>>;
  readonly referrals: Awaited<ReturnType<typeof listReferralRoutes>>;
  readonly confirmations: Awaited<ReturnType<typeof listConfirmations>>;
  /** Names of the policy's items, for the records. */
  readonly itemNames: Readonly<Record<string, string>>;
  /** Ids of the items its standing lines hold. */
  readonly lineItems: readonly string[];
  readonly today: Day;
}

/** A relation with everything the register keeps of it. */
export async function readRelationPage(
  deps: Deps,
  actor: Actor,
  asked: { relationId: string; lang: Lang; asOf?: Day },
): Promise<Result<RelationPageView>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const read = deps.db.read;
  const { organisationId } = actor;
  const today = todayOf(deps);
  const day = asked.asOf ?? today;
  const reached = await reach(deps, actor, asked.relationId, day);
  if (!reached.ok) return reached;
  const relation = reached.value;
  const version = await findPolicyOn(read, organisationId, day);
  const [view] = await viewRelations(read, organisationId, [relation], version, day, asked.lang);
  if (!view) return fail({ kind: "not-found" });
  const standing = await listStandingScopeLines(read, organisationId, relation.id);
  const states = await listRelationStates(read, organisationId, relation.id);
  const people = await listPersonNames(
    read,
    states.flatMap((row) => row.actorId ?? []),
  );
  return ok({
    relation,
    view,
    work: workOf(relation, version, asked.lang),
    policy: version
      ? { id: version.id, edition: version.policy.edition, validFrom: version.validFrom }
      : null,
    otherLines: standing.filter((line) => !view.lines.some((shown) => shown.id === line.id)).length,
    states: states
      // A state left on the day it began never held for a whole day; the log keeps it.
      .filter((row) => row.validTo === null || row.validTo >= row.validFrom)
      .map(({ id, state, validFrom, validTo, reason, conditions, actorId }) => ({
        id,
        state,
        validFrom,
        validTo,
        reason,
        conditions,
        actor: people.get(actorId ?? "") ?? null,
      }))
      .reverse(),
    moves: relationEventsFor(relation.state as RelationState, roleOf(actor))
      // Ending and closing stand on the page that knows what is outstanding.
      .filter((one) => one.event !== "end" && one.event !== "close")
      .map(({ event, needsReason }) => ({ event, needsReason })),
    subcontractors: await listSubcontractors(read, organisationId, [relation.id]),
    foreign: await listForeignRoutes(read, organisationId, [relation.id], null),
    referrals: await listReferralRoutes(read, organisationId, [relation.id], null),
    confirmations: await listConfirmations(read, organisationId, [relation.id]),
    itemNames: Object.fromEntries(
      (version?.policy.items ?? []).map((item) => [item.id, item.name[asked.lang]]),
    ),
    lineItems: standing.flatMap((line) => line.items),
    today,
  });
}

export interface ScopePageView {
  readonly relation: RelationOn;
  readonly work: string | null;
  readonly policy: { readonly id: string; readonly edition: number | null; readonly validFrom: Day };
  readonly ceiling: CeilingData;
  readonly context: ScopeContext;
  readonly lines: readonly ScopeLineContent[];
  readonly validFrom: Day;
  readonly today: Day;
}

/** Step 3: the scope as it stands, and the part of the policy that judges it while it is entered. */
export async function readScopePage(
  deps: Deps,
  actor: Actor,
  relationId: string,
  lang: Lang,
): Promise<Result<ScopePageView>> {
  const no = denied(actor, "relation.write");
  if (no) return no;
  const today = todayOf(deps);
  const reached = await reach(deps, actor, relationId, today);
  if (!reached.ok) return reached;
  const relation = reached.value;
  const version = await findPolicyOn(deps.db.read, actor.organisationId, today);
  if (!version) return refused("no-policy-in-force");
  const lines = await listStandingScopeLines(deps.db.read, actor.organisationId, relation.id);
  return ok({
    relation,
    work: workOf(relation, version, lang),
    policy: { id: version.id, edition: version.policy.edition, validFrom: version.validFrom },
    ceiling: ceilingDataOf(version.policy),
    context: toScopeContext(relation, today),
    lines,
    validFrom: today,
    today,
  });
}

/** The form for the day a partner was told: the versions that can be told of, newest first. */
export async function readToldPage(
  deps: Deps,
  actor: Actor,
  partnerId: string,
): Promise<
  Result<{
    partner: { readonly id: string; readonly name: string };
    versions: readonly { readonly id: string; readonly edition: number | null; readonly validFrom: Day }[];
    today: Day;
  }>
> {
  const no = denied(actor, "record.write");
  if (no) return no;
  const reached = await reachPartner(deps.db.read, actor, partnerId);
  if (!reached.ok) return reached;
  const versions = await listPolicies(deps.db.read, actor.organisationId);
  return ok({
    partner: { id: reached.value.id, name: reached.value.currentName },
    versions: versions.map(({ id, policy, validFrom }) => ({ id, edition: policy.edition, validFrom })),
    today: todayOf(deps),
  });
}

export interface SubcontractorPageView {
  readonly row: SubcontractorRow;
  readonly relation: {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly partnerId: string;
    readonly partnerName: string;
  };
  readonly itemNames: Readonly<Record<string, string>>;
  readonly requestedBy: string | null;
  readonly decidedBy: string | null;
  readonly today: Day;
}

/** One subcontractor with its request, decision and end. */
export async function readSubcontractorPage(
  deps: Deps,
  actor: Actor,
  subcontractorId: string,
  lang: Lang,
): Promise<Result<SubcontractorPageView>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const read = deps.db.read;
  const row = await findSubcontractor(read, actor.organisationId, subcontractorId);
  if (!row) return fail({ kind: "not-found" });
  const today = todayOf(deps);
  const reached = await reach(deps, actor, row.relationId, today);
  if (!reached.ok) return reached;
  const { id, number, title, partnerId, partnerName } = reached.value;
  const version = await findPolicyOn(read, actor.organisationId, today);
  const people = await listPersonNames(
    read,
    [row.requestedBy, row.decidedBy].filter((one) => one !== null),
  );
  return ok({
    row,
    relation: { id, number, title, partnerId, partnerName },
    itemNames: Object.fromEntries((version?.policy.items ?? []).map((item) => [item.id, item.name[lang]])),
    requestedBy: people.get(row.requestedBy ?? "") ?? null,
    decidedBy: people.get(row.decidedBy ?? "") ?? null,
    today,
  });
}
