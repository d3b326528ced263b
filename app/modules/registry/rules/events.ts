import { z } from "zod";
import { declareEvents, type EventOf, type EventShape } from "#app/modules/audit/event-rules.ts";

const text = z.string();
const textOrNull = z.string().nullable();
const texts = z.array(z.string()).readonly();
const organisation = { subject: "organisation" } as const;
const partner = { subject: "partner", partner: "always" } as const;
const contact = { subject: "contact", partner: "always" } as const;
const relation = { subject: "relation", partner: "always" } as const;
const subcontractor = { subject: "subcontractor", partner: "always" } as const;

const keptPartner = { ...partner, data: {}, personal: { reason: "always" } } as const satisfies EventShape;
const keptRelation = {
  ...relation,
  data: { number: text, basis: text, department: text },
} as const satisfies EventShape;
const namedSubcontractor = {
  ...subcontractor,
  data: { relation: text, startsOn: text },
  personal: { name: "always" },
} as const satisfies EventShape;
const foreignRoute = {
  ...relation,
  data: { route: text, country: text, confirmedOn: textOrNull, nextOn: textOrNull },
} as const satisfies EventShape;

/** What the operation log records of the register. */
export const registryEvents = declareEvents({
  "registry.organisation-set-up": {
    ...organisation,
    data: { policy: text, partners: z.number(), relations: z.number() },
  },
  "registry.organisation-revised": { ...organisation, data: { fields: texts } },
  "registry.partner-registered": {
    ...partner,
    data: { number: text, kind: text, validFrom: text },
    personal: { name: "always" },
  },
  "registry.profile-revised": { ...partner, data: { validFrom: text, fields: texts } },
  "registry.contact-added": {
    ...contact,
    data: { validFrom: text, isResponsible: z.boolean() },
    personal: { name: "always" },
  },
  "registry.contact-ended": { ...contact, data: { lastOn: text } },
  "registry.partner-retired": keptPartner,
  "registry.partner-restored": keptPartner,
  "registry.relation-drafted": keptRelation,
  "registry.relation-revised": keptRelation,
  "registry.scope-revised": {
    ...relation,
    data: {
      number: text,
      validFrom: text,
      added: z.number(),
      removed: z.number(),
      kept: z.number(),
      tier: text,
    },
  },
  "registry.relation-moved": {
    ...relation,
    data: { number: text, event: text, from: text, to: text, on: text },
    personal: { reason: "if-any" },
  },
  "registry.subcontractor-requested": namedSubcontractor,
  "registry.subcontractor-found": namedSubcontractor,
  "registry.subcontractor-decided": {
    ...subcontractor,
    data: { state: text, on: text, approvedUntil: textOrNull },
  },
  "registry.subcontractor-removed": { ...subcontractor, data: { on: text } },
  "registry.foreign-route-recorded": foreignRoute,
  "registry.foreign-route-confirmed": foreignRoute,
  "registry.referral-route-recorded": { ...relation, data: { route: text, validFrom: text } },
  "registry.policy-told": { ...partner, data: { policy: text, toldOn: text, method: text } },
  "registry.confirmation-recorded": {
    ...relation,
    data: { kind: text, confirmedOn: text, nextDueOn: textOrNull, isSatisfactory: z.boolean() },
  },
  "registry.exported": { ...organisation, data: { format: text, asOf: text, rows: z.number() } },
});
export type RegistryEvent = EventOf<typeof registryEvents>;
