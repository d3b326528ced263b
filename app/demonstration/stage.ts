import { addMembership, createPerson } from "#app/modules/access/services/people.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { getOrganisationName } from "#app/modules/organisation/fragments.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { findProfileOn } from "#app/modules/registry/fragments/partners.server.ts";
import { recordPolicyTold } from "#app/modules/registry/services/records.server.ts";
import type { Deps, PartnerActor, StaffActor } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { familyNames, givenNames, staff } from "./cast.ts";
import { must, type Story } from "./story.ts";

export type StaffKey = keyof typeof staff;

export interface Stage {
  readonly story: Story;
  readonly deps: Deps;
  readonly organisationId: string;
  readonly today: Day;
  readonly thisYear: number;
  readonly staff: Readonly<Record<StaffKey, StaffActor>>;
  readonly passwordHash: string;
  /** Names of partners' people by company. */
  readonly partnerPeople: Map<string, string>;
}

export const fiscalYearStart = { month: 3, day: 21 } as const;

export async function engageStaff(deps: Deps, organisationId: string, passwordHash: string, from: Day) {
  const actors: Partial<Record<StaffKey, StaffActor>> = {};
  await deps.db.write(async (trx) => {
    for (const [key, member] of Object.entries(staff) as [StaffKey, (typeof staff)[StaffKey]][]) {
      const person = await createPerson(trx, deps, { ...member, lang: "ja", passwordHash });
      await addMembership(trx, deps, {
        organisationId,
        partnerId: null,
        personId: person.id,
        role: member.role,
        department: member.department,
        title: member.title,
        validFrom: from,
      });
      actors[key] = {
        kind: "staff",
        personId: person.id,
        name: member.name,
        title: member.title,
        organisationId,
        role: member.role,
        department: member.department,
        lang: "ja",
        authenticatedAt: deps.now().toISOString(),
      };
    }
  });
  return actors as Record<StaffKey, StaffActor>;
}

export const partnerName = (n: number): string =>
  `${familyNames[n % familyNames.length]} ${givenNames[(n * 5 + Math.floor(n / 12)) % givenNames.length]}(架空)`;

/** Somebody of a partner who answers, submits and acknowledges. */
export async function engagePartner(
  stage: Stage,
  deps: Deps,
  partnerId: string,
  slug: string,
): Promise<PartnerActor> {
  const name = partnerName(stage.partnerPeople.size);
  stage.partnerPeople.set(slug, name);
  const { organisationId, passwordHash } = stage;
  const personId = await deps.db.write(async (trx) => {
    const person = await createPerson(trx, deps, {
      email: `tanto@${slug}.example`,
      name,
      lang: "ja",
      passwordHash,
    });
    await addMembership(trx, deps, { organisationId, partnerId, personId: person.id, role: "partner-admin" });
    return person.id;
  });
  return {
    kind: "partner",
    personId,
    name,
    organisationId,
    partnerId,
    role: "partner-admin",
    lang: "ja",
    authenticatedAt: deps.now().toISOString(),
  };
}

export interface Cast {
  readonly partnerId: string;
  readonly relationId: string;
  person: PartnerActor | null;
}

/** What the story must know of a record to act on it, as a screen would hand it over. */
type Find = (
  executor: Executor,
  organisationId: string,
  id: string,
) => Promise<{ readonly revision: number } | null>;
export async function revisionOf(stage: Stage, deps: Deps, find: Find, id: string): Promise<number> {
  const row = await find(deps.db.read, stage.organisationId, id);
  if (row === null) throw new Error(`the story lost its record ${id}`);
  return row.revision;
}

export function yearStart(stage: Stage, yearsAgo: number): Day {
  return fiscalYearRange(stage.thisYear - yearsAgo, fiscalYearStart).from;
}

export async function tell(stage: Stage, deps: Deps, partnerId: string, on: Day): Promise<void> {
  const version = await findPolicyOn(deps.db.read, stage.organisationId, on);
  if (!version) return;
  must(
    await recordPolicyTold(deps, stage.staff.office, {
      partnerId,
      told: { policyVersionId: version.id, toldOn: on, method: "mail", note: null },
    }),
    "told",
  );
}

/** What the papers of a company call both sides. */
export async function namesOn(stage: Stage, deps: Deps, partnerId: string, on: Day) {
  const { read } = deps.db;
  const profile = await findProfileOn(read, stage.organisationId, partnerId, on);
  if (profile === null) throw new Error(`the story lost its company ${partnerId}`);
  return { organisation: await getOrganisationName(read, stage.organisationId), partner: profile.name };
}
