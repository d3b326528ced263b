import type { Permission } from "#app/modules/access/rules.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import { denied } from "#app/modules/access/services/common.server.ts";
import { proveAgain } from "#app/modules/access/services/sessions.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type Actor, type DecisionOutcome, type Deps, personIdOf, roleOf } from "#app/ports.ts";
import { fail, ok, type Problem, type Result, refused } from "#app/result.ts";
import { toJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import type { ArtefactTable } from "#db/schema.ts";
import { type ActRow, type CirculationRow, findCirculation } from "../fragments.server.ts";
import { insertAct, insertArtefacts, toCirculation, updateCirculationIfRevision } from "../queries.server.ts";
import {
  type ActInput,
  type CirculationAct,
  type CirculationEvent,
  currentStep,
  type DecisionActor,
  type DecisionRefusal,
} from "../rules/circulation.ts";
import { takeAct } from "../rules/engine.ts";
import type { DecisionEvent } from "../rules/events.ts";
import { decisionActor } from "./actor.server.ts";
import { tellDecided, tellNext, tellReturned } from "./mails.server.ts";
import {
  type DecidedPaper,
  isPrinted,
  prepareDecided,
  prepareReviewed,
  type ReviewedPaper,
} from "./papers.server.ts";

export interface DecisionInput {
  readonly circulationId: string;
  /** What the person saw; a later change is a conflict. */
  readonly revision: number;
  readonly event: Exclude<CirculationEvent, "submit">;
  readonly act: ActInput;
  /** Asked for at every act of the deciding step, and at 後閲. */
  readonly password: string;
  readonly board: { readonly reportedOn: string; readonly minutesNumber: string } | null;
  /** Key of the form: a double click acts once. */
  readonly once: string;
}
export interface Acted {
  readonly circulationId: string;
  readonly event: CirculationEvent;
}

const permissionOf = (event: DecisionInput["event"], step: "review" | "decide" | null): Permission => {
  switch (event) {
    case "pull-back":
    case "withdraw":
      return "report.draft";
    case "pass":
      return "report.review";
    case "return":
      return step === "review" ? "report.review" : "report.decide";
    case "report-to-board":
      return "board.record";
    default:
      return "report.decide";
  }
};

/** Where the refusal of a rule belongs on the form; everything else is a sentence over it. */
const fieldOf: Partial<Record<DecisionRefusal, string>> = {
  "reason-required": "reason",
  "conditions-required": "conditions.0.text",
  "condition-incomplete": "conditions.0.text",
  "condition-due-past": "conditions.0.dueOn",
  "hold-until-required": "holdUntil",
  "hold-until-past": "holdUntil",
};
const refusal = (code: DecisionRefusal): { readonly ok: false; readonly problem: Problem } => {
  const path = fieldOf[code];
  return path === undefined ? refused(code) : fail({ kind: "invalid", fields: [{ path, code }] });
};

type Papers =
  | { readonly kind: "none" }
  | ({ readonly kind: "reviewed" } & ReviewedPaper)
  | ({ readonly kind: "decided" } & DecidedPaper);

/**
 * One act on a circulation: 審査, 差戻し, 決裁, 条件付承認, 却下, 保留, 引戻し, 取下げ, 後閲, 理事会報告.
 * Papers are drawn and sealed in `prepare`, outside the transaction; the transaction's conditional update decides, so
 * that of any number of simultaneous decisions exactly one happens. When the signer or the disk fails nothing happened.
 */
export async function actOnCirculation(
  deps: Deps,
  actor: Actor,
  input: DecisionInput,
): Promise<Result<Acted>> {
  const personId = personIdOf(actor);
  if (!personId) return fail({ kind: "forbidden" });
  const seen = await findCirculation(deps.db.read, actor.organisationId, input.circulationId);
  if (!seen) return fail({ kind: "not-found" });
  const step = currentStep(toCirculation(seen))?.kind ?? null;
  const no = denied(actor, permissionOf(input.event, step));
  if (no) return no;
  const at = deps.now().toISOString();
  const day = tokyoDay(at);
  const once = { key: input.once, act: `decisions.${input.event}` };
  const early = await judge(deps, seen, actor, input, day);
  if (!early.ok) {
    // A second click of the same form finds what the first one did.
    return once.key === "" ? early : actOnce(deps, actor, once, async () => early);
  }
  const needsProof = step === "decide" && input.event !== "pull-back" && input.event !== "withdraw";
  if ((needsProof && input.event !== "report-to-board") || input.event === "confirm") {
    const proof = await proveAgain(deps, actor, input.password);
    if (!proof.ok) return proof;
  }
  const act = actRowOf(deps, actor, seen, early.value.act, input, at);
  const papers = await prepare(deps, seen, act, at);
  if (!papers.ok) return papers;
  return actOnce(deps, actor, once, (trx) => commit(trx, deps, actor, { input, act, at, day }, papers.value));
}

async function judge(
  deps: Deps,
  row: CirculationRow,
  actor: Actor,
  input: DecisionInput,
  day: string,
): Promise<Result<{ act: CirculationAct; as: DecisionActor }>> {
  const as = await decisionActor(deps.db.read, actor, day);
  const taken = takeAct(toCirculation(row), input.event, as, input.act, day);
  if (!taken.ok) return refusal(taken.code);
  if (row.revision !== input.revision) return fail({ kind: "conflict", what: "circulation" });
  if (input.event === "report-to-board" && input.board === null)
    return fail({ kind: "invalid", fields: [{ path: "boardReportedOn", code: "required" }] });
  if (input.board !== null && input.event === "report-to-board" && input.board.reportedOn > day) {
    const params = { value: input.board.reportedOn };
    return fail({ kind: "invalid", fields: [{ path: "boardReportedOn", code: "day-future", params }] });
  }
  return ok({ act: taken.act, as });
}

const actRowOf = (
  deps: Deps,
  actor: Actor,
  row: CirculationRow,
  act: CirculationAct,
  input: DecisionInput,
  at: string,
): ActRow => ({
  id: deps.newId(),
  organisationId: row.organisationId,
  circulationId: row.id,
  round: act.round,
  position: row.acts.length + 1,
  step: act.position,
  kind: act.kind,
  actorId: act.actorId,
  actorName: actor.name,
  actorTitle: actor.kind === "staff" ? actor.title : null,
  role: roleOf(actor),
  onBehalfOf: act.onBehalfOf,
  reason: input.act.reason,
  conditions: input.event === "approve-conditionally" ? input.act.conditions : [],
  holdUntil: input.event === "hold" ? input.act.holdUntil : null,
  at,
});

async function prepare(deps: Deps, row: CirculationRow, act: ActRow, at: string): Promise<Result<Papers>> {
  const acts = [...row.acts.filter((a) => a.round === row.round && isPrinted(a)), act];
  if (act.kind === "pass") {
    const paper = await prepareReviewed(deps, row, acts, at);
    return paper.ok ? ok({ kind: "reviewed", ...paper.value }) : paper;
  }
  if (act.kind === "approve" || act.kind === "approve-conditionally") {
    const paper = await prepareDecided(deps, row, acts, at);
    return paper.ok ? ok({ kind: "decided", ...paper.value }) : paper;
  }
  return ok({ kind: "none" });
}

const outcomes: Partial<Record<CirculationEvent, DecisionOutcome["result"]>> = {
  approve: "decided",
  "approve-conditionally": "conditional",
  return: "returned",
  reject: "rejected",
  withdraw: "withdrawn",
  "pull-back": "returned",
};

async function commit(
  trx: Write,
  deps: Deps,
  actor: Actor,
  what: { input: DecisionInput; act: ActRow; at: string; day: string },
  papers: Papers,
): Promise<Result<Acted>> {
  const { input, act, at, day } = what;
  const row = await findCirculation(trx, actor.organisationId, input.circulationId);
  if (!row) return fail({ kind: "not-found" });
  const as = await decisionActor(trx, actor, day);
  const taken = takeAct(toCirculation(row), input.event, as, input.act, day);
  if (!taken.ok) return refusal(taken.code);
  const isMine = await updateCirculationIfRevision(
    trx,
    { organisationId: actor.organisationId, id: row.id, revision: input.revision, state: row.state },
    {
      state: taken.circulation.state,
      round: taken.circulation.round,
      ...(papers.kind === "decided"
        ? { auditHead: papers.auditHead, verificationCode: papers.code, decidedAt: at }
        : {}),
      ...(input.event === "reject" ? { decidedAt: at } : {}),
      ...(input.event === "report-to-board" && input.board
        ? { boardReportedOn: input.board.reportedOn, boardMinutesNumber: input.board.minutesNumber }
        : {}),
    },
  );
  if (!isMine) return fail({ kind: "conflict", what: "circulation" });
  await insertAct(trx, {
    ...act,
    position: row.acts.length + 1,
    conditions: act.conditions.length > 0 ? toJson(act.conditions) : null,
  });
  await insertArtefacts(trx, artefactsOf(deps, row, act, papers));
  const result = outcomes[input.event];
  if (result) {
    const subject = deps.subjects[row.subjectKind];
    if (!subject) throw new Error(`nothing is known of the subject kind ${row.subjectKind}`);
    const done = await subject.onConcluded(trx, deps, actor, {
      circulationId: row.id,
      subjectId: row.subjectId,
      round: row.round,
      result,
      conditions: act.conditions.map((c) => ({ text: c.text, owner: c.ownerName, dueOn: c.dueOn })),
    });
    if (!done.ok) return done;
  }
  await recordEvent<DecisionEvent>(trx, deps, actor, eventOf(row, act, input, papers));
  const after = await findCirculation(trx, actor.organisationId, row.id);
  if (after) {
    if (input.event === "pass") {
      const drafter = row.acts.find((a) => a.kind === "submit")?.actorName ?? "";
      await tellNext(trx, deps, after, drafter);
    } else if (input.event === "return") await tellReturned(trx, deps, after, act.reason ?? "");
    else if (input.event !== "hold" && result && result !== "withdrawn" && input.event !== "pull-back")
      await tellDecided(trx, deps, after);
  }
  return ok({ circulationId: row.id, event: input.event });
}

function artefactsOf(deps: Deps, row: CirculationRow, act: ActRow, papers: Papers): ArtefactTable[] {
  const artefact = (kind: string, file: { hash: string; bytes: number }): ArtefactTable => ({
    id: deps.newId(),
    organisationId: row.organisationId,
    circulationId: row.id,
    round: act.round,
    kind,
    hash: file.hash,
    bytes: file.bytes,
    language: row.language,
    createdAt: act.at,
  });
  if (papers.kind === "reviewed") return [artefact("reviewed", papers.reviewed)];
  if (papers.kind === "decided")
    return [artefact("stamped", papers.stamped), artefact("sealed", papers.sealed)];
  return [];
}

function eventOf(row: CirculationRow, act: ActRow, input: DecisionInput, papers: Papers): DecisionEvent {
  const subject = { kind: "circulation" as const, id: row.id };
  const data = { number: row.number, round: act.round };
  const personal = act.reason ? { personal: { reason: act.reason } } : {};
  const { onBehalfOf } = act;
  switch (input.event) {
    case "pull-back":
      return { type: "decisions.pulled-back", subject, data };
    case "withdraw":
      return { type: "decisions.withdrawn", subject, data };
    case "pass":
      return {
        type: "decisions.passed",
        subject,
        data: {
          ...data,
          modelHash: row.modelHash ?? "",
          reviewedHash: papers.kind === "reviewed" ? papers.reviewed.hash : "",
        },
        ...personal,
      };
    case "return":
      return {
        type: "decisions.returned",
        subject,
        data: { ...data, step: act.step, onBehalfOf },
        ...personal,
      };
    case "approve":
    case "approve-conditionally":
      if (papers.kind !== "decided") throw new Error("a decision has its papers");
      return {
        type: "decisions.decided",
        subject,
        data: {
          ...data,
          result: input.event === "approve" ? "approved" : "conditional",
          modelHash: row.modelHash ?? "",
          stampedHash: papers.stamped.hash,
          sealedHash: papers.sealed.hash,
          auditHead: papers.auditHead,
          onBehalfOf,
          proof: "password",
        },
        ...personal,
      };
    case "reject":
      return {
        type: "decisions.rejected",
        subject,
        data: { ...data, onBehalfOf, proof: "password" },
        ...personal,
      };
    case "hold":
      return {
        type: "decisions.held",
        subject,
        data: { ...data, until: act.holdUntil ?? "", onBehalfOf, proof: "password" },
        ...personal,
      };
    case "confirm":
      return { type: "decisions.confirmed", subject, data };
    case "report-to-board":
      return {
        type: "decisions.board-reported",
        subject,
        data: {
          number: row.number,
          reportedOn: input.board?.reportedOn ?? "",
          minutesNumber: input.board?.minutesNumber ?? "",
        },
      };
  }
}
