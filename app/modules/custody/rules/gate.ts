import type { Lang, Text } from "#app/i18n/lang.ts";
import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import { type ClauseCheck, type ClauseState, clauseStateOf } from "#app/modules/contracts/rules/clauses.ts";
import { jointUseMatters } from "#app/modules/policy/rules/joint-use.ts";
import type { Params } from "#app/result.ts";
import { citationInEnglish } from "./citation.ts";
import type {
  AssessmentFact,
  ConfirmationFact,
  ContractFact,
  DatedMode,
  ForeignFact,
  GateFacts,
  GateMode,
  GateModes,
  ReferralFact,
} from "./gate-facts.ts";
import {
  type Cure,
  type DeferrableBy,
  type Effect,
  type GateCode,
  reasonTable,
  type Strength,
} from "./gate-table.ts";

export interface GateReason {
  readonly code: GateCode;
  /** Which clause, item, finding, … the reason is about; null when the code says it all. */
  readonly ref: string | null;
  readonly params: Params;
  readonly basis: Text;
  readonly strength: Strength;
  readonly effect: Effect;
  readonly mode: GateMode;
  /** For an observed reason: the day from which it binds, if that is set. */
  readonly bindsFrom: Day | null;
  readonly deferrableBy: DeferrableBy;
  readonly deferredUntil: Day | null;
  readonly cure: Cure;
}

export const metKeys = [
  "relation-active",
  "scope-within-ceiling",
  "items-within-scope",
  "contract-in-force",
  "clauses-sufficient",
  "assessment-valid",
  "no-critical-finding",
  "subcontractors-approved",
  "foreign-none",
  "foreign-in-order",
  "joint-use-published",
  "referral-in-order",
  "form-check-done",
  "no-handling-terms",
  "own-safety-confirmed",
  "policy-told",
] as const;
export type MetKey = (typeof metKeys)[number];
export interface Met {
  readonly key: MetKey;
  readonly params: Params;
}

export interface GateVerdict {
  readonly isAllowed: boolean;
  readonly asOf: Day;
  /** All reasons: law first, warnings last. */
  readonly reasons: readonly GateReason[];
  readonly met: readonly Met[];
}

const none: Params = Object.freeze({});
const strengthRank: Record<Strength, number> = { law: 0, guideline: 1, policy: 2, house: 3 };
const rankOf = (r: GateReason): number => (r.effect === "warn" ? 10 : 0) + strengthRank[r.strength];
const isWithin = (day: Day, from: Day, to: Day | null): boolean => from <= day && (to === null || day <= to);

/** The dated mode of a code. Without a row for the day the reason is in force: the gate fails closed. */
function modeOn(modes: GateModes, code: GateCode, asOf: Day): DatedMode | null {
  const rows = modes.get(code);
  if (rows === undefined) return null;
  for (const row of rows) if (isWithin(asOf, row.validFrom, row.validTo)) return row;
  return null;
}

/** The day on which a code observed on `asOf` comes into force; null while no end of the observation is dated. */
export function bindsFrom(modes: GateModes, code: GateCode, asOf: Day): Day | null {
  let day = asOf;
  for (;;) {
    const row = modeOn(modes, code, day);
    if (row === null || row.mode === "apply") return day === asOf ? null : day;
    if (row.validTo === null) return null;
    day = addDays(row.validTo, 1);
  }
}

class Collector {
  readonly reasons: GateReason[] = [];
  readonly met: Met[] = [];
  constructor(
    private readonly facts: GateFacts,
    private readonly asOf: Day,
  ) {}

  /** Adds the reason if the table lists it for this legal basis. `as` overrides what the row cannot know. */
  add(
    code: GateCode,
    ref: string | null = null,
    params: Params = none,
    as: { effect?: Effect; strength?: Strength; basis?: Text; deferrableBy?: DeferrableBy } | null = null,
  ): void {
    const row = reasonTable[code];
    const kind = row.kinds[this.facts.relation.basis];
    if (kind === undefined) return;
    const effect = as?.effect ?? kind.effect;
    const deferrableBy = as?.deferrableBy ?? kind.deferrableBy;
    const mode = modeOn(this.facts.modes, code, this.asOf)?.mode ?? "apply";
    this.reasons.push({
      code,
      ref,
      params,
      basis: as?.basis ?? kind.basis,
      strength: as?.strength ?? kind.strength,
      effect,
      mode,
      bindsFrom: mode === "observe" ? bindsFrom(this.facts.modes, code, this.asOf) : null,
      deferrableBy,
      deferredUntil: effect === "block" ? this.deferredUntil(code, ref, deferrableBy) : null,
      cure: row.cure,
    });
  }

  has(key: MetKey, params: Params = none): void {
    this.met.push({ key, params });
  }

  private deferredUntil(code: GateCode, ref: string | null, by: DeferrableBy): Day | null {
    if (by === "none") return null;
    let until: Day | null = null;
    for (const d of this.facts.deferrals) {
      if (d.code !== code || (d.ref !== null && d.ref !== ref) || !isWithin(this.asOf, d.from, d.until))
        continue;
      // A director may grant what the privacy manager may; not the other way round.
      if (by === "director" && d.grantedBy !== "director") continue;
      if (until === null || d.until > until) until = d.until;
    }
    return until;
  }
}

function judgeScope(c: Collector, f: GateFacts, asOf: Day): void {
  for (const v of f.violations) {
    c.add(
      "scope-outside-ceiling",
      v.lineId === null ? v.code : `${v.lineId}:${v.code}`,
      { ...v.params, violation: v.code, clause: v.clause },
      {
        strength: v.strength,
        basis: {
          ja: `方針${v.clause}; ${v.basis}`,
          en: `Policy ${v.clause}; ${citationInEnglish(v.basis)}`,
        },
        deferrableBy: v.strength === "law" ? "none" : "director",
      },
    );
  }
  let inForce = false;
  for (const p of f.permitted) {
    if (isWithin(asOf, p.validFrom, p.validTo)) {
      inForce = true;
      break;
    }
  }
  if (!inForce) c.add("scope-empty");
  else if (f.violations.length === 0) c.has("scope-within-ceiling");
  if (f.requestedItems.length === 0) return;
  let outside = 0;
  for (const item of f.requestedItems) {
    if (f.permitted.some((p) => p.itemId === item && isWithin(asOf, p.validFrom, p.validTo))) continue;
    outside += 1;
    c.add("item-outside-scope", item, { item });
  }
  if (outside === 0) c.has("items-within-scope", { count: f.requestedItems.length });
}

function latestCheck(contract: ContractFact, clauseId: string, asOf: Day): ClauseCheck | undefined {
  let latest: ClauseCheck | undefined;
  for (const check of contract.checks) {
    if (check.clauseId !== clauseId || check.validFrom > asOf) continue;
    if (latest === undefined || check.validFrom >= latest.validFrom) latest = check;
  }
  return latest;
}

const stateRank: Record<ClauseState, number> = {
  met: 0,
  excepted: 1,
  "not-required": 1,
  "exception-expired": 2,
  partial: 3,
  "refused-na": 4,
  missing: 5,
  unchecked: 6,
};

function judgeContracts(c: Collector, f: GateFacts, asOf: Day): void {
  const inForce: ContractFact[] = [];
  let lastEnd: Day | null = null;
  let next: Day | null = null;
  for (const contract of f.contracts) {
    if (contract.startsOn > asOf) {
      if (next === null || contract.startsOn < next) next = contract.startsOn;
    } else if (contract.lastOn === null || contract.lastOn >= asOf) inForce.push(contract);
    else if (lastEnd === null || contract.lastOn > lastEnd) lastEnd = contract.lastOn;
  }
  let judged: readonly ContractFact[] = inForce;
  if (inForce.length === 0) {
    if (lastEnd === null) {
      c.add("contract-missing", null, { nextFrom: next });
      return;
    }
    c.add("contract-expired", null, { endedOn: lastEnd, nextFrom: next });
    // What the last contract lacked does not become good by its end.
    judged = f.contracts.filter((x) => x.startsOn <= asOf && x.lastOn === lastEnd);
  } else {
    let until: Day | null = "";
    for (const x of inForce)
      until = x.lastOn === null || until === null ? null : x.lastOn > until ? x.lastOn : until;
    c.has("contract-in-force", { until });
  }
  let lacking = 0;
  for (const clauseId of f.requiredClauses) {
    // A memorandum may complete a basic contract: the best standing of the contracts in force counts.
    let best: ClauseState = "unchecked";
    let check: ClauseCheck | undefined;
    for (const contract of judged) {
      const found = latestCheck(contract, clauseId, asOf);
      const state = clauseStateOf(found, asOf);
      if (found !== undefined && (check === undefined || stateRank[state] < stateRank[best])) {
        best = state;
        check = found;
      }
    }
    if (best === "met" || best === "excepted") continue;
    lacking += 1;
    const params = {
      clause: clauseId,
      state: best,
      article: check?.articleNumber ?? null,
      exceptionUntil: check?.exceptionUntil ?? null,
    };
    const isPromise = clauseId === "cl-confidentiality" && f.relation.basis === "joint-use";
    c.add(isPromise ? "confidentiality-insufficient" : "clause-insufficient", clauseId, params);
  }
  if (lacking === 0 && inForce.length > 0 && f.requiredClauses.length > 0) {
    c.has("clauses-sufficient", { count: f.requiredClauses.length });
  }
}

function judgeAssessments(c: Collector, f: GateFacts, asOf: Day): void {
  let latest: AssessmentFact | null = null;
  for (const a of f.assessments) {
    if (a.concludedOn <= asOf && (latest === null || a.concludedOn >= latest.concludedOn)) latest = a;
  }
  if (latest === null) {
    c.add("assessment-missing");
    return;
  }
  let open = 0;
  for (const id of latest.criticalNos) {
    const isExcepted = latest.exceptions.some(
      (e) => e.questionId === id && isWithin(asOf, e.approvedOn, e.expiresOn),
    );
    if (isExcepted) continue;
    open += 1;
    c.add("critical-no", id, { question: id });
  }
  if (latest.outcome === "failed") c.add("assessment-failed", null, { concludedOn: latest.concludedOn });
  if (latest.validUntil < asOf) {
    c.add("assessment-expired", null, { concludedOn: latest.concludedOn, validUntil: latest.validUntil });
  } else if (latest.outcome !== "failed" && open === 0)
    c.has("assessment-valid", { until: latest.validUntil });
}

function judgeFollowUp(c: Collector, f: GateFacts, asOf: Day): void {
  let open = 0;
  for (const x of f.findings) {
    if (x.severity !== "critical" || x.raisedOn > asOf || (x.closedOn !== null && x.closedOn <= asOf))
      continue;
    open += 1;
    const params = { number: x.number, title: x.title, dueOn: x.dueOn, isOverdue: x.dueOn < asOf };
    c.add("critical-finding", x.id, params, { effect: x.dueOn < asOf ? "block" : "warn" });
  }
  if (open === 0) c.has("no-critical-finding");
  for (const x of f.conditions) {
    if (x.decidedOn > asOf || (x.metOn !== null && x.metOn <= asOf)) continue;
    if (x.bindsAtOnce || x.dueOn < asOf) {
      c.add("condition-unmet", x.id, { text: x.text, dueOn: x.dueOn, bindsAtOnce: x.bindsAtOnce });
    }
  }
}

function judgeSubcontractors(c: Collector, f: GateFacts, asOf: Day): void {
  if (f.relation.basis !== "entrustment") return;
  let unapproved = 0;
  let active = 0;
  for (const s of f.subcontractors) {
    if (s.sinceOn > asOf || (s.removedOn !== null && s.removedOn <= asOf)) continue;
    active += 1;
    if (s.approvedOn !== null && isWithin(asOf, s.approvedOn, s.approvedUntil)) continue;
    unapproved += 1;
    c.add("subcontractor-unapproved", s.id, { name: s.name, sinceOn: s.sinceOn });
  }
  if (unapproved === 0) c.has("subcontractors-approved", { count: active });
}

function judgeForeign(c: Collector, f: GateFacts, asOf: Day): void {
  const active: ForeignFact[] = [];
  for (const x of f.foreign) {
    if (x.startsOn <= asOf && (x.removedOn === null || x.removedOn > asOf)) active.push(x);
  }
  if (active.length === 0) {
    if (!f.relation.handlesAbroad) c.has("foreign-none");
    else {
      c.add("foreign-route-missing");
      c.add("foreign-place-unknown");
    }
    return;
  }
  if (f.relation.basis === "no-handling") {
    c.has("foreign-in-order", { count: active.length });
    return;
  }
  const before = c.reasons.length;
  for (const x of active) {
    if (x.route === null) c.add("foreign-route-missing", x.id, { country: x.country });
    if (x.route === "equivalent-system" && (x.confirmationDueOn === null || x.confirmationDueOn < asOf)) {
      c.add("foreign-confirmation-overdue", x.id, { country: x.country, dueOn: x.confirmationDueOn });
    }
    if (x.route === "consent" && x.recordMethod === null) {
      c.add("foreign-record-missing", x.id, { country: x.country });
    }
  }
  if (c.reasons.length === before) c.has("foreign-in-order", { count: active.length });
}

function judgeJointUse(c: Collector, f: GateFacts, asOf: Day): void {
  let missing = 0;
  for (const matter of jointUseMatters) {
    if (f.matters.some((m) => m.matter === matter && isWithin(asOf, m.postedFrom, m.postedTo))) continue;
    missing += 1;
    const parts = matter === "responsible" ? f.missingParts : [];
    c.add("joint-use-matter-missing", matter, { matter, parts: parts.join(",") });
  }
  if (missing === 0) c.has("joint-use-published");
}

/** The latest confirmation made on or before the day. */
function latestConfirmation(list: readonly ConfirmationFact[], asOf: Day): ConfirmationFact | null {
  let latest: ConfirmationFact | null = null;
  for (const x of list) {
    if (x.confirmedOn <= asOf && (latest === null || x.confirmedOn >= latest.confirmedOn)) latest = x;
  }
  return latest;
}

function judgeReferral(c: Collector, f: GateFacts, asOf: Day): void {
  let route: ReferralFact | null = null;
  for (const r of f.referrals) {
    if (r.validFrom <= asOf && (route === null || r.validFrom >= route.validFrom)) route = r;
  }
  const before = c.reasons.length;
  if (route === null || !isWithin(asOf, route.validFrom, route.validTo)) c.add("referral-route-missing");
  if (route?.route === "consent") {
    if (route.consentMethod === null) c.add("referral-consent-missing");
    if (route.recordMethod === null) c.add("referral-record-missing");
  }
  if (route?.route === "on-behalf" && route.evidenceNote === null) c.add("referral-request-missing");
  if (route?.route === "direct-application" && f.requestedItems.length > 0)
    c.add("referral-direct-provision");
  if (c.reasons.length === before && route !== null) c.has("referral-in-order", { route: route.route });

  const check = latestConfirmation(f.formChecks, asOf);
  if (check === null || check.dueOn < asOf) c.add("form-check-due", null, { dueOn: check?.dueOn ?? null });
  else c.has("form-check-done", { until: check.dueOn });
}

function judgeNoHandling(c: Collector, f: GateFacts, asOf: Day): void {
  if (f.noHandlingTermsOn === null || f.noHandlingTermsOn > asOf) c.add("no-handling-terms-missing");
  else c.has("no-handling-terms", { since: f.noHandlingTermsOn });
  const check = latestConfirmation(f.ownSafetyChecks, asOf);
  if (check === null) c.add("own-safety-missing");
  else if (check.dueOn < asOf) c.add("own-safety-overdue", null, { dueOn: check.dueOn });
  else c.has("own-safety-confirmed", { until: check.dueOn });
}

function judgeTold(c: Collector, f: GateFacts, asOf: Day): void {
  const told = f.told;
  if (told === null || told.policyFrom > asOf) return;
  if (told.toldOn !== null && told.toldOn <= asOf) c.has("policy-told", { on: told.toldOn });
  else if (told.graceUntil < asOf) c.add("policy-not-told", null, { policyFrom: told.policyFrom });
}

/**
 * 引渡可否判定. Pure: the same facts and day give the same verdict. `isAllowed` is false while any reason blocks, is in
 * force and is not deferred. Facts dated after `asOf` are not looked at. Once every start day in the facts has passed,
 * a later `asOf` never loses a reason (product rule 3.2).
 */
export function gate(facts: GateFacts, asOf: Day): GateVerdict {
  const c = new Collector(facts, asOf);
  const basis = facts.relation.basis;
  if (facts.relation.state === "active") c.has("relation-active");
  else c.add("relation-not-active", null, { state: facts.relation.state });
  judgeScope(c, facts, asOf);
  judgeContracts(c, facts, asOf);
  if (basis !== "no-handling") judgeAssessments(c, facts, asOf);
  judgeFollowUp(c, facts, asOf);
  judgeSubcontractors(c, facts, asOf);
  judgeForeign(c, facts, asOf);
  if (basis === "joint-use") judgeJointUse(c, facts, asOf);
  else if (basis === "referral") judgeReferral(c, facts, asOf);
  else if (basis === "no-handling") judgeNoHandling(c, facts, asOf);
  judgeTold(c, facts, asOf);

  let isAllowed = true;
  for (const r of c.reasons) {
    if (r.effect === "block" && r.mode === "apply" && r.deferredUntil === null) {
      isAllowed = false;
      break;
    }
  }
  if (c.reasons.length > 1) c.reasons.sort((a, b) => rankOf(a) - rankOf(b));
  return { isAllowed, asOf, reasons: c.reasons, met: c.met };
}

/** Whether this reason stops the hand-over on the verdict's day. */
export const isStopping = (r: GateReason): boolean =>
  r.effect === "block" && r.mode === "apply" && r.deferredUntil === null;

/** A verdict as scripts read it; the shape is a promise (product section 8). */
export interface GateJson {
  readonly allowed: boolean;
  readonly asOf: Day;
  readonly reasons: readonly {
    readonly code: GateCode;
    readonly basis: string;
    readonly strength: Strength;
    readonly effect: Effect;
    readonly mode: GateMode;
    readonly deferrableBy: DeferrableBy;
    readonly deferredUntil: Day | null;
    readonly message: string;
    readonly cure: string;
  }[];
}

/** `say` words a reason in the asked language: title with its line of detail, and where it is cured. */
export const gateJson = (
  verdict: GateVerdict,
  lang: Lang,
  say: (reason: GateReason) => { readonly message: string; readonly cure: string },
): GateJson => ({
  allowed: verdict.isAllowed,
  asOf: verdict.asOf,
  reasons: verdict.reasons.map((r) => ({
    code: r.code,
    basis: r.basis[lang],
    strength: r.strength,
    effect: r.effect,
    mode: r.mode,
    deferrableBy: r.deferrableBy,
    deferredUntil: r.deferredUntil,
    ...say(r),
  })),
});
