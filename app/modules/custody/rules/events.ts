import { z } from "zod";
import { declareEvents, type EventOf, type EventShape } from "#app/modules/audit/event-rules.ts";

const text = z.string();
const textOrNull = z.string().nullable();
const lot = { subject: "lot", partner: "always" } as const;
const relation = { subject: "relation", partner: "always" } as const;
const certificate = { subject: "certificate", partner: "always" } as const;
const standing = { subject: "standing", partner: "always" } as const;
const deferral = { subject: "deferral", partner: "always" } as const;

const decidedDeferral = {
  ...deferral,
  data: { relation: text, code: text, ref: textOrNull, until: text, role: text },
  personal: { note: "always" },
} as const satisfies EventShape;

/** What the operation log records of custody. */
export const custodyEvents = declareEvents({
  "custody.handed-over": {
    ...lot,
    data: {
      number: text,
      unit: text,
      quantity: z.number(),
      openedOn: text,
      dueOn: textOrNull,
      check: text,
      /** Recorded after the day it happened. */
      isLate: z.boolean(),
    },
    personal: { handedBy: "always", receivedBy: "always" },
  },
  "custody.hand-over-refused": {
    ...relation,
    data: { check: text, asOf: text, reasons: z.array(text).readonly() },
  },
  "custody.acknowledged": {
    ...lot,
    data: { number: text, onBehalf: z.boolean() },
    personal: { note: "if-any" },
  },
  "custody.returned": {
    ...lot,
    data: { number: text, quantity: z.number(), occurredOn: text, outstanding: z.number() },
    personal: { handedBy: "always", receivedBy: "always" },
  },
  "custody.copied": {
    ...lot,
    data: { number: text, from: text, quantity: z.number(), occurredOn: text, check: text },
    personal: { reason: "always" },
  },
  "custody.entry-reversed": {
    ...lot,
    data: { number: text, kind: text, quantity: z.number(), outstanding: z.number() },
    personal: { reason: "always" },
  },
  "custody.certificate-filed": {
    ...certificate,
    data: {
      lot: text,
      certificate: text,
      quantity: z.number(),
      disposedOn: text,
      onBehalf: z.boolean(),
    },
  },
  "custody.certificate-accepted": {
    ...certificate,
    data: { lot: text, certificate: text, quantity: z.number(), outstanding: z.number() },
  },
  "custody.certificate-returned": {
    ...certificate,
    data: { lot: text, certificate: text },
    personal: { reason: "always" },
  },
  "custody.reminded": { ...lot, data: { number: text, dueOn: textOrNull, mails: z.number() } },
  "custody.standing-opened": {
    ...standing,
    data: {
      number: text,
      startsOn: text,
      endsOn: text,
      usualVolume: z.number(),
      unit: text,
      check: text,
    },
  },
  "custody.standing-used": {
    ...standing,
    data: {
      number: text,
      month: text,
      volume: z.number(),
      before: z.number().nullable(),
      check: text,
    },
  },
  "custody.standing-closed": {
    ...standing,
    data: { number: text, closedOn: text, accessRemovedOn: text },
  },
  "custody.deferral-requested": {
    ...deferral,
    data: { relation: text, code: text, ref: textOrNull, until: text },
    personal: { reason: "always" },
  },
  "custody.deferral-granted": decidedDeferral,
  "custody.deferral-refused": decidedDeferral,
  "custody.deferral-revoked": {
    ...deferral,
    data: { relation: text, code: text, ref: textOrNull },
    personal: { note: "always" },
  },
  "custody.relation-closed": { ...relation, data: { number: text, basis: text } },
});
export type CustodyEvent = EventOf<typeof custodyEvents>;
