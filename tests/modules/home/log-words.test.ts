import { readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { langs } from "#app/i18n/lang.ts";
import { eventChoices, logKinds, wordEntry } from "#app/modules/audit/entry-rules.ts";
import type { EventShapes } from "#app/modules/audit/event-rules.ts";
import { contributions } from "#app/server/contributions.ts";
import { type Demonstration, openDemonstration } from "#tests/support/demonstration.ts";

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.close());

const kinds = logKinds(contributions);
const entry = (
  type: string,
  data: Record<string, unknown>,
  personal: Record<string, string | null> = {},
) => ({
  type,
  data,
  personal: Object.entries(personal).map(([field, value]) => ({ field, value })),
});

/** The events that each module's own file declares. */
async function declaredEvents(): Promise<{ module: string; type: string; fields: string[] }[]> {
  const modules = path.resolve(import.meta.dirname, "../../../app/modules");
  const found = [];
  for (const module of readdirSync(modules)) {
    const files = readdirSync(path.join(modules, module), { recursive: true, encoding: "utf8" }).filter(
      (file) => /(^|\/)(event-rules|rules\/events)\.ts$/.test(file),
    );
    for (const file of files) {
      const exported = (await import(path.join(modules, module, file))) as Record<string, unknown>;
      for (const [name, value] of Object.entries(exported)) {
        if (!/^[a-z]+Events$/.test(name)) continue;
        for (const [type, { data, personal }] of Object.entries(value as EventShapes)) {
          found.push({ module, type, fields: [...Object.keys(data), ...Object.keys(personal ?? {})] });
        }
      }
    }
  }
  return found;
}

test("every declared event and each field of it is worded by the module that declares it, by no other", async () => {
  const declared = await declaredEvents();
  expect(declared.length).toBeGreaterThan(90);
  const worded = contributions.flatMap(({ module, log }) =>
    Object.entries(log ?? {}).map(([type, { fields }]) => ({ module, type, fields: Object.keys(fields) })),
  );
  const show = (rows: typeof worded) =>
    rows.map((row) => `${row.module} ${row.type} ${[...row.fields].sort().join(" ")}`).sort();
  expect(show(worded)).toEqual(show(declared));
});

test("sentences and labels stand in both languages, and differ", () => {
  for (const [type, { sentence, fields }] of kinds) {
    expect(sentence.ja, type).not.toBe(sentence.en);
    for (const field of Object.values(fields)) {
      if (field === null) continue;
      expect(field.label.ja, type).not.toBe(field.label.en);
      expect(Object.keys(field.codes?.ja ?? {}), type).toEqual(Object.keys(field.codes?.en ?? {}));
    }
  }
  expect(eventChoices(kinds, "ja").map(({ type }) => type)).toEqual(
    eventChoices(kinds, "en").map(({ type }) => type),
  );
});

/** Ids of the clause library, the checklists and the policy stand as they are kept. */
const keptCodes = /^(cl|org|hum|phy|tec|out|sub|inc|ret|abr|pro|rf|ju)-|^(midorino|aicoop)|@/;

test("every entry of the demonstration's log is declared and every code of it has words, in both languages", async () => {
  const rows = await demonstration.db.read.selectFrom("auditEvent").select(["type", "data"]).execute();
  expect(rows.length).toBeGreaterThan(500);
  const unworded = new Set<string>();
  for (const { type, data: text } of rows) {
    const data = JSON.parse(text) as Record<string, unknown>;
    if (!kinds.get(type)?.isDeclared(data)) unworded.add(`${type}: ${text}`);
    for (const lang of langs) {
      for (const { field, value } of wordEntry(kinds, entry(type, data), lang).details) {
        const kept = data[field];
        const isCode = typeof kept === "string" && /^[a-z]+(-[a-z]+)*$/.test(kept) && !keptCodes.test(kept);
        if (isCode && value === kept && !(lang === "en" && kept.length < 9))
          unworded.add(`${type}: ${field} = ${kept} (${lang})`);
      }
    }
  }
  expect([...unworded]).toEqual([]);
});

test("the deputy's absence is days of an absence, not states", () => {
  const named = entry(
    "decisions.deputy-named",
    { principalId: "01a1", deputyId: "01a2", from: "2026-08-10", to: "2026-08-20" },
    { reason: "出張(架空)" },
  );
  expect(wordEntry(kinds, named, "ja")).toEqual({
    what: "代決者を決めました",
    records: [],
    details: [
      { field: "from", label: "不在の初日", value: "2026/08/10" },
      { field: "to", label: "不在の最終日", value: "2026/08/20" },
      { field: "reason", label: "理由", value: "出張(架空)" },
    ],
  });
  expect(wordEntry(kinds, named, "en").details.map(({ label }) => label)).toEqual([
    "absent from",
    "absent until",
    "reason",
  ]);
});

const moved = { number: "R-0001", event: "activate", from: "approved", to: "active", on: "2026-04-01" };

test.each([
  ["a state", "registry.relation-moved", moved, "to", "後の状態", "有効"],
  [
    "a judgement",
    "assessment.overridden",
    { number: "A-1", question: "q", from: "yes", to: null },
    "from",
    "前の判定",
    "はい",
  ],
  [
    "a term",
    "contract.renewed",
    { number: "C-1", from: "2026-03-31", to: "2027-03-31" },
    "to",
    "後の終了日",
    "2027/03/31",
  ],
  [
    "a fiscal year",
    "oversight.report-drafted",
    { number: "1", fiscalYear: 2026, language: "ja" },
    "fiscalYear",
    "年度",
    "2026年度（令和8年度）",
  ],
  [
    "results",
    "clause.checked",
    { number: "C-1", on: "2026-04-01", results: { "cl-scope": "missing" } },
    "results",
    "条項の結果",
    "cl-scope 不足",
  ],
  [
    "a list",
    "contract.linked",
    { number: "C-1", relations: ["R-0001", "R-0002"] },
    "relations",
    "取扱案件",
    "R-0001、R-0002",
  ],
] as const)("%s is read as words", (_, type, data, field, label, value) => {
  const { details } = wordEntry(kinds, entry(type, data), "ja");
  expect(details.find((one) => one.field === field)).toEqual({ field, label, value });
});

test("numbers of records stand beside the act, ids for machines nowhere", () => {
  expect(wordEntry(kinds, entry("registry.relation-moved", moved), "ja").records).toEqual(["R-0001"]);
  const submitted = entry("decisions.submitted", {
    number: "D-1",
    round: 1,
    modelHash: "ab",
    subjectKind: "report",
    subjectId: "01a1",
  });
  expect(wordEntry(kinds, submitted, "ja").details.map(({ field }) => field)).toEqual(["round", "modelHash"]);
});

test.each([
  ["an unknown type", entry("registry.of-another-release", { to: "active" }), "registry.of-another-release"],
  [
    "another shape",
    entry("registry.relation-moved", { to: "active", odd: { a: 1 } }),
    "取扱案件の状態を変えました",
  ],
])("%s is shown as it is kept", (_, kept, what) => {
  const worded = wordEntry(kinds, kept, "ja");
  expect(worded.what).toBe(what);
  expect(worded.details[0]).toEqual({ field: "to", label: "to", value: "active" });
});

test("an erased personal field keeps its label and has no value", () => {
  const erased = entry("finding.closed", { number: "F-1" }, { note: null });
  expect(wordEntry(kinds, erased, "ja").details).toEqual([{ field: "note", label: "備考", value: null }]);
});
