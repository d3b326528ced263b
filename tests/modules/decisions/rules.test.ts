import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ActInput,
  type Circulation,
  type CirculationEvent,
  type CirculationState,
  circulationEvents,
  circulationStates,
  type DecisionActor,
  type DeputyFact,
  decisionRefusals,
  hasDrafted,
  hasReviewed,
  isDecided,
  isOver,
  noInput,
  usualSteps,
} from "#app/modules/decisions/rules/circulation.ts";
import {
  allowedActs,
  awaitingConfirmation,
  refusalOf,
  takeAct,
  turnOf,
} from "#app/modules/decisions/rules/engine.ts";
import { words } from "#app/modules/decisions/words.ts";
import { type StaffRole, staffRoles } from "#app/ports.ts";

const today = "2026-11-24";
const fresh: Circulation = {
  state: "draft",
  round: 1,
  isImportant: false,
  drafterId: "staff",
  reviewerId: null,
  deciderId: null,
  steps: usualSteps,
  acts: [],
};
const actor = (personId: string, ...roles: StaffRole[]): DecisionActor => ({
  personId,
  roles,
  deputyFor: [],
});
const staff = actor("staff", "office");
const manager = actor("manager", "privacy-manager");
const director = actor("director", "director");
const absence = (over: Partial<DeputyFact> = {}): DeputyFact => ({
  principalId: "director",
  principalRoles: ["director"],
  validFrom: "2026-11-20",
  validTo: "2026-11-30",
  recordedOn: "2026-11-01",
  recordedBy: "staff",
  ...over,
});
const deputy = (over: Partial<DeputyFact> = {}, ...roles: StaffRole[]): DecisionActor => ({
  personId: "deputy",
  roles,
  deputyFor: [absence(over)],
});
const input: ActInput = {
  reason: "表に誤りがあります",
  conditions: [{ text: "施錠棚", ownerName: "総務部", dueOn: "2026-12-10", bindsAtOnce: false }],
  holdUntil: "2026-12-01",
};

type Played = [CirculationEvent, DecisionActor];
const play = (from: Circulation, ...acts: Played[]): Circulation =>
  acts.reduce((c, [event, by]) => {
    const result = takeAct(c, event, by, input, today);
    if (!result.ok) throw new Error(`${event} by ${by.personId}: ${result.code}`);
    return result.circulation;
  }, from);
const submitted = play(fresh, ["submit", staff]);
const reviewed = play(submitted, ["pass", manager]);

/** One circulation in each state, reached by the acts that lead there. */
const inState: Record<CirculationState, Circulation> = {
  draft: fresh,
  submitted,
  reviewed,
  "on-hold": play(reviewed, ["hold", director]),
  returned: play(submitted, ["return", manager]),
  approved: play(reviewed, ["approve", director]),
  conditional: play(reviewed, ["approve-conditionally", director]),
  rejected: play(reviewed, ["reject", director]),
  withdrawn: play(submitted, ["withdraw", staff]),
};

test("draft, review, decision", () => {
  for (const state of circulationStates) expect(inState[state].state).toBe(state);
  expect(inState.approved.acts.map((a) => [a.kind, a.round, a.position, a.actorId])).toEqual([
    ["submit", 1, 0, "staff"],
    ["pass", 1, 0, "manager"],
    ["approve", 1, 1, "director"],
  ]);
});

/** Who may do what, written out apart from the rules: state -> event -> next state, by person. */
const permitted: Record<
  CirculationState,
  Partial<Record<CirculationEvent, [by: string, next: CirculationState]>>
> = {
  draft: { submit: ["staff", "submitted"], withdraw: ["staff", "withdrawn"] },
  returned: { submit: ["staff", "submitted"], withdraw: ["staff", "withdrawn"] },
  submitted: {
    "pull-back": ["staff", "draft"],
    withdraw: ["staff", "withdrawn"],
    pass: ["manager", "reviewed"],
    return: ["manager", "returned"],
  },
  reviewed: {
    "pull-back": ["staff", "draft"],
    withdraw: ["staff", "withdrawn"],
    return: ["director", "returned"],
    approve: ["director", "approved"],
    "approve-conditionally": ["director", "conditional"],
    reject: ["director", "rejected"],
    hold: ["director", "on-hold"],
  },
  "on-hold": {
    withdraw: ["staff", "withdrawn"],
    return: ["director", "returned"],
    approve: ["director", "approved"],
    "approve-conditionally": ["director", "conditional"],
    reject: ["director", "rejected"],
    hold: ["director", "on-hold"],
  },
  approved: { "report-to-board": ["staff", "approved"] },
  conditional: { "report-to-board": ["staff", "conditional"] },
  rejected: { "report-to-board": ["staff", "rejected"] },
  withdrawn: {},
};
const people: DecisionActor[] = [
  staff,
  manager,
  director,
  actor("auditor", "auditor"),
  actor("admin", "administrator"),
  actor("department", "department"),
  actor("nobody"),
];

test("all states x events x people: only the listed ones pass", () => {
  let passed = 0;
  for (const state of circulationStates)
    for (const event of circulationEvents)
      for (const by of people) {
        const [who, next] = permitted[state][event] ?? [];
        const result = takeAct(inState[state], event, by, input, today);
        expect([state, event, by.personId, result.ok]).toEqual([
          state,
          event,
          by.personId,
          who === by.personId,
        ]);
        if (result.ok) {
          passed += 1;
          expect(result.circulation.state).toBe(next);
        }
        expect(refusalOf(inState[state], event, by, today) === null).toBe(result.ok);
        expect(allowedActs(inState[state], by, today).some((a) => a.event === event)).toBe(result.ok);
      }
  expect(passed).toBe(24);
});

test("差戻し and 引戻し open a new round, and what was passed before has lapsed", () => {
  const returned = play(reviewed, ["return", director]);
  expect([returned.state, returned.round]).toEqual(["returned", 2]);
  const again = play(returned, ["submit", staff]);
  expect([again.state, again.acts]).toEqual([
    "submitted",
    [...returned.acts, expect.objectContaining({ kind: "submit", round: 2 })],
  ]);
  expect(refusalOf(again, "approve", director, today)).toBe("wrong-state");
  expect(play(again, ["pass", manager], ["approve", director]).state).toBe("approved");
  expect(play(reviewed, ["pull-back", staff])).toMatchObject({ state: "draft", round: 2 });
});

test.each<[string, CirculationEvent, Partial<ActInput>, string | null]>([
  ["return without a reason", "return", { reason: " " }, "reason-required"],
  ["reject without a reason", "reject", { reason: null }, "reason-required"],
  ["hold without a reason", "hold", { reason: null }, "reason-required"],
  ["hold without a day", "hold", { holdUntil: null }, "hold-until-required"],
  ["hold until yesterday", "hold", { holdUntil: "2026-11-23" }, "hold-until-past"],
  ["conditional without a reason", "approve-conditionally", { reason: "" }, "reason-required"],
  ["conditional without a condition", "approve-conditionally", { conditions: [] }, "conditions-required"],
  [
    "a condition without an owner",
    "approve-conditionally",
    { conditions: [{ text: "x", ownerName: " ", dueOn: "2026-12-01", bindsAtOnce: true }] },
    "condition-incomplete",
  ],
  [
    "a condition due yesterday",
    "approve-conditionally",
    { conditions: [{ text: "x", ownerName: "y", dueOn: "2026-11-23", bindsAtOnce: true }] },
    "condition-due-past",
  ],
  ["approve needs nothing", "approve", { reason: null, conditions: [], holdUntil: null }, null],
])("%s", (_, event, over, code) => {
  const result = takeAct(reviewed, event, director, { ...input, ...over }, today);
  expect(result.ok ? null : result.code).toBe(code);
});

const both = (id: string) => actor(id, "privacy-manager", "director", "office");
test("nobody reviews or decides on an own draft, nor decides what they reviewed - in any round", () => {
  const own = play({ ...fresh, drafterId: "both" }, ["submit", both("both")]);
  expect(refusalOf(own, "pass", both("both"), today)).toBe("own-draft");
  const passed = play(own, ["pass", manager]);
  expect(refusalOf(passed, "approve", both("both"), today)).toBe("own-draft");
  const byBoth = play(submitted, ["pass", both("both")]);
  expect(refusalOf(byBoth, "approve", both("both"), today)).toBe("own-review");
  const later = play(byBoth, ["return", director], ["submit", staff], ["pass", manager]);
  expect(refusalOf(later, "approve", both("both"), today)).toBe("own-review");
  const sentBack = play(submitted, ["return", both("both")], ["submit", staff], ["pass", manager]);
  expect(refusalOf(sentBack, "approve", both("both"), today)).toBe("own-review");
  // Sending back from the decision is not a review: the same director may decide the next version.
  const next = play(reviewed, ["return", director], ["submit", staff], ["pass", manager]);
  expect(refusalOf(next, "approve", director, today)).toBeNull();
});

test("a named reviewer and a named decider act alone", () => {
  const named = { ...fresh, reviewerId: "manager", deciderId: "director" };
  const there = play(named, ["submit", staff]);
  expect(refusalOf(there, "pass", actor("other", "privacy-manager"), today)).toBe("not-reviewer");
  const decided = play(there, ["pass", manager]);
  expect(refusalOf(decided, "approve", actor("other", "director"), today)).toBe("not-decider");
  expect(refusalOf(decided, "approve", director, today)).toBeNull();
});

test.each<[string, Partial<DeputyFact>, Partial<Circulation>, string | null]>([
  ["on a day of the absence", {}, {}, null],
  ["for the named decider", {}, { deciderId: "director" }, null],
  ["the first day", { validFrom: today }, {}, null],
  ["the last day", { validTo: today }, {}, null],
  ["before it", { validFrom: "2026-11-25" }, {}, "not-decider"],
  ["after it", { validTo: "2026-11-23" }, {}, "not-decider"],
  ["named only later", { recordedOn: "2026-11-25" }, {}, "not-decider"],
  ["named by the deputy", { recordedBy: "deputy" }, {}, "not-decider"],
  ["for somebody who does not decide", { principalRoles: ["auditor"] }, {}, "not-decider"],
  ["for another than the named decider", { principalId: "second" }, { deciderId: "director" }, "not-decider"],
  ["an important matter", {}, { isImportant: true }, "deputy-important"],
  ["the principal drafted it", { principalId: "staff" }, {}, "deputy-principal-involved"],
  ["the principal reviewed it", { principalId: "manager" }, {}, "deputy-principal-involved"],
])("代決: %s", (_, over, of, code) => {
  const result = takeAct({ ...reviewed, ...of }, "approve", deputy(over), noInput, today);
  expect(result.ok ? null : result.code).toBe(code);
  if (result.ok) expect(result.act).toMatchObject({ actorId: "deputy", onBehalfOf: "director" });
});

test("a deputy who reviewed or drafted the item does not decide it", () => {
  const reviewer = { ...deputy({}, "privacy-manager") };
  const passed = play(submitted, ["pass", reviewer]);
  expect(refusalOf(passed, "approve", reviewer, today)).toBe("own-review");
  const own = play({ ...fresh, drafterId: "deputy" }, ["submit", deputy()], ["pass", manager]);
  expect(refusalOf(own, "approve", deputy(), today)).toBe("own-draft");
});

test("後閲: the principal confirms the deputy's decision once", () => {
  const decided = play(reviewed, ["approve", deputy()]);
  expect(awaitingConfirmation(decided)).toEqual(["director"]);
  expect(refusalOf(decided, "confirm", manager, today)).toBe("nothing-to-confirm");
  const confirmed = play(decided, ["confirm", director]);
  expect([confirmed.state, awaitingConfirmation(confirmed)]).toEqual(["approved", []]);
  expect(refusalOf(confirmed, "confirm", director, today)).toBe("nothing-to-confirm");
});

test("the report to the board is recorded once, by the office", () => {
  expect(refusalOf(inState.approved, "report-to-board", director, today)).toBe("not-office");
  const reported = play(inState.approved, ["report-to-board", staff]);
  expect(refusalOf(reported, "report-to-board", staff, today)).toBe("already-reported");
});

test("steps are data: two reviews, or none", () => {
  const two = { ...fresh, steps: [{ kind: "review", role: "department" }, ...usualSteps] } as const;
  const once = play(two, ["submit", staff], ["pass", actor("section", "department")]);
  expect(once.state).toBe("submitted");
  expect(refusalOf(once, "pass", actor("section", "department"), today)).toBe("not-reviewer");
  expect(play(once, ["pass", manager]).state).toBe("reviewed");
  const none = { ...fresh, steps: [{ kind: "decide", role: "director" }] } as const;
  expect(play(none, ["submit", staff], ["approve", director]).state).toBe("approved");
});

test("whose turn it is", () => {
  expect(circulationStates.map((s) => turnOf(inState[s]))).toEqual([
    "drafter",
    "reviewer",
    "decider",
    "decider",
    "drafter",
    null,
    null,
    null,
    null,
  ]);
});

test("through any sequence nobody decides on what they drafted or reviewed, and only the listed states follow", () => {
  const ids = ["a", "b", "c"];
  const anyActor = fc.record({
    personId: fc.constantFrom(...ids),
    roles: fc.constant([...staffRoles]),
    deputyFor: fc.array(
      fc.record({
        principalId: fc.constantFrom(...ids),
        principalRoles: fc.constant<StaffRole[]>(["director"]),
        validFrom: fc.constant("2026-01-01"),
        validTo: fc.constant("2026-12-31"),
        recordedOn: fc.constant("2026-01-01"),
        recordedBy: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
  });
  const drafterOrNot = fc.constantFrom(null, ...ids);
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      drafterOrNot,
      drafterOrNot,
      fc.boolean(),
      fc.array(fc.tuple(fc.constantFrom(...circulationEvents), anyActor), { minLength: 20, maxLength: 60 }),
      (drafterId, reviewerId, deciderId, isImportant, acts) => {
        let c: Circulation = { ...fresh, drafterId, reviewerId, deciderId, isImportant };
        for (const [event, by] of acts) {
          const before = c;
          const result = takeAct(c, event, by, input, today);
          if (!result.ok) continue;
          c = result.circulation;
          expect(isOver(before.state) && !(event === "confirm" || event === "report-to-board")).toBe(false);
          if (["approve", "approve-conditionally", "reject", "hold"].includes(event)) {
            for (const id of [result.act.actorId, result.act.onBehalfOf]) {
              if (id === null) continue;
              expect(hasDrafted(c, id)).toBe(false);
              expect(hasReviewed(c, id)).toBe(false);
            }
            if (isImportant) expect(result.act.onBehalfOf).toBeNull();
            expect(before.acts.some((a) => a.kind === "pass" && a.round === before.round)).toBe(true);
          }
          if (event === "pass") expect(by.personId).not.toBe(drafterId);
          expect(c.acts.slice(0, -1)).toEqual(before.acts);
          expect(c.round).toBe(before.round + (event === "return" || event === "pull-back" ? 1 : 0));
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("what was decided, for or against, is decided", () => {
  expect(circulationStates.filter(isDecided)).toEqual(["approved", "conditional", "rejected"]);
});

test("every state, act and refusal has words in both languages", () => {
  for (const w of [words.ja, words.en]) {
    for (const x of circulationStates) expect(w.state[x]).not.toBe("");
    for (const x of circulationEvents) expect([w.event[x], w.eventDone[x]]).not.toContain("");
    for (const x of decisionRefusals) expect(w.refusal[x]).not.toBe("");
  }
});
