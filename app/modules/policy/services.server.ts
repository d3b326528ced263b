import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, type Day, isValidDay, todayOf } from "#app/modules/calendar/rules/day.ts";
import { attachFiles, type FileSummary, listFilesOf } from "#app/modules/files/services.server.ts";
import { findOnlyOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { keepTemplate } from "#app/modules/organisation/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { MatterCitationTable } from "#db/schema.ts";
import { findPolicyOn, listCitations, listPolicies, type PolicyVersion } from "./fragments.server.ts";
import {
  endPolicyVersion,
  findCitation,
  findPolicyByKey,
  insertCitation,
  insertPolicyVersion,
  updateCitationIfState,
} from "./queries.server.ts";
import { type PolicyDocument, policySchema } from "./rules/document.ts";
import type { PolicyEvent } from "./rules/events.ts";
import {
  type CitableMatter,
  citableMatters,
  evaluateJointUseMatters,
  type JointUseEvaluation,
  type MatterCitation,
} from "./rules/joint-use.ts";

/** Canonical JSON (RFC 8785) and its SHA-256, lower-case hex: the identity of a policy's content. */
export function freezePolicy(policy: PolicyDocument): { document: string; hash: string } {
  const document = canonicalize(policy);
  if (document === undefined) throw new Error("a policy is plain JSON");
  return { document, hash: createHash("sha256").update(document).digest("hex") };
}

/**
 * Takes a policy document as a version in force from its own first day; the version before it ends the day before.
 * The same content again answers the version that stands. Versions never overlap and are never changed.
 * @param document what `policySchema` reads: a parsed template
 */
export async function importPolicy(
  trx: Write,
  deps: Deps,
  actor: Actor,
  document: unknown,
): Promise<Result<{ policyVersionId: string; version: PolicyVersion }>> {
  const read = policySchema.safeParse(document);
  if (!read.success) {
    const first = read.error.issues[0];
    return refused("policy-unreadable", {
      where: first?.path.join(".") ?? "",
      why: first?.message ?? "",
    });
  }
  const policy = read.data;
  const { organisationId } = actor;
  const frozen = freezePolicy(policy);
  const same = await findPolicyByKey(trx, organisationId, policy.id);
  if (same) {
    return same.hash === frozen.hash
      ? ok({ policyVersionId: same.id, version: same })
      : refused("policy-version-exists", { key: policy.id });
  }
  const versions = await listPolicies(trx, organisationId);
  const newest = versions[0];
  if (newest && newest.validFrom >= policy.validFrom) {
    return refused("policy-not-newer", { validFrom: policy.validFrom, newest: newest.validFrom });
  }
  if (newest && newest.validTo === null)
    await endPolicyVersion(trx, newest.id, addDays(policy.validFrom, -1));
  const id = deps.newId();
  await insertPolicyVersion(trx, {
    id,
    organisationId,
    key: policy.id,
    document: frozen.document,
    hash: frozen.hash,
    validFrom: policy.validFrom,
    validTo: null,
    recordedAt: deps.now().toISOString(),
  });
  await recordEvent<PolicyEvent>(trx, deps, actor, {
    type: "policy.version-imported",
    subject: { kind: "policy", id },
    data: { key: policy.id, hash: frozen.hash, validFrom: policy.validFrom },
  });
  const version = await findPolicyByKey(trx, organisationId, policy.id);
  if (!version) throw new Error("a policy version just written is there");
  return ok({ policyVersionId: id, version });
}

/** Keeps a policy beside the organisation's own versions, to be compared with; in force for nobody. */
export async function keepPolicyTemplate(
  trx: Write,
  deps: Deps,
  organisationId: string,
  document: unknown,
): Promise<void> {
  const policy = policySchema.parse(document);
  const frozen = freezePolicy(policy);
  await keepTemplate(trx, {
    id: deps.newId(),
    organisationId,
    kind: "policy",
    key: policy.id,
    version: String(policy.edition ?? policy.validFrom),
    hash: frozen.hash,
    document: frozen.document,
    validFrom: policy.validFrom,
    validTo: null,
    recordedAt: deps.now().toISOString(),
  });
}

/** A row of the register of citations as the rules of joint use read it. */
export const toMatterCitation = (row: MatterCitationTable): MatterCitation => ({
  groupId: row.groupId,
  matter: row.matter as CitableMatter,
  text: row.text,
  place: row.place,
  postedFrom: row.postedFrom,
  postedTo: row.postedTo,
  acceptedOn: row.state === "accepted" ? row.decidedOn : null,
});

/** The five matters (法27条5項3号) of every joint-use group of the policy in force on `day`, citations included. */
export async function evaluateNotices(
  executor: Executor,
  organisationId: string,
  day: Day,
): Promise<{ version: PolicyVersion; evaluations: readonly JointUseEvaluation[] } | null> {
  const version = await findPolicyOn(executor, organisationId, day);
  if (!version) return null;
  const citations = (await listCitations(executor, organisationId)).map(toMatterCitation);
  return {
    version,
    evaluations: version.policy.jointUseGroups.flatMap((group) => {
      const evaluation = evaluateJointUseMatters(version.policy, group.id, citations, day);
      return evaluation ? [evaluation] : [];
    }),
  };
}

export interface CiteMatterInput {
  readonly groupId: string;
  readonly matter: string;
  /** What the place says, word for word. */
  readonly text: string;
  /** Place or URL. */
  readonly place: string;
  readonly postedFrom: Day;
  readonly postedTo: Day | null;
  /** Staged files that show the posting: a print of the page, a photograph of the board. */
  readonly fileIds: readonly string[];
}

/** Proposes where else a matter of a joint-use notice is posted; it counts once the privacy manager accepts it. */
export async function citeMatter(
  deps: Deps,
  actor: Actor,
  input: CiteMatterInput & { once?: string },
): Promise<Result<{ citationId: string }>> {
  const no = denied(actor, "record.write");
  if (no) return no;
  return actOnce(deps, actor, { key: input.once ?? "", act: "policy.cite-matter" }, (trx) =>
    citeMatterIn(trx, deps, actor, input),
  );
}

export async function citeMatterIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: CiteMatterInput,
): Promise<Result<{ citationId: string }>> {
  const version = await findPolicyOn(trx, actor.organisationId, todayOf(deps));
  if (!version?.index.groups.has(input.groupId)) return fail({ kind: "not-found" });
  if (!citableMatters.some((matter) => matter === input.matter)) {
    return invalid({ path: "matter", code: "unknown-choice", params: { value: input.matter } });
  }
  if (input.text.trim() === "") return invalid({ path: "text", code: "required" });
  if (input.place.trim() === "") return invalid({ path: "place", code: "required" });
  if (!isValidDay(input.postedFrom)) return invalid({ path: "postedFrom", code: "day-invalid" });
  if (input.postedTo !== null && input.postedTo < input.postedFrom) {
    return invalid({ path: "postedTo", code: "day-order", params: { value: input.postedTo } });
  }
  if (input.fileIds.length === 0) return invalid({ path: "file", code: "required" });
  const id = deps.newId();
  await insertCitation(trx, {
    id,
    organisationId: actor.organisationId,
    groupId: input.groupId,
    matter: input.matter,
    text: input.text.trim(),
    place: input.place.trim(),
    postedFrom: input.postedFrom,
    postedTo: input.postedTo,
    state: "proposed",
    decidedBy: null,
    decidedOn: null,
    decisionNote: null,
    recordedAt: deps.now().toISOString(),
    recordedBy: personIdOf(actor),
  });
  const attached = await attachFiles(trx, deps, actor, {
    fileIds: input.fileIds,
    subjectKind: "citation",
    subjectId: id,
    partnerId: null,
  });
  if (!attached.ok) return attached;
  await recordEvent<PolicyEvent>(trx, deps, actor, {
    type: "policy.matter-cited",
    subject: { kind: "citation", id },
    data: {
      groupId: input.groupId,
      matter: input.matter,
      postedFrom: input.postedFrom,
      postedTo: input.postedTo,
      files: attached.value.map((file) => file.hash),
    },
  });
  return ok({ citationId: id });
}

/** The privacy manager accepts or refuses a citation; nobody decides on their own. */
export async function decideCitation(
  deps: Deps,
  actor: Actor,
  input: { citationId: string; accepted: boolean; note: string | null },
): Promise<Result<{ groupId: string }>> {
  const no = denied(actor, "citation.decide");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const citation = await findCitation(trx, actor.organisationId, input.citationId);
    if (!citation) return fail({ kind: "not-found" });
    if (citation.state !== "proposed") return fail({ kind: "conflict", what: "citation" });
    if (citation.recordedBy !== null && citation.recordedBy === personIdOf(actor))
      return refused("own-citation");
    const note = input.note?.trim() || null;
    if (!input.accepted && note === null) return invalid({ path: "note", code: "reason-required" });
    const state = input.accepted ? "accepted" : "refused";
    const updated = await updateCitationIfState(trx, actor.organisationId, citation.id, "proposed", {
      state,
      decidedBy: personIdOf(actor),
      decidedOn: todayOf(deps),
      decisionNote: note,
    });
    if (!updated) return fail({ kind: "conflict", what: "citation" });
    await recordEvent<PolicyEvent>(trx, deps, actor, {
      type: "policy.citation-decided",
      subject: { kind: "citation", id: citation.id },
      data: { groupId: citation.groupId, matter: citation.matter, state },
      ...(note === null ? {} : { personal: { note } }),
    });
    return ok({ groupId: citation.groupId });
  });
}

/** A citation with what shows it. */
export interface CitationView extends MatterCitationTable {
  readonly files: readonly FileSummary[];
}

export interface PolicyPageView {
  readonly version: {
    readonly id: string;
    readonly key: string;
    readonly edition: number | null;
    readonly validFrom: Day;
    readonly validTo: Day | null;
  };
  readonly policy: PolicyDocument;
  readonly evaluations: readonly JointUseEvaluation[];
  readonly citations: readonly CitationView[];
  readonly versions: readonly {
    readonly id: string;
    readonly edition: number | null;
    readonly validFrom: Day;
    readonly validTo: Day | null;
  }[];
  readonly today: Day;
}

/** The policy in force on a day with its joint-use matters judged and its citations; null when none is in force. */
export async function readPolicyPage(
  deps: Deps,
  actor: Actor,
  asOf?: Day,
): Promise<Result<PolicyPageView | null>> {
  const no = denied(actor, "policy.read");
  if (no) return no;
  const today = todayOf(deps);
  const read = deps.db.read;
  const notices = await evaluateNotices(read, actor.organisationId, asOf ?? today);
  if (!notices) return ok(null);
  const { version, evaluations } = notices;
  const citations = await listCitations(read, actor.organisationId);
  const files = await listFilesOf(
    read,
    actor,
    "citation",
    citations.map((citation) => citation.id),
  );
  return ok({
    version: {
      id: version.id,
      key: version.key,
      edition: version.policy.edition,
      validFrom: version.validFrom,
      validTo: version.validTo,
    },
    policy: version.policy,
    evaluations,
    citations: citations.map((citation) => ({
      ...citation,
      files: files.filter((file) => file.subjectId === citation.id),
    })),
    versions: (await listPolicies(read, actor.organisationId)).map((one) => ({
      id: one.id,
      edition: one.policy.edition,
      validFrom: one.validFrom,
      validTo: one.validTo,
    })),
    today,
  });
}

export interface PublicPolicy {
  readonly organisation: string;
  readonly policy: PolicyDocument;
  readonly evaluations: readonly JointUseEvaluation[];
  readonly versions: readonly {
    readonly edition: number | null;
    readonly validFrom: Day;
    readonly validTo: Day | null;
  }[];
  /** Versions of one group: from when to when each was posted. */
  readonly day: Day;
  readonly today: Day;
}

/**
 * What the public pages show: the policy in force on a day, its notices as posted (accepted citations included), and the history.
 * Nobody needs to sign in; nothing else of the organisation is read. `not-found` before anything is published.
 */
export async function readPublicPolicy(deps: Deps, asOf?: Day): Promise<Result<PublicPolicy>> {
  const read = deps.db.read;
  const organisation = await findOnlyOrganisation(read);
  if (!organisation) return fail({ kind: "not-found" });
  const today = todayOf(deps);
  // What is not in force yet is not published yet.
  const day = asOf === undefined || asOf > today ? today : asOf;
  const notices = await evaluateNotices(read, organisation.id, day);
  if (!notices) return fail({ kind: "not-found" });
  return ok({
    organisation: organisation.name,
    policy: notices.version.policy,
    evaluations: notices.evaluations,
    versions: (await listPolicies(read, organisation.id))
      .filter((one) => one.validFrom <= today)
      .map((one) => ({ edition: one.policy.edition, validFrom: one.validFrom, validTo: one.validTo })),
    day,
    today,
  });
}
