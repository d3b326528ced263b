import { z } from "zod";
import { declareEvents, type EventOf } from "#app/modules/audit/event-rules.ts";

const text = z.string();
const person = { subject: "person" } as const;

/** What the operation log records of who may come in. */
export const accessEvents = declareEvents({
  "access.signed-in": { ...person, data: { method: z.literal("password") } },
  "access.sign-in-refused": { ...person, isWithoutId: true, data: { reason: text } },
  "access.signed-out": { ...person, data: {} },
  "access.denied": { subject: "route", isWithoutId: true, data: { permission: text } },
  "access.invited": {
    ...person,
    isWithoutId: true,
    partner: "if-any",
    data: { role: text, department: text.optional() },
    personal: { email: "always", name: "always" },
  },
  "access.invitation-accepted": {
    ...person,
    partner: "if-any",
    data: { role: text, department: text.optional() },
  },
  "access.password-set": { ...person, data: { by: z.enum(["invitation", "reset", "self"]) } },
  "access.person-disabled": { ...person, data: {} },
  "access.membership-ended": { ...person, partner: "if-any", data: { role: text } },
});
export type AccessEvent = EventOf<typeof accessEvents>;
