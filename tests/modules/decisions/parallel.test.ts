import { expect } from "vitest";
import { noInput } from "#app/modules/decisions/rules/circulation.ts";
import { actOnCirculation } from "#app/modules/decisions/services/act.server.ts";
import { freezeModel } from "#app/modules/decisions/services/papers.server.ts";
import { getCirculation } from "#app/modules/decisions/services/read.server.ts";
import { submitCirculation } from "#app/modules/decisions/services/submit.server.ts";
import type { DecisionSubject, Deps, StaffActor } from "#app/ports.ts";
import { ok } from "#app/result.ts";
import { smallSpec, withSeal } from "#tests/documents/pdf.ts";
import { openReportWorld, password, type ReportWorld } from "#tests/modules/oversight/world.ts";
import { forEachDatabase, type OpenDatabase } from "#tests/support/database.ts";

/** A matter of no module: the engine decides whatever it is handed. */
async function openMatter(open: OpenDatabase) {
  const world = await openReportWorld(await open());
  const concluded: string[] = [];
  const matter: DecisionSubject = {
    paper: (_, printed) => (printed.stage === "decided" ? withSeal(smallSpec()) : smallSpec()),
    onConcluded: async (_trx, _deps, _actor, outcome) => {
      concluded.push(outcome.result);
      return ok(null);
    },
    isSuperseded: async () => false,
  };
  const deps: Deps = { ...world.deps, subjects: { matter } };
  const office = world.staff("office");
  const frozen = await freezeModel(deps, { what: "件" });
  if (!frozen.ok) throw new Error("not frozen");
  const submitted = await deps.db.write((trx) =>
    submitCirculation(trx, deps, office, {
      circulationId: null,
      subject: { kind: "matter", id: "m1" },
      number: "M-1",
      title: "件",
      language: "ja",
      isImportant: false,
      reviewerId: null,
      deciderId: null,
      frozen: frozen.value,
      reason: null,
    }),
  );
  if (!submitted.ok) throw new Error(JSON.stringify(submitted.problem));
  const { circulationId } = submitted.value;
  const act = async (
    actor: StaffActor,
    event: "pass" | "approve",
    over: Partial<Parameters<typeof actOnCirculation>[2]> = {},
    on: Deps = deps,
  ) => {
    const view = await getCirculation(deps, actor, circulationId);
    if (!view.ok) throw new Error(JSON.stringify(view.problem));
    return actOnCirculation(on, actor, {
      circulationId,
      revision: view.value.circulation.revision,
      event,
      act: noInput,
      password,
      board: null,
      once: "",
      ...over,
    });
  };
  expect(await act(world.staff("manager"), "pass")).toMatchObject({ ok: true });
  return { world, deps, circulationId, concluded, act };
}

const artefactsOf = async (world: ReportWorld, circulationId: string) =>
  (
    await world.db.read
      .selectFrom("artefact")
      .select("kind")
      .where("circulationId", "=", circulationId)
      .orderBy("createdAt")
      .orderBy("kind")
      .execute()
  ).map((a) => a.kind);

forEachDatabase(
  "fifty simultaneous decisions of one matter give exactly one",
  async (open) => {
    const { world, circulationId, concluded, act } = await openMatter(open);
    const directors = [];
    for (let n = 0; n < 50; n += 1) directors.push(await world.addDirector(n));
    const results = await Promise.all(directors.map((director) => act(director, "approve")));
    expect(results.filter((r) => r.ok)).toHaveLength(1);
    for (const r of results) {
      if (!r.ok) expect(["refused", "conflict"]).toContain(r.problem.kind);
    }
    expect(concluded).toEqual(["decided"]);
    expect((await artefactsOf(world, circulationId)).filter((kind) => kind === "sealed")).toHaveLength(1);
    const acts = await world.db.read
      .selectFrom("circulationAct")
      .select("kind")
      .where("kind", "=", "approve")
      .execute();
    expect(acts).toHaveLength(1);
    const events = await world.db.read
      .selectFrom("auditEvent")
      .select("seq")
      .where("type", "=", "decisions.decided")
      .execute();
    expect(events).toHaveLength(1);
  },
  240_000,
);

forEachDatabase("a double click decides once and answers the same twice", async (open) => {
  const { world, concluded, act } = await openMatter(open);
  const chair = world.staff("chair");
  const once = { once: "form-1" };
  const [first, second] = await Promise.all([act(chair, "approve", once), act(chair, "approve", once)]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ ok: true, value: { event: "approve" } });
  expect(await act(chair, "approve", once)).toEqual(first);
  expect(concluded).toEqual(["decided"]);
});

forEachDatabase("when signer or disk fails nothing is half done, and the answer says which", async (open) => {
  const { world, deps, circulationId, concluded, act } = await openMatter(open);
  const chair = world.staff("chair");
  const down = () => Promise.reject(new Error("down"));
  const before = await artefactsOf(world, circulationId);
  expect(await act(chair, "approve", {}, { ...deps, seal: { ...deps.seal, seal: down } })).toEqual({
    ok: false,
    problem: { kind: "unavailable", what: "signer" },
  });
  expect(await act(chair, "approve", {}, { ...deps, files: { ...deps.files, put: down } })).toEqual({
    ok: false,
    problem: { kind: "unavailable", what: "disk" },
  });
  expect(concluded).toEqual([]);
  expect(await artefactsOf(world, circulationId)).toEqual(before);
  expect(await act(chair, "approve")).toMatchObject({ ok: true });
});

forEachDatabase(
  "nobody decides on what they drafted or reviewed; deputies stand in and are confirmed",
  async (open) => {
    const { world, deps, circulationId, act } = await openMatter(open);
    expect(await act(world.staff("manager"), "approve")).toMatchObject({
      ok: false,
      problem: { kind: "forbidden" },
    });
    // The same person in a director's role is still the one who reviewed it.
    const manager: StaffActor = { ...world.staff("manager"), role: "director" };
    expect(await act(manager, "approve")).toMatchObject({
      ok: false,
      problem: { kind: "refused", code: "own-review" },
    });
    const office: StaffActor = { ...world.staff("office"), role: "director" };
    expect(await act(office, "approve")).toMatchObject({
      ok: false,
      problem: { kind: "refused", code: "own-draft" },
    });
    const view = await getCirculation(deps, world.staff("auditor"), circulationId);
    expect(view).toMatchObject({ ok: true, value: { allowed: [], turn: "decider" } });
  },
);
