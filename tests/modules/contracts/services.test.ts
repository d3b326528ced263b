import { expect } from "vitest";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { loadContractFacts } from "#app/modules/contracts/fragments.server.ts";
import {
  checkClauses,
  exceptClause,
  linkContract,
  registerContract,
  renewContract,
  terminateContract,
  updateContract,
} from "#app/modules/contracts/services/acts.server.ts";
import {
  listContractBoard,
  listContractCalendar,
  readContract,
  readRelationContracts,
} from "#app/modules/contracts/services/pages.server.ts";
import { stageFile } from "#app/modules/files/services.server.ts";
import { makeCoOp, must, problemOf } from "#tests/factories/co-op.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { testDeps } from "#tests/support/deps.ts";

const terms = {
  title: "配達業務委託契約",
  number: "",
  signedOn: "2026-03-20",
  startsOn: "2026-04-01",
  endsOn: "2027-03-31",
  autoRenewal: false,
  renewalMonths: null,
  noticeMonths: 3,
  terminatedOn: null,
  note: "",
};

const check = (clauseId: string, result: "conforming" | "partial" | "missing" | "not-applicable") => ({
  clauseId,
  result,
  article: result === "conforming" ? "第1条" : "",
  note: result === "conforming" ? "" : "足りません",
  exceptionUntil: null as string | null,
  exceptionReason: "",
});

forEachDatabase(
  "a contract is registered once, numbered, with its file, and never across partners",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const { office, auditor } = coop.staff;
    const file = must(
      await stageFile(deps, office, {
        field: "file",
        name: "契約書.pdf",
        bytes: Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
      }),
    );
    const input = { ...terms, relationIds: [coop.partner.relationId], fileIds: [file.id], once: "key-1" };
    const first = must(await registerContract(deps, office, input));
    const second = must(await registerContract(deps, office, { ...input, title: "もう一度" }));
    expect(second).toEqual(first);
    expect(first.number).toBe("C-0001");
    const view = must(await readContract(deps, auditor, first.contractId));
    expect(view.files.map((each) => each.name)).toEqual(["契約書.pdf"]);
    expect(view.face.notice?.dueOn).toBe("2026-12-28");
    expect(view.may).toEqual({ write: false, check: false, except: false });
    const across = { ...terms, relationIds: [coop.partner.relationId, coop.stranger.relationId] };
    expect(problemOf(await registerContract(deps, office, across))).toBe("not-one-partner");
    const taken = { ...terms, number: "C-0001", relationIds: [coop.partner.relationId] };
    expect(problemOf(await registerContract(deps, office, taken))).toBe("number:already-used");
    expect(problemOf(await registerContract(deps, auditor, input))).toBe("forbidden");
    const rows = await deps.db.read.selectFrom("contract").select("id").execute();
    expect(rows).toHaveLength(1);
    expect((await verifyChain(deps.db.read, coop.organisationId)).ok).toBe(true);
  },
);

forEachDatabase("another organisation's contract does not exist", async (open) => {
  const deps = testDeps(await open());
  const one = await makeCoOp(deps, "甲");
  const two = await makeCoOp(deps, "乙");
  const { contractId } = must(
    await registerContract(deps, one.staff.office, { ...terms, relationIds: [one.partner.relationId] }),
  );
  const { office, "privacy-manager": manager } = two.staff;
  expect(problemOf(await readContract(deps, office, contractId))).toBe("not-found");
  expect(
    problemOf(await registerContract(deps, office, { ...terms, relationIds: [one.partner.relationId] })),
  ).toBe("not-found");
  const checks = { contractId, checkedOn: "2026-11-24", checks: [check("cl-scope", "conforming")] };
  expect(problemOf(await checkClauses(deps, office, checks))).toBe("not-found");
  const exception = { contractId, clauseId: "cl-scope", until: "2027-01-31", reason: "x" };
  expect(problemOf(await exceptClause(deps, manager, exception))).toBe("not-found");
  const renewal = { contractId, revision: 1, endsOn: "2028-03-31" };
  expect(problemOf(await renewContract(deps, office, renewal))).toBe("not-found");
});

forEachDatabase("department staff reach the contracts of their own relations only", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const elsewhere = await coop.relation(coop.partner, { department: "総務部総務課" });
  const mine = must(
    await registerContract(deps, coop.staff.office, { ...terms, relationIds: [coop.partner.relationId] }),
  );
  const theirs = must(
    await registerContract(deps, coop.staff.office, { ...terms, relationIds: [elsewhere] }),
  );
  const { department } = coop.staff;
  must(await readContract(deps, department, mine.contractId));
  expect(problemOf(await readContract(deps, department, theirs.contractId))).toBe("not-found");
  expect(problemOf(await readRelationContracts(deps, department, elsewhere))).toBe("not-found");
  const board = must(await listContractBoard(deps, department, { filter: "all" }));
  expect(board.rows.map((row) => row.relation.id)).not.toContain(elsewhere);
});

forEachDatabase(
  "renewal goes on without a gap or not at all, termination cuts, edits notice others",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const { office } = coop.staff;
    const { contractId } = must(
      await registerContract(deps, office, { ...terms, relationIds: [coop.partner.relationId] }),
    );
    expect(
      problemOf(await renewContract(deps, office, { contractId, revision: 1, endsOn: "2027-03-31" })),
    ).toBe("endsOn:renewal-not-later");
    must(await renewContract(deps, office, { contractId, revision: 1, endsOn: "2028-03-31" }));
    expect(
      problemOf(await renewContract(deps, office, { contractId, revision: 1, endsOn: "2029-03-31" })),
    ).toBe("conflict");
    must(
      await updateContract(deps, office, {
        ...terms,
        endsOn: "2028-03-31",
        contractId,
        revision: 2,
        title: "改題",
      }),
    );
    deps.setNow("2028-05-01T03:00:00.000Z");
    expect(
      problemOf(await renewContract(deps, office, { contractId, revision: 3, endsOn: "2029-03-31" })),
    ).toBe("contract-ended");
    deps.setNow("2026-11-24T03:00:00.000Z");
    const end = { contractId, revision: 3, terminatedOn: "2026-12-31", reason: "業務の終了" };
    must(await terminateContract(deps, office, end));
    const facts = await loadContractFacts(deps.db.read, coop.organisationId, [coop.partner.relationId]);
    expect(facts.get(coop.partner.relationId)?.[0]?.lastOn).toBe("2026-12-31");
    const calendar = must(await listContractCalendar(deps, office));
    expect(calendar.entries.map((entry) => [entry.kind, entry.on])).toEqual([["end", "2026-12-31"]]);
    must(await readContract(deps, office, contractId, "2027-06-01"));
  },
);

forEachDatabase(
  "clause checks hold from their day on; a past day answers as it was valid then",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const { office, "privacy-manager": manager } = coop.staff;
    const { contractId } = must(
      await registerContract(deps, office, { ...terms, relationIds: [coop.partner.relationId] }),
    );
    const view = must(await readContract(deps, office, contractId));
    const required = view.relations[0]?.judgement.required ?? 0;
    expect(required).toBe(18);
    const all = view.clauses.map((clause) =>
      check(
        clause.clauseId,
        ["cl-joint-use", "cl-referral"].includes(clause.clauseId) ? "not-applicable" : "conforming",
      ),
    );
    must(await checkClauses(deps, office, { contractId, checkedOn: "2026-06-01", checks: all }));
    const worse = {
      ...check("cl-subcontract", "partial"),
      exceptionUntil: "2027-01-31",
      exceptionReason: "覚書を準備中",
    };
    must(await checkClauses(deps, office, { contractId, checkedOn: "2026-11-01", checks: [worse] }));
    const june = must(await readContract(deps, office, contractId, "2026-06-30"));
    expect(june.relations[0]?.judgement.isSufficient).toBe(true);
    const now = must(await readContract(deps, office, contractId));
    expect(now.relations[0]?.judgement).toMatchObject({ isSufficient: false, met: 17, required: 18 });
    expect(now.clauses.find((clause) => clause.clauseId === "cl-subcontract")?.exceptionState).toBe(
      "requested",
    );
    const exception = {
      contractId,
      clauseId: "cl-subcontract",
      until: "2027-01-31",
      reason: "期限内に覚書を結ぶ",
    };
    expect(problemOf(await exceptClause(deps, office, exception))).toBe("forbidden");
    must(await exceptClause(deps, manager, exception));
    expect(must(await readContract(deps, office, contractId)).relations[0]?.judgement.isSufficient).toBe(
      true,
    );
    expect(
      must(await readContract(deps, office, contractId, "2026-11-23")).relations[0]?.judgement.isSufficient,
    ).toBe(false);
    expect(
      must(await readContract(deps, office, contractId, "2027-02-01")).relations[0]?.judgement.isSufficient,
    ).toBe(false);
    expect(problemOf(await exceptClause(deps, manager, { ...exception, clauseId: "cl-scope" }))).toBe(
      "not-partial",
    );
    const future = { contractId, checkedOn: "2026-11-25", checks: [check("cl-scope", "missing")] };
    expect(problemOf(await checkClauses(deps, office, future))).toBe("checkedOn:day-future");
    const unknown = { contractId, checkedOn: "2026-11-24", checks: [check("cl-unknown", "missing")] };
    expect(problemOf(await checkClauses(deps, office, unknown))).toBe("not-found");
  },
);

forEachDatabase(
  "a check put in between, and one corrected on its own day, leave one answer for each day",
  async (open) => {
    const deps = testDeps(await open());
    const coop = await makeCoOp(deps);
    const { office } = coop.staff;
    const { contractId } = must(
      await registerContract(deps, office, { ...terms, relationIds: [coop.partner.relationId] }),
    );
    const record = async (checkedOn: string, result: "conforming" | "partial" | "missing") =>
      must(await checkClauses(deps, office, { contractId, checkedOn, checks: [check("cl-audit", result)] }));
    await record("2026-05-01", "missing");
    await record("2026-09-01", "conforming");
    await record("2026-07-01", "partial");
    await record("2026-07-01", "missing");
    const repeated = await record("2026-09-01", "conforming");
    expect(repeated.recorded).toBe(0);
    const resultOn = async (day: string) =>
      must(await readContract(deps, office, contractId, day)).clauses.find((c) => c.clauseId === "cl-audit")
        ?.result;
    expect(await resultOn("2026-04-30")).toBe(null);
    expect(await resultOn("2026-06-30")).toBe("missing");
    expect(await resultOn("2026-07-01")).toBe("missing");
    expect(await resultOn("2026-08-31")).toBe("missing");
    expect(await resultOn("2026-09-01")).toBe("conforming");
    const rows = await deps.db.read.selectFrom("clauseCheck").select(["validFrom", "validTo"]).execute();
    for (const day of ["2026-05-10", "2026-07-01", "2026-08-10", "2026-11-01"])
      expect(rows.filter((r) => r.validFrom <= day && (r.validTo === null || r.validTo >= day))).toHaveLength(
        1,
      );
  },
);

forEachDatabase("the board finds what lacks: no contract, ending soon, clauses lacking", async (open) => {
  const deps = testDeps(await open());
  const coop = await makeCoOp(deps);
  const { office } = coop.staff;
  const other = await coop.relation(coop.partner);
  const cloud = await coop.relation(coop.partner, { basis: "no-handling", activity: null });
  const { contractId } = must(
    await registerContract(deps, office, { ...terms, relationIds: [coop.partner.relationId] }),
  );
  const idsOf = async (filter: "none" | "ending" | "lacking") =>
    must(await listContractBoard(deps, office, { filter })).rows.map((row) => row.relation.id);
  expect(await idsOf("none")).toEqual(expect.arrayContaining([other, coop.stranger.relationId]));
  expect(await idsOf("none")).not.toContain(cloud);
  expect(await idsOf("ending")).toEqual([coop.partner.relationId]);
  expect(await idsOf("lacking")).toEqual([coop.partner.relationId]);
  must(await linkContract(deps, office, { contractId, relationIds: [other] }));
  expect(await idsOf("none")).not.toContain(other);
  expect(
    problemOf(await linkContract(deps, office, { contractId, relationIds: [coop.stranger.relationId] })),
  ).toBe("not-found");
  const page = must(await listContractBoard(deps, office, { filter: "all", limit: 2 }));
  const rest = must(await listContractBoard(deps, office, { filter: "all", after: page.nextAfter ?? "" }));
  const ids = [...page.rows, ...rest.rows].map((row) => row.relation.id);
  expect(new Set(ids).size).toBe(4);
});
