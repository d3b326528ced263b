import { expect, test } from "vitest";
import {
  isMailAddress,
  mailKeys,
  mailParams,
  mailTemplateSchema,
  maxAttempts,
  retryMinutes,
  writeMail,
} from "#app/modules/outbox/rules.ts";
import {
  deliverDue,
  enqueueMail,
  listDemonstrationMail,
  type OutgoingMail,
} from "#app/modules/outbox/services.server.ts";
import { forEachDatabase, type TestDatabase } from "#tests/support/database.ts";
import { shippedTemplates, type TestDeps, testDeps } from "#tests/support/deps.ts";
import { insertOrganisation } from "#tests/support/organisation.ts";

const params = { name: "担当 花子(架空)", link: "https://azukari.test/new-password/SECRET", minutes: 10 };
const enqueue = (db: TestDatabase, deps: TestDeps, recipient = "hanako@example.jp") =>
  db.write((trx) =>
    enqueueMail(trx, deps, {
      organisationId: "org",
      recipient,
      templateKey: "password-reset",
      language: "ja",
      params,
    }),
  );
const collector = (sent: OutgoingMail[] = []) => ({
  sent,
  send: async (mail: OutgoingMail) => {
    sent.push(mail);
  },
});

test("every mail has a shipped text whose placeholders are those the code gives, in both languages", () => {
  const texts = shippedTemplates().list("mail");
  expect(texts.map((text) => text.key).sort()).toEqual([...mailKeys].sort());
  for (const text of texts) {
    const template = mailTemplateSchema.parse(text.document);
    const given = Object.fromEntries(mailParams[template.id].map((name) => [name, `<${name}>`]));
    for (const lang of ["ja", "en"] as const) {
      const { subject, body } = writeMail(template, lang, given);
      expect(subject + body).not.toMatch(/[{}]/);
      expect(body).toContain("<link>");
    }
  }
});

test.each([
  ["an unknown placeholder", { subject: { ja: "{name}{who}", en: "{name}{who}" } }],
  ["a placeholder in one language only", { subject: { ja: "{name}", en: "x" } }],
  ["a subject of two lines", { subject: { ja: "a\nb", en: "a\nb" } }],
  ["a missing language", { body: { ja: "{link}" } }],
  ["an unknown id", { id: "spam" }],
])("a text with %s is refused", (_, change) => {
  const good = shippedTemplates()
    .list("mail")
    .find((text) => text.key === "password-reset");
  expect(mailTemplateSchema.safeParse(good?.document).success).toBe(true);
  expect(mailTemplateSchema.safeParse({ ...(good?.document as object), ...change }).success).toBe(false);
});

test.each([
  ["a@example.jp", true],
  ["a.b+c@example.co.jp", true],
  ["a@example.jp\r\nBcc: x@evil.example", false],
  ["a@example.jp, b@evil.example", false],
  ["Name <a@example.jp>", false],
  ['"a b"@example.jp', false],
  ["a@example.jp\u0000", false],
  ["a@", false],
  ["", false],
])("%j as the one address of a mail: %s", (address, expected) => {
  expect(isMailAddress(address)).toBe(expected);
});

test("no parameter starts a header or a second line of the subject", () => {
  const template = mailTemplateSchema.parse({
    id: "password-reset",
    version: "1",
    validFrom: "2024-04-01",
    validTo: null,
    subject: { ja: "{name}", en: "{name}" },
    body: { ja: "{name}", en: "{name}" },
  });
  const name = "a\r\nBcc: evil@example.com\u2028x\u0000";
  const { subject, body } = writeMail(template, "ja", { name });
  expect(subject).toBe("a Bcc: evil@example.com x");
  expect(body).toBe("a\nBcc: evil@example.com\nx ");
});

test("pauses between tries grow and stay below half a day", () => {
  const pauses = Array.from({ length: maxAttempts }, (_, i) => retryMinutes(i + 1));
  expect(pauses.every((pause, i) => i === 0 || pause >= (pauses[i - 1] ?? 0))).toBe(true);
  expect(pauses[0]).toBe(1);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(720);
});

forEachDatabase("a mail goes out once, and what it said is no longer kept", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  await enqueue(db, deps);
  const waiting = await db.read.selectFrom("outboxMail").selectAll().executeTakeFirstOrThrow();
  // A copy of the database holds no usable link (OWASP ASVS 6.5.2).
  expect(JSON.stringify(waiting)).not.toContain("SECRET");
  const transport = collector();
  expect(await deliverDue(deps, transport)).toEqual({ sent: 1, failed: 0 });
  expect(await deliverDue(deps, transport)).toEqual({ sent: 0, failed: 0 });
  expect(transport.sent).toHaveLength(1);
  expect(transport.sent[0]).toMatchObject({ to: "hanako@example.jp", language: "ja", id: waiting.id });
  expect(transport.sent[0]?.text).toContain(params.link);
  const row = await db.read.selectFrom("outboxMail").selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "sent", body: "" });
});

forEachDatabase("an act that is undone sends nothing", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  await expect(
    db.write(async (trx) => {
      await enqueueMail(trx, deps, {
        organisationId: "org",
        recipient: "a@example.jp",
        templateKey: "password-reset",
        language: "en",
        params,
      });
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  const transport = collector();
  expect(await deliverDue(deps, transport)).toEqual({ sent: 0, failed: 0 });
});

forEachDatabase("a server that refuses is tried again later, and given up in the end", async (open) => {
  const db = await open();
  const deps = testDeps(db, { now: "2026-11-24T00:00:00.000Z" });
  await insertOrganisation(db);
  await enqueue(db, deps);
  let tries = 0;
  const refusing = {
    send: async () => {
      tries++;
      throw new Error("451 try again");
    },
  };
  expect(await deliverDue(deps, refusing)).toEqual({ sent: 0, failed: 1 });
  expect(await deliverDue(deps, refusing)).toEqual({ sent: 0, failed: 0 });
  for (let day = 25; tries < maxAttempts && day < 60; day++) {
    deps.setNow(new Date(Date.UTC(2026, 10, day)).toISOString());
    await deliverDue(deps, refusing);
  }
  expect(tries).toBe(maxAttempts);
  const failed = await deps.db.read
    .selectFrom("outboxMail")
    .select("id")
    .where("state", "=", "failed")
    .execute();
  expect(failed).toHaveLength(1);
  deps.setNow("2027-06-01T00:00:00.000Z");
  expect(await deliverDue(deps, refusing)).toEqual({ sent: 0, failed: 0 });
});

forEachDatabase("two deliverers at once send each mail once", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  for (let i = 0; i < 10; i++) await enqueue(db, deps, `p${i}@example.jp`);
  const transport = collector();
  const both = await Promise.all([deliverDue(deps, transport), deliverDue(deps, transport)]);
  expect(both[0].sent + both[1].sent).toBe(10);
  expect(new Set(transport.sent.map((mail) => mail.to)).size).toBe(10);
  expect(transport.sent).toHaveLength(10);
});

forEachDatabase(
  "a crash between sending and marking means a second copy with the same id, never a loss",
  async (open) => {
    const db = await open();
    const deps = testDeps(db, { now: "2026-11-24T00:00:00.000Z" });
    await insertOrganisation(db);
    const id = await enqueue(db, deps);
    const transport = collector();
    const crashing = {
      ...deps,
      db: {
        ...db,
        // The claim is written; the mark after sending never is.
        write: ((act) => {
          if (transport.sent.length > 0) throw new Error("killed");
          return db.write(act);
        }) as TestDatabase["write"],
      },
    };
    await expect(deliverDue(crashing, transport)).rejects.toThrow("killed");
    deps.setNow("2026-11-24T01:00:00.000Z");
    expect(await deliverDue(deps, transport)).toEqual({ sent: 1, failed: 0 });
    expect(transport.sent.map((mail) => mail.id)).toEqual([id, id]);
  },
);

forEachDatabase("mail of a demonstration is shown and never sent; real mail is never shown", async (open) => {
  const db = await open();
  const deps = testDeps(db);
  await insertOrganisation(db);
  await insertOrganisation(db, { id: "demo", isDemonstration: true });
  await enqueue(db, deps, "real@example.jp");
  await db.write((trx) =>
    enqueueMail(trx, deps, {
      organisationId: "demo",
      recipient: "fictional@example.jp",
      templateKey: "password-reset",
      language: "en",
      params,
    }),
  );
  const transport = collector();
  await deliverDue(deps, transport);
  expect(transport.sent.map((mail) => mail.to)).toEqual(["real@example.jp"]);
  const shown = await listDemonstrationMail(deps);
  expect(shown.map((mail) => mail.recipient)).toEqual(["fictional@example.jp"]);
  expect(shown[0]?.body).toContain(params.link);
});
