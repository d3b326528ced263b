import { denied } from "#app/modules/access/services/common.server.ts";
import { getOwnOrganisation } from "#app/modules/access/services/organisation.server.ts";
import { countAssessedRelations } from "#app/modules/assessments/fragments/facts.server.ts";
import { addDays, todayOf } from "#app/modules/calendar/rules/day.ts";
import { fiscalYearOf, fiscalYearRange } from "#app/modules/calendar/rules/fiscal-year.ts";
import { countEndingCoverage } from "#app/modules/contracts/fragments.server.ts";
import { endingDays } from "#app/modules/contracts/rules/terms.ts";
import { countOutstandingLots } from "#app/modules/custody/fragments/facts.server.ts";
import { countBlocked } from "#app/modules/custody/services/kept.server.ts";
import { findPolicyOn } from "#app/modules/policy/fragments.server.ts";
import { countActiveRelations } from "#app/modules/registry/fragments/rows.server.ts";
import type { Deps } from "#app/ports.ts";
import { type Person, reachOf } from "./tasks.server.ts";

/**
 * The few figures of the year, of the same part of the register as the to-do list: active relations and how many are not cleared (`unjudged` more are not known yet),
 * assessments concluded this fiscal year, lots not returned, relations whose contracts end. Null for roles without the register.
 */
export async function readFigures(deps: Deps, actor: Person) {
  if (denied(actor, "registry.read")) return null;
  const { read } = deps.db;
  const reach = reachOf(actor);
  const today = todayOf(deps);
  const organisation = await getOwnOrganisation(deps, actor);
  const start = { month: organisation.fiscalYearStartMonth, day: organisation.fiscalYearStartDay };
  const fiscalYear = fiscalYearOf(today, start);
  const policy = await findPolicyOn(read, actor.organisationId, today);
  const coverage = await countEndingCoverage(read, reach, today, addDays(today, endingDays));
  return {
    fiscalYear,
    ...(await countActiveRelations(read, reach)),
    ...(await countBlocked(read, deps, reach, today)),
    assessed: await countAssessedRelations(read, reach, fiscalYearRange(fiscalYear, start)),
    ...(await countOutstandingLots(read, reach, today)),
    coverageEnding: coverage.ending,
    coverageEnded: coverage.ended,
    policy: policy ? { title: policy.policy.title, validFrom: policy.validFrom } : null,
  };
}
