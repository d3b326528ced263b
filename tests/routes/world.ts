import { endOwnSessions } from "#app/modules/access/services/account.server.ts";
import { addMembership, createPerson } from "#app/modules/access/services/people.server.ts";
import { findSignedIn } from "#app/modules/access/services/sessions.server.ts";
import type { PartnerRole, StaffRole } from "#app/ports.ts";
import { openApp, type TestApp } from "#tests/support/app.ts";
import { demonstrationNow, openDemonstration } from "#tests/support/demonstration.ts";

export type Who =
  | "anonymous"
  | StaffRole
  | "partner-admin"
  | "respondent"
  | "approver"
  | "other company"
  | "disabled"
  | "ended session";

type Owned = "relation" | "contract" | "lot" | "finding" | "disposalCertificate" | "assessment";

export interface RouteWorld {
  readonly app: TestApp;
  readonly organisationId: string;
  /** Partner A of the tests and another one, B. */
  readonly own: string;
  readonly other: string;
  /** `Cookie` header of each; undefined for somebody who is not signed in. */
  readonly cookies: Readonly<Record<Who, string | undefined>>;
  readonly people: Readonly<Record<Exclude<Who, "anonymous">, string>>;
  /** A value for each parameter of an address that belongs to A (or to the organisation, where nothing is a partner's). */
  readonly ids: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const A = "ひばり配送株式会社(架空)";
const B = "株式会社みなと印刷(架空)";
/** The department whose work partner A does. */
const DEPARTMENT = "供給課";

/** The demonstration with people of every role, and partner A with one of everything. */
export async function openRouteWorld(): Promise<RouteWorld> {
  const demonstration = await openDemonstration();
  const { db } = demonstration;
  const app = await openApp(db, { now: demonstrationNow, filesDir: demonstration.filesDir });
  const { deps } = app;
  const { id: organisationId } = await db.read
    .selectFrom("organisation")
    .select("id")
    .executeTakeFirstOrThrow();
  const partnerId = async (name: string) =>
    (
      await db.read
        .selectFrom("partner")
        .select("id")
        .where("currentName", "=", name)
        .executeTakeFirstOrThrow()
    ).id;
  const [own, other] = [await partnerId(A), await partnerId(B)];
  const engage = (who: string, role: StaffRole | PartnerRole, partner: string | null) =>
    db.write(async (trx) => {
      const name = `${who}(架空)`;
      const { id } = await createPerson(trx, deps, {
        email: `${who.replace(" ", "-")}@stranger.example`,
        name,
        lang: "ja",
      });
      const department = role === "department" ? DEPARTMENT : null;
      await addMembership(trx, deps, { organisationId, partnerId: partner, personId: id, role, department });
      return id;
    });
  const people = {
    office: await engage("office", "office", null),
    department: await engage("department", "department", null),
    "privacy-manager": await engage("privacy-manager", "privacy-manager", null),
    director: await engage("director", "director", null),
    auditor: await engage("auditor", "auditor", null),
    administrator: await engage("administrator", "administrator", null),
    "partner-admin": await engage("partner-admin", "partner-admin", own),
    respondent: await engage("respondent", "respondent", own),
    approver: await engage("approver", "approver", own),
    "other company": await engage("other company", "partner-admin", other),
    disabled: await engage("disabled", "privacy-manager", null),
    "ended session": await engage("ended session", "privacy-manager", null),
  };
  const cookies: Record<string, string | undefined> = { anonymous: undefined };
  for (const [who, personId] of Object.entries(people)) cookies[who] = await app.signInAs(personId);
  await db.write((trx) =>
    trx.updateTable("person").set({ isDisabled: 1 }).where("id", "=", people.disabled).execute(),
  );
  const ended = await findSignedIn(deps, (cookies["ended session"] ?? "").split("=")[1] ?? "");
  if (ended) await endOwnSessions(deps, ended);
  return {
    app,
    organisationId,
    own,
    other,
    people,
    cookies: cookies as RouteWorld["cookies"],
    ids: await collectIds(app, organisationId, own, people.respondent),
    close: demonstration.close,
  };
}

/** One of everything that belongs to a partner; what it lacks is copied from another. */
export async function collectIds(
  app: TestApp,
  organisationId: string,
  own: string,
  uploadedBy: string,
): Promise<Record<string, string>> {
  const { db, newId, files } = app.deps;
  const at = app.deps.now().toISOString();
  const ofOwn = async (table: Owned) => {
    const find = (partnerId: string | null) => {
      const query = db.read.selectFrom(table).selectAll().orderBy("id", "desc").limit(1);
      return (partnerId === null ? query : query.where("partnerId", "=", partnerId)).executeTakeFirst();
    };
    const row = await find(own);
    if (row) return row.id;
    const another = await find(null);
    if (!another) throw new Error(`the demonstration has no ${table}`);
    const id = newId();
    const copy = { ...another, id, partnerId: own, number: `X-${id.slice(-8)}` };
    const owned = "relationId" in copy ? { ...copy, relationId: await ofOwn("relation") } : copy;
    await db.write((trx) =>
      trx
        .insertInto(table)
        .values(owned as never)
        .execute(),
    );
    return id;
  };
  const anyOf = async (table: "circulation" | "report" | "artefact") =>
    (await db.read.selectFrom(table).select("id").orderBy("id", "desc").limit(1).executeTakeFirstOrThrow())
      .id;
  const relationId = await ofOwn("relation");
  const assessmentId = await ofOwn("assessment");
  const standingId = newId();
  const standingNumber = `S-${standingId.slice(-8)}`;
  const fileId = newId();
  const bytes = Buffer.from("%PDF-1.7\n% stranger\n");
  const { hash } = await files.put(bytes);
  await db.write(async (trx) => {
    await trx
      .updateTable("assessment")
      .set({ state: "answering", submittedAt: null, submittedBy: null, concludedOn: null, approvedOn: null })
      .where("id", "=", assessmentId)
      .execute();
    await trx
      .insertInto("standingAuthorisation")
      .values({
        id: standingId,
        organisationId,
        relationId,
        partnerId: own,
        number: standingNumber,
        title: "日次の配達リスト(架空)",
        items: JSON.stringify(["name"]),
        method: "online",
        usualVolume: 100,
        unit: "persons",
        startsOn: "2026-04-01",
        endsOn: "2027-03-31",
        gateCheckId: null,
        state: "open",
        closedOn: null,
        closeNote: null,
        recordedAt: at,
        recordedBy: null,
        revision: 1,
      })
      .execute();
    await trx
      .insertInto("storedFile")
      .values({
        id: fileId,
        organisationId,
        partnerId: own,
        hash,
        name: "確認資料(架空).pdf",
        mediaType: "application/pdf",
        bytes: bytes.byteLength,
        state: "attached",
        subjectKind: "assessment",
        subjectId: assessmentId,
        uploadedBy,
        uploadedAt: at,
        removedAt: null,
      })
      .execute();
  });
  const subcontractors = await db.read.selectFrom("subcontractor").selectAll().execute();
  let subcontractor = subcontractors.find((row) => row.relationId === relationId);
  if (!subcontractor) {
    const [another] = subcontractors;
    if (!another) throw new Error("the demonstration has no subcontractor");
    const copy = { ...another, id: newId(), relationId, parentId: null };
    await db.write((trx) => trx.insertInto("subcontractor").values(copy).execute());
    subcontractor = copy;
  }
  const circulation = await db.read
    .selectFrom("circulation")
    .select("verificationCode")
    .where("verificationCode", "is not", null)
    .executeTakeFirstOrThrow();
  return {
    partnerId: own,
    relationId,
    assessmentId,
    block: "organisational",
    contractId: await ofOwn("contract"),
    lotId: await ofOwn("lot"),
    findingId: await ofOwn("finding"),
    certificateId: await ofOwn("disposalCertificate"),
    subcontractorId: subcontractor.id,
    standingId,
    fileId,
    circulationId: await anyOf("circulation"),
    reportId: await anyOf("report"),
    artefactId: await anyOf("artefact"),
    code: circulation.verificationCode ?? "",
    secret: "no-such-secret",
  };
}
