/** `audit.part.ts FOLDER ENTRIES`: the operation log verified from the database, beside SHA-256 over the same bytes. */

import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent, verifyChain } from "#app/modules/audit/services.server.ts";
import type { Actor } from "#app/ports.ts";
import { openBench } from "./load.ts";
import { hand, peakMb, timed } from "./measure.ts";

const [dir = "", entries = "20000"] = process.argv.slice(2);
const { deps } = await openBench(dir);
const { id: organisationId } = await deps.db.read
  .selectFrom("organisation")
  .select("id")
  .executeTakeFirstOrThrow();
const actor: Actor = { kind: "system", name: "bench", organisationId, lang: "ja" };
const total = Number(entries);
const written = await timed(async () => {
  for (let from = 0; from < total; from += 1_000) {
    await deps.db.write(async (trx) => {
      for (let n = from; n < Math.min(total, from + 1_000); n++) {
        await recordEvent<AuditEvent>(trx, deps, actor, {
          type: "custody.handed-over",
          subject: { kind: "lot", id: `lot-${n}` },
          data: { number: `L-2026-${n}`, quantity: n, items: ["full-name", "address"] },
          personal: { handedBy: "事務 花子（架空）" },
        });
      }
    });
  }
});
const texts = (
  await deps.db.read
    .selectFrom("auditEvent")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .execute()
).map((row) => canonicalize(row) ?? "");
const hashed = await timed(() => {
  let head = "";
  for (const text of texts) head = createHash("sha256").update(head).update(text).digest("hex");
  return head;
});
let isGood = false;
const verified = await timed(async () => {
  isGood = (await verifyChain(deps.db.read, organisationId)).ok;
});
if (!isGood) throw new Error("the chain does not hold");
hand({ entries: texts.length, written, hashed, verified, peak: peakMb() });
await deps.close();
