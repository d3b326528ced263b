import type { PartnerActor, PartnerRole, StaffActor, StaffRole } from "#app/ports.ts";
import { toFlag } from "#db/codec.ts";
import type { RelationTable } from "#db/schema.ts";
import type { TestDeps } from "#tests/support/deps.ts";

/** A small organisation with its people, two partners and one relation each, written row by row. */
export interface CoOp {
  readonly organisationId: string;
  readonly staff: Readonly<Record<StaffRole, StaffActor>>;
  readonly partner: Company;
  readonly stranger: Company;
  relation(company: Company, own?: Partial<RelationTable>): Promise<string>;
}
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly relationId: string;
  readonly people: Readonly<Record<PartnerRole, PartnerActor>>;
}

const at = "2026-04-01T00:00:00.000Z";
const staffRoles = [
  "office",
  "department",
  "privacy-manager",
  "director",
  "auditor",
  "administrator",
] as const;
const partnerRoles = ["partner-admin", "respondent", "approver"] as const;

async function person(deps: TestDeps, name: string): Promise<string> {
  const id = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("person")
      .values({
        id,
        email: `${id}@example.test`,
        name,
        nameKana: null,
        language: "ja",
        passwordHash: null,
        isDisabled: 0,
        createdAt: at,
        revision: 1,
      })
      .execute(),
  );
  return id;
}

export async function makeCoOp(deps: TestDeps, label = "試験"): Promise<CoOp> {
  const organisationId = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("organisation")
      .values({
        id: organisationId,
        name: `${label}生活協同組合(架空)`,
        nameKana: "シケンセイカツキョウドウクミアイ",
        nameEn: null,
        shortName: label,
        postalCode: null,
        address: null,
        representativeTitle: null,
        representativeName: null,
        fiscalYearStartMonth: 4,
        fiscalYearStartDay: 1,
        usesEraDates: 0,
        isDemonstration: 0,
        createdAt: at,
        revision: 1,
      })
      .execute(),
  );
  const staff = {} as Record<StaffRole, StaffActor>;
  for (const role of staffRoles) {
    const personId = await person(deps, `${label} ${role}(架空)`);
    await member(deps, organisationId, null, personId, role);
    staff[role] = {
      kind: "staff",
      personId,
      name: `${label} ${role}(架空)`,
      title: null,
      organisationId,
      role,
      department: role === "department" ? "事業部供給課" : null,
      lang: "ja",
      authenticatedAt: deps.now().toISOString(),
    };
  }
  const relation = async (company: Company, own: Partial<RelationTable> = {}): Promise<string> =>
    insertRelation(deps, organisationId, company.id, own);
  return {
    organisationId,
    staff,
    relation,
    partner: await makeCompany(deps, organisationId, `株式会社${label}配送(架空)`),
    stranger: await makeCompany(deps, organisationId, `株式会社よその印刷(架空)`),
  };
}

async function member(
  deps: TestDeps,
  organisationId: string,
  partnerId: string | null,
  personId: string,
  role: string,
): Promise<void> {
  await deps.db.write((trx) =>
    trx
      .insertInto("membership")
      .values({
        id: deps.newId(),
        organisationId,
        partnerId,
        personId,
        role,
        department: role === "department" ? "事業部供給課" : null,
        title: null,
        validFrom: "2026-04-01",
        validTo: null,
        recordedAt: at,
      })
      .execute(),
  );
}

async function makeCompany(deps: TestDeps, organisationId: string, name: string): Promise<Company> {
  const id = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("partner")
      .values({
        id,
        organisationId,
        number: `P-${id.slice(-6)}`,
        kind: "contractor",
        policyPartnerId: null,
        shortName: name,
        sortKey: "シケン",
        searchKey: name,
        currentName: name,
        currentNameKana: "シケン",
        corporateNumber: null,
        state: "active",
        createdAt: at,
        createdBy: null,
        revision: 1,
      })
      .execute(),
  );
  const people = {} as Record<PartnerRole, PartnerActor>;
  for (const role of partnerRoles) {
    const personId = await person(deps, `${role} ${name}`);
    await member(deps, organisationId, id, personId, role);
    people[role] = {
      kind: "partner",
      personId,
      name: `${role} ${name}`,
      organisationId,
      partnerId: id,
      role,
      lang: "ja",
      authenticatedAt: deps.now().toISOString(),
    };
  }
  return { id, name, people, relationId: await insertRelation(deps, organisationId, id, {}) };
}

async function insertRelation(
  deps: TestDeps,
  organisationId: string,
  partnerId: string,
  own: Partial<RelationTable>,
): Promise<string> {
  const id = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("relation")
      .values({
        id,
        organisationId,
        partnerId,
        number: `R-${id.slice(-6)}`,
        basis: "entrustment",
        title: "個配商品の配達",
        activity: "delivery",
        activityDescription: null,
        groupId: null,
        department: "事業部供給課",
        ownerPersonId: null,
        isPaperOnly: toFlag(false),
        volumePerYear: null,
        volumeUnit: null,
        handlingPlace: null,
        handlesAbroad: toFlag(false),
        returnRule: null,
        returnDueOn: null,
        highestTier: "S2",
        state: "active",
        startsOn: "2026-04-01",
        endsOn: null,
        note: null,
        createdAt: at,
        createdBy: null,
        revision: 1,
        ...own,
      })
      .execute(),
  );
  return id;
}

/** The value of an outcome that must be good, or the problem thrown as text. */
export function must<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) throw new Error(`unexpected problem ${JSON.stringify(result.problem)}`);
  return result.value;
}

/** What an outcome that must fail says: the refusal's code, else the kind. */
export function problemOf(result: {
  ok: boolean;
  problem?: { kind: string; code?: string; fields?: readonly { path: string; code: string }[] };
}): string {
  if (result.ok || !result.problem) return "ok";
  const { kind, code, fields } = result.problem;
  if (kind === "invalid") return (fields ?? []).map((field) => `${field.path}:${field.code}`).join(",");
  return code ?? kind;
}
