import { sql } from "kysely";
import type { Database } from "#db/index.server.ts";

export const canary = "カナリア乙";

/** Columns that people write freely, by their names; ids, codes, days, states and JSON are none. */
const free =
  /^(name|currentName|shortName|.*Name|title|note|.*Note|detail|plan|reason|.*Reason|comment|address|.*Address|.*place|place|.*Place|description|.*Description|work|text|safetyMeasures|conditions|serialNumbers|witness|mediumDetail|issuerResponsible|value|subject)$/;
const structural = /(Kana|currentNameKana|.*Key|.*Id|.*Hash)$/;

/** Adds the canary to every free text that belongs to a partner; answers how many fields got it, by table. */
export async function plantCanaries(
  db: Database,
  partnerId: string,
): Promise<Readonly<Record<string, number>>> {
  const tables = await db.read.introspection.getTables();
  const planted: Record<string, number> = {};
  for (const table of tables) {
    const names = table.columns.map((column) => column.name);
    const mine = ownership(table.name, names, partnerId);
    if (mine === null) continue;
    for (const column of table.columns) {
      if (!/text/i.test(column.dataType) || !free.test(column.name) || structural.test(column.name)) continue;
      const ref = sql.ref(column.name);
      const result = await db.write((trx) =>
        sql`update ${sql.table(table.name)} set ${ref} = ${ref} || ${canary}
          where ${mine} and ${ref} is not null and ${ref} not like '{%' and ${ref} not like '[%'`.execute(
          trx,
        ),
      );
      const changed = Number(result.numAffectedRows ?? 0n);
      if (changed > 0) planted[table.name] = (planted[table.name] ?? 0) + changed;
    }
  }
  return planted;
}

function ownership(table: string, columns: readonly string[], partnerId: string) {
  if (/^(auditEvent|auditPersonal|outboxMail)$/.test(table)) return null;
  if (table === "partner") return sql`"id" = ${partnerId}`;
  if (table === "person") {
    return sql`"id" in (select "personId" from "membership" where "partnerId" = ${partnerId})`;
  }
  if (columns.includes("partnerId")) return sql`"partnerId" = ${partnerId}`;
  for (const [column, owner] of [
    ["relationId", "relation"],
    ["assessmentId", "assessment"],
    ["lotId", "lot"],
    ["contractId", "contract"],
  ] as const) {
    if (columns.includes(column)) {
      return sql`${sql.ref(column)} in (select "id" from ${sql.table(owner)} where "partnerId" = ${partnerId})`;
    }
  }
  return null;
}
