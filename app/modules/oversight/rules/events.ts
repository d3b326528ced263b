import { z } from "zod";
import { declareEvents, type EventOf } from "#app/modules/audit/event-rules.ts";

const report = { subject: "report" } as const;

/** What the operation log records of reports. */
export const oversightEvents = declareEvents({
  "oversight.report-drafted": {
    ...report,
    data: { number: z.string(), fiscalYear: z.number(), language: z.string() },
  },
  "oversight.report-revised": { ...report, data: { number: z.string() } },
  "oversight.report-concluded": {
    ...report,
    data: { number: z.string(), result: z.string(), round: z.number() },
  },
});
export type OversightEvent = EventOf<typeof oversightEvents>;
