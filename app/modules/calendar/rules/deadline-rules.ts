/** The schema of `templates/rules/deadlines.yaml`: clocks as dated data, because the law changes. */
import { z } from "zod";
import { datedRuleShape, datedRulesProblem, fileShape, natures, textSchema } from "./rule-file.ts";

export const deadlineEvents = [
  "leak-final-report",
  "leak-prompt-report",
  "contractor-notice",
  "contract-notice",
  "assessment-next",
  "record-retention",
  "corrective-plan",
  "notice-change",
  "handover-acknowledgement",
] as const;
export type DeadlineEvent = (typeof deadlineEvents)[number];

export const retentionMethods = ["contract", "bulk", "other"] as const;
export type RetentionMethod = (typeof retentionMethods)[number];

/** How far ahead of the due day a warning begins; `onDay` counts from the event, whose own day is day 1. */
const warnSchema = z.union([
  z.object({ onDay: z.number().int().min(1) }).strict(),
  z.object({ daysBefore: z.number().int().min(0) }).strict(),
]);

const positive = z.number().int().min(1);

/**
 * - `inclusive-days`: the event's day is day 1; `roll` moves a closed day to the next open one
 * - `days-after`: plain days after the event's day
 * - `business-days-after`: open days after the event's day
 * - `months-before`: the same day number `months` earlier, clamped; a closed day moves to the last open day before
 * - `months-after`: the same day number `months` later, clamped
 * - `keep-through`: the last day of keeping; `firstDayCounts` tells 「起算して」 from 「から」, and the day shown is
 *   the later reading
 */
export const deadlineParametersSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("inclusive-days"),
    days: positive,
    roll: z.enum(["none", "next-open-day"]),
    warn: warnSchema,
  }),
  z.object({ kind: z.literal("days-after"), days: positive, warn: warnSchema }),
  z.object({ kind: z.literal("business-days-after"), days: positive, warn: warnSchema }),
  z.object({ kind: z.literal("months-before"), roll: z.literal("previous-open-day"), warn: warnSchema }),
  z.object({ kind: z.literal("months-after"), warn: warnSchema }),
  z.object({
    kind: z.literal("keep-through"),
    months: positive,
    firstDayCounts: z.boolean(),
    warn: warnSchema,
  }),
]);
export type DeadlineParameters = z.infer<typeof deadlineParametersSchema>;

/** The steps each kind of calculation may explain; a rule words those it needs. */
export const stepCodes = ["count", "roll", "no-roll", "clamp", "strict", "provisional"] as const;
export type StepCode = (typeof stepCodes)[number];

const stepSchema = z.object({
  code: z.enum(stepCodes),
  nature: z.enum(natures).optional(),
  text: textSchema,
});

export const deadlineRuleSchema = z.object({
  ...datedRuleShape,
  event: z.enum(deadlineEvents),
  when: z
    .object({ wrongful: z.boolean().optional(), method: z.enum(retentionMethods).optional() })
    .strict()
    .default({}),
  parameters: deadlineParametersSchema,
  steps: z.array(stepSchema).min(1),
});
export type DeadlineRule = z.infer<typeof deadlineRuleSchema>;

/** Words a step may use between braces. */
export const stepPlaceholders = ["from", "days", "months", "raw", "due", "reason", "strict"] as const;

const placeholder = /\{([a-z]+)\}/g;

export const deadlineFileSchema = z
  .object({ ...fileShape, rules: z.array(deadlineRuleSchema).min(1) })
  .superRefine((file, context) => {
    const problem = datedRulesProblem(
      file.rules,
      (rule) => `${rule.event}/${rule.when.wrongful ?? ""}/${rule.when.method ?? ""}`,
    );
    if (problem !== null) context.addIssue({ code: "custom", message: problem, path: ["rules"] });
    for (const [index, rule] of file.rules.entries()) {
      for (const step of rule.steps) {
        for (const text of [step.text.ja, step.text.en]) {
          for (const [, word] of text.matchAll(placeholder)) {
            if (!stepPlaceholders.some((known) => known === word)) {
              context.addIssue({
                code: "custom",
                message: `unknown placeholder ${word}`,
                path: ["rules", index, "steps"],
              });
            }
          }
        }
      }
    }
  });
