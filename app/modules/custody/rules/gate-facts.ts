import type { ReferralRoute } from "#app/modules/assessments/rules/checklist.ts";
import type { Outcome } from "#app/modules/assessments/rules/scoring.ts";
import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { ClauseCheck } from "#app/modules/contracts/rules/clauses.ts";
import type { CriticalException } from "#app/modules/deferrals/rules.ts";
import type {
  JointUseEvaluation,
  JointUseMatter,
  ResponsiblePart,
} from "#app/modules/policy/rules/joint-use.ts";
import type { LegalBasis, Violation } from "#app/modules/policy/rules/judge.ts";
import type { GateCode } from "./gate-table.ts";

/** A violation the policy ceiling found in one scope line. */
export interface ScopeViolation extends Violation {
  readonly lineId: string | null;
}

/** An item that a scope line permits from a day through a day (null = open). */
export interface PermittedItem {
  readonly itemId: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

export interface ContractFact {
  readonly id: string;
  readonly title: string;
  readonly startsOn: Day;
  /** `lastDayOf(terms)`: null while open-ended or renewing itself. */
  readonly lastOn: Day | null;
  readonly checks: readonly ClauseCheck[];
}

/** An assessment with a conclusion. Cancelled and unfinished ones are left out. */
export interface AssessmentFact {
  readonly id: string;
  readonly concludedOn: Day;
  readonly outcome: Outcome;
  readonly validUntil: Day;
  readonly criticalNos: readonly string[];
  readonly exceptions: readonly CriticalException[];
}

export type Severity = "critical" | "major" | "minor";
export interface FindingFact {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly severity: Severity;
  readonly raisedOn: Day;
  readonly dueOn: Day;
  readonly closedOn: Day | null;
}

/**
 * A condition of the relation's or the assessment's approval. `bindsAtOnce`: nothing moves until it is met; otherwise
 * it stops hand-overs once its due day has passed unmet (facts 10.3).
 */
export interface ConditionFact {
  readonly id: string;
  readonly text: string;
  readonly decidedOn: Day;
  readonly dueOn: Day;
  readonly metOn: Day | null;
  readonly bindsAtOnce: boolean;
}

/**
 * A subcontractor at any level. `sinceOn`: first day of its work, or the day it was found. `removedOn`: the day a member
 * of staff recorded that it no longer holds our data; a planned end alone cures nothing.
 */
export interface SubcontractorFact {
  readonly id: string;
  readonly name: string;
  readonly sinceOn: Day;
  readonly removedOn: Day | null;
  readonly approvedOn: Day | null;
  readonly approvedUntil: Day | null;
}

export type ForeignRoute = "consent" | "designated-country" | "equivalent-system" | "no-provision";
export interface ForeignFact {
  readonly id: string;
  readonly country: string;
  readonly startsOn: Day;
  readonly removedOn: Day | null;
  readonly route: ForeignRoute | null;
  /** `equivalent-system` only: the last day by which the yearly confirmation must be renewed; null = never confirmed. */
  readonly confirmationDueOn: Day | null;
  /** How the record of APPI art. 29 is made; needed for the consent route. */
  readonly recordMethod: string | null;
}

/** One of the five matters of APPI art. 27(5)(iii), posted in the policy's section, a notice or an accepted citation. */
export interface MatterFact {
  readonly matter: JointUseMatter;
  readonly postedFrom: Day;
  readonly postedTo: Day | null;
}

/** Which parts of the responsible party nobody posts; for the wording of the reason. */
export type MissingParts = readonly ResponsiblePart[];

/** The evaluation of a policy's joint-use section on a day, as facts of the gate. */
export function matterFactsOf(evaluation: JointUseEvaluation): {
  readonly matters: MatterFact[];
  readonly missingParts: MissingParts;
} {
  const matters: MatterFact[] = [];
  let missingParts: MissingParts = [];
  for (const { matter, state, citations, missingParts: parts } of evaluation.matters) {
    if (parts.length > 0) missingParts = parts;
    if (state === "missing") continue;
    let postedFrom = state === "stated" ? evaluation.postedFrom : "";
    let postedTo: Day | null = null;
    for (const c of state === "cited" ? citations : []) {
      const from = c.acceptedOn !== null && c.acceptedOn > c.postedFrom ? c.acceptedOn : c.postedFrom;
      if (from > postedFrom) postedFrom = from;
      if (c.postedTo !== null && (postedTo === null || c.postedTo < postedTo)) postedTo = c.postedTo;
    }
    matters.push({ matter, postedFrom, postedTo });
  }
  return { matters, missingParts };
}

export interface ReferralFact {
  readonly route: ReferralRoute;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** How the person's consent is taken (consent route). */
  readonly consentMethod: string | null;
  /** How the record of APPI art. 29 is made: contract, bulk, other (consent route). */
  readonly recordMethod: string | null;
  /** How the person's wish is shown (on-behalf route). */
  readonly evidenceNote: string | null;
}

/** A confirmation that is renewed: done on a day, good through `dueOn`. */
export interface ConfirmationFact {
  readonly confirmedOn: Day;
  readonly dueOn: Day;
}

/** House rule: days in which partners are told of a new version of the policy. */
export const toldGraceDays = 30;

export interface ToldFact {
  readonly policyFrom: Day;
  readonly toldOn: Day | null;
  /** Last day of grace after the version came into force. */
  readonly graceUntil: Day;
}

/** 期限付継続: a decided, dated permission to go on under one reason. `ref` null covers every reason of the code. */
export interface DeferralFact {
  readonly code: GateCode;
  readonly ref: string | null;
  readonly from: Day;
  readonly until: Day;
  readonly grantedBy: "privacy-manager" | "director";
}

/** `observe` 観察: recorded and shown, stops nothing. `apply` 適用: in force. */
export type GateMode = "observe" | "apply";
export interface DatedMode {
  readonly mode: GateMode;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}
export type GateModes = ReadonlyMap<GateCode, readonly DatedMode[]>;

/** All the gate looks at, as rows of the register; shared objects (`modes`, `requiredClauses`) may be reused. */
export interface GateFacts {
  readonly relation: {
    readonly id: string;
    readonly basis: LegalBasis;
    /** State valid on the asked day: only `active` passes. */
    readonly state: string;
    readonly handlesAbroad: boolean;
  };
  /** Violations of every line that has begun and was not replaced or withdrawn by an act; a planned end cures nothing. */
  readonly violations: readonly ScopeViolation[];
  readonly permitted: readonly PermittedItem[];
  /** Items asked for; empty = the relation as a whole. */
  readonly requestedItems: readonly string[];
  readonly contracts: readonly ContractFact[];
  /** `requiredClauses(library, basis, triggers)` */
  readonly requiredClauses: readonly string[];
  readonly assessments: readonly AssessmentFact[];
  readonly findings: readonly FindingFact[];
  readonly conditions: readonly ConditionFact[];
  readonly subcontractors: readonly SubcontractorFact[];
  readonly foreign: readonly ForeignFact[];
  readonly matters: readonly MatterFact[];
  readonly missingParts: MissingParts;
  readonly referrals: readonly ReferralFact[];
  readonly formChecks: readonly ConfirmationFact[];
  /** No-handling: the contract and the access control say that the content is not handled; the day this was confirmed. */
  readonly noHandlingTermsOn: Day | null;
  readonly ownSafetyChecks: readonly ConfirmationFact[];
  readonly told: ToldFact | null;
  readonly deferrals: readonly DeferralFact[];
  readonly modes: GateModes;
}

/** Facts with nothing in them, for callers that fill only what a basis needs. */
export const emptyGateFacts = (relation: GateFacts["relation"]): GateFacts => ({
  relation,
  violations: [],
  permitted: [],
  requestedItems: [],
  contracts: [],
  requiredClauses: [],
  assessments: [],
  findings: [],
  conditions: [],
  subcontractors: [],
  foreign: [],
  matters: [],
  missingParts: [],
  referrals: [],
  formChecks: [],
  noHandlingTermsOn: null,
  ownSafetyChecks: [],
  told: null,
  deferrals: [],
  modes: new Map(),
});
