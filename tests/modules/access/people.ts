import { type CoOp, makeCoOp } from "#tests/factories/co-op.ts";
import type { OpenDatabase } from "#tests/support/database.ts";
import { type TestDeps, testDeps } from "#tests/support/deps.ts";

export const password = "correct horse battery";
export const client = "192.0.2.1";

export interface World {
  readonly deps: TestDeps;
  readonly coOp: CoOp;
  /** Signs somebody in by hand: gives them the password and answers their address. */
  emailOf(personId: string): Promise<string>;
  /** The newest mail to an address, opened. */
  mailTo(email: string): Promise<string>;
  /** The secret in the newest mail's link. */
  linkTo(email: string): Promise<string>;
  count(
    table: "session" | "oneTimeToken" | "membership" | "person" | "auditEvent" | "onceKey",
  ): Promise<number>;
}

export async function openWorld(open: OpenDatabase): Promise<World> {
  const deps = testDeps(await open());
  const coOp = await makeCoOp(deps);
  const passwordHash = await deps.passwords.hash(password);
  await deps.db.write((trx) => trx.updateTable("person").set({ passwordHash }).execute());
  const mailTo = async (email: string) => {
    await deps.settled();
    const row = await deps.db.read
      .selectFrom("outboxMail")
      .select("body")
      .where("recipient", "=", email)
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    return row ? (deps.secrets.open(row.body) ?? "") : "";
  };
  return {
    deps,
    coOp,
    emailOf: async (personId) =>
      (
        await deps.db.read
          .selectFrom("person")
          .select("email")
          .where("id", "=", personId)
          .executeTakeFirstOrThrow()
      ).email,
    mailTo,
    linkTo: async (email) =>
      /\/(?:invitation|new-password)\/([\w-]+)/.exec(await mailTo(email))?.[1] ?? "no link",
    count: async (table) => {
      await deps.settled();
      const row = await deps.db.read
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}

/** Milliseconds after the test's start as an instant. */
export const after = (deps: TestDeps, ms: number): string =>
  new Date(deps.now().getTime() + ms).toISOString();
export const minutes = (n: number): number => n * 60_000;
export const days = (n: number): number => n * 86_400_000;
