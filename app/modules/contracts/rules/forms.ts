import { z } from "zod";
import { clauseResults } from "./clauses.ts";

const required = (max: number) => z.string().trim().min(1, "required").max(max, "too-long");
const optional = (max: number) => z.string().trim().max(max, "too-long").default("");
const day = z
  .string()
  .min(1, "required")
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "day-invalid");
const optionalDay = z
  .union([z.literal(""), day])
  .default("")
  .transform((v) => (v === "" ? null : v));
const count = (max: number) =>
  z
    .union([z.literal(""), z.string().regex(/^\d{1,4}$/, "number-invalid")])
    .default("")
    .transform((v) => (v === "" ? null : Number(v)))
    .refine((v) => v === null || (v >= 1 && v <= max), "out-of-range");
const yes = z
  .enum(["yes", "no"])
  .default("no")
  .transform((v) => v === "yes");

/** Fields of the contract form as posted; days already read into `YYYY-MM-DD`. Messages are problem codes. */
export const ContractForm = z
  .object({
    title: required(200),
    number: optional(60),
    signedOn: optionalDay,
    startsOn: day,
    endsOn: optionalDay,
    autoRenewal: yes,
    renewalMonths: count(120),
    noticeMonths: count(24),
    terminatedOn: optionalDay,
    note: optional(2000),
  })
  .superRefine((form, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (form.endsOn !== null && form.endsOn < form.startsOn) say("endsOn", "before-start");
    if (form.terminatedOn !== null && form.terminatedOn < form.startsOn) say("terminatedOn", "before-start");
    if (form.signedOn !== null && form.endsOn !== null && form.signedOn > form.endsOn)
      say("signedOn", "after-end");
    if (form.autoRenewal && form.endsOn === null) say("endsOn", "required-for-renewal");
    if (form.autoRenewal && form.renewalMonths === null) say("renewalMonths", "required-for-renewal");
  });
export type ContractForm = z.infer<typeof ContractForm>;

/** One row of the clause check form. An exception is possible for 一部不足 only, and always ends. */
export const ClauseCheckForm = z
  .object({
    clauseId: required(60),
    result: z.enum(clauseResults, "choose-one"),
    article: optional(60),
    note: optional(1000),
    exceptionUntil: optionalDay,
    exceptionReason: optional(1000),
  })
  .superRefine((form, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (form.exceptionUntil !== null && form.result !== "partial")
      say("exceptionUntil", "exception-for-partial-only");
    if (form.exceptionUntil !== null && form.exceptionReason === "") say("exceptionReason", "required");
    if (form.exceptionReason !== "" && form.exceptionUntil === null) say("exceptionUntil", "required");
    if (form.result === "conforming" && form.article === "") say("article", "required");
    if ((form.result === "partial" || form.result === "missing") && form.note === "") say("note", "required");
  });
export type ClauseCheckForm = z.infer<typeof ClauseCheckForm>;
