type On = { kind: "circulation"; id: string };

/** What the operation log keeps of decisions: codes, numbers and hashes; reasons and conditions are personal text. */
export type DecisionEvent =
  | {
      type: "decisions.submitted";
      subject: On;
      data: { number: string; round: number; modelHash: string; subjectKind: string; subjectId: string };
      personal?: { reason: string };
    }
  | { type: "decisions.pulled-back"; subject: On; data: { number: string; round: number } }
  | { type: "decisions.withdrawn"; subject: On; data: { number: string; round: number } }
  | {
      type: "decisions.passed";
      subject: On;
      data: { number: string; round: number; modelHash: string; reviewedHash: string };
      personal?: { reason: string };
    }
  | {
      type: "decisions.returned";
      subject: On;
      data: { number: string; round: number; step: number; onBehalfOf: string | null };
      personal?: { reason: string };
    }
  | {
      type: "decisions.decided";
      subject: On;
      data: {
        number: string;
        round: number;
        result: "approved" | "conditional";
        modelHash: string;
        stampedHash: string;
        sealedHash: string;
        auditHead: string;
        onBehalfOf: string | null;
        proof: "password";
      };
      personal?: { reason: string };
    }
  | {
      type: "decisions.rejected";
      subject: On;
      data: { number: string; round: number; onBehalfOf: string | null; proof: "password" };
      personal?: { reason: string };
    }
  | {
      type: "decisions.held";
      subject: On;
      data: { number: string; round: number; until: string; onBehalfOf: string | null; proof: "password" };
      personal?: { reason: string };
    }
  | { type: "decisions.confirmed"; subject: On; data: { number: string; round: number } }
  | {
      type: "decisions.board-reported";
      subject: On;
      data: { number: string; reportedOn: string; minutesNumber: string };
    }
  | {
      type: "decisions.deputy-named";
      subject: { kind: "deputy"; id: string };
      data: { principalId: string; deputyId: string; from: string; to: string };
      personal?: { reason: string };
    }
  | {
      type: "decisions.deputy-ended";
      subject: { kind: "deputy"; id: string };
      data: { principalId: string; deputyId: string; to: string };
    };
