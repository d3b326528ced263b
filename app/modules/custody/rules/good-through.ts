import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import type { GateFacts } from "./gate-facts.ts";

/** Stands in facts for "no end"; no day comes after it. */
const lastOfAll: Day = "9999-12-31";

/**
 * The last day on which `gate(facts, asOf)` is sure without being judged anew: the day before anything dated in the facts begins,
 * ends or falls due. Null when nothing does: for ever. It may be too early, never too late.
 * @param coming days after `asOf` on which facts that are not there yet begin, or those that are there are read otherwise
 */
export function goodThroughOf(facts: GateFacts, coming: readonly (Day | null)[], asOf: Day): Day | null {
  let next: Day | null = null;
  const on = (day: Day | null): void => {
    if (day !== null && day > asOf && (next === null || day < next)) next = day;
  };
  /** A last day counts whole: the change is on the day after. */
  const after = (last: Day | null): void => {
    if (last !== null && last >= asOf && last < lastOfAll) on(addDays(last, 1));
  };
  const during = (from: Day, to: Day | null): void => {
    on(from);
    after(to);
  };

  for (const day of coming) on(day);
  for (const row of facts.permitted) during(row.validFrom, row.validTo);
  for (const contract of facts.contracts) {
    during(contract.startsOn, contract.lastOn);
    for (const check of contract.checks) during(check.validFrom, check.exceptionUntil);
  }
  for (const row of facts.assessments) {
    during(row.concludedOn, row.validUntil);
    for (const exception of row.exceptions) during(exception.approvedOn, exception.expiresOn);
  }
  for (const row of facts.findings) {
    during(row.raisedOn, row.dueOn);
    on(row.closedOn);
  }
  for (const row of facts.conditions) {
    during(row.decidedOn, row.dueOn);
    on(row.metOn);
  }
  for (const row of facts.subcontractors) {
    on(row.sinceOn);
    on(row.removedOn);
    on(row.approvedOn);
    after(row.approvedUntil);
  }
  for (const row of facts.foreign) {
    on(row.startsOn);
    on(row.removedOn);
    after(row.confirmationDueOn);
  }
  for (const row of facts.matters) during(row.postedFrom, row.postedTo);
  for (const row of facts.referrals) during(row.validFrom, row.validTo);
  for (const row of [...facts.formChecks, ...facts.ownSafetyChecks]) during(row.confirmedOn, row.dueOn);
  on(facts.noHandlingTermsOn);
  if (facts.told !== null) {
    on(facts.told.policyFrom);
    on(facts.told.toldOn);
    after(facts.told.graceUntil);
  }
  for (const row of facts.deferrals) during(row.from, row.until);
  for (const rows of facts.modes.values()) for (const row of rows) during(row.validFrom, row.validTo);
  return next === null ? null : addDays(next, -1);
}
