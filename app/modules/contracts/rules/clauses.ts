import { z } from "zod";
import { type Day, daySchema as day } from "#app/modules/calendar/rules/day.ts";
import { textSchema as text } from "#app/modules/calendar/rules/rule-file.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";

export type { LegalBasis };

export const legalBases = [
  "entrustment",
  "joint-use",
  "referral",
  "no-handling",
] as const satisfies readonly LegalBasis[];

/** M mandatory, O recommended, C mandatory once its trigger applies, - not applicable (facts 8). */
export const requirements = ["M", "O", "C", "-"] as const;
export type Requirement = (typeof requirements)[number];
/** `entrusts`: the partner entrusts handling to others; `handles-abroad`: data is handled outside Japan. */
export const triggers = ["entrusts", "handles-abroad"] as const;
export type Trigger = (typeof triggers)[number];

const Clause = z
  .object({
    id: z.string().regex(/^cl-[a-z-]+$/),
    title: text,
    checks: z.array(text).min(1),
    requirement: z
      .object({
        entrustment: z.enum(requirements),
        "joint-use": z.enum(requirements),
        referral: z.enum(requirements),
        "no-handling": z.enum(requirements),
      })
      .strict(),
    trigger: z.enum(triggers).nullable(),
    basis: text,
  })
  .strict()
  .refine((c) => c.trigger !== null || !Object.values(c.requirement).includes("C"), "trigger-missing");
export type Clause = z.infer<typeof Clause>;

/** A version of the clause library (`templates/clauses/*.yaml`). Published versions are immutable. */
export const ClauseLibrary = z
  .object({
    id: z.string().min(1),
    version: z.string().min(1),
    validFrom: day,
    validTo: day.nullable(),
    reviewedOn: day,
    title: text,
    house: z.array(z.string()),
    clauses: z.array(Clause).min(1),
  })
  .strict()
  .refine((l) => new Set(l.clauses.map((c) => c.id)).size === l.clauses.length, "id-twice");
export type ClauseLibrary = z.infer<typeof ClauseLibrary>;

/** 適合 / 一部不足 / 不足 / 該当なし */
export const clauseResults = ["conforming", "partial", "missing", "not-applicable"] as const;
export type ClauseResult = (typeof clauseResults)[number];

/** A reviewer's finding on one clause of one contract. The latest `validFrom` on or before the asked day counts. */
export interface ClauseCheck {
  readonly clauseId: string;
  readonly result: ClauseResult;
  /** Article number in the contract. */
  readonly articleNumber: string | null;
  readonly validFrom: Day;
  /** Last day of an *approved* exception for 一部不足; null when there is none. */
  readonly exceptionUntil: Day | null;
}

/**
 * - `met`: conforming; `excepted`: partial with an exception in force
 * - `exception-expired`, `partial`, `missing`, `unchecked`: not met
 * - `refused-na`: a required clause was marked 該当なし, which does not satisfy it
 * - `not-required`: O, -, or C without its trigger
 */
export const clauseStates = [
  "met",
  "excepted",
  "exception-expired",
  "partial",
  "missing",
  "unchecked",
  "refused-na",
  "not-required",
] as const;
export type ClauseState = (typeof clauseStates)[number];

export interface ClauseJudgement {
  readonly clauseId: string;
  readonly requirement: Requirement;
  readonly isRequired: boolean;
  readonly state: ClauseState;
  readonly check: ClauseCheck | null;
  /** Last day of the exception in force or run out; null when there is none. */
  readonly exceptionUntil: Day | null;
}

export interface LibraryJudgement {
  readonly clauses: readonly ClauseJudgement[];
  /** 契約充足: every M and every triggered C clause is conforming, or partial under an exception in force (facts 8). */
  readonly isSufficient: boolean;
  readonly met: number;
  readonly required: number;
}

export function isRequired(clause: Clause, basis: LegalBasis, active: readonly Trigger[]): boolean {
  const requirement = clause.requirement[basis];
  return (
    requirement === "M" || (requirement === "C" && clause.trigger !== null && active.includes(clause.trigger))
  );
}

export function latestChecks(checks: readonly ClauseCheck[], asOf: Day): Map<string, ClauseCheck> {
  const latest = new Map<string, ClauseCheck>();
  for (const check of checks) {
    if (check.validFrom > asOf) continue;
    const known = latest.get(check.clauseId);
    if (known === undefined || check.validFrom >= known.validFrom) latest.set(check.clauseId, check);
  }
  return latest;
}

export function clauseStateOf(check: ClauseCheck | undefined, asOf: Day): ClauseState {
  if (check === undefined) return "unchecked";
  if (check.result === "conforming") return "met";
  if (check.result === "not-applicable") return "refused-na";
  if (check.result === "missing") return "missing";
  if (check.exceptionUntil === null) return "partial";
  return asOf <= check.exceptionUntil ? "excepted" : "exception-expired";
}

export const isStateMet = (state: ClauseState): boolean =>
  state === "met" || state === "excepted" || state === "not-required";

/** The ids of the clauses that bind a relation of this basis: M, and C with its trigger active. */
export const requiredClauses = (
  library: ClauseLibrary,
  basis: LegalBasis,
  active: readonly Trigger[],
): string[] => library.clauses.filter((c) => isRequired(c, basis, active)).map((c) => c.id);

/** Per clause state of one contract on a day, in the order of the library, and whether the relation is 契約充足. */
export function judgeClauses(
  library: ClauseLibrary,
  basis: LegalBasis,
  active: readonly Trigger[],
  checks: readonly ClauseCheck[],
  asOf: Day,
): LibraryJudgement {
  const latest = latestChecks(checks, asOf);
  const clauses: ClauseJudgement[] = [];
  let met = 0;
  let required = 0;
  for (const clause of library.clauses) {
    const check = latest.get(clause.id);
    const needed = isRequired(clause, basis, active);
    const state = needed ? clauseStateOf(check, asOf) : "not-required";
    if (needed) {
      required += 1;
      if (isStateMet(state)) met += 1;
    }
    clauses.push({
      clauseId: clause.id,
      requirement: clause.requirement[basis],
      isRequired: needed,
      state,
      check: check ?? null,
      exceptionUntil: check?.result === "partial" ? check.exceptionUntil : null,
    });
  }
  return { clauses, isSufficient: met === required, met, required };
}
