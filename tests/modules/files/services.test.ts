import { expect } from "vitest";
import { contribution } from "#app/modules/files/contribution.server.ts";
import {
  attachFiles,
  findStagedFiles,
  listFilesOf,
  openFile,
  removeFile,
  stageFile,
} from "#app/modules/files/services.server.ts";
import type { Actor, PartnerActor, StaffActor } from "#app/ports.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";
import { pdf } from "./zip.ts";

const common = { organisationId: "org", lang: "ja", authenticatedAt: "2026-11-24T00:00:00.000Z" } as const;
const office: StaffActor = {
  ...common,
  kind: "staff",
  personId: "office",
  name: "職員(架空)",
  title: null,
  role: "office",
  department: null,
};
const partner = (partnerId: string): PartnerActor => ({
  ...common,
  kind: "partner",
  personId: `person of ${partnerId}`,
  name: "回答者(架空)",
  partnerId,
  role: "respondent",
});
const upload = (bytes: Buffer = pdf, name = "証跡.pdf") => ({ field: "evidence", name, bytes });

async function staged(deps: Parameters<typeof stageFile>[0], actor: Actor, bytes?: Buffer) {
  const result = await stageFile(deps, actor, upload(bytes));
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

forEachDatabase(
  "an uploaded file waits for its form, is attached, read, and taken out again",
  async (open) => {
    const db = await open();
    const deps = testDeps(db);
    await insertOrganisation(db);
    const [a, b] = [partner("A"), partner("B")];
    const file = await staged(deps, a);
    expect(await findStagedFiles(deps, a, [file.id])).toHaveLength(1);
    expect(await findStagedFiles(deps, b, [file.id])).toEqual([]);
    expect(await openFile(deps, office, file.id)).toMatchObject({
      ok: false,
      problem: { kind: "not-found" },
    });

    const to = { fileIds: [file.id], subjectKind: "answer", subjectId: "q1", partnerId: "A" };
    const stolen = await db.write((trx) => attachFiles(trx, deps, b, { ...to, partnerId: "B" }));
    expect(stolen).toMatchObject({ ok: false, problem: { kind: "not-found" } });
    const disguised = await db.write((trx) => attachFiles(trx, deps, a, { ...to, partnerId: "B" }));
    expect(disguised).toMatchObject({ ok: false, problem: { kind: "not-found" } });
    const attached = await db.write((trx) => attachFiles(trx, deps, a, to));
    expect(attached).toMatchObject({ ok: true, value: [{ id: file.id, name: "証跡.pdf" }] });
    const again = await db.write((trx) => attachFiles(trx, deps, a, { ...to, subjectId: "q2" }));
    expect(again).toMatchObject({ ok: false, problem: { kind: "not-found" } });

    for (const reader of [a, office]) {
      const opened = await openFile(deps, reader, file.id);
      expect(opened.ok && opened.value.bytes.equals(pdf)).toBe(true);
    }
    expect(await openFile(deps, b, file.id)).toEqual(await openFile(deps, b, "no such id"));
    expect(await listFilesOf(db.read, a, "answer", ["q1", "q2"])).toHaveLength(1);
    expect(await listFilesOf(db.read, b, "answer", ["q1"])).toEqual([]);
    expect(await db.write((trx) => removeFile(trx, deps, b, file.id))).toMatchObject({ ok: false });
    expect(await db.write((trx) => removeFile(trx, deps, a, file.id))).toMatchObject({ ok: true });
    expect(await listFilesOf(db.read, office, "answer", ["q1"])).toEqual([]);
  },
);

forEachDatabase("a refused upload names its field and leaves nothing behind", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  const refusedUpload = await stageFile(deps, office, upload(Buffer.from("<svg/>"), "../\u202Eevil.pdf"));
  expect(refusedUpload).toMatchObject({
    ok: false,
    problem: {
      kind: "invalid",
      fields: [{ path: "evidence", code: "file-type", params: { value: "evil.pdf" } }],
    },
  });
  expect(deps.files.stored.size).toBe(0);
  expect(await db.read.selectFrom("storedFile").selectAll().execute()).toEqual([]);
});

forEachDatabase("parallel uploads cannot pass a partner's quota", async (open) => {
  const db = await open();
  const size = 100_000;
  const deps = testDeps(db, {
    limits: {
      uploadFileBytes: 200_000,
      uploadTotalBytes: 1_000_000,
      uploadFiles: 5,
      partnerQuotaBytes: size * 3,
    },
  });
  await insertOrganisation(db);
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      stageFile(deps, partner("A"), upload(Buffer.concat([pdf, Buffer.alloc(size - pdf.length, i)]))),
    ),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(3);
  const problems = results.flatMap((result) => (result.ok ? [] : [result.problem]));
  expect(problems.every((p) => p.kind === "refused" && p.code === "quota-exceeded")).toBe(true);
  expect((await stageFile(deps, partner("B"), upload())).ok).toBe(true);
});

forEachDatabase("a failing disk means the upload did not happen", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  const broken = {
    ...deps,
    files: {
      ...deps.files,
      put: async () => {
        throw new Error("ENOSPC");
      },
    },
  };
  expect(await stageFile(broken, office, upload())).toEqual({
    ok: false,
    problem: { kind: "unavailable", what: "disk" },
  });
  expect(await db.read.selectFrom("storedFile").selectAll().execute()).toEqual([]);
});

forEachDatabase("bytes that were altered on the disk are not handed out", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  const file = await staged(deps, office);
  (deps.files.stored as Map<string, Buffer>).set(file.hash, Buffer.from("altered"));
  expect(await openFile(deps, office, file.id)).toMatchObject({
    ok: false,
    problem: { kind: "unavailable" },
  });
});

forEachDatabase("only staged files older than a day are forgotten", async (open) => {
  const db = await open();
  const deps = testDeps(db, { now: "2026-11-24T00:00:00.000Z" });
  await insertOrganisation(db);
  const old = await staged(deps, office);
  const kept = await staged(deps, office);
  await db.write((trx) =>
    attachFiles(trx, deps, office, {
      fileIds: [kept.id],
      subjectKind: "contract",
      subjectId: "c",
      partnerId: "A",
    }),
  );
  deps.setNow("2026-11-25T00:00:01.000Z");
  const young = await staged(deps, office);
  const [rule] = contribution.retention ?? [];
  if (!rule) throw new Error("staged files run out");
  const before = new Date(deps.now().getTime() - rule.days * 24 * 60 * 60_000).toISOString();
  expect(await db.write((trx) => rule.erase(trx, deps, before))).toBe(1);
  const left = (await db.read.selectFrom("storedFile").select("id").execute()).map((row) => row.id);
  expect(left.sort()).toEqual([kept.id, young.id].sort());
  expect(left).not.toContain(old.id);
});
