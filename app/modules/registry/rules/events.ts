/** What the operation log records of the register; the words are in `words.events` under the same keys. */
export type RegistryEvent =
  | {
      type: "registry.organisation-set-up";
      subject: { kind: "organisation"; id: string };
      data: { policy: string; partners: number; relations: number };
    }
  | {
      type: "registry.organisation-revised";
      subject: { kind: "organisation"; id: string };
      data: { fields: readonly string[] };
    }
  | {
      type: "registry.partner-registered";
      subject: { kind: "partner"; id: string };
      partnerId: string;
      data: { number: string; kind: string; validFrom: string };
      personal: { name: string };
    }
  | {
      type: "registry.profile-revised";
      subject: { kind: "partner"; id: string };
      partnerId: string;
      data: { validFrom: string; fields: readonly string[] };
    }
  | {
      type: "registry.contact-added";
      subject: { kind: "contact"; id: string };
      partnerId: string;
      data: { validFrom: string; isResponsible: boolean };
      personal: { name: string };
    }
  | {
      type: "registry.contact-ended";
      subject: { kind: "contact"; id: string };
      partnerId: string;
      data: { lastOn: string };
    }
  | {
      type: "registry.partner-retired" | "registry.partner-restored";
      subject: { kind: "partner"; id: string };
      partnerId: string;
      data: Record<string, never>;
      personal: { reason: string };
    }
  | {
      type: "registry.relation-drafted" | "registry.relation-revised";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { number: string; basis: string; department: string };
    }
  | {
      type: "registry.scope-revised";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { number: string; validFrom: string; added: number; removed: number; kept: number; tier: string };
    }
  | {
      type: "registry.relation-moved";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { number: string; event: string; from: string; to: string; on: string };
      personal?: { reason: string };
    }
  | {
      type: "registry.subcontractor-requested" | "registry.subcontractor-found";
      subject: { kind: "subcontractor"; id: string };
      partnerId: string;
      data: { relation: string; startsOn: string };
      personal: { name: string };
    }
  | {
      type: "registry.subcontractor-decided";
      subject: { kind: "subcontractor"; id: string };
      partnerId: string;
      data: { state: string; on: string; approvedUntil: string | null };
    }
  | {
      type: "registry.subcontractor-removed";
      subject: { kind: "subcontractor"; id: string };
      partnerId: string;
      data: { on: string };
    }
  | {
      type: "registry.foreign-route-recorded" | "registry.foreign-route-confirmed";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { route: string; country: string; confirmedOn: string | null; nextOn: string | null };
    }
  | {
      type: "registry.referral-route-recorded";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { route: string; validFrom: string };
    }
  | {
      type: "registry.policy-told";
      subject: { kind: "partner"; id: string };
      partnerId: string;
      data: { policy: string; toldOn: string; method: string };
    }
  | {
      type: "registry.confirmation-recorded";
      subject: { kind: "relation"; id: string };
      partnerId: string;
      data: { kind: string; confirmedOn: string; nextDueOn: string | null; isSatisfactory: boolean };
    }
  | {
      type: "registry.exported";
      subject: { kind: "organisation"; id: string };
      data: { format: string; asOf: string; rows: number };
    };
