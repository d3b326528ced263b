import type { Lang } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { addDays, todayOf } from "#app/modules/calendar/rules/day.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { AccessEvent } from "../event-rules.ts";
import {
  endSessionsOf,
  endSessionsOfMembership,
  findMembership,
  hasMembership,
  insertMembership,
  insertPerson,
  listOpenInvitations,
  listPeople,
  updateMembershipEnded,
  updatePersonDisabled,
} from "../queries.server.ts";
import { denied } from "./common.server.ts";

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
  await insertPerson(trx, row);
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
  await insertMembership(trx, {
    id,
    organisationId: input.organisationId,
    partnerId: input.partnerId,
    personId: input.personId,
    role: input.role,
    department: input.department ?? null,
    title: input.title ?? null,
    validFrom: input.validFrom ?? todayOf(deps),
    validTo: null,
    recordedAt: deps.now().toISOString(),
  });
  return id;
}

export async function listColleagues(deps: Deps, actor: Exclude<Actor, { kind: "system" }>) {
  const partnerId = actor.kind === "partner" ? actor.partnerId : null;
  const day = todayOf(deps);
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

/** Stops a person everywhere: their sessions end with the same transaction. */
export async function disablePerson(deps: Deps, actor: Actor, personId: string): Promise<Result<null>> {
  const no = denied(actor, "person.manage");
  if (no) return no;
  return deps.db.write(async (trx) => {
    if (!(await hasMembership(trx, actor.organisationId, personId))) return fail({ kind: "not-found" });
    if (personId === personIdOf(actor)) return refused("not-yourself");
    const at = deps.now().toISOString();
    await updatePersonDisabled(trx, personId);
    await endSessionsOf(trx, personId, at, "disabled");
    await recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.person-disabled",
      subject: { kind: "person", id: personId },
      data: {},
    });
    return ok(null);
  });
}

/**
 * Ends one role of a person at once: it was valid until yesterday, and sessions that act in it end with it. The
 * administrator ends roles of the organisation, a partner's administrator those of the own company.
 */
export async function endMembership(deps: Deps, actor: Actor, membershipId: string): Promise<Result<null>> {
  const no = denied(actor, actor.kind === "partner" ? "own.people" : "person.manage");
  if (no) return no;
  const partnerId = actor.kind === "partner" ? actor.partnerId : null;
  const now = deps.now().toISOString();
  const today = todayOf(deps);
  return deps.db.write(async (trx) => {
    const membership = await findMembership(trx, actor.organisationId, partnerId, membershipId);
    if (!membership || (membership.validTo !== null && membership.validTo < today)) {
      return fail({ kind: "not-found" });
    }
    if (membership.personId === personIdOf(actor)) return refused("not-yourself");
    await updateMembershipEnded(trx, membershipId, addDays(today, -1));
    await endSessionsOfMembership(trx, membershipId, now, "membership-ended");
    await recordEvent<AccessEvent>(trx, deps, actor, {
      type: "access.membership-ended",
      subject: { kind: "person", id: membership.personId },
      partnerId,
      data: { role: membership.role },
    });
    return ok(null);
  });
}
