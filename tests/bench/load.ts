import path from "node:path";
import { Checklist } from "#app/modules/assessments/rules/checklist.ts";
import { addMonths } from "#app/modules/calendar/rules/day.ts";
import { ClauseLibrary } from "#app/modules/contracts/rules/clauses.ts";
import { partnerSearchKey, searchBigrams, sortKeyOfKana } from "#app/modules/registry/rules/names.ts";
import { setUpOrganisation } from "#app/modules/registry/services/setup.server.ts";
import type { Config } from "#app/server/config.ts";
import { readConfig } from "#app/server/config.ts";
import { createDeps, type ServerDeps } from "#app/server/deps.ts";
import { prepareOrganisation } from "#app/server/prepare.ts";
import { toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { Schema } from "#db/schema.ts";

/**
 * A synthetic co-op of any size: rows written straight into the tables, hundreds at a time. Every name is invented
 * (架空). The same number gives the same rows, ids apart.
 */
export const NOW = "2026-11-24T03:00:00.000Z";
export const FISCAL_YEAR = 2025;
export const REPORT_DAY = "2026-03-31";
export const signInAs = { email: "bench@example.com", password: "a bench of oak wood" };
/** A two-letter word that stands in every 3,000th name only. */
export const RARE = "鶴亀";

export interface LoadedCoop {
  readonly config: Config;
  readonly deps: ServerDeps;
  readonly organisationId: string;
}

export async function openBench(dataDir: string): Promise<{ config: Config; deps: ServerDeps }> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: "silent", NODE_ENV: "production" });
  const deps = await createDeps(config, { now: () => new Date(NOW) });
  await deps.db.migrate();
  return { config, deps };
}

export async function loadCoop(
  dataDir: string,
  partners: number,
  detail: "register" | "everything",
): Promise<LoadedCoop> {
  const { config, deps } = await openBench(dataDir);
  const policy = deps.templates.list("policy").find((t) => t.key.startsWith("midorino-2026"));
  const done = await setUpOrganisation(deps, {
    policies: [policy?.document],
    organisation: { nameKana: "シケンヨウ", isDemonstration: true },
    administrator: {
      email: "administrator@example.com",
      name: "管理 太郎（架空）",
      password: "not used here at all",
    },
    within: prepareOrganisation(deps, new Date("2020-01-01T00:00:00.000Z")),
  });
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
  const { organisationId } = done.value;
  const passwordHash = await deps.passwords.hash(signInAs.password);
  await deps.db.write(async (trx) => {
    const personId = deps.newId();
    await trx
      .insertInto("person")
      .values({
        id: personId,
        email: signInAs.email,
        name: "事務 花子（架空）",
        nameKana: null,
        language: "ja",
        passwordHash,
        isDisabled: 0,
        createdAt: NOW,
        revision: 1,
      })
      .execute();
    await trx
      .insertInto("membership")
      .values({
        id: deps.newId(),
        organisationId,
        partnerId: null,
        personId,
        role: "office",
        department: null,
        title: null,
        validFrom: "2020-04-01",
        validTo: null,
        recordedAt: NOW,
      })
      .execute();
  });
  const library = ClauseLibrary.parse(deps.templates.list("clauses").at(-1)?.document);
  const checklist = Checklist.parse(
    deps.templates.list("checklist").find((t) => t.key === "contractor")?.document,
  );
  const shape: Shape = {
    organisationId,
    detail,
    newId: deps.newId,
    clauses: library.clauses.map((c) => c.id),
    libraryVersion: "2026.1",
    blocks: checklist.blocks.map((b) => b.id),
  };
  const STEP = 4_000;
  for (let from = 0; from < partners; from += STEP) {
    await deps.db.write((trx) => writePartners(trx, shape, from, Math.min(partners, from + STEP)));
  }
  await deps.db.tidy();
  return { config, deps, organisationId };
}

interface Shape {
  readonly organisationId: string;
  readonly detail: "register" | "everything";
  readonly newId: () => string;
  readonly clauses: readonly string[];
  readonly libraryVersion: string;
  readonly blocks: readonly string[];
}

/** A small generator with a fixed start (Numerical Recipes' constants): the same rows every time. */
function dice(seed: number) {
  let state = (seed * 2_654_435_761) >>> 0;
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const heads =
  "青葉 若草 白樺 菜花 朝霧 東雲 山吹 桜木 楓 椿 藤波 千鳥 雲雀 若松 高砂 清流 北斗 南風 大樹 小川 広瀬 泉 松島 金華 蔵王 栗駒 花山 秋保 八木山 長町".split(
    " ",
  );
const readings =
  "アオバ ワカクサ シラカバ ナノハナ アサギリ シノノメ ヤマブキ サクラギ カエデ ツバキ フジナミ チドリ ヒバリ ワカマツ タカサゴ セイリュウ ホクト ミナミカゼ タイジュ オガワ ヒロセ イズミ マツシマ キンカ ザオウ クリコマ ハナヤマ アキウ ヤギヤマ ナガマチ".split(
    " ",
  );
const middles = "配送 物流 倉庫 保管 印刷 入力 情報 サービス 冷蔵 運輸 通信 企画 食品 灯油 整備".split(" ");
const middleReadings =
  "ハイソウ ブツリュウ ソウコ ホカン インサツ ニュウリョク ジョウホウ サービス レイゾウ ウンユ ツウシン キカク ショクヒン トウユ セイビ".split(
    " ",
  );
const works = ["商品の配達", "申込書の入力", "請求書の封入と発送", "文書の保管", "システムの保守"] as const;
const activities = ["delivery", "data-entry", "public-relations", "storage", "system-maintenance"] as const;
const departments = ["供給課", "営業課", "総務課", "福祉事務局"] as const;

const nth = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length];
  if (found === undefined) throw new Error("an empty list");
  return found;
};
const padded = (n: number): string => String(n + 1001).padStart(7, "0");

type Tables = { [T in keyof Schema]?: Schema[T][] };

async function writePartners(trx: Write, shape: Shape, from: number, to: number): Promise<void> {
  const rows: Tables = {};
  for (let n = from; n < to; n++) addPartner(rows, shape, n);
  // In the order of their index: far fewer of its pages are touched.
  rows.partnerBigram?.sort((a, b) => (a.bigram < b.bigram ? -1 : a.bigram > b.bigram ? 1 : 0));
  for (const table of Object.keys(rows) as (keyof Schema)[]) await insertMany(trx, table, rows[table] ?? []);
}

/** SQLite takes 32,766 bound values in a statement. */
async function insertMany(trx: Write, table: keyof Schema, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  if (columns === 0) return;
  const size = Math.min(1_000, Math.floor(32_000 / columns));
  for (let i = 0; i < rows.length; i += size) {
    // One shape for all tables: the rows above are typed where they are made.
    await trx
      .insertInto(table)
      .values(rows.slice(i, i + size) as never)
      .execute();
  }
}

function put<T extends keyof Schema>(rows: Tables, table: T, row: Schema[T]): void {
  const list = rows[table] as Schema[T][] | undefined;
  if (list) list.push(row);
  else rows[table] = [row] as Tables[T];
}

function addPartner(rows: Tables, shape: Shape, n: number): void {
  const { organisationId, newId } = shape;
  const roll = dice(n + 1);
  const [h, m] = [roll(heads.length), roll(middles.length)];
  const rare = n % 3_000 === 7 ? RARE : "";
  const name = `株式会社${nth(heads, h)}${rare}${nth(middles, m)}${n + 1}（架空）`;
  const nameKana = `カブシキガイシャ ${nth(readings, h)}${rare ? "ツルカメ" : ""}${nth(middleReadings, m)}`;
  const partnerId = newId();
  const number = `P-${padded(n)}`;
  const shortName = `${nth(heads, h)}${nth(middles, m)}${n + 1}`;
  const searchKey = partnerSearchKey({
    name,
    nameKana,
    nameEn: null,
    shortName,
    number,
    corporateNumber: null,
  });
  put(rows, "partner", {
    id: partnerId,
    organisationId,
    number,
    kind: "entrustment",
    policyPartnerId: null,
    shortName,
    sortKey: sortKeyOfKana(nameKana),
    searchKey,
    currentName: name,
    currentNameKana: nameKana,
    corporateNumber: null,
    state: "active",
    createdAt: NOW,
    createdBy: null,
    revision: 1,
  });
  put(rows, "partnerProfile", {
    id: newId(),
    organisationId,
    partnerId,
    name,
    nameKana,
    nameEn: null,
    corporateNumber: null,
    noCorporateNumberReason: "測定用の架空の会社",
    invoiceNumber: null,
    country: "JP",
    postalCode: "9800000",
    address: `宮城県仙台市青葉区${n + 1}番地（架空）`,
    representativeTitle: "代表取締役",
    representativeName: "架空 一郎",
    phone: null,
    validFrom: "2023-04-01",
    validTo: null,
    recordedAt: NOW,
    recordedBy: null,
  });
  for (const bigram of searchBigrams(searchKey))
    put(rows, "partnerBigram", { organisationId, bigram, partnerId });
  const work = roll(works.length);
  const relationId = newId();
  put(rows, "relation", {
    id: relationId,
    organisationId,
    partnerId,
    number: `R-${padded(n)}`,
    basis: "entrustment",
    title: nth(works, work),
    activity: nth(activities, work),
    activityDescription: null,
    groupId: null,
    department: nth(departments, roll(departments.length)),
    ownerPersonId: null,
    isPaperOnly: 0,
    volumePerYear: 1_000 + roll(50_000),
    volumeUnit: "persons",
    handlingPlace: "宮城県仙台市",
    handlesAbroad: 0,
    returnRule: "業務の翌月末までに返却または廃棄",
    returnDueOn: null,
    highestTier: roll(4) === 0 ? "S3" : "S2",
    state: "active",
    startsOn: "2023-04-01",
    endsOn: null,
    note: null,
    createdAt: NOW,
    createdBy: null,
    revision: 1,
  });
  put(rows, "relationState", {
    id: newId(),
    organisationId,
    relationId,
    state: "active",
    validFrom: "2023-04-01",
    validTo: null,
    recordedAt: NOW,
    actorId: null,
    reason: null,
    conditions: null,
  });
  put(rows, "scopeLine", {
    id: newId(),
    organisationId,
    relationId,
    subject: "member",
    items: toJson(["full-name", "member-number", "address", "phone-number", "purchase-history"]),
    purposes: toJson(["member-order-and-dispatch"]),
    headcount: 1_000 + roll(50_000),
    reason: "配達先の確認に要るため",
    concreteText: null,
    reviewerName: null,
    consentOn: null,
    consentMethod: null,
    necessity: null,
    surveyStatement: null,
    validFrom: "2023-04-01",
    validTo: null,
    replacedOn: null,
    recordedAt: NOW,
    recordedBy: null,
  });
  put(rows, "gateState", {
    relationId,
    organisationId,
    isAllowed: roll(10) === 0 ? 0 : 1,
    reasonCodes: toJson([]),
    asOf: "2026-11-24",
    computedAt: NOW,
    goodThrough: "9999-12-31",
    isStale: 0,
  });
  const contractId = newId();
  put(rows, "contract", {
    id: contractId,
    organisationId,
    partnerId,
    number: `C-${padded(n)}`,
    title: `${nth(works, work)}業務委託契約`,
    signedOn: "2023-03-20",
    startsOn: "2023-04-01",
    endsOn: roll(8) === 0 ? "2026-08-31" : "2027-03-31",
    isAutoRenewing: 0,
    renewalMonths: null,
    noticeMonths: 3,
    terminatedOn: null,
    note: null,
    createdAt: NOW,
    createdBy: null,
    revision: 1,
  });
  put(rows, "contractRelation", { contractId, relationId, organisationId });
  for (const fiscalYear of [2024, 2025, 2026])
    addAssessment(rows, shape, { n, fiscalYear, partnerId, relationId, roll });
  if (shape.detail === "everything")
    addEverything(rows, shape, { n, partnerId, relationId, contractId, roll });
}

interface Seat {
  readonly n: number;
  readonly partnerId: string;
  readonly relationId: string;
  readonly roll: (sides: number) => number;
}

function addAssessment(rows: Tables, shape: Shape, o: Seat & { readonly fiscalYear: number }): void {
  const score = 55 + o.roll(450) / 10;
  // Of the years past all are done.
  const isOpen = o.roll(12) === 0 && o.fiscalYear === 2026;
  const grade = score >= 90 ? "A" : score >= 75 ? "B" : score >= 60 ? "C" : "D";
  const day = `${o.fiscalYear}-0${6 + o.roll(3)}-1${o.roll(10)}`;
  put(rows, "assessment", {
    id: shape.newId(),
    organisationId: shape.organisationId,
    partnerId: o.partnerId,
    relationId: o.relationId,
    number: `A-${o.fiscalYear}-${padded(o.n)}`,
    fiscalYear: o.fiscalYear,
    checklistKey: "contractor",
    checklistVersion: "2026.1",
    tier: "S2",
    activity: null,
    isPaperOnly: 0,
    questions: "[]",
    state: isOpen ? "answering" : grade === "D" ? "failed" : grade === "C" ? "conditional" : "approved",
    sentAt: `${o.fiscalYear}-05-10T03:00:00.000Z`,
    sentBy: null,
    dueOn: `${o.fiscalYear}-06-10`,
    submittedAt: isOpen ? null : `${o.fiscalYear}-06-05T03:00:00.000Z`,
    submittedBy: null,
    isProxy: 0,
    reviewStartedAt: null,
    score: isOpen ? null : score,
    grade: isOpen ? null : grade,
    outcome: isOpen ? null : grade === "D" ? "failed" : grade === "C" ? "conditional" : "approved",
    concludedOn: isOpen ? null : day,
    approvedOn: isOpen || grade === "D" ? null : day,
    validUntil: isOpen || grade === "D" ? null : addMonths(day, 12),
    criticalNos: "[]",
    blockScores: toJson(
      shape.blocks.map((block, i) => ({
        block,
        score: Math.min(100, score + ((i * 7) % 11)),
        weight: 10 + i,
      })),
    ),
    returnReason: null,
    triggerCode: null,
    comment: null,
    gradedBy: null,
    gradedAt: null,
    createdAt: NOW,
    revision: 1,
  });
}

/** What the report and the gate count beyond the register: clauses, findings, lots, subcontractors. */
function addEverything(rows: Tables, shape: Shape, o: Seat & { readonly contractId: string }): void {
  const { organisationId, newId } = shape;
  for (const clauseId of shape.clauses) {
    const result = o.roll(60) === 0 ? "missing" : o.roll(20) === 0 ? "partial" : "conforming";
    put(rows, "clauseCheck", {
      id: newId(),
      organisationId,
      contractId: o.contractId,
      clauseId,
      libraryVersion: shape.libraryVersion,
      result,
      articleNumber: "第5条",
      note: null,
      exceptionReason: null,
      exceptionUntil: null,
      exceptionState: null,
      exceptionBy: null,
      checkedBy: null,
      validFrom: "2023-04-01",
      validTo: null,
      recordedAt: NOW,
    });
  }
  if (o.n % 10 === 0) {
    put(rows, "finding", {
      id: newId(),
      organisationId,
      partnerId: o.partnerId,
      relationId: o.relationId,
      assessmentId: null,
      questionId: null,
      number: `F-${padded(o.n)}`,
      severity: o.n % 50 === 0 ? "critical" : "major",
      title: "持出し媒体の暗号化が一部の端末で行われていない",
      detail: "営業所の端末3台で、外部媒体への書出しが制限されていませんでした。",
      basis: "法23条; GL 10-6",
      raisedOn: "2025-07-10",
      raisedBy: null,
      dueOn: "2025-10-08",
      state: o.n % 20 === 0 ? "planned" : "closed",
      plan: "端末の設定を改め、月1回点検する。",
      planDueOn: "2025-09-30",
      plannedBy: null,
      correctedOn: null,
      correctionNote: null,
      closedOn: o.n % 20 === 0 ? null : "2025-10-01",
      closedBy: null,
      closeNote: null,
      revision: 1,
      recordedAt: NOW,
    });
    put(rows, "subcontractor", {
      id: newId(),
      organisationId,
      relationId: o.relationId,
      parentId: null,
      name: `${nth(heads, o.n)}急送${o.n}（架空）`,
      nameKana: null,
      corporateNumber: null,
      address: null,
      country: "JP",
      work: "繁忙期の配達",
      items: toJson(["full-name", "address"]),
      safetyMeasures: null,
      reason: null,
      startsOn: "2024-11-01",
      endsOn: null,
      state: o.n % 70 === 0 ? "unapproved" : "approved",
      requestedAt: NOW,
      requestedBy: null,
      decidedOn: o.n % 70 === 0 ? null : "2024-10-20",
      decidedBy: null,
      conditions: null,
      foundOn: o.n % 70 === 0 ? "2025-12-01" : null,
      approvedUntil: null,
      removedOn: null,
      revision: 1,
      recordedAt: NOW,
    });
  }
  if (o.n % 4 !== 0) return;
  const lotId = newId();
  const quantity = 100 + o.roll(5_000);
  put(rows, "lot", {
    id: lotId,
    organisationId,
    relationId: o.relationId,
    partnerId: o.partnerId,
    parentLotId: null,
    standingId: null,
    number: `L-2025-${padded(o.n)}`,
    dataName: "配達先一覧",
    subjects: toJson(["member"]),
    items: toJson(["full-name", "address"]),
    purposes: toJson(["member-order-and-dispatch"]),
    unit: "persons",
    quantity,
    medium: "paper",
    method: "in-person",
    openedOn: "2025-09-01",
    handedByName: "事務 花子（架空）",
    receivedByName: "架空 二郎",
    dueOn: "2026-01-31",
    gateCheckId: null,
    state: o.n % 8 === 0 ? "open" : "closed",
    acknowledgedAt: "2025-09-02T03:00:00.000Z",
    acknowledgedBy: null,
    acknowledgementNote: null,
    note: null,
    recordedAt: NOW,
    recordedBy: null,
    revision: 1,
  });
  for (const kind of o.n % 8 === 0 ? ["hand-over"] : ["hand-over", "return"]) {
    put(rows, "lotEntry", {
      id: newId(),
      organisationId,
      lotId,
      kind,
      quantity,
      occurredOn: kind === "return" ? "2025-12-20" : "2025-09-01",
      handedByName: null,
      receivedByName: null,
      method: null,
      reversesEntryId: null,
      certificateId: null,
      note: null,
      recordedAt: NOW,
      recordedBy: null,
    });
  }
}

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, "../..");
