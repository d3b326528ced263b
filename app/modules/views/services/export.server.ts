import {
  type SheetColumn,
  type SheetTable,
  type SheetValue,
  writeCsv,
  writeXlsx,
} from "#app/documents/sheets.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import {
  listCompaniesOn,
  listResponsibleContactsOn,
} from "#app/modules/registry/fragments/partners.server.ts";
import { listSubcontractors } from "#app/modules/registry/fragments/records.server.ts";
import { listRelationsOn, listScopeLinesOn } from "#app/modules/registry/fragments/relations.server.ts";
import type { RegistryEvent } from "#app/modules/registry/rules/events.ts";
import { formatPostalCode } from "#app/modules/registry/rules/identifiers.ts";
import { act } from "#app/modules/registry/services/common.server.ts";
import { workOf } from "#app/modules/registry/services/partner-facts.server.ts";
import { words as registryWords } from "#app/modules/registry/words.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { invalid, ok, type Result } from "#app/result.ts";
import { loadRegisterFacts } from "../queries/export.server.ts";
import { words } from "../words.ts";

export const exportFormats = ["xlsx", "csv", "csv-cp932", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly rows: number;
  /** Characters that CP932 lacks; 〓 stands in their place. */
  readonly unencodable: readonly string[];
}

const kinds: Readonly<Partial<Record<string, SheetColumn["kind"]>>> = {
  headcount: "number",
  noticeMonths: "number",
  score: "number",
  outstanding: "number",
  contractSigned: "day",
  contractFrom: "day",
  contractTo: "day",
  consentOn: "day",
  assessedOn: "day",
  nextAssessment: "day",
};

const groupBy = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

type Row = Readonly<Record<string, SheetValue>>;

/**
 * The register of contractors 個人情報取扱委託先管理台帳 as it held on a day: one row a relation, a partner without one has a row of its
 * own. Columns follow the ledger that practice keeps (facts 10.1).
 */
export async function exportRegister(
  deps: Deps,
  actor: Actor,
  asked: { format: string; asOf?: Day },
): Promise<Result<ExportedFile>> {
  const no = denied(actor, "export.register");
  if (no) return no;
  const format = exportFormats.find((one) => one === asked.format);
  if (!format) return invalid({ path: "format", code: "unknown-choice", params: { value: asked.format } });
  const today = todayOf(deps);
  const asOf = asked.asOf ?? today;
  const rows = await readRows(deps, actor, asOf);
  const file = await write(deps, actor, rows, format, asOf);
  return act(deps, async (trx) => {
    await recordEvent<RegistryEvent>(trx, deps, actor, {
      type: "registry.exported",
      subject: { kind: "organisation", id: actor.organisationId },
      data: { format, asOf, rows: rows.length },
    });
    return ok({ ...file, rows: rows.length });
  });
}

async function readRows(deps: Deps, actor: Actor, day: Day): Promise<Row[]> {
  const read = deps.db.read;
  const { organisationId, lang } = actor;
  const w = registryWords[lang];
  const said = words[lang].exports;
  const label = (map: Readonly<Record<string, string>>, code: string | null): string =>
    code === null ? "" : (map[code] ?? code);
  const join = lang === "ja" ? "、" : ", ";
  const version = await findPolicyOn(read, organisationId, day);
  const name = (map: ReadonlyMap<string, { name: { ja: string; en: string } }> | undefined, id: string) =>
    map?.get(id)?.name[lang] ?? id;
  const partners = await listCompaniesOn(read, organisationId, day);
  const contacts = await listResponsibleContactsOn(read, organisationId, day);
  const relations = (await listRelationsOn(read, organisationId, day)).filter((one) => one.stateOn !== null);
  const ids = relations.map((one) => one.id);
  const facts = await loadRegisterFacts(read, organisationId, ids, day);
  const lines: Awaited<ReturnType<typeof listScopeLinesOn>> = [];
  const subcontractors: Awaited<ReturnType<typeof listSubcontractors>> = [];
  for (let at = 0; at < ids.length; at += 500) {
    lines.push(...(await listScopeLinesOn(read, organisationId, ids.slice(at, at + 500), day)));
    subcontractors.push(...(await listSubcontractors(read, organisationId, ids.slice(at, at + 500), day)));
  }
  const linesOf = groupBy(lines, (line) => line.relationId);
  const subsOf = groupBy(subcontractors, (one) => one.relationId);
  const relationsOf = groupBy(relations, (one) => one.partnerId);
  return partners
    .filter((partner) => partner.name !== null)
    .flatMap((partner): Row[] => {
      const contact = contacts.find((one) => one.partnerId === partner.id);
      const company: Row = {
        number: partner.number,
        kind: label(w.partnerKinds, partner.kind),
        name: partner.name,
        nameKana: partner.nameKana,
        corporateNumber: partner.corporateNumber,
        address: [
          partner.country === "JP" ? null : partner.country,
          partner.postalCode === null ? null : formatPostalCode(partner.postalCode),
          partner.address,
        ]
          .filter(Boolean)
          .join(" "),
        representative: [partner.representativeTitle, partner.representativeName].filter(Boolean).join(" "),
        contact: contact ? [contact.department, contact.title, contact.name].filter(Boolean).join(" ") : "",
        contactReach: contact ? [contact.email, contact.phone].filter(Boolean).join(" ") : "",
      };
      const own = relationsOf.get(partner.id) ?? [];
      if (own.length === 0) return [company];
      return own.map((relation) => {
        const held = linesOf.get(relation.id) ?? [];
        const subs = subsOf.get(relation.id) ?? [];
        const fact = facts.get(relation.id);
        const unique = (list: readonly string[]) => [...new Set(list)].join(join);
        const people = held.flatMap((line) => line.headcount ?? []);
        return {
          ...company,
          relation: relation.number,
          title: relation.title,
          basis: label(w.bases, relation.basis),
          activity: workOf(relation, version, lang),
          department: relation.department,
          state: label(w.relationStates, relation.stateOn),
          subjects: unique(held.map((line) => name(version?.index.subjects, line.subject))),
          headcount: people.length === 0 ? null : people.reduce((a, b) => a + b, 0),
          items: unique(held.flatMap((line) => line.items.map((id) => name(version?.index.items, id)))),
          purposes: unique(
            held.flatMap((line) => line.purposes.map((id) => name(version?.index.purposes, id))),
          ),
          tier: relation.basis === "no-handling" && held.length === 0 ? "" : relation.highestTier,
          place: relation.handlingPlace,
          abroad: relation.handlesAbroad ? said.yes : said.no,
          contract: fact?.contract?.title,
          contractSigned: fact?.contract?.signedOn,
          contractFrom: fact?.contract?.startsOn,
          contractTo: fact?.contract?.endsOn,
          autoRenewal: fact?.contract ? (fact.contract.isAutoRenewing ? said.yes : said.no) : "",
          noticeMonths: fact?.contract?.noticeMonths,
          subcontractors: unique(subs.map((one) => one.name)),
          consentOn: subs
            .flatMap((one) => (one.state === "approved" && one.decidedOn !== null ? [one.decidedOn] : []))
            .sort()
            .at(-1),
          assessedOn: fact?.assessment?.concludedOn,
          score: fact?.assessment?.score,
          grade: fact?.assessment?.grade,
          nextAssessment: fact?.assessment?.validUntil,
          outstanding: fact?.openLots ?? 0,
          returnRule: relation.returnRule,
          note: relation.note,
        };
      });
    });
}

async function write(
  deps: Deps,
  actor: Actor,
  rows: readonly Row[],
  format: ExportFormat,
  asOf: Day,
): Promise<Omit<ExportedFile, "rows">> {
  const w = words[actor.lang].exports;
  const base = `register-${asOf}`;
  const keys = Object.keys(w.columns) as (keyof typeof w.columns)[];
  if (format === "json") {
    const plain = rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
    return {
      name: `${base}.json`,
      mediaType: "application/json",
      bytes: Buffer.from(`${JSON.stringify({ asOf, rows: plain }, null, 1)}\n`, "utf8"),
      unencodable: [],
    };
  }
  const table: SheetTable = {
    title: `${w.sheet} ${w.asOf({ day: asOf })}`,
    columns: keys.map((key) => ({ key, label: w.columns[key], kind: kinds[key] ?? "text" })),
    rows,
  };
  if (format === "xlsx") {
    return {
      name: `${base}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      bytes: await writeXlsx(table, { createdAt: deps.now().toISOString() }),
      unencodable: [],
    };
  }
  const { bytes, unencodable } = writeCsv(table, format === "csv-cp932" ? "cp932" : "utf-8");
  return {
    name: `${base}.csv`,
    mediaType: format === "csv-cp932" ? "text/csv; charset=Shift_JIS" : "text/csv; charset=utf-8",
    bytes,
    unencodable,
  };
}
