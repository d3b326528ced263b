import { addDays, addMonths, type Day } from "#app/modules/calendar/rules/day.ts";

/**
 * The period of a contract. `endsOn` null = open-ended. `terminatedOn` is the last day in force after a notice of
 * termination or of non-renewal was given; it cuts every later term.
 */
export interface ContractTerms {
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly autoRenewal: boolean;
  /** Length of each renewed term in months; needed when `autoRenewal`. */
  readonly renewalMonths: number | null;
  /** Months of notice before the end of a term; null = none agreed. */
  readonly noticeMonths: number | null;
  readonly terminatedOn: Day | null;
}

/** One term: number 0 is the first, each renewal counts up. Both days are inclusive. */
export interface Term {
  readonly number: number;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
}

export const contractStates = ["upcoming", "in-force", "ended"] as const;
export type ContractState = (typeof contractStates)[number];

const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const earlier = (a: Day | null, b: Day | null): Day | null =>
  a === null ? b : b === null ? a : a < b ? a : b;
const renews = (terms: ContractTerms): boolean =>
  terms.autoRenewal && terms.endsOn !== null && terms.renewalMonths !== null && terms.renewalMonths > 0;

/** Days of term `number`, uncut by `terminatedOn`. Counted from the first end, never chained from a clamped day (facts 5.5). */
function termAt(terms: ContractTerms, number: number): Term {
  if (number === 0 || terms.endsOn === null || terms.renewalMonths === null) {
    return { number: 0, startsOn: terms.startsOn, endsOn: terms.endsOn };
  }
  const origin = addDays(terms.endsOn, 1);
  return {
    number,
    startsOn: addMonths(origin, (number - 1) * terms.renewalMonths),
    endsOn: addDays(addMonths(origin, number * terms.renewalMonths), -1),
  };
}

/** The last day of the contract, null while it is open-ended or renews itself without a notice given. */
export function lastDayOf(terms: ContractTerms): Day | null {
  return renews(terms) ? terms.terminatedOn : earlier(terms.endsOn, terms.terminatedOn);
}

/** The term in force on `day`, or null. A new term starts on the day after the end of the one before (facts 5.4). */
export function termOn(terms: ContractTerms, day: Day): Term | null {
  if (day < terms.startsOn) return null;
  const last = lastDayOf(terms);
  if (last !== null && day > last) return null;
  let number = 0;
  if (renews(terms) && terms.endsOn !== null && day > terms.endsOn && terms.renewalMonths !== null) {
    const origin = addDays(terms.endsOn, 1);
    number = Math.max(1, Math.floor((monthIndex(day) - monthIndex(origin)) / terms.renewalMonths) + 1);
    if (termAt(terms, number).startsOn > day) number -= 1;
  }
  const term = termAt(terms, number);
  return { ...term, endsOn: earlier(term.endsOn, last) };
}

/** The terms from the first to the one in force on `day` (all of them when the contract is over). */
export function termsUntil(terms: ContractTerms, day: Day): Term[] {
  const out: Term[] = [];
  const last = lastDayOf(terms);
  for (let number = 0; ; number += 1) {
    const term = termAt(terms, number);
    if (term.startsOn > day || (last !== null && term.startsOn > last)) return out;
    out.push({ ...term, endsOn: earlier(term.endsOn, last) });
    if (!renews(terms)) return out;
  }
}

export function contractStateOn(terms: ContractTerms, day: Day): ContractState {
  if (day < terms.startsOn) return "upcoming";
  return termOn(terms, day) === null ? "ended" : "in-force";
}

/**
 * Until when several contracts together cover a relation: the end of the one that lasts longest; null while one of them has no
 * last day, undefined without a contract. `contractCoverage` says the same in SQL.
 */
export function coverageOf(contracts: readonly { readonly terms: ContractTerms }[]): Day | null | undefined {
  let until: Day | undefined;
  for (const { terms } of contracts) {
    const last = lastDayOf(terms);
    if (last === null) return null;
    if (until === undefined || last > until) until = last;
  }
  return until;
}

/** How many days ahead the end of a relation's coverage is announced on home. */
export const endingDays = 90;

/** The end that a document shows of a contract on a day: of the term that runs, or the last day of one that does not run. */
export const shownEndOn = (terms: ContractTerms, day: Day): Day | null =>
  termOn(terms, day)?.endsOn ?? lastDayOf(terms);

/** How the end of a contract, or of a relation's coverage, stands on a day; `near` within `months` from it. */
export type Ending = "ended" | "near" | "later" | "none";
export function endingOn(lastOn: Day | null | undefined, day: Day, months: number): Ending {
  if (lastOn === null || lastOn === undefined) return "none";
  if (lastOn < day) return "ended";
  return lastOn <= addMonths(day, months) ? "near" : "later";
}
