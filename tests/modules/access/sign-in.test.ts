import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isSessionAlive, ownPlaceDays, rateLimits } from "#app/modules/access/rules.ts";
import {
  changePassword,
  endOwnSessions,
  listOwnSessions,
} from "#app/modules/access/services/account.server.ts";
import { countHit } from "#app/modules/access/services/common.server.ts";
import { disablePerson, endMembership } from "#app/modules/access/services/people.server.ts";
import {
  chooseMembership,
  findSignedIn,
  proveAgain,
  rotateSession,
  signIn,
  signOut,
} from "#app/modules/access/services/sessions.server.ts";
import { readConfig } from "#app/server/config.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { after, client, minutes, openWorld, password, type World } from "./people.ts";

const enter = async (world: World, personId: string, previousSecret: string | null = null) => {
  const email = await world.emailOf(personId);
  const result = await signIn(world.deps, { email, password, client, previousSecret });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.secret;
};

forEachDatabase(
  "an unknown address, a wrong password and a disabled person get the same answer and the same work",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    let verified = 0;
    const counting = {
      ...deps,
      passwords: {
        hash: deps.passwords.hash,
        verify: (hash: string, given: string) => {
          verified++;
          return deps.passwords.verify(hash, given);
        },
      },
    };
    const { office, department } = coOp.staff;
    await disablePerson(deps, coOp.staff.administrator, department.personId);
    const attempts = [
      { email: await world.emailOf(office.personId), password: "wrong wrong wrong" },
      { email: "nobody@example.test", password },
      { email: await world.emailOf(department.personId), password },
      { email: "not an address", password },
      { email: "", password: "" },
    ];
    const answers = [];
    for (const attempt of attempts) {
      const before = { verified, events: await world.count("auditEvent") };
      answers.push(await signIn(counting, { ...attempt, client, previousSecret: null }));
      expect(verified - before.verified).toBe(1);
      expect((await world.count("auditEvent")) - before.events).toBe(1);
    }
    for (const answer of answers) {
      expect(answer).toEqual({ ok: false, problem: { kind: "refused", code: "sign-in-wrong" } });
    }
    expect(await world.count("session")).toBe(0);
  },
);

forEachDatabase("an address is read with full-width letters, capitals and spaces around it", async (open) => {
  const world = await openWorld(open);
  const email = await world.emailOf(world.coOp.staff.office.personId);
  const wide = ` ${email.toUpperCase().replace("@", "＠")} `;
  const result = await signIn(world.deps, { email: wide, password, client, previousSecret: null });
  expect(result.ok).toBe(true);
});

forEachDatabase(
  "a session's secret has 256 bits, only its hash is stored, and signing in again ends the one before",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const first = await enter(world, coOp.staff.office.personId);
    expect(Buffer.from(first, "base64url")).toHaveLength(32);
    const rows = await deps.db.read.selectFrom("session").selectAll().execute();
    expect(rows.map((row) => row.idHash)).toEqual([createHash("sha256").update(first).digest("hex")]);
    expect(JSON.stringify(rows)).not.toContain(first);
    expect((await findSignedIn(deps, first))?.actor).toMatchObject({
      kind: "staff",
      role: "office",
      personId: coOp.staff.office.personId,
      organisationId: coOp.organisationId,
    });
    const second = await enter(world, coOp.staff.office.personId, first);
    expect(second).not.toBe(first);
    expect(await findSignedIn(deps, first)).toBeNull();
    expect(await findSignedIn(deps, second)).not.toBeNull();
    // The stored hash is no key to anything.
    expect(await findSignedIn(deps, rows[0]?.idHash ?? "")).toBeNull();
  },
);

const start = "2026-11-24T03:00:00.000Z";
const { sessions } = readConfig({});
const idle = minutes(sessions.idleMinutes);
const absolute = minutes(sessions.absoluteMinutes);
test.each([
  ["just before the idle limit", idle - 1, idle - 1, true],
  ["at the idle limit", idle, idle, false],
  ["used all day, just before the absolute limit", absolute - 1, 1_000, true],
  ["used all day, at the absolute limit", absolute, 1_000, false],
])("a session %s", (_, age, unused, isAlive) => {
  const now = Date.parse(start) + age;
  const session = {
    createdAt: start,
    lastSeenAt: new Date(now - unused).toISOString(),
    endedAt: null,
  };
  expect(isSessionAlive(session, new Date(now), sessions)).toBe(isAlive);
  expect(isSessionAlive({ ...session, endedAt: start }, new Date(now), sessions)).toBe(false);
});

forEachDatabase("a session dies after an hour without use and after twelve hours with it", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const unused = await enter(world, coOp.staff.office.personId);
  const begun = deps.now();
  deps.setNow(after(deps, idle - 1));
  const used = await enter(world, coOp.staff.auditor.personId);
  expect(await findSignedIn(deps, unused)).not.toBeNull();
  // Being seen moved the idle limit, not the absolute one.
  deps.setNow(after(deps, idle - 1));
  expect(await findSignedIn(deps, unused)).not.toBeNull();
  deps.setNow(after(deps, idle));
  expect(await findSignedIn(deps, unused)).toBeNull();
  expect(await findSignedIn(deps, used)).toBeNull();
  deps.setNow(begun.toISOString());
  const all = await enter(world, coOp.staff.director.personId);
  const end = deps.now().getTime() + absolute;
  while (deps.now().getTime() + minutes(50) < end) {
    deps.setNow(after(deps, minutes(50)));
    expect(await findSignedIn(deps, all)).not.toBeNull();
  }
  deps.setNow(new Date(end - 1).toISOString());
  expect(await findSignedIn(deps, all)).not.toBeNull();
  deps.setNow(new Date(end).toISOString());
  expect(await findSignedIn(deps, all)).toBeNull();
});

forEachDatabase("configured limits of a session are the ones that count", async (open) => {
  const world = await openWorld(open);
  const deps = { ...world.deps, sessions: { idleMinutes: 10, absoluteMinutes: 15 } };
  const secret = await enter(world, world.coOp.staff.office.personId);
  world.deps.setNow(after(world.deps, minutes(10) - 1));
  const me = await findSignedIn(deps, secret);
  expect(me && (await listOwnSessions(deps, me))).toHaveLength(1);
  world.deps.setNow(after(world.deps, minutes(5)));
  expect(await findSignedIn(deps, secret)).not.toBeNull();
  world.deps.setNow(after(world.deps, 1));
  expect(await findSignedIn(deps, secret)).toBeNull();
  expect(await findSignedIn(world.deps, secret)).not.toBeNull();
});

forEachDatabase("a rotated session goes on under a new secret, once, and lives no longer", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const first = await enter(world, coOp.staff.director.personId);
  const before = await findSignedIn(deps, first);
  deps.setNow(after(deps, minutes(30)));
  const turns = await Promise.all(Array.from({ length: 10 }, () => rotateSession(deps, first)));
  const [second = null, ...more] = turns.filter((secret) => secret !== null);
  expect(more).toEqual([]);
  expect(await findSignedIn(deps, first)).toBeNull();
  expect(await rotateSession(deps, first)).toBeNull();
  expect((await findSignedIn(deps, second))?.actor).toEqual({
    ...before?.actor,
    authenticatedAt: deps.now().toISOString(),
  });
  expect(await world.count("session")).toBe(1);
  deps.setNow(after(deps, absolute - minutes(30)));
  expect(await findSignedIn(deps, second)).toBeNull();
});

forEachDatabase(
  "signing out, being disabled and ending every session work on the next request",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const [one, two] = [
      await enter(world, coOp.staff.office.personId),
      await enter(world, coOp.staff.office.personId),
    ];
    await signOut(deps, one);
    expect(await findSignedIn(deps, one)).toBeNull();
    const me = await findSignedIn(deps, two);
    if (!me) throw new Error("still signed in");
    const three = await enter(world, coOp.staff.office.personId);
    expect((await listOwnSessions(deps, me)).map((each) => each.isThis).sort()).toEqual([false, true]);
    await endOwnSessions(deps, me);
    expect([await findSignedIn(deps, two), await findSignedIn(deps, three)]).toEqual([null, null]);
    const four = await enter(world, coOp.staff.office.personId);
    expect(await disablePerson(deps, coOp.staff.administrator, coOp.staff.office.personId)).toMatchObject({
      ok: true,
    });
    expect(await findSignedIn(deps, four)).toBeNull();
  },
);

forEachDatabase(
  "nobody disables themselves, somebody of another organisation, or without the permission",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const other = await openWorld(open);
    const { administrator, office } = coOp.staff;
    expect(await disablePerson(deps, administrator, administrator.personId)).toMatchObject({
      problem: { kind: "refused", code: "not-yourself" },
    });
    expect(await disablePerson(deps, administrator, other.coOp.staff.office.personId)).toMatchObject({
      problem: { kind: "not-found" },
    });
    expect(await disablePerson(deps, office, administrator.personId)).toMatchObject({
      problem: { kind: "forbidden" },
    });
    expect(await disablePerson(deps, coOp.partner.people["partner-admin"], office.personId)).toMatchObject({
      problem: { kind: "not-found" },
    });
  },
);

forEachDatabase("a changed role works at once, an ended one ends its session", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const { office } = coOp.staff;
  const secret = await enter(world, office.personId);
  const setRole = (role: string) =>
    deps.db.write((trx) =>
      trx.updateTable("membership").set({ role }).where("personId", "=", office.personId).execute(),
    );
  await setRole("auditor");
  expect((await findSignedIn(deps, secret))?.actor?.role).toBe("auditor");
  await setRole("no such role");
  expect((await findSignedIn(deps, secret))?.actor).toBeNull();
  await setRole("office");
  const membership = await deps.db.read
    .selectFrom("membership")
    .select("id")
    .where("personId", "=", office.personId)
    .executeTakeFirstOrThrow();
  expect(await endMembership(deps, coOp.partner.people["partner-admin"], membership.id)).toMatchObject({
    problem: { kind: "not-found" },
  });
  expect(await endMembership(deps, office, membership.id)).toMatchObject({ problem: { kind: "forbidden" } });
  expect(await endMembership(deps, coOp.staff.administrator, membership.id)).toEqual({
    ok: true,
    value: null,
  });
  expect(await findSignedIn(deps, secret)).toBeNull();
  expect(await endMembership(deps, coOp.staff.administrator, membership.id)).toMatchObject({
    problem: { kind: "not-found" },
  });
});

forEachDatabase(
  "who has several roles chooses; when the chosen one ends, nobody slips into another company",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const { personId } = coOp.partner.people.respondent;
    const second = deps.newId();
    await deps.db.write((trx) =>
      trx
        .insertInto("membership")
        .values({
          id: second,
          organisationId: coOp.organisationId,
          partnerId: coOp.stranger.id,
          personId,
          role: "respondent",
          department: null,
          title: null,
          validFrom: "2026-04-01",
          validTo: null,
          recordedAt: start,
        })
        .execute(),
    );
    const secret = await enter(world, personId);
    const before = await findSignedIn(deps, secret);
    expect(before?.actor).toBeNull();
    expect(before?.memberships).toHaveLength(2);
    const foreign = await deps.db.read
      .selectFrom("membership")
      .select("id")
      .where("personId", "=", coOp.staff.office.personId)
      .executeTakeFirstOrThrow();
    expect(await chooseMembership(deps, secret, foreign.id)).toMatchObject({
      problem: { kind: "not-found" },
    });
    expect(await chooseMembership(deps, secret, second)).toMatchObject({ ok: true });
    expect((await findSignedIn(deps, secret))?.actor).toMatchObject({ partnerId: coOp.stranger.id });
    await deps.db.write((trx) =>
      trx.updateTable("membership").set({ validTo: "2026-11-23" }).where("id", "=", second).execute(),
    );
    const left = await findSignedIn(deps, secret);
    expect(left?.actor).toBeNull();
    expect(left?.memberships).toHaveLength(1);
  },
);

forEachDatabase("a membership is valid from its first to its last day in Tokyo", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const { personId } = coOp.staff.auditor;
  await deps.db.write((trx) =>
    trx
      .updateTable("membership")
      .set({ validFrom: "2026-11-24", validTo: "2026-11-24" })
      .where("personId", "=", personId)
      .execute(),
  );
  const isIn = async (instant: string) => {
    deps.setNow(instant);
    const secret = await enter(world, personId);
    return (await findSignedIn(deps, secret)) !== null;
  };
  expect(await isIn("2026-11-23T14:59:59.999Z")).toBe(false);
  expect(await isIn("2026-11-23T15:00:00.000Z")).toBe(true);
  expect(await isIn("2026-11-24T14:59:59.999Z")).toBe(true);
  expect(await isIn("2026-11-24T15:00:00.000Z")).toBe(false);
});

for (const [name, limit] of Object.entries(rateLimits)) {
  forEachDatabase(
    `${name}: ${limit.hits} of ${limit.hits} pass, one more waits for the window`,
    async (open) => {
      const world = await openWorld(open);
      const { deps } = world;
      deps.setNow("2026-11-24T03:02:00.000Z");
      const key = name as keyof typeof rateLimits;
      for (let i = 0; i < limit.hits; i++)
        expect(await countHit(deps, key, "somebody")).toMatchObject({ ok: true });
      expect(await countHit(deps, key, "somebody")).toEqual({
        ok: false,
        problem: { kind: "too-many", retryAfterSeconds: (limit.minutes - 2) * 60 },
      });
      expect(await countHit(deps, key, "somebody else")).toMatchObject({ ok: true });
      deps.setNow(
        new Date(Date.parse("2026-11-24T03:00:00.000Z") + minutes(limit.minutes) - 1).toISOString(),
      );
      expect(await countHit(deps, key, "somebody")).toMatchObject({
        problem: { kind: "too-many", retryAfterSeconds: 1 },
      });
      deps.setNow(after(deps, 1));
      expect(await countHit(deps, key, "somebody")).toMatchObject({ ok: true });
      const keys = await deps.db.read.selectFrom("rateBucket").select("key").execute();
      expect(JSON.stringify(keys)).not.toContain("somebody");
    },
  );
}

forEachDatabase(
  "guessing is stopped after ten tries, even with the right password; another client is not locked out",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const email = await world.emailOf(coOp.staff.office.personId);
    const guess = (given: string, from = client) =>
      signIn(deps, { email, password: given, client: from, previousSecret: null });
    for (let i = 0; i < 10; i++) expect((await guess(`guess number ${i}`)).ok).toBe(false);
    expect(await guess(password)).toMatchObject({ problem: { kind: "too-many" } });
    expect(await guess(password, "192.0.2.77")).toMatchObject({ ok: true });
  },
);

forEachDatabase(
  "guessing from many clients is stopped for the address, known or not; places of one's own stay open",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const known = await world.emailOf(coOp.staff.office.personId);
    const guess = (email: string, from: string, given = "a wrong guess") =>
      signIn(deps, { email, password: given, client: from, previousSecret: null });
    expect(await guess(known, "192.0.2.77", password)).toMatchObject({ ok: true });
    const { hits } = rateLimits["sign-in-account"];
    for (const email of [known, "nobody@example.test"]) {
      const answers: string[] = [];
      // The sign-in above was the first from a place not known then.
      for (let i = 0; i < hits + 1; i++) {
        const answer = await guess(email, `198.51.100.${i}`);
        answers.push(answer.ok ? "in" : answer.problem.kind);
      }
      const passed = email === known ? hits - 1 : hits;
      expect(answers.filter((kind) => kind === "refused")).toHaveLength(passed);
      expect(answers.slice(passed).every((kind) => kind === "too-many")).toBe(true);
    }
    expect(await guess(known, "198.51.100.200", password)).toMatchObject({ problem: { kind: "too-many" } });
    expect(await guess(known, "192.0.2.77", password)).toMatchObject({ ok: true });
    // An own place is forgotten in time.
    deps.setNow(after(deps, minutes(60 * 24 * (ownPlaceDays + 1))));
    for (let i = 0; i < hits; i++) await guess(known, `198.51.100.${i}`);
    expect(await guess(known, "192.0.2.77", password)).toMatchObject({ problem: { kind: "too-many" } });
  },
);

forEachDatabase(
  "a fresh proof is the right password of this person, six tries in fifteen minutes",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const { director } = coOp.staff;
    expect(await proveAgain(deps, director, password)).toEqual({ ok: true, value: null });
    expect(await proveAgain(deps, director, `${password} `)).toEqual({
      ok: false,
      problem: { kind: "reauthenticate" },
    });
    for (let i = 0; i < 4; i++) await proveAgain(deps, director, "wrong");
    expect(await proveAgain(deps, director, password)).toMatchObject({ problem: { kind: "too-many" } });
    expect(await proveAgain(deps, coOp.staff.auditor, password)).toMatchObject({ ok: true });
    const system = { kind: "system", name: "x", organisationId: coOp.organisationId, lang: "ja" } as const;
    expect(await proveAgain(deps, system, password)).toEqual({
      ok: false,
      problem: { kind: "reauthenticate" },
    });
  },
);

forEachDatabase("the own password changes with the current one; every other session ends", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const secret = await enter(world, coOp.staff.office.personId);
  const other = await enter(world, coOp.staff.office.personId);
  const me = await findSignedIn(deps, secret);
  if (!me) throw new Error("signed in");
  const next = "a new and longer password";
  expect(await changePassword(deps, me, { current: "wrong", next })).toEqual({
    ok: false,
    problem: { kind: "reauthenticate" },
  });
  expect(await changePassword(deps, me, { current: password, next: "short" })).toMatchObject({
    problem: { kind: "invalid", fields: [{ path: "newPassword", code: "too-short" }] },
  });
  expect(await changePassword(deps, me, { current: password, next: password })).toMatchObject({
    problem: { kind: "invalid", fields: [{ path: "newPassword", code: "password-weak" }] },
  });
  expect(await findSignedIn(deps, other)).not.toBeNull();
  const changed = await changePassword(deps, me, { current: password, next });
  if (!changed.ok) throw new Error("changed");
  expect([await findSignedIn(deps, secret), await findSignedIn(deps, other)]).toEqual([null, null]);
  expect((await findSignedIn(deps, changed.value.secret))?.actor?.role).toBe("office");
  const email = await world.emailOf(coOp.staff.office.personId);
  expect(await signIn(deps, { email, password, client, previousSecret: null })).toMatchObject({ ok: false });
  expect(await signIn(deps, { email, password: next, client, previousSecret: null })).toMatchObject({
    ok: true,
  });
});

forEachDatabase(
  "people of a company act while the register calls it active; their sessions name it as it is called now",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const { personId } = coOp.partner.people.respondent;
    const secret = await enter(world, personId);
    const renamed = { currentName: "いまの名前株式会社" };
    await deps.db.write((trx) =>
      trx.updateTable("partner").set(renamed).where("id", "=", coOp.partner.id).execute(),
    );
    const me = await findSignedIn(deps, secret);
    expect(me?.memberships.map((one) => one.partnerName)).toEqual([renamed.currentName]);
    expect((await listOwnSessions(deps, me as NonNullable<typeof me>)).map((one) => one.place)).toEqual([
      renamed.currentName,
    ]);
    await deps.db.write((trx) =>
      trx.updateTable("partner").set({ state: "retired" }).where("id", "=", coOp.partner.id).execute(),
    );
    expect(await findSignedIn(deps, secret)).toBeNull();
    // Staff and other companies are not concerned.
    expect(await findSignedIn(deps, await enter(world, coOp.staff.office.personId))).not.toBeNull();
  },
);
