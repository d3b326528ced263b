import { organisationNames } from "#app/modules/organisation/fragments.server.ts";
import type { Executor } from "#db/index.server.ts";
import type { OutboxMailTable } from "#db/schema.ts";

export async function insertMail(executor: Executor, row: OutboxMailTable): Promise<void> {
  await executor.insertInto("outboxMail").values(row).execute();
}

/** Mail of a demonstration is shown, never sent: its people do not exist. */
export async function listDueMail(
  executor: Executor,
  now: string,
  limit: number,
): Promise<OutboxMailTable[]> {
  return executor
    .selectFrom("outboxMail")
    .innerJoin(organisationNames(executor).as("organisation"), "organisation.id", "outboxMail.organisationId")
    .selectAll("outboxMail")
    .where("organisation.isDemonstration", "=", 0)
    .where("outboxMail.state", "=", "waiting")
    .where("outboxMail.nextAttemptAt", "<=", now)
    .orderBy("outboxMail.nextAttemptAt")
    .orderBy("outboxMail.id")
    .limit(limit)
    .execute();
}

/** True for exactly one caller: nobody else tries this mail before `until`. */
export async function claimMail(
  executor: Executor,
  mail: { id: string; nextAttemptAt: string },
  until: string,
): Promise<boolean> {
  const result = await executor
    .updateTable("outboxMail")
    .set({ nextAttemptAt: until })
    .where("id", "=", mail.id)
    .where("state", "=", "waiting")
    .where("nextAttemptAt", "=", mail.nextAttemptAt)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What was sent is no longer kept: it may hold a link. */
export async function updateMailSent(executor: Executor, id: string, sentAt: string) {
  await executor
    .updateTable("outboxMail")
    .set({ state: "sent", sentAt, lastError: null, body: "" })
    .where("id", "=", id)
    .execute();
}

export async function updateMailFailed(
  executor: Executor,
  id: string,
  to: { state: "waiting" | "failed"; attempts: number; nextAttemptAt: string; lastError: string },
) {
  await executor.updateTable("outboxMail").set(to).where("id", "=", id).execute();
}

/** Newest first, of organisations that are demonstrations. */
export async function listDemonstrationRows(executor: Executor, limit: number): Promise<OutboxMailTable[]> {
  return executor
    .selectFrom("outboxMail")
    .innerJoin(organisationNames(executor).as("organisation"), "organisation.id", "outboxMail.organisationId")
    .selectAll("outboxMail")
    .where("organisation.isDemonstration", "=", 1)
    .orderBy("outboxMail.createdAt", "desc")
    .orderBy("outboxMail.id", "desc")
    .limit(limit)
    .execute();
}

/** The first mail that was made of a template. */
export async function findMailOf(
  executor: Executor,
  organisationId: string,
  templateKey: string,
): Promise<OutboxMailTable | null> {
  const row = await executor
    .selectFrom("outboxMail")
    .selectAll()
    .where("organisationId", "=", organisationId)
    .where("templateKey", "=", templateKey)
    .orderBy("createdAt")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Mails that were given up. */
export async function countFailedMail(executor: Executor, organisationId: string): Promise<number> {
  const row = await executor
    .selectFrom("outboxMail")
    .select((eb) => eb.fn.countAll<number | string>().as("n"))
    .where("organisationId", "=", organisationId)
    .where("state", "=", "failed")
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
