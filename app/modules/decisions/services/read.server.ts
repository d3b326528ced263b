import { denied } from "#app/modules/access/services/common.server.ts";
import { todayOf } from "#app/modules/calendar/rules/day.ts";
import { type Actor, type Deps, personIdOf } from "#app/ports.ts";
import { fail, ok, type Result } from "#app/result.ts";
import type { ArtefactTable } from "#db/schema.ts";
import { type CirculationRow, findCirculation } from "../fragments.server.ts";
import {
  findArtefact,
  listArtefacts,
  listCirculations,
  listStaffOn,
  type StaffPerson,
  toCirculation,
} from "../queries.server.ts";
import {
  type CirculationState,
  circulationStates,
  type DecisionRefusal,
  isOver,
} from "../rules/circulation.ts";
import { type AllowedAct, allowedActs, awaitingConfirmation, refusalOf, turnOf } from "../rules/engine.ts";
import { decisionActor } from "./actor.server.ts";
import { drawPreview, readArtefact } from "./papers.server.ts";

export interface InboxItem {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly round: number;
  readonly state: CirculationState;
  readonly turn: "drafter" | "reviewer" | "decider" | null;
  /** Waits on the person who asks, in their role of today. */
  readonly isMine: boolean;
  /** The absent principal in whose place the person may decide. */
  readonly deputyFor: string | null;
  readonly needsConfirmation: boolean;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly drafterName: string;
  readonly holdUntil: string | null;
}

const LIMIT = 100;
const openStates = circulationStates.filter((s) => !isOver(s));
const overStates = circulationStates.filter((s) => isOver(s));

/** 決裁の受け箱: what waits on me first, then what waits on others, then what was decided lately. */
export async function listInbox(
  deps: Deps,
  actor: Actor,
): Promise<
  Result<{
    readonly mine: readonly InboxItem[];
    readonly others: readonly InboxItem[];
    readonly over: readonly InboxItem[];
  }>
> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const day = todayOf(deps);
  const as = await decisionActor(deps.db.read, actor, day);
  const staff = await listStaffOn(deps.db.read, actor.organisationId, day);
  const toItem = (row: CirculationRow): InboxItem => {
    const engine = toCirculation(row);
    const allowed = allowedActs(engine, as, day);
    const turn = turnOf(engine);
    const needsConfirmation = awaitingConfirmation(engine).includes(as.personId);
    const mineBy: Record<string, readonly string[]> = {
      drafter: ["submit"],
      reviewer: ["pass"],
      decider: ["approve"],
    };
    const step = allowed.find((a) => (mineBy[turn ?? ""] ?? []).includes(a.event));
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      round: row.round,
      state: row.state,
      turn,
      isMine: step !== undefined || needsConfirmation,
      deputyFor: staff.find((s) => s.personId === step?.onBehalfOf)?.name ?? null,
      needsConfirmation,
      submittedAt: row.submittedAt,
      decidedAt: row.decidedAt,
      drafterName: row.acts.find((a) => a.kind === "submit")?.actorName ?? "",
      holdUntil:
        row.state === "on-hold" ? (row.acts.findLast((a) => a.kind === "hold")?.holdUntil ?? null) : null,
    };
  };
  const open = (await listCirculations(deps.db.read, actor.organisationId, openStates, LIMIT)).map(toItem);
  const over = (await listCirculations(deps.db.read, actor.organisationId, overStates, LIMIT)).map(toItem);
  return ok({
    mine: [...open, ...over].filter((i) => i.isMine),
    others: open.filter((i) => !i.isMine),
    over: over.filter((i) => !i.isMine),
  });
}

export interface CirculationView {
  readonly circulation: CirculationRow;
  readonly artefacts: readonly ArtefactTable[];
  readonly allowed: readonly AllowedAct[];
  /** Why the person may not take the deciding act, when it is somebody's turn to decide. */
  readonly decideRefusal: DecisionRefusal | null;
  readonly turn: "drafter" | "reviewer" | "decider" | null;
  readonly isMine: boolean;
  readonly people: readonly Pick<StaffPerson, "personId" | "name" | "title" | "role">[];
  readonly awaitingConfirmation: readonly string[];
  readonly today: string;
}

export async function getCirculation(
  deps: Deps,
  actor: Actor,
  circulationId: string,
): Promise<Result<CirculationView>> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const circulation = await findCirculation(deps.db.read, actor.organisationId, circulationId);
  if (!circulation) return fail({ kind: "not-found" });
  const today = todayOf(deps);
  const as = await decisionActor(deps.db.read, actor, today);
  const engine = toCirculation(circulation);
  const allowed = allowedActs(engine, as, today);
  const turn = turnOf(engine);
  const staff = await listStaffOn(deps.db.read, actor.organisationId, today);
  return ok({
    circulation,
    artefacts: await listArtefacts(deps.db.read, actor.organisationId, circulationId),
    allowed,
    decideRefusal: turn === "decider" ? refusalOf(engine, "approve", as, today) : null,
    turn,
    isMine: allowed.some((a) => a.event === "pass" || a.event === "approve"),
    people: staff.map(({ personId, name, title, role }) => ({ personId, name, title, role })),
    awaitingConfirmation: awaitingConfirmation(engine),
    today,
  });
}

/** The paper of a circulation as it stands, drawn now; where each anchor lies, for links into the file. */
export async function previewCirculation(deps: Deps, actor: Actor, circulationId: string) {
  const no = denied(actor, "report.read");
  if (no) return no;
  const circulation = await findCirculation(deps.db.read, actor.organisationId, circulationId);
  if (!circulation) return fail({ kind: "not-found" });
  const paper = await drawPreview(deps, circulation);
  return paper.ok ? ok({ ...paper.value, circulation }) : paper;
}

/** The file a reader should see: the sealed one once it is decided, else the paper as it stands. */
export async function paperOfCirculation(
  deps: Deps,
  actor: Actor,
  circulationId: string,
): Promise<Result<{ readonly bytes: Buffer; readonly number: string }>> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const row = await findCirculation(deps.db.read, actor.organisationId, circulationId);
  if (!row) return fail({ kind: "not-found" });
  const artefacts = await listArtefacts(deps.db.read, actor.organisationId, circulationId);
  const sealed = artefacts.findLast((a) => a.kind === "sealed");
  if (sealed) {
    const bytes = await readArtefact(deps, sealed.hash);
    return bytes.ok ? ok({ bytes: bytes.value, number: row.number }) : bytes;
  }
  const paper = await drawPreview(deps, row);
  return paper.ok ? ok({ bytes: paper.value.bytes, number: row.number }) : paper;
}

/** One stored artefact: model, reviewed, stamped or sealed paper. */
export async function getArtefact(
  deps: Deps,
  actor: Actor,
  artefactId: string,
): Promise<Result<{ readonly artefact: ArtefactTable; readonly bytes: Buffer; readonly number: string }>> {
  const no = denied(actor, "report.read");
  if (no) return no;
  const artefact = await findArtefact(deps.db.read, actor.organisationId, artefactId);
  if (!artefact) return fail({ kind: "not-found" });
  const circulation = await findCirculation(deps.db.read, actor.organisationId, artefact.circulationId);
  const bytes = await readArtefact(deps, artefact.hash);
  return bytes.ok ? ok({ artefact, bytes: bytes.value, number: circulation?.number ?? "" }) : bytes;
}

/** Who may be named reviewer or decider today, the person who asks left out. */
export async function listNameable(deps: Deps, actor: Actor) {
  const day = todayOf(deps);
  const staff = await listStaffOn(deps.db.read, actor.organisationId, day);
  const me = personIdOf(actor);
  const of = (role: string) =>
    staff
      .filter((s) => s.role === role && s.personId !== me)
      .map(({ personId, name, title }) => ({ personId, name, title }));
  return { reviewers: of("privacy-manager"), deciders: of("director") };
}
