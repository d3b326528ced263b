import { denied } from "#app/modules/access/services/common.server.ts";
import { recordEvent } from "#app/modules/audit/services.server.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import { listConfirmations, listSubcontractors } from "#app/modules/registry/fragments/records.server.ts";
import { findRelation, listRelationStates } from "#app/modules/registry/fragments/relations.server.ts";
import { act, reachRelation } from "#app/modules/registry/services/common.server.ts";
import { moveRelationIn } from "#app/modules/registry/services/relations.server.ts";
import type { Actor, Deps } from "#app/ports.ts";
import { fail, ok, type Result, refused } from "#app/result.ts";
import type { Executor } from "#db/index.server.ts";
import type { RelationTable } from "#db/schema.ts";
import { countOpenCustody } from "../queries/lots.server.ts";
import { type ClosingFacts, type ClosingProblem, checkClosing } from "../rules/closing.ts";
import type { CustodyEvent } from "../rules/events.ts";

/** What still lies with the partner; confirmations count from the day the relation ended. */
export async function loadClosingFacts(executor: Executor, relation: RelationTable): Promise<ClosingFacts> {
  const { organisationId, id } = relation;
  const counts = await countOpenCustody(executor, organisationId, id);
  const subcontractors = await listSubcontractors(executor, organisationId, [id]);
  const states = await listRelationStates(executor, organisationId, id);
  const endedOn = states.filter((row) => row.state === "ended").at(-1)?.validFrom ?? null;
  const confirmations = (await listConfirmations(executor, organisationId, [id])).filter(
    (row) => row.isSatisfactory && endedOn !== null && row.confirmedOn >= endedOn,
  );
  const on = (kind: string): Day | null =>
    confirmations.find((row) => row.kind === kind)?.confirmedOn ?? null;
  return {
    basis: relation.basis as ClosingFacts["basis"],
    ...counts,
    activeSubcontractors: subcontractors.filter(
      (row) =>
        row.removedOn === null &&
        row.state !== "requested" &&
        (row.state !== "refused" || row.foundOn !== null),
    ).length,
    exitConfirmedOn: on("exit-procedure"),
    formKeepingConfirmedOn: on("form-keeping"),
    removalConfirmedOn: on("removal"),
  };
}

export interface ClosingView {
  readonly facts: ClosingFacts;
  readonly problems: readonly { readonly code: ClosingProblem; readonly count: number }[];
}

export async function readClosing(executor: Executor, relation: RelationTable): Promise<ClosingView> {
  const facts = await loadClosingFacts(executor, relation);
  return { facts, problems: checkClosing(facts) };
}

interface Move {
  readonly relationId: string;
  readonly revision: number;
  readonly on?: Day;
  readonly reason?: string | null;
}

/** 終了(返却待ち): no hand-over any more; what is out comes back. */
export async function endRelation(
  deps: Deps,
  actor: Actor,
  input: Move,
): Promise<Result<{ relationId: string }>> {
  const no = denied(actor, "relation.close");
  if (no) return no;
  return act(deps, (trx) => moveRelationIn(trx, deps, actor, "end", input));
}

/**
 * Closes a relation (終了 → 完了) once nothing of ours is left: lots at zero (委託), exit procedure (共同利用), forms confirmed
 * (紹介・斡旋), content taken out (取扱いなし). Refused `closing-<code>` for the first thing that is missing.
 */
export async function closeRelation(
  deps: Deps,
  actor: Actor,
  input: Move,
): Promise<Result<{ relationId: string }>> {
  const no = denied(actor, "relation.close");
  if (no) return no;
  return act(deps, async (trx) => {
    const reached = await reachRelation(trx, actor, input.relationId);
    if (!reached.ok) return reached;
    const relation = reached.value;
    const { problems } = await readClosing(trx, relation);
    const [first] = problems;
    if (relation.state === "ended" && first !== undefined)
      return refused(`closing-${first.code}`, { count: first.count });
    const moved = await moveRelationIn(
      trx,
      deps,
      actor,
      "close",
      input,
      problems.length === 0 ? ["custody-empty"] : [],
    );
    if (!moved.ok) return moved;
    const after = await findRelation(trx, actor.organisationId, relation.id);
    if (!after) return fail({ kind: "not-found" });
    await recordEvent<CustodyEvent>(trx, deps, actor, {
      type: "custody.relation-closed",
      subject: { kind: "relation", id: relation.id },
      partnerId: relation.partnerId,
      data: { number: relation.number, basis: relation.basis },
    });
    return ok({ relationId: relation.id });
  });
}
