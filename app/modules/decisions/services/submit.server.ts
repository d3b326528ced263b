import type { Lang } from "#app/i18n/lang.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { type Actor, type Deps, personIdOf, roleOf } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import { toFlag } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import { findCirculation } from "../fragments.server.ts";
import {
  insertAct,
  insertArtefacts,
  insertCirculation,
  listStaffOn,
  toCirculation,
  updateCirculationIfRevision,
} from "../queries.server.ts";
import { noInput, usualSteps } from "../rules/circulation.ts";
import { takeAct } from "../rules/engine.ts";
import type { DecisionEvent } from "../rules/events.ts";
import { decisionActor } from "./actor.server.ts";
import { tellNext } from "./mails.server.ts";
import type { FrozenModel } from "./papers.server.ts";

export interface Submission {
  /** The circulation of an earlier round, after 差戻し or 引戻し; null for the first. */
  readonly circulationId: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly number: string;
  readonly title: string;
  readonly language: Lang;
  readonly isImportant: boolean;
  /** Named reviewer and decider, or null for anyone with the role. */
  readonly reviewerId: string | null;
  readonly deciderId: string | null;
  /** Stored before the transaction by `freezeModel`. */
  readonly frozen: FrozenModel;
  readonly reason: string | null;
}

/**
 * 起案: submits a frozen model inside the owning module's transaction. A first submission opens the circulation, a later
 * one goes on with the round that the return opened.
 */
export async function submitCirculation(
  trx: Write,
  deps: Deps,
  actor: Actor,
  input: Submission,
): Promise<Result<{ readonly circulationId: string; readonly round: number }>> {
  const personId = personIdOf(actor);
  if (!personId) return fail({ kind: "forbidden" });
  const at = deps.now().toISOString();
  const day = tokyoDay(at);
  const staff = await listStaffOn(trx, actor.organisationId, day);
  for (const [path, id, role] of [
    ["reviewerId", input.reviewerId, "privacy-manager"],
    ["deciderId", input.deciderId, "director"],
  ] as const) {
    if (id === null) continue;
    if (!staff.some((s) => s.personId === id && s.role === role))
      return fail({ kind: "invalid", fields: [{ path, code: "unknown-choice" }] });
    if (id === personId) return refused("own-draft");
  }
  let row =
    input.circulationId === null
      ? null
      : await findCirculation(trx, actor.organisationId, input.circulationId);
  if (input.circulationId !== null && row === null) return fail({ kind: "not-found" });
  const engine = row
    ? { ...toCirculation(row), reviewerId: input.reviewerId, deciderId: input.deciderId }
    : {
        state: "draft" as const,
        round: 1,
        isImportant: input.isImportant,
        drafterId: personId,
        reviewerId: input.reviewerId,
        deciderId: input.deciderId,
        steps: usualSteps,
        acts: [],
      };
  const taken = takeAct(
    engine,
    "submit",
    await decisionActor(trx, actor, day),
    { ...noInput, reason: input.reason },
    day,
  );
  if (!taken.ok) return refused(taken.code);
  const id = row?.id ?? deps.newId();
  const changes = {
    state: taken.circulation.state,
    title: input.title,
    language: input.language,
    isImportant: toFlag(input.isImportant),
    reviewerId: input.reviewerId,
    deciderId: input.deciderId,
    submittedAt: at,
    modelHash: input.frozen.hash,
  };
  if (row) {
    const isMine = await updateCirculationIfRevision(
      trx,
      { organisationId: actor.organisationId, id, revision: row.revision, state: row.state },
      changes,
    );
    if (!isMine) return fail({ kind: "conflict", what: "circulation" });
  } else {
    await insertCirculation(trx, {
      id,
      organisationId: actor.organisationId,
      subjectKind: input.subject.kind,
      subjectId: input.subject.id,
      number: input.number,
      round: 1,
      drafterId: personId,
      decidedAt: null,
      auditHead: null,
      verificationCode: null,
      boardReportedOn: null,
      boardMinutesNumber: null,
      createdAt: at,
      revision: 1,
      ...changes,
    });
  }
  await insertAct(trx, {
    id: deps.newId(),
    organisationId: actor.organisationId,
    circulationId: id,
    round: taken.act.round,
    position: (row?.acts.length ?? 0) + 1,
    step: taken.act.position,
    kind: "submit",
    actorId: personId,
    actorName: actor.name,
    actorTitle: actor.kind === "staff" ? actor.title : null,
    role: roleOf(actor),
    onBehalfOf: null,
    reason: input.reason,
    conditions: null,
    holdUntil: null,
    at,
  });
  await insertArtefacts(trx, [
    {
      id: deps.newId(),
      organisationId: actor.organisationId,
      circulationId: id,
      round: taken.act.round,
      kind: "model",
      hash: input.frozen.hash,
      bytes: input.frozen.bytes,
      language: input.language,
      createdAt: at,
    },
  ]);
  await recordEvent<DecisionEvent>(trx, deps, actor, {
    type: "decisions.submitted",
    subject: { kind: "circulation", id },
    data: {
      number: input.number,
      round: taken.act.round,
      modelHash: input.frozen.hash,
      subjectKind: input.subject.kind,
      subjectId: input.subject.id,
    },
    ...(input.reason ? { personal: { reason: input.reason } } : {}),
  });
  row = await findCirculation(trx, actor.organisationId, id);
  if (row) await tellNext(trx, deps, row, actor.name);
  return ok({ circulationId: id, round: taken.act.round });
}
