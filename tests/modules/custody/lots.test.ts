import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "#app/modules/calendar/rules/day.ts";
import { legalBases } from "#app/modules/contracts/rules/clauses.ts";
import {
  type ClosingFacts,
  checkClosing,
  checkStandingClosing,
  closingProblems,
  isUnusual,
  missingMonths,
  type Standing,
  standingClosingProblems,
  standingStateOn,
  standingStates,
} from "#app/modules/custody/rules/closing.ts";
import {
  acknowledgeBy,
  balanceOf,
  type Certificate,
  certificateProblems,
  checkEntry,
  disposalMethods,
  entryKinds,
  entryRefusals,
  type Lot,
  type LotEntry,
  lotStates,
  standingOf,
  units,
} from "#app/modules/custody/rules/lots.ts";
import { words } from "#app/modules/custody/words.ts";

const entry = (
  id: string,
  kind: LotEntry["kind"],
  quantity: number,
  over: Partial<LotEntry> = {},
): LotEntry => ({
  id,
  kind,
  quantity,
  occurredOn: "2026-10-12",
  reversesEntryId: null,
  certificateAcceptedOn: null,
  ...over,
});
const opened = entry("e1", "hand-over", 312);
const lot: Lot = {
  id: "l1",
  unit: "sheets",
  openedOn: "2026-10-12",
  dueOn: "2026-11-12",
  acknowledgedOn: null,
};

test.each<[string, LotEntry[], [number, number, number, number, number]]>([
  ["opened", [opened], [312, 0, 0, 0, 312]],
  ["part returned", [opened, entry("e2", "return", 200)], [312, 200, 0, 0, 112]],
  [
    "a disposal counts once its certificate is accepted",
    [opened, entry("e2", "return", 200), entry("e3", "disposal", 112)],
    [312, 200, 0, 112, 112],
  ],
  [
    "down to zero",
    [
      opened,
      entry("e2", "return", 200),
      entry("e3", "disposal", 112, { certificateAcceptedOn: "2026-11-10" }),
    ],
    [312, 200, 112, 0, 0],
  ],
  [
    "a reversed return counts as if never made",
    [opened, entry("e2", "return", 200), entry("e3", "reversal", 200, { reversesEntryId: "e2" })],
    [312, 0, 0, 0, 312],
  ],
  ["a copy is a lot of its own", [entry("e1", "copy", 5)], [5, 0, 0, 0, 5]],
  ["nothing yet", [], [0, 0, 0, 0, 0]],
])("balance: %s", (_, entries, expected) => {
  const b = balanceOf(entries);
  expect([b.opened, b.returned, b.disposed, b.pending, b.outstanding]).toEqual(expected);
});

test("the balance of a past day leaves out what came later, acceptance included", () => {
  const entries = [
    opened,
    entry("e2", "return", 100, { occurredOn: "2026-10-20" }),
    entry("e3", "disposal", 212, { occurredOn: "2026-10-25", certificateAcceptedOn: "2026-11-02" }),
  ];
  expect(
    ["2026-10-11", "2026-10-12", "2026-10-20", "2026-11-01", "2026-11-02"].map(
      (d) => balanceOf(entries, d).outstanding,
    ),
  ).toEqual([0, 312, 212, 212, 0]);
});

test.each<[string, LotEntry[], LotEntry, string]>([
  ["zero", [opened], entry("e2", "return", 0), "quantity-not-positive"],
  ["a fraction", [opened], entry("e2", "return", 1.5), "quantity-not-positive"],
  ["negative", [opened], entry("e2", "return", -3), "quantity-not-positive"],
  ["opened twice", [opened], entry("e2", "hand-over", 1), "lot-already-opened"],
  ["a copy into an opened lot", [opened], entry("e2", "copy", 1), "lot-already-opened"],
  ["returned before opened", [], entry("e2", "return", 1), "lot-not-opened"],
  ["one too many", [opened], entry("e2", "return", 313), "more-than-outstanding"],
  [
    "what a pending disposal speaks for",
    [opened, entry("e2", "disposal", 300)],
    entry("e3", "return", 13),
    "more-than-outstanding",
  ],
  [
    "dated before the hand-over",
    [opened],
    entry("e2", "return", 1, { occurredOn: "2026-10-11" }),
    "before-opening",
  ],
  [
    "reversal of nothing",
    [opened],
    entry("e2", "reversal", 1, { reversesEntryId: "e9" }),
    "reversal-unknown",
  ],
  ["reversal without a target", [opened], entry("e2", "reversal", 1), "reversal-unknown"],
  [
    "reversal of a reversal",
    [opened, entry("e2", "return", 1), entry("e3", "reversal", 1, { reversesEntryId: "e2" })],
    entry("e4", "reversal", 1, { reversesEntryId: "e3" }),
    "reversal-of-reversal",
  ],
  [
    "reversed twice",
    [opened, entry("e2", "return", 1), entry("e3", "reversal", 1, { reversesEntryId: "e2" })],
    entry("e4", "reversal", 1, { reversesEntryId: "e2" }),
    "already-reversed",
  ],
  [
    "another quantity",
    [opened, entry("e2", "return", 2)],
    entry("e3", "reversal", 1, { reversesEntryId: "e2" }),
    "reversal-quantity-differs",
  ],
  [
    "the hand-over under a return",
    [opened, entry("e2", "return", 2)],
    entry("e3", "reversal", 312, { reversesEntryId: "e1" }),
    "reversal-below-zero",
  ],
])("an entry is refused: %s", (_, entries, next, code) => {
  expect(checkEntry(entries, next)).toMatchObject({ ok: false, code });
});

test("a wrong hand-over is reversed, then recorded anew", () => {
  const reversal = entry("e2", "reversal", 312, { reversesEntryId: "e1" });
  expect(checkEntry([opened], reversal)).toMatchObject({ ok: true, balance: { outstanding: 0 } });
  expect(checkEntry([opened, reversal], entry("e3", "hand-over", 213))).toMatchObject({
    ok: true,
    balance: { outstanding: 213 },
  });
  expect(checkEntry([opened, reversal], entry("e3", "return", 1))).toMatchObject({
    ok: false,
    code: "lot-not-opened",
  });
});

test("through any sequence of entries the balance adds up and is never below zero, on any day", () => {
  const step = fc.record({
    kind: fc.constantFrom(...entryKinds),
    quantity: fc.integer({ min: 0, max: 20 }),
    days: fc.integer({ min: 0, max: 10 }),
    target: fc.nat(30),
    accepted: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let entries: LotEntry[] = [];
      for (const [i, s] of steps.entries()) {
        const target = entries[s.target % Math.max(1, entries.length)];
        const occurredOn = addDays("2026-01-01", s.days);
        const next = entry(`e${i}`, s.kind, s.kind === "reversal" && target ? target.quantity : s.quantity, {
          occurredOn,
          reversesEntryId: s.kind === "reversal" ? (target?.id ?? null) : null,
          certificateAcceptedOn: s.kind === "disposal" && s.accepted ? addDays(occurredOn, 2) : null,
        });
        const checked = checkEntry(entries, next);
        if (checked.ok) {
          entries = [...entries, next];
          expect(balanceOf(entries)).toEqual(checked.balance);
        }
        for (let d = 0; d < 14; d += 1) {
          const b = balanceOf(entries, addDays("2026-01-01", d));
          expect(b.outstanding).toBe(b.opened - b.returned - b.disposed);
          expect(b.outstanding - b.pending).toBeGreaterThanOrEqual(0);
        }
      }
    }),
  );
});

test.each([
  ["on the due day", "2026-11-12", 312, "open", 0],
  ["the day after", "2026-11-13", 312, "overdue", 1],
  ["twelve days late", "2026-11-24", 312, "overdue", 12],
  ["nothing out", "2026-11-24", 0, "closed", 0],
])("standing of a lot %s", (_, day, outstanding, state, late) => {
  const balance = { opened: 312, returned: 312 - outstanding, disposed: 0, pending: 0, outstanding };
  expect(standingOf(lot, balance, day)).toMatchObject({ state, daysLate: late });
});

test("a lot without a due day is never late", () => {
  expect(standingOf({ ...lot, dueOn: null }, balanceOf([opened]), "2030-01-01")).toMatchObject({
    state: "open",
    daysLate: 0,
  });
});

// 2026-11-20 is a Friday, 2026-11-23 a holiday: 24, 25, 26 are the three business days.
test("receipt is asked for after three business days", () => {
  const on = (openedOn: string, day: string, acknowledgedOn: string | null) =>
    standingOf({ ...lot, openedOn, acknowledgedOn }, balanceOf([opened]), day).isUnacknowledged;
  expect(acknowledgeBy("2026-11-20")).toBe("2026-11-26");
  expect(on("2026-11-20", "2026-11-26", null)).toBe(false);
  expect(on("2026-11-20", "2026-11-27", null)).toBe(true);
  expect(on("2026-11-20", "2026-11-27", "2026-11-25")).toBe(false);
});

const certificate: Certificate = {
  number: "H-12",
  issuerName: "ひばり配送株式会社(架空)",
  issuerAddress: "仙台市",
  issuerResponsible: "運行管理部長",
  dataName: "配達名簿",
  quantity: 112,
  unit: "sheets",
  mediumDetail: "紙",
  method: "dissolution",
  place: "溶解工場",
  disposedOn: "2026-11-10",
  witness: "立会人",
  hasNoCopies: true,
  coversBackups: true,
  usedSubcontractor: false,
  subcontractorName: "",
};
test("a complete certificate has no problem", () => {
  expect(certificateProblems(certificate, lot, 112, "2026-11-24")).toEqual([]);
});
test.each<[Partial<Certificate>, string, string]>([
  [{ number: "" }, "number", "required"],
  [{ issuerName: " " }, "issuerName", "required"],
  [{ issuerAddress: "" }, "issuerAddress", "required"],
  [{ issuerResponsible: "" }, "issuerResponsible", "required"],
  [{ dataName: "" }, "dataName", "required"],
  [{ quantity: null }, "quantity", "required"],
  [{ quantity: 0 }, "quantity", "required"],
  [{ quantity: 113 }, "quantity", "more-than-outstanding"],
  [{ unit: "" }, "unit", "required"],
  [{ unit: "records" }, "unit", "unit-differs"],
  [{ mediumDetail: "" }, "mediumDetail", "required"],
  [{ method: "" }, "method", "required"],
  [{ place: "" }, "place", "required"],
  [{ disposedOn: "" }, "disposedOn", "required"],
  [{ disposedOn: "2026-10-11" }, "disposedOn", "before-opening"],
  [{ disposedOn: "2026-11-25" }, "disposedOn", "in-the-future"],
  [{ witness: "" }, "witness", "required"],
  [{ hasNoCopies: false }, "hasNoCopies", "must-state"],
  [{ coversBackups: false }, "coversBackups", "must-state"],
  [{ usedSubcontractor: true }, "subcontractorName", "required"],
])("a certificate with %o is not accepted", (over, field, code) => {
  expect(certificateProblems({ ...certificate, ...over }, lot, 112, "2026-11-24")).toEqual([{ field, code }]);
});

const standing: Standing = {
  id: "st1",
  unit: "records",
  startsOn: "2026-08-15",
  endsOn: "2027-03-31",
  usualVolume: 1000,
  closedOn: null,
};
test("standing authorisations: state, months without actuals, unusual volume", () => {
  expect(
    ["2026-08-14", "2026-08-15", "2027-03-31", "2027-04-01"].map((d) => standingStateOn(standing, d)),
  ).toEqual(["upcoming", "in-use", "in-use", "ended"]);
  expect(standingStateOn({ ...standing, closedOn: "2027-04-10" }, "2027-04-10")).toBe("closed");
  expect(missingMonths(standing, [{ month: "2026-09", volume: 1 }], "2026-11-24")).toEqual([
    "2026-08",
    "2026-10",
  ]);
  expect(missingMonths(standing, [], "2026-08-31")).toEqual([]);
  expect(missingMonths(standing, [], "2026-09-01")).toEqual(["2026-08"]);
  expect(missingMonths(standing, [], "2028-01-01")).toHaveLength(8);
  expect([1500, 1501].map((volume) => isUnusual(standing, { month: "2026-09", volume }))).toEqual([
    false,
    true,
  ]);
});

test("a standing authorisation closes by removal of access, an accepted certificate and its actuals", () => {
  expect(
    checkStandingClosing({ accessRemovedOn: null, erasureCertificateAcceptedOn: null, missingMonths: 2 }),
  ).toEqual([...standingClosingProblems]);
  expect(
    checkStandingClosing({
      accessRemovedOn: "2027-04-01",
      erasureCertificateAcceptedOn: "2027-04-05",
      missingMonths: 0,
    }),
  ).toEqual([]);
});

const nothing: Omit<ClosingFacts, "basis"> = {
  openLots: 0,
  pendingCertificates: 0,
  openStandings: 0,
  activeSubcontractors: 0,
  exitConfirmedOn: null,
  formKeepingConfirmedOn: null,
  removalConfirmedOn: null,
};
test.each([
  ["entrustment", []],
  ["joint-use", ["exit-procedure-missing"]],
  ["referral", ["form-keeping-missing"]],
  ["no-handling", ["removal-missing"]],
] as const)("closing %s with nothing outstanding asks for %j", (basis, expected) => {
  expect(checkClosing({ basis, ...nothing }).map((p) => p.code)).toEqual(expected);
  const confirmed = {
    exitConfirmedOn: "2026-11-01",
    formKeepingConfirmedOn: "2026-11-01",
    removalConfirmedOn: "2026-11-01",
  };
  expect(checkClosing({ basis, ...nothing, ...confirmed })).toEqual([]);
});

test("nothing closes while a lot, a certificate, a standing authorisation or a subcontractor is open", () => {
  for (const basis of legalBases) {
    const found = checkClosing({
      basis,
      ...nothing,
      openLots: 2,
      pendingCertificates: 1,
      openStandings: 1,
      activeSubcontractors: 1,
    });
    expect(found.slice(0, 3)).toEqual([
      { code: "lot-outstanding", count: 2 },
      { code: "certificate-pending", count: 1 },
      { code: "standing-open", count: 1 },
    ]);
    expect(found.some((p) => p.code === "subcontractor-holds-data")).toBe(basis === "entrustment");
  }
});

test("units, entries, methods, states and refusals have words in both languages", () => {
  for (const w of [words.ja, words.en]) {
    for (const x of units) expect(w.unit[x]).not.toBe("");
    for (const x of entryKinds) expect(w.entry[x]).not.toBe("");
    for (const x of disposalMethods) expect(w.disposalMethod[x]).not.toBe("");
    for (const x of lotStates) expect(w.lotState[x]).not.toBe("");
    for (const x of standingStates) expect(w.standingState[x]).not.toBe("");
    for (const x of entryRefusals) expect(w.refusal[x]).toBeDefined();
    for (const x of closingProblems) expect(w.closing[x]({ count: 1 })).not.toBe("");
    for (const x of standingClosingProblems) expect(w.standingClosing[x]).not.toBe("");
    for (const x of Object.keys(certificate)) expect(w.certificateField).toHaveProperty(x);
  }
});
