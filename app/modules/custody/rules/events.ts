/** What the operation log records of custody; the words are in `words.events` under the same keys. */
interface OfLot {
  subject: { kind: "lot"; id: string };
  partnerId: string;
}
interface OfRelation {
  subject: { kind: "relation"; id: string };
  partnerId: string;
}
interface OfCertificate {
  subject: { kind: "certificate"; id: string };
  partnerId: string;
}
interface OfStanding {
  subject: { kind: "standing"; id: string };
  partnerId: string;
}
interface OfDeferral {
  subject: { kind: "deferral"; id: string };
  partnerId: string;
}

export type CustodyEvent =
  | (OfLot & {
      type: "custody.handed-over";
      data: {
        number: string;
        unit: string;
        quantity: number;
        openedOn: string;
        dueOn: string | null;
        check: string;
        /** Recorded after the day it happened. */
        isLate: boolean;
      };
      personal: { handedBy: string; receivedBy: string };
    })
  | (OfRelation & {
      type: "custody.hand-over-refused";
      data: { check: string; asOf: string; reasons: readonly string[] };
    })
  | (OfLot & {
      type: "custody.acknowledged";
      data: { number: string; onBehalf: boolean };
      personal?: { note: string };
    })
  | (OfLot & {
      type: "custody.returned";
      data: { number: string; quantity: number; occurredOn: string; outstanding: number };
      personal: { handedBy: string; receivedBy: string };
    })
  | (OfLot & {
      type: "custody.copied";
      data: { number: string; from: string; quantity: number; occurredOn: string; check: string };
      personal: { reason: string };
    })
  | (OfLot & {
      type: "custody.entry-reversed";
      data: { number: string; kind: string; quantity: number; outstanding: number };
      personal: { reason: string };
    })
  | (OfCertificate & {
      type: "custody.certificate-filed";
      data: { lot: string; certificate: string; quantity: number; disposedOn: string; onBehalf: boolean };
    })
  | (OfCertificate & {
      type: "custody.certificate-accepted";
      data: { lot: string; certificate: string; quantity: number; outstanding: number };
    })
  | (OfCertificate & {
      type: "custody.certificate-returned";
      data: { lot: string; certificate: string };
      personal: { reason: string };
    })
  | (OfLot & { type: "custody.reminded"; data: { number: string; dueOn: string | null; mails: number } })
  | (OfStanding & {
      type: "custody.standing-opened";
      data: {
        number: string;
        startsOn: string;
        endsOn: string;
        usualVolume: number;
        unit: string;
        check: string;
      };
    })
  | (OfStanding & {
      type: "custody.standing-used";
      data: { number: string; month: string; volume: number; before: number | null; check: string };
    })
  | (OfStanding & {
      type: "custody.standing-closed";
      data: { number: string; closedOn: string; accessRemovedOn: string };
    })
  | (OfDeferral & {
      type: "custody.deferral-requested";
      data: { relation: string; code: string; ref: string | null; until: string };
      personal: { reason: string };
    })
  | (OfDeferral & {
      type: "custody.deferral-granted" | "custody.deferral-refused";
      data: { relation: string; code: string; ref: string | null; until: string; role: string };
      personal: { note: string };
    })
  | (OfDeferral & {
      type: "custody.deferral-revoked";
      data: { relation: string; code: string; ref: string | null };
      personal: { note: string };
    })
  | (OfRelation & { type: "custody.relation-closed"; data: { number: string; basis: string } });
