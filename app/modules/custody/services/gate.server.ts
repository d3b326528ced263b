import { denied } from "#app/modules/access/services/common.server.ts";
import { type Day, isValidDay, todayOf } from "#app/modules/calendar/rules/day.ts";
import { nextNumber } from "#app/modules/organisation/services.server.ts";
import { findRelationByNumber } from "#app/modules/registry/fragments/relations.server.ts";
import { reachRelation } from "#app/modules/registry/services/common.server.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, invalid, ok, type Result } from "#app/result.ts";
import { fromFlag, fromJson, toFlag, toJson } from "#db/codec.ts";
import type { Executor, Write } from "#db/index.server.ts";
import { findGateCheck, insertGateCheck, listGateChecks } from "../queries/gate.server.ts";
import { type GateJson, type GateVerdict, gate, gateJson, isStopping } from "../rules/gate.ts";
import { words } from "../words.ts";
import {
  type GateGround,
  loadGateFacts,
  loadGround,
  loadOnGround,
  type RelationFacts,
} from "./facts.server.ts";
import {
  type GateReasonView,
  type GateView,
  loadWording,
  sayReason,
  toGateView,
  type Wording,
} from "./wording.server.ts";

/** One relation judged on one day, with everything its wording needs. */
export interface Judged {
  readonly ground: GateGround;
  readonly of: RelationFacts;
  readonly verdict: GateVerdict;
}

/** Judges one relation on `executor` (inside an act: its transaction). Null when it does not exist. */
export async function judgeRelation(
  executor: Executor,
  deps: Pick<Deps, "templates">,
  organisationId: string,
  relationId: string,
  asOf: Day,
  items: readonly string[] = [],
): Promise<Judged | null> {
  const ground = await loadGround(executor, deps, organisationId, asOf);
  const of = (await loadOnGround(executor, ground, [relationId], items)).get(relationId);
  return of === undefined ? null : { ground, of, verdict: gate(of.facts, asOf) };
}

export const viewOf = async (
  executor: Executor,
  deps: Pick<Deps, "templates">,
  judged: Judged,
  reader: Actor,
): Promise<GateView> => {
  const wording = await loadWording(executor, deps, judged.ground, [judged.verdict], reader.lang);
  return toGateView(judged.verdict, judged.of, wording, reader);
};

export interface GateQuestion {
  readonly relationId: string;
  /** Today when left out. */
  readonly asOf?: Day;
  /** Items asked for; the relation as a whole when left out. */
  readonly items?: readonly string[];
}

/** 引渡可否判定: whether something may be handed over on a day, with all reasons. Changes nothing. */
export async function checkGate(deps: Deps, actor: Actor, question: GateQuestion): Promise<Result<GateView>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const asOf = question.asOf ?? todayOf(deps);
  if (!isValidDay(asOf)) return invalid({ path: "asOf", code: "day-invalid", params: { value: asOf } });
  const { read } = deps.db;
  const reached = await reachRelation(read, actor, question.relationId);
  if (!reached.ok) return reached;
  const judged = await judgeRelation(
    read,
    deps,
    actor.organisationId,
    reached.value.id,
    asOf,
    question.items ?? [],
  );
  return judged === null ? fail({ kind: "not-found" }) : ok(await viewOf(read, deps, judged, actor));
}

/** The gate of several relations on one day, by relation; those the actor does not reach are left out. */
export async function checkGates(
  deps: Deps,
  actor: Actor,
  relationIds: readonly string[],
  asOf: Day = todayOf(deps),
): Promise<Result<Map<string, GateView>>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const { read } = deps.db;
  const all = await loadGateFacts(read, deps, actor.organisationId, relationIds, asOf);
  const isOwn = ({ relation }: RelationFacts): boolean =>
    actor.kind !== "staff" || actor.role !== "department" || actor.department === relation.department;
  const judged = [...all.values()].filter(isOwn).map((of) => ({ of, verdict: gate(of.facts, asOf) }));
  const ground = await loadGround(read, deps, actor.organisationId, asOf);
  const wording = await loadWording(
    read,
    deps,
    ground,
    judged.map((one) => one.verdict),
    actor.lang,
  );
  return ok(
    new Map(judged.map(({ of, verdict }) => [of.relation.id, toGateView(verdict, of, wording, actor)])),
  );
}

/** The gate as scripts read it (product section 8); the relation is named by number (`R-0105`) or id. */
export async function checkGateForScript(
  deps: Deps,
  actor: Actor,
  question: GateQuestion,
): Promise<Result<GateJson>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const asOf = question.asOf ?? todayOf(deps);
  if (!isValidDay(asOf)) return invalid({ path: "on", code: "day-invalid", params: { value: asOf } });
  const { read } = deps.db;
  const named = await findRelationByNumber(read, actor.organisationId, question.relationId);
  if (!named) return fail({ kind: "not-found" });
  const reached = await reachRelation(read, actor, named.id);
  if (!reached.ok) return reached;
  const judged = await judgeRelation(read, deps, actor.organisationId, named.id, asOf, question.items ?? []);
  if (judged === null) return fail({ kind: "not-found" });
  const wording = await loadWording(read, deps, judged.ground, [judged.verdict], actor.lang);
  return ok(
    gateJson(judged.verdict, actor.lang, (reason) => ({
      message: joinSentence(sayReason(reason, wording)),
      cure: words[actor.lang].cure[reason.cure],
    })),
  );
}

const joinSentence = ({ title, detail }: { title: string; detail: string }): string =>
  detail === "" ? title : `${title}: ${detail}`;

/** For what a check was recorded. */
export const checkActs = [
  "hand-over",
  "hand-over-refused",
  "copy",
  "standing",
  "standing-refused",
  "standing-day",
  "standing-use",
] as const;
export type CheckAct = (typeof checkActs)[number];

/** What a recorded check keeps: codes with parameters and the words in both languages, as they stood. */
export interface FrozenCheck {
  readonly verdict: GateVerdict;
  readonly said: Readonly<
    Record<"ja" | "en", readonly { readonly title: string; readonly detail: string }[]>
  >;
}

/** Records the verdict an act was done, or refused, under. */
export async function recordCheck(
  trx: Write,
  deps: Deps,
  actor: Actor,
  judged: Judged,
  act: CheckAct,
): Promise<{ id: string; number: string }> {
  const { verdict, of } = judged;
  const say = async (lang: "ja" | "en") => {
    const wording: Wording = await loadWording(trx, deps, judged.ground, [verdict], lang);
    return verdict.reasons.map((reason) => sayReason(reason, wording));
  };
  const frozen: FrozenCheck = { verdict, said: { ja: await say("ja"), en: await say("en") } };
  const id = deps.newId();
  const number = `G-${String(await nextNumber(trx, actor.organisationId, "gate-check")).padStart(6, "0")}`;
  await insertGateCheck(trx, {
    id,
    organisationId: actor.organisationId,
    relationId: of.relation.id,
    number,
    asOf: verdict.asOf,
    requestedItems: toJson(of.facts.requestedItems),
    verdict: toJson(frozen),
    isAllowed: toFlag(verdict.isAllowed),
    act,
    checkedAt: deps.now().toISOString(),
    checkedBy: personIdOf(actor),
  });
  return { id, number };
}

export interface RecordedCheck {
  readonly id: string;
  readonly number: string;
  readonly asOf: Day;
  readonly act: CheckAct;
  readonly isAllowed: boolean;
  readonly checkedAt: string;
  readonly requestedItems: readonly string[];
  readonly reasons: readonly {
    readonly code: string;
    readonly title: string;
    readonly detail: string;
    readonly isStopping: boolean;
  }[];
}

const toRecorded = (
  row: NonNullable<Awaited<ReturnType<typeof findGateCheck>>>,
  lang: Actor["lang"],
): RecordedCheck => {
  const frozen = fromJson<FrozenCheck>(row.verdict);
  return {
    id: row.id,
    number: row.number,
    asOf: row.asOf,
    act: row.act as CheckAct,
    isAllowed: fromFlag(row.isAllowed),
    checkedAt: row.checkedAt,
    requestedItems: fromJson<string[]>(row.requestedItems),
    reasons: frozen.verdict.reasons.map((reason, at) => ({
      code: reason.code,
      title: frozen.said[lang][at]?.title ?? words[lang].reason[reason.code].title,
      detail: frozen.said[lang][at]?.detail ?? "",
      isStopping: isStopping(reason),
    })),
  };
};

const HISTORY = 100;

/** Recorded checks of a relation, newest first, as they stood. */
export async function listChecks(
  deps: Deps,
  actor: Actor,
  relationId: string,
): Promise<Result<readonly RecordedCheck[]>> {
  const no = denied(actor, "custody.read");
  if (no) return no;
  const reached = await reachRelation(deps.db.read, actor, relationId);
  if (!reached.ok) return reached;
  const rows = await listGateChecks(deps.db.read, actor.organisationId, relationId, HISTORY);
  return ok(rows.map((row) => toRecorded(row, actor.lang)));
}

/** One recorded check, for the lot or authorisation it belongs to; the caller has proved the reach. */
export async function readCheck(
  executor: Executor,
  actor: Actor,
  checkId: string | null,
): Promise<RecordedCheck | null> {
  if (checkId === null) return null;
  const row = await findGateCheck(executor, actor.organisationId, checkId);
  return row === null ? null : toRecorded(row, actor.lang);
}

export type { GateReasonView, GateView };
