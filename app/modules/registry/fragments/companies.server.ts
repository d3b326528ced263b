import { departmentsOfPeople } from "#app/modules/access/fragments.server.ts";
import type { CompanyPort } from "#app/ports.ts";
import type { Executor } from "#db/index.server.ts";
import { partnerNames, relationsInReach } from "./rows.server.ts";

/** What the register tells of the companies whose people sign in. */
export const companies: CompanyPort = {
  async find(executor, organisationId, ids) {
    if (ids.length === 0) return new Map();
    const rows = await partnerNames(executor, organisationId)
      .where("partner.id", "in", [...ids])
      .execute();
    return new Map(
      rows.map((row) => [row.id, { id: row.id, name: row.currentName, isActive: row.state === "active" }]),
    );
  },
};

/** Departments that relations and people name, for filters and forms. */
export async function listDepartments(executor: Executor, organisationId: string): Promise<string[]> {
  const relations = await relationsInReach(executor, { organisationId })
    .clearSelect()
    .select("relation.department")
    .distinct()
    .execute();
  const people = await departmentsOfPeople(executor, organisationId).execute();
  return [...new Set([...relations, ...people].flatMap((row) => row.department ?? []))].sort();
}
