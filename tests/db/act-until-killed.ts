/** Run as its own process: acts for ever, writing the id of each act to standard output once it is committed. */

import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { v7 } from "uuid";
import type { AuditEvent } from "#app/modules/audit/rules.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { openFileStore } from "#app/server/file-store.ts";
import { connect } from "#db/index.server.ts";

const [, , url = "", filesDir = ""] = process.argv;
const db = await connect(url, { readers: 1 });
const files = openFileStore(filesDir);
const deps = { now: () => new Date(), randomBytes: (n: number) => randomBytes(n), onRecorded: () => {} };
for (;;) {
  const id = v7();
  const { hash, bytes } = await files.put(randomBytes(500));
  await db.write(async (trx) => {
    await trx
      .insertInto("storedFile")
      .values({
        id,
        organisationId: "org",
        partnerId: null,
        hash,
        name: "x.pdf",
        mediaType: "application/pdf",
        bytes,
        state: "staged",
        subjectKind: null,
        subjectId: null,
        uploadedBy: null,
        uploadedAt: new Date().toISOString(),
        removedAt: null,
      })
      .execute();
    await recordEvent<AuditEvent>(
      trx,
      deps,
      { kind: "system", name: "試験(架空)", organisationId: "org", lang: "ja" },
      { type: "test.stored", subject: { kind: "file", id }, data: { bytes } },
    );
  });
  writeSync(1, `${id}\n`);
}
