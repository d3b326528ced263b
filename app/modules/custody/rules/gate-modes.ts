import { z } from "zod";
import { daySchema } from "#app/modules/calendar/rules/day.ts";
import { datedRulesProblem, fileShape, textSchema } from "#app/modules/calendar/rules/rule-file.ts";
import type { DatedMode, GateModes } from "./gate-facts.ts";
import { type GateCode, gateCodes, reasonTable } from "./gate-table.ts";

const Rule = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    code: z.enum(gateCodes),
    mode: z.enum(["observe", "apply"]),
    validFrom: daySchema,
    validTo: daySchema.nullable(),
    reason: textSchema,
  })
  .strict();

const isLaw = (code: GateCode): boolean =>
  Object.values(reasonTable[code].kinds).some((k) => k.strength === "law");

/**
 * Dated modes of the gate (`templates/rules/gate.yaml`). A code without a row is in force. A reason of law may be
 * observed only for a stated time: it must bind from the day after, or from a later row.
 */
export const GateModeFile = z
  .object({ ...fileShape, rules: z.array(Rule) })
  .strict()
  .superRefine((file, context) => {
    const problem = datedRulesProblem(file.rules, (r) => r.code);
    if (problem !== null) context.addIssue({ code: "custom", path: ["rules"], message: problem });
    for (const [i, rule] of file.rules.entries()) {
      if (rule.mode === "observe" && rule.validTo === null && isLaw(rule.code)) {
        context.addIssue({
          code: "custom",
          path: ["rules", i, "validTo"],
          message: "law-observed-without-end",
        });
      }
    }
  });
export type GateModeFile = z.infer<typeof GateModeFile>;

/**
 * Rows of modes (of the file or of the database) by code. A reason of law observed without a stated end is in force: nobody
 * suspends the law by a setting.
 */
export function modesOf(rows: readonly (DatedMode & { readonly code: string })[]): GateModes {
  const modes = new Map<GateCode, DatedMode[]>();
  for (const row of rows) {
    const code = gateCodes.find((c) => c === row.code);
    if (code === undefined) throw new Error(`unknown gate code ${row.code}`);
    if (row.mode === "observe" && row.validTo === null && isLaw(code)) continue;
    const list = modes.get(code) ?? [];
    list.push({ mode: row.mode, validFrom: row.validFrom, validTo: row.validTo });
    modes.set(code, list);
  }
  return modes;
}
