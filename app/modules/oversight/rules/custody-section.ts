import { addDays, type Day } from "#app/modules/calendar/rules/day.ts";
import type { LotFact } from "#app/modules/custody/rules/facts.ts";
import { type Balance, balanceOf, standingOf, type Unit, units } from "#app/modules/custody/rules/lots.ts";
import { type Label, label, type Phrase, phrase } from "./phrases.ts";
import type { FactIndex, Position } from "./position.ts";

/** 7 授受・返却・廃棄 */
export interface CustodySection {
  readonly lead: Phrase;
  readonly groups: readonly {
    readonly unit: Label;
    readonly rows: readonly CustodyRow[];
    readonly sum: CustodySum;
  }[];
  /** Acts in the year, and those of the year before. */
  readonly acts: readonly {
    readonly kind: "hand-over" | "return" | "disposal";
    readonly count: number;
    readonly last: number;
  }[];
  readonly certificates: {
    readonly needed: number;
    readonly accepted: number;
    readonly waiting: number;
    readonly returned: number;
    readonly missing: number;
  };
  readonly standing: readonly {
    readonly partner: string;
    readonly number: string;
    readonly title: string;
    readonly unit: Label;
    readonly months: number;
    readonly volume: number;
    readonly endsOn: Day;
  }[];
}
export interface CustodySum {
  readonly carried: number;
  readonly opened: number;
  readonly returned: number;
  readonly disposed: number;
  readonly outstanding: number;
  readonly overdue: number;
}
export interface CustodyRow extends CustodySum {
  readonly partner: string;
  readonly data: string;
}

const empty: CustodySum = { carried: 0, opened: 0, returned: 0, disposed: 0, outstanding: 0, overdue: 0 };
const plus = (a: CustodySum, b: CustodySum): CustodySum => ({
  carried: a.carried + b.carried,
  opened: a.opened + b.opened,
  returned: a.returned + b.returned,
  disposed: a.disposed + b.disposed,
  outstanding: a.outstanding + b.outstanding,
  overdue: a.overdue + b.overdue,
});

/** What one lot did within the year: carried + opened - returned - disposed = outstanding, always. */
export function movementOf(lot: LotFact, from: Day, day: Day): CustodySum {
  const zero: Balance = { opened: 0, returned: 0, disposed: 0, pending: 0, outstanding: 0 };
  const before = lot.openedOn < from ? balanceOf(lot.entries, addDays(from, -1)) : zero;
  const now = balanceOf(lot.entries, day);
  return {
    carried: before.outstanding,
    opened: now.opened - before.opened,
    returned: now.returned - before.returned,
    disposed: now.disposed - before.disposed,
    outstanding: now.outstanding,
    overdue: standingOf(lot, now, day).state === "overdue" ? now.outstanding : 0,
  };
}

/** Lots with something outstanding on the day, and those among them past their due day. */
export function openLotsOn(index: FactIndex, day: Day): { readonly open: number; readonly overdue: number } {
  let open = 0;
  let overdue = 0;
  for (const lot of index.facts.lots) {
    if (lot.openedOn > day) continue;
    const { state } = standingOf(lot, balanceOf(lot.entries, day), day);
    if (state !== "closed") open += 1;
    if (state === "overdue") overdue += 1;
  }
  return { open, overdue };
}

function countActs(index: FactIndex, from: Day, day: Day) {
  const counts = { "hand-over": 0, return: 0, disposal: 0 };
  for (const lot of index.facts.lots) {
    const reversed = new Set(lot.entries.map((e) => e.reversesEntryId));
    for (const entry of lot.entries) {
      if (entry.occurredOn < from || entry.occurredOn > day || reversed.has(entry.id)) continue;
      if (entry.kind === "hand-over" || entry.kind === "return" || entry.kind === "disposal") {
        counts[entry.kind] += 1;
      }
    }
  }
  return counts;
}

export function custodySection(index: FactIndex, now: Position, last: Position): CustodySection {
  const byUnit = new Map<Unit, Map<string, CustodyRow>>();
  for (const lot of index.facts.lots) {
    if (lot.openedOn > now.day) continue;
    const moved = movementOf(lot, now.range.from, now.day);
    if (moved.carried === 0 && moved.opened === 0 && moved.outstanding === 0) continue;
    const rows = byUnit.get(lot.unit) ?? new Map<string, CustodyRow>();
    byUnit.set(lot.unit, rows);
    const key = `${lot.partnerId} ${lot.dataName}`;
    const row = rows.get(key) ?? {
      partner: index.partners.get(lot.partnerId)?.name ?? "",
      data: lot.dataName,
      ...empty,
    };
    rows.set(key, { ...row, ...plus(row, moved) });
  }
  const { open, overdue } = openLotsOn(index, now.day);
  const actsNow = countActs(index, now.range.from, now.day);
  const actsLast = countActs(index, last.range.from, last.day);
  const certificates = index.facts.certificates.filter(
    (c) => c.disposedOn >= now.range.from && c.disposedOn <= now.day,
  );
  const inState = (...states: readonly string[]) =>
    certificates.filter((c) => states.includes(c.state)).length;
  const known = new Set(index.facts.certificates.map((c) => c.lotId));
  const missing = index.facts.lots.filter(
    (l) => !known.has(l.id) && l.openedOn <= now.day && balanceOf(l.entries, now.day).pending > 0,
  ).length;
  const accepted = inState("accepted");
  const returned = inState("returned", "refused", "rejected");
  const waiting = certificates.length - accepted - returned;
  return {
    lead: open === 0 ? phrase("lead.custody-none", {}) : phrase("lead.custody", { open, overdue }),
    groups: units
      .filter((unit) => byUnit.has(unit))
      .map((unit) => {
        const rows = [...(byUnit.get(unit)?.values() ?? [])].sort(
          (a, b) =>
            b.overdue - a.overdue || b.outstanding - a.outstanding || (a.partner < b.partner ? -1 : 1),
        );
        return { unit: label("unit", unit), rows, sum: rows.reduce<CustodySum>(plus, empty) };
      }),
    acts: (["hand-over", "return", "disposal"] as const).map((kind) => ({
      kind,
      count: actsNow[kind],
      last: actsLast[kind],
    })),
    certificates: { needed: certificates.length + missing, accepted, waiting, returned, missing },
    standing: index.facts.standing
      .filter((s) => s.startsOn <= now.day && (s.closedOn === null || s.closedOn >= now.range.from))
      .map((s) => {
        const uses = s.uses.filter(
          (u) => `${u.month}-01` >= now.range.from.slice(0, 8) && `${u.month}-01` <= now.day,
        );
        return {
          partner: index.partners.get(s.partnerId)?.name ?? "",
          number: s.number,
          title: s.title,
          unit: label("unit", s.unit),
          months: uses.length,
          volume: uses.reduce((n, u) => n + u.volume, 0),
          endsOn: s.endsOn,
        };
      }),
  };
}
