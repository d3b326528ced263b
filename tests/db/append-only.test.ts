import { sql } from "kysely";
import { expect } from "vitest";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent, verifyChain } from "#app/modules/audit/services.server.ts";
import type { SystemActor } from "#app/ports.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const actor: SystemActor = { kind: "system", name: "試験(架空)", organisationId: "org", lang: "ja" };

forEachDatabase("the database itself refuses to change or delete the operation log", async (open, kind) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  await deps.db.write((trx) =>
    recordEvent<AuditEvent>(trx, deps, actor, {
      type: "test.done",
      subject: { kind: "test", id: "1" },
      data: { n: 1 },
    }),
  );
  const attempts = [
    sql`update ${sql.table("auditEvent")} set ${sql.ref("type")} = 'x'`,
    sql`delete from ${sql.table("auditEvent")}`,
    ...(kind === "postgres" ? [sql`truncate ${sql.table("auditEvent")}`] : []),
  ];
  for (const attempt of attempts) {
    await expect(db.write((trx) => attempt.execute(trx))).rejects.toThrow("append only");
  }
  expect(await verifyChain(db.read, "org")).toMatchObject({ ok: true, entries: 1 });
});
