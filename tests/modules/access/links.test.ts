import { expect } from "vitest";
import { linkLifetime, reachesDepartment } from "#app/modules/access/rules.ts";
import { actOnce } from "#app/modules/access/services/acts.server.ts";
import {
  consumeLink,
  invitePerson,
  readLink,
  requestPasswordReset,
} from "#app/modules/access/services/links.server.ts";
import { disablePerson } from "#app/modules/access/services/people.server.ts";
import { findSignedIn, signIn } from "#app/modules/access/services/sessions.server.ts";
import type { Actor } from "#app/ports.ts";
import { fail, ok } from "#app/result.ts";
import { forEachDatabase } from "#tests/support/database.ts";
import { after, client, days, minutes, openWorld, password, type World } from "./people.ts";

const email = "shinjin@example.test";
const name = "新人 花子(架空)";

const invite = (world: World, own: Partial<Parameters<typeof invitePerson>[2]> = {}, actor?: Actor) =>
  invitePerson(world.deps, actor ?? world.coOp.staff.office, {
    email,
    name,
    role: "respondent",
    partnerId: world.coOp.partner.id,
    lang: "ja",
    ...own,
  });
const accept = (world: World, secret: string, given = password) =>
  consumeLink(world.deps, secret, { purpose: "invitation", password: given, lang: "ja" });
const over = { ok: false, problem: { kind: "refused", code: "link-over" } };

forEachDatabase(
  "an invitation is used once by 50 at once: one person, one membership, one session",
  async (open) => {
    const world = await openWorld(open);
    expect(await invite(world)).toEqual({ ok: true, value: null });
    const secret = await world.linkTo(email);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    const before = { people: await world.count("person"), members: await world.count("membership") };
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(world, secret)));
    const good = answers.filter((answer) => answer.ok);
    expect(good).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer).toEqual(over);
    expect(await world.count("person")).toBe(before.people + 1);
    expect(await world.count("membership")).toBe(before.members + 1);
    expect(await world.count("session")).toBe(1);
    const [first] = good;
    const me = await findSignedIn(world.deps, first?.ok ? first.value.secret : null);
    expect(me?.actor).toMatchObject({
      kind: "partner",
      role: "respondent",
      partnerId: world.coOp.partner.id,
      name,
    });
  },
);

forEachDatabase("reading a link consumes nothing", async (open) => {
  const world = await openWorld(open);
  await invite(world);
  const secret = await world.linkTo(email);
  const rows = () => world.deps.db.read.selectFrom("oneTimeToken").selectAll().execute();
  const before = await rows();
  for (let i = 0; i < 5; i++) {
    expect(await readLink(world.deps, secret)).toMatchObject({
      purpose: "invitation",
      email,
      needsPassword: true,
    });
  }
  expect(await rows()).toEqual(before);
  expect((await accept(world, secret)).ok).toBe(true);
  expect(await readLink(world.deps, secret)).toBeNull();
});

forEachDatabase(
  "an invitation lives 14 days, a password link 10 minutes, to the millisecond",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const begun = deps.now().toISOString();
    await invite(world);
    const secret = await world.linkTo(email);
    deps.setNow(after(deps, days(linkLifetime.invitation.days) - 1));
    expect(await readLink(deps, secret)).not.toBeNull();
    deps.setNow(after(deps, 1));
    expect(await readLink(deps, secret)).toBeNull();
    expect(await accept(world, secret)).toEqual(over);
    expect(linkLifetime).toEqual({ invitation: { days: 14 }, "password-reset": { minutes: 10 } });

    deps.setNow(begun);
    const known = await world.emailOf(coOp.staff.office.personId);
    const reset = (given: string) =>
      consumeLink(deps, given, { purpose: "password-reset", password: "another long password", lang: "ja" });
    await requestPasswordReset(deps, { email: known, client });
    const late = await world.linkTo(known);
    deps.setNow(after(deps, minutes(10)));
    expect(await reset(late)).toEqual(over);
    await requestPasswordReset(deps, { email: known, client });
    const inTime = await world.linkTo(known);
    deps.setNow(after(deps, minutes(10) - 1));
    expect(await reset(inTime)).toMatchObject({ ok: true });
    expect(await reset(inTime)).toEqual(over);
    expect(await signIn(deps, { email: known, password, client, previousSecret: null })).toMatchObject({
      ok: false,
    });
  },
);

forEachDatabase("a newer link kills the older one; one for another company does not", async (open) => {
  const world = await openWorld(open);
  await invite(world);
  const first = await world.linkTo(email);
  world.deps.setNow(after(world.deps, 1_000));
  await invite(world, { partnerId: world.coOp.stranger.id });
  world.deps.setNow(after(world.deps, 1_000));
  expect(await readLink(world.deps, first)).not.toBeNull();
  await invite(world);
  const third = await world.linkTo(email);
  expect(await readLink(world.deps, first)).toBeNull();
  expect(await accept(world, first)).toEqual(over);
  expect(await accept(world, third)).toMatchObject({ ok: true });
});

forEachDatabase("department staff are invited into a department, and reach its relations", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const staff = { role: "department", partnerId: null } as const;
  const asked = (own: { department?: string; title?: string }) =>
    invite(world, { ...staff, ...own }, coOp.staff.administrator);
  const wrong = (path: string, code: string) => ({
    ok: false,
    problem: { kind: "invalid", fields: [{ path, code }] },
  });
  expect(await asked({})).toMatchObject(wrong("department", "required"));
  expect(await asked({ department: "  " })).toMatchObject(wrong("department", "required"));
  expect(await asked({ department: "課".repeat(61) })).toMatchObject(wrong("department", "too-long"));
  expect(await asked({ department: "供給\n課" })).toMatchObject(wrong("department", "control-character"));
  expect(await asked({ department: "供給課", title: "長".repeat(61) })).toMatchObject(
    wrong("title", "too-long"),
  );
  expect(await world.count("oneTimeToken")).toBe(0);

  expect(await asked({ department: " 供給課 ", title: "係長" })).toEqual({ ok: true, value: null });
  const secret = await world.linkTo(email);
  expect(await readLink(deps, secret)).toMatchObject({ department: "供給課", title: "係長" });
  const joined = await accept(world, secret);
  const me = await findSignedIn(deps, joined.ok ? joined.value.secret : null);
  expect(me?.actor).toMatchObject({ kind: "staff", role: "department", department: "供給課", title: "係長" });
  expect(me?.actor && reachesDepartment(me.actor, "供給課")).toBe(true);
  expect(me?.actor && reachesDepartment(me.actor, "広報課")).toBe(false);

  // Somebody who serves a second department is invited once more; the same one again changes nothing.
  for (const [department, memberships] of [
    ["広報課", 2],
    ["広報課", 2],
  ] as const) {
    deps.setNow(after(deps, 1_000));
    expect((await asked({ department })).ok).toBe(true);
    expect((await accept(world, await world.linkTo(email))).ok).toBe(true);
    const again = await findSignedIn(deps, joined.ok ? joined.value.secret : null);
    expect(again?.memberships).toHaveLength(memberships);
  }
  const events = await deps.db.read
    .selectFrom("auditEvent")
    .select("data")
    .where("type", "=", "access.invited")
    .orderBy("seq")
    .execute();
  expect(events.map((event) => JSON.parse(event.data))).toEqual(
    ["供給課", "広報課", "広報課"].map((department) => ({ role: "department", department })),
  );
});

forEachDatabase("people of a partner have no department", async (open) => {
  const world = await openWorld(open);
  await invite(world, { department: "供給課", title: "係長" });
  expect(await readLink(world.deps, await world.linkTo(email))).toMatchObject({
    department: null,
    title: null,
  });
});

forEachDatabase("a link serves its own purpose only", async (open) => {
  const world = await openWorld(open);
  await invite(world);
  const secret = await world.linkTo(email);
  const wrong = await consumeLink(world.deps, secret, { purpose: "password-reset", password, lang: "ja" });
  expect(wrong).toEqual(over);
  expect(await readLink(world.deps, secret)).not.toBeNull();
});

forEachDatabase(
  "somebody known proves the password they have, within limits; the invitation never replaces it",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const known = await world.emailOf(coOp.staff.office.personId);
    await invite(world, { email: known });
    const secret = await world.linkTo(known);
    expect(await readLink(deps, secret)).toMatchObject({ needsPassword: false });
    for (let i = 0; i < 6; i++) {
      expect(await accept(world, secret, `guess number ${i}`)).toEqual({
        ok: false,
        problem: { kind: "reauthenticate" },
      });
    }
    expect(await accept(world, secret)).toMatchObject({ problem: { kind: "too-many" } });
    deps.setNow(after(deps, minutes(15)));
    const accepted = await accept(world, secret);
    if (!accepted.ok) throw new Error("the right password");
    expect((await findSignedIn(deps, accepted.value.secret))?.actor).toMatchObject({ kind: "partner" });
    expect(await signIn(deps, { email: known, password, client, previousSecret: null })).toMatchObject({
      ok: true,
    });
  },
);

forEachDatabase("the same role is not given twice", async (open) => {
  const world = await openWorld(open);
  for (let i = 0; i < 2; i++) {
    await invite(world);
    expect(await accept(world, await world.linkTo(email))).toMatchObject({ ok: true });
    world.deps.setNow(after(world.deps, minutes(1)));
  }
  const mine = await world.deps.db.read
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select("membership.id")
    .where("person.email", "=", email)
    .execute();
  expect(mine).toHaveLength(1);
});

forEachDatabase("links of somebody disabled are dead", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const known = await world.emailOf(coOp.staff.auditor.personId);
  await requestPasswordReset(deps, { email: known, client });
  const secret = await world.linkTo(known);
  await disablePerson(deps, coOp.staff.administrator, coOp.staff.auditor.personId);
  expect(await readLink(deps, secret)).toBeNull();
  const used = await consumeLink(deps, secret, { purpose: "password-reset", password, lang: "ja" });
  expect(used).toEqual(over);
  const before = await world.count("oneTimeToken");
  expect(await requestPasswordReset(deps, { email: known, client })).toEqual({ ok: true, value: null });
  expect(await world.count("oneTimeToken")).toBe(before);
});

forEachDatabase(
  "asking for a password link answers the same for known and unknown, three times per address",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const known = await world.emailOf(coOp.staff.office.personId);
    for (const address of [known, "nobody@example.test"]) {
      for (let i = 0; i < 3; i++) {
        expect(await requestPasswordReset(deps, { email: address, client })).toEqual({
          ok: true,
          value: null,
        });
      }
      expect(await requestPasswordReset(deps, { email: address, client })).toMatchObject({
        problem: { kind: "too-many" },
      });
    }
    expect(await world.mailTo("nobody@example.test")).toBe("");
    expect(await world.linkTo(known)).toMatch(/^[\w-]{43}$/);

    // The address is looked up after the answer only: until then the work is the same.
    deps.setNow(after(deps, minutes(15)));
    const works = [known, "nobody@example.test"].map(async (address) => {
      const done: string[] = [];
      const watched = {
        ...deps,
        db: {
          ...deps.db,
          write: (...args: Parameters<typeof deps.db.write>) => {
            done.push("write");
            return deps.db.write(...args);
          },
          get read() {
            done.push("read");
            return deps.db.read;
          },
        } as typeof deps.db,
        later: () => void done.push("later"),
      };
      expect(await requestPasswordReset(watched, { email: address, client })).toEqual({
        ok: true,
        value: null,
      });
      return done;
    });
    const [forKnown, forUnknown] = await Promise.all(works);
    expect(forKnown).toEqual(["write", "write", "later"]);
    expect(forUnknown).toEqual(forKnown);
  },
);

forEachDatabase("a new password ends every session and every other link", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  const known = await world.emailOf(coOp.staff.office.personId);
  const session = await signIn(deps, { email: known, password, client, previousSecret: null });
  await requestPasswordReset(deps, { email: known, client });
  const secret = await world.linkTo(known);
  const used = await consumeLink(deps, secret, {
    purpose: "password-reset",
    password: "another long password",
    lang: "ja",
  });
  expect(used.ok).toBe(true);
  expect(await findSignedIn(deps, session.ok ? session.value.secret : null)).toBeNull();
});

forEachDatabase("who may invite whom", async (open) => {
  const world = await openWorld(open);
  const { coOp } = world;
  const { people } = coOp.partner;
  const staffRole = { role: "auditor", partnerId: null } as const;
  const own = { role: "respondent", partnerId: coOp.partner.id } as const;
  const foreign = { role: "respondent", partnerId: coOp.stranger.id } as const;
  const kinds = async (actor: Actor) => {
    const answers = [];
    for (const input of [staffRole, own, foreign]) {
      const answer = await invite(world, input, actor);
      answers.push(answer.ok ? "ok" : answer.problem.kind);
    }
    return answers;
  };
  expect(await kinds(coOp.staff.administrator)).toEqual(["ok", "forbidden", "forbidden"]);
  expect(await kinds(coOp.staff.office)).toEqual(["forbidden", "ok", "ok"]);
  expect(await kinds(coOp.staff.director)).toEqual(["forbidden", "forbidden", "forbidden"]);
  expect(await kinds(people["partner-admin"])).toEqual(["not-found", "ok", "not-found"]);
  expect(await kinds(people.respondent)).toEqual(["not-found", "not-found", "not-found"]);
  const other = await openWorld(open);
  expect(await invite(world, { partnerId: other.coOp.partner.id })).toMatchObject({
    problem: { kind: "not-found" },
  });
});

forEachDatabase("an invitation with bad input names the field and writes nothing", async (open) => {
  const world = await openWorld(open);
  const before = await world.count("oneTimeToken");
  const bad: readonly [Partial<Parameters<typeof invitePerson>[2]>, string, string][] = [
    [{ email: "" }, "email", "email-invalid"],
    [{ email: "a@b" }, "email", "email-invalid"],
    [{ email: "a@example.test\r\nBcc: b@example.test" }, "email", "email-invalid"],
    [{ email: "a\u0001@example.test" }, "email", "email-invalid"],
    [{ email: "a\u0000@example.test" }, "email", "email-invalid"],
    [{ email: `${"a".repeat(300)}@example.test` }, "email", "email-invalid"],
    [{ email: `${"ﷺ".repeat(40)}@example.test` }, "email", "email-invalid"],
    [{ name: "" }, "name", "required"],
    [{ name: "　 " }, "name", "required"],
    [{ name: "名".repeat(61) }, "name", "too-long"],
    [{ name: "a\r\nBcc: b" }, "name", "control-character"],
    [{ name: "a\u0000b" }, "name", "control-character"],
    [{ role: "administrator" }, "role", "unknown-choice"],
    [{ role: "" as never }, "role", "unknown-choice"],
  ];
  for (const [input, path, code] of bad) {
    expect(await invite(world, input), JSON.stringify(input)).toMatchObject({
      problem: { kind: "invalid", fields: [{ path, code }] },
    });
  }
  expect(await world.count("oneTimeToken")).toBe(before);
});

forEachDatabase("a copy of the database holds no usable token, password or session", async (open) => {
  const world = await openWorld(open);
  const { deps, coOp } = world;
  await invite(world);
  const known = await world.emailOf(coOp.staff.office.personId);
  await requestPasswordReset(deps, { email: known, client });
  const session = await signIn(deps, { email: known, password, client, previousSecret: null });
  const secrets = [
    await world.linkTo(email),
    await world.linkTo(known),
    session.ok ? session.value.secret : "",
    password,
  ];
  const tables = await deps.db.read.introspection.getTables();
  let dump = "";
  for (const { name: table } of tables) {
    dump += JSON.stringify(
      await deps.db.read
        .selectFrom(table as "person")
        .selectAll()
        .execute(),
    );
  }
  expect(dump).toContain(known);
  expect(secrets.every((secret) => secret.length > 10)).toBe(true);
  for (const secret of secrets) expect(dump.includes(secret), secret.slice(0, 4)).toBe(false);
});

forEachDatabase(
  "an act with a once-key happens once for 50 at once and for a retry; a failed one may be tried again",
  async (open) => {
    const world = await openWorld(open);
    const { deps, coOp } = world;
    const { office } = coOp.staff;
    let acts = 0;
    const once = { key: "k".repeat(100), act: "test.count" };
    const perform = () =>
      actOnce(deps, office, once, async (trx) => {
        await trx
          .insertInto("numberSeries")
          .values({ organisationId: coOp.organisationId, name: `act ${acts}`, lastValue: 1 })
          .execute();
        return ok({ number: ++acts });
      });
    const answers = await Promise.all(Array.from({ length: 50 }, perform));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { number: 1 } })]),
    );
    expect(await perform()).toEqual({ ok: true, value: { number: 1 } });
    expect(acts).toBe(1);
    // Another person, another act or another key is another act.
    expect(await actOnce(deps, coOp.staff.auditor, once, async () => ok(2))).toEqual({ ok: true, value: 2 });
    expect(await actOnce(deps, office, { ...once, act: "other" }, async () => ok(3))).toEqual({
      ok: true,
      value: 3,
    });
    const failing = { key: "retry", act: "test.count" };
    const refusal = fail({ kind: "conflict", what: "test" });
    const undone = await actOnce(deps, office, failing, async (trx) => {
      await trx
        .insertInto("numberSeries")
        .values({ organisationId: coOp.organisationId, name: "undone", lastValue: 1 })
        .execute();
      return refusal;
    });
    expect(undone).toEqual(refusal);
    const names = await deps.db.read.selectFrom("numberSeries").select("name").execute();
    expect(names.map((row) => row.name)).toEqual(["act 0"]);
    expect(await actOnce(deps, office, failing, async () => ok("now"))).toEqual({ ok: true, value: "now" });
    // Without a key nothing is remembered.
    const free = { key: "", act: "test.count" };
    expect(await actOnce(deps, office, free, async () => ok(1))).toEqual({ ok: true, value: 1 });
    expect(await actOnce(deps, office, free, async () => ok(2))).toEqual({ ok: true, value: 2 });
  },
);
