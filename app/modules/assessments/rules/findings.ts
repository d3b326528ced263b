import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";

export const severities = ["critical", "major", "minor"] as const;
export type Severity = (typeof severities)[number];

/** open: raised; planned: the partner said how and by when; corrected: reported done; closed: the privacy manager agreed. */
export const findingStates = ["open", "planned", "corrected", "closed"] as const;
export type FindingState = (typeof findingStates)[number];

/** Longest time to correct by house rule, in days; a critical finding blocks hand-overs once past its day. */
export const correctionDays: Readonly<Record<Severity, number>> = { critical: 14, major: 30, minor: 90 };
export const dueOnFor = (severity: Severity, raisedOn: Day): Day =>
  addDays(raisedOn, correctionDays[severity]);

/** Parts of the list of findings; overdue are those open past their day. */
export const findingGroups = {
  open: ["open", "planned", "corrected"],
  overdue: ["open", "planned", "corrected"],
  corrected: ["corrected"],
  closed: ["closed"],
} as const satisfies Readonly<Record<string, readonly FindingState[]>>;
export type FindingGroup = keyof typeof findingGroups;

export const findingActs = ["plan", "report", "close", "reopen"] as const;
export type FindingAct = (typeof findingActs)[number];

const moves: Readonly<
  Record<FindingAct, { readonly from: readonly FindingState[]; readonly to: FindingState }>
> = {
  plan: { from: ["open", "planned"], to: "planned" },
  report: { from: ["open", "planned"], to: "corrected" },
  close: { from: ["open", "planned", "corrected"], to: "closed" },
  reopen: { from: ["corrected"], to: "planned" },
};

/** The state after an act, or null where it may not happen. */
export const moveFinding = (state: FindingState, act: FindingAct): FindingState | null =>
  moves[act].from.includes(state) ? moves[act].to : null;

export const isOverdue = (finding: { readonly state: string; readonly dueOn: Day }, today: Day): boolean =>
  finding.state !== "closed" && finding.dueOn < today;
