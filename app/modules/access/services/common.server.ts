import { createHash } from "node:crypto";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import type { Actor, Company, Deps, PasswordPort } from "#app/ports.ts";
import { fail, invalid, ok, type Result } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import { addHit, listMembershipsOn } from "../queries.server.ts";
import { actorCan, type Permission, passwordLength, type RateLimit, rateLimits } from "../rules.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const newSecret = (deps: Deps): string => deps.randomBytes(32).toString("base64url");

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

/** Made with the same cost as real ones, once a process. */
const nobodies = new WeakMap<PasswordPort, Promise<string>>();

export const hashOfNobody = ({ passwords }: Deps): Promise<string> => {
  const known = nobodies.get(passwords);
  if (known) return known;
  const made = passwords.hash("nobody has this password");
  nobodies.set(passwords, made);
  made.catch(() => nobodies.delete(passwords));
  return made;
};

/** The log speaks of a person who acts on their own account, before any role is chosen. */
export const personActor = (organisationId: string, person: { id: string; name: string }): Actor => ({
  kind: "system",
  personId: person.id,
  name: person.name,
  organisationId,
  lang: "ja",
});

/** Companies that rows of people name, by id; nothing is asked where none does. */
export async function findCompanies(
  executor: Executor,
  { companies }: Pick<Deps, "companies">,
  rows: readonly { readonly organisationId: string | null; readonly partnerId: string | null }[],
): Promise<ReadonlyMap<string, Company>> {
  const found = new Map<string, Company>();
  for (const organisationId of new Set(rows.map((row) => row.organisationId))) {
    const ids = rows.flatMap((row) => (row.organisationId === organisationId ? (row.partnerId ?? []) : []));
    if (organisationId === null || ids.length === 0) continue;
    for (const [id, company] of await companies.find(executor, organisationId, [...new Set(ids)])) {
      found.set(id, company);
    }
  }
  return found;
}

/** A role that a person acts in, with what the choice screen shows of it. */
export interface MembershipRow {
  readonly id: string;
  readonly organisationId: string;
  readonly partnerId: string | null;
  readonly role: string;
  readonly department: string | null;
  readonly title: string | null;
  readonly organisationName: string;
  readonly partnerName: string | null;
}

/** Memberships valid today; a partner's only while the partner is active. */
export async function usableMemberships(
  executor: Executor,
  deps: Deps,
  personId: string,
): Promise<MembershipRow[]> {
  const rows = await listMembershipsOn(executor, personId, todayOf(deps));
  const companies = await findCompanies(executor, deps, rows);
  return rows.flatMap((row): MembershipRow[] => {
    if (row.partnerId === null) return [{ ...row, partnerName: null }];
    const company = companies.get(row.partnerId);
    return company?.isActive ? [{ ...row, partnerName: company.name }] : [];
  });
}

export function judgePassword(password: string, path = "password") {
  const length = [...password].length;
  if (length < passwordLength.min)
    return invalid({ path, code: "too-short", params: { min: passwordLength.min } });
  if (length > passwordLength.max)
    return invalid({ path, code: "too-long", params: { max: passwordLength.max } });
  return null;
}
