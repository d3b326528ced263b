import { z } from "zod";
import { declareEvents, type EventOf } from "#app/modules/audit/event-rules.ts";
import { clauseResults } from "./clauses.ts";

const text = z.string();
const textOrNull = z.string().nullable();
const texts = z.array(z.string()).readonly();
const contract = { subject: "contract", partner: "always" } as const;

/** What this module writes into the operation log: days, codes and numbers, and the reasons of acts. */
export const contractEvents = declareEvents({
  "contract.registered": {
    ...contract,
    data: { number: text, startsOn: text, endsOn: textOrNull, relations: texts },
  },
  "contract.changed": {
    ...contract,
    data: {
      number: text,
      before: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      fields: texts,
    },
  },
  "contract.renewed": { ...contract, data: { number: text, from: textOrNull, to: text } },
  "contract.terminated": { ...contract, data: { number: text, on: text, reason: text } },
  "contract.linked": { ...contract, data: { number: text, relations: texts } },
  "contract.file-added": { ...contract, data: { number: text, files: texts } },
  "clause.checked": {
    ...contract,
    data: { number: text, on: text, results: z.record(z.string(), z.enum(clauseResults)) },
  },
  "clause.exception-granted": {
    ...contract,
    data: { number: text, clauseId: text, until: text, reason: text },
  },
  "clause.exception-refused": { ...contract, data: { number: text, clauseId: text, reason: text } },
});
export type ContractEvent = EventOf<typeof contractEvents>;
