import fc from "fast-check";
import { expect, test } from "vitest";
import { contractCoverage, coverageEndingBy } from "#app/modules/contracts/fragments.server.ts";
import { doneSentence } from "#app/modules/home/done-words.ts";
import { logFilter } from "#app/modules/home/rules/log-filter.ts";
import { groupOf, groupsAfter, kindsOf, sortTasks, type Task } from "#app/modules/home/rules/tasks.ts";
import { readFigures } from "#app/modules/home/services/figures.server.ts";
import { exportLog, readLog } from "#app/modules/home/services/log.server.ts";
import { countMine, listTasks } from "#app/modules/home/services/tasks.server.ts";
import { partnerRoles, staffRoles } from "#app/ports.ts";
import { contributions } from "#app/server/contributions.ts";
import { type CoOp, makeCoOp } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

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
  kind: fc.constantFrom("finding-due", "lot-due", "report-waiting"),
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

test("every kind of task is one module's, somebody's, and has its words in both languages", () => {
  const kinds = contributions.flatMap(({ tasks }) => Object.entries(tasks ?? {}));
  expect(kinds.length).toBeGreaterThan(25);
  expect(new Set(kinds.map(([name]) => name)).size).toBe(kinds.length);
  const given = new Set(
    [...staffRoles, ...partnerRoles].flatMap((role) => kindsOf(contributions, role)).map(([name]) => name),
  );
  for (const [name, { words }] of kinds) {
    expect(given.has(name), name).toBe(true);
    expect(words.ja.title, name).not.toBe(words.en.title);
    expect([words.ja.action, words.en.action], name).not.toContain("");
  }
});

test.each([
  ["late", { dueOn: "2026-11-20", isWaiting: false }, ["overdue", "this-week", "later"]],
  ["near", { dueOn: inAWeek, isWaiting: false }, ["this-week", "later"]],
  ["late, waited for", { dueOn: "2026-11-20", isWaiting: true }, ["overdue", "waiting"]],
] as const)(
  "after a row that is %s, what is left out stands in its group or a later one",
  (_, last, groups) => {
    expect(groupsAfter(last, today, inAWeek)).toEqual(groups);
  },
);

test("banners: a known code has its sentence in both languages, any other text has none", () => {
  for (const code of ["access.invited", "access.language"]) {
    expect(doneSentence("ja", code)).not.toBe(doneSentence("en", code));
  }
  for (const code of [null, "", "no.such", "constructor", "__proto__", "toString"]) {
    expect(doneSentence("ja", code)).toBeNull();
  }
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

const insertFindings = (deps: TestDeps, coOp: CoOp, numbers: readonly string[]) =>
  deps.db.write((trx) =>
    trx
      .insertInto("finding")
      .values(
        numbers.map((number) => ({
          id: number,
          organisationId: coOp.organisationId,
          partnerId: coOp.partner.id,
          relationId: coOp.partner.relationId,
          assessmentId: null,
          questionId: null,
          number,
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
        })),
      )
      .execute(),
  );

forEachDatabase("a finding is a task of its own company and of the staff, of nobody else", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const other = await makeCoOp(deps, "別");
  await insertFindings(deps, coOp, ["F-0001"]);
  const about = async (actor: Parameters<typeof listTasks>[1]) =>
    (await listTasks(deps, actor)).tasks.filter((one) => one.about.includes("F-0001"));
  const [mine] = await about(coOp.partner.people.respondent);
  expect(mine).toMatchObject({
    kind: "finding-to-plan",
    group: "overdue",
    daysOver: 4,
    href: "/company/findings/F-0001",
  });
  expect(await about(coOp.staff.office)).toMatchObject([{ kind: "finding-due", whom: coOp.partner.name }]);
  expect(await about(coOp.stranger.people.respondent)).toEqual([]);
  expect(await about(other.staff.office)).toEqual([]);
  expect(await about(coOp.staff.administrator)).toEqual([]);
  await deps.db.write((trx) => trx.updateTable("finding").set({ state: "closed" }).execute());
  expect(await about(coOp.staff.office)).toEqual([]);
  expect(await about(coOp.partner.people.respondent)).toEqual([]);
});

forEachDatabase("a list that is cut says so, and its counts are of all", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  await insertFindings(
    deps,
    coOp,
    Array.from({ length: 65 }, (_, index) => `F-${String(index + 1).padStart(4, "0")}`),
  );
  const list = await listTasks(deps, coOp.staff.office);
  expect(list.tasks.filter(({ kind }) => kind === "finding-due")).toHaveLength(60);
  expect(list.total).toBe(65);
  expect(list.openGroups).toContain("overdue");
  expect(list.more).toEqual([{ title: list.tasks[0]?.title, n: 5 }]);
  expect(await countMine(deps, coOp.staff.office)).toMatchObject({ home: 65, findings: 65, custody: 0 });
});

const insertContract = (
  deps: TestDeps,
  coOp: CoOp,
  relationId: string,
  own: { number: string; startsOn: string; endsOn: string | null; isAutoRenewing?: 0 | 1 },
) =>
  deps.db.write(async (trx) => {
    const id = `${relationId} ${own.number}`;
    await trx
      .insertInto("contract")
      .values({
        id,
        organisationId: coOp.organisationId,
        partnerId: coOp.partner.id,
        title: `契約 ${own.number}`,
        signedOn: null,
        isAutoRenewing: 0,
        renewalMonths: 12,
        noticeMonths: null,
        terminatedOn: null,
        note: null,
        createdAt: "2026-04-01T00:00:00.000Z",
        createdBy: null,
        revision: 1,
        ...own,
      })
      .execute();
    await trx
      .insertInto("contractRelation")
      .values({ organisationId: coOp.organisationId, contractId: id, relationId })
      .execute();
  });

forEachDatabase(
  "a contract's end is the end of what covers the relation, one task a relation",
  async (open) => {
    const deps = testDeps(await open());
    const coOp = await makeCoOp(deps);
    const of = (title: string) => coOp.relation(coOp.partner, { state: "active", title });
    const ended = { startsOn: "2025-04-01", endsOn: "2026-11-23" };
    const near = { startsOn: "2025-04-01", endsOn: "2026-12-31" };
    const [over, ending, followed, renewing] = [await of("a"), await of("b"), await of("c"), await of("d")];
    await insertContract(deps, coOp, over, { number: "1", ...ended });
    await insertContract(deps, coOp, ending, { number: "2", ...near });
    await insertContract(deps, coOp, ending, { number: "3", ...near });
    // Began earlier than the one that ended, and lasts longer.
    await insertContract(deps, coOp, followed, { number: "4", ...ended });
    await insertContract(deps, coOp, followed, { number: "5", startsOn: "2024-04-01", endsOn: "2030-03-31" });
    await insertContract(deps, coOp, renewing, { number: "6", ...ended, isAutoRenewing: 1 });
    const { tasks } = await listTasks(deps, coOp.staff.office);
    const rows = tasks.filter(({ kind }) => kind.startsWith("contract"));
    expect(rows.map(({ kind, about, dueOn, href }) => ({ kind, about, dueOn, href }))).toEqual([
      { kind: "contract-ended", about: "契約 1", dueOn: "2026-11-23", href: `/relations/${over}/contract` },
      { kind: "contract-notice", about: "契約 2", dueOn: "2026-12-31", href: `/contracts/${ending} 2` },
    ]);
    expect(await readFigures(deps, coOp.staff.office)).toMatchObject({ coverageEnding: 1, coverageEnded: 1 });
  },
);

forEachDatabase("the fragment of endings says what the coverage says", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const ends = ["2026-11-23", "2026-12-31", "2027-03-31", null];
  let number = 0;
  for (const endsOn of ends) {
    for (const other of [undefined, ...ends]) {
      const relationId = await coOp.relation(coOp.partner);
      const add = (own: { endsOn: string | null; isAutoRenewing?: 0 | 1 }) => {
        number += 1;
        return insertContract(deps, coOp, relationId, {
          number: `${number}`,
          startsOn: "2025-04-01",
          ...own,
        });
      };
      await add({ endsOn });
      if (other !== undefined) await add({ endsOn: other });
      if (other === "2026-12-31") await add({ endsOn: other, isAutoRenewing: 1 });
    }
  }
  const { read } = deps.db;
  for (const day of ["2026-11-22", "2026-11-23", "2027-01-31", "2030-12-31"]) {
    const covered = await read
      .selectFrom(contractCoverage(read, coOp.organisationId).as("coverage"))
      .select(["relationId", "lastOn"])
      .where("lastOn", "<=", day)
      .orderBy("relationId")
      .execute();
    const ending = await coverageEndingBy(read, coOp.organisationId, day).orderBy("relationId").execute();
    expect(
      ending.map(({ relationId, lastOn }) => ({ relationId, lastOn })),
      day,
    ).toEqual(covered);
  }
});

const insertAssessment = (
  deps: TestDeps,
  coOp: CoOp,
  relationId: string,
  own: { number: string; state: string; validUntil?: string; approvedOn?: string },
) =>
  deps.db.write((trx) =>
    trx
      .insertInto("assessment")
      .values({
        id: `${relationId} ${own.number}`,
        organisationId: coOp.organisationId,
        partnerId: coOp.partner.id,
        relationId,
        fiscalYear: 2026,
        checklistKey: "self",
        checklistVersion: "1",
        tier: "S2",
        activity: null,
        isPaperOnly: 0,
        questions: "[]",
        sentAt: null,
        sentBy: null,
        dueOn: "2026-12-20",
        submittedAt: null,
        submittedBy: null,
        isProxy: 0,
        reviewStartedAt: null,
        score: null,
        grade: null,
        outcome: null,
        concludedOn: null,
        approvedOn: null,
        validUntil: null,
        criticalNos: "[]",
        blockScores: "[]",
        returnReason: null,
        triggerCode: null,
        comment: null,
        gradedBy: null,
        gradedAt: null,
        createdAt: "2026-04-01T00:00:00.000Z",
        revision: 1,
        ...own,
      })
      .execute(),
  );

forEachDatabase(
  "an assessment that ends is a task until another is under way; over is not near",
  async (open) => {
    const deps = testDeps(await open());
    const coOp = await makeCoOp(deps);
    const of = async (title: string, validUntil: string) => {
      const relationId = await coOp.relation(coOp.partner, { title });
      const approvedOn = "2026-04-02";
      await insertAssessment(deps, coOp, relationId, {
        number: title,
        state: "concluded",
        validUntil,
        approvedOn,
      });
      return relationId;
    };
    await of("over", "2026-11-23");
    await of("near", "2026-11-24");
    await of("later", "2026-12-09");
    const again = await of("under way", "2026-11-23");
    await insertAssessment(deps, coOp, again, { number: "again", state: "sent" });
    const { tasks } = await listTasks(deps, coOp.staff.office);
    const rows = tasks.filter(({ kind }) => kind.startsWith("assessment"));
    expect(rows.map(({ kind, about, group }) => ({ kind, about, group }))).toEqual([
      { kind: "assessment-expired", about: "over", group: "overdue" },
      { kind: "assessment-expiring", about: "near", group: "this-week" },
      { kind: "assessment-waiting", about: "under way", group: "waiting" },
    ]);
    expect(await readFigures(deps, coOp.staff.office)).toMatchObject({ assessed: 4, fiscalYear: 2026 });
  },
);

forEachDatabase("figures count the same part of the register as the list", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const other = await coOp.relation(coOp.partner, { state: "active", department: "総務部" });
  const own = await coOp.relation(coOp.partner, { state: "active", department: "事業部供給課" });
  for (const relationId of [other, own]) {
    await insertContract(deps, coOp, relationId, {
      number: `K ${relationId}`,
      startsOn: "2025-04-01",
      endsOn: "2026-12-31",
    });
  }
  const all = await readFigures(deps, coOp.staff.office);
  const mine = await readFigures(deps, coOp.staff.department);
  expect(all?.coverageEnding).toBe(2);
  expect(mine?.coverageEnding).toBe(1);
  expect(mine?.active).toBe((all?.active ?? 0) - 1);
  expect(await readFigures(deps, coOp.partner.people.respondent)).toBeNull();
});

forEachDatabase("the log is read and taken out by who may, and taking it out is recorded", async (open) => {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const out = await exportLog(deps, coOp.staff.auditor, {}, "csv");
  expect(out.ok && out.value.bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
  const log = await readLog(deps, coOp.staff.auditor, {});
  expect(log.ok && log.value.entries.map((one) => one.type)).toEqual(["audit.exported"]);
  const again = await exportLog(deps, coOp.staff.auditor, {}, "csv");
  const text = again.ok ? again.value.bytes.toString("utf8") : "";
  expect(text).toContain("操作記録を書き出しました");
  expect(text).toContain("形式: csv / 件数: 0");
  expect(await exportLog(deps, coOp.staff.office, {}, "json")).toMatchObject({
    problem: { kind: "forbidden" },
  });
  expect(await readLog(deps, coOp.partner.people["partner-admin"], {})).toMatchObject({
    problem: { kind: "not-found" },
  });
});
