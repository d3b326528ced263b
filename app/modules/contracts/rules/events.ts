import type { ClauseResult } from "./clauses.ts";

interface About {
  subject: { kind: "contract"; id: string };
  partnerId: string;
}

/** What this module writes into the operation log. Days, codes and numbers only; texts about people go to `personal`. */
export type ContractEvent =
  | (About & {
      type: "contract.registered";
      data: { number: string; startsOn: string; endsOn: string | null; relations: string[] };
    })
  | (About & {
      type: "contract.changed";
      data: { number: string; before: Record<string, string | number | boolean | null>; fields: string[] };
    })
  | (About & { type: "contract.renewed"; data: { number: string; from: string | null; to: string } })
  | (About & { type: "contract.terminated"; data: { number: string; on: string; reason: string } })
  | (About & { type: "contract.linked"; data: { number: string; relations: string[] } })
  | (About & { type: "contract.file-added"; data: { number: string; files: string[] } })
  | (About & {
      type: "clause.checked";
      data: { number: string; on: string; results: Record<string, ClauseResult> };
    })
  | (About & {
      type: "clause.exception-granted";
      data: { number: string; clauseId: string; until: string; reason: string };
    })
  | (About & {
      type: "clause.exception-refused";
      data: { number: string; clauseId: string; reason: string };
    });
