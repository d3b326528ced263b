/** What a policy version lacks under today's law: shown beside it, never hidden and never mended silently. */
import type { Params } from "#app/result.ts";
import type { PolicyDocument, StatementKey } from "./document.ts";

export const gapCodes = [
  "joint-use-statement-missing",
  "joint-use-address-missing",
  "joint-use-representative-missing",
  "open-ended-items",
  "joint-use-open-ended-purpose",
  "purposes-not-per-item-set",
  "subject-without-purpose",
  "open-ended-purpose",
  "open-ended-activity",
  "safety-measures-missing",
  "organisation-address-missing",
  "organisation-representative-missing",
  "request-procedure-missing",
  "desk-contact-missing",
  "exception-condition-missing",
  "beyond-purpose-consent-missing",
  "referral-basis-missing",
  "foreign-handling-missing",
] as const;
export type GapCode = (typeof gapCodes)[number];

export interface PolicyGap {
  readonly code: GapCode;
  /** Where in the policy; null when it is nowhere in it. */
  readonly clause: string | null;
  readonly basis: string;
  /** `law`: required; `guideline`: asked for or desirable; `house`: our own reading. */
  readonly severity: "law" | "guideline" | "house";
  readonly params: Params;
}

const gapBases: Readonly<Record<GapCode, Pick<PolicyGap, "basis" | "severity">>> = {
  "joint-use-statement-missing": { basis: "法27条5項3号", severity: "law" },
  "joint-use-address-missing": { basis: "法27条5項3号", severity: "law" },
  "joint-use-representative-missing": { basis: "法27条5項3号", severity: "law" },
  "open-ended-items": { basis: "法27条5項3号、GL 3-6-3(3)②", severity: "law" },
  "joint-use-open-ended-purpose": { basis: "法17条1項、GL 3-6-3(3)④", severity: "guideline" },
  "purposes-not-per-item-set": { basis: "GL 3-6-3(3)④(望ましい)", severity: "guideline" },
  "subject-without-purpose": { basis: "法17条1項・21条1項", severity: "law" },
  "open-ended-purpose": { basis: "法17条1項", severity: "guideline" },
  "open-ended-activity": { basis: "法25条、GL 3-4-4", severity: "house" },
  "safety-measures-missing": { basis: "法32条1項、GL 3-8-1", severity: "law" },
  "organisation-address-missing": { basis: "法32条1項、GL 3-8-1", severity: "law" },
  "organisation-representative-missing": { basis: "法32条1項、GL 3-8-1", severity: "law" },
  "request-procedure-missing": { basis: "法32条1項、GL 3-8-1", severity: "law" },
  "desk-contact-missing": { basis: "法32条1項・40条、GL 3-8-1", severity: "guideline" },
  "exception-condition-missing": { basis: "法27条1項2号", severity: "law" },
  "beyond-purpose-consent-missing": { basis: "法18条1項", severity: "law" },
  "referral-basis-missing": { basis: "法27条1項・29条", severity: "law" },
  "foreign-handling-missing": { basis: "GL 10-7、法28条・32条", severity: "guideline" },
};

const statementGaps: Readonly<Record<StatementKey, GapCode>> = {
  "safety-measures": "safety-measures-missing",
  "organisation-address": "organisation-address-missing",
  "organisation-representative": "organisation-representative-missing",
  "request-procedure": "request-procedure-missing",
  "desk-contact": "desk-contact-missing",
  "exception-consent-difficult": "exception-condition-missing",
  "beyond-purpose-consent": "beyond-purpose-consent-missing",
  "referral-basis": "referral-basis-missing",
  "foreign-handling": "foreign-handling-missing",
};

/** All gaps of a version, joint use first. One entry for each thing that lacks something (group, subject, purpose, item). */
export function listPolicyGaps(policy: PolicyDocument): readonly PolicyGap[] {
  const gaps: PolicyGap[] = [];
  const add = (code: GapCode, clause: string | null, params: Params = {}) =>
    gaps.push({ code, clause, params, ...gapBases[code] });

  for (const group of policy.jointUseGroups) {
    const params = { group: group.id };
    if (group.statement === null) add("joint-use-statement-missing", group.clause, params);
    if (group.responsible.address === null) add("joint-use-address-missing", group.clause, params);
    if (group.responsible.representative === null)
      add("joint-use-representative-missing", group.clause, params);
    if (group.openEndedPurpose) add("joint-use-open-ended-purpose", group.clause, params);
    const sets = new Set(group.partners.flatMap((partner) => partner.itemSets));
    if (sets.size > 1 && !group.purposesPerItemSet) add("purposes-not-per-item-set", group.clause, params);
  }
  for (const item of policy.items)
    if (item.openEnded) add("open-ended-items", item.clause, { item: item.id });
  for (const subject of policy.subjects) {
    const covered = new Set([subject.id, ...widerThan(policy, subject.id)]);
    const ownPurpose = policy.purposes.some((purpose) => purpose.subjects.some((one) => covered.has(one)));
    if (!ownPurpose) add("subject-without-purpose", subject.clause, { subject: subject.id });
  }
  for (const purpose of policy.purposes) {
    if (purpose.openEnded && !purpose.limitedAtCollection)
      add("open-ended-purpose", purpose.clause, { purpose: purpose.id });
  }
  for (const activity of policy.activities) {
    if (activity.openEnded) add("open-ended-activity", activity.clause, { activity: activity.id });
  }
  for (const [key, code] of Object.entries(statementGaps) as [StatementKey, GapCode][]) {
    if (policy.statements[key] === null) add(code, null);
  }
  return gaps;
}

function widerThan(policy: PolicyDocument, subject: string): readonly string[] {
  const found = new Set<string>();
  const visit = (id: string) => {
    for (const wider of policy.subjects.find((one) => one.id === id)?.within ?? []) {
      if (found.has(wider)) continue;
      found.add(wider);
      visit(wider);
    }
  };
  visit(subject);
  return [...found];
}
