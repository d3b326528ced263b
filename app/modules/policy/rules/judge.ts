/**
 * The policy ceiling 方針の範囲: judges one scope line against one version of the policy. Each check looks at one
 * item, one purpose or the subject alone, so that adding an item, or a line for another subject, never removes a
 * violation.
 */

import type { Day } from "#app/modules/calendar/rules/day.ts";
import type { Params } from "#app/result.ts";
import type { DataClass, PolicyItem, PolicyPurpose, RuleKey } from "./document.ts";
import { type ApprovedCollection, type IndexedGroup, type PolicyIndex, servesClass } from "./index-policy.ts";
import { needsReason, type Tier } from "./tiers.ts";

export type LegalBasis = "entrustment" | "joint-use" | "referral" | "no-handling";

export interface ScopeLineInput {
  readonly subject: string;
  readonly items: readonly string[];
  readonly purposes: readonly string[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Why family data, a residual subject or items from S3 on are needed. */
  readonly reason?: string | null;
  /** What an open-ended purpose means here, and who reviewed it. */
  readonly concreteText?: string | null;
  readonly reviewer?: string | null;
  readonly consent?: { readonly on: Day; readonly method: string } | null;
  /** Referral: why the service needs these items. */
  readonly necessity?: string | null;
  /** The purpose statement of this survey. */
  readonly surveyStatement?: string | null;
}

export interface ScopeContext {
  readonly basis: LegalBasis;
  readonly groupId?: string | null;
  readonly policyPartnerId?: string | null;
  readonly activity?: string | null;
  readonly activityDescription?: string | null;
  readonly approvedCollections: readonly ApprovedCollection[];
  /** A consent or approval dated after this day has not been given yet. */
  readonly asOf: Day;
}

export type Strength = "law" | "guideline" | "policy" | "house";

export const violationCodes = [
  "individual-number",
  "subject-not-published",
  "purpose-not-published",
  "purpose-not-for-subject",
  "purpose-only-for-joint-use",
  "purpose-not-referral",
  "purpose-outside-joint-use-group",
  "purpose-for-another-partner",
  "open-ended-purpose-without-text",
  "open-ended-purpose-without-review",
  "open-ended-item",
  "collection-not-approved",
  "collection-not-yet-approved",
  "item-outside-joint-use-group",
  "item-for-another-partner",
  "group-not-published",
  "partner-not-in-group",
  "account-item-without-purpose",
  "mutual-aid-item-without-purpose",
  "survey-item-without-purpose",
  "applicant-data-outside-recruitment",
  "gift-data-outside-dispatch",
  "gift-reuse-without-consent",
  "gift-consent-after-start",
  "survey-without-statement",
  "family-without-reason",
  "subject-without-reason",
  "high-tier-without-reason",
  "referral-without-need",
  "activity-missing",
  "activity-not-published",
  "activity-without-description",
] as const;
export type ViolationCode = (typeof violationCodes)[number];

export interface Violation {
  readonly code: ViolationCode;
  /** Clause of the policy, as it is numbered there. */
  readonly clause: string;
  readonly strength: Strength;
  /** Law article or guideline beside the clause, in its Japanese citation form. */
  readonly basis: string;
  /** Ids: `subject`, `item`, `purpose`, `group`, `partner`, `activity`; days: `on`, `approvedOn`. */
  readonly params: Params;
}

const force: Readonly<
  Record<ViolationCode, { readonly strength: Strength; readonly basis: string; readonly rule: RuleKey }>
> = {
  "individual-number": { strength: "law", basis: "番号法19条・30条2項", rule: "subjects" },
  "subject-not-published": { strength: "policy", basis: "法17条1項", rule: "subjects" },
  "purpose-not-published": { strength: "law", basis: "法17条1項・18条1項・21条1項", rule: "purposes" },
  "purpose-not-for-subject": { strength: "law", basis: "法18条1項", rule: "purposes" },
  "purpose-only-for-joint-use": { strength: "law", basis: "法18条1項、法27条5項3号", rule: "joint-use" },
  "purpose-not-referral": { strength: "policy", basis: "法18条1項", rule: "referral" },
  "purpose-outside-joint-use-group": { strength: "law", basis: "法27条5項3号・6項", rule: "joint-use" },
  "purpose-for-another-partner": { strength: "law", basis: "法27条5項3号", rule: "joint-use" },
  "open-ended-purpose-without-text": { strength: "law", basis: "法17条1項", rule: "purposes" },
  "open-ended-purpose-without-review": { strength: "house", basis: "法17条1項", rule: "purposes" },
  "open-ended-item": { strength: "law", basis: "法27条5項3号、GL 3-6-3(3)②", rule: "joint-use" },
  "collection-not-approved": { strength: "policy", basis: "法17条1項・21条", rule: "collection" },
  "collection-not-yet-approved": { strength: "policy", basis: "法17条1項・21条", rule: "collection" },
  "item-outside-joint-use-group": { strength: "law", basis: "法27条5項3号、GL 3-6-3", rule: "joint-use" },
  "item-for-another-partner": { strength: "law", basis: "法27条5項3号、GL 3-6-3", rule: "joint-use" },
  "group-not-published": { strength: "law", basis: "法27条5項3号", rule: "joint-use" },
  "partner-not-in-group": { strength: "law", basis: "法27条1項・5項3号", rule: "joint-use" },
  "account-item-without-purpose": { strength: "policy", basis: "法18条1項", rule: "account" },
  "mutual-aid-item-without-purpose": { strength: "policy", basis: "法18条1項", rule: "mutual-aid" },
  "survey-item-without-purpose": { strength: "policy", basis: "法18条1項", rule: "survey" },
  "applicant-data-outside-recruitment": { strength: "policy", basis: "法18条1項", rule: "applicant" },
  "gift-data-outside-dispatch": { strength: "policy", basis: "法18条1項", rule: "gift" },
  "gift-reuse-without-consent": { strength: "policy", basis: "法18条1項", rule: "gift" },
  "gift-consent-after-start": { strength: "policy", basis: "法18条1項", rule: "gift" },
  "survey-without-statement": { strength: "policy", basis: "法21条", rule: "survey" },
  "family-without-reason": { strength: "policy", basis: "法17条1項", rule: "family" },
  "subject-without-reason": { strength: "policy", basis: "法17条1項", rule: "other-subject" },
  "high-tier-without-reason": {
    strength: "house",
    basis: "GL 3-4-4(必要な範囲のデータに限る)",
    rule: "purposes",
  },
  "referral-without-need": { strength: "policy", basis: "法18条1項", rule: "referral" },
  "activity-missing": { strength: "policy", basis: "法25条", rule: "activities" },
  "activity-not-published": { strength: "policy", basis: "法25条", rule: "activities" },
  "activity-without-description": { strength: "policy", basis: "法25条", rule: "activities" },
};

const isBlank = (text: string | null | undefined): boolean =>
  text === undefined || text === null || text.trim() === "";

type Say = (code: ViolationCode, params: Params, clause?: string) => void;

/**
 * Which data classes need a purpose that serves them. `some`: one such purpose in the line is enough; `every`: the
 * data may serve nothing else.
 */
const classRules: Readonly<
  Partial<Record<DataClass, { readonly code: ViolationCode; readonly need: "some" | "every" }>>
> = {
  account: { code: "account-item-without-purpose", need: "some" },
  "mutual-aid": { code: "mutual-aid-item-without-purpose", need: "some" },
  survey: { code: "survey-item-without-purpose", need: "some" },
  applicant: { code: "applicant-data-outside-recruitment", need: "every" },
  gift: { code: "gift-data-outside-dispatch", need: "every" },
};

/** All violations of one line, in the order of `violationCodes` being met; empty when the line is within the ceiling. */
export function judgeScopeLine(
  index: PolicyIndex,
  context: ScopeContext,
  line: ScopeLineInput,
): readonly Violation[] {
  const found: Violation[] = [];
  const say: Say = (code, params, clause) => {
    const { strength, basis, rule } = force[code];
    found.push({ code, clause: clause ?? index.policy.ruleClauses[rule], strength, basis, params });
  };
  const group = context.basis === "joint-use" ? judgeGroup(index, context, say) : undefined;
  judgeSubject(index, context, line, say);
  const purposes = judgePurposes(index, context, line, group, say);
  judgeItems(index, context, line, purposes, group, say);
  if (context.basis === "entrustment") judgeActivity(index, context, say);
  if (context.basis === "referral" && isBlank(line.necessity))
    say("referral-without-need", { subject: line.subject });
  return found;
}

function judgeGroup(index: PolicyIndex, context: ScopeContext, say: Say): IndexedGroup | undefined {
  const groupId = context.groupId ?? null;
  const group = groupId === null ? undefined : index.groups.get(groupId);
  if (group === undefined) {
    say("group-not-published", { group: groupId });
    return undefined;
  }
  const partnerId = context.policyPartnerId ?? null;
  if (partnerId === null || !group.partners.has(partnerId)) {
    say("partner-not-in-group", { group: group.group.id, partner: partnerId }, group.group.clause);
  }
  return group;
}

function judgeSubject(index: PolicyIndex, context: ScopeContext, line: ScopeLineInput, say: Say): void {
  const subject = index.subjects.get(line.subject);
  if (subject === undefined) {
    say("subject-not-published", { subject: line.subject });
    return;
  }
  if (subject.requiresReason && context.basis !== "no-handling" && isBlank(line.reason)) {
    const code = subject.dataClass === "family" ? "family-without-reason" : "subject-without-reason";
    say(code, { subject: subject.id }, subject.clause);
  }
}

function judgePurposes(
  index: PolicyIndex,
  context: ScopeContext,
  line: ScopeLineInput,
  group: IndexedGroup | undefined,
  say: Say,
): readonly PolicyPurpose[] {
  const known: PolicyPurpose[] = [];
  const partner = group?.partners.get(context.policyPartnerId ?? "");
  for (const id of line.purposes) {
    const purpose = index.purposes.get(id);
    if (purpose === undefined) {
      say("purpose-not-published", { purpose: id });
      continue;
    }
    known.push(purpose);
    const params = { purpose: id, subject: line.subject };
    if (index.subjects.has(line.subject) && index.covers.get(id)?.has(line.subject) !== true) {
      say("purpose-not-for-subject", params, purpose.clause);
    }
    if (group !== undefined) {
      if (!group.group.purposes.includes(id)) {
        say("purpose-outside-joint-use-group", { ...params, group: group.group.id }, group.group.clause);
      } else if (partner !== undefined && !partner.purposes.has(id)) {
        say(
          "purpose-for-another-partner",
          { ...params, group: group.group.id, partner: partner.partner.id },
          group.group.clause,
        );
      }
    } else if (purpose.use === "joint-use" && context.basis !== "joint-use") {
      say("purpose-only-for-joint-use", params, purpose.clause);
    }
    if (purpose.openEnded) {
      if (isBlank(line.concreteText)) say("open-ended-purpose-without-text", params, purpose.clause);
      if (isBlank(line.reviewer)) say("open-ended-purpose-without-review", params, purpose.clause);
    }
    if (purpose.requires === "survey-statement" && isBlank(line.surveyStatement)) {
      say("survey-without-statement", params, purpose.clause);
    }
    if (purpose.requires === "consent") judgeConsent(line, context.asOf, params, purpose.clause, say);
  }
  if (context.basis === "referral" && !known.some((purpose) => purpose.use === "referral")) {
    say("purpose-not-referral", { subject: line.subject });
  }
  return known;
}

function judgeConsent(line: ScopeLineInput, asOf: Day, params: Params, clause: string, say: Say): void {
  const consent = line.consent ?? null;
  if (consent === null || isBlank(consent.method) || consent.on > asOf)
    say("gift-reuse-without-consent", params, clause);
  else if (consent.on > line.validFrom) {
    say("gift-consent-after-start", { ...params, on: consent.on, startsOn: line.validFrom }, clause);
  }
}

function judgeItems(
  index: PolicyIndex,
  context: ScopeContext,
  line: ScopeLineInput,
  purposes: readonly PolicyPurpose[],
  group: IndexedGroup | undefined,
  say: Say,
): void {
  // A subject such as an applicant binds every item of the line; an item binds itself.
  const subjectClass = index.subjects.get(line.subject)?.dataClass ?? null;
  if (subjectClass === "applicant" && context.basis !== "no-handling") {
    judgeClass("applicant", null, line.subject, purposes, say);
  }
  const wantsReason =
    (context.basis === "entrustment" || context.basis === "referral") && isBlank(line.reason);
  for (const id of line.items) {
    const item = index.items.get(id);
    const collection = context.approvedCollections.find((one) => one.item === id);
    if (item === undefined) judgeCollection(id, collection, line, context.asOf, say);
    else if (item.openEnded) {
      say("open-ended-item", { item: id }, item.clause ?? undefined);
      continue;
    }
    const tier: Tier | null = item?.tier ?? collection?.tier ?? null;
    if (tier === "SX") {
      say("individual-number", { item: id, subject: line.subject });
      continue;
    }
    if (wantsReason && tier !== null && needsReason(tier)) {
      say("high-tier-without-reason", { item: id, tier, subject: line.subject });
    }
    if (group !== undefined) judgeSharedItem(index, id, group, context.policyPartnerId ?? "", say);
    else if (item !== undefined && context.basis !== "no-handling")
      judgeItemClass(item, line.subject, purposes, say);
  }
}

function judgeCollection(
  item: string,
  collection: ApprovedCollection | undefined,
  line: ScopeLineInput,
  asOf: Day,
  say: Say,
): void {
  if (collection === undefined) say("collection-not-approved", { item });
  else if (collection.approvedOn > line.validFrom || collection.approvedOn > asOf) {
    say("collection-not-yet-approved", { item, approvedOn: collection.approvedOn, startsOn: line.validFrom });
  }
}

/** In joint use the published list is the ceiling, so an account on the list needs no further purpose. */
function judgeSharedItem(
  index: PolicyIndex,
  item: string,
  group: IndexedGroup,
  partnerId: string,
  say: Say,
): void {
  const partner = group.partners.get(partnerId);
  if (partner === undefined ? group.items.has(item) : partner.items.has(item)) return;
  const params = { item, group: group.group.id, partner: partnerId === "" ? null : partnerId };
  const code = index.jointItems.has(item) ? "item-for-another-partner" : "item-outside-joint-use-group";
  say(code, params);
}

function judgeItemClass(
  item: PolicyItem,
  subject: string,
  purposes: readonly PolicyPurpose[],
  say: Say,
): void {
  if (item.dataClass !== null) judgeClass(item.dataClass, item.id, subject, purposes, say);
}

function judgeClass(
  dataClass: DataClass,
  item: string | null,
  subject: string,
  purposes: readonly PolicyPurpose[],
  say: Say,
): void {
  const rule = classRules[dataClass];
  if (rule === undefined) return;
  if (rule.need === "some") {
    if (!purposes.some((purpose) => servesClass(purpose, dataClass))) say(rule.code, { item, subject });
    return;
  }
  for (const purpose of purposes) {
    if (!servesClass(purpose, dataClass)) say(rule.code, { item, subject, purpose: purpose.id });
  }
}

function judgeActivity(index: PolicyIndex, context: ScopeContext, say: Say): void {
  const id = context.activity ?? "";
  if (id === "") {
    say("activity-missing", {});
    return;
  }
  const activity = index.activities.get(id);
  if (activity === undefined) say("activity-not-published", { activity: id });
  else if (activity.openEnded && isBlank(context.activityDescription)) {
    say("activity-without-description", { activity: id }, activity.clause);
  }
}

export interface LineViolations {
  /** Position in the given lines. */
  readonly line: number;
  readonly violations: readonly Violation[];
}

/** Judges every line of a relation; lines without a violation are left out. */
export function judgeScope(
  index: PolicyIndex,
  context: ScopeContext,
  lines: readonly ScopeLineInput[],
): readonly LineViolations[] {
  const judged: LineViolations[] = [];
  for (const [line, input] of lines.entries()) {
    const violations = judgeScopeLine(index, context, input);
    if (violations.length > 0) judged.push({ line, violations });
  }
  return judged;
}
