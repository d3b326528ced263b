import { z } from "zod";
import { declareEvents, type EventOf, type EventShape } from "#app/modules/audit/event-rules.ts";

const text = z.string();
const textOrNull = z.string().nullable();
const circulation = { subject: "circulation" } as const;
const deputy = { subject: "deputy" } as const;
const round = { number: text, round: z.number() };
const proof = z.literal("password");
const reason = { reason: "if-any" } as const;
const plain = { ...circulation, data: round } as const satisfies EventShape;

/** What the operation log keeps of decisions: codes, numbers and hashes; reasons are personal text. */
export const decisionEvents = declareEvents({
  "decisions.submitted": {
    ...circulation,
    data: { ...round, modelHash: text, subjectKind: text, subjectId: text },
    personal: reason,
  },
  "decisions.pulled-back": plain,
  "decisions.withdrawn": plain,
  "decisions.passed": {
    ...circulation,
    data: { ...round, modelHash: text, reviewedHash: text },
    personal: reason,
  },
  "decisions.returned": {
    ...circulation,
    data: { ...round, step: z.number(), onBehalfOf: textOrNull },
    personal: reason,
  },
  "decisions.decided": {
    ...circulation,
    data: {
      ...round,
      result: z.enum(["approved", "conditional"]),
      modelHash: text,
      stampedHash: text,
      sealedHash: text,
      auditHead: text,
      onBehalfOf: textOrNull,
      proof,
    },
    personal: reason,
  },
  "decisions.rejected": {
    ...circulation,
    data: { ...round, onBehalfOf: textOrNull, proof },
    personal: reason,
  },
  "decisions.held": {
    ...circulation,
    data: { ...round, until: text, onBehalfOf: textOrNull, proof },
    personal: reason,
  },
  "decisions.confirmed": plain,
  "decisions.board-reported": {
    ...circulation,
    data: { number: text, reportedOn: text, minutesNumber: text },
  },
  "decisions.deputy-named": {
    ...deputy,
    data: { principalId: text, deputyId: text, from: text, to: text },
    personal: reason,
  },
  "decisions.deputy-ended": { ...deputy, data: { principalId: text, deputyId: text, to: text } },
});
export type DecisionEvent = EventOf<typeof decisionEvents>;
