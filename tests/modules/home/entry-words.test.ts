import { afterAll, beforeAll, expect, test } from "vitest";
import { langs } from "#app/i18n/lang.ts";
import { entryField } from "#app/modules/home/entry-words.ts";
import { type Demonstration, openDemonstration } from "#tests/support/demonstration.ts";

let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await openDemonstration();
});
afterAll(() => demonstration.close());

/** Ids, steps and settings that no reader needs: they are in the exported file. */
const forMachines = new Set(["subjectId", "subjectKind", "step", "onBehalfOf", "recovered"]);
/** Ids of the clause library, the checklists and the policy stand as they are kept. */
const keptCodes = /^(cl|org|hum|phy|tec|out|sub|inc|ret|abr|pro|rf|ju)-|^(midorino|aicoop)|@/;

test("every field of the demonstration's log has a name, every code of it words, in both languages", async () => {
  const rows = await demonstration.db.read.selectFrom("auditEvent").select(["type", "data"]).execute();
  expect(rows.length).toBeGreaterThan(500);
  const unnamed = new Set<string>();
  for (const { type, data } of rows) {
    for (const [field, value] of Object.entries(JSON.parse(data) as Record<string, unknown>)) {
      for (const lang of langs) {
        const shown = entryField(field, value, type, lang);
        if (shown === null && !forMachines.has(field)) unnamed.add(`${type}: ${field}`);
        const isCode =
          typeof value === "string" && /^[a-z]+(-[a-z]+)*$/.test(value) && !keptCodes.test(value);
        if (shown !== null && isCode && shown.value === value && !(lang === "en" && value.length < 9))
          unnamed.add(`${type}: ${field} = ${value} (${lang})`);
      }
    }
  }
  expect([...unnamed]).toEqual([]);
});

test.each([
  ["isSatisfactory", true, "registry.confirmation-recorded", "問題なし", "はい"],
  ["dueOn", "2026-10-17", "finding.raised", "期限", "2026/10/17"],
  ["to", "active", "registry.relation-moved", "後の状態", "有効"],
  ["results", { "cl-scope": "missing" }, "clause.checked", "条項の結果", "cl-scope 不足"],
  ["relations", ["R-0001", "R-0002"], "contract.registered", "取扱案件", "R-0001、R-0002"],
  ["quantity", 12400, "custody.handed-over", "数量", "12,400"],
] as const)("%s is read as words", (field, value, type, label, words) => {
  expect(entryField(field, value, type, "ja")).toEqual({ label, value: words });
});

test("what has no name is for machines", () => {
  expect(entryField("subjectId", "01a1", "decisions.submitted", "ja")).toBeNull();
});
