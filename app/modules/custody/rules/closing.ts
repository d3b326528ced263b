import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";
import type { LegalBasis } from "#app/modules/policy/rules/judge.ts";
import type { Unit } from "./lots.ts";

/** 継続授受: continuous supply under one authorisation, with a gate check each day it is used. */
export interface Standing {
  readonly id: string;
  readonly unit: Unit;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** Usual volume a month, in the unit. */
  readonly usualVolume: number;
  readonly closedOn: Day | null;
}
/** Monthly actual; `month` is `YYYY-MM`. */
export interface StandingUse {
  readonly month: string;
  readonly volume: number;
}

export const standingStates = ["upcoming", "in-use", "ended", "closed"] as const;
/** `ended`: the period is over but access and data are not yet confirmed gone. */
export type StandingState = (typeof standingStates)[number];

export function standingStateOn(standing: Standing, day: Day): StandingState {
  if (standing.closedOn !== null && standing.closedOn <= day) return "closed";
  if (day < standing.startsOn) return "upcoming";
  return day <= standing.endsOn ? "in-use" : "ended";
}

/** Months `YYYY-MM` that are over on `day` and have no actual yet. */
export function missingMonths(standing: Standing, uses: readonly StandingUse[], day: Day): string[] {
  const known = new Set(uses.map((u) => u.month));
  const out: string[] = [];
  const last =
    standing.closedOn !== null && standing.closedOn < standing.endsOn ? standing.closedOn : standing.endsOn;
  let first = `${standing.startsOn.slice(0, 7)}-01`;
  while (first <= last && addDays(addMonths(first, 1), -1) < day) {
    const month = first.slice(0, 7);
    if (!known.has(month)) out.push(month);
    first = addMonths(first, 1);
  }
  return out;
}

/** House limit: a month above this share of the usual volume is pointed out. */
export const unusualFactor = 1.5;
export const isUnusual = (standing: Standing, use: StandingUse): boolean =>
  use.volume > standing.usualVolume * unusualFactor;

export const standingClosingProblems = [
  "access-not-removed",
  "erasure-certificate-missing",
  "actuals-missing",
] as const;
export type StandingClosingProblem = (typeof standingClosingProblems)[number];

/** What is missing before a standing authorisation may be closed: removal of access and an accepted erasure certificate. */
export function checkStandingClosing(facts: {
  readonly accessRemovedOn: Day | null;
  readonly erasureCertificateAcceptedOn: Day | null;
  readonly missingMonths: number;
}): StandingClosingProblem[] {
  const out: StandingClosingProblem[] = [];
  if (facts.accessRemovedOn === null) out.push("access-not-removed");
  if (facts.erasureCertificateAcceptedOn === null) out.push("erasure-certificate-missing");
  if (facts.missingMonths > 0) out.push("actuals-missing");
  return out;
}

export const closingProblems = [
  "lot-outstanding",
  "certificate-pending",
  "standing-open",
  "subcontractor-holds-data",
  "exit-procedure-missing",
  "form-keeping-missing",
  "removal-missing",
] as const;
export type ClosingProblem = (typeof closingProblems)[number];

export interface ClosingFacts {
  readonly basis: LegalBasis;
  /** Lots with something outstanding, and disposals waiting for acceptance. */
  readonly openLots: number;
  readonly pendingCertificates: number;
  readonly openStandings: number;
  /** Subcontractors without a recorded removal. */
  readonly activeSubcontractors: number;
  /** Joint use: the agreed exit procedure was carried out. */
  readonly exitConfirmedOn: Day | null;
  /** Referral: how application forms are kept was confirmed. */
  readonly formKeepingConfirmedOn: Day | null;
  /** No-handling: our content was taken out and access ended. */
  readonly removalConfirmedOn: Day | null;
}

/**
 * What is missing before a relation may be closed. Entrustment closes when every lot comes to zero; joint use by the exit
 * procedure and referral by the confirmation of the forms, since they do not hold *our* deposit - but a lot that was
 * opened comes to zero under any basis.
 */
export function checkClosing(
  facts: ClosingFacts,
): { readonly code: ClosingProblem; readonly count: number }[] {
  const out: { code: ClosingProblem; count: number }[] = [];
  if (facts.openLots > 0) out.push({ code: "lot-outstanding", count: facts.openLots });
  if (facts.pendingCertificates > 0)
    out.push({ code: "certificate-pending", count: facts.pendingCertificates });
  if (facts.openStandings > 0) out.push({ code: "standing-open", count: facts.openStandings });
  if (facts.basis === "entrustment" && facts.activeSubcontractors > 0) {
    out.push({ code: "subcontractor-holds-data", count: facts.activeSubcontractors });
  }
  if (facts.basis === "joint-use" && facts.exitConfirmedOn === null)
    out.push({ code: "exit-procedure-missing", count: 1 });
  if (facts.basis === "referral" && facts.formKeepingConfirmedOn === null) {
    out.push({ code: "form-keeping-missing", count: 1 });
  }
  if (facts.basis === "no-handling" && facts.removalConfirmedOn === null)
    out.push({ code: "removal-missing", count: 1 });
  return out;
}
