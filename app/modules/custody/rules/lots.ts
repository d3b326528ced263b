import { addBusinessDays } from "#app/modules/calendar/rules/closed-days.ts";
import { type Day, daysBetween } from "#app/modules/calendar/rules/day.ts";

/** 人 persons, 件 records, 枚 sheets, 個 media: a lot has one unit, chosen when it is opened. */
export const units = ["persons", "records", "sheets", "media"] as const;
export type Unit = (typeof units)[number];

/** `hand-over` or `copy` opens a lot (a copy opens a child lot of its own); the others are entries against it. */
export const entryKinds = ["hand-over", "copy", "return", "disposal", "reversal"] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface LotEntry {
  readonly id: string;
  readonly kind: EntryKind;
  /** In the lot's unit, a positive whole number. A reversal repeats the quantity of the entry it reverses. */
  readonly quantity: number;
  readonly occurredOn: Day;
  readonly reversesEntryId: string | null;
  /** Disposal only: the day a member of staff accepted the certificate; null while it is filed or refused. */
  readonly certificateAcceptedOn: Day | null;
}

export interface Lot {
  readonly id: string;
  readonly unit: Unit;
  readonly openedOn: Day;
  readonly dueOn: Day | null;
  readonly acknowledgedOn: Day | null;
}

export interface Balance {
  readonly opened: number;
  readonly returned: number;
  readonly disposed: number;
  /** Disposals whose certificate nobody accepted yet: still outstanding, but spoken for. */
  readonly pending: number;
  /** 未返却・未廃棄: opened - returned - disposed. */
  readonly outstanding: number;
}

const opens = (kind: EntryKind): boolean => kind === "hand-over" || kind === "copy";

/**
 * The balance of one lot on a day (all entries when `asOf` is null). A reversed entry counts as if never made, on every
 * day: the past is shown as known now. An accepted certificate counts from the day it was accepted.
 */
export function balanceOf(entries: readonly LotEntry[], asOf: Day | null = null): Balance {
  const known = asOf === null ? entries : entries.filter((e) => e.occurredOn <= asOf);
  const reversed = new Set(entries.filter((e) => e.kind === "reversal").map((e) => e.reversesEntryId));
  let opened = 0;
  let returned = 0;
  let disposed = 0;
  let pending = 0;
  for (const entry of known) {
    if (entry.kind === "reversal" || reversed.has(entry.id)) continue;
    if (opens(entry.kind)) opened += entry.quantity;
    else if (entry.kind === "return") returned += entry.quantity;
    else {
      const accepted = entry.certificateAcceptedOn;
      if (accepted !== null && (asOf === null || accepted <= asOf)) disposed += entry.quantity;
      else pending += entry.quantity;
    }
  }
  return { opened, returned, disposed, pending, outstanding: opened - returned - disposed };
}

export const entryRefusals = [
  "quantity-not-positive",
  "lot-already-opened",
  "lot-not-opened",
  "more-than-outstanding",
  "before-opening",
  "reversal-unknown",
  "reversal-of-reversal",
  "already-reversed",
  "reversal-quantity-differs",
  "reversal-below-zero",
] as const;
export type EntryRefusal = (typeof entryRefusals)[number];
export type EntryCheck =
  | { readonly ok: true; readonly balance: Balance }
  | { readonly ok: false; readonly code: EntryRefusal; readonly available: number };

/** Whether `entry` may be written to the lot: what is out may never go below zero, on no day. */
export function checkEntry(entries: readonly LotEntry[], entry: LotEntry): EntryCheck {
  const now = balanceOf(entries);
  const available = now.outstanding - now.pending;
  const no = (code: EntryRefusal): EntryCheck => ({ ok: false, code, available });
  if (!Number.isSafeInteger(entry.quantity) || entry.quantity <= 0) return no("quantity-not-positive");
  const reversed = new Set(entries.filter((e) => e.kind === "reversal").map((e) => e.reversesEntryId));
  const opening = entries.find((e) => opens(e.kind) && !reversed.has(e.id));
  if (entry.kind === "reversal") {
    const target = entries.find((e) => e.id === entry.reversesEntryId);
    if (target === undefined) return no("reversal-unknown");
    if (target.kind === "reversal") return no("reversal-of-reversal");
    if (reversed.has(target.id)) return no("already-reversed");
    if (target.quantity !== entry.quantity) return no("reversal-quantity-differs");
    if (opens(target.kind) && available < target.quantity) return no("reversal-below-zero");
  } else if (opens(entry.kind)) {
    if (opening !== undefined) return no("lot-already-opened");
  } else {
    if (opening === undefined) return no("lot-not-opened");
    if (entry.occurredOn < opening.occurredOn) return no("before-opening");
    if (entry.quantity > available) return no("more-than-outstanding");
  }
  return { ok: true, balance: balanceOf([...entries, entry]) };
}

export const lotStates = ["open", "overdue", "closed"] as const;
export type LotState = (typeof lotStates)[number];

export interface LotStanding {
  readonly state: LotState;
  /** Days past the due day while something is out; 0 otherwise. */
  readonly daysLate: number;
  /** Days since the lot was opened while something is out. */
  readonly daysOut: number;
  /** The hand-over was not acknowledged within 3 business days: warns, stops nothing. */
  readonly isUnacknowledged: boolean;
}

export const acknowledgementBusinessDays = 3;
export const acknowledgeBy = (openedOn: Day): Day => addBusinessDays(openedOn, acknowledgementBusinessDays);

export function standingOf(lot: Lot, balance: Balance, asOf: Day): LotStanding {
  const isOut = balance.outstanding > 0;
  const daysLate = isOut && lot.dueOn !== null && lot.dueOn < asOf ? daysBetween(lot.dueOn, asOf) : 0;
  return {
    state: isOut ? (daysLate > 0 ? "overdue" : "open") : "closed",
    daysLate,
    daysOut: isOut && lot.openedOn < asOf ? daysBetween(lot.openedOn, asOf) : 0,
    isUnacknowledged:
      (lot.acknowledgedOn === null || lot.acknowledgedOn > asOf) && acknowledgeBy(lot.openedOn) < asOf,
  };
}

/** 溶解 / 焼却 / 裁断 / 物理破壊 / 消去ソフト */
export const disposalMethods = ["dissolution", "incineration", "shredding", "destruction", "wiping"] as const;
export type DisposalMethod = (typeof disposalMethods)[number];

/** A disposal certificate as filed; empty strings are what nobody filled in (facts 10.2). */
export interface Certificate {
  readonly number: string;
  readonly issuerName: string;
  readonly issuerAddress: string;
  readonly issuerResponsible: string;
  readonly dataName: string;
  readonly quantity: number | null;
  readonly unit: Unit | "";
  readonly mediumDetail: string;
  readonly method: DisposalMethod | "";
  readonly place: string;
  readonly disposedOn: Day | "";
  readonly witness: string;
  /** The statement that no copy remains, backups included. */
  readonly hasNoCopies: boolean;
  readonly coversBackups: boolean;
  readonly usedSubcontractor: boolean;
  readonly subcontractorName: string;
}

export interface CertificateProblem {
  readonly field: keyof Certificate;
  readonly code:
    | "required"
    | "unit-differs"
    | "more-than-outstanding"
    | "before-opening"
    | "in-the-future"
    | "must-state";
}

const requiredTexts = [
  "number",
  "issuerName",
  "issuerAddress",
  "issuerResponsible",
  "dataName",
  "mediumDetail",
  "method",
  "place",
  "disposedOn",
  "witness",
] as const;

/** What keeps a certificate from being accepted; empty = it has every required field. */
export function certificateProblems(
  certificate: Certificate,
  lot: Lot,
  available: number,
  today: Day,
): CertificateProblem[] {
  const out: CertificateProblem[] = [];
  for (const field of requiredTexts)
    if (certificate[field].trim() === "") out.push({ field, code: "required" });
  if (
    certificate.quantity === null ||
    !Number.isSafeInteger(certificate.quantity) ||
    certificate.quantity <= 0
  ) {
    out.push({ field: "quantity", code: "required" });
  } else if (certificate.quantity > available) out.push({ field: "quantity", code: "more-than-outstanding" });
  if (certificate.unit !== lot.unit)
    out.push({ field: "unit", code: certificate.unit === "" ? "required" : "unit-differs" });
  if (certificate.disposedOn !== "") {
    if (certificate.disposedOn < lot.openedOn) out.push({ field: "disposedOn", code: "before-opening" });
    if (certificate.disposedOn > today) out.push({ field: "disposedOn", code: "in-the-future" });
  }
  if (!certificate.hasNoCopies) out.push({ field: "hasNoCopies", code: "must-state" });
  if (!certificate.coversBackups) out.push({ field: "coversBackups", code: "must-state" });
  if (certificate.usedSubcontractor && certificate.subcontractorName.trim() === "") {
    out.push({ field: "subcontractorName", code: "required" });
  }
  return out;
}
