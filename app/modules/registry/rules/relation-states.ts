/** The life of a relation 取扱案件: 起案中 → 審査中 → 承認 → 有効 → 停止 → 終了(返却待ち) → 完了. */
import { can, type Permission } from "#app/modules/access/rules.ts";
import type { Role } from "#app/ports.ts";
import { ok, type Result, refused } from "#app/result.ts";

export const relationStates = [
  "draft",
  "in-review",
  "approved",
  "active",
  "suspended",
  "ended",
  "closed",
] as const;
export type RelationState = (typeof relationStates)[number];

export const relationEvents = [
  "submit",
  "withdraw",
  "return",
  "reject",
  "approve",
  "activate",
  "suspend",
  "resume",
  "end",
  "close",
  "abandon",
] as const;
export type RelationEvent = (typeof relationEvents)[number];

/** What must hold besides the state; the caller knows the facts. */
export const relationGuards = ["within-ceiling", "not-own", "conditions-noted", "custody-empty"] as const;
export type RelationGuard = (typeof relationGuards)[number];

export interface RelationTransition {
  readonly event: RelationEvent;
  readonly from: readonly RelationState[];
  readonly to: RelationState;
  readonly permission: Permission;
  readonly needsReason: boolean;
  /**
   * - `within-ceiling`: no scope line outside the policy, at least one line
   * - `not-own`: the person who submitted does not approve
   * - `conditions-noted`: conditions of the approval are written down, or there are none
   * - `custody-empty`: lots at zero (委託), exit procedure done (共同利用), forms confirmed (紹介・斡旋)
   */
  readonly guards: readonly RelationGuard[];
}

export const relationTransitions: readonly RelationTransition[] = [
  {
    event: "submit",
    from: ["draft"],
    to: "in-review",
    permission: "relation.write",
    needsReason: false,
    guards: ["within-ceiling"],
  },
  {
    event: "withdraw",
    from: ["in-review"],
    to: "draft",
    permission: "relation.write",
    needsReason: false,
    guards: [],
  },
  {
    event: "return",
    from: ["in-review", "approved"],
    to: "draft",
    permission: "relation.activate",
    needsReason: true,
    guards: [],
  },
  {
    event: "reject",
    from: ["in-review"],
    to: "closed",
    permission: "relation.activate",
    needsReason: true,
    guards: [],
  },
  {
    event: "approve",
    from: ["in-review"],
    to: "approved",
    permission: "relation.activate",
    needsReason: false,
    guards: ["within-ceiling", "not-own"],
  },
  {
    event: "activate",
    from: ["approved"],
    to: "active",
    permission: "relation.activate",
    needsReason: false,
    guards: ["conditions-noted"],
  },
  {
    event: "suspend",
    from: ["active"],
    to: "suspended",
    permission: "relation.activate",
    needsReason: true,
    guards: [],
  },
  {
    event: "resume",
    from: ["suspended"],
    to: "active",
    permission: "relation.activate",
    needsReason: true,
    guards: [],
  },
  {
    event: "end",
    from: ["active", "suspended"],
    to: "ended",
    permission: "relation.close",
    needsReason: true,
    guards: [],
  },
  {
    event: "close",
    from: ["ended"],
    to: "closed",
    permission: "relation.close",
    needsReason: false,
    guards: ["custody-empty"],
  },
  {
    event: "abandon",
    from: ["draft", "approved"],
    to: "closed",
    permission: "relation.write",
    needsReason: true,
    guards: [],
  },
];

export interface RelationMove {
  readonly event: RelationEvent;
  readonly role: Role;
  readonly reason?: string | null;
  /** Guards whose facts hold. */
  readonly met: readonly RelationGuard[];
}

/**
 * The state after a move. Problems: `forbidden` for the role; refused `relation-state` (the event does not leave this
 * state), `reason-required`, or `guard-<name>` for the first guard not met.
 */
export function nextRelationState(state: RelationState, move: RelationMove): Result<RelationState> {
  const transition = relationTransitions.find((one) => one.event === move.event);
  if (transition === undefined || !can(move.role, transition.permission)) {
    return { ok: false, problem: { kind: "forbidden" } };
  }
  if (!transition.from.includes(state)) return refused("relation-state", { state, event: move.event });
  if (transition.needsReason && (move.reason ?? "").trim() === "")
    return refused("reason-required", { event: move.event });
  const unmet = transition.guards.find((guard) => !move.met.includes(guard));
  return unmet === undefined ? ok(transition.to) : refused(`guard-${unmet}`, { state, event: move.event });
}

const movesFrom = (state: RelationState): readonly RelationState[] => [
  ...new Set(relationTransitions.filter((one) => one.from.includes(state)).map((one) => one.to)),
];

/** The states each state may move to, by whatever event. */
export const relationMoves: Readonly<Record<RelationState, readonly RelationState[]>> = {
  draft: movesFrom("draft"),
  "in-review": movesFrom("in-review"),
  approved: movesFrom("approved"),
  active: movesFrom("active"),
  suspended: movesFrom("suspended"),
  ended: movesFrom("ended"),
  closed: movesFrom("closed"),
};

/** The events a role may try in a state, in their order; guards are answered when tried. */
export const relationEventsFor = (state: RelationState, role: Role): readonly RelationTransition[] =>
  relationTransitions.filter((one) => one.from.includes(state) && can(role, one.permission));

/** Data may lie with the partner. */
export const mayHoldData = (state: RelationState): boolean =>
  state === "active" || state === "suspended" || state === "ended";

export const isRelationState = (text: string): text is RelationState =>
  relationStates.some((state) => state === text);
