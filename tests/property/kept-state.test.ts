import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { gate, isStopping } from "#app/modules/custody/rules/gate.ts";
import { loadGateFacts } from "#app/modules/custody/services/facts.server.ts";
import {
  doubtGateStates,
  readGateStates,
  refreshGateStates,
} from "#app/modules/custody/services/kept.server.ts";
import type { Deps } from "#app/ports.ts";
import { fail } from "#app/result.ts";
import { contributions } from "#app/server/contributions.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { cureActs } from "./cure-acts.ts";
import { custodyActs } from "./custody-acts.ts";
import { officeActs } from "./office-acts.ts";
import { type Act, openPlay, type Play, rowsOf } from "./play.ts";
import { registryActs } from "./registry-acts.ts";
import { workActs } from "./work-acts.ts";

const acts: Readonly<Record<string, Act>> = {
  ...cureActs,
  ...registryActs,
  ...workActs,
  ...custodyActs,
  ...officeActs,
};

/** Another play: `KEPT_SEED=7 KEPT_ACTS=5000`. */
const seed = Number(process.env["KEPT_SEED"] ?? 20_261_128);
const actsOf = {
  sqlite: Number(process.env["KEPT_ACTS"] ?? 2_000),
  postgres: Number(process.env["KEPT_ACTS"] ?? 300),
};

/** Events that touch relations, as their modules say; each is to happen at least so many times. */
const LEAST = 20;

interface Count {
  tried: number;
  accepted: number;
  /** Why not, most lately. */
  refused?: string;
}

/** Runs an act whose transaction is undone at its very end. */
const takenBack = (deps: Deps): Deps => ({
  ...deps,
  db: {
    ...deps.db,
    write: async (act) =>
      (await deps.db.write(async (trx) => {
        await act(trx);
        return fail({ kind: "not-found" });
      })) as Awaited<ReturnType<typeof act>>,
  },
});

/** The kept state of every living relation, read as readers do, equals the gate computed anew. */
async function compare(play: Play, after: string): Promise<{ kept: number; live: number }> {
  const { deps, organisationId, today } = play;
  const { read } = deps.db;
  const living = await rowsOf(play).relations();
  const ids = living.map((one) => one.id);
  const standings = await readGateStates(read, deps, organisationId, ids, today);
  const facts = await loadGateFacts(read, deps, organisationId, ids, today);
  let kept = 0;
  for (const { id, number, state } of living) {
    const of = facts.get(id);
    const standing = standings.get(id);
    if (of === undefined || standing === undefined) throw new Error(`${number} has no gate`);
    const verdict = gate(of.facts, today);
    const codes = [...new Set(verdict.reasons.filter(isStopping).map((reason) => reason.code))].sort();
    const is = { after, number, state, isAllowed: standing.isAllowed, codes: [...standing.codes].sort() };
    expect(is, `seed ${seed}, ${today}`).toEqual({
      after,
      number,
      state,
      isAllowed: verdict.isAllowed,
      codes,
    });
    if (standing.isKept) kept += 1;
  }
  return { kept, live: living.length - kept };
}

function table(title: string, counts: ReadonlyMap<string, Count>): string {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(
    ([name, { tried, accepted, refused = "" }]) =>
      `${String(accepted).padStart(6)} of ${String(tried).padStart(5)}  ${name}  ${refused.slice(0, 90)}`,
  );
  return [title, ...lines].join("\n");
}

const countOf = (counts: Map<string, Count>, name: string): Count => {
  const known = counts.get(name) ?? { tried: 0, accepted: 0 };
  counts.set(name, known);
  return known;
};

forEachDatabase(
  "whatever is done, the kept state that readers see is the gate as it stands",
  async (open, kind) => {
    const play = await openPlay(open, seed, "midorino-2026-04-01");
    const { dice, deps, organisationId } = play;
    const names = Object.keys(acts);
    const total = names.reduce((sum, name) => sum + (acts[name]?.weight ?? 0), 0);
    const draw = (): string => {
      let at = dice.next() * total;
      for (const name of names) {
        at -= acts[name]?.weight ?? 0;
        if (at < 0) return name;
      }
      return names[0] ?? "";
    };
    const counts = new Map<string, Count>();
    const events = new Map<string, Count>();
    const seen = { kept: 0, live: 0 };
    let allowed = 0;
    let seq = 0;
    const touching: string[] = [];
    for (const type of recordedTypes()) {
      const event = { type, subject: { kind: "", id: "" }, partnerId: "", data: {} };
      for (const { relationsOf } of contributions) {
        if (relationsOf && (await asks(relationsOf, event))) touching.push(type);
      }
    }
    const lacking = () => touching.filter((type) => (events.get(type)?.accepted ?? 0) < LEAST);
    const isWhole = kind === "sqlite" && actsOf.sqlite >= 2_000;
    // A rare act is waited for, but not for ever.
    const most = isWhole ? actsOf.sqlite * 1.4 : actsOf[kind];
    for (let done = 0; done < actsOf[kind] || (done < most && lacking().length > 0); ) {
      const name = draw();
      const isTakenBack = dice.some(0.02);
      const outcome = await acts[name]?.run(
        isTakenBack ? Object.create(play, { deps: { value: takenBack(deps) } }) : play,
      );
      if (!outcome) continue;
      done += 1;
      const count = countOf(counts, isTakenBack ? `${name}, taken back` : name);
      count.tried += 1;
      if (outcome.ok) count.accepted += 1;
      else count.refused = JSON.stringify(outcome.problem);
      const recorded = await deps.db.read
        .selectFrom("auditEvent")
        .select(["seq", "type"])
        .where("organisationId", "=", organisationId)
        .where("seq", ">", seq)
        .orderBy("seq")
        .execute();
      for (const event of recorded) {
        const each = countOf(events, event.type);
        each.tried += 1;
        each.accepted += 1;
      }
      seq = recorded.at(-1)?.seq ?? seq;
      const found = await compare(
        play,
        `${done}: ${name}${outcome.ok ? "" : ` refused ${JSON.stringify(outcome.problem)}`}`,
      );
      seen.kept += found.kept;
      seen.live += found.live;
      play.tick();
      if (dice.some(0.1)) {
        play.pass(dice.some(0.85) ? dice.int(1, 4) : dice.int(5, 25));
        await compare(play, `${done}: days passed`);
      }
      if (dice.some(0.06)) await refreshGateStates(deps, organisationId);
      if (dice.some(0.005)) await deps.db.write((trx) => doubtGateStates(trx, organisationId));
      const states = await deps.db.read.selectFrom("gateState").select("isAllowed").execute();
      if (states.some((row) => row.isAllowed === 1)) allowed += 1;
    }
    process.stdout.write(
      `seed ${seed}, ${kind}, until ${play.today}\n${table("accepted acts", counts)}\n${table("events", events)}\n`,
    );
    process.stdout.write(
      `read kept ${seen.kept}, judged live ${seen.live}; something was cleared after ${allowed} acts\n`,
    );
    const all = [...counts.values()];
    const sum = (of: "tried" | "accepted") => all.reduce((n, one) => n + one[of], 0);
    expect(sum("accepted")).toBeGreaterThan(sum("tried") / 2);
    // What is read is mostly what was kept: else nothing would be proved.
    expect(seen.kept).toBeGreaterThan(seen.live * 2);
    expect(allowed).toBeGreaterThan(actsOf[kind] / 10);
    expect(touching.length).toBeGreaterThan(25);
    if (isWhole) expect(lacking()).toEqual([]);
  },
  900_000,
);

/** Every type of event that the modules declare. */
function recordedTypes(): string[] {
  const root = path.resolve(import.meta.dirname, "../../app/modules");
  return readdirSync(root).flatMap((name) => {
    const file = path.join(root, name, "rules/events.ts");
    if (!existsSync(file)) return [];
    return [...readFileSync(file, "utf8").matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, type]) => type ?? "");
  });
}

/** Whether a module takes an event to touch any relation: it names one, or asks for them. */
async function asks(
  relationsOf: NonNullable<(typeof contributions)[number]["relationsOf"]>,
  event: Parameters<NonNullable<(typeof contributions)[number]["relationsOf"]>>[2],
): Promise<boolean> {
  let isAsked = false;
  const nobody = new Proxy(
    {},
    {
      get: () => {
        isAsked = true;
        throw new Error("asked");
      },
    },
  );
  const touched = await relationsOf(nobody as never, "", event).catch(() => "all" as const);
  return isAsked || touched === "all" || touched.length > 0;
}
