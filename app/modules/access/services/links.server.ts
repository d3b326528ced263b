import { type Lang, langOf } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import { enqueueMail } from "#app/modules/outbox/services.server.ts";
import {
  type Actor,
  type Deps,
  type PartnerRole,
  partnerRoles,
  personIdOf,
  type StaffRole,
  staffRoles,
} from "#app/ports.ts";
import { fail, invalid, ok, type Result, refused } from "#app/result.ts";
import type { Write } from "#db/index.server.ts";
import type { AccessEvent } from "../event-rules.ts";
import {
  consumeToken,
  endSessionsOf,
  expireInvitations,
  expireLinks,
  findPersonByEmail,
  findToken,
  insertSession,
  insertToken,
  updatePassword,
} from "../queries.server.ts";
import { emailSchema, linkLifetime, nameLength, type Permission, personNameSchema } from "../rules.ts";
import {
  countHit,
  denied,
  findCompanies,
  hashOfNobody,
  judgePassword,
  type MembershipRow,
  newSecret,
  personActor,
  sha256,
  usableMemberships,
} from "./common.server.ts";
import { addMembership, createPerson } from "./people.server.ts";

/**
 * Invites a person by a one-time link (256 bits, stored hashed, 14 days). Older links to the same address for the same
 * membership die. The mail is queued in the same transaction.
 */
export async function invitePerson(
  deps: Deps,
  actor: Actor,
  input: {
    email: string;
    name: string;
    role: StaffRole | PartnerRole;
    partnerId: string | null;
    /** Of the organisation's people: whose relations department staff reach. */
    department?: string;
    title?: string;
    lang: Lang;
    partnerName?: string;
  },
  /** The transaction of the act that the invitation belongs to, when it is part of one. */
  within?: Write,
): Promise<Result<null>> {
  const ownPeople = actor.kind === "partner" && input.partnerId === actor.partnerId;
  const permission: Permission = ownPeople
    ? "own.people"
    : input.partnerId === null
      ? "person.manage"
      : "partner-person.invite";
  const no = denied(actor, permission);
  if (no) return no;
  if (actor.kind === "partner" && !ownPeople) return fail({ kind: "not-found" });
  const email = emailSchema.safeParse(input.email);
  if (!email.success)
    return invalid({ path: "email", code: "email-invalid", params: { value: input.email.slice(0, 80) } });
  const isStaff = input.partnerId === null;
  const named = readName("name", input.name, true);
  const department = readName("department", isStaff ? input.department : "", input.role === "department");
  const title = readName("title", isStaff ? input.title : "", false);
  if (!named.ok) return named;
  if (!department.ok) return department;
  if (!title.ok) return title;
  const name = named.value ?? "";
  const fits =
    input.partnerId === null
      ? staffRoles.some((r) => r === input.role)
      : partnerRoles.some((r) => r === input.role);
  if (!fits) return invalid({ path: "role", code: "unknown-choice" });
  const invite = async (trx: Write): Promise<Result<null>> => {
    if (input.partnerId !== null) {
      const known = await deps.companies.find(trx, actor.organisationId, [input.partnerId]);
      if (!known.has(input.partnerId)) return fail({ kind: "not-found" });
    }
    const secret = newSecret(deps);
    const now = deps.now();
    const at = now.toISOString();
    await expireInvitations(
      trx,
      { organisationId: actor.organisationId, partnerId: input.partnerId, email: email.data },
      at,
    );
    await insertToken(trx, {
      tokenHash: sha256(secret),
      organisationId: actor.organisationId,
      purpose: "invitation",
      personId: null,
      partnerId: input.partnerId,
      email: email.data,
      name,
      role: input.role,
      department: department.value,
      title: title.value,
      createdBy: personIdOf(actor),
      createdAt: at,
      expiresAt: new Date(now.getTime() + linkLifetime.invitation.days * 86_400_000).toISOString(),
      consumedAt: null,
    });
    await enqueueMail(trx, deps, {
      organisationId: actor.organisationId,
      recipient: email.data,
      templateKey: "invitation",
      language: input.lang,
      params: {
        name,
        organisation: await getOrganisationName(trx, actor.organisationId),
        link: `${deps.links.origin}/invitation/${secret}`,
        days: linkLifetime.invitation.days,
      },
    });
    await recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.invited",
      subject: { kind: "person", id: null },
      partnerId: input.partnerId,
      data: placed(input.role, department.value),
      personal: { email: email.data, name },
    });
    return ok(null);
  };
  return within ? invite(within) : deps.db.write(invite);
}

/** One line as typed; null when nothing was and nothing had to be. */
function readName(path: string, typed = "", isRequired: boolean): Result<string | null> {
  if (!isRequired && typed.trim() === "") return ok(null);
  const read = personNameSchema.safeParse(typed);
  return read.success
    ? ok(read.data)
    : invalid({ path, code: read.error.issues[0]?.message ?? "invalid", params: { max: nameLength } });
}

const placed = (role: string, department: string | null): { role: string; department?: string } =>
  department === null ? { role } : { role, department };

/** What the page behind a link shows. Reading it consumes nothing (mail scanners fetch links). */
export async function readLink(deps: Deps, secret: string) {
  const token = await findToken(deps.db.read, sha256(secret));
  if (!token || token.consumedAt !== null || token.expiresAt <= deps.now().toISOString()) return null;
  const person = await findPersonByEmail(deps.db.read, token.email);
  if (person?.isDisabled === 1) return null;
  const companies = await findCompanies(deps.db.read, deps, [token]);
  return {
    purpose: token.purpose,
    email: token.email,
    name: token.name ?? person?.name ?? "",
    role: token.role,
    department: token.department,
    title: token.title,
    organisationName: await getOrganisationName(deps.db.read, token.organisationId),
    partnerName: companies.get(token.partnerId ?? "")?.name ?? null,
    /** A person who already has a password keeps it and only gains the new membership. */
    needsPassword: token.purpose === "password-reset" || !person?.passwordHash,
  };
}

/**
 * Accepts an invitation or sets a new password; the link works once. Signs the person in with a new session. Guesses of
 * the password of somebody known are limited as everywhere else.
 */
export async function consumeLink(
  deps: Deps,
  secret: string,
  input: { purpose: "invitation" | "password-reset"; password: string; lang: Lang },
): Promise<Result<{ secret: string }>> {
  const link = await readLink(deps, secret);
  if (link?.purpose !== input.purpose) return refused("link-over");
  if (link.needsPassword) {
    const weak = judgePassword(input.password);
    if (weak) return weak;
  } else {
    const counted = await countHit(deps, "proof-person", link.email);
    if (!counted.ok) return counted;
    const known = await findPersonByEmail(deps.db.read, link.email);
    const isRight = await deps.passwords.verify(
      known?.passwordHash ?? (await hashOfNobody(deps)),
      input.password.slice(0, 512),
    );
    if (!known?.passwordHash || !isRight) return fail({ kind: "reauthenticate" });
  }
  const passwordHash = link.needsPassword ? await deps.passwords.hash(input.password) : null;
  return deps.db.write(async (trx) => {
    const at = deps.now().toISOString();
    const tokenHash = sha256(secret);
    if (!(await consumeToken(trx, tokenHash, at))) return refused("link-over");
    const token = await findToken(trx, tokenHash);
    if (!token) return refused("link-over");
    const known = await findPersonByEmail(trx, token.email);
    // Between the page and now the person may have been stopped, or got a password by another link: an invitation
    // never replaces one.
    if (known?.isDisabled === 1) return refused("link-over");
    if (known?.passwordHash && passwordHash && token.purpose === "invitation") {
      return fail({ kind: "conflict", what: "person" });
    }
    const person =
      known ??
      (await createPerson(trx, deps, {
        email: token.email,
        name: token.name ?? token.email,
        lang: input.lang,
      }));
    if (passwordHash) {
      await updatePassword(trx, person.id, passwordHash);
      await endSessionsOf(trx, person.id, at, "password-changed");
      await expireLinks(trx, token.email, "password-reset", at);
    }
    const actor = personActor(token.organisationId, person);
    const isInvitedTo = (m: MembershipRow): boolean =>
      m.organisationId === token.organisationId &&
      m.partnerId === token.partnerId &&
      m.role === token.role &&
      m.department === token.department;
    if (token.purpose === "invitation" && token.role) {
      if (!(await usableMemberships(trx, deps, person.id)).some(isInvitedTo)) {
        await addMembership(trx, deps, {
          organisationId: token.organisationId,
          partnerId: token.partnerId,
          personId: person.id,
          role: token.role,
          department: token.department,
          title: token.title,
        });
      }
      await recordEvent<AccessEvent>(trx, deps, actor, {
        type: "access.invitation-accepted",
        subject: { kind: "person", id: person.id },
        partnerId: token.partnerId,
        data: placed(token.role, token.department),
      });
    }
    if (passwordHash) {
      await recordEvent<AccessEvent>(trx, deps, actor, {
        type: "access.password-set",
        subject: { kind: "person", id: person.id },
        data: { by: token.purpose === "invitation" ? "invitation" : "reset" },
      });
    }
    const session = newSecret(deps);
    const memberships = await usableMemberships(trx, deps, person.id);
    const joined = memberships.find(isInvitedTo);
    const [only] = memberships.length === 1 ? memberships : [];
    await insertSession(trx, {
      idHash: sha256(session),
      personId: person.id,
      membershipId: (token.purpose === "invitation" ? joined : only)?.id ?? null,
      createdAt: at,
    });
    return ok({ secret: session });
  });
}

/**
 * Queues a link to set a new password. Whether the address is known shows neither in the answer nor in its time: it is
 * looked up after the answer (OWASP ASVS 6.3.8).
 */
export async function requestPasswordReset(
  deps: Deps,
  input: { email: string; client: string },
): Promise<Result<null>> {
  const email = emailSchema.safeParse(input.email);
  if (!email.success)
    return invalid({ path: "email", code: "email-invalid", params: { value: input.email.slice(0, 80) } });
  for (const [limit, who] of [
    ["link-client", input.client],
    ["link-address", email.data],
  ] as const) {
    const counted = await countHit(deps, limit, who);
    if (!counted.ok) return counted;
  }
  deps.later(() => sendPasswordReset(deps, email.data));
  return ok(null);
}

async function sendPasswordReset(deps: Deps, email: string): Promise<void> {
  await deps.db.write(async (trx) => {
    const person = await findPersonByEmail(trx, email);
    if (!person || person.isDisabled === 1) return;
    const [membership] = await usableMemberships(trx, deps, person.id);
    if (!membership) return;
    const now = deps.now();
    const secret = newSecret(deps);
    await expireLinks(trx, email, "password-reset", now.toISOString());
    await insertToken(trx, {
      tokenHash: sha256(secret),
      organisationId: membership.organisationId,
      purpose: "password-reset",
      personId: person.id,
      partnerId: membership.partnerId,
      email,
      name: person.name,
      role: null,
      department: null,
      title: null,
      createdBy: null,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + linkLifetime["password-reset"].minutes * 60_000).toISOString(),
      consumedAt: null,
    });
    await enqueueMail(trx, deps, {
      organisationId: membership.organisationId,
      recipient: email,
      templateKey: "password-reset",
      language: langOf(person.language),
      params: {
        name: person.name,
        link: `${deps.links.origin}/new-password/${secret}`,
        minutes: linkLifetime["password-reset"].minutes,
      },
    });
  });
}
