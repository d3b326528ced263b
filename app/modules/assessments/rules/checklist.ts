import { z } from "zod";
import { daySchema as day } from "#app/modules/calendar/rules/day.ts";
import { textSchema as text } from "#app/modules/calendar/rules/rule-file.ts";
import { legalBases } from "#app/modules/contracts/rules/clauses.ts";

export const tiers = ["S1", "S2", "S3", "S4"] as const;
/** Sensitivity tier of what a relation handles. SX (Individual Number) is refused in every relation, so never assessed. */
export type Tier = (typeof tiers)[number];
export const answerTypes = ["mark", "text", "number", "date", "file"] as const;
export const referralRoutes = ["direct-application", "on-behalf", "consent"] as const;
export type ReferralRoute = (typeof referralRoutes)[number];

const Question = z
  .object({
    id: z.string().regex(/^[a-z]{2,3}-\d{2}$/),
    block: z.string().min(1),
    text,
    /** What the question means and what a good answer looks like. */
    guide: text,
    /** Examples of evidence. */
    evidence: text,
    type: z.enum(answerTypes),
    unit: text.optional(),
    /** Largest number accepted; for `number` only. */
    max: z.number().int().positive().optional(),
    /** A date that may be answered "none". */
    allowsNone: z.boolean().default(false),
    /** May stay empty at submission. */
    optional: z.boolean().default(false),
    weight: z.number().int().min(0).max(5),
    tiers: z.array(z.enum(tiers)).min(1),
    criticalTiers: z.array(z.enum(tiers)),
    /** When given, critical only for these referral routes. */
    criticalRoutes: z.array(z.enum(referralRoutes)).default([]),
    /** Empty = asked whatever the activity. */
    activities: z.array(z.string()),
    skipWhenPaperOnly: z.boolean(),
    basis: text,
  })
  .strict()
  .refine((q) => q.type === "mark" || q.weight === 0, "only-marks-score")
  .refine((q) => q.type === "mark" || q.criticalTiers.length === 0, "only-marks-are-critical")
  .refine((q) => q.criticalTiers.every((t) => q.tiers.includes(t)), "critical-tier-not-asked");
export type Question = z.infer<typeof Question>;

/** A version of a checklist (`templates/checklists/*.yaml`). Published versions are immutable. */
export const Checklist = z
  .object({
    id: z.string().min(1),
    version: z.string().min(1),
    validFrom: day,
    validTo: day.nullable(),
    reviewedOn: day,
    appliesTo: z.enum(legalBases),
    title: text,
    house: z.array(z.string()),
    scoring: z
      .object({
        yes: z.number().min(0).max(1),
        partial: z.number().min(0).max(1),
        no: z.number().min(0).max(1),
        grades: z.object({ A: z.number(), B: z.number(), C: z.number() }).strict(),
        correctivePlanDays: z.number().int().positive(),
      })
      .strict()
      .refine((s) => s.yes >= s.partial && s.partial >= s.no, "marks-out-of-order")
      .refine((s) => s.grades.A >= s.grades.B && s.grades.B >= s.grades.C, "grades-out-of-order"),
    blocks: z.array(z.object({ id: z.string().min(1), title: text }).strict()).min(1),
    questions: z.array(Question).min(1),
  })
  .strict()
  .refine((c) => new Set(c.questions.map((q) => q.id)).size === c.questions.length, "id-twice")
  .refine((c) => c.questions.every((q) => c.blocks.some((b) => b.id === q.block)), "block-unknown");
export type Checklist = z.infer<typeof Checklist>;
export type Scoring = Checklist["scoring"];

/** The relation's facts that choose the questions, fixed when the assessment is sent. */
export interface Selection {
  /** The highest tier among the relation's items. */
  readonly tier: Tier;
  readonly activities: readonly string[];
  readonly paperOnly: boolean;
  readonly route: ReferralRoute | null;
}

/** A question as asked in one assessment: its place (from 1) and whether a plain "no" blocks. */
export interface Asked {
  readonly number: number;
  readonly question: Question;
  readonly isCritical: boolean;
}

export function isAsked(question: Question, by: Selection): boolean {
  return (
    question.tiers.includes(by.tier) &&
    (question.activities.length === 0 || question.activities.some((a) => by.activities.includes(a))) &&
    !(by.paperOnly && question.skipWhenPaperOnly)
  );
}

export function isCritical(question: Question, by: Selection): boolean {
  return (
    question.criticalTiers.includes(by.tier) &&
    (question.criticalRoutes.length === 0 ||
      (by.route !== null && question.criticalRoutes.includes(by.route)))
  );
}

/** The questions asked, in block order then file order. */
export function selectQuestions(checklist: Checklist, by: Selection): Asked[] {
  const asked: Asked[] = [];
  for (const block of checklist.blocks) {
    for (const question of checklist.questions) {
      if (question.block !== block.id || !isAsked(question, by)) continue;
      asked.push({ number: asked.length + 1, question, isCritical: isCritical(question, by) });
    }
  }
  return asked;
}

/** The questions as kept with a sent assessment: later changes of the relation do not move them. */
export interface FrozenQuestion {
  readonly id: string;
  readonly isCritical: boolean;
}
export const freezeQuestions = (asked: readonly Asked[]): FrozenQuestion[] =>
  asked.map((a) => ({ id: a.question.id, isCritical: a.isCritical }));
/** Throws when the checklist is not the version the questions were taken from. */
export function thawQuestions(checklist: Checklist, frozen: readonly FrozenQuestion[]): Asked[] {
  const byId = new Map(checklist.questions.map((q) => [q.id, q]));
  return frozen.map(({ id, isCritical }, i) => {
    const question = byId.get(id);
    if (question === undefined)
      throw new Error(`question ${id} is not in ${checklist.id} ${checklist.version}`);
    return { number: i + 1, question, isCritical };
  });
}

/** A relation's tier as one that can be assessed; null for SX or an unknown word. */
export const assessedTier = (tier: string): Tier | null => tiers.find((t) => t === tier) ?? null;
