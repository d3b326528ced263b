import { afterAll, beforeAll, expect, test } from "vitest";
import { renderDocument } from "#app/documents/render.server.ts";
import { words as blockWords } from "#app/documents/words.ts";
import { fill, placesOf } from "#app/i18n/template.ts";
import { freezeReport, oversightDocument } from "#app/modules/oversight/documents.server.ts";
import type { OversightFacts } from "#app/modules/oversight/rules/facts.ts";
import { buildOversightReport } from "#app/modules/oversight/rules/report.ts";
import { loadOversightFacts } from "#app/modules/oversight/services/facts.server.ts";
import { drawPartnerSheet } from "#app/modules/oversight/services/sheet.server.ts";
import { words } from "#app/modules/oversight/words/paper.ts";
import type { PrintedAct, PrintedDecision } from "#app/ports.ts";
import { fillRegister, openReportWorld, type ReportWorld } from "#tests/modules/oversight/world.ts";
import { openTestDatabase } from "#tests/support/database.ts";
import { validatePdf, whyNoValidator } from "#tests/support/validate-pdf.ts";
import { readPdf, saved } from "./pdf.ts";

let world: ReportWorld;
let facts: OversightFacts;
let close: () => Promise<void> = async () => {};
beforeAll(async () => {
  const opened = await openTestDatabase("sqlite");
  close = opened.close;
  world = await openReportWorld(opened.db);
  await fillRegister(world, 36);
  facts = await loadOversightFacts(opened.db.read, world.deps.templates, world.organisationId, "2027-03-31");
});
afterAll(() => close());

const actBy = (
  kind: string,
  name: string,
  title: string,
  at: string,
  over: Partial<PrintedAct> = {},
): PrintedAct => ({
  kind,
  actorName: name,
  actorTitle: title,
  role: "director",
  onBehalfOf: null,
  absence: null,
  reason: null,
  conditions: [],
  at,
  ...over,
});
const printed = (language: "ja" | "en", stage: PrintedDecision["stage"]): PrintedDecision => ({
  circulationId: "c",
  number: "個管報-2026-001",
  title: "委託先等監督報告書",
  round: 2,
  language,
  acts: [
    actBy("submit", "相沢 千尋(架空)", "総務課長", "2027-04-05T07:20:00.000Z"),
    actBy("pass", "森田 恵(架空)", "個人情報管理責任者", "2027-04-09T01:48:00.000Z", {
      reason: "適当と認める。",
    }),
    actBy("approve-conditionally", "大庭 健司(架空)", "専務理事", "2027-04-15T00:12:00.000Z", {
      onBehalfOf: { name: "藤代 美緒(架空)", title: "理事長" },
      absence: { from: "2027-04-12", to: "2027-04-16", reason: "出張" },
      reason: "実地確認を6月から始めること",
      conditions: [{ text: "実地確認を始める", owner: "森田 恵(架空)", dueOn: "2027-06-30" }],
    }),
  ].slice(0, stage === "decided" ? 3 : stage === "reviewed" ? 2 : 0),
  modelHash: "9f2c7a1e04b86d35e1907fc25ab3480d6e71c9f42d08b5a37c4e1f9680ad325b",
  auditHead: stage === "decided" ? "31d8e60a97c2f54b0be4a173d95f826ca40b7e19c863d2f55f90e8b712ac46d3" : null,
  verificationCode: stage === "decided" ? "7K3M-9QXD-2H8R" : null,
  verifyUrl: "https://azukari.example/verify",
  drawnAt: "2027-04-15T00:12:00.000Z",
  stage,
});
const modelOf = (language: "ja" | "en") =>
  buildOversightReport(facts, {
    number: "個管報-2026-001",
    fiscalYear: 2026,
    language,
    asOf: "2027-03-31",
    department: "総務部 総務課",
    opinion: "平均は前年を上回りました。",
    plan: [{ focus: "再委託の把握", goal: "未承諾を0先にする", owner: "個人情報管理責任者" }],
  });
function draw(language: "ja" | "en", stage: PrintedDecision["stage"]) {
  const { seal: _, ...spec } = oversightDocument(
    freezeReport(modelOf(language), facts),
    printed(language, stage),
  );
  return renderDocument(spec);
}

test("the same model gives the same bytes, and every character has a glyph", async () => {
  const [first, second] = [await draw("ja", "decided"), await draw("ja", "decided")];
  expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  expect(first.missingGlyphs).toEqual([]);
  expect((await draw("en", "decided")).missingGlyphs).toEqual([]);
});

test("sections number from 1 = 総括, each with its page, and the record of decision ends it", async () => {
  const paper = await draw("ja", "decided");
  const { outline, pages, info } = await readPdf(paper.bytes);
  expect(outline.map((o) => o.title.replace("　", " "))).toEqual([
    "1 総括",
    "2 対象一覧",
    "3 評価結果",
    "4 未実施・期限超過",
    "5 契約",
    "6 再委託",
    "7 授受・返却・廃棄",
    "8 是正措置",
    "9 来年度計画",
    "10 別紙",
    "決裁の記録",
  ]);
  expect(info["Title"]).toContain("委託先等監督報告書");
  const signOff = pages.at(-1) ?? "";
  for (const text of ["7K3M-9QXD-2H8R", "azukari.example/verify", "9f2c7a1e", "31d8e60a", "代決"]) {
    expect(signOff.replaceAll(/\s/g, "")).toContain(text);
  }
  const summary = pages[(paper.anchors["summary"] ?? 1) - 1] ?? "";
  expect(summary.replaceAll(/\s/g, "")).toMatch(/要対応.*是正措置\d+頁/);
});

test("before the decision the paper is marked and shows neither code nor head", async () => {
  const { pages } = await readPdf((await draw("ja", "reviewed")).bytes);
  expect(pages[0]).toContain("案");
  expect(pages.at(-1)).toContain("決裁前");
  expect(pages.join("")).not.toContain("7K3M");
});

const why = whyNoValidator();
test.skipIf(why !== undefined)(
  `report and partner sheet conform to PDF/UA-1 and PDF/A-2a in both languages${why ? ` (not judged: ${why})` : ""}`,
  async () => {
    const partner = await world.db.read
      .selectFrom("partner")
      .select("id")
      .where("number", "=", "P-0111")
      .executeTakeFirstOrThrow();
    const files: string[] = [];
    for (const language of ["ja", "en"] as const) {
      const sheet = await drawPartnerSheet(world.deps, world.staff("office"), {
        partnerId: partner.id,
        asOf: "2027-03-31",
        language,
      });
      if (!sheet.ok) throw new Error(JSON.stringify(sheet.problem));
      files.push(saved(`report-${language}.pdf`, (await draw(language, "decided")).bytes));
      files.push(saved(`sheet-${language}.pdf`, sheet.value.bytes));
    }
    const { conforms, report } = validatePdf(...files);
    expect(report).toContain("conforms");
    expect(conforms, report).toBe(true);
  },
  240_000,
);

test("words with places have the same places in both languages", () => {
  for (const { ja, en } of [words, blockWords]) {
    const places = (all: object) =>
      Object.fromEntries(
        Object.entries(all).map(([key, said]) => [
          key,
          typeof said === "string" ? placesOf(said).sort() : [],
        ]),
      );
    expect(places(en)).toEqual(places(ja));
  }
  expect(Object.values(words).map((w) => w.monthNames.split(" ").length)).toEqual([12, 12]);
});

test("what is filled in is not read again, and a place without a value stays", () => {
  expect(fill("{a}と{b}、{c}", { a: "{b}$&", b: 2 })).toBe("{b}$&と2、{c}");
});

test("a report frozen without words that the decision adds is drawn with those of today", async () => {
  for (const language of ["ja", "en"] as const) {
    const frozen = freezeReport(modelOf(language), facts);
    const added = ["comma", "stop", "between", "ungraded", "monthNames", "fiscalYear", "roleOffice"];
    const headings = Object.fromEntries(
      Object.entries(frozen.headings).filter(([key, said]) => !said.includes("{") && !added.includes(key)),
    );
    const earlier = { report: frozen.report, headings };
    const { seal: _, ...spec } = oversightDocument(earlier, printed(language, "decided"));
    const paper = await renderDocument(spec);
    expect(Buffer.from(paper.bytes).equals(Buffer.from((await draw(language, "decided")).bytes))).toBe(true);
  }
});
