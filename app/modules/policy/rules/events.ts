import type { Json } from "#app/modules/audit/rules.ts";

/** What the operation log records of this subject; the words are in `words.events` under the same keys. */
export type PolicyEvent =
  | {
      type: "policy.version-imported";
      subject: { kind: "policy"; id: string };
      data: { key: string; hash: string; validFrom: string };
    }
  | {
      type: "policy.matter-cited";
      subject: { kind: "citation"; id: string };
      data: {
        groupId: string;
        matter: string;
        postedFrom: string;
        postedTo: string | null;
        files: readonly string[];
      };
    }
  | {
      type: "policy.citation-decided";
      subject: { kind: "citation"; id: string };
      data: { groupId: string; matter: string; state: string; [key: string]: Json };
    };

/** A citation is proposed by anyone who keeps records and counts only once the privacy manager has accepted it. */
export const citationStates = ["proposed", "accepted", "refused"] as const;
export type CitationState = (typeof citationStates)[number];
