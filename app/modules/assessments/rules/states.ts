import { partnerRoles, staffRoles } from "#app/ports.ts";

export const assessmentStates = [
  "draft",
  "sent",
  "answering",
  "submitted",
  "in-review",
  "returned",
  "graded",
  "approved",
  "conditional",
  "failed",
  "cancelled",
] as const;
export type AssessmentState = (typeof assessmentStates)[number];

export const assessmentEvents = [
  "send",
  "answer",
  "submit",
  "recall",
  "start-review",
  "override",
  "accept-na",
  "return",
  "grade",
  "except-critical",
  "approve",
  "approve-conditionally",
  "fail",
  "cancel",
] as const;
export type AssessmentEvent = (typeof assessmentEvents)[number];

export const assessmentRoles = [...staffRoles, ...partnerRoles] as const;
export type AssessmentRole = (typeof assessmentRoles)[number];

interface Move {
  readonly event: AssessmentEvent;
  readonly from: readonly AssessmentState[];
  /** Null: the act leaves the state as it is. */
  readonly to: AssessmentState | null;
  readonly by: readonly AssessmentRole[];
  readonly reasonRequired?: true;
}

/**
 * Every permitted act. The office may answer and submit on the partner's behalf from paper or telephone (代行入力);
 * grading is the privacy manager's, critical exceptions are the director's.
 */
export const moves: readonly Move[] = [
  { event: "send", from: ["draft"], to: "sent", by: ["office", "privacy-manager"] },
  {
    event: "answer",
    from: ["sent", "answering", "returned"],
    to: "answering",
    by: [...partnerRoles, "office"],
  },
  { event: "submit", from: ["answering"], to: "submitted", by: [...partnerRoles, "office"] },
  { event: "recall", from: ["submitted"], to: "answering", by: partnerRoles },
  { event: "start-review", from: ["submitted"], to: "in-review", by: ["privacy-manager"] },
  { event: "override", from: ["in-review"], to: null, by: ["privacy-manager"], reasonRequired: true },
  { event: "accept-na", from: ["in-review"], to: null, by: ["privacy-manager"], reasonRequired: true },
  { event: "return", from: ["in-review"], to: "returned", by: ["privacy-manager"], reasonRequired: true },
  { event: "grade", from: ["in-review"], to: "graded", by: ["privacy-manager"] },
  {
    event: "except-critical",
    from: ["graded", "conditional", "failed"],
    to: null,
    by: ["director"],
    reasonRequired: true,
  },
  { event: "approve", from: ["graded"], to: "approved", by: ["privacy-manager"] },
  {
    event: "approve-conditionally",
    from: ["graded", "failed"],
    to: "conditional",
    by: ["privacy-manager"],
    reasonRequired: true,
  },
  { event: "fail", from: ["graded"], to: "failed", by: ["privacy-manager"], reasonRequired: true },
  {
    event: "cancel",
    from: ["draft", "sent", "answering", "returned"],
    to: "cancelled",
    by: ["office", "privacy-manager"],
    reasonRequired: true,
  },
];

export type AssessmentRefusal = "wrong-state" | "wrong-role" | "reason-required";
export type Transition =
  | { readonly ok: true; readonly state: AssessmentState }
  | { readonly ok: false; readonly code: AssessmentRefusal };

/** The state after `event`, or why it may not happen. `reason` is needed where the act must be explained. */
export function transition(
  state: AssessmentState,
  event: AssessmentEvent,
  role: AssessmentRole,
  reason: string | null = null,
): Transition {
  const move = moves.find((m) => m.event === event && m.from.includes(state));
  if (move === undefined) return { ok: false, code: "wrong-state" };
  if (!move.by.includes(role)) return { ok: false, code: "wrong-role" };
  if (move.reasonRequired && (reason === null || reason.trim() === ""))
    return { ok: false, code: "reason-required" };
  return { ok: true, state: move.to ?? state };
}

/** What this role may do now; for the buttons of a screen. */
export const allowedEvents = (state: AssessmentState, role: AssessmentRole): AssessmentEvent[] =>
  moves.filter((m) => m.from.includes(state) && m.by.includes(role)).map((m) => m.event);

/** While answers may be changed. */
export const canAnswerStates: readonly AssessmentState[] = ["sent", "answering", "returned"];

/** Parts of the list of assessments by whose turn it is; null: whatever the state. */
export const assessmentGroups = {
  waiting: ["submitted", "in-review", "graded"],
  asked: ["sent", "answering", "returned"],
  concluded: ["approved", "conditional", "failed"],
  all: null,
} as const satisfies Readonly<Record<string, readonly AssessmentState[] | null>>;
export type AssessmentGroup = keyof typeof assessmentGroups;
