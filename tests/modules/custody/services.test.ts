import { expect } from "vitest";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import {
  acceptCertificate,
  type FileCertificateInput,
  fileCertificate,
  returnCertificate,
} from "#app/modules/custody/services/certificates.server.ts";
import { closeRelation, endRelation } from "#app/modules/custody/services/closing.server.ts";
import {
  decideDeferral,
  listDeferrals,
  requestDeferral,
} from "#app/modules/custody/services/deferrals.server.ts";
import { checkGate, checkGateForScript, listChecks } from "#app/modules/custody/services/gate.server.ts";
import {
  doubtGateStates,
  readGateStates,
  refreshGateStates,
} from "#app/modules/custody/services/kept.server.ts";
import {
  acknowledgeLot,
  recordCopy,
  recordHandOver,
  recordReturn,
} from "#app/modules/custody/services/lots.server.ts";
import { remindOverdue, reverseEntry } from "#app/modules/custody/services/mending.server.ts";
import { readHandOver, readLedger, readLot } from "#app/modules/custody/services/pages.server.ts";
import {
  checkStandings,
  closeStanding,
  openStanding,
  recordStandingUse,
} from "#app/modules/custody/services/standing.server.ts";
import { type CoOp, must, problemOf } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";
import { addFinding, addSubcontractor, handOver, makeWorld, today } from "./world.ts";

const person = { handedByName: "渡 す子(架空)", receivedByName: "受取 る男(架空)", method: "対面" };

async function lotOf(deps: TestDeps, coop: CoOp, own: Parameters<typeof handOver>[1] = {}) {
  return must(await recordHandOver(deps, coop.staff.office, handOver(coop.partner.relationId, own))).lotId;
}
const revisionOf = async (
  deps: TestDeps,
  table: "lot" | "disposalCertificate" | "relation" | "deferral" | "standingAuthorisation",
  id: string,
) =>
  (await deps.db.read.selectFrom(table).select("revision").where("id", "=", id).executeTakeFirstOrThrow())
    .revision;

async function giveBack(deps: TestDeps, coop: CoOp, lotId: string, quantity: number, once = "") {
  return recordReturn(deps, coop.staff.office, {
    ...person,
    lotId,
    revision: await revisionOf(deps, "lot", lotId),
    quantity,
    occurredOn: today,
    note: null,
    once,
  });
}

const certificate = (lotId: string, own: Partial<FileCertificateInput> = {}): FileCertificateInput => ({
  lotId,
  number: "廃-2026-01",
  issuerName: "株式会社試験配送(架空)",
  issuerAddress: "みどり野市1-1",
  issuerResponsible: "責任 者子(架空)",
  dataName: "配達名簿(架空)",
  quantity: 300,
  mediumDetail: "紙",
  serialNumbers: null,
  method: "dissolution",
  place: "みどり野処理場",
  disposedOn: today,
  witness: "立会 人男(架空)",
  hasNoCopies: true,
  coversBackups: true,
  usedSubcontractor: false,
  subcontractorName: null,
  once: "",
  ...own,
});

forEachDatabase(
  "the thin way: gate, hand-over, acknowledgement, return, certificate, zero, close",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { office } = coop.staff;
    const { relationId } = coop.partner;

    const gate = must(await checkGate(deps, office, { relationId }));
    expect(gate.reasons).toEqual([]);
    expect(gate.isAllowed).toBe(true);
    expect(must(await readHandOver(deps, office, relationId)).choices).toHaveLength(1);

    const lotId = await lotOf(deps, coop);
    const own = coop.partner.people.respondent;
    must(await acknowledgeLot(deps, own, { lotId, revision: 1, note: null }));
    expect(problemOf(await acknowledgeLot(deps, own, { lotId, revision: 2, note: null }))).toBe("conflict");

    must(await giveBack(deps, coop, lotId, 100));
    expect(problemOf(await giveBack(deps, coop, lotId, 201))).toBe("quantity:more-than-outstanding");

    must(await endRelation(deps, office, { relationId, revision: 1, reason: "契約が終わったため" }));
    const close = async () =>
      closeRelation(deps, office, { relationId, revision: await revisionOf(deps, "relation", relationId) });
    expect(problemOf(await close())).toBe("closing-lot-outstanding");

    const filed = must(await fileCertificate(deps, own, certificate(lotId, { quantity: 200 })));
    expect(must(await readLot(deps, office, lotId)).balance).toMatchObject({
      outstanding: 200,
      pending: 200,
    });
    expect(problemOf(await giveBack(deps, coop, lotId, 1))).toBe("quantity:more-than-outstanding");
    expect(
      problemOf(await acceptCertificate(deps, own, { certificateId: filed.certificateId, revision: 1 })),
    ).toBe("not-found");
    must(await acceptCertificate(deps, office, { certificateId: filed.certificateId, revision: 1 }));
    expect(must(await readLot(deps, office, lotId))).toMatchObject({
      lot: { state: "closed" },
      balance: { opened: 300, returned: 100, disposed: 200, pending: 0, outstanding: 0 },
    });
    must(await close());
    const row = await deps.db.read
      .selectFrom("relation")
      .select("state")
      .where("id", "=", relationId)
      .executeTakeFirstOrThrow();
    expect(row.state).toBe("closed");
    const log = await deps.db.read.selectFrom("auditEvent").select("type").orderBy("seq").execute();
    expect(log.map((entry) => entry.type).filter((type) => type.startsWith("custody."))).toEqual([
      "custody.handed-over",
      "custody.acknowledged",
      "custody.returned",
      "custody.certificate-filed",
      "custody.certificate-accepted",
      "custody.relation-closed",
    ]);
    expect((await verifyChain(deps.db.read, coop.organisationId)).ok).toBe(true);
  },
);

forEachDatabase("nothing is handed over while blocked, and the attempt is recorded", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const { office } = coop.staff;
  const { relationId } = coop.partner;
  const subcontractorId = await addSubcontractor(deps, coop);
  const gate = must(await checkGate(deps, office, { relationId }));
  expect(gate.reasons).toMatchObject([
    {
      code: "subcontractor-unapproved",
      strength: "law",
      deferrableBy: "none",
      isStopping: true,
      cure: { href: `/subcontractors/${subcontractorId}` },
    },
  ]);
  expect(gate.reasons[0]?.detail).toContain("まごうけ");
  expect(problemOf(await recordHandOver(deps, office, handOver(relationId)))).toBe("blocked");
  expect(await deps.db.read.selectFrom("lot").select("id").execute()).toEqual([]);
  const checks = must(await listChecks(deps, office, relationId));
  expect(checks).toMatchObject([
    { act: "hand-over-refused", isAllowed: false, asOf: today, number: "G-000001" },
  ]);
  expect(checks[0]?.reasons.map((reason) => reason.code)).toEqual(["subcontractor-unapproved"]);
  await deps.db.write((trx) => doubtGateStates(trx, coop.organisationId));
  const standing = await readGateStates(deps.db.read, deps, coop.organisationId, [relationId], today);
  expect(standing.get(relationId)).toEqual({
    isAllowed: false,
    codes: ["subcontractor-unapproved"],
    isKept: false,
  });
  // Before it was found, the gate was open.
  expect(must(await checkGate(deps, office, { relationId, asOf: "2026-10-31" })).isAllowed).toBe(true);
});

forEachDatabase("items outside the scope, and a hand-over of a past day", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const { office } = coop.staff;
  const { relationId } = coop.partner;
  const asked = must(await checkGate(deps, office, { relationId, items: ["birth-date"] }));
  expect(asked.reasons.map((reason) => [reason.code, reason.detail])).toEqual([
    ["item-outside-scope", "生年月日"],
  ]);
  expect(problemOf(await recordHandOver(deps, office, handOver(relationId, { items: ["birth-date"] })))).toBe(
    "blocked",
  );
  const try_ = async (own: Parameters<typeof handOver>[1]) =>
    problemOf(await recordHandOver(deps, office, handOver(relationId, own)));
  expect(await try_({ openedOn: "2026-11-25" })).toBe("openedOn:day-future");
  expect(await try_({ openedOn: "2026-11-20" })).toBe("note:late-needs-reason");
  expect(await try_({ openedOn: "2026-03-31", note: "遅れて記録" })).toBe("subjects:outside-scope");
  expect(await try_({ subjects: ["gift-recipient"] })).toBe("subjects:outside-scope");
  expect(await try_({ dueOn: null })).toBe("dueOn:required");
  expect(await try_({ openedOn: "2026-11-20", note: "遅れて記録" })).toBe("ok");
});

forEachDatabase("the same form acts once; strangers and other departments see nothing", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const first = await lotOf(deps, coop, { once: "k-1" });
  expect(await lotOf(deps, coop, { once: "k-1" })).toBe(first);
  const stranger = coop.stranger.people["partner-admin"];
  expect(problemOf(await acknowledgeLot(deps, stranger, { lotId: first, revision: 1, note: null }))).toBe(
    "not-found",
  );
  expect(problemOf(await readLot(deps, stranger, first))).toBe("not-found");
  expect(problemOf(await fileCertificate(deps, stranger, certificate(first)))).toBe("not-found");
  const other = { ...coop.staff.department, department: "総務部" };
  expect(problemOf(await checkGate(deps, other, { relationId: coop.partner.relationId }))).toBe("not-found");
  expect(problemOf(await recordHandOver(deps, coop.staff.auditor, handOver(coop.partner.relationId)))).toBe(
    "forbidden",
  );
  expect(must(await readLedger(deps, stranger, { view: "open" })).lots).toEqual([]);
  expect(must(await readLedger(deps, coop.staff.office, { view: "open" })).sums).toEqual([
    { unit: "persons", lots: 1, outstanding: 300 },
  ]);
});

forEachDatabase("deferrals: never for law, by whom the reason says, always with an end", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const { office, director } = coop.staff;
  const manager = coop.staff["privacy-manager"];
  const { relationId } = coop.partner;
  const passwordHash = await deps.passwords.hash("a long enough password");
  await deps.db.write((trx) =>
    trx.updateTable("person").set({ passwordHash }).where("id", "=", director.personId).execute(),
  );
  const findingId = await addFinding(deps, coop);
  await addSubcontractor(deps, coop, { removedOn: null });
  const ask = (own: object) =>
    requestDeferral(deps, office, {
      relationId,
      code: "critical-finding",
      ref: findingId,
      reason: "施錠工事が済むまで、毎日職員が立ち会います。",
      until: "2026-12-31",
      once: "",
      ...own,
    });
  const gate = must(await checkGate(deps, office, { relationId }));
  const law = gate.reasons.find((reason) => reason.code === "subcontractor-unapproved");
  expect(problemOf(await ask({ code: "subcontractor-unapproved", ref: law?.ref ?? null }))).toBe(
    "not-deferrable",
  );
  expect(problemOf(await ask({ until: "2026-11-23" }))).toBe("until:until-past");
  expect(problemOf(await ask({ until: "2027-11-25" }))).toBe("until:until-too-far");
  expect(problemOf(await ask({ code: "contract-missing", ref: null }))).toBe("reason-gone");
  const { deferralId } = must(await ask({}));
  expect(problemOf(await ask({}))).toBe("deferral-waiting");

  const decide = { deferralId, revision: 1, grant: true, note: "立会いを条件に認めます。" };
  expect(problemOf(await decideDeferral(deps, manager, decide))).toBe("role-too-low");
  expect(problemOf(await decideDeferral(deps, office, decide))).toBe("forbidden");
  expect(problemOf(await decideDeferral(deps, director, { ...decide, password: "wrong" }))).toBe(
    "reauthenticate",
  );
  const password = "a long enough password";
  must(await decideDeferral(deps, director, { ...decide, password }));
  expect(problemOf(await decideDeferral(deps, director, { ...decide, password }))).toBe("conflict");
  const after = must(await checkGate(deps, office, { relationId }));
  const finding = after.reasons.find((reason) => reason.code === "critical-finding");
  expect(finding).toMatchObject({ deferredUntil: "2026-12-31", isStopping: false });
  const later = must(await checkGate(deps, office, { relationId, asOf: "2027-01-01" }));
  expect(later.reasons.find((reason) => reason.code === "critical-finding")).toMatchObject({
    deferredUntil: null,
    isStopping: true,
  });
  const [shown] = must(await listDeferrals(deps, director));
  expect(shown).toMatchObject({ state: "in-force", needs: "director", mayRevoke: true, mayDecide: false });
});

forEachDatabase(
  "copies are lots of their own, reversals bring back, certificates are sent back",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { office } = coop.staff;
    const lotId = await lotOf(deps, coop);
    const copy = must(
      await recordCopy(deps, office, {
        ...person,
        lotId,
        revision: 1,
        dataName: "配達名簿の写し(架空)",
        quantity: 50,
        medium: "紙",
        occurredOn: today,
        dueOn: null,
        reason: "二便に分けるため",
        once: "",
      }),
    );
    expect(must(await readLot(deps, office, copy.lotId))).toMatchObject({
      lot: { parentLotId: lotId, dueOn: "2026-12-20" },
      balance: { outstanding: 50 },
    });
    const entry = async (kind: string) =>
      must(await readLot(deps, office, lotId)).entries.find((one) => one.kind === kind && !one.isReversed)
        ?.id ?? "";
    const reverse = async (entryId: string) =>
      reverseEntry(deps, office, {
        lotId,
        revision: await revisionOf(deps, "lot", lotId),
        entryId,
        reason: "まちがい",
        once: "",
      });
    expect(problemOf(await reverse(await entry("hand-over")))).toBe("reversal-has-copies");

    const filed = must(await fileCertificate(deps, office, certificate(lotId)));
    expect(problemOf(await acceptCertificate(deps, office, { ...filed, revision: 1 }))).toBe(
      "own-certificate",
    );
    const manager = coop.staff["privacy-manager"];
    must(await returnCertificate(deps, manager, { ...filed, revision: 1, reason: "立会人の署名がない" }));
    expect(must(await readLot(deps, office, lotId)).balance).toMatchObject({ outstanding: 300, pending: 0 });
    const own = coop.partner.people.respondent;
    must(await fileCertificate(deps, own, certificate(lotId, { certificateId: filed.certificateId })));
    must(await acceptCertificate(deps, office, { ...filed, revision: 3 }));
    expect(must(await readLot(deps, office, lotId)).lot.state).toBe("closed");
    expect(must(await reverse(await entry("disposal"))).outstanding).toBe(300);
    expect(must(await readLot(deps, office, lotId))).toMatchObject({
      lot: { state: "open" },
      certificates: [{ state: "returned" }],
    });
  },
);

forEachDatabase(
  "no standing authorisation opens while blocked, and the attempt is recorded",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { office } = coop.staff;
    const { relationId } = coop.partner;
    await addSubcontractor(deps, coop);
    const opened = await openStanding(deps, office, {
      relationId,
      title: "毎日の配達名簿",
      items: ["full-name", "address"],
      method: "SFTP",
      usualVolume: 300,
      unit: "persons",
      startsOn: today,
      endsOn: "2027-03-31",
      handedByName: "渡 す子(架空)",
      receivedByName: "受取 る男(架空)",
      once: "k-1",
    });
    expect(problemOf(opened)).toBe("blocked");
    expect(await deps.db.read.selectFrom("standingAuthorisation").select("id").execute()).toEqual([]);
    expect(await deps.db.read.selectFrom("onceKey").select("key").execute()).toEqual([]);
    expect(must(await listChecks(deps, office, relationId))).toMatchObject([
      { act: "standing-refused", isAllowed: false, number: "G-000001" },
    ]);
    const log = await deps.db.read.selectFrom("auditEvent").select("type").orderBy("seq").execute();
    expect(log.at(-1)?.type).toBe("custody.hand-over-refused");
  },
);

forEachDatabase("a standing authorisation: daily checks, actuals, erasure, close", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const { office } = coop.staff;
  const { relationId } = coop.partner;
  const { standingId } = must(
    await openStanding(deps, office, {
      relationId,
      title: "毎日の配達名簿",
      items: ["full-name", "address"],
      method: "SFTP",
      usualVolume: 300,
      unit: "persons",
      startsOn: "2026-10-01",
      endsOn: "2027-03-31",
      handedByName: "渡 す子(架空)",
      receivedByName: "受取 る男(架空)",
      once: "",
    }),
  );
  expect(await checkStandings(deps, coop.organisationId)).toEqual({ checked: 1, blocked: 0 });
  expect(await checkStandings(deps, coop.organisationId)).toEqual({ checked: 0, blocked: 0 });
  const use = (month: string, volume = 310) => recordStandingUse(deps, office, { standingId, month, volume });
  expect(problemOf(await use("2026-12"))).toBe("month:day-future");
  expect(problemOf(await use("2026-09"))).toBe("month:month-outside");
  expect(must(await use("2026-10")).isAllowed).toBe(true);
  must(await use("2026-10", 320));
  const closing = { standingId, accessRemovedOn: today, note: "画面で確かめた" };
  const revision = async () => revisionOf(deps, "standingAuthorisation", standingId);
  expect(problemOf(await closeStanding(deps, office, { ...closing, revision: await revision() }))).toBe(
    "standing-erasure-certificate-missing",
  );
  const lot = await deps.db.read
    .selectFrom("lot")
    .select("id")
    .where("standingId", "=", standingId)
    .executeTakeFirstOrThrow();
  const filed = must(await fileCertificate(deps, coop.partner.people.approver, certificate(lot.id)));
  must(await acceptCertificate(deps, office, { ...filed, revision: 1 }));
  must(await closeStanding(deps, office, { ...closing, revision: await revision() }));
  const uses = await deps.db.read.selectFrom("standingUse").select(["month", "volume"]).execute();
  expect(uses).toEqual([{ month: "2026-10", volume: 320 }]);
});

forEachDatabase(
  "overdue lots are reminded of by mail; states of all relations are kept nightly",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeWorld(deps);
    const { office } = coop.staff;
    const lotId = await lotOf(deps, coop);
    expect(problemOf(await remindOverdue(deps, office, { lotIds: [lotId], once: "" }))).toBe("not-overdue");
    deps.setNow("2026-12-22T03:00:00.000Z");
    expect(must(await readLedger(deps, office, { view: "overdue" })).lots).toMatchObject([
      { id: lotId, standing: { state: "overdue", daysLate: 2, isUnacknowledged: true } },
    ]);
    expect(must(await remindOverdue(deps, office, { lotIds: [lotId], once: "r" }))).toEqual({
      lots: 1,
      mails: 3,
    });
    const mails = await deps.db.read.selectFrom("outboxMail").select("templateKey").execute();
    expect(mails.filter((mail) => mail.templateKey === "reminder")).toHaveLength(3);
    await deps.db.write((trx) => doubtGateStates(trx, coop.organisationId));
    expect(await refreshGateStates(deps, coop.organisationId)).toEqual({ judged: 2, blocked: 1 });
    // Once judged, nothing is judged again before a day or an act changes it.
    expect(await refreshGateStates(deps, coop.organisationId)).toEqual({ judged: 0, blocked: 0 });
  },
);

forEachDatabase("the shape of the gate that scripts read", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeWorld(deps);
  const json = must(
    await checkGateForScript(deps, coop.staff.auditor, { relationId: coop.stranger.relationId, asOf: today }),
  );
  expect(Object.keys(json)).toEqual(["allowed", "asOf", "reasons"]);
  expect(json.allowed).toBe(false);
  expect(json.reasons.map((reason) => reason.code)).toEqual([
    "contract-missing",
    "assessment-missing",
    "scope-empty",
    "relation-not-active",
    "policy-not-told",
  ]);
  expect(Object.keys(json.reasons[0] ?? {})).toEqual([
    "code",
    "basis",
    "strength",
    "effect",
    "mode",
    "deferrableBy",
    "deferredUntil",
    "message",
    "cure",
  ]);
});
