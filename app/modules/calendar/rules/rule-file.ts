/** What every file of dated rules shares: bilingual text, validity, source, and an honest mark of what was verified. */
import { z } from "zod";
import { daySchema } from "./day.ts";
import { periodsOverlap, type Valid } from "./validity.ts";

export const textSchema = z.object({ ja: z.string().min(1), en: z.string().min(1) });

/** Where a rule's force comes from. A house rule is the organisation's own and may be changed by it. */
export const natures = ["statutory", "guideline", "contract", "house"] as const;
export type Nature = (typeof natures)[number];

export const ruleIdSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** `<law id>@<in-force day>`: the version of the law, or of the house rules, whose text the rule was written from. */
export const lawVersionSchema = z.string().regex(/^[a-z][a-z0-9-]*@\d{4}-\d{2}-\d{2}$/);

/** Fields of one dated rule. `verified: false` marks a proposal or a point not yet read in its source. */
export const datedRuleShape = {
  id: ruleIdSchema,
  nature: z.enum(natures),
  lawVersion: lawVersionSchema,
  validFrom: daySchema,
  validTo: daySchema.nullable(),
  source: z.string().min(1),
  verified: z.boolean(),
  note: textSchema.optional(),
} as const;

export const fileShape = { id: ruleIdSchema, version: z.number().int().min(1), title: textSchema } as const;

/** Ids are unique, periods are in order, and no two rules answer the same question on the same day. */
export function datedRulesProblem<T extends Valid & { readonly id: string }>(
  rules: readonly T[],
  questionOf: (rule: T) => string,
): string | null {
  const seen = new Set<string>();
  const byQuestion = new Map<string, T[]>();
  for (const rule of rules) {
    if (seen.has(rule.id)) return `duplicate id ${rule.id}`;
    seen.add(rule.id);
    if (rule.validTo !== null && rule.validTo < rule.validFrom) return `${rule.id} ends before it begins`;
    const others = byQuestion.get(questionOf(rule)) ?? [];
    const clash = others.find((other) => periodsOverlap(other, rule));
    if (clash !== undefined) return `${clash.id} and ${rule.id} overlap`;
    byQuestion.set(questionOf(rule), [...others, rule]);
  }
  return null;
}
