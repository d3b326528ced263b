import { addMembership, createPerson } from "#app/modules/access/services/people.server.ts";
import { relationSchema } from "#app/modules/registry/rules/forms.ts";
import type { ScopeLineContent } from "#app/modules/registry/rules/scope-input.ts";
import { registerPartner } from "#app/modules/registry/services/partners.server.ts";
import { draftRelation, moveRelation, reviseScope } from "#app/modules/registry/services/relations.server.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import type { PartnerActor, PartnerRole, StaffActor, StaffRole } from "#app/ports.ts";
import type { Result } from "#app/result.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import type { OpenDatabase, TestDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

export const password = "a long enough password";

/** Unwraps what must have gone well. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
/** The code of a refusal, or of the first field that is wrong, or the kind of another problem; null when it went well. */
export function problemOf<T>(result: Result<T>): string | null {
  if (result.ok) return null;
  const { problem } = result;
  if (problem.kind === "refused") return problem.code;
  if (problem.kind === "invalid") return `${problem.fields[0]?.path}: ${problem.fields[0]?.code}`;
  return problem.kind;
}

export interface World {
  readonly db: TestDatabase;
  readonly deps: TestDeps;
  readonly organisationId: string;
  readonly today: string;
  /** Partners the policy states, by their id in it. */
  readonly stated: Readonly<Record<string, { readonly partnerId: string; readonly relationId: string }>>;
  readonly staff: (role: StaffRole, who?: string, department?: string) => StaffActor;
  readonly partnerPerson: (partnerId: string, role?: PartnerRole) => PartnerActor;
  readonly setDay: (day: string) => void;
}

/** An organisation set up from a shipped policy, with one person of each role. */
export async function openWorld(
  open: OpenDatabase,
  policy = "midorino-2026-04-01",
  options: Parameters<typeof testDeps>[1] = {},
): Promise<World> {
  const db = await open();
  const deps = testDeps(db, options);
  const set = must(
    await setUpOrganisation(deps, {
      policies: [readPolicy(policy)],
      administrator: { email: "kanri@example.jp", name: "管理 太郎(架空)", password },
    }),
  );
  const { organisationId } = set;
  const people = new Map<string, string>();
  for (const who of ["office", "privacy-manager", "director", "department", "auditor", "second", "partner"]) {
    await db.write(async (trx) => {
      const person = await createPerson(trx, deps, {
        email: `${who}@example.jp`,
        name: `${who}(架空)`,
        lang: "ja",
      });
      await addMembership(trx, deps, {
        organisationId,
        partnerId: null,
        personId: person.id,
        role: who === "second" ? "privacy-manager" : who === "partner" ? "auditor" : who,
        department: who === "department" ? "供給課" : null,
      });
      people.set(who, person.id);
    });
  }
  const idOf = (who: string): string => {
    const id = people.get(who);
    if (id === undefined) throw new Error(`nobody is called ${who}`);
    return id;
  };
  return {
    db,
    deps,
    organisationId,
    today: "2026-11-24",
    stated: Object.fromEntries(set.partners.map((one) => [one.policyPartnerId, one])),
    staff: (role, who = role, department = role === "department" ? "供給課" : undefined) => ({
      kind: "staff",
      personId: idOf(who),
      name: `${who}(架空)`,
      title: null,
      organisationId,
      role,
      department: department ?? null,
      lang: "ja",
      authenticatedAt: deps.now().toISOString(),
    }),
    partnerPerson: (partnerId, role = "partner-admin") => ({
      kind: "partner",
      personId: idOf("partner"),
      name: "先方(架空)",
      organisationId,
      partnerId,
      role,
      lang: "ja",
      authenticatedAt: deps.now().toISOString(),
    }),
    setDay: (day) => deps.setNow(`${day}T03:00:00.000Z`),
  };
}

export const company = (over: Readonly<Record<string, unknown>> = {}) => ({
  name: "ひばり配送株式会社(架空)",
  nameKana: "ヒバリハイソウ",
  nameEn: null,
  corporateNumber: null,
  noCorporateNumberReason: "架空の会社のため",
  invoiceNumber: null,
  country: "JP",
  postalCode: null,
  address: null,
  representativeTitle: null,
  representativeName: null,
  phone: null,
  validFrom: "2024-04-01",
  ...over,
});

export const line = (over: Partial<ScopeLineContent> = {}): ScopeLineContent => ({
  subject: "member",
  items: ["full-name", "address"],
  purposes: ["member-order-and-dispatch"],
  headcount: 100,
  reason: null,
  concreteText: null,
  reviewerName: null,
  consentOn: null,
  consentMethod: null,
  necessity: null,
  surveyStatement: null,
  validFrom: "2026-11-24",
  validTo: null,
  ...over,
});

/** A contractor with one relation in draft and the given lines. */
export async function contractor(
  world: World,
  {
    lines = [line()],
    department = "供給課",
    name = "ひばり配送株式会社(架空)",
    kana = "ヒバリハイソウ",
  }: {
    lines?: readonly ScopeLineContent[];
    department?: string;
    name?: string;
    kana?: string;
  } = {},
): Promise<{ partnerId: string; relationId: string; revision: number }> {
  const office = world.staff("office");
  const { partnerId } = must(
    await registerPartner(world.deps, office, {
      kind: "entrustment",
      policyPartnerId: null,
      shortName: "",
      profile: company({ name, nameKana: kana }),
      contact: undefined,
    }),
  );
  const { relationId } = must(
    await draftRelation(world.deps, office, {
      partnerId,
      relation: relationSchema.parse({
        basis: "entrustment",
        title: "個配商品の配達",
        activity: "delivery",
        department,
      }),
    }),
  );
  if (lines.length === 0) return { partnerId, relationId, revision: 1 };
  must(await reviseScope(world.deps, office, { relationId, revision: 1, validFrom: world.today, lines }));
  return { partnerId, relationId, revision: 2 };
}

/** A contractor whose relation was approved and is in use. */
export async function inUse(world: World, options: Parameters<typeof contractor>[1] = {}) {
  const made = await contractor(world, options);
  const { relationId } = made;
  must(await moveRelation(world.deps, world.staff("office"), "submit", { relationId, revision: 2 }));
  const manager = world.staff("privacy-manager");
  must(await moveRelation(world.deps, manager, "approve", { relationId, revision: 3 }));
  must(await moveRelation(world.deps, manager, "activate", { relationId, revision: 4 }));
  return made;
}
