import { Checklist } from "#app/modules/assessments/rules/checklist.ts";
import { addDays, addMonths } from "#app/modules/calendar/rules/day.ts";
import { ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import type { StaffActor, StaffRole } from "#app/ports.ts";
import type { Database } from "#db/index.server.ts";
import type { Schema } from "#db/schema.ts";
import { readPolicy } from "#tests/modules/policy/policies.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

export interface ReportWorld {
  readonly deps: TestDeps;
  readonly db: Database;
  readonly organisationId: string;
  /** Staff by a short name: `office`, `office2`, `manager`, `chair`, `executive`, `auditor`. */
  readonly staff: (who: StaffName) => StaffActor;
  readonly addDirector: (n: number) => Promise<StaffActor>;
}
const people = {
  office: { role: "office", name: "相沢 千尋(架空)", title: "総務課長", department: "総務部 総務課" },
  office2: { role: "office", name: "高梨 みのり(架空)", title: null, department: "総務部 調達課" },
  manager: { role: "privacy-manager", name: "森田 恵(架空)", title: "個人情報管理責任者", department: null },
  chair: { role: "director", name: "藤代 美緒(架空)", title: "理事長", department: null },
  executive: { role: "director", name: "大庭 健司(架空)", title: "専務理事", department: null },
  auditor: { role: "auditor", name: "三崎 透(架空)", title: "監事", department: null },
} as const satisfies Record<
  string,
  { role: StaffRole; name: string; title: string | null; department: string | null }
>;
export type StaffName = keyof typeof people;
export const password = "長い合言葉を使います 2026";

/** An organisation of the fictional policy with its people, and nothing in the register but what the policy states. */
export async function openReportWorld(db: Database, now = "2027-04-05T07:20:00.000Z"): Promise<ReportWorld> {
  const deps = testDeps(db, { now });
  const set = await setUpOrganisation(deps, {
    policies: [readPolicy("midorino-2022-04-01"), readPolicy("midorino-2026-04-01")],
    administrator: { email: "kanri@example.jp", name: "管理 太郎(架空)", password },
  });
  if (!set.ok) throw new Error(JSON.stringify(set.problem));
  const { organisationId } = set.value;
  const passwordHash = await deps.passwords.hash(password);
  const ids = new Map<string, string>();
  const add = async (
    key: string,
    who: { role: StaffRole; name: string; title: string | null; department: string | null },
  ): Promise<StaffActor> => {
    const id = deps.newId();
    ids.set(key, id);
    await db.write(async (trx) => {
      await trx
        .insertInto("person")
        .values({
          id,
          email: `${key}@example.jp`,
          name: who.name,
          nameKana: null,
          language: "ja",
          passwordHash,
          isDisabled: 0,
          createdAt: now,
          revision: 1,
        })
        .execute();
      await trx
        .insertInto("membership")
        .values({
          id: deps.newId(),
          organisationId,
          partnerId: null,
          personId: id,
          role: who.role,
          department: who.department,
          title: who.title,
          validFrom: "2024-04-01",
          validTo: null,
          recordedAt: now,
        })
        .execute();
    });
    return { kind: "staff", personId: id, organisationId, lang: "ja", authenticatedAt: now, ...who };
  };
  const actors = new Map<string, StaffActor>();
  for (const [key, who] of Object.entries(people)) actors.set(key, await add(key, who));
  return {
    deps,
    db,
    organisationId,
    staff: (who) => {
      const actor = actors.get(who);
      if (!actor) throw new Error(who);
      return actor;
    },
    addDirector: (n) =>
      add(`director${n}`, { role: "director", name: `理事 ${n}(架空)`, title: "理事", department: null }),
  };
}

const stems =
  "ひばり つむぎ やまゆり かえで あさぎり すずしろ 東雲 ほたる しらかば 北山 こもれび ときわ きずな みなと 青嵐 もみじ はるかぜ ゆめみ ひなた あおば つばき みずなら しろがね くるみ みどりの手 ふくろう みちのべ さざなみ".split(
    " ",
  );
const works = [
  ["delivery", "配送株式会社"],
  ["storage", "倉庫株式会社"],
  ["data-entry", "入力センター有限会社"],
  ["public-relations", "印刷株式会社"],
  ["member-services", "コールセンター株式会社"],
  ["system-maintenance", "情報システム・ロジスティクス・パートナーズ東北第二営業所株式会社"],
] as const;
type Rows<T extends keyof Schema> = Schema[T][];

/**
 * Fills the register with `count` fictional partners over three fiscal years, every trouble among them: overdue returns,
 * an ended contract, missing clauses, unapproved subcontractors, critical findings. The same for the same count.
 */
export async function fillRegister(world: ReportWorld, count: number): Promise<void> {
  const { db, deps, organisationId } = world;
  const at = "2024-04-01T00:00:00.000Z";
  const library = ClauseLibrary.parse(deps.templates.list("clauses")[0]?.document);
  const checklist = Checklist.parse(
    deps.templates.list("checklist").find((t) => t.key === "contractor")?.document,
  );
  const rows = {
    partner: [] as Rows<"partner">,
    partnerProfile: [] as Rows<"partnerProfile">,
    relation: [] as Rows<"relation">,
    relationState: [] as Rows<"relationState">,
    scopeLine: [] as Rows<"scopeLine">,
    contract: [] as Rows<"contract">,
    contractRelation: [] as Rows<"contractRelation">,
    clauseCheck: [] as Rows<"clauseCheck">,
    assessment: [] as Rows<"assessment">,
    finding: [] as Rows<"finding">,
    deferral: [] as Rows<"deferral">,
    subcontractor: [] as Rows<"subcontractor">,
    lot: [] as Rows<"lot">,
    lotEntry: [] as Rows<"lotEntry">,
    standingAuthorisation: [] as Rows<"standingAuthorisation">,
    standingUse: [] as Rows<"standingUse">,
  };
  let findings = 0;
  let lots = 0;
  for (let i = 0; i < count; i += 1) {
    const isReferral = i % 6 === 5;
    const basis = isReferral ? "referral" : "entrustment";
    const [activity, suffix] = works[i % works.length] ?? works[0];
    const round = Math.floor(i / stems.length);
    const stem = `${stems[i % stems.length]}${round === 0 ? "" : round + 1}`;
    const name = isReferral ? `株式会社${stem}住宅リフォーム(架空)` : `${stem}${suffix}(架空)`;
    const partnerId = deps.newId();
    const relationId = deps.newId();
    const startsOn = i % 11 === 10 ? "2026-06-01" : i % 9 === 8 ? "2025-05-15" : "2024-04-01";
    const number = `P-${String(100 + i).padStart(4, "0")}`;
    rows.partner.push({
      id: partnerId,
      organisationId,
      number,
      kind: basis,
      policyPartnerId: null,
      shortName: `${stem}${isReferral ? "住宅" : suffix.slice(0, 2)}(架空)`,
      sortKey: number,
      searchKey: name,
      currentName: name,
      currentNameKana: "カクウ",
      corporateNumber: null,
      state: "active",
      createdAt: at,
      createdBy: null,
      revision: 1,
    });
    rows.partnerProfile.push({
      id: deps.newId(),
      organisationId,
      partnerId,
      name,
      nameKana: "カクウ",
      nameEn: null,
      corporateNumber: null,
      noCorporateNumberReason: "架空のため",
      invoiceNumber: null,
      country: "JP",
      postalCode: "9800000",
      address: "みどり野県みどり野市港町4-5-6(架空)",
      representativeTitle: "代表取締役",
      representativeName: "雲雀 大地(架空)",
      phone: null,
      validFrom: "2024-04-01",
      validTo: null,
      recordedAt: at,
      recordedBy: null,
    });
    rows.relation.push({
      id: relationId,
      organisationId,
      partnerId,
      number: `R-${String(1000 + i)}`,
      basis,
      title: isReferral ? "住宅修繕の紹介" : `${stem}の業務`,
      activity: isReferral ? null : activity,
      activityDescription: null,
      groupId: null,
      department: ["供給課", "総務課", "広報課", "営業課"][i % 4] ?? "総務課",
      ownerPersonId: null,
      isPaperOnly: 0,
      volumePerYear: 1000,
      volumeUnit: "persons",
      handlingPlace: "本社",
      handlesAbroad: 0,
      returnRule: null,
      returnDueOn: null,
      highestTier: (["S2", "S3", "S2", "S1", "S2", "S4"] as const)[i % 6] ?? "S2",
      state: i % 23 === 22 ? "closed" : "active",
      startsOn,
      endsOn: null,
      note: null,
      createdAt: at,
      createdBy: null,
      revision: 1,
    });
    const isClosed = i % 23 === 22;
    const state = (s: string, validFrom: string, validTo: string | null): Schema["relationState"] => ({
      id: deps.newId(),
      organisationId,
      relationId,
      state: s,
      validFrom,
      validTo,
      recordedAt: at,
      actorId: null,
      reason: null,
      conditions: null,
    });
    rows.relationState.push(state("active", startsOn, isClosed ? "2026-09-29" : null));
    if (isClosed) rows.relationState.push(state("closed", "2026-09-30", null));
    const line = (items: string[], validFrom: string): Schema["scopeLine"] => ({
      id: deps.newId(),
      organisationId,
      relationId,
      subject: "member",
      items: JSON.stringify(items),
      purposes: JSON.stringify(["member-order-confirmation"]),
      headcount: 1000,
      reason: null,
      concreteText: null,
      reviewerName: null,
      consentOn: null,
      consentMethod: null,
      necessity: null,
      surveyStatement: null,
      validFrom,
      validTo: null,
      replacedOn: null,
      recordedAt: at,
      recordedBy: null,
    });
    rows.scopeLine.push(line(["full-name", "member-number"], startsOn));
    if (i % 13 === 3) rows.scopeLine.push(line(["full-name", "gender", "birth-date"], "2026-11-25"));
    addContract(i, partnerId, relationId, startsOn);
    addAssessments(i, partnerId, relationId, startsOn);
    if (i % 4 === 1) addFinding(i, partnerId, relationId);
    if (i % 7 === 4 && !isReferral) addSubcontractors(i, relationId);
    if (!isReferral && i % 3 === 0) addLots(i, partnerId, relationId);
  }

  function addContract(i: number, partnerId: string, relationId: string, startsOn: string) {
    if (i % 19 === 18) return;
    const contractId = deps.newId();
    const isEnded = i % 17 === 16;
    rows.contract.push({
      id: contractId,
      organisationId,
      partnerId,
      number: `C-${String(1000 + i)}`,
      title: "個人データ取扱委託契約",
      signedOn: startsOn,
      startsOn,
      endsOn: isEnded ? "2027-02-28" : i % 8 === 2 ? "2027-06-30" : "2027-03-31",
      isAutoRenewing: isEnded ? 0 : 1,
      renewalMonths: isEnded ? null : 12,
      noticeMonths: 3,
      terminatedOn: null,
      note: null,
      createdAt: at,
      createdBy: null,
      revision: 1,
    });
    rows.contractRelation.push({ contractId, relationId, organisationId });
    for (const [k, clause] of library.clauses.entries()) {
      const isExcepted = i % 8 === 3 && k === 12;
      const isMissing = i % 10 === 6 && k === 7;
      rows.clauseCheck.push({
        id: deps.newId(),
        organisationId,
        contractId,
        clauseId: clause.id,
        libraryVersion: library.version,
        result: isMissing ? "missing" : isExcepted ? "partial" : "conforming",
        articleNumber: `第${k + 3}条`,
        note: null,
        exceptionReason: isExcepted ? "次の更新で改める" : null,
        exceptionUntil: isExcepted ? "2027-06-30" : null,
        exceptionState: isExcepted ? "approved" : null,
        exceptionBy: null,
        checkedBy: null,
        validFrom: startsOn,
        validTo: null,
        recordedAt: at,
      });
    }
  }

  function addAssessments(i: number, partnerId: string, relationId: string, startsOn: string) {
    for (const year of [2024, 2025, 2026]) {
      if (startsOn > `${year + 1}-03-31`) continue;
      const isOpen = year === 2026 && i % 12 === 9;
      const score = Math.min(99.4, 58 + ((i * 7) % 38) + (year - 2024) * 1.7);
      const isCritical = year === 2026 && i % 21 === 10;
      const grade = isCritical || score < 60 ? "D" : score >= 90 ? "A" : score >= 75 ? "B" : "C";
      const on = `${year}-${String(5 + (i % 6)).padStart(2, "0")}-${String(10 + (i % 18)).padStart(2, "0")}`;
      rows.assessment.push({
        id: deps.newId(),
        organisationId,
        partnerId,
        relationId,
        number: `A-${year}-${String(i).padStart(4, "0")}`,
        fiscalYear: year,
        checklistKey: checklist.id,
        checklistVersion: checklist.version,
        tier: "S2",
        activity: null,
        isPaperOnly: 0,
        questions: "[]",
        state: isOpen ? "sent" : grade === "D" ? "failed" : grade === "C" ? "conditional" : "approved",
        sentAt: `${addDays(on, -30)}T00:00:00.000Z`,
        sentBy: null,
        dueOn: isOpen ? `2027-0${1 + (i % 3)}-1${i % 9}` : addDays(on, -5),
        submittedAt: isOpen ? null : `${addDays(on, -6)}T00:00:00.000Z`,
        submittedBy: null,
        isProxy: 0,
        reviewStartedAt: null,
        score: isOpen ? null : score,
        grade: isOpen ? null : grade,
        outcome: isOpen ? null : grade === "D" ? "failed" : grade === "C" ? "conditional" : "approved",
        concludedOn: isOpen ? null : on,
        approvedOn: isOpen || grade === "D" ? null : on,
        validUntil: isOpen ? null : addMonths(on, 12),
        criticalNos: isCritical ? '["sub-03"]' : "[]",
        blockScores: isOpen
          ? "[]"
          : JSON.stringify(
              checklist.blocks
                .slice(1, 7)
                .map((b, k) => ({ block: b.id, score: score - 3 + k, weight: 10 + k })),
            ),
        returnReason: null,
        triggerCode: null,
        comment: null,
        gradedBy: null,
        gradedAt: null,
        createdAt: at,
        revision: 1,
      });
    }
  }

  function addFinding(i: number, partnerId: string, relationId: string) {
    findings += 1;
    const isClosed = i % 8 === 1;
    const raisedOn = `2026-${String(4 + (i % 8)).padStart(2, "0")}-15`;
    rows.finding.push({
      id: deps.newId(),
      organisationId,
      partnerId,
      relationId,
      assessmentId: null,
      questionId: null,
      number: `F-2026-${String(findings).padStart(3, "0")}`,
      severity: i % 20 === 5 ? "critical" : "minor",
      title:
        ["鍵の管理者が一部の営業所で未定", "再委託先の監督をしていない", "取扱場所の一覧が古い"][i % 3] ?? "",
      detail: "確かめた内容(架空)",
      basis: null,
      raisedOn,
      raisedBy: null,
      dueOn: i % 20 === 5 ? "2027-03-15" : `2027-0${4 + (i % 4)}-20`,
      state: isClosed ? "closed" : i % 3 === 0 ? "planned" : "open",
      plan: null,
      planDueOn: null,
      plannedBy: null,
      correctedOn: null,
      correctionNote: null,
      closedOn: isClosed ? addMonths(raisedOn, 3) : null,
      closedBy: null,
      closeNote: null,
      revision: 1,
      recordedAt: at,
    });
    if (i % 16 === 5) {
      rows.deferral.push({
        id: deps.newId(),
        organisationId,
        relationId,
        code: "return-overdue",
        subjectId: null,
        reason: "繁忙期の後に一括で返却する",
        state: "granted",
        requestedBy: null,
        requestedAt: at,
        decidedBy: null,
        decidedRole: "privacy-manager",
        decidedOn: "2027-03-01",
        until: "2027-04-30",
        revokedOn: null,
        revision: 1,
      });
    }
  }

  function addSubcontractors(i: number, relationId: string) {
    const first = deps.newId();
    const isUnapproved = i % 14 === 11;
    const row = (
      id: string,
      parentId: string | null,
      name: string,
      approved: boolean,
    ): Schema["subcontractor"] => ({
      id,
      organisationId,
      relationId,
      parentId,
      name,
      nameKana: null,
      corporateNumber: null,
      address: null,
      country: "JP",
      work: parentId === null ? "夜間の監視" : "障害の一次受付",
      items: "[]",
      safetyMeasures: null,
      reason: null,
      startsOn: "2025-06-01",
      endsOn: null,
      removedOn: null,
      approvedUntil: null,
      state: approved ? "approved" : "found",
      requestedAt: null,
      requestedBy: null,
      decidedOn: approved ? "2025-05-20" : null,
      decidedBy: null,
      conditions: null,
      foundOn: approved ? null : "2026-09-10",
      revision: 1,
      recordedAt: at,
    });
    rows.subcontractor.push(row(first, null, `株式会社あけぼの運用${i}(架空)`, !isUnapproved));
    if (i % 2 === 0)
      rows.subcontractor.push(row(deps.newId(), first, `合同会社ほしぞら監視${i}(架空)`, true));
  }

  function addLots(i: number, partnerId: string, relationId: string) {
    for (const k of [0, 1]) {
      lots += 1;
      const lotId = deps.newId();
      const openedOn = k === 0 ? "2026-02-10" : `2026-${String(5 + (i % 6)).padStart(2, "0")}-01`;
      const quantity = 1000 + i * 37;
      rows.lot.push({
        id: lotId,
        organisationId,
        relationId,
        partnerId,
        parentLotId: null,
        standingId: null,
        number: `L-2026-${String(lots).padStart(4, "0")}`,
        dataName: k === 0 ? "配達名簿" : "灯油申込の控え",
        subjects: '["member"]',
        items: '["full-name"]',
        purposes: "[]",
        unit: (["persons", "records", "sheets", "media"] as const)[(i + k) % 4] ?? "persons",
        quantity,
        medium: "paper",
        method: "hand",
        openedOn,
        handedByName: "相沢 千尋(架空)",
        receivedByName: "宮沢 遥(架空)",
        dueOn: k === 0 ? "2026-04-30" : i % 9 === 6 ? "2027-01-20" : "2027-04-30",
        gateCheckId: null,
        state: "open",
        acknowledgedAt: at,
        acknowledgedBy: null,
        acknowledgementNote: null,
        note: null,
        recordedAt: at,
        recordedBy: null,
        revision: 1,
      });
      const entry = (kind: string, n: number, on: string): Schema["lotEntry"] => ({
        id: deps.newId(),
        organisationId,
        lotId,
        kind,
        quantity: n,
        occurredOn: on,
        handedByName: null,
        receivedByName: null,
        method: null,
        reversesEntryId: null,
        certificateId: null,
        note: null,
        recordedAt: at,
        recordedBy: null,
      });
      rows.lotEntry.push(entry("hand-over", quantity, openedOn));
      rows.lotEntry.push(entry("return", k === 0 ? quantity : Math.floor(quantity / 3), "2026-12-20"));
    }
    if (i % 6 === 0) {
      const standingId = deps.newId();
      rows.standingAuthorisation.push({
        id: standingId,
        organisationId,
        relationId,
        partnerId,
        number: `SA-${String(i).padStart(4, "0")}`,
        title: "毎日の配達一覧",
        items: '["full-name"]',
        method: "online",
        usualVolume: 400,
        unit: "persons",
        startsOn: "2026-04-01",
        endsOn: "2027-03-31",
        gateCheckId: null,
        state: "in-use",
        closedOn: null,
        closeNote: null,
        recordedAt: at,
        recordedBy: null,
        revision: 1,
      });
      for (const month of ["2026-04", "2026-05", "2026-06"]) {
        rows.standingUse.push({
          id: deps.newId(),
          organisationId,
          standingId,
          month,
          volume: 412,
          recordedAt: at,
          recordedBy: null,
        });
      }
    }
  }

  await db.write(async (trx) => {
    for (const [table, all] of Object.entries(rows) as [keyof typeof rows, object[]][]) {
      const wide = Object.keys(all[0] ?? {}).length;
      const step = Math.max(1, Math.floor(900 / Math.max(1, wide)));
      for (let i = 0; i < all.length; i += step) {
        await trx
          .insertInto(table)
          .values(all.slice(i, i + step) as never)
          .execute();
      }
    }
  });
}
