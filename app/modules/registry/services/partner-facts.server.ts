import type { Lang } from "#app/i18n/lang.ts";
import { departmentOf } from "#app/modules/access/rules.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { logKinds, type WordedEntry, wordEntry } from "#app/modules/audit/entry-rules.ts";
import { listEntries, listPersonal } from "#app/modules/audit/fragments.server.ts";
import { actorField } from "#app/modules/audit/rules.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn, type PolicyVersion } from "#app/modules/policy/fragments.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import { listSubcontractors, type SubcontractorRow } from "../fragments/records.server.ts";
import { listRelationsOn, listScopeLinesOn, type RelationOn } from "../fragments/relations.server.ts";
import { getPartnerOn, listProfiles, type PartnerOn } from "../queries/partners.server.ts";
import { listPolicyTold } from "../queries/records.server.ts";
import { toScopeContext } from "../rules/scope-input.ts";
import { type LineView, viewLine } from "../words/scope-views.ts";
import { reachPartner } from "./common.server.ts";

/** What the register says of a partner as a whole. */
export interface PartnerFacts {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly revision: number;
  readonly name: string;
  readonly nameKana: string;
  readonly tier: string | null;
  readonly departments: readonly string[];
  /** Work of its relations: names of activities or groups, in the reader's language. */
  readonly work: readonly string[];
  readonly registeredOn: Day | null;
  readonly today: Day;
  readonly asOf: Day;
}

export interface RelationView {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly basis: string;
  /** Name of the activity or the joint-use group, in the reader's language. */
  readonly work: string | null;
  readonly department: string;
  readonly state: string;
  /** State on the day asked for; null before it was drafted. */
  readonly stateOn: string | null;
  readonly stateReason: string | null;
  readonly tier: string;
  readonly lines: readonly LineView[];
}

export interface PartnerOnView {
  readonly head: PartnerFacts;
  readonly partner: PartnerOn;
  readonly relations: readonly RelationView[];
  readonly policy: { readonly id: string; readonly edition: number | null; readonly validFrom: Day } | null;
  /** When the partner was last told of the policy in force on the day; null when there is no record. */
  readonly toldOn: Day | null;
}

/** Everything the register knows of a partner as it held on `asOf` (today when left out). */
export async function readPartnerOn(
  deps: Deps,
  actor: Actor,
  asked: { partnerId: string; asOf?: Day; lang: Lang },
): Promise<Result<PartnerOnView>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const read = deps.db.read;
  const { organisationId } = actor;
  const reached = await reachPartner(read, actor, asked.partnerId);
  if (!reached.ok) return reached;
  const today = todayOf(deps);
  const day = asked.asOf ?? today;
  const partner = await getPartnerOn(read, { organisationId, partnerId: asked.partnerId, day });
  if (!partner) return fail({ kind: "not-found" });
  const department = departmentOf(actor);
  const all = await listRelationsOn(read, organisationId, day, { partnerId: partner.id, department });
  // Before it was drafted a relation was not there.
  const relations = all.filter((relation) => day === today || relation.stateOn !== null);
  const version = await findPolicyOn(read, organisationId, day);
  const views = await viewRelations(read, organisationId, relations, version, day, asked.lang);
  const told = await listPolicyTold(read, organisationId, [partner.id]);
  const profiles = await listProfiles(read, organisationId, partner.id);
  return ok({
    head: {
      id: partner.id,
      number: partner.number,
      kind: partner.kind,
      state: partner.state,
      revision: partner.revision,
      name: partner.profile?.name ?? partner.currentName,
      nameKana: partner.profile?.nameKana ?? partner.currentNameKana,
      tier:
        views
          .filter((view) => view.state !== "closed")
          .map((view) => view.tier)
          .sort()
          .at(-1) ?? null,
      departments: [...new Set(views.map((view) => view.department))],
      work: [...new Set(views.flatMap((view) => view.work ?? []))],
      registeredOn: profiles.at(-1)?.validFrom ?? null,
      today,
      asOf: day,
    },
    partner,
    relations: views,
    policy: version
      ? { id: version.id, edition: version.policy.edition, validFrom: version.validFrom }
      : null,
    toldOn: told.find((row) => row.policyVersionId === version?.id && row.toldOn <= day)?.toldOn ?? null,
  });
}

/** Relations with their lines on `day`, named and judged against the policy of that day. */
export async function viewRelations(
  read: Executor,
  organisationId: string,
  relations: readonly RelationOn[],
  version: PolicyVersion | null,
  day: Day,
  lang: Lang,
): Promise<RelationView[]> {
  const lines = await listScopeLinesOn(
    read,
    organisationId,
    relations.map((relation) => relation.id),
    day,
  );
  return relations.map((relation) => ({
    id: relation.id,
    number: relation.number,
    title: relation.title,
    basis: relation.basis,
    work: workOf(relation, version, lang),
    department: relation.department,
    state: relation.state,
    stateOn: relation.stateOn,
    stateReason: relation.stateReason,
    tier: relation.highestTier,
    lines: version
      ? lines
          .filter((line) => line.relationId === relation.id)
          .map((line) => viewLine(version.index, toScopeContext(relation, day), line, lang))
      : [],
  }));
}

export const workOf = (
  relation: { activity: string | null; groupId: string | null },
  version: PolicyVersion | null,
  lang: Lang,
): string | null =>
  version?.index.activities.get(relation.activity ?? "")?.name[lang] ??
  version?.index.groups.get(relation.groupId ?? "")?.group.name[lang] ??
  null;

export interface HistoryEntry extends WordedEntry {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly who: string | null;
  readonly role: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The operation log of one partner, newest first; `before` pages by sequence number. */
export async function readPartnerHistory(
  deps: Deps,
  actor: Actor,
  asked: { partnerId: string; before?: number; limit: number },
): Promise<Result<{ entries: readonly HistoryEntry[]; next: number | null }>> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const reached = await reachPartner(deps.db.read, actor, asked.partnerId);
  if (!reached.ok) return reached;
  const rows = await listEntries(
    deps.db.read,
    actor.organisationId,
    { partnerId: asked.partnerId, ...(asked.before === undefined ? {} : { beforeSeq: asked.before }) },
    asked.limit + 1,
  );
  const shown = rows.slice(0, asked.limit);
  const newest = shown[0];
  const oldest = shown.at(-1);
  const personal =
    newest && oldest ? await listPersonal(deps.db.read, actor.organisationId, oldest.seq, newest.seq) : [];
  const kinds = logKinds(deps.contributions);
  return ok({
    entries: shown.map((row) => {
      const own = personal.filter((one) => one.seq === row.seq && one.value !== null);
      return {
        seq: row.seq,
        at: row.at,
        type: row.type,
        who: own.find((one) => one.field === actorField)?.value ?? null,
        role: row.actorRole,
        data: row.data,
        ...wordEntry(
          kinds,
          { type: row.type, data: row.data, personal: own.filter((one) => one.field !== actorField) },
          actor.lang,
        ),
      };
    }),
    next: rows.length > asked.limit ? (oldest?.seq ?? null) : null,
  });
}

/** Subcontractors under every relation of a partner, with the names of their items. */
export async function readSubcontractors(
  deps: Deps,
  actor: Actor,
  partnerId: string,
  lang: Lang,
): Promise<
  Result<{
    rows: readonly SubcontractorRow[];
    itemNames: Readonly<Record<string, string>>;
    /** Relations under which one may be recorded. */
    relations: readonly { readonly id: string; readonly number: string; readonly title: string }[];
  }>
> {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const read = deps.db.read;
  const reached = await reachPartner(read, actor, partnerId);
  if (!reached.ok) return reached;
  const today = todayOf(deps);
  const relations = await listRelationsOn(read, actor.organisationId, today, {
    partnerId,
    department: departmentOf(actor),
  });
  const version = await findPolicyOn(read, actor.organisationId, today);
  return ok({
    rows: await listSubcontractors(
      read,
      actor.organisationId,
      relations.map((relation) => relation.id),
    ),
    itemNames: Object.fromEntries((version?.policy.items ?? []).map((item) => [item.id, item.name[lang]])),
    relations: relations
      .filter((relation) => relation.basis === "entrustment" && relation.state !== "closed")
      .map(({ id, number, title }) => ({ id, number, title })),
  });
}
