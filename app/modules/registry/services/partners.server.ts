import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import { numbered } from "#app/modules/organisation/rules.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { PartnerProfileTable } from "#db/schema.ts";
import { findProfileOn } from "../fragments/partners.server.ts";
import { listRelationsOn } from "../fragments/relations.server.ts";
import {
  endContact,
  endProfilesFrom,
  findNextProfileStart,
  findPartnerByCorporateNumber,
  insertContact,
  insertPartner,
  insertProfile,
  replaceBigrams,
  updatePartnerIfRevision,
} from "../queries/partners.server.ts";
import type { RegistryEvent } from "../rules/events.ts";
import type { ContactInput, PartnerInput, ProfileInput } from "../rules/forms.ts";
import { partnerSearchKey, searchBigrams, sortKeyOfKana } from "../rules/names.ts";
import { act, reachPartner } from "./common.server.ts";

/**
 * Registers a partner 委託先等 with its first profile and, when given, its responsible contact.
 * A corporate number that another partner has is `already-used`.
 */
export async function registerPartner(
  deps: Deps,
  actor: Actor,
  input: PartnerInput & { once?: string },
): Promise<Result<{ partnerId: string; number: string }>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, (trx) => registerPartnerIn(trx, deps, actor, input), {
    actor,
    key: input.once,
    act: "registry.register-partner",
  });
}

export async function registerPartnerIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: PartnerInput,
): Promise<Result<{ partnerId: string; number: string }>> {
  const { organisationId } = actor;
  const { profile } = input;
  if (profile.corporateNumber !== null) {
    const other = await findPartnerByCorporateNumber(trx, organisationId, profile.corporateNumber, null);
    if (other) {
      return invalid({
        path: "profile.corporateNumber",
        code: "corporate-number-taken",
        params: { value: profile.corporateNumber, other: `${other.number} ${other.currentName}` },
      });
    }
  }
  const id = deps.newId();
  const number = numbered("P", await nextNumber(trx, organisationId, "partner"));
  const recordedAt = deps.now().toISOString();
  const recordedBy = personIdOf(actor);
  const shortName = input.shortName || profile.name;
  const searchKey = partnerSearchKey({ ...profile, shortName, number });
  await insertPartner(trx, {
    id,
    organisationId,
    number,
    kind: input.kind,
    policyPartnerId: input.policyPartnerId,
    shortName,
    sortKey: sortKeyOf(profile),
    searchKey,
    currentName: profile.name,
    currentNameKana: profile.nameKana,
    corporateNumber: profile.corporateNumber,
    state: "active",
    createdAt: recordedAt,
    createdBy: recordedBy,
    revision: 1,
  });
  await insertProfile(trx, profileRow(deps, organisationId, id, profile, recordedBy, null));
  await replaceBigrams(trx, organisationId, id, searchBigrams(searchKey));
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: "registry.partner-registered",
    subject: { kind: "partner", id },
    partnerId: id,
    data: { number, kind: input.kind, validFrom: profile.validFrom },
    personal: { name: profile.name },
  });
  if (input.contact) {
    const added = await addContactIn(trx, deps, actor, { ...input.contact, partnerId: id });
    if (!added.ok) return added;
  }
  return ok({ partnerId: id, number });
}

/** A partner whose reading is not known stands behind all the others, by its name. */
const sortKeyOf = (profile: { name: string; nameKana: string }): string =>
  profile.nameKana === "" ? `ヿ ${profile.name}` : sortKeyOfKana(profile.nameKana);

const profileRow = (
  deps: Pick<Deps, "newId" | "now">,
  organisationId: string,
  partnerId: string,
  profile: ProfileInput,
  recordedBy: string | null,
  validTo: Day | null,
): PartnerProfileTable => ({
  id: deps.newId(),
  organisationId,
  partnerId,
  name: profile.name,
  nameKana: profile.nameKana,
  nameEn: profile.nameEn,
  corporateNumber: profile.corporateNumber,
  noCorporateNumberReason: profile.noCorporateNumberReason,
  invoiceNumber: profile.invoiceNumber,
  country: profile.country,
  postalCode: profile.postalCode,
  address: profile.address,
  representativeTitle: profile.representativeTitle,
  representativeName: profile.representativeName,
  phone: profile.phone,
  validFrom: profile.validFrom,
  validTo,
  recordedAt: deps.now().toISOString(),
  recordedBy,
});

const profileFields = [
  "name",
  "nameKana",
  "nameEn",
  "corporateNumber",
  "noCorporateNumberReason",
  "invoiceNumber",
  "country",
  "postalCode",
  "address",
  "representativeTitle",
  "representativeName",
  "phone",
] as const satisfies readonly (keyof ProfileInput & keyof PartnerProfileTable)[];

/**
 * A new profile from `validFrom` on: the one before ends the day before, one recorded ahead keeps its first day.
 * The list shows the profile valid today.
 */
export async function reviseProfile(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; revision: number; shortName: string; profile: ProfileInput },
): Promise<Result<{ partnerId: string }>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachPartner(trx, actor, input.partnerId);
    if (!reached.ok) return reached;
    const partner = reached.value;
    const { organisationId } = actor;
    const { profile } = input;
    if (partner.revision !== input.revision) return fail({ kind: "conflict", what: "partner" });
    if (profile.corporateNumber !== null) {
      const other = await findPartnerByCorporateNumber(
        trx,
        organisationId,
        profile.corporateNumber,
        partner.id,
      );
      if (other) {
        return invalid({
          path: "profile.corporateNumber",
          code: "corporate-number-taken",
          params: { value: profile.corporateNumber, other: `${other.number} ${other.currentName}` },
        });
      }
    }
    const before = await findProfileOn(trx, organisationId, partner.id, profile.validFrom);
    const next = await findNextProfileStart(trx, organisationId, partner.id, profile.validFrom);
    await endProfilesFrom(trx, organisationId, partner.id, profile.validFrom, addDays(profile.validFrom, -1));
    await insertProfile(
      trx,
      profileRow(
        deps,
        organisationId,
        partner.id,
        profile,
        personIdOf(actor),
        next === null ? null : addDays(next, -1),
      ),
    );
    const now = await findProfileOn(trx, organisationId, partner.id, todayOf(deps));
    const shown = now ?? profile;
    const searchKey = partnerSearchKey({ ...shown, shortName: input.shortName, number: partner.number });
    const updated = await updatePartnerIfRevision(trx, organisationId, partner.id, input.revision, {
      shortName: input.shortName || shown.name,
      currentName: shown.name,
      currentNameKana: shown.nameKana,
      corporateNumber: shown.corporateNumber,
      sortKey: sortKeyOf(shown),
      searchKey,
    });
    if (!updated) return fail({ kind: "conflict", what: "partner" });
    await replaceBigrams(trx, organisationId, partner.id, searchBigrams(searchKey));
    const fields = profileFields.filter((field) => (before?.[field] ?? null) !== profile[field]);
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.profile-revised",
      subject: { kind: "partner", id: partner.id },
      partnerId: partner.id,
      data: { validFrom: profile.validFrom, fields },
    });
    return ok({ partnerId: partner.id });
  });
}

export async function addContact(
  deps: Deps,
  actor: Actor,
  input: ContactInput & { partnerId: string; once?: string },
): Promise<Result<{ contactId: string }>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, (trx) => addContactIn(trx, deps, actor, input), {
    actor,
    key: input.once,
    act: "registry.add-contact",
  });
}

async function addContactIn(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: ContactInput & { partnerId: string },
): Promise<Result<{ contactId: string }>> {
  const reached = await reachPartner(trx, actor, input.partnerId);
  if (!reached.ok) return reached;
  const id = deps.newId();
  await insertContact(trx, {
    id,
    organisationId: actor.organisationId,
    partnerId: input.partnerId,
    name: input.name,
    nameKana: input.nameKana,
    department: input.department,
    title: input.title,
    email: input.email,
    phone: input.phone,
    isResponsible: toFlag(input.isResponsible),
    validFrom: input.validFrom,
    validTo: null,
    recordedAt: deps.now().toISOString(),
  });
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: "registry.contact-added",
    subject: { kind: "contact", id },
    partnerId: input.partnerId,
    data: { validFrom: input.validFrom, isResponsible: input.isResponsible },
    personal: { name: input.name },
  });
  return ok({ contactId: id });
}

/** Ends a contact; `lastOn` is the last day it holds. The record stays. */
export async function endPartnerContact(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; contactId: string; lastOn: Day },
): Promise<Result<null>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachPartner(trx, actor, input.partnerId);
    if (!reached.ok) return reached;
    const ended = await endContact(trx, actor.organisationId, input.partnerId, input.contactId, input.lastOn);
    if (!ended) return fail({ kind: "not-found" });
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.contact-ended",
      subject: { kind: "contact", id: input.contactId },
      partnerId: input.partnerId,
      data: { lastOn: input.lastOn },
    });
    return ok(null);
  });
}

/** Retires a partner: it leaves the lists, everything recorded stays. Refused while a relation is not closed. */
export async function retirePartner(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; revision: number; reason: string },
): Promise<Result<null>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachPartner(trx, actor, input.partnerId);
    if (!reached.ok) return reached;
    const partner = reached.value;
    if (partner.state === "retired") return fail({ kind: "conflict", what: "partner" });
    if (input.reason.trim() === "") return invalid({ path: "reason", code: "reason-required" });
    const relations = await listRelationsOn(trx, actor.organisationId, todayOf(deps), {
      partnerId: partner.id,
    });
    const open = relations.filter((relation) => relation.state !== "closed");
    if (open.length > 0) return refused("partner-has-open-relations", { n: open.length });
    return moveState(trx, deps, actor, { ...input, to: "retired", type: "registry.partner-retired" });
  });
}

/** Brings a retired partner back into the lists. */
export async function restorePartner(
  deps: Deps,
  actor: Actor,
  input: { partnerId: string; revision: number; reason: string },
): Promise<Result<null>> {
  const no = denied(actor, "registry.write");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachPartner(trx, actor, input.partnerId);
    if (!reached.ok) return reached;
    if (reached.value.state !== "retired") return fail({ kind: "conflict", what: "partner" });
    return moveState(trx, deps, actor, { ...input, to: "active", type: "registry.partner-restored" });
  });
}

async function moveState(
  trx: Write,
  deps: Deps,
  actor: Actor,
  move: {
    partnerId: string;
    revision: number;
    reason: string;
    to: "active" | "retired";
    type: "registry.partner-retired" | "registry.partner-restored";
  },
): Promise<Result<null>> {
  const moved = await updatePartnerIfRevision(trx, actor.organisationId, move.partnerId, move.revision, {
    state: move.to,
  });
  if (!moved) return fail({ kind: "conflict", what: "partner" });
  await recordEvent<RegistryEvent>(trx, deps, actor, {
    type: move.type,
    subject: { kind: "partner", id: move.partnerId },
    partnerId: move.partnerId,
    data: {},
    personal: { reason: move.reason.trim() },
  });
  return ok(null);
}
