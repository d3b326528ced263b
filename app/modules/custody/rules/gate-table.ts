import type { Text } from "#app/i18n/lang.ts";
import type { LegalBasis, Strength } from "#app/modules/policy/rules/judge.ts";

export type { Strength };
/** Heaviest first. */
export const strengths = ["law", "guideline", "policy", "house"] as const satisfies readonly Strength[];
export type Effect = "block" | "warn";
export type DeferrableBy = "none" | "privacy-manager" | "director";
/** The page where a reason is cured. */
export const cures = [
  "relation",
  "scope",
  "contract",
  "clauses",
  "assessment",
  "findings",
  "conditions",
  "subcontractors",
  "foreign",
  "joint-use",
  "referral",
  "confirmation",
  "told",
] as const;
export type Cure = (typeof cures)[number];

export const gateCodes = [
  "relation-not-active",
  "scope-empty",
  "scope-outside-ceiling",
  "item-outside-scope",
  "contract-missing",
  "contract-expired",
  "clause-insufficient",
  "confidentiality-insufficient",
  "assessment-missing",
  "assessment-expired",
  "assessment-failed",
  "critical-no",
  "critical-finding",
  "condition-unmet",
  "subcontractor-unapproved",
  "foreign-route-missing",
  "foreign-confirmation-overdue",
  "foreign-record-missing",
  "foreign-place-unknown",
  "joint-use-matter-missing",
  "referral-route-missing",
  "referral-consent-missing",
  "referral-request-missing",
  "referral-record-missing",
  "referral-direct-provision",
  "form-check-due",
  "no-handling-terms-missing",
  "own-safety-missing",
  "own-safety-overdue",
  "policy-not-told",
] as const;
export type GateCode = (typeof gateCodes)[number];

/** What a kind of reason weighs for one legal basis. `effect` is the heaviest it can have. */
export interface ReasonKind {
  readonly strength: Strength;
  readonly effect: Effect;
  readonly deferrableBy: DeferrableBy;
  readonly basis: Text;
}
export interface ReasonRow {
  readonly cure: Cure;
  /** A legal basis that is absent never gets this reason. */
  readonly kinds: Readonly<Partial<Record<LegalBasis, ReasonKind>>>;
}

const kind =
  (strength: Strength, deferrableBy: DeferrableBy, effect: Effect = "block") =>
  (ja: string, en: string): ReasonKind => ({ strength, effect, deferrableBy, basis: { ja, en } });
const law = kind("law", "none");
const guideline = kind("guideline", "director");
const policyFirm = kind("policy", "none");
const policyByDirector = kind("policy", "director");
const policyByManager = kind("policy", "privacy-manager");
const house = kind("house", "director");
const houseByManager = kind("house", "privacy-manager");
const houseFirm = kind("house", "none");

const everywhere = (k: ReasonKind): ReasonRow["kinds"] => ({
  entrustment: k,
  "joint-use": k,
  referral: k,
  "no-handling": k,
});

/**
 * Which reasons apply to which legal basis, and how heavily. Law reasons are never deferrable (`tests` hold this).
 * For `no-handling` APPI art. 25 does not apply; the organisation's own safety duty (art. 23) does.
 */
export const reasonTable: Readonly<Record<GateCode, ReasonRow>> = {
  "relation-not-active": {
    cure: "relation",
    kinds: everywhere(houseFirm("内規(取扱案件の状態)", "House rule (state of the relation)")),
  },
  "scope-empty": { cure: "scope", kinds: everywhere(policyFirm("方針2.2", "Policy 2.2")) },
  // Strength and basis of each violation come from the ceiling that found it; this row says where it applies.
  "scope-outside-ceiling": { cure: "scope", kinds: everywhere(policyByDirector("方針2.2", "Policy 2.2")) },
  "item-outside-scope": {
    cure: "scope",
    kinds: {
      entrustment: law("法25条; 法27条5項1号; GL 3-4-4", "APPI 25; APPI 27(5)(i); GL 3-4-4"),
      "joint-use": law("法27条5項3号", "APPI 27(5)(iii)"),
      referral: policyFirm("方針2.2(2); 法18条", "Policy 2.2(2); APPI 18"),
      "no-handling": houseFirm("内規(取扱範囲)", "House rule (scope)"),
    },
  },
  "contract-missing": {
    cure: "contract",
    kinds: {
      entrustment: law("法25条; GL 3-4-4(2)", "APPI 25; GL 3-4-4(2)"),
      "joint-use": policyByDirector("方針6<3>; GL 3-6-3※2", "Policy 6<3>; GL 3-6-3 note 2"),
      referral: house("内規(条項集)", "House rule (clause library)"),
      "no-handling": guideline("GL Q&A 7-53", "GL Q&A 7-53"),
    },
  },
  "contract-expired": {
    cure: "contract",
    kinds: {
      entrustment: law("法25条; GL 3-4-4(2)", "APPI 25; GL 3-4-4(2)"),
      "joint-use": policyByDirector("方針6<3>; GL 3-6-3※2", "Policy 6<3>; GL 3-6-3 note 2"),
      referral: house("内規(条項集)", "House rule (clause library)"),
      "no-handling": guideline("GL Q&A 7-53", "GL Q&A 7-53"),
    },
  },
  "clause-insufficient": {
    cure: "clauses",
    kinds: {
      entrustment: guideline("GL 3-4-4(2); JIS Q 15001 J.9.4", "GL 3-4-4(2); JIS Q 15001 J.9.4"),
      "joint-use": guideline("GL 3-6-3※2", "GL 3-6-3 note 2"),
      referral: house("内規(条項集)", "House rule (clause library)"),
    },
  },
  // The published policy promises that joint users are bound to secrecy by contract.
  "confidentiality-insufficient": {
    cure: "clauses",
    kinds: { "joint-use": policyByDirector("方針6<3>", "Policy 6<3>") },
  },
  "assessment-missing": {
    cure: "assessment",
    kinds: {
      entrustment: guideline("GL 3-4-4(1); 方針2.2(1)", "GL 3-4-4(1); Policy 2.2(1)"),
      "joint-use": policyByDirector("方針6<3>", "Policy 6<3>"),
      referral: policyByDirector("方針2.2(2)", "Policy 2.2(2)"),
    },
  },
  "assessment-expired": {
    cure: "assessment",
    kinds: {
      entrustment: policyByManager("方針2.2(1); GL 3-4-4(3)", "Policy 2.2(1); GL 3-4-4(3)"),
      "joint-use": policyByManager("方針6<3>", "Policy 6<3>"),
      referral: policyByManager("方針2.2(2)", "Policy 2.2(2)"),
    },
  },
  "assessment-failed": {
    cure: "assessment",
    kinds: {
      entrustment: guideline("GL 3-4-4(1); 方針2.2(1)", "GL 3-4-4(1); Policy 2.2(1)"),
      "joint-use": policyByDirector("方針6<3>", "Policy 6<3>"),
      referral: policyByDirector("方針2.2(2)", "Policy 2.2(2)"),
    },
  },
  "critical-no": {
    cure: "assessment",
    kinds: {
      entrustment: guideline("GL 3-4-4(1)", "GL 3-4-4(1)"),
      "joint-use": policyByDirector("方針6<3>", "Policy 6<3>"),
      referral: policyByDirector("方針2.2(2)", "Policy 2.2(2)"),
    },
  },
  "critical-finding": {
    cure: "findings",
    kinds: {
      entrustment: guideline("GL 3-4-4(3)", "GL 3-4-4(3)"),
      "joint-use": policyByDirector("方針6<3>", "Policy 6<3>"),
      referral: policyByDirector("方針2.2(2)", "Policy 2.2(2)"),
      "no-handling": house("内規(指摘・是正)", "House rule (findings)"),
    },
  },
  "condition-unmet": {
    cure: "conditions",
    kinds: everywhere(house("内規(条件付承認)", "House rule (conditional approval)")),
  },
  "subcontractor-unapproved": {
    cure: "subcontractors",
    kinds: { entrustment: law("法25条; GL 3-4-4(3)", "APPI 25; GL 3-4-4(3)") },
  },
  "foreign-route-missing": {
    cure: "foreign",
    kinds: {
      entrustment: law("法28条", "APPI 28"),
      "joint-use": law("法28条", "APPI 28"),
      referral: law("法28条", "APPI 28"),
    },
  },
  "foreign-confirmation-overdue": {
    cure: "foreign",
    kinds: {
      entrustment: law("法28条3項; 規則18条", "APPI 28(3); APPI Rules 18"),
      "joint-use": law("法28条3項; 規則18条", "APPI 28(3); APPI Rules 18"),
      referral: law("法28条3項; 規則18条", "APPI 28(3); APPI Rules 18"),
    },
  },
  "foreign-record-missing": {
    cure: "foreign",
    kinds: {
      entrustment: law("法29条", "APPI 29"),
      "joint-use": law("法29条", "APPI 29"),
      referral: law("法29条", "APPI 29"),
    },
  },
  "foreign-place-unknown": {
    cure: "foreign",
    kinds: {
      "no-handling": kind("guideline", "director", "warn")("GL 10-7; GL Q&A 10-25", "GL 10-7; GL Q&A 10-25"),
    },
  },
  "joint-use-matter-missing": {
    cure: "joint-use",
    kinds: { "joint-use": law("法27条5項3号", "APPI 27(5)(iii)") },
  },
  "referral-route-missing": { cure: "referral", kinds: { referral: law("法27条1項", "APPI 27(1)") } },
  "referral-consent-missing": { cure: "referral", kinds: { referral: law("法27条1項", "APPI 27(1)") } },
  "referral-request-missing": { cure: "referral", kinds: { referral: law("法27条1項", "APPI 27(1)") } },
  "referral-record-missing": {
    cure: "referral",
    kinds: { referral: law("法29条; 規則19条", "APPI 29; APPI Rules 19") },
  },
  "referral-direct-provision": { cure: "referral", kinds: { referral: law("法27条1項", "APPI 27(1)") } },
  "form-check-due": {
    cure: "confirmation",
    kinds: { referral: policyByManager("方針2.2(2)", "Policy 2.2(2)") },
  },
  "no-handling-terms-missing": {
    cure: "confirmation",
    kinds: { "no-handling": guideline("GL Q&A 7-53", "GL Q&A 7-53") },
  },
  "own-safety-missing": {
    cure: "confirmation",
    kinds: { "no-handling": law("法23条; GL Q&A 7-54", "APPI 23; GL Q&A 7-54") },
  },
  "own-safety-overdue": {
    cure: "confirmation",
    kinds: { "no-handling": houseByManager("内規(年1回の確認)", "House rule (yearly confirmation)") },
  },
  "policy-not-told": {
    cure: "told",
    kinds: everywhere(kind("policy", "privacy-manager", "warn")("方針5", "Policy 5")),
  },
};
