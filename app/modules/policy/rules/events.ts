import { z } from "zod";
import { declareEvents, type EventOf } from "#app/modules/audit/event-rules.ts";

/** What the operation log records of the policy. */
export const policyEvents = declareEvents({
  "policy.version-imported": {
    subject: "policy",
    data: { key: z.string(), hash: z.string(), validFrom: z.string() },
  },
  "policy.matter-cited": {
    subject: "citation",
    data: {
      groupId: z.string(),
      matter: z.string(),
      postedFrom: z.string(),
      postedTo: z.string().nullable(),
      files: z.array(z.string()).readonly(),
    },
  },
  "policy.citation-decided": {
    subject: "citation",
    data: { groupId: z.string(), matter: z.string(), state: z.string() },
    personal: { note: "if-any" },
  },
});
export type PolicyEvent = EventOf<typeof policyEvents>;
