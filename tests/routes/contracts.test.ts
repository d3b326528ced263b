import { expect, test } from "vitest";
import { registerContract } from "#app/modules/contracts/services/acts.server.ts";
import { readContract } from "#app/modules/contracts/services/pages.server.ts";
import { type CoOp, makeCoOp, must } from "#tests/factories/co-op.ts";
import { openApp, type TestApp } from "#tests/support/app.ts";
import { mainKind, withDatabases } from "#tests/support/database.ts";

async function withCoOp(body: (app: TestApp, coop: CoOp) => Promise<void>): Promise<void> {
  await withDatabases(mainKind, async (open) => {
    const app = await openApp(await open());
    await body(app, await makeCoOp(app.deps));
  });
}

const typed = {
  title: "配達業務委託契約",
  number: "",
  signedOn: "令和8年3月20日",
  startsOn: "２０２６/４/１",
  endsOn: "2027/03/31",
  autoRenewal: "no",
  renewalMonths: "",
  noticeMonths: "３",
  terminatedOn: "",
  note: "",
};

test("a contract typed in wareki and full-width digits is registered once, however often it is sent", () =>
  withCoOp(async (app, coop) => {
    const { office } = coop.staff;
    const cookie = await app.signInAs(office.personId);
    const path = `/relations/${coop.partner.relationId}/contract`;
    const first = await app.post(path, { ...typed, _once: "k1" }, { cookie });
    const second = await app.post(path, { ...typed, _once: "k1" }, { cookie });
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    const rows = await app.deps.db.read.selectFrom("contract").selectAll().execute();
    expect(rows).toMatchObject([{ signedOn: "2026-03-20", startsOn: "2026-04-01", noticeMonths: 3 }]);
  }));

test("what cannot be read is named with its value and cure, and stays in the form", () =>
  withCoOp(async (app, coop) => {
    const cookie = await app.signInAs(coop.staff.office.personId);
    const path = `/relations/${coop.partner.relationId}/contract`;
    const bad = { ...typed, title: "", startsOn: "そのうち", endsOn: "2025/01/01", noticeMonths: "99" };
    const answer = await app.post(path, bad, { cookie });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("契約名を入力してください");
    expect(html).toContain("そのうち");
    expect(html).toContain('href="#f-noticeMonths"');
    expect(await app.deps.db.read.selectFrom("contract").select("id").execute()).toEqual([]);
  }));

test("a clause check of one row is recorded; a conforming clause needs its article", () =>
  withCoOp(async (app, coop) => {
    const { office } = coop.staff;
    const registered = await registerContract(app.deps, office, {
      title: "契約",
      number: "",
      signedOn: null,
      startsOn: "2026-04-01",
      endsOn: null,
      autoRenewal: false,
      renewalMonths: null,
      noticeMonths: null,
      terminatedOn: null,
      note: "",
      relationIds: [coop.partner.relationId],
    });
    const { contractId } = must(registered);
    const cookie = await app.signInAs(office.personId);
    const path = `/contracts/${contractId}/clauses`;
    const row = { intent: "check", checkedOn: "2026/11/24", "checks.2.result": "conforming" };
    const missing = await app.post(path, { ...row, "checks.2.article": "" }, { cookie });
    expect(missing.status).toBe(422);
    expect(await missing.text()).toContain('href="#f-checks-2-article"');
    const good = await app.post(path, { ...row, "checks.2.article": "第5条" }, { cookie });
    expect(good.status).toBe(303);
    const view = must(await readContract(app.deps, office, contractId));
    expect(view.clauses[2]).toMatchObject({
      result: "conforming",
      article: "第5条",
      checkedOn: "2026-11-24",
    });
    const exception = { intent: "except", clauseId: "cl-scope", until: "2027/01/31", reason: "x" };
    expect((await app.post(path, exception, { cookie })).status).toBe(403);
  }));

test("partners find no contract page at all, and staff of another co-op find nothing of this one", () =>
  withCoOp(async (app, coop) => {
    const other = await makeCoOp(app.deps, "よその");
    const path = `/relations/${coop.partner.relationId}/contract`;
    const partner = await app.signInAs(coop.partner.people["partner-admin"].personId);
    expect((await app.fetch("/contracts", { cookie: partner })).status).toBe(404);
    expect((await app.fetch(path, { cookie: partner })).status).toBe(404);
    const foreign = await app.signInAs(other.staff.office.personId);
    expect((await app.fetch(path, { cookie: foreign })).status).toBe(404);
    expect((await app.post(path, typed, { cookie: foreign })).status).toBe(404);
    const page = await (await app.fetch("/contracts", { cookie: foreign })).text();
    expect(page).not.toContain(coop.partner.name);
  }));
