/**
 * Sentences of the report as codes with parameters. Freezing adds the words in the document's language beside them, so
 * that a decided report says for ever what it said, and can still be counted.
 */
export interface PhraseParams {
  "summary.good": { partners: number };
  "summary.attention": { critical: number; overdue: number; unapproved: number };
  "summary.bad": { critical: number; failed: number; unapproved: number };
  "summary.gaps": { partners: number; assessed: number; overdue: number };
  "red.finding-overdue": { partner: string; title: string };
  "red.finding-critical": { partner: string; title: string };
  "red.failed": { partner: string; nos: number };
  "red.subcontractors": { count: number };
  "red.returns": { count: number };
  "red.no-contract": { count: number };
  "red.clauses": { count: number };
  "red.assessments": { count: number };
  "red.more": { count: number };
  "state.days-over": { days: number };
  "state.worst-days-over": { days: number };
  "state.due": { day: string };
  "state.awaiting-consent": Record<string, never>;
  "state.blocked": Record<string, never>;
  "state.awaiting-plan": Record<string, never>;
  "lead.scope": { partners: number; relations: number; added: number; ended: number };
  "lead.results": { assessed: number; average: number; good: number; total: number };
  "lead.results-none": Record<string, never>;
  "lead.overdue": { count: number; last: number; over90: number };
  "lead.overdue-none": Record<string, never>;
  "lead.contracts": {
    clauses: number;
    partners: number;
    sufficient: number;
    excepted: number;
    lacking: number;
  };
  "lead.contracts-none": Record<string, never>;
  "lead.subcontractors": { partners: number; count: number; unapproved: number };
  "lead.subcontractors-none": Record<string, never>;
  "lead.custody": { open: number; overdue: number };
  "lead.custody-none": Record<string, never>;
  "lead.findings": { closed: number; open: number; overdue: number };
  "lead.findings-none": Record<string, never>;
  "lead.plan": Record<string, never>;
  "note.no-handling": { count: number };
  "note.findings-sum": { carried: number; raised: number; closed: number; open: number };
  "change.new": { title: string };
  "change.items": { items: string };
  "change.ended": Record<string, never>;
  "change.completed": Record<string, never>;
  "over.assessment-unanswered": Record<string, never>;
  "over.assessment-unreviewed": Record<string, never>;
  "over.assessment-expired": Record<string, never>;
  "over.contract-ended": { title: string };
  "over.contract-none": { title: string };
  "over.return": { data: string; quantity: number; unit: string };
  "over.certificate-returned": { number: string };
  "over.certificate-waiting": { number: string };
  "measure.conditional": { until: string };
  "measure.condition": { text: string; due: string };
  "measure.failed": Record<string, never>;
  "measure.finding": { number: string; due: string };
  "measure.none": Record<string, never>;
}
export type PhraseCode = keyof PhraseParams;

/** `text` is there once the model is frozen in its language. */
export interface Phrase {
  readonly code: PhraseCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly text?: string;
}

export const phrase = <C extends PhraseCode>(code: C, params: PhraseParams[C]): Phrase => ({ code, params });

/** A code of a closed list (kind, tier, state, …) or of reviewed data, with its words once frozen. */
export interface Label {
  readonly list: LabelList;
  readonly code: string;
  readonly text?: string;
}
export type LabelList =
  | "kind"
  | "tier"
  | "activity"
  | "group"
  | "group-short"
  | "item"
  | "unit"
  | "block"
  | "clause"
  | "clause-state"
  | "overdue-kind"
  | "change-kind"
  | "role"
  | "finding-state"
  | "severity"
  | "subcontractor-state";
export const label = (list: LabelList, code: string): Label => ({ list, code });
