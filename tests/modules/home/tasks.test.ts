import fc from "fast-check";
import { expect, test } from "vitest";
import { doneSentence } from "#app/modules/home/done-words.ts";
import { eventChoices, eventSentence } from "#app/modules/home/event-words.ts";
import { logFilter } from "#app/modules/home/rules/log-filter.ts";
import { groupOf, sortTasks, type Task, taskKinds, tasksOf } from "#app/modules/home/rules/tasks.ts";
import { countMine, exportLog, listTasks, readLog } from "#app/modules/home/services.server.ts";
import { words } from "#app/modules/home/words.ts";
import { makeCoOp } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";

const today = "2026-11-24";
const inAWeek = "2026-12-01";
const task = (own: Partial<Task>): Task => ({
  kind: "finding-due",
  whom: "",
  about: "",
  dueOn: null,
  sinceOn: null,
  count: null,
  href: "/",
  isWaiting: false,
  ...own,
});

test.each([
  ["due yesterday", { dueOn: "2026-11-23" }, "overdue"],
  ["due today", { dueOn: today }, "this-week"],
  ["due in seven days", { dueOn: inAWeek }, "this-week"],
  ["due in eight days", { dueOn: "2026-12-02" }, "later"],
  ["without a day", {}, "this-week"],
  ["waiting on somebody else", { isWaiting: true, dueOn: "2026-12-20" }, "waiting"],
  ["waiting on somebody late", { isWaiting: true, dueOn: "2026-11-23" }, "overdue"],
] as const)("a task %s", (_, own, group) => {
  expect(groupOf(task(own), today, inAWeek)).toBe(group);
});

const day = fc.constantFrom(null, "2026-11-01", "2026-11-23", today, inAWeek, "2026-12-25");
const anyTask = fc.record({
  kind: fc.constantFrom(...taskKinds),
  whom: fc.constantFrom("甲(架空)", "乙(架空)"),
  about: fc.constantFrom("い", "ろ"),
  dueOn: day,
  isWaiting: fc.boolean(),
});
test("sorting: the same for any order of the same tasks, groups in order, none lost", () => {
  const order = ["overdue", "this-week", "later", "waiting"];
  fc.assert(
    fc.property(fc.array(anyTask, { maxLength: 12 }), (rows) => {
      const tasks = rows.map(task);
      const sorted = sortTasks(tasks, today, inAWeek);
      expect(sortTasks([...tasks].reverse(), today, inAWeek)).toEqual(sorted);
      const groups = sorted.map((one) => order.indexOf(groupOf(one, today, inAWeek)));
      expect(groups).toEqual([...groups].sort((a, b) => a - b));
      expect(sorted).toHaveLength(tasks.length);
    }),
  );
});

test("every kind of task is somebody's and has its words in both languages", () => {
  const given = new Set(Object.values(tasksOf).flat());
  for (const kind of taskKinds) {
    expect(given.has(kind), kind).toBe(true);
    for (const lang of ["ja", "en"] as const) expect(words[lang].tasks[kind].title).not.toBe("");
  }
});

test("banners: a known code has its sentence in both languages, any other text has none", () => {
  for (const code of ["access.invited", "access.language"]) {
    expect(doneSentence("ja", code)).not.toBe(doneSentence("en", code));
  }
  for (const code of [null, "", "no.such", "constructor", "__proto__", "toString"]) {
    expect(doneSentence("ja", code)).toBeNull();
  }
});

test("events: the same types in both languages, each worded", () => {
  expect(eventChoices("ja").map((one) => one.type)).toEqual(eventChoices("en").map((one) => one.type));
  for (const { type, sentence } of eventChoices("ja"))
    expect(sentence, type).not.toBe(eventSentence("en", type));
});

test("the log's filter covers whole days of Tokyo and shows again what it cannot read", () => {
  const read = (query: string) =>
    logFilter(new URLSearchParams(query), (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : null));
  expect(read("from=2026-11-24&to=2026-11-24").filter).toEqual({
    fromAt: "2026-11-23T15:00:00.000Z",
    toAt: "2026-11-24T15:00:00.000Z",
  });
  expect(read("from=きのう&before=-3&before=x")).toEqual({
    filter: {},
    typed: { type: "", from: "きのう", to: "" },
  });
});

forEachDatabase(
  "every role's list and counts are answered on an empty register, within reach",
  async (open) => {
    const deps = testDeps(await open());
    const coOp = await makeCoOp(deps);
    const everybody = [...Object.values(coOp.staff), ...Object.values(coOp.partner.people)];
    for (const actor of everybody) {
      const { tasks } = await listTasks(deps, actor);
      expect(Array.isArray(tasks), actor.role).toBe(true);
      expect((await countMine(deps, actor)).home).toBe(tasks.filter((one) => !one.isWaiting).length);
    }
  },
);

forEachDatabase("a finding is a task of its own company and of the staff, of nobody else", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const other = await makeCoOp(deps, "別");
  await deps.db.write((trx) =>
    trx
      .insertInto("finding")
      .values({
        id: "finding-1",
        organisationId: coOp.organisationId,
        partnerId: coOp.partner.id,
        relationId: coOp.partner.relationId,
        assessmentId: null,
        questionId: null,
        number: "F-0001",
        severity: "major",
        title: "施錠の記録がない",
        detail: "(架空)",
        basis: null,
        raisedOn: "2026-11-01",
        raisedBy: null,
        dueOn: "2026-11-20",
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
        recordedAt: "2026-11-01T00:00:00.000Z",
      })
      .execute(),
  );
  const about = async (actor: Parameters<typeof listTasks>[1]) =>
    (await listTasks(deps, actor)).tasks.filter((one) => one.about.includes("F-0001"));
  const [mine] = await about(coOp.partner.people.respondent);
  expect(mine).toMatchObject({
    kind: "finding-to-plan",
    group: "overdue",
    daysOver: 4,
    href: "/company/findings/finding-1",
  });
  expect(await about(coOp.staff.office)).toMatchObject([{ kind: "finding-due", whom: coOp.partner.name }]);
  expect(await about(coOp.stranger.people.respondent)).toEqual([]);
  expect(await about(other.staff.office)).toEqual([]);
  expect(await about(coOp.staff.administrator)).toEqual([]);
});

forEachDatabase("the log is read and taken out by who may, and taking it out is recorded", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const out = await exportLog(deps, coOp.staff.auditor, {}, "csv");
  expect(out.ok && out.value.bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
  const log = await readLog(deps, coOp.staff.auditor, {});
  expect(log.ok && log.value.entries.map((one) => one.type)).toEqual(["audit.exported"]);
  expect(await exportLog(deps, coOp.staff.office, {}, "json")).toMatchObject({
    problem: { kind: "forbidden" },
  });
  expect(await readLog(deps, coOp.partner.people["partner-admin"], {})).toMatchObject({
    problem: { kind: "not-found" },
  });
});
