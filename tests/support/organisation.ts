import type { Write } from "#db/index.server.ts";
import type { TestDatabase } from "./database.ts";

/** The least an organisation needs to exist, for tests of the ground floor; whole ones come from the factories. */
export async function insertOrganisation(
  db: Pick<TestDatabase, "write">,
  { id = "org", isDemonstration = false }: { id?: string; isDemonstration?: boolean } = {},
): Promise<string> {
  await db.write((trx: Write) =>
    trx
      .insertInto("organisation")
      .values({
        id,
        name: "試験生活協同組合(架空)",
        nameKana: "シケンセイカツキョウドウクミアイ",
        nameEn: null,
        shortName: "試験生協(架空)",
        postalCode: null,
        address: null,
        representativeTitle: null,
        representativeName: null,
        fiscalYearStartMonth: 4,
        fiscalYearStartDay: 1,
        usesEraDates: 0,
        isDemonstration: isDemonstration ? 1 : 0,
        createdAt: "2026-01-01T00:00:00.000Z",
        revision: 1,
      })
      .execute(),
  );
  return id;
}
