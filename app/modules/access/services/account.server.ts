import type { Lang } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import type { Deps } from "#app/ports.ts";
import { fail, invalid, ok, type Result } from "#app/result.ts";
import type { Write } from "#db/index.server.ts";
import type { AccessEvent } from "../event-rules.ts";
import {
  endSessionsOf,
  expireLinks,
  findSession,
  getPerson,
  insertSession,
  listOpenSessions,
  updatePasswordIfHash,
  updatePersonLanguage,
} from "../queries.server.ts";
import { isSessionAlive } from "../rules.ts";
import {
  countHit,
  findCompanies,
  hashOfNobody,
  judgePassword,
  newSecret,
  personActor,
  sha256,
} from "./common.server.ts";
import type { SignedIn } from "./sessions.server.ts";

export async function setLanguage(deps: Deps, personId: string, lang: Lang): Promise<void> {
  await deps.db.write((trx) => updatePersonLanguage(trx, personId, lang));
}

/** Where this person is signed in now, the latest first. No secret and no hash leaves here. */
export async function listOwnSessions(deps: Deps, me: SignedIn) {
  const rows = await listOpenSessions(deps.db.read, me.personId);
  const alive = rows.filter((row) => isSessionAlive(row, deps.now(), deps.sessions));
  const companies = await findCompanies(deps.db.read, deps, alive);
  return alive.map((row) => ({
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    place: companies.get(row.partnerId ?? "")?.name ?? row.organisationName,
    role: row.role,
    isThis: row.idHash === me.sessionHash,
  }));
}

/** Changes the own password, proven by the current one. Every session ends; the answer is the secret of a new one. */
export async function changePassword(
  deps: Deps,
  me: SignedIn,
  input: { current: string; next: string },
): Promise<Result<{ secret: string }>> {
  const counted = await countHit(deps, "proof-person", me.personId);
  if (!counted.ok) return counted;
  const person = await getPerson(deps.db.read, me.personId);
  const isRight = await deps.passwords.verify(
    person?.passwordHash ?? (await hashOfNobody(deps)),
    input.current.slice(0, 512),
  );
  if (!person?.passwordHash || !isRight) return fail({ kind: "reauthenticate" });
  const proven = person.passwordHash;
  const weak = judgePassword(input.next, "newPassword");
  if (weak) return weak;
  if (input.next === input.current) return invalid({ path: "newPassword", code: "password-weak" });
  const passwordHash = await deps.passwords.hash(input.next);
  const secret = newSecret(deps);
  return deps.db.write(async (trx) => {
    const at = deps.now().toISOString();
    const isChanged = await updatePasswordIfHash(trx, me.personId, proven, passwordHash);
    if (!isChanged) return fail({ kind: "conflict", what: "password" });
    const session = await findSession(trx, me.sessionHash);
    await endSessionsOf(trx, me.personId, at, "password-changed");
    await expireLinks(trx, me.email, "password-reset", at);
    await insertSession(trx, {
      idHash: sha256(secret),
      personId: me.personId,
      membershipId: session?.membershipId ?? null,
      createdAt: at,
    });
    await recordOwn(trx, deps, me, { type: "access.password-set", data: { by: "self" } });
    return ok({ secret });
  });
}

/** Ends every session of this person, this one too. */
export async function endOwnSessions(deps: Deps, me: SignedIn): Promise<void> {
  await deps.db.write(async (trx) => {
    await endSessionsOf(trx, me.personId, deps.now().toISOString(), "signed-out");
    await recordOwn(trx, deps, me, { type: "access.signed-out", data: {} });
  });
}

async function recordOwn(
  trx: Write,
  deps: Deps,
  me: SignedIn,
  event:
    | { type: "access.password-set"; data: { by: "self" } }
    | { type: "access.signed-out"; data: Record<string, never> },
): Promise<void> {
  for (const organisationId of new Set(me.memberships.map((m) => m.organisationId))) {
    await recordEvent<AccessEvent>(
      trx,
      deps,
      personActor(organisationId, { id: me.personId, name: me.name }),
      {
        ...event,
        subject: { kind: "person", id: me.personId },
      },
    );
  }
}
