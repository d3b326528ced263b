import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { StaffRole } from "#app/ports.ts";

export const circulationStates = [
  "draft",
  "submitted",
  "reviewed",
  "on-hold",
  "returned",
  "approved",
  "conditional",
  "rejected",
  "withdrawn",
] as const;
/** `submitted` 審査中, `reviewed` 決裁待ち, `on-hold` 保留, `returned` 差戻し (a new round is open). */
export type CirculationState = (typeof circulationStates)[number];

export const circulationEvents = [
  "submit",
  "pull-back",
  "withdraw",
  "pass",
  "return",
  "approve",
  "approve-conditionally",
  "reject",
  "hold",
  "confirm",
  "report-to-board",
] as const;
/** `pass` 審査を通す, `pull-back` 引戻し, `withdraw` 取下げ, `confirm` 後閲, `report-to-board` 理事会報告. */
export type CirculationEvent = (typeof circulationEvents)[number];

/** A step that somebody with `role` takes, in the order of the list. The last step decides. */
export interface Step {
  readonly kind: "review" | "decide";
  readonly role: StaffRole;
}
/** 審査 by the privacy manager, then 決裁 by a director. */
export const usualSteps: readonly Step[] = [
  { kind: "review", role: "privacy-manager" },
  { kind: "decide", role: "director" },
];

/** One recorded act. `position` is the step it was taken at, 0 for acts of the drafter. */
export interface CirculationAct {
  readonly kind: CirculationEvent;
  readonly round: number;
  readonly position: number;
  readonly actorId: string;
  /** The absent principal in whose place a deputy acted. */
  readonly onBehalfOf: string | null;
}

export interface Circulation {
  readonly state: CirculationState;
  /** Counts up with every 差戻し and 引戻し; approvals of an earlier round have lapsed. */
  readonly round: number;
  /** Important or unprecedented: no deputy decides it. */
  readonly isImportant: boolean;
  readonly drafterId: string;
  /** Named reviewer and decider; null = anyone with the step's role. */
  readonly reviewerId: string | null;
  readonly deciderId: string | null;
  readonly steps: readonly Step[];
  readonly acts: readonly CirculationAct[];
}

/** A deputy named for a period in which the principal is absent (不在). Both days inclusive. */
export interface DeputyFact {
  readonly principalId: string;
  readonly principalRoles: readonly StaffRole[];
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly recordedOn: Day;
  readonly recordedBy: string | null;
}

export interface DecisionActor {
  readonly personId: string;
  readonly roles: readonly StaffRole[];
  /** Absences for which this person is the named deputy. */
  readonly deputyFor: readonly DeputyFact[];
}

/** 条件付承認: what, who, until when, and whether nothing moves before it is met. */
export interface Condition {
  readonly text: string;
  readonly ownerName: string;
  readonly dueOn: Day;
  readonly bindsAtOnce: boolean;
}

export interface ActInput {
  readonly reason: string | null;
  readonly conditions: readonly Condition[];
  /** 保留: the day by which it is taken up again. */
  readonly holdUntil: Day | null;
}
export const noInput: ActInput = { reason: null, conditions: [], holdUntil: null };

export const decisionRefusals = [
  "wrong-state",
  "not-drafter",
  "not-reviewer",
  "not-decider",
  "own-draft",
  "own-review",
  "deputy-important",
  "deputy-principal-involved",
  "nothing-to-confirm",
  "not-office",
  "already-reported",
  "reason-required",
  "conditions-required",
  "condition-incomplete",
  "condition-due-past",
  "hold-until-required",
  "hold-until-past",
] as const;
export type DecisionRefusal = (typeof decisionRefusals)[number];

export const isDecided = (state: CirculationState): boolean =>
  state === "approved" || state === "conditional" || state === "rejected";
export const isOver = (state: CirculationState): boolean => isDecided(state) || state === "withdrawn";

/** Index of the step that is next in this round: the reviews already passed are behind. */
export function currentPosition(c: Circulation): number {
  return c.acts.filter((a) => a.round === c.round && a.kind === "pass").length;
}
export const currentStep = (c: Circulation): Step | undefined => c.steps[currentPosition(c)];

/** Whether the person drafted it, in any round. */
export const hasDrafted = (c: Circulation, personId: string): boolean =>
  c.drafterId === personId || c.acts.some((a) => a.kind === "submit" && a.actorId === personId);

/** Whether the person reviewed it in any round: passed it, or sent it back from a review step. */
export const hasReviewed = (c: Circulation, personId: string): boolean =>
  c.acts.some(
    (a) =>
      (a.actorId === personId || a.onBehalfOf === personId) &&
      (a.kind === "pass" || (a.kind === "return" && c.steps[a.position]?.kind === "review")),
  );
