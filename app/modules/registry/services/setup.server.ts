import type { Lang } from "#app/i18n/lang.ts";
import { emailSchema } from "#app/modules/access/rules.ts";
import { judgePassword } from "#app/modules/access/services/common.server.ts";
import { invitePerson } from "#app/modules/access/services/links.server.ts";
import { addMembership, createPerson } from "#app/modules/access/services/people.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import type { FiscalYearStart } from "#app/modules/calendar/rules/fiscal-year.ts";
import { findOnlyOrganisation } from "#app/modules/organisation/fragments.server.ts";
import { foundOrganisation } from "#app/modules/organisation/services.server.ts";
import { describeJointUse, type ImpliedPartner } from "#app/modules/policy/rules/joint-use.ts";
import { importPolicy, keepPolicyTemplate } from "#app/modules/policy/services.server.ts";
import type { Actor, Deps, SystemActor } from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { RegistryEvent } from "../rules/events.ts";
import { act } from "./common.server.ts";
import { registerPartnerIn } from "./partners.server.ts";
import { draftRelationIn, reviseScopeIn } from "./relations.server.ts";

export interface SetUpInput {
  /** What the policy does not say of the organisation; whatever is left out stays empty, never guessed. */
  readonly organisation?: {
    readonly nameKana?: string;
    readonly shortName?: string;
    readonly postalCode?: string | null;
    readonly address?: string | null;
    readonly representativeTitle?: string | null;
    readonly representativeName?: string | null;
    readonly fiscalYearStart?: FiscalYearStart;
    readonly usesEraDates?: boolean;
    readonly isDemonstration?: boolean;
  };
  /** Policy documents as read from their templates, oldest first; the last one is in force today. */
  readonly policies: readonly unknown[];
  /** Policies kept beside them for comparison. */
  readonly otherPolicies?: readonly unknown[];
  /** The department that looks after the joint-use relations. */
  readonly department?: string;
  /** With a password the person can sign in at once; without one an invitation is mailed. */
  readonly administrator: {
    readonly email: string;
    readonly name: string;
    readonly lang?: Lang;
    readonly password?: string;
  };
  /** What the process adds in the same transaction (shipped templates). */
  readonly within?: (trx: Write, organisationId: string) => Promise<void>;
}

export interface SetUp {
  readonly organisationId: string;
  readonly policyVersionId: string;
  readonly administratorId: string | null;
  readonly partners: readonly {
    readonly partnerId: string;
    readonly policyPartnerId: string;
    readonly groupId: string;
    readonly relationId: string;
  }[];
}

/** Reason of the first state of a relation that the policy itself states. */
export const STATED_IN_POLICY = "stated-in-policy";

/**
 * Sets up the organisation from its published policy: the organisation, the policy versions, the joint-use partners exactly as
 * the joint-use section names them - items, purposes and subjects, nothing more - and the first administrator. All or nothing;
 * refused when an organisation is there already. The partners' relations are active from the policy's first day, as the policy
 * says, with neither contract nor assessment on record: the gate says so.
 */
export async function setUpOrganisation(deps: Deps, input: SetUpInput): Promise<Result<SetUp>> {
  const email = emailSchema.safeParse(input.administrator.email);
  if (!email.success) {
    return invalid({
      path: "administrator.email",
      code: "email-invalid",
      params: { value: input.administrator.email.slice(0, 80) },
    });
  }
  if (input.administrator.name.trim() === "")
    return invalid({ path: "administrator.name", code: "required" });
  const { password } = input.administrator;
  if (password !== undefined) {
    const weak = judgePassword(password, "administrator.password");
    if (weak) return weak;
  }
  const passwordHash = password === undefined ? null : await deps.passwords.hash(password);
  return act(deps, async (trx) => {
    if (await findOnlyOrganisation(trx)) return refused("already-set-up");
    const newest = input.policies.at(-1);
    const stated = readStated(newest);
    if (!stated) return refused("policy-unreadable", { where: "organisation", why: "" });
    const organisationId = deps.newId();
    const own = input.organisation ?? {};
    await foundOrganisation(trx, {
      id: organisationId,
      name: stated.name,
      nameKana: own.nameKana ?? "",
      nameEn: stated.nameEn,
      shortName: own.shortName ?? stated.name,
      postalCode: own.postalCode ?? null,
      address: own.address ?? stated.address,
      representativeTitle: own.representativeTitle ?? null,
      representativeName: own.representativeName ?? null,
      fiscalYearStartMonth: own.fiscalYearStart?.month ?? 4,
      fiscalYearStartDay: own.fiscalYearStart?.day ?? 1,
      usesEraDates: toFlag(own.usesEraDates ?? false),
      isDemonstration: toFlag(own.isDemonstration ?? false),
      createdAt: deps.now().toISOString(),
      revision: 1,
    });
    const actor: SystemActor = {
      kind: "system",
      name: "setup",
      organisationId,
      lang: input.administrator.lang ?? "ja",
    };
    await input.within?.(trx, organisationId);
    let current: Awaited<ReturnType<typeof importPolicy>> | null = null;
    for (const document of input.policies) {
      current = await importPolicy(trx, deps, actor, document);
      if (!current.ok) return current;
    }
    if (!current?.ok) return fail({ kind: "not-found" });
    for (const document of input.otherPolicies ?? []) {
      await keepPolicyTemplate(trx, deps, organisationId, document);
    }
    const { version, policyVersionId } = current.value;
    const partners: SetUp["partners"][number][] = [];
    for (const group of describeJointUse(version.policy)) {
      for (const implied of group.partners) {
        const added = await addJointUser(trx, deps, actor, {
          implied,
          title: group.name.ja,
          validFrom: version.policy.validFrom,
          department: input.department ?? defaultDepartment,
          known: partners,
        });
        if (!added.ok) return added;
        partners.push(added.value);
      }
    }
    const administratorId = await addAdministrator(trx, deps, actor, {
      email: email.data,
      name: input.administrator.name.trim(),
      passwordHash,
    });
    if (!administratorId.ok) return administratorId;
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.organisation-set-up",
      subject: { kind: "organisation", id: organisationId },
      data: {
        policy: version.key,
        partners: new Set(partners.map((one) => one.partnerId)).size,
        relations: partners.length,
      },
    });
    return ok({ organisationId, policyVersionId, administratorId: administratorId.value, partners });
  });
}

const defaultDepartment = "事務局";

/** The organisation as the document names it; the whole document is judged by its schema when it is imported. */
function readStated(
  document: unknown,
): { name: string; nameEn: string | null; address: string | null } | null {
  if (typeof document !== "object" || document === null) return null;
  const organisation: unknown = Reflect.get(document, "organisation");
  if (typeof organisation !== "object" || organisation === null) return null;
  const text = (value: unknown, lang: Lang): string | null => {
    const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, lang) : null;
    return typeof found === "string" && found !== "" ? found : null;
  };
  const name = text(Reflect.get(organisation, "name"), "ja");
  if (name === null) return null;
  const isVerified = Reflect.get(organisation, "enVerified") === true;
  return {
    name,
    nameEn: isVerified ? text(Reflect.get(organisation, "name"), "en") : null,
    address: text(Reflect.get(organisation, "address"), "ja"),
  };
}

async function addJointUser(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: {
    implied: ImpliedPartner;
    title: string;
    validFrom: Day;
    department: string;
    known: SetUp["partners"];
  },
): Promise<Result<SetUp["partners"][number]>> {
  const { implied } = input;
  let partnerId = input.known.find((one) => one.policyPartnerId === implied.partner)?.partnerId;
  if (partnerId === undefined) {
    const registered = await registerPartnerIn(trx, deps, actor, {
      kind: "joint-use",
      policyPartnerId: implied.partner,
      shortName: "",
      profile: {
        name: implied.name.ja,
        // The policy gives no reading, number, address or representative of its partners: they are asked for, not guessed.
        nameKana: "",
        nameEn: implied.enVerified ? implied.name.en : null,
        corporateNumber: null,
        noCorporateNumberReason: null,
        invoiceNumber: null,
        country: "JP",
        postalCode: null,
        address: null,
        representativeTitle: null,
        representativeName: null,
        phone: null,
        validFrom: input.validFrom,
      },
      contact: undefined,
    });
    if (!registered.ok) return registered;
    partnerId = registered.value.partnerId;
  }
  const drafted = await draftRelationIn(trx, deps, actor, {
    partnerId,
    relation: {
      basis: "joint-use",
      title: input.title,
      activity: null,
      activityDescription: null,
      groupId: implied.group,
      department: input.department,
      isPaperOnly: false,
      volumePerYear: null,
      volumeUnit: null,
      handlingPlace: null,
      handlesAbroad: false,
      returnRule: null,
      returnDueOn: null,
      startsOn: null,
      endsOn: null,
      note: null,
    },
    // The published section says that this joint use takes place.
    begin: { state: "active", on: input.validFrom, reason: STATED_IN_POLICY },
  });
  if (!drafted.ok) return drafted;
  const { relationId } = drafted.value;
  const scoped = await reviseScopeIn(trx, deps, actor, {
    relationId,
    revision: 1,
    validFrom: input.validFrom,
    lines: implied.subjects.map((subject) => ({
      subject,
      items: implied.items,
      purposes: implied.purposes,
      headcount: null,
      reason: null,
      concreteText: null,
      reviewerName: null,
      consentOn: null,
      consentMethod: null,
      necessity: null,
      surveyStatement: null,
      validFrom: input.validFrom,
      validTo: null,
    })),
  });
  if (!scoped.ok) return scoped;
  return ok({ partnerId, policyPartnerId: implied.partner, groupId: implied.group, relationId });
}

async function addAdministrator(
  trx: Write,
  deps: Deps,
  actor: SystemActor,
  input: { email: string; name: string; passwordHash: string | null },
): Promise<Result<string | null>> {
  if (input.passwordHash === null) {
    const invited = await invitePerson(
      deps,
      actor,
      { email: input.email, name: input.name, role: "administrator", partnerId: null, lang: actor.lang },
      trx,
    );
    return invited.ok ? ok(null) : invited;
  }
  const person = await createPerson(trx, deps, { ...input, lang: actor.lang });
  await addMembership(trx, deps, {
    organisationId: actor.organisationId,
    partnerId: null,
    personId: person.id,
    role: "administrator",
    validFrom: todayOf(deps),
  });
  return ok(person.id);
}
