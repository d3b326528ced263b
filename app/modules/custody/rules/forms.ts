import { z } from "zod";
import { day, optionalDay, optionalText, text, ticked } from "#app/modules/policy/rules/forms.ts";
import { disposalMethods, units } from "./lots.ts";

/**
 * One schema for the browser and the server: it reads what was typed (full-width digits, 和暦, commas) and gives what a
 * service takes. Messages are problem codes of the field words or of this module's `words.fieldProblems`.
 */

const fold = (value: string): string => value.normalize("NFKC").replaceAll(/[,\s]/g, "");
/** Largest quantity of a lot; a co-op's members and their records stay far below. */
export const maxQuantity = 99_999_999;
export const quantity = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .transform((value) => (/^\d{1,12}$/.test(fold(value)) ? Number(fold(value)) : Number.NaN))
  .refine((value) => !Number.isNaN(value), "number-invalid")
  .refine((value) => Number.isNaN(value) || (value >= 1 && value <= maxQuantity), {
    error: "integer-range",
    params: { min: 1, max: maxQuantity },
  });
const chosen = z.array(z.string().max(80)).max(200).default([]);
const some = chosen.refine((list) => list.length > 0, "choose-some");

/** How data travels, and what it lies on: free words, with the usual ones offered. */
const means = text(200);

export const handOverSchema = z
  .object({
    dataName: text(200),
    subjects: some,
    items: some,
    purposes: some,
    unit: z.enum(units, "choose-one"),
    quantity,
    medium: means,
    method: means,
    openedOn: day,
    handedByName: text(80),
    receivedByName: text(80),
    dueOn: optionalDay,
    note: optionalText(1000),
  })
  .refine((v) => v.dueOn === null || v.dueOn >= v.openedOn, { path: ["dueOn"], message: "day-order" });
export const handOverLists = ["subjects", "items", "purposes"] as const;
export type HandOverForm = z.output<typeof handOverSchema>;

export const returnSchema = z.object({
  quantity,
  occurredOn: day,
  handedByName: text(80),
  receivedByName: text(80),
  method: means,
  note: optionalText(1000),
});
export type ReturnForm = z.output<typeof returnSchema>;

export const copySchema = z.object({
  dataName: text(200),
  quantity,
  medium: means,
  method: means,
  occurredOn: day,
  handedByName: text(80),
  receivedByName: text(80),
  dueOn: optionalDay,
  reason: text(1000),
});
export type CopyForm = z.output<typeof copySchema>;

export const reversalSchema = z.object({ entryId: text(60), reason: text(1000) });
export const acknowledgeSchema = z.object({ note: optionalText(1000) });

export const certificateSchema = z
  .object({
    number: text(80),
    issuerName: text(200),
    issuerAddress: text(300),
    issuerResponsible: text(80),
    dataName: text(200),
    quantity,
    mediumDetail: text(300),
    serialNumbers: optionalText(1000),
    method: z.enum(disposalMethods, "choose-one"),
    place: text(300),
    disposedOn: day,
    witness: text(80),
    hasNoCopies: ticked.refine((value) => value, "must-agree"),
    coversBackups: ticked.refine((value) => value, "must-agree"),
    usedSubcontractor: ticked,
    subcontractorName: optionalText(200),
  })
  .refine((v) => !v.usedSubcontractor || v.subcontractorName !== null, {
    path: ["subcontractorName"],
    message: "required",
  });
export type CertificateForm = z.output<typeof certificateSchema>;

export const certificateReturnSchema = z.object({ reason: text(1000) });

export const standingSchema = z
  .object({
    title: text(200),
    items: some,
    method: means,
    usualVolume: quantity,
    unit: z.enum(units, "choose-one"),
    startsOn: day,
    endsOn: day,
    handedByName: text(80),
    receivedByName: text(80),
  })
  .refine((v) => v.endsOn >= v.startsOn, { path: ["endsOn"], message: "day-order" });
export type StandingForm = z.output<typeof standingSchema>;

const month = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .transform((value) => value.normalize("NFKC").replaceAll(/[/.]/g, "-"))
  .transform((value) => value.replace(/^(\d{4})-(\d)$/, "$1-0$2"))
  .refine((value) => /^\d{4}-(0[1-9]|1[0-2])$/.test(value), "month-invalid");
/** A month without any supply is an actual too: zero. */
const volume = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .transform((value) => (/^\d{1,12}$/.test(fold(value)) ? Number(fold(value)) : Number.NaN))
  .refine((value) => !Number.isNaN(value), "number-invalid")
  .refine((value) => Number.isNaN(value) || value <= maxQuantity, {
    error: "integer-range",
    params: { min: 0, max: maxQuantity },
  });
export const actualSchema = z.object({ month, volume });
export type UseForm = z.output<typeof actualSchema>;

export const standingCloseSchema = z.object({ accessRemovedOn: day, note: text(1000) });

export const deferralSchema = z.object({
  code: text(60),
  ref: optionalText(200),
  reason: text(1000),
  until: day,
});
export const deferralDecisionSchema = z.object({
  decision: z.enum(["grant", "refuse"], "choose-one"),
  until: optionalDay,
  note: text(1000),
});

export const endSchema = z.object({ on: optionalDay, reason: text(1000) });
