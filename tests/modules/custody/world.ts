import { readLibrary } from "#app/modules/contracts/services/acts.server.ts";
import type { HandOverInput } from "#app/modules/custody/services/lots.server.ts";
import { importPolicy } from "#app/modules/policy/services.server.ts";
import type { Actor } from "#app/ports.ts";
import { toJson } from "#db/codec.ts";
import type { FindingTable, SubcontractorTable } from "#db/schema.ts";
import { type CoOp, makeCoOp, must } from "#tests/factories/co-op.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import type { TestDeps } from "#tests/support/deps.ts";

const at = "2026-04-01T00:00:00.000Z";
export const today = "2026-11-24";
export const items = ["full-name", "address", "phone-number"];

/** Everything the gate asks of a delivery contractor, in order: the gate of `relationId` is open on 2026-11-24. */
export async function makeOrder(deps: TestDeps, coop: CoOp, relationId: string): Promise<void> {
  const { organisationId } = coop;
  const relation = await deps.db.read
    .selectFrom("relation")
    .selectAll()
    .where("id", "=", relationId)
    .executeTakeFirstOrThrow();
  const library = await readLibrary(deps.db.read, deps, organisationId, today);
  const contractId = deps.newId();
  await deps.db.write(async (trx) => {
    const policy = await trx
      .selectFrom("policyVersion")
      .select("id")
      .where("organisationId", "=", organisationId)
      .executeTakeFirst();
    const system: Actor = { kind: "system", name: "試験", organisationId, lang: "ja" };
    const policyVersionId =
      policy?.id ??
      must(await importPolicy(trx, deps, system, readPolicy("midorino-2026-04-01"))).policyVersionId;
    await trx
      .insertInto("relationState")
      .values({
        id: deps.newId(),
        organisationId,
        relationId,
        state: relation.state,
        validFrom: "2026-04-01",
        validTo: null,
        recordedAt: at,
        actorId: null,
        reason: null,
        conditions: null,
      })
      .execute();
    await trx
      .insertInto("scopeLine")
      .values({
        id: deps.newId(),
        organisationId,
        relationId,
        subject: "member",
        items: toJson(items),
        purposes: toJson(["member-order-and-dispatch"]),
        headcount: 300,
        reason: null,
        concreteText: null,
        reviewerName: null,
        consentOn: null,
        consentMethod: null,
        necessity: null,
        surveyStatement: null,
        validFrom: "2026-04-01",
        validTo: null,
        replacedOn: null,
        recordedAt: at,
        recordedBy: null,
      })
      .execute();
    await trx
      .insertInto("contract")
      .values({
        id: contractId,
        organisationId,
        partnerId: relation.partnerId,
        number: `K-${contractId.slice(-6)}`,
        title: "業務委託契約書",
        signedOn: "2026-03-20",
        startsOn: "2026-04-01",
        endsOn: "2027-03-31",
        isAutoRenewing: 0,
        renewalMonths: null,
        noticeMonths: 3,
        terminatedOn: null,
        note: null,
        createdAt: at,
        createdBy: null,
        revision: 1,
      })
      .execute();
    await trx.insertInto("contractRelation").values({ contractId, relationId, organisationId }).execute();
    await trx
      .insertInto("clauseCheck")
      .values(
        library.clauses.map((clause) => ({
          id: deps.newId(),
          organisationId,
          contractId,
          clauseId: clause.id,
          libraryVersion: library.version,
          result: "conforming",
          articleNumber: "5",
          note: null,
          exceptionReason: null,
          exceptionUntil: null,
          exceptionState: null,
          exceptionBy: null,
          checkedBy: null,
          validFrom: "2026-04-01",
          validTo: null,
          recordedAt: at,
        })),
      )
      .execute();
    await trx
      .insertInto("assessment")
      .values({
        id: deps.newId(),
        organisationId,
        partnerId: relation.partnerId,
        relationId,
        number: `A-${contractId.slice(-6)}`,
        fiscalYear: 2026,
        checklistKey: "contractor-2026",
        checklistVersion: "1",
        tier: "S2",
        activity: "delivery",
        isPaperOnly: 0,
        questions: "[]",
        state: "approved",
        sentAt: at,
        sentBy: null,
        dueOn: "2026-04-20",
        submittedAt: at,
        submittedBy: null,
        isProxy: 0,
        reviewStartedAt: at,
        score: 95,
        grade: "A",
        outcome: "approved",
        concludedOn: "2026-05-01",
        approvedOn: "2026-05-01",
        validUntil: "2027-04-30",
        criticalNos: "[]",
        blockScores: "[]",
        returnReason: null,
        triggerCode: null,
        comment: null,
        gradedBy: null,
        gradedAt: null,
        createdAt: at,
        revision: 1,
      })
      .execute();
    await trx
      .insertInto("policyTold")
      .values({
        id: deps.newId(),
        organisationId,
        partnerId: relation.partnerId,
        policyVersionId,
        toldOn: "2026-04-10",
        method: "paper",
        note: null,
        recordedAt: at,
        recordedBy: null,
      })
      .execute();
  });
}

/** A co-op whose first partner's relation is in order. */
export async function makeWorld(deps: TestDeps): Promise<CoOp> {
  const coop = await makeCoOp(deps);
  await makeOrder(deps, coop, coop.partner.relationId);
  return coop;
}

export const handOver = (relationId: string, own: Partial<HandOverInput> = {}): HandOverInput => ({
  relationId,
  dataName: "配達名簿(架空)",
  subjects: ["member"],
  items,
  purposes: ["member-order-and-dispatch"],
  unit: "persons",
  quantity: 300,
  medium: "紙",
  method: "対面",
  openedOn: today,
  handedByName: "渡 す子(架空)",
  receivedByName: "受取 る男(架空)",
  dueOn: "2026-12-20",
  note: null,
  once: "",
  ...own,
});

export async function addFinding(
  deps: TestDeps,
  coop: CoOp,
  own: Partial<FindingTable> = {},
): Promise<string> {
  const id = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("finding")
      .values({
        id,
        organisationId: coop.organisationId,
        partnerId: coop.partner.id,
        relationId: coop.partner.relationId,
        assessmentId: null,
        questionId: null,
        number: `F-${id.slice(-6)}`,
        severity: "critical",
        title: "名簿が施錠されていない",
        detail: "倉庫",
        basis: null,
        raisedOn: "2026-10-01",
        raisedBy: null,
        dueOn: "2026-11-10",
        state: "open",
        plan: null,
        planDueOn: null,
        plannedBy: null,
        correctedOn: null,
        correctionNote: null,
        closedOn: null,
        closedBy: null,
        closeNote: null,
        revision: 1,
        recordedAt: at,
        ...own,
      })
      .execute(),
  );
  return id;
}

export async function addSubcontractor(
  deps: TestDeps,
  coop: CoOp,
  own: Partial<SubcontractorTable> = {},
): Promise<string> {
  const id = deps.newId();
  await deps.db.write((trx) =>
    trx
      .insertInto("subcontractor")
      .values({
        id,
        organisationId: coop.organisationId,
        relationId: coop.partner.relationId,
        parentId: null,
        name: "有限会社まごうけ(架空)",
        nameKana: null,
        corporateNumber: null,
        address: null,
        country: "JP",
        work: "配達",
        items: "[]",
        safetyMeasures: null,
        reason: null,
        startsOn: "2026-11-01",
        endsOn: null,
        state: "unapproved",
        requestedAt: null,
        requestedBy: null,
        decidedOn: null,
        decidedBy: null,
        conditions: null,
        foundOn: "2026-11-05",
        approvedUntil: null,
        removedOn: null,
        revision: 1,
        recordedAt: at,
        ...own,
      })
      .execute(),
  );
  return id;
}
