import { z } from "zod";
import { parseDayInput } from "#app/i18n/day-input.ts";
import { isValidDay } from "#app/modules/calendar/rules/day.ts";

/**
 * Fields of forms: one schema for the browser and the server, which reads what was typed (full-width digits, 和暦, commas) and
 * gives what a service takes. Messages are problem codes of the field words.
 */

// C0 control characters other than tab and line feed never belong to a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check for control characters
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;
export const plain = (text: string): boolean => !control.test(text);

export const text = (max: number) =>
  z
    .string({ error: "required" })
    .trim()
    .min(1, "required")
    .max(max, "too-long")
    .refine(plain, "control-character");
export const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, "too-long")
    .refine(plain, "control-character")
    .default("")
    .transform((value) => (value === "" ? null : value));
/** A day as people type it, to `YYYY-MM-DD`. */
export const day = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .transform((value) => (isValidDay(value) ? value : (parseDayInput(value) ?? "")))
  .refine((value) => value !== "", "day-invalid");
export const optionalDay = z
  .string()
  .trim()
  .default("")
  .transform((value) => (value === "" ? null : isValidDay(value) ? value : (parseDayInput(value) ?? "")))
  .refine((value) => value !== "", "day-invalid");
const fold = (value: string): string => value.normalize("NFKC").replaceAll(/[,\s]/g, "");
export const optionalCount = (max: number) =>
  z
    .string()
    .default("")
    .transform((value) =>
      fold(value) === "" ? null : /^\d{1,9}$/.test(fold(value)) ? Number(fold(value)) : -1,
    )
    .refine((value) => value === null || (value >= 0 && value <= max), {
      error: "integer-range",
      params: { min: 0, max },
    });
export const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== "" && value !== "0" && value !== "no");
export const list = (max: number) => z.array(z.string().max(80)).max(max).default([]);

export const citationSchema = z.object({
  groupId: text(80),
  matter: text(80),
  text: text(2000),
  place: text(500),
  postedFrom: day,
  postedTo: optionalDay,
});
export const citationDecisionSchema = z.object({
  accepted: z.enum(["yes", "no"], "choose-one").transform((value) => value === "yes"),
  note: optionalText(1000),
});
