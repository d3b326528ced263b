import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect } from "vitest";
import { words as blockWords } from "#app/documents/words.ts";
import { verifyChain } from "#app/modules/audit/services.server.ts";
import { findCirculation } from "#app/modules/decisions/fragments.server.ts";
import { noInput } from "#app/modules/decisions/rules/circulation.ts";
import { actOnCirculation, type DecisionInput } from "#app/modules/decisions/services/act.server.ts";
import { nameDeputy } from "#app/modules/decisions/services/deputies.server.ts";
import { drawPreview } from "#app/modules/decisions/services/papers.server.ts";
import { getCirculation } from "#app/modules/decisions/services/read.server.ts";
import { verifyCode, verifyFile } from "#app/modules/decisions/services/verify.server.ts";
import {
  draftReport,
  getReport,
  reviseReport,
  submitReport,
} from "#app/modules/oversight/services/reports.server.ts";
import { labels } from "#app/modules/oversight/words/labels.ts";
import { spoken, words } from "#app/modules/oversight/words/paper.ts";
import { phrases } from "#app/modules/oversight/words/phrases.ts";
import type { StaffActor } from "#app/ports.ts";
import { readPdf, saved } from "#tests/documents/pdf.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { hasProgram } from "#tests/support/validate-pdf.ts";
import { fillRegister, openReportWorld, password, type ReportWorld } from "./world.ts";

async function must<T>(
  result: Promise<{ ok: true; value: T } | { ok: false; problem: unknown }>,
): Promise<T> {
  const got = await result;
  if (!got.ok) throw new Error(JSON.stringify(got.problem));
  return got.value;
}

async function draft(world: ReportWorld, language: "ja" | "en" = "ja") {
  const office = world.staff("office");
  const { reportId } = await must(draftReport(world.deps, office, { fiscalYear: 2026, language, once: "" }));
  await must(
    reviseReport(world.deps, office, {
      reportId,
      revision: 1,
      opinion: "評価を終えた先の平均は前年を上回りました。再委託の把握には弱さが残ります。",
      plan: [
        {
          focus: "再委託の把握",
          goal: "すべての先の実地確認を10月までに終える",
          owner: "個人情報管理責任者",
        },
      ],
    }),
  );
  return reportId;
}

async function submit(world: ReportWorld, reportId: string, deciderId: string | null = null) {
  const { row } = await must(getReport(world.deps, world.staff("office"), reportId));
  return must(
    submitReport(world.deps, world.staff("office"), {
      reportId,
      revision: row.revision,
      reviewerId: null,
      deciderId,
      isImportant: false,
      reason: "",
      once: "",
    }),
  );
}

async function act(
  world: ReportWorld,
  actor: StaffActor,
  circulationId: string,
  input: Partial<DecisionInput> & Pick<DecisionInput, "event">,
) {
  const { circulation } = await must(getCirculation(world.deps, actor, circulationId));
  return actOnCirculation(world.deps, actor, {
    circulationId,
    revision: circulation.revision,
    act: noInput,
    password,
    board: null,
    once: "",
    ...input,
  });
}

forEachDatabase("a report goes from draft to a sealed decision", async (open) => {
  const world = await openReportWorld(await open());
  await fillRegister(world, 12);
  const reportId = await draft(world);
  const { circulationId } = await submit(world, reportId);
  const manager = world.staff("manager");

  expect(await act(world, manager, circulationId, { event: "return" })).toMatchObject({
    ok: false,
    problem: { kind: "invalid", fields: [{ path: "reason", code: "reason-required" }] },
  });
  world.deps.setNow("2027-04-06T01:00:00.000Z");
  await must(
    act(world, manager, circulationId, { event: "return", act: { ...noInput, reason: "表の誤り" } }),
  );
  expect((await must(getReport(world.deps, manager, reportId))).row.state).toBe("returned");
  world.deps.setNow("2027-04-08T01:00:00.000Z");
  expect(await submit(world, reportId)).toEqual({ circulationId, round: 2 });
  world.deps.setNow("2027-04-09T01:48:00.000Z");
  await must(
    act(world, manager, circulationId, { event: "pass", act: { ...noInput, reason: "適当と認める" } }),
  );

  const chair = world.staff("chair");
  world.deps.setNow("2027-04-15T00:12:00.000Z");
  expect(await act(world, chair, circulationId, { event: "approve", password: "違う合言葉" })).toMatchObject({
    ok: false,
    problem: { kind: "reauthenticate" },
  });
  await must(act(world, chair, circulationId, { event: "approve" }));

  const view = await must(getCirculation(world.deps, chair, circulationId));
  expect(view.circulation).toMatchObject({
    state: "approved",
    round: 2,
    decidedAt: "2027-04-15T00:12:00.000Z",
  });
  expect(view.artefacts.map((a) => [a.round, a.kind])).toEqual([
    [1, "model"],
    [2, "model"],
    [2, "reviewed"],
    [2, "stamped"],
    [2, "sealed"],
  ]);
  for (const artefact of view.artefacts) {
    const bytes = world.deps.files.stored.get(artefact.hash);
    expect(
      createHash("sha256")
        .update(bytes ?? "")
        .digest("hex"),
    ).toBe(artefact.hash);
  }
  const sealed = world.deps.files.stored.get(view.artefacts.at(-1)?.hash ?? "") ?? Buffer.alloc(0);
  expect(await verifyFile(world.deps, sealed)).toMatchObject({
    verdict: "genuine",
    document: { artefact: "sealed", round: 2, modelHash: view.circulation.modelHash },
  });
  const changed = Buffer.from(sealed);
  changed[2000] = (changed[2000] ?? 0) ^ 1;
  expect((await verifyFile(world.deps, changed)).verdict).toBe("altered");
  expect((await verifyFile(world.deps, Buffer.concat([sealed, Buffer.from("\n")]))).verdict).toBe("altered");
  const code = view.circulation.verificationCode ?? "";
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect((await verifyCode(world.deps, ` ${code.toLowerCase().replaceAll("-", "－")} `)).verdict).toBe(
    "genuine",
  );
  expect((await verifyCode(world.deps, "0000-0000-0000")).verdict).toBe("unknown");
  expect(await verifyChain(world.db.read, world.organisationId)).toMatchObject({ ok: true });
  const file = saved("sealed.pdf", sealed);
  if (hasProgram("pdfsig", "-v")) {
    const said = execFileSync("pdfsig", ["-nocert", file], { encoding: "utf8" });
    expect(said).toContain("Signature is Valid");
    expect(said).toContain("Total document signed");
  }
  if (hasProgram("qpdf")) expect(() => execFileSync("qpdf", ["--check", file])).not.toThrow();
});

forEachDatabase(
  "a deputy decides in a named absence, the principal confirms, the board is told",
  async (open) => {
    const world = await openReportWorld(await open());
    await fillRegister(world, 4);
    const [chair, executive, manager] = [
      world.staff("chair"),
      world.staff("executive"),
      world.staff("manager"),
    ];
    const reportId = await draft(world, "en");
    const { circulationId } = await submit(world, reportId, chair.personId);
    await must(act(world, manager, circulationId, { event: "pass" }));
    expect(await act(world, executive, circulationId, { event: "approve" })).toMatchObject({
      ok: false,
      problem: { kind: "refused", code: "not-decider" },
    });
    const absence = {
      principalId: chair.personId,
      deputyId: executive.personId,
      from: "2027-04-12",
      to: "2027-04-16",
      reason: "出張",
      once: "",
    };
    expect(await nameDeputy(world.deps, executive, absence)).toMatchObject({
      problem: { kind: "not-found" },
    });
    expect(await nameDeputy(world.deps, chair, { ...absence, from: "2027-04-01" })).toMatchObject({
      problem: { kind: "invalid", fields: [{ path: "from", code: "day-past" }] },
    });
    await must(nameDeputy(world.deps, chair, absence));
    world.deps.setNow("2027-04-11T03:00:00.000Z");
    expect(await act(world, executive, circulationId, { event: "approve" })).toMatchObject({ ok: false });
    world.deps.setNow("2027-04-15T00:12:00.000Z");
    const conditions = [
      { text: "実地確認を始める", ownerName: "森田 恵(架空)", dueOn: "2027-06-30", bindsAtOnce: false },
    ];
    await must(
      act(world, executive, circulationId, {
        event: "approve-conditionally",
        act: { reason: "6月から始めること", conditions, holdUntil: null },
      }),
    );
    const waiting = await must(getCirculation(world.deps, chair, circulationId));
    expect(waiting.circulation).toMatchObject({ state: "conditional" });
    expect(waiting.circulation.acts.at(-1)).toMatchObject({ onBehalfOf: chair.personId, conditions });
    expect(waiting.awaitingConfirmation).toEqual([chair.personId]);

    world.deps.setNow("2027-04-19T03:00:00.000Z");
    expect(await act(world, executive, circulationId, { event: "confirm" })).toMatchObject({
      problem: { code: "nothing-to-confirm" },
    });
    await must(act(world, chair, circulationId, { event: "confirm" }));
    const board = { reportedOn: "2027-04-18", minutesNumber: "2027-1" };
    const tomorrow = { ...board, reportedOn: "2027-04-20" };
    const office = world.staff("office");
    expect(
      await act(world, office, circulationId, { event: "report-to-board", board: tomorrow }),
    ).toMatchObject({
      problem: { kind: "invalid", fields: [{ path: "boardReportedOn", code: "day-future" }] },
    });
    await must(act(world, office, circulationId, { event: "report-to-board", board }));
    const code = waiting.circulation.verificationCode ?? "";
    expect(await verifyCode(world.deps, code)).toMatchObject({
      verdict: "genuine",
      document: {
        isDeputyDecision: true,
        isAwaitingConfirmation: false,
        confirmedAt: "2027-04-19T03:00:00.000Z",
        boardReportedOn: "2027-04-18",
        boardMinutesNumber: "2027-1",
      },
    });
  },
);

forEachDatabase(
  "a later change of the register never changes what was submitted; a newer decision supersedes",
  async (open) => {
    const world = await openReportWorld(await open());
    await fillRegister(world, 4);
    const [chair, manager] = [world.staff("chair"), world.staff("manager")];
    const decide = async () => {
      const { circulationId } = await submit(world, await draft(world));
      await must(act(world, manager, circulationId, { event: "pass" }));
      await must(act(world, chair, circulationId, { event: "approve" }));
      return (await must(getCirculation(world.deps, chair, circulationId))).circulation;
    };
    const first = await decide();
    const kept = world.deps.files.stored.get(first.modelHash ?? "")?.toString("utf8");
    await world.db.write((trx) =>
      trx.updateTable("partnerProfile").set({ name: "改名後株式会社(架空)" }).execute(),
    );
    expect(world.deps.files.stored.get(first.modelHash ?? "")?.toString("utf8")).toBe(kept);
    expect(kept).not.toContain("改名後");
    expect((await verifyCode(world.deps, first.verificationCode ?? "")).verdict).toBe("genuine");
    world.deps.setNow("2027-05-06T03:00:00.000Z");
    const second = await decide();
    expect(second.modelHash).not.toBe(first.modelHash);
    expect((await verifyCode(world.deps, first.verificationCode ?? "")).verdict).toBe("superseded");
    expect((await verifyCode(world.deps, second.verificationCode ?? "")).verdict).toBe("genuine");
  },
);

/** Another release: every word of the report and of the paper says something else. Answers how to go back. */
function changeWords(): () => void {
  const back: (() => void)[] = [];
  const change = (all: Record<string, unknown>): void => {
    for (const [key, said] of Object.entries(all)) {
      if (typeof said === "object" && said !== null) change(said as Record<string, unknown>);
      else {
        back.push(() => void (all[key] = said));
        all[key] =
          typeof said === "string" ? `別${said}` : (p: unknown) => `別${(said as (p: unknown) => string)(p)}`;
      }
    }
  };
  for (const all of [words, phrases, labels, blockWords]) change(all as unknown as Record<string, unknown>);
  return () => {
    for (const one of back) one();
  };
}

forEachDatabase("a report decided by a later release says what was submitted", async (open) => {
  const world = await openReportWorld(await open());
  await fillRegister(world, 12);
  const [chair, executive, manager] = [
    world.staff("chair"),
    world.staff("executive"),
    world.staff("manager"),
  ];
  const reasons: string[] = [];
  const { seal } = world.deps;
  Object.assign(world.deps, {
    seal: {
      ...seal,
      seal: (spec: unknown, organisationId: string, reason: string) => {
        reasons.push(reason);
        return seal.seal(spec, organisationId, reason);
      },
    },
  });
  for (const language of ["ja", "en"] as const) {
    world.deps.setNow("2027-04-05T07:20:00.000Z");
    const { circulationId } = await submit(world, await draft(world, language), chair.personId);
    await must(
      nameDeputy(world.deps, chair, {
        principalId: chair.personId,
        deputyId: executive.personId,
        from: "2027-04-12",
        to: "2027-04-16",
        reason: "出張",
        once: "",
      }),
    );
    const goBack = changeWords();
    try {
      await must(act(world, manager, circulationId, { event: "pass" }));
      world.deps.setNow("2027-04-15T00:12:00.000Z");
      const conditions = [
        { text: "実地確認を始める", ownerName: "森田 恵", dueOn: "2027-06-30", bindsAtOnce: false },
      ];
      await must(
        act(world, executive, circulationId, {
          event: "approve-conditionally",
          act: { reason: "6月から始めること", conditions, holdUntil: null },
        }),
      );
    } finally {
      goBack();
    }
    const { artefacts } = await must(getCirculation(world.deps, chair, circulationId));
    const bytesOf = (kind: string): Buffer =>
      world.deps.files.stored.get(artefacts.find((a) => a.kind === kind)?.hash ?? "") ?? Buffer.alloc(0);
    const row = await findCirculation(world.db.read, world.organisationId, circulationId);
    if (!row) throw new Error("no circulation");
    const own = await readPdf((await must(drawPreview(world.deps, row))).bytes);
    const sealed = await readPdf(bytesOf("sealed"));
    expect(sealed.pages).toEqual(own.pages);
    expect(sealed.outline).toEqual(own.outline);
    expect(sealed.info).toMatchObject({ Title: own.info["Title"] });
    expect(reasons.at(-1)).toBe(
      spoken[language].sealReason({ title: `${words[language].title} ${row.number}` }),
    );
    const reviewed = (await readPdf(bytesOf("reviewed"))).pages.join("");
    for (const word of ["version", "boxDecide", "genuineNote"] as const) {
      expect(reviewed.replaceAll(/\s/g, "")).not.toContain(
        `別${words[language][word].slice(0, 4)}`.replaceAll(/\s|\{.*/g, ""),
      );
    }
  }
});
