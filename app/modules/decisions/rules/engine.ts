import type { Day } from "#app/modules/calendar/rules/day.ts";
import {
  type ActInput,
  type Circulation,
  type CirculationAct,
  type CirculationEvent,
  type CirculationState,
  circulationEvents,
  currentPosition,
  currentStep,
  type DecisionActor,
  type DecisionRefusal,
  hasDrafted,
  hasReviewed,
  isOver,
  type Step,
} from "./circulation.ts";

/** In which capacity the actor may take the current step; `onBehalfOf` for a deputy. */
type Capacity =
  | { readonly ok: true; readonly onBehalfOf: string | null }
  | { readonly ok: false; readonly code: DecisionRefusal };
const no = (code: DecisionRefusal): { readonly ok: false; readonly code: DecisionRefusal } => ({
  ok: false,
  code,
});

const sources: Readonly<Record<CirculationEvent, readonly CirculationState[]>> = {
  submit: ["draft", "returned"],
  "pull-back": ["submitted", "reviewed"],
  withdraw: ["draft", "returned", "submitted", "reviewed", "on-hold"],
  pass: ["submitted"],
  return: ["submitted", "reviewed", "on-hold"],
  approve: ["reviewed", "on-hold"],
  "approve-conditionally": ["reviewed", "on-hold"],
  reject: ["reviewed", "on-hold"],
  hold: ["reviewed", "on-hold"],
  confirm: ["approved", "conditional", "rejected", "on-hold"],
  "report-to-board": ["approved", "conditional", "rejected"],
};

/** A reviewer never reviews an own draft, in any round. */
function reviewCapacity(c: Circulation, actor: DecisionActor, step: Step): Capacity {
  if (!actor.roles.includes(step.role)) return no("not-reviewer");
  if (hasDrafted(c, actor.personId)) return no("own-draft");
  if (c.reviewerId !== null && c.reviewerId !== actor.personId && currentPosition(c) === 0)
    return no("not-reviewer");
  return { ok: true, onBehalfOf: null };
}

/** Nobody decides on what they drafted or reviewed, in any round - nor through a deputy. */
function decideCapacity(c: Circulation, actor: DecisionActor, step: Step, today: Day): Capacity {
  const isOwn = actor.roles.includes(step.role) && (c.deciderId === null || c.deciderId === actor.personId);
  const absence = isOwn
    ? undefined
    : actor.deputyFor.find(
        (d) =>
          d.principalId !== actor.personId &&
          d.validFrom <= today &&
          today <= d.validTo &&
          d.recordedOn <= today &&
          // Named beforehand by somebody else: nobody makes themselves a deputy.
          d.recordedBy !== actor.personId &&
          d.principalRoles.includes(step.role) &&
          (c.deciderId === null || c.deciderId === d.principalId),
      );
  if (!isOwn && absence === undefined) return no("not-decider");
  if (hasDrafted(c, actor.personId)) return no("own-draft");
  if (hasReviewed(c, actor.personId)) return no("own-review");
  if (absence === undefined) return { ok: true, onBehalfOf: null };
  if (c.isImportant) return no("deputy-important");
  if (hasDrafted(c, absence.principalId) || hasReviewed(c, absence.principalId))
    return no("deputy-principal-involved");
  return { ok: true, onBehalfOf: absence.principalId };
}

/** Decisions a deputy took in this person's place that are not confirmed yet. */
const unconfirmed = (c: Circulation, personId: string): boolean =>
  c.acts.filter((a) => a.onBehalfOf === personId).length >
  c.acts.filter((a) => a.kind === "confirm" && a.actorId === personId).length;

/** Whether the actor may take this act now, words and conditions apart. */
function capacity(c: Circulation, event: CirculationEvent, actor: DecisionActor, today: Day): Capacity {
  if (!sources[event].includes(c.state)) return no("wrong-state");
  if (event === "submit" || event === "pull-back" || event === "withdraw") {
    return c.drafterId === actor.personId ? { ok: true, onBehalfOf: null } : no("not-drafter");
  }
  if (event === "confirm")
    return unconfirmed(c, actor.personId) ? { ok: true, onBehalfOf: null } : no("nothing-to-confirm");
  if (event === "report-to-board") {
    if (!actor.roles.includes("office")) return no("not-office");
    return c.acts.some((a) => a.kind === event) ? no("already-reported") : { ok: true, onBehalfOf: null };
  }
  const step = currentStep(c);
  if (step === undefined) return no("wrong-state");
  if (step.kind === "review") {
    return event === "pass" || event === "return" ? reviewCapacity(c, actor, step) : no("wrong-state");
  }
  return event === "pass" ? no("wrong-state") : decideCapacity(c, actor, step, today);
}

const blank = (text: string | null): boolean => text === null || text.trim() === "";

function inputProblem(event: CirculationEvent, input: ActInput, today: Day): DecisionRefusal | null {
  const needsReason =
    event === "return" || event === "reject" || event === "hold" || event === "approve-conditionally";
  if (needsReason && blank(input.reason)) return "reason-required";
  if (event === "hold") {
    if (input.holdUntil === null) return "hold-until-required";
    if (input.holdUntil < today) return "hold-until-past";
  }
  if (event !== "approve-conditionally") return null;
  if (input.conditions.length === 0) return "conditions-required";
  if (input.conditions.some((x) => blank(x.text) || blank(x.ownerName) || blank(x.dueOn)))
    return "condition-incomplete";
  return input.conditions.some((x) => x.dueOn < today) ? "condition-due-past" : null;
}

function nextState(c: Circulation, event: CirculationEvent): CirculationState {
  switch (event) {
    case "submit":
      return c.steps[0]?.kind === "decide" ? "reviewed" : "submitted";
    case "pass":
      return c.steps[currentPosition(c) + 1]?.kind === "decide" ? "reviewed" : "submitted";
    case "pull-back":
      return "draft";
    case "return":
      return "returned";
    case "withdraw":
      return "withdrawn";
    case "approve":
      return "approved";
    case "approve-conditionally":
      return "conditional";
    case "reject":
      return "rejected";
    case "hold":
      return "on-hold";
    case "confirm":
    case "report-to-board":
      return c.state;
  }
}

export type ActOutcome =
  | { readonly ok: true; readonly circulation: Circulation; readonly act: CirculationAct }
  | { readonly ok: false; readonly code: DecisionRefusal };

/**
 * Takes one act: the circulation after it and the act to record, or why not. 差戻し and 引戻し open a new round, so
 * that what was passed before has lapsed; the acts stay.
 */
export function takeAct(
  c: Circulation,
  event: CirculationEvent,
  actor: DecisionActor,
  input: ActInput,
  today: Day,
): ActOutcome {
  const may = capacity(c, event, actor, today);
  if (!may.ok) return may;
  const problem = inputProblem(event, input, today);
  if (problem !== null) return no(problem);
  const isStep = event !== "submit" && event !== "pull-back" && event !== "withdraw";
  const act: CirculationAct = {
    kind: event,
    round: c.round,
    position: isStep ? currentPosition(c) : 0,
    actorId: actor.personId,
    onBehalfOf: may.onBehalfOf,
  };
  const opensRound = event === "return" || event === "pull-back";
  return {
    ok: true,
    act,
    circulation: {
      ...c,
      state: nextState(c, event),
      round: opensRound ? c.round + 1 : c.round,
      acts: [...c.acts, act],
    },
  };
}

/** Why this actor may not take this act now, or null. For a disabled button with its reason. */
export function refusalOf(
  c: Circulation,
  event: CirculationEvent,
  actor: DecisionActor,
  today: Day,
): DecisionRefusal | null {
  const may = capacity(c, event, actor, today);
  return may.ok ? null : may.code;
}

export interface AllowedAct {
  readonly event: CirculationEvent;
  /** The absent principal, when it would be a deputy's act (代決). */
  readonly onBehalfOf: string | null;
}

/** What this actor may do now, in the order of `circulationEvents`. */
export function allowedActs(c: Circulation, actor: DecisionActor, today: Day): AllowedAct[] {
  const out: AllowedAct[] = [];
  for (const event of circulationEvents) {
    const may = capacity(c, event, actor, today);
    if (may.ok) out.push({ event, onBehalfOf: may.onBehalfOf });
  }
  return out;
}

/** Whose turn it is: the drafter's, a reviewer's, a decider's, or nobody's. */
export function turnOf(c: Circulation): "drafter" | "reviewer" | "decider" | null {
  if (isOver(c.state)) return null;
  if (c.state === "draft" || c.state === "returned") return "drafter";
  return c.state === "submitted" ? "reviewer" : "decider";
}

/** Persons whose deputy decided and who have not confirmed it (後閲待ち). */
export const awaitingConfirmation = (c: Circulation): string[] => [
  ...new Set(
    c.acts.flatMap((a) => (a.onBehalfOf !== null && unconfirmed(c, a.onBehalfOf) ? [a.onBehalfOf] : [])),
  ),
];
