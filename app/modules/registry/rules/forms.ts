import { z } from "zod";
import { fieldProblemsOf } from "#app/i18n/field-problems.ts";
import {
  day,
  list,
  optionalCount,
  optionalDay,
  optionalText,
  plain,
  text,
  ticked,
} from "#app/modules/policy/rules/forms.ts";
import { fail, ok, type Result } from "#app/result.ts";
import {
  invoiceNumberProblem,
  type Parsed,
  parseCorporateNumber,
  parseEmail,
  parseInvoiceNumber,
  parsePhone,
  parsePostalCode,
} from "./identifiers.ts";
import { isKana, normaliseKana } from "./names.ts";
import { relationEvents } from "./relation-states.ts";

/**
 * One schema for the browser and the server: it reads what was typed (full-width digits, 和暦, commas) and gives what a
 * service takes. Messages are problem codes of the field words or of this module's `words.fieldProblems`.
 */
export const partnerKinds = ["entrustment", "joint-use", "referral", "no-handling"] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** A code that may be left out: null, or what its parser makes of what was typed. */
const optionalCode = (parse: (typed: string) => Parsed) =>
  z
    .string()
    .default("")
    .transform((typed, context) => {
      if (typed.trim() === "") return null;
      const parsed = parse(typed);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: "custom", message: parsed.code });
      return z.NEVER;
    });

const kana = (max: number) =>
  z
    .string()
    .default("")
    .transform(normaliseKana)
    .refine((value) => value.length <= max, "too-long")
    .refine((value) => value === "" || isKana(value), "kana-invalid");

const country = z
  .string()
  .normalize("NFKC")
  .trim()
  .toUpperCase()
  .default("JP")
  .transform((value) => (value === "" ? "JP" : value))
  .refine((value) => /^[A-Z]{2}$/.test(value), "country-invalid");

export const profileSchema = z
  .object({
    name: text(200),
    nameKana: kana(200).refine((value) => value !== "", "required"),
    nameEn: optionalText(200),
    corporateNumber: optionalCode(parseCorporateNumber),
    noCorporateNumberReason: optionalText(200),
    invoiceNumber: optionalCode(parseInvoiceNumber),
    country,
    postalCode: optionalCode((typed) =>
      /^[\d\s〒-]+$/.test(typed.normalize("NFKC").replaceAll(/[‐‑–−ー]/g, "-"))
        ? parsePostalCode(typed)
        : typed.length <= 16
          ? { ok: true, value: typed.trim() }
          : { ok: false, code: "postal-code-invalid" },
    ),
    address: optionalText(300),
    representativeTitle: optionalText(100),
    representativeName: optionalText(100),
    phone: optionalCode(parsePhone),
    validFrom: day,
  })
  .superRefine((profile, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (
      profile.country === "JP" &&
      profile.corporateNumber === null &&
      profile.noCorporateNumberReason === null
    ) {
      say("noCorporateNumberReason", "no-corporate-number-reason");
    }
    if (
      profile.invoiceNumber !== null &&
      invoiceNumberProblem(profile.invoiceNumber, profile.corporateNumber) !== null
    ) {
      say("invoiceNumber", "invoice-number-differs");
    }
    if (profile.country === "JP" && profile.postalCode !== null && !/^\d{7}$/.test(profile.postalCode)) {
      say("postalCode", "postal-code-invalid");
    }
  });
export type ProfileInput = z.output<typeof profileSchema>;

export const contactSchema = z.object({
  name: text(100),
  nameKana: kana(100).transform((value) => (value === "" ? null : value)),
  department: optionalText(100),
  title: optionalText(100),
  email: optionalCode(parseEmail),
  phone: optionalText(40),
  isResponsible: ticked,
  validFrom: day,
});
export type ContactInput = z.output<typeof contactSchema>;

/** Step 1 会社. The contact is left out as a whole when its name is empty. */
export const partnerSchema = z.object({
  kind: z.enum(partnerKinds, "choose-one"),
  policyPartnerId: optionalText(80),
  shortName: z.string().trim().max(60, "too-long").refine(plain, "control-character").default(""),
  profile: profileSchema,
  contact: z.preprocess(
    (value) =>
      typeof value === "object" && value !== null && String(Reflect.get(value, "name") ?? "").trim() === ""
        ? undefined
        : value,
    contactSchema.optional(),
  ),
});
export type PartnerInput = z.output<typeof partnerSchema>;

export const reviseProfileSchema = z.object({
  shortName: z.string().trim().max(60, "too-long").refine(plain, "control-character").default(""),
  profile: profileSchema,
});

export const volumeUnits = ["persons", "records", "sheets", "media"] as const;

/** Step 2 取扱案件. */
export const relationSchema = z
  .object({
    basis: z.enum(partnerKinds, "choose-one"),
    title: text(120),
    activity: optionalText(80),
    activityDescription: optionalText(400),
    groupId: optionalText(80),
    department: text(60),
    isPaperOnly: ticked,
    volumePerYear: optionalCount(999_999_999),
    volumeUnit: z
      .string()
      .default("")
      .transform((value) => (value === "" ? null : value))
      .refine((value) => value === null || volumeUnits.some((unit) => unit === value), "unknown-choice"),
    handlingPlace: optionalText(300),
    handlesAbroad: ticked,
    returnRule: optionalText(400),
    returnDueOn: optionalDay,
    startsOn: optionalDay,
    endsOn: optionalDay,
    note: optionalText(2000),
  })
  .superRefine((relation, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (relation.basis === "entrustment" && relation.activity === null) say("activity", "choose-one");
    if (relation.basis === "joint-use" && relation.groupId === null) say("groupId", "choose-one");
    if (relation.startsOn !== null && relation.endsOn !== null && relation.endsOn < relation.startsOn) {
      say("endsOn", "day-order");
    }
    if (relation.volumePerYear !== null && relation.volumeUnit === null) say("volumeUnit", "choose-one");
  });
export type RelationInput = z.output<typeof relationSchema>;

/** Step 3 取扱範囲: one line. What the policy forbids is no field problem: a draft keeps it and the ceiling says so. */
export const scopeLineSchema = z
  .object({
    subject: z.string({ error: "choose-one" }).min(1, "choose-one").max(80),
    items: list(80).refine((items) => items.length > 0, "choose-some"),
    purposes: list(80).refine((purposes) => purposes.length > 0, "choose-some"),
    headcount: optionalCount(999_999_999),
    reason: optionalText(1000),
    concreteText: optionalText(1000),
    reviewerName: optionalText(100),
    consentOn: optionalDay,
    consentMethod: optionalText(300),
    necessity: optionalText(1000),
    surveyStatement: optionalText(1000),
    validFrom: optionalDay,
    validTo: optionalDay,
  })
  .superRefine((line, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (line.validFrom !== null && line.validTo !== null && line.validTo < line.validFrom)
      say("validTo", "day-order");
  });
export type ScopeLineForm = z.output<typeof scopeLineSchema>;

/** The whole step: `lines.<n>.<field>`; at least one line, the first day from which it holds. */
export const scopeSchema = z.object({
  validFrom: day,
  lines: z
    .array(z.union([scopeLineSchema, z.undefined()]))
    .default([])
    .transform((lines) => lines.filter((line) => line !== undefined)),
});
export const scopeLists = ["lines.*.items", "lines.*.purposes"] as const;

export const subcontractorSchema = z
  .object({
    parentId: optionalText(60),
    name: text(200),
    nameKana: kana(200).transform((value) => (value === "" ? null : value)),
    corporateNumber: optionalCode(parseCorporateNumber),
    address: optionalText(300),
    country,
    work: text(400),
    items: list(80).refine((items) => items.length > 0, "choose-some"),
    safetyMeasures: optionalText(1000),
    reason: optionalText(1000),
    startsOn: day,
    endsOn: optionalDay,
    /** Set when staff found it working without consent. */
    foundOn: optionalDay,
  })
  .superRefine((form, context) => {
    if (form.endsOn !== null && form.endsOn < form.startsOn) {
      context.addIssue({ code: "custom", path: ["endsOn"], message: "day-order" });
    }
  });
export type SubcontractorInput = z.output<typeof subcontractorSchema>;

export const subcontractorDecisionSchema = z.object({
  approved: z.enum(["yes", "no"], "choose-one").transform((value) => value === "yes"),
  conditions: optionalText(1000),
  approvedUntil: optionalDay,
});

/**
 * APPI art. 28: consent of the person, a designated country (EU, UK), or a recipient with an equivalent system. Where the content
 * is not handled nothing is provided: only country and service are known (GL 10-7; GL Q&A 10-25).
 */
export const foreignRoutes = ["consent", "designated-country", "equivalent-system", "no-provision"] as const;
export const foreignRoutesOf = (basis: string) =>
  foreignRoutes.filter((route) => (route === "no-provision") === (basis === "no-handling"));
export const recordMethods = ["contract", "bulk", "other"] as const;
export const foreignRouteSchema = z
  .object({
    country: z
      .string()
      .normalize("NFKC")
      .trim()
      .toUpperCase()
      .refine((value) => /^[A-Z]{2}$/.test(value), "country-invalid"),
    serviceName: text(200),
    route: z.enum(foreignRoutes, "choose-one"),
    basisText: optionalText(1000),
    recordMethod: z
      .string()
      .default("")
      .transform((value) => (value === "" ? null : value))
      .refine((value) => value === null || recordMethods.some((one) => one === value), "unknown-choice"),
    confirmedOn: optionalDay,
    validFrom: day,
  })
  .superRefine((form, context) => {
    if (form.country === "JP")
      context.addIssue({ code: "custom", path: ["country"], message: "country-is-japan" });
  });
export type ForeignRouteInput = z.output<typeof foreignRouteSchema>;

/** The yearly look at a recipient abroad (規則18条1項). */
export const foreignConfirmationSchema = z.object({ confirmedOn: day });

export const referralRoutes = ["direct-application", "on-behalf", "consent"] as const;
export const referralRouteSchema = z.object({
  route: z.enum(referralRoutes, "choose-one"),
  serviceName: text(200),
  consentMethod: optionalText(400),
  recordMethod: z
    .string()
    .default("")
    .transform((value) => (value === "" ? null : value))
    .refine((value) => value === null || recordMethods.some((one) => one === value), "unknown-choice"),
  evidenceNote: optionalText(1000),
  validFrom: day,
});
export type ReferralRouteInput = z.output<typeof referralRouteSchema>;

export const tellMethods = ["meeting", "mail", "paper", "contract", "web"] as const;
export const policyToldSchema = z.object({
  policyVersionId: text(60),
  toldOn: day,
  method: z.enum(tellMethods, "choose-one"),
  note: optionalText(1000),
});
export type PolicyToldInput = z.output<typeof policyToldSchema>;

/** Kinds of dated confirmation: which bases they belong to stands in `confirmationKindsOf`. */
export const confirmationKinds = [
  "form-keeping",
  "exit-procedure",
  "no-handling-terms",
  "own-safety",
  "removal",
  "access-removed",
] as const;
export type ConfirmationKind = (typeof confirmationKinds)[number];
/** Which confirmations belong to which legal basis. */
export const confirmationKindsOf: Readonly<Record<PartnerKind, readonly ConfirmationKind[]>> = {
  entrustment: ["access-removed", "removal"],
  "joint-use": ["exit-procedure"],
  referral: ["form-keeping"],
  "no-handling": ["no-handling-terms", "own-safety", "removal"],
};
export const confirmationSchema = z.object({
  kind: z.enum(confirmationKinds, "choose-one"),
  confirmedOn: day,
  nextDueOn: optionalDay,
  isSatisfactory: z.enum(["yes", "no"], "choose-one").transform((value) => value === "yes"),
  note: optionalText(1000),
});
export type ConfirmationInput = z.output<typeof confirmationSchema>;

/** Settings of the organisation. */
export const organisationSchema = z.object({
  shortName: text(60),
  nameKana: kana(200),
  postalCode: optionalCode(parsePostalCode),
  address: optionalText(300),
  representativeTitle: optionalText(100),
  representativeName: optionalText(100),
  fiscalYearStartMonth: optionalCount(12)
    .refine((n) => n !== null && n >= 1, {
      error: "integer-range",
      params: { min: 1, max: 12 },
    })
    .transform((n) => n ?? 4),
  fiscalYearStartDay: optionalCount(31)
    .refine((n) => n !== null && n >= 1, {
      error: "integer-range",
      params: { min: 1, max: 31 },
    })
    .transform((n) => n ?? 1),
  usesEraDates: ticked,
});
export type OrganisationInput = z.output<typeof organisationSchema>;

export const removalSchema = z.object({ on: day });

export const reasonSchema = z.object({ reason: text(1000) });

/** A move of a relation from its page. */
export const moveSchema = z.object({
  event: z.enum(relationEvents, "unknown-choice"),
  on: optionalDay,
  reason: optionalText(1000),
  conditions: optionalText(1000),
  hasNotedConditions: ticked,
});

/** The day asked for in an address (`?asOf=`), as people type it; null when it cannot be read. */
export const readAsOf = (text: string | null): string | null => {
  const read = optionalDay.safeParse(text ?? "");
  return read.success ? read.data : null;
};

/** A posted form: the same tree the browser judged (`FormInput.tree`). */
interface PostedForm {
  tree(many?: readonly string[]): unknown;
  text(name: string): string;
}
/** Judges a posted form by its schema; problems carry the form's own names. */
export function parsePosted<S extends z.ZodType>(
  schema: S,
  form: PostedForm,
  many: readonly string[] = [],
): Result<z.output<S>> {
  const read = schema.safeParse(form.tree(many));
  if (read.success) return ok(read.data);
  return fail({ kind: "invalid", fields: fieldProblemsOf(read.error.issues, (path) => form.text(path)) });
}
