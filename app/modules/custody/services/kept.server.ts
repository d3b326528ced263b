import { readHead } from "#app/modules/audit/services.server.ts";
import { type Day, todayOf } from "#app/modules/calendar/rules/day.ts";
import type { Reach } from "#app/modules/registry/fragments/rows.server.ts";
import type { Deps } from "#app/ports.ts";
import { fromFlag, fromJson, toFlag, toJson } from "#db/codec.ts";
import type { Executor, Write } from "#db/index.server.ts";
import type { GateStateTable } from "#db/schema.ts";
import {
  countFreshBlocked,
  countUnsureRelations,
  deleteGateStates,
  listGateStates,
  listLivingRelationIds,
  listUnsureRelationIds,
  updateGateStatesStale,
  upsertGateStates,
} from "../queries/kept.server.ts";
import { type GateVerdict, gate, isStopping } from "../rules/gate.ts";
import type { GateCode } from "../rules/gate-table.ts";
import { goodThroughOf } from "../rules/good-through.ts";
import { loadGateFacts, type RelationFacts } from "./facts.server.ts";

/**
 * The gate's kept state is for lists and figures only and never shown when it may be wrong: an act judges what it touched before it is
 * committed (`keepGateStates`), a row says through which day it is sure, and a reader judges live what is not. A hand-over reads none
 * of it.
 */

/** What lists show of a relation's gate. */
export interface GateStanding {
  readonly isAllowed: boolean;
  /** Codes of the reasons that stop, each once. */
  readonly codes: readonly GateCode[];
  /** Read from the kept state; false when it was judged just now. */
  readonly isKept: boolean;
}

/** "For ever" as a kept row says it; a row without a day is sure of none. */
const never: Day = "9999-12-31";

const stoppingCodes = (verdict: GateVerdict): GateCode[] => [
  ...new Set(verdict.reasons.filter(isStopping).map((reason) => reason.code)),
];

type Judging = Pick<Deps, "now" | "templates">;

const stateRow = (deps: Judging, organisationId: string, of: RelationFacts, asOf: Day): GateStateTable => {
  const verdict = gate(of.facts, asOf);
  return {
    relationId: of.relation.id,
    organisationId,
    isAllowed: toFlag(verdict.isAllowed),
    reasonCodes: toJson(stoppingCodes(verdict)),
    asOf,
    computedAt: deps.now().toISOString(),
    goodThrough: goodThroughOf(of.facts, of.coming, asOf) ?? never,
    isStale: 0,
  };
};

/** How many relations an act judges itself; above it they are marked and the job judges them. */
const AT_ONCE = 200;

/** Judges what an act touched, inside its transaction, as its last step. */
export async function keepGateStates(
  trx: Write,
  deps: Judging,
  organisationId: string,
  touched: ReadonlySet<string> | "all",
): Promise<void> {
  if (touched !== "all" && touched.size === 0) return;
  const ids =
    touched === "all"
      ? await listLivingRelationIds(trx, organisationId, { limit: AT_ONCE + 1 })
      : [...touched];
  if (ids.length > AT_ONCE) {
    await updateGateStatesStale(trx, organisationId, touched === "all" ? "all" : ids);
    return;
  }
  await judgeAndKeep(trx, deps, organisationId, ids, todayOf(deps));
}

/** From now on everything is judged anew: what is judged by has changed without an act (another release, its reviewed files). */
export const doubtGateStates = (trx: Write, organisationId: string): Promise<void> =>
  updateGateStatesStale(trx, organisationId, "all");

async function judgeAndKeep(
  trx: Write,
  deps: Judging,
  organisationId: string,
  relationIds: readonly string[],
  today: Day,
): Promise<readonly GateStateTable[]> {
  const rows = await judgeRows(trx, deps, organisationId, relationIds, today);
  await keepRows(trx, organisationId, rows);
  return rows.flatMap(({ row, isClosed }) => (isClosed ? [] : [row]));
}

interface JudgedRow {
  readonly row: GateStateTable;
  readonly isClosed: boolean;
}

async function judgeRows(
  executor: Executor,
  deps: Judging,
  organisationId: string,
  relationIds: readonly string[],
  today: Day,
): Promise<JudgedRow[]> {
  const facts = await loadGateFacts(executor, deps, organisationId, relationIds, today);
  return [...facts.values()].map((of) => ({
    row: stateRow(deps, organisationId, of, today),
    isClosed: of.relation.state === "closed",
  }));
}

async function keepRows(trx: Write, organisationId: string, rows: readonly JudgedRow[]): Promise<void> {
  const closed = rows.filter((one) => one.isClosed).map((one) => one.row.relationId);
  if (closed.length > 0) await deleteGateStates(trx, organisationId, closed);
  await upsertGateStates(
    trx,
    rows.filter((one) => !one.isClosed).map((one) => one.row),
  );
}

const PAGE = 1_000;

/**
 * Judges for today what is stale, outdated or new, and keeps it. Facts are read outside the writing transaction, page by page; when
 * an act came in between, the page is judged again inside it.
 */
export async function refreshGateStates(
  deps: Deps,
  organisationId: string,
): Promise<{ readonly judged: number; readonly blocked: number }> {
  const today = todayOf(deps);
  const { read } = deps.db;
  let after = "";
  let judged = 0;
  let blocked = 0;
  for (;;) {
    const { seq } = await readHead(read, organisationId);
    const ids = await listUnsureRelationIds(read, { organisationId }, today, { after, limit: PAGE });
    const last = ids.at(-1);
    if (last === undefined) return { judged, blocked };
    after = last;
    const early = await judgeRows(read, deps, organisationId, ids, today);
    const kept = await deps.db.write(async (trx) => {
      if ((await readHead(trx, organisationId)).seq !== seq)
        return judgeAndKeep(trx, deps, organisationId, ids, today);
      await keepRows(trx, organisationId, early);
      return early.map((one) => one.row);
    });
    judged += kept.length;
    blocked += kept.filter((row) => row.isAllowed === 0).length;
  }
}

/** The gate of some relations on a day: kept where it is sure, judged live where not. Closed relations are left out. */
export async function readGateStates(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  relationIds: readonly string[],
  today: Day,
): Promise<Map<string, GateStanding>> {
  const found = new Map<string, GateStanding>();
  if (relationIds.length === 0) return found;
  for (const row of await listGateStates(executor, organisationId, relationIds, today)) {
    if (row.isFresh === 1)
      found.set(row.relationId, {
        isAllowed: fromFlag(row.isAllowed),
        codes: fromJson<GateCode[]>(row.reasonCodes),
        isKept: true,
      });
  }
  const unsure = await listLivingRelationIds(executor, organisationId, {
    relationIds: relationIds.filter((id) => !found.has(id)),
  });
  for (const [id, standing] of await judgeLive(executor, deps, organisationId, unsure, today))
    found.set(id, standing);
  return found;
}

async function judgeLive(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  relationIds: readonly string[],
  today: Day,
): Promise<Map<string, GateStanding>> {
  const facts = await loadGateFacts(executor, deps, organisationId, relationIds, today);
  return new Map(
    [...facts].map(([id, of]) => {
      const verdict = gate(of.facts, today);
      return [id, { isAllowed: verdict.isAllowed, codes: stoppingCodes(verdict), isKept: false }];
    }),
  );
}

/** How many relations a list or a figure judges live. */
const LIVE = 200;

/**
 * Relations in some states whose kept state is not sure, judged live for filters and counts; `unjudged` more are not, and the job
 * will.
 * @param reach whose relations are asked for
 */
export async function judgeUnsure(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  reach: Reach,
  today: Day,
  states: readonly string[] = ["active", "suspended"],
): Promise<{ readonly standings: ReadonlyMap<string, GateStanding>; readonly unjudged: number }> {
  const ids = await listUnsureRelationIds(executor, reach, today, {
    after: "",
    limit: LIVE,
    states,
  });
  const standings = await judgeLive(executor, deps, reach.organisationId, ids, today);
  const all = ids.length < LIVE ? ids.length : await countUnsureRelations(executor, reach, today, states);
  return { standings, unjudged: all - ids.length };
}

/** Relations in use that are 引渡不可 today; `unjudged` of them are not known yet and not among them. */
export async function countBlocked(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  reach: Reach,
  today: Day,
): Promise<{ readonly blocked: number; readonly unjudged: number }> {
  const fresh = await countFreshBlocked(executor, reach, today);
  const { standings, unjudged } = await judgeUnsure(executor, deps, reach, today, ["active"]);
  const live = [...standings.values()].filter((standing) => !standing.isAllowed).length;
  return { blocked: fresh + live, unjudged };
}
