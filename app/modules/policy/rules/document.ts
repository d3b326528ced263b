/** A published privacy policy as data: the schema of `templates/policies/*.yaml`. Every text is bilingual. */
import { z } from "zod";
import { daySchema } from "#app/modules/calendar/rules/day.ts";
import { tiers } from "./tiers.ts";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.object({ ja: z.string().min(1), en: z.string().min(1) });
/** A clause number as printed, e.g. `1.2(2)<1>`; it names one of `clauses`. */
const clause = z.string().min(1);

/**
 * Kinds of data that the policy binds to purposes of their own. Items and subjects belong to at most one; a purpose
 * serves those it needs (`*` = all of them, as answering a complaint does).
 */
export const dataClasses = ["account", "mutual-aid", "applicant", "gift", "survey", "family"] as const;
export type DataClass = (typeof dataClasses)[number];

const subjectSchema = z.object({
  id,
  name: text,
  clause,
  /** `derived`: named only through a purpose, a desk or an activity of the policy. */
  origin: z.enum(["published", "derived"]),
  /** Wider categories whose purposes cover this one too. */
  within: z.array(id).default([]),
  requiresReason: z.boolean().default(false),
  dataClass: z.enum(dataClasses).nullable().default(null),
  note: text.optional(),
});
export type PolicySubject = z.infer<typeof subjectSchema>;

/** Who may rely on a purpose: every relation, or only joint use or referral. */
export const purposeUses = ["any", "joint-use", "referral"] as const;

const purposeSchema = z.object({
  id,
  name: text,
  clause,
  subjects: z.array(z.union([id, z.literal("*")])).min(1),
  use: z.enum(purposeUses).default("any"),
  openEnded: z.boolean().default(false),
  /** The policy promises to state the purpose at collection (1.2(7)): open-ended but no gap by itself. */
  limitedAtCollection: z.boolean().default(false),
  serves: z.array(z.union([z.enum(dataClasses), z.literal("*")])).default([]),
  /** What a line must bring along to rely on this purpose. */
  requires: z.enum(["consent", "survey-statement"]).nullable().default(null),
  check: text.optional(),
});
export type PolicyPurpose = z.infer<typeof purposeSchema>;

const itemSchema = z.object({
  id,
  name: text,
  clause: clause.nullable(),
  origin: z.enum(["published", "derived"]),
  /** Null for open-ended placeholders, which no line may choose. */
  tier: z.enum(tiers).nullable(),
  openEnded: z.boolean().default(false),
  dataClass: z.enum(dataClasses).nullable().default(null),
  note: text.optional(),
});
export type PolicyItem = z.infer<typeof itemSchema>;

const itemSetSchema = z.object({ id, name: text, items: z.array(id).min(1) });

const activitySchema = z.object({
  id,
  name: text,
  clause,
  /** 「等」: needs a concrete description in every relation. */
  openEnded: z.boolean().default(false),
});

const partySchema = z.object({
  name: text,
  enVerified: z.boolean().default(true),
  address: text.nullable(),
  representative: z.object({ title: text, name: text }).nullable(),
});

const groupSchema = z.object({
  id,
  name: text,
  clause,
  /** The sentence that joint use takes place (法27条5項3号), or null when the policy has none. */
  statement: text.nullable(),
  purposes: z.array(id).min(1),
  /** The published purpose ends in words such as 「関連・付随する業務」. */
  openEndedPurpose: z.boolean().default(false),
  /** Sets that hold only 「など」 and 「その他の…」 of this group's list. */
  openEndedSets: z.array(id).default([]),
  /** Purposes are told apart for each set of items (desirable: GL 3-6-3(3)④). */
  purposesPerItemSet: z.boolean().default(false),
  partners: z
    .array(
      z.object({
        id,
        name: text,
        enVerified: z.boolean().default(true),
        itemSets: z.array(id).min(1),
        /** Narrower than the group's when given. */
        purposes: z.array(id).min(1).optional(),
        /** The purpose in words, where the notice states it for each user. */
        purposeText: text.optional(),
      }),
    )
    .min(1),
  /** As the section itself states it: address and representative are null when it does not. */
  responsible: partySchema,
});
export type JointUseGroup = z.infer<typeof groupSchema>;
export type JointUsePartner = JointUseGroup["partners"][number];

/** Statements that today's law asks for: the clause that makes each, or null. */
export const statementKeys = [
  "safety-measures",
  "organisation-address",
  "organisation-representative",
  "request-procedure",
  "desk-contact",
  "exception-consent-difficult",
  "beyond-purpose-consent",
  "referral-basis",
  "foreign-handling",
] as const;
export type StatementKey = (typeof statementKeys)[number];

/** The clause each rule of the ceiling stands on in this policy. */
export const ruleKeys = [
  "subjects",
  "purposes",
  "family",
  "account",
  "mutual-aid",
  "gift",
  "applicant",
  "survey",
  "other-subject",
  "collection",
  "activities",
  "referral",
  "joint-use",
] as const;
export type RuleKey = (typeof ruleKeys)[number];

const bodySchema = z.object({
  id,
  /** The line of versions this one belongs to. */
  policy: id,
  /** 第n版, where the organisation counts its versions. */
  edition: z.number().int().min(1).nullable(),
  isFictional: z.boolean(),
  organisation: z.object({
    name: text,
    enVerified: z.boolean(),
    address: text.nullable(),
  }),
  title: text,
  enactedOn: daySchema,
  revisedOn: daySchema.nullable(),
  validFrom: daySchema,
  signatory: z.object({ title: text, name: text }),
  /** False when the English text is a translation of ours that the organisation has not confirmed. */
  enVerified: z.boolean(),
  subjects: z.array(subjectSchema).min(1),
  purposes: z.array(purposeSchema).min(1),
  items: z.array(itemSchema).min(1),
  itemSets: z.array(itemSetSchema),
  activities: z.array(activitySchema).min(1),
  jointUseGroups: z.array(groupSchema),
  desks: z.array(z.object({ id, name: text, unit: id, unitName: text })).min(1),
  requestKinds: z.array(z.object({ id, name: text, basis: z.string().min(1) })).min(1),
  statements: z.object(
    Object.fromEntries(statementKeys.map((key) => [key, clause.nullable()])) as Record<
      StatementKey,
      z.ZodNullable<typeof clause>
    >,
  ),
  ruleClauses: z.object(
    Object.fromEntries(ruleKeys.map((key) => [key, clause])) as Record<RuleKey, typeof clause>,
  ),
  /** The whole text in its order; a number appears once. */
  clauses: z
    .array(
      z.object({
        number: clause,
        heading: text.nullable().default(null),
        text: text.nullable().default(null),
      }),
    )
    .min(1),
  revisions: z
    .array(z.object({ on: daySchema, kind: z.enum(["enacted", "revised"]), note: text.nullable() }))
    .min(1),
});

const duplicateOf = (ids: readonly string[]): string | undefined =>
  ids.find((one, index) => ids.indexOf(one) !== index);

export const policySchema = bodySchema.superRefine((policy, context) => {
  const say = (message: string) => context.addIssue({ code: "custom", message });
  const known = {
    subject: new Set(policy.subjects.map((s) => s.id)),
    purpose: new Set(policy.purposes.map((p) => p.id)),
    item: new Set(policy.items.map((i) => i.id)),
    set: new Set(policy.itemSets.map((s) => s.id)),
    clause: new Set(policy.clauses.map((c) => c.number)),
  };
  for (const [kind, list] of [
    ["subject", policy.subjects],
    ["purpose", policy.purposes],
    ["item", policy.items],
    ["item set", policy.itemSets],
    ["activity", policy.activities],
    ["group", policy.jointUseGroups],
    ["desk", policy.desks],
  ] as const) {
    const twice = duplicateOf(list.map((one) => one.id));
    if (twice !== undefined) say(`duplicate ${kind} ${twice}`);
  }
  const twice = duplicateOf(policy.clauses.map((c) => c.number));
  if (twice !== undefined) say(`duplicate clause ${twice}`);
  const need = (kind: keyof typeof known, ids: readonly string[], where: string) => {
    for (const one of ids) if (!known[kind].has(one)) say(`${where}: unknown ${kind} ${one}`);
  };
  for (const subject of policy.subjects) need("subject", subject.within, subject.id);
  for (const purpose of policy.purposes)
    need(
      "subject",
      purpose.subjects.filter((s) => s !== "*"),
      purpose.id,
    );
  for (const set of policy.itemSets) need("item", set.items, set.id);
  for (const group of policy.jointUseGroups) {
    need("purpose", group.purposes, group.id);
    need("set", group.openEndedSets, group.id);
    for (const partner of group.partners) {
      need("set", partner.itemSets, partner.id);
      for (const one of partner.purposes ?? [])
        if (!group.purposes.includes(one)) say(`${partner.id}: purpose ${one} not of its group`);
    }
  }
  for (const item of policy.items) {
    if (item.openEnded !== (item.tier === null))
      say(`${item.id}: an open-ended item has no tier, every other has one`);
  }
  const cited = [
    ...policy.subjects.map((s) => s.clause),
    ...policy.purposes.map((p) => p.clause),
    ...policy.items.flatMap((i) => (i.clause === null ? [] : [i.clause])),
    ...policy.activities.map((a) => a.clause),
    ...policy.jointUseGroups.map((g) => g.clause),
    ...Object.values(policy.statements).filter((c) => c !== null),
    ...Object.values(policy.ruleClauses),
  ];
  need("clause", [...new Set(cited)], "citation");
  const days = policy.revisions.map((revision) => revision.on);
  if (days.some((day, index) => index > 0 && day <= (days[index - 1] ?? ""))) say("revisions out of order");
  if (days[0] !== policy.enactedOn) say("the first revision is not the day of enactment");
  if (policy.revisedOn !== null && days.at(-1) !== policy.revisedOn)
    say("the last revision is not this version's");
  if (policy.isFictional && !policy.organisation.name.ja.includes("(架空)"))
    say("a fictional organisation is marked");
});

export type PolicyDocument = z.infer<typeof policySchema>;
