import fc from "fast-check";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { legalBases } from "#app/modules/contracts/rules/clauses.ts";
import type { GateFacts } from "#app/modules/custody/rules/gate-facts.ts";
import { modesOf } from "#app/modules/custody/rules/gate-modes.ts";
import { gateCodes, strengths } from "#app/modules/custody/rules/gate-table.ts";
import { jointUseMatters } from "#app/modules/policy/rules/joint-use.ts";

/* Facts of the gate made at random: every day lies within a year of the first. */
export const first = "2026-01-01";
export const day = fc.integer({ min: 0, max: 365 }).map((n) => addDays(first, n));
export const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
export const clauseIds = ["cl-scope", "cl-confidentiality", "cl-audit"];
export const few = <T>(of: fc.Arbitrary<T>, max = 3) => fc.array(of, { maxLength: max });
export const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  relation: fc.record({
    id: fc.constant("r"),
    basis: fc.constantFrom(...legalBases),
    state: fc.constantFrom("active", "suspended"),
    handlesAbroad: fc.boolean(),
  }),
  violations: few(
    fc.record({
      lineId: fc.constantFrom("l1", "l2", null),
      code: fc.constantFrom("open-ended-item" as const, "family-without-reason" as const),
      clause: fc.constant("6"),
      strength: fc.constantFrom(...strengths),
      basis: fc.constant("法18条1項"),
      params: fc.constant({}),
    }),
    2,
  ),
  permitted: few(fc.record({ itemId: fc.constantFrom("a", "b"), validFrom: day, validTo: maybe(day) })),
  requestedItems: fc.subarray(["a", "b", "c"]),
  contracts: few(
    fc.record({
      id: fc.constantFrom("c1", "c2"),
      title: fc.constant("契約"),
      startsOn: day,
      lastOn: maybe(day),
      checks: few(
        fc.record({
          clauseId: fc.constantFrom(...clauseIds),
          result: fc.constantFrom("conforming", "partial", "missing", "not-applicable"),
          articleNumber: fc.constant(null),
          validFrom: day,
          exceptionUntil: maybe(day),
        }),
        4,
      ),
    }),
  ),
  requiredClauses: fc.subarray(clauseIds),
  assessments: few(
    fc.record({
      id: fc.constant("a"),
      concludedOn: day,
      outcome: fc.constantFrom("approved", "conditional", "failed"),
      validUntil: day,
      criticalNos: fc.subarray(["q1", "q2"]),
      exceptions: few(
        fc.record({ questionId: fc.constantFrom("q1", "q2"), approvedOn: day, expiresOn: day }),
        2,
      ),
    }),
  ),
  findings: few(
    fc.record({
      id: fc.constantFrom("f1", "f2"),
      number: fc.constant("1"),
      title: fc.constant("t"),
      severity: fc.constantFrom("critical", "minor"),
      raisedOn: day,
      dueOn: day,
      closedOn: maybe(day),
    }),
    2,
  ),
  conditions: few(
    fc.record({
      id: fc.constant("k"),
      text: fc.constant("t"),
      decidedOn: day,
      dueOn: day,
      metOn: maybe(day),
      bindsAtOnce: fc.boolean(),
    }),
    2,
  ),
  subcontractors: few(
    fc.record({
      id: fc.constantFrom("s1", "s2"),
      name: fc.constant("x"),
      sinceOn: day,
      removedOn: maybe(day),
      approvedOn: maybe(day),
      approvedUntil: maybe(day),
    }),
    2,
  ),
  foreign: few(
    fc.record({
      id: fc.constantFrom("x1", "x2"),
      country: fc.constant("SG"),
      startsOn: day,
      removedOn: maybe(day),
      route: maybe(fc.constantFrom("consent", "designated-country", "equivalent-system", "no-provision")),
      confirmationDueOn: maybe(day),
      recordMethod: maybe(fc.constant("bulk")),
    }),
    2,
  ),
  matters: few(
    fc.record({ matter: fc.constantFrom(...jointUseMatters), postedFrom: day, postedTo: maybe(day) }),
    8,
  ),
  missingParts: fc.constant([]),
  referrals: few(
    fc.record({
      route: fc.constantFrom("direct-application", "on-behalf", "consent"),
      validFrom: day,
      validTo: maybe(day),
      consentMethod: maybe(fc.constant("x")),
      recordMethod: maybe(fc.constant("x")),
      evidenceNote: maybe(fc.constant("x")),
    }),
    2,
  ),
  formChecks: few(fc.record({ confirmedOn: day, dueOn: day }), 2),
  noHandlingTermsOn: maybe(day),
  ownSafetyChecks: few(fc.record({ confirmedOn: day, dueOn: day }), 2),
  told: maybe(fc.record({ policyFrom: day, toldOn: maybe(day), graceUntil: day })),
  deferrals: few(
    fc.record({
      code: fc.constantFrom(...gateCodes),
      ref: maybe(fc.constantFrom("cl-audit", "f1")),
      from: day,
      until: day,
      grantedBy: fc.constantFrom("privacy-manager", "director"),
    }),
  ),
  modes: few(
    fc.record({
      code: fc.constantFrom(...gateCodes),
      mode: fc.constantFrom("observe", "apply"),
      validFrom: day,
      validTo: maybe(day),
    }),
  ).map(modesOf),
}) as fc.Arbitrary<GateFacts>;
