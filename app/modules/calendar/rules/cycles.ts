/** Schemas and look-ups of `templates/rules/cycles.yaml` and `retention.yaml`: house defaults as dated data. */
import { z } from "zod";
import type { Day } from "./day.ts";
import { datedRuleShape, datedRulesProblem, fileShape, textSchema } from "./rule-file.ts";
import { isInForceOn } from "./validity.ts";

/** What is repeated: the yearly check of a partner, the visit on site, the yearly confirmation of a foreign route. */
export const cycleSubjects = ["assessment", "on-site-check", "form-handling-check", "foreign-route"] as const;
export type CycleSubject = (typeof cycleSubjects)[number];

export const cycleBases = ["entrustment", "joint-use", "referral", "no-handling"] as const;
export type CycleBasis = (typeof cycleBases)[number];

export const cycleRuleSchema = z.object({
  ...datedRuleShape,
  subject: z.enum(cycleSubjects),
  bases: z.array(z.enum(cycleBases)).min(1),
  tiers: z.array(z.enum(["S1", "S2", "S3", "S4"])).min(1),
  months: z.number().int().min(1).max(120),
  /** The law or guideline sets this as the longest cycle: the house may shorten, never lengthen it. */
  isUpperLimit: z.boolean().default(false),
});
export type CycleRule = z.infer<typeof cycleRuleSchema>;

export const cycleFileSchema = z
  .object({ ...fileShape, rules: z.array(cycleRuleSchema).min(1) })
  .superRefine((file, context) => {
    const single = file.rules.flatMap((rule) =>
      rule.bases.flatMap((basis) =>
        rule.tiers.map((tier) => ({ ...rule, id: `${rule.id}/${basis}/${tier}`, basis, tier })),
      ),
    );
    const problem =
      datedRulesProblem(file.rules, (rule) => rule.id) ??
      datedRulesProblem(single, (rule) => `${rule.subject}/${rule.basis}/${rule.tier}`);
    if (problem !== null) context.addIssue({ code: "custom", message: problem, path: ["rules"] });
  });

/** The cycle in force on a day, or undefined when none is set (no rule in force, or nothing to repeat). */
export const cycleRuleFor = (
  rules: readonly CycleRule[],
  subject: CycleSubject,
  basis: CycleBasis,
  tier: string,
  on: Day,
): CycleRule | undefined =>
  rules.find(
    (rule) =>
      rule.subject === subject &&
      rule.bases.includes(basis) &&
      rule.tiers.some((known) => known === tier) &&
      isInForceOn(rule, on),
  );

export const keptRecords = [
  "contract",
  "assessment",
  "decision",
  "hand-over-book",
  "incident",
  "disposal-certificate",
] as const;

export const retentionRuleSchema = z.object({
  ...datedRuleShape,
  record: z.enum(keptRecords),
  months: z.number().int().min(1),
  /** The event from which the period runs. */
  runsFrom: textSchema,
  /** Never before everything entrusted is returned or disposed of (JIS Q 15001 J.9.4). */
  notBeforeCustodyIsEmpty: z.boolean().default(false),
});

export const retentionFileSchema = z
  .object({ ...fileShape, rules: z.array(retentionRuleSchema).min(1) })
  .superRefine((file, context) => {
    const problem = datedRulesProblem(file.rules, (rule) => rule.record);
    if (problem !== null) context.addIssue({ code: "custom", message: problem, path: ["rules"] });
  });
