import { createHash } from "node:crypto";
import { type Lang, langs } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/index.ts";
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
import { toFlag } from "#db/codec.ts";
import { type Executor, Rollback, type Write } from "#db/index.server.ts";
import {
  addHit,
  consumeToken,
  endSession,
  endSessionsOf,
  findOnce,
  findPersonByEmail,
  findSession,
  findToken,
  getPerson,
  insertOnce,
  insertSession,
  listMembershipsOn,
  listOpenInvitations,
  listPeople,
  type MembershipRow,
  touchSession,
} from "./queries.server.ts";
import {
  type AccessEvent,
  actorCan,
  emailSchema,
  freshProofMinutes,
  isSessionAlive,
  linkLifetime,
  type Permission,
  passwordLength,
  type RateLimit,
  rateLimits,
} from "./rules.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const newSecret = (deps: Deps): string => deps.randomBytes(32).toString("base64url");

/** First line of every service: the problem to answer, or null when the actor may. */
export function denied(actor: Actor, permission: Permission) {
  return actorCan(actor, permission)
    ? null
    : fail({ kind: actor.kind === "partner" ? "not-found" : "forbidden" });
}

/** Counts one hit of `who` against a limit; the answer is `too-many` once it is exceeded. Buckets live in the database. */
export async function countHit(deps: Deps, limit: RateLimit, who: string): Promise<Result<null>> {
  const { hits, minutes } = rateLimits[limit];
  const windowMs = minutes * 60_000;
  const now = deps.now().getTime();
  const start = Math.floor(now / windowMs) * windowMs;
  const counted = await deps.db.write((trx) =>
    addHit(trx, `${limit}:${sha256(who)}`, new Date(start).toISOString()),
  );
  if (counted <= hits) return ok(null);
  return fail({ kind: "too-many", retryAfterSeconds: Math.ceil((start + windowMs - now) / 1000) });
}

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
  for (const [limit, who] of [
    ["sign-in-client", input.client],
    ["sign-in-address", `${email} ${input.client}`],
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
    if (person) await recordForMemberships(deps, person.id, person.name, "access.sign-in-refused");
    return refused("sign-in-wrong");
  }
  const secret = newSecret(deps);
  const at = deps.now().toISOString();
  await deps.db.write(async (trx) => {
    if (input.previousSecret) await endSession(trx, sha256(input.previousSecret), at, "rotated");
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

let nobody: Promise<string> | null = null;
const hashOfNobody = (deps: Deps): Promise<string> => {
  nobody ??= deps.passwords.hash("nobody has this password");
  return nobody;
};

/** The log speaks of a person who acts on their own account, before any role is chosen. */
const personActor = (organisationId: string, person: { id: string; name: string }): Actor => ({
  kind: "system",
  personId: person.id,
  name: person.name,
  organisationId,
  lang: "ja",
});

async function recordForMemberships(
  deps: Deps,
  personId: string,
  name: string,
  type: "access.sign-in-refused",
): Promise<void> {
  await deps.db.write(async (trx) => {
    const memberships = await usableMemberships(trx, deps, personId);
    for (const organisationId of new Set(memberships.map((m) => m.organisationId))) {
      await recordEvent<AccessEvent>(
        trx,
        deps,
        { kind: "system", name, organisationId, lang: "ja" },
        { type, subject: { kind: "person", id: personId }, data: { reason: "password" } },
      );
    }
  });
}

async function usableMemberships(executor: Executor, deps: Deps, personId: string): Promise<MembershipRow[]> {
  const rows = await listMembershipsOn(executor, personId, tokyoDay(deps.now().toISOString()));
  return rows.filter((row) => row.partnerId === null || row.partnerState === "active");
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
  if (!session || session.isDisabled === 1 || !isSessionAlive(session, now)) return null;
  const memberships = await usableMemberships(deps.db.read, deps, session.personId);
  if (memberships.length === 0) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) > TOUCH_EVERY_MS) {
    await deps.db.write((trx) => touchSession(trx, session.idHash, now.toISOString()));
  }
  const lang: Lang = langs.find((l) => l === session.language) ?? "ja";
  const chosen =
    memberships.find((m) => m.id === session.membershipId) ??
    (memberships.length === 1 ? memberships[0] : undefined);
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
  const lang: Lang = langs.find((l) => l === person.language) ?? "ja";
  return row ? toActor(row, person.id, person.name, lang, deps.now().toISOString()) : null;
}

export async function chooseMembership(
  deps: Deps,
  secret: string,
  membershipId: string,
): Promise<Result<null>> {
  const signedIn = await findSignedIn(deps, secret);
  if (!signedIn?.memberships.some((m) => m.id === membershipId)) return fail({ kind: "not-found" });
  await deps.db.write(async (trx) => {
    await trx
      .updateTable("session")
      .set({ membershipId })
      .where("idHash", "=", signedIn.sessionHash)
      .execute();
  });
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

/** A fresh proof of identity before an act of signing: the password again, limited, recorded on the session. */
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

export const isProofFresh = (actor: Exclude<Actor, { kind: "system" }>, now: Date): boolean =>
  now.getTime() - Date.parse(actor.authenticatedAt) < freshProofMinutes * 60_000;

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
  const name = input.name.trim();
  if (!email.success)
    return invalid({ path: "email", code: "email-invalid", params: { value: input.email.slice(0, 80) } });
  if (name === "") return invalid({ path: "name", code: "required" });
  if (name.length > 60) return invalid({ path: "name", code: "too-long", params: { max: 60 } });
  const fits =
    input.partnerId === null
      ? staffRoles.some((r) => r === input.role)
      : partnerRoles.some((r) => r === input.role);
  if (!fits) return invalid({ path: "role", code: "unknown-choice" });
  const invite = async (trx: Write): Promise<Result<null>> => {
    if (input.partnerId !== null) {
      const partner = await trx
        .selectFrom("partner")
        .select("id")
        .where("id", "=", input.partnerId)
        .where("organisationId", "=", actor.organisationId)
        .executeTakeFirst();
      if (!partner) return fail({ kind: "not-found" });
    }
    const secret = newSecret(deps);
    const now = deps.now();
    const at = now.toISOString();
    let older = trx
      .updateTable("oneTimeToken")
      .set({ expiresAt: at })
      .where("organisationId", "=", actor.organisationId)
      .where("email", "=", email.data)
      .where("purpose", "=", "invitation")
      .where("consumedAt", "is", null);
    older =
      input.partnerId === null
        ? older.where("partnerId", "is", null)
        : older.where("partnerId", "=", input.partnerId);
    await older.execute();
    await trx
      .insertInto("oneTimeToken")
      .values({
        tokenHash: sha256(secret),
        organisationId: actor.organisationId,
        purpose: "invitation",
        personId: null,
        partnerId: input.partnerId,
        email: email.data,
        name,
        role: input.role,
        createdBy: personIdOf(actor),
        createdAt: at,
        expiresAt: new Date(now.getTime() + linkLifetime.invitation.days * 86_400_000).toISOString(),
        consumedAt: null,
      })
      .execute();
    const organisation = await trx
      .selectFrom("organisation")
      .select("name")
      .where("id", "=", actor.organisationId)
      .executeTakeFirstOrThrow();
    await enqueueMail(trx, deps, {
      organisationId: actor.organisationId,
      recipient: email.data,
      templateKey: "invitation",
      language: input.lang,
      params: {
        name,
        organisation: organisation.name,
        link: `${deps.links.origin}/invitation/${secret}`,
        days: linkLifetime.invitation.days,
      },
    });
    await recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.invited",
      subject: { kind: "person", id: null },
      partnerId: input.partnerId,
      data: { role: input.role },
      personal: { email: email.data, name },
    });
    return ok(null);
  };
  return within ? invite(within) : deps.db.write(invite);
}

/** What the page behind a link shows. Reading it consumes nothing (mail scanners fetch links). */
export async function readLink(deps: Deps, secret: string) {
  const token = await findToken(deps.db.read, sha256(secret));
  if (!token || token.consumedAt !== null || token.expiresAt <= deps.now().toISOString()) return null;
  const person = await findPersonByEmail(deps.db.read, token.email);
  const organisation = await deps.db.read
    .selectFrom("organisation")
    .select("name")
    .where("id", "=", token.organisationId)
    .executeTakeFirstOrThrow();
  const partner = token.partnerId
    ? await deps.db.read
        .selectFrom("partner")
        .select("currentName")
        .where("id", "=", token.partnerId)
        .executeTakeFirst()
    : undefined;
  return {
    purpose: token.purpose,
    email: token.email,
    name: token.name ?? person?.name ?? "",
    role: token.role,
    organisationName: organisation.name,
    partnerName: partner?.currentName ?? null,
    /** A person who already has a password keeps it and only gains the new membership. */
    needsPassword: token.purpose === "password-reset" || !person?.passwordHash,
  };
}

export function judgePassword(password: string, path = "password") {
  const length = [...password].length;
  if (length < passwordLength.min)
    return invalid({ path, code: "too-short", params: { min: passwordLength.min } });
  if (length > passwordLength.max)
    return invalid({ path, code: "too-long", params: { max: passwordLength.max } });
  return null;
}

/** Accepts an invitation or sets a new password; the link works once. Signs the person in with a new session. */
export async function consumeLink(
  deps: Deps,
  secret: string,
  input: { password: string; lang: Lang },
): Promise<Result<{ secret: string }>> {
  const link = await readLink(deps, secret);
  if (!link) return refused("link-over");
  if (link.needsPassword) {
    const weak = judgePassword(input.password);
    if (weak) return weak;
  }
  const passwordHash = link.needsPassword ? await deps.passwords.hash(input.password) : null;
  if (!link.needsPassword) {
    const known = await findPersonByEmail(deps.db.read, link.email);
    if (
      !known?.passwordHash ||
      !(await deps.passwords.verify(known.passwordHash, input.password.slice(0, 512)))
    ) {
      return fail({ kind: "reauthenticate" });
    }
  }
  return deps.db.write(async (trx) => {
    const at = deps.now().toISOString();
    const tokenHash = sha256(secret);
    if (!(await consumeToken(trx, tokenHash, at))) return refused("link-over");
    const token = await findToken(trx, tokenHash);
    if (!token) return refused("link-over");
    const person =
      (await findPersonByEmail(trx, token.email)) ??
      (await createPerson(trx, deps, {
        email: token.email,
        name: token.name ?? token.email,
        lang: input.lang,
      }));
    if (passwordHash) {
      await trx.updateTable("person").set({ passwordHash }).where("id", "=", person.id).execute();
      await endSessionsOf(trx, person.id, at, "password-changed");
    }
    const actor = personActor(token.organisationId, person);
    if (token.purpose === "invitation" && token.role) {
      await addMembership(trx, deps, {
        organisationId: token.organisationId,
        partnerId: token.partnerId,
        personId: person.id,
        role: token.role,
      });
      await recordEvent<AccessEvent>(trx, deps, actor, {
        type: "access.invitation-accepted",
        subject: { kind: "person", id: person.id },
        partnerId: token.partnerId,
        data: { role: token.role },
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
    const joined =
      memberships.find((m) => m.partnerId === token.partnerId && m.role === token.role) ?? memberships[0];
    await insertSession(trx, {
      idHash: sha256(session),
      personId: person.id,
      membershipId: joined?.id ?? null,
      createdAt: at,
    });
    return ok({ secret: session });
  });
}

/** Queues a link to set a new password; the answer is the same whether the address is known or not. */
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
  await deps.db.write(async (trx) => {
    const person = await findPersonByEmail(trx, email.data);
    if (!person || person.isDisabled === 1) return;
    const [membership] = await usableMemberships(trx, deps, person.id);
    if (!membership) return;
    const now = deps.now();
    const secret = newSecret(deps);
    await trx
      .updateTable("oneTimeToken")
      .set({ expiresAt: now.toISOString() })
      .where("email", "=", email.data)
      .where("purpose", "=", "password-reset")
      .where("consumedAt", "is", null)
      .execute();
    await trx
      .insertInto("oneTimeToken")
      .values({
        tokenHash: sha256(secret),
        organisationId: membership.organisationId,
        purpose: "password-reset",
        personId: person.id,
        partnerId: membership.partnerId,
        email: email.data,
        name: person.name,
        role: null,
        createdBy: null,
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + linkLifetime["password-reset"].minutes * 60_000).toISOString(),
        consumedAt: null,
      })
      .execute();
    await enqueueMail(trx, deps, {
      organisationId: membership.organisationId,
      recipient: email.data,
      templateKey: "password-reset",
      language: langs.find((l) => l === person.language) ?? "ja",
      params: {
        name: person.name,
        link: `${deps.links.origin}/new-password/${secret}`,
        minutes: linkLifetime["password-reset"].minutes,
      },
    });
  });
  return ok(null);
}

export async function createPerson(
  trx: Write,
  deps: Pick<Deps, "newId" | "now">,
  input: { email: string; name: string; nameKana?: string | null; lang: Lang; passwordHash?: string | null },
) {
  const row = {
    id: deps.newId(),
    email: input.email,
    name: input.name,
    nameKana: input.nameKana ?? null,
    language: input.lang,
    passwordHash: input.passwordHash ?? null,
    isDisabled: toFlag(false),
    createdAt: deps.now().toISOString(),
    revision: 1,
  };
  await trx.insertInto("person").values(row).execute();
  return row;
}

export async function addMembership(
  trx: Write,
  deps: Pick<Deps, "newId" | "now">,
  input: {
    organisationId: string;
    partnerId: string | null;
    personId: string;
    role: string;
    department?: string | null;
    title?: string | null;
    validFrom?: string;
  },
): Promise<string> {
  const id = deps.newId();
  await trx
    .insertInto("membership")
    .values({
      id,
      organisationId: input.organisationId,
      partnerId: input.partnerId,
      personId: input.personId,
      role: input.role,
      department: input.department ?? null,
      title: input.title ?? null,
      validFrom: input.validFrom ?? tokyoDay(deps.now().toISOString()),
      validTo: null,
      recordedAt: deps.now().toISOString(),
    })
    .execute();
  return id;
}

export async function listColleagues(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  const partnerId = actor.kind === "partner" ? actor.partnerId : null;
  const day = tokyoDay(deps.now().toISOString());
  return {
    people: await listPeople(deps.db.read, actor.organisationId, partnerId, day),
    invitations: await listOpenInvitations(
      deps.db.read,
      actor.organisationId,
      partnerId,
      deps.now().toISOString(),
    ),
  };
}

export async function listPartnerPeople(deps: Deps, actor: Actor, partnerId: string) {
  const no = denied(actor, "registry.read");
  if (no) return no;
  const day = tokyoDay(deps.now().toISOString());
  return ok({
    people: await listPeople(deps.db.read, actor.organisationId, partnerId, day),
    invitations: await listOpenInvitations(
      deps.db.read,
      actor.organisationId,
      partnerId,
      deps.now().toISOString(),
    ),
  });
}

/** Stops a person everywhere: their sessions end with the same transaction. */
export async function disablePerson(deps: Deps, actor: Actor, personId: string): Promise<Result<null>> {
  const no = denied(actor, "person.manage");
  if (no) return no;
  return deps.db.write(async (trx) => {
    const mine = await trx
      .selectFrom("membership")
      .select("id")
      .where("personId", "=", personId)
      .where("organisationId", "=", actor.organisationId)
      .executeTakeFirst();
    if (!mine) return fail({ kind: "not-found" });
    if (personId === personIdOf(actor)) return refused("not-yourself");
    const at = deps.now().toISOString();
    await trx
      .updateTable("person")
      .set({ isDisabled: toFlag(true) })
      .where("id", "=", personId)
      .execute();
    await endSessionsOf(trx, personId, at, "disabled");
    await recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.person-disabled",
      subject: { kind: "person", id: personId },
      data: {},
    });
    return ok(null);
  });
}

export async function setLanguage(deps: Deps, personId: string, lang: Lang): Promise<void> {
  await deps.db.write((trx) =>
    trx.updateTable("person").set({ language: lang }).where("id", "=", personId).execute(),
  );
}

/**
 * Does an act once per key: a double click, a retry or two browsers get the first outcome again.
 * The key comes from the form (`_once`), made when the form was drawn; the record is written in the act's transaction.
 */
export async function actOnce<T>(
  deps: Deps,
  actor: Actor,
  once: { key: string; act: string },
  perform: (trx: Write) => Promise<Result<T>>,
): Promise<Result<T>> {
  const personId = personIdOf(actor) ?? "system";
  return deps.db.write(async (trx) => {
    if (once.key !== "") {
      const done = await findOnce(trx, once.key, personId, once.act);
      if (done) return ok(JSON.parse(done.outcome) as T);
    }
    const result = await perform(trx);
    if (!result.ok) throw new Rollback(result);
    if (once.key !== "") {
      await insertOnce(trx, {
        key: once.key.slice(0, 64),
        personId,
        act: once.act,
        outcome: JSON.stringify(result.value ?? null),
        recordedAt: deps.now().toISOString(),
      });
    }
    return result;
  });
}

/** Records that somebody was turned away at a door. */
export async function recordDenied(
  deps: Deps,
  actor: Actor,
  permission: string,
  path: string,
): Promise<void> {
  await deps.db.write((trx) =>
    recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.denied",
      subject: { kind: "route", id: path.slice(0, 120) },
      data: { permission },
    }),
  );
}

/** The organisation of this deployment as its public pages name it; null before `setup`. */
export async function findPublicOrganisation(deps: Deps) {
  const row = await deps.db.read
    .selectFrom("organisation")
    .select(["id", "name", "nameEn", "isDemonstration", "usesEraDates"])
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  return row
    ? { ...row, isDemonstration: row.isDemonstration === 1, usesEraDates: row.usesEraDates === 1 }
    : null;
}

export async function getOwnOrganisation(deps: Deps, actor: Actor) {
  const row = await deps.db.read
    .selectFrom("organisation")
    .selectAll()
    .where("id", "=", actor.organisationId)
    .executeTakeFirstOrThrow();
  return { ...row, isDemonstration: row.isDemonstration === 1, usesEraDates: row.usesEraDates === 1 };
}

export async function getOwnCompany(deps: Deps, actor: Actor): Promise<{ id: string; name: string }> {
  if (actor.kind !== "partner") throw new Error("only a partner's person has an own company");
  return deps.db.read
    .selectFrom("partner")
    .select(["id", "currentName as name"])
    .where("id", "=", actor.partnerId)
    .where("organisationId", "=", actor.organisationId)
    .executeTakeFirstOrThrow();
}
