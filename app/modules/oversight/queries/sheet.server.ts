import type { BlockScore } from "#app/modules/assessments/rules/scoring.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { fromFlag, fromJson } from "#db/codec.ts";
import type { Executor } from "#db/index.server.ts";
import type { SheetExtras, SheetRelationExtras } from "../rules/sheet.ts";

type Kept = Omit<SheetExtras, "gates" | "events">;

/** What only the sheet shows: profile, contacts, scope and block scores of one partner as valid on a day. */
export async function loadSheetExtras(
  executor: Executor,
  organisationId: string,
  partnerId: string,
  asOf: Day,
): Promise<Kept | null> {
  const profile = await executor
    .selectFrom("partnerProfile")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", asOf)
    .orderBy("validFrom", "desc")
    .orderBy("recordedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!profile) return null;
  const contacts = await executor
    .selectFrom("partnerContact")
    .select(["name", "title", "phone", "isResponsible"])
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("validFrom", "<=", asOf)
    .where((eb) => eb.or([eb("validTo", "is", null), eb("validTo", ">=", asOf)]))
    .orderBy("isResponsible", "desc")
    .orderBy("name")
    .limit(3)
    .execute();
  const relations = await executor
    .selectFrom("relation")
    .leftJoin("person", "person.id", "relation.ownerPersonId")
    .select(["relation.id", "relation.handlingPlace", "relation.isPaperOnly", "person.name as owner"])
    .where("relation.organisationId", "=", organisationId)
    .where("relation.partnerId", "=", partnerId)
    .execute();
  const lines = await executor
    .selectFrom("scopeLine")
    .innerJoin("relation", "relation.id", "scopeLine.relationId")
    .select(["scopeLine.relationId", "scopeLine.subject", "scopeLine.items", "scopeLine.purposes"])
    .where("relation.partnerId", "=", partnerId)
    .where("scopeLine.organisationId", "=", organisationId)
    .where("scopeLine.validFrom", "<=", asOf)
    .where((eb) => eb.or([eb("scopeLine.validTo", "is", null), eb("scopeLine.validTo", ">=", asOf)]))
    .orderBy("scopeLine.validFrom")
    .orderBy("scopeLine.id")
    .execute();
  const scores = await executor
    .selectFrom("assessment")
    .select(["id", "blockScores"])
    .where("organisationId", "=", organisationId)
    .where("partnerId", "=", partnerId)
    .where("concludedOn", "is not", null)
    .execute();
  return {
    kana: profile.nameKana,
    corporateNumber: profile.corporateNumber,
    noCorporateNumberReason: profile.noCorporateNumberReason,
    address: profile.address,
    representative:
      [profile.representativeTitle, profile.representativeName].filter(Boolean).join(" ") || null,
    contacts: contacts.map(({ name, title, phone }) => ({ name, title, phone })),
    relations: new Map(
      relations.map((r): [string, SheetRelationExtras] => [
        r.id,
        {
          owner: r.owner,
          handlingPlace: r.handlingPlace,
          isPaperOnly: fromFlag(r.isPaperOnly),
          lines: lines
            .filter((l) => l.relationId === r.id)
            .map((l) => ({
              subject: l.subject,
              items: fromJson<string[]>(l.items),
              purposes: fromJson<string[]>(l.purposes),
            })),
        },
      ]),
    ),
    blockScores: new Map(scores.map((s) => [s.id, fromJson<BlockScore[]>(s.blockScores)])),
  };
}
