import { type Lang, langOf } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { findOnlyOrganisation } from "#app/modules/organisation/fragments.server.ts";
import {
  type Actor,
  type Deps,
  type PartnerRole,
  partnerRoles,
  personIdOf,
  type StaffRole,
  staffRoles,
} from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import type { AccessEvent } from "../event-rules.ts";
import {
  addHit,
  endSession,
  findPersonByEmail,
  findSession,
  getPerson,
  hasHitSince,
  insertSession,
  ownPlacePrefix,
  touchSession,
  updateSessionHash,
  updateSessionMembership,
} from "../queries.server.ts";
import { emailSchema, isSessionAlive, ownPlaceDays } from "../rules.ts";
import {
  countHit,
  hashOfNobody,
  type MembershipRow,
  newSecret,
  personActor,
  sha256,
  usableMemberships,
} from "./common.server.ts";

/**
 * Signs in by e-mail and password. The answer for an unknown address equals that for a wrong password, in words and in
 * work (the hash of nobody is verified). Returns the secret of the new session, which goes into the cookie only.
 */
export async function signIn(
  deps: Deps,
  input: { email: string; password: string; client: string; previousSecret: string | null },
): Promise<Result<{ secret: string }>> {
  const parsed = emailSchema.safeParse(input.email);
  const email = parsed.success ? parsed.data : input.email.slice(0, 254).toLowerCase();
  const place = `${email} ${input.client}`;
  const placeKey = `${ownPlacePrefix}${sha256(place)}`;
  const isOwnPlace = await hasHitSince(deps.db.read, placeKey, daysAgo(deps, ownPlaceDays));
  for (const [limit, who] of [
    ["sign-in-client", input.client],
    ["sign-in-address", place],
    ...(isOwnPlace ? [] : [["sign-in-account", email] as const]),
  ] as const) {
    const counted = await countHit(deps, limit, who);
    if (!counted.ok) return counted;
  }
  const person = parsed.success ? await findPersonByEmail(deps.db.read, email) : null;
  const usable = person && person.isDisabled === 0 ? person : null;
  const isRight = await deps.passwords.verify(
    usable?.passwordHash ?? (await hashOfNobody(deps)),
    input.password.slice(0, 512),
  );
  if (!usable?.passwordHash || !isRight) {
    await recordRefusal(deps, person);
    return refused("sign-in-wrong");
  }
  const secret = newSecret(deps);
  const at = deps.now().toISOString();
  await deps.db.write(async (trx) => {
    if (input.previousSecret) await endSession(trx, sha256(input.previousSecret), at, "rotated");
    await addHit(trx, placeKey, daysAgo(deps, 0));
    const memberships = await usableMemberships(trx, deps, usable.id);
    await insertSession(trx, {
      idHash: sha256(secret),
      personId: usable.id,
      membershipId: memberships.length === 1 ? (memberships[0]?.id ?? null) : null,
      createdAt: at,
    });
    for (const organisationId of new Set(memberships.map((m) => m.organisationId))) {
      const actor: Actor = personActor(organisationId, usable);
      await recordEvent<AccessEvent>(trx, deps, actor, {
        type: "access.signed-in",
        subject: { kind: "person", id: usable.id },
        data: { method: "password" },
      });
    }
  });
  return ok({ secret });
}

/** Midnight (UTC) of so many days ago. */
const daysAgo = (deps: Deps, days: number): string =>
  `${new Date(deps.now().getTime() - days * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;

/**
 * A refused attempt stays in the log of whoever it concerns; one with an unknown address in that of this deployment's
 * organisation, so that both cases do the same work (OWASP ASVS 6.3.8, 16.3.1).
 */
async function recordRefusal(
  deps: Deps,
  person: { id: string; name: string; isDisabled: number } | null,
): Promise<void> {
  await deps.db.write(async (trx) => {
    const memberships = await usableMemberships(trx, deps, person?.id ?? "");
    const organisations = new Set(memberships.map((m) => m.organisationId));
    if (organisations.size === 0) {
      const first = await findOnlyOrganisation(trx);
      if (first) organisations.add(first.id);
    }
    for (const organisationId of organisations) {
      await recordEvent<AccessEvent>(
        trx,
        deps,
        { kind: "system", name: person?.name ?? "", organisationId, lang: "ja" },
        {
          type: "access.sign-in-refused",
          subject: { kind: "person", id: person?.id ?? null },
          data: { reason: person === null ? "unknown" : person.isDisabled === 1 ? "disabled" : "password" },
        },
      );
    }
  });
}

export interface SignedIn {
  readonly sessionHash: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly lang: Lang;
  readonly memberships: readonly MembershipRow[];
  /** Null while the person still has to choose for whom they act. */
  readonly actor: Exclude<Actor, { kind: "system" }> | null;
}

const TOUCH_EVERY_MS = 60_000;

/** Who is behind this session secret right now: session, person, membership and role are read anew each time. */
export async function findSignedIn(deps: Deps, secret: string | null): Promise<SignedIn | null> {
  if (!secret) return null;
  const session = await findSession(deps.db.read, sha256(secret));
  const now = deps.now();
  if (!session || session.isDisabled === 1 || !isSessionAlive(session, now, deps.sessions)) return null;
  const memberships = await usableMemberships(deps.db.read, deps, session.personId);
  if (memberships.length === 0) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) > TOUCH_EVERY_MS) {
    await deps.db.write((trx) => touchSession(trx, session.idHash, now.toISOString()));
  }
  const lang: Lang = langOf(session.language);
  // When the role of this session ended, the person chooses again: nobody slips into another company unasked.
  const [only] = session.membershipId === null && memberships.length === 1 ? memberships : [];
  const chosen = memberships.find((m) => m.id === session.membershipId) ?? only;
  return {
    sessionHash: session.idHash,
    personId: session.personId,
    name: session.name,
    email: session.email,
    lang,
    memberships,
    actor: chosen
      ? toActor(chosen, session.personId, session.name, lang, session.reauthenticatedAt ?? session.createdAt)
      : null,
  };
}

function toActor(
  row: MembershipRow,
  personId: string,
  name: string,
  lang: Lang,
  authenticatedAt: string,
): Exclude<Actor, { kind: "system" }> | null {
  const common = { personId, name, organisationId: row.organisationId, lang, authenticatedAt };
  if (row.partnerId !== null) {
    const role = partnerRoles.find((r): r is PartnerRole => r === row.role);
    return role ? { kind: "partner", ...common, partnerId: row.partnerId, role } : null;
  }
  const role = staffRoles.find((r): r is StaffRole => r === row.role);
  return role ? { kind: "staff", ...common, title: row.title, role, department: row.department } : null;
}

/** Whom `--as EMAIL` of the command line acts as: the person's role of the organisation, else of the partner. */
export async function findActorByEmail(
  deps: Deps,
  email: string,
): Promise<Exclude<Actor, { kind: "system" }> | null> {
  const parsed = emailSchema.safeParse(email);
  const person = parsed.success ? await findPersonByEmail(deps.db.read, parsed.data) : null;
  if (!person || person.isDisabled === 1) return null;
  const memberships = await usableMemberships(deps.db.read, deps, person.id);
  const row = memberships.find((m) => m.partnerId === null) ?? memberships[0];
  const lang: Lang = langOf(person.language);
  return row ? toActor(row, person.id, person.name, lang, deps.now().toISOString()) : null;
}

export async function chooseMembership(
  deps: Deps,
  secret: string,
  membershipId: string,
): Promise<Result<null>> {
  const signedIn = await findSignedIn(deps, secret);
  if (!signedIn?.memberships.some((m) => m.id === membershipId)) return fail({ kind: "not-found" });
  await deps.db.write((trx) => updateSessionMembership(trx, signedIn.sessionHash, membershipId));
  return ok(null);
}

export async function signOut(deps: Deps, secret: string | null): Promise<void> {
  if (!secret) return;
  const session = await findSession(deps.db.read, sha256(secret));
  if (!session) return;
  await deps.db.write(async (trx) => {
    await endSession(trx, session.idHash, deps.now().toISOString(), "signed-out");
    const memberships = await usableMemberships(trx, deps, session.personId);
    for (const organisationId of new Set(memberships.map((m) => m.organisationId))) {
      await recordEvent<AccessEvent>(
        trx,
        deps,
        personActor(organisationId, { id: session.personId, name: session.name }),
        {
          type: "access.signed-out",
          subject: { kind: "person", id: session.personId },
          data: {},
        },
      );
    }
  });
}

/**
 * The session goes on under a new secret, after a fresh proof of identity (OWASP ASVS 7.2.4); the old one is worth
 * nothing from then on. Null when it was no session any more.
 */
export async function rotateSession(deps: Deps, secret: string | null): Promise<string | null> {
  const signedIn = await findSignedIn(deps, secret);
  if (!signedIn) return null;
  const next = newSecret(deps);
  const isRotated = await deps.db.write((trx) =>
    updateSessionHash(trx, signedIn.sessionHash, sha256(next), deps.now().toISOString()),
  );
  return isRotated ? next : null;
}

/** A fresh proof of identity before an act of signing: the password again, limited. */
export async function proveAgain(deps: Deps, actor: Actor, password: string): Promise<Result<null>> {
  const personId = personIdOf(actor);
  if (!personId) return fail({ kind: "reauthenticate" });
  const counted = await countHit(deps, "proof-person", personId);
  if (!counted.ok) return counted;
  const person = await getPerson(deps.db.read, personId);
  const isRight = await deps.passwords.verify(
    person?.passwordHash ?? (await hashOfNobody(deps)),
    password.slice(0, 512),
  );
  return person?.passwordHash && person.isDisabled === 0 && isRight
    ? ok(null)
    : fail({ kind: "reauthenticate" });
}
