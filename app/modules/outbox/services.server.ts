import { type Lang, langOf } from "#app/i18n/lang.ts";
import { tokyoDay } from "#app/modules/calendar/rules/day.ts";
import { findTemplateOn } from "#app/modules/organisation/fragments.server.ts";
import type { Deps } from "#app/ports.ts";
import { fromJson } from "#db/codec.ts";
import type { Write } from "#db/index.server.ts";
import {
  claimMail,
  findMailOf,
  insertMail,
  listDemonstrationRows,
  listDueMail,
  updateMailFailed,
  updateMailSent,
} from "./queries.server.ts";
import {
  isMailAddress,
  type MailKey,
  type MailParams,
  mailTemplateSchema,
  maxAttempts,
  retryMinutes,
  writeMail,
} from "./rules.ts";

export interface MailOrder<K extends MailKey = MailKey> {
  readonly organisationId: string;
  /** One plain address. */
  readonly recipient: string;
  readonly templateKey: K;
  readonly language: Lang;
  readonly params: MailParams<K>;
}

/**
 * Puts a mail into the outbox inside the caller's transaction: it goes out if and only if the act happened. The body
 * is encrypted while it waits, since it may hold a one-time link (OWASP ASVS 6.5.2).
 * @throws when the address is not one plain address or a parameter is missing (bugs: addresses are judged on entry)
 */
export async function enqueueMail<K extends MailKey>(
  trx: Write,
  deps: Deps,
  order: MailOrder<K>,
): Promise<string> {
  if (!isMailAddress(order.recipient)) throw new Error("a mail goes to one plain address");
  const now = deps.now();
  const document = await findTemplateOn(
    trx,
    order.organisationId,
    "mail",
    order.templateKey,
    tokyoDay(now.toISOString()),
  );
  const shipped = deps.templates.list("mail").find((template) => template.key === order.templateKey);
  const template = mailTemplateSchema.parse(document === null ? shipped?.document : fromJson(document));
  const { subject, body } = writeMail(template, order.language, order.params);
  const id = deps.newId();
  await insertMail(trx, {
    id,
    organisationId: order.organisationId,
    recipient: order.recipient,
    subject,
    body: deps.secrets.seal(body),
    templateKey: order.templateKey,
    language: order.language,
    state: "waiting",
    attempts: 0,
    nextAttemptAt: now.toISOString(),
    lastError: null,
    createdAt: now.toISOString(),
    sentAt: null,
  });
  return id;
}

export interface OutgoingMail {
  /** Stable over retries, so that a second delivery of the same mail can be recognised (Message-ID). */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: Lang;
}
export interface MailTransport {
  /** Rejects when the server did not take it. */
  send(mail: OutgoingMail): Promise<void>;
}

const BATCH = 50;
const LEASE_MINUTES = 5;
const later = (now: Date, minutes: number): string =>
  new Date(now.getTime() + minutes * 60_000).toISOString();

/**
 * Sends what is due. A mail is marked after the server took it: a crash between means a second copy, never a loss.
 * Failures are tried again with growing pauses and given up after ten.
 */
export async function deliverDue(
  deps: Deps,
  transport: MailTransport,
): Promise<{ readonly sent: number; readonly failed: number }> {
  let sent = 0;
  let failed = 0;
  for (const mail of await listDueMail(deps.db.read, deps.now().toISOString(), BATCH)) {
    const isMine = await deps.db.write((trx) => claimMail(trx, mail, later(deps.now(), LEASE_MINUTES)));
    if (!isMine) continue;
    const text = deps.secrets.open(mail.body);
    try {
      if (text === null) throw new Error("the mail was encrypted under another key");
      await transport.send({
        id: mail.id,
        to: mail.recipient,
        subject: mail.subject,
        text,
        language: langOf(mail.language),
      });
    } catch (error) {
      failed++;
      const attempts = mail.attempts + 1;
      const isGivenUp = attempts >= maxAttempts || text === null;
      deps.log.warn({ mailId: mail.id, attempts, error }, "mail was not taken");
      await deps.db.write((trx) =>
        updateMailFailed(trx, mail.id, {
          state: isGivenUp ? "failed" : "waiting",
          attempts,
          nextAttemptAt: later(deps.now(), retryMinutes(attempts)),
          lastError: (error instanceof Error ? error.message : String(error)).slice(0, 300),
        }),
      );
      continue;
    }
    await deps.db.write((trx) => updateMailSent(trx, mail.id, deps.now().toISOString()));
    sent++;
  }
  return { sent, failed };
}

export interface ShownMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly language: Lang;
  readonly state: string;
  readonly createdAt: string;
}

/** The mailbox of the demonstration, newest first. Mail of a real organisation is never shown. */
export async function listDemonstrationMail(deps: Deps, limit = 100): Promise<ShownMail[]> {
  const rows = await listDemonstrationRows(deps.db.read, limit);
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    subject: row.subject,
    body: deps.secrets.open(row.body) ?? "",
    language: langOf(row.language),
    state: row.state,
    createdAt: row.createdAt,
  }));
}

/** The text of the first mail made of a template, for handing over where no mail server is; null when it is gone. */
export async function readMailOf(deps: Deps, organisationId: string, key: MailKey): Promise<string | null> {
  const mail = await findMailOf(deps.db.read, organisationId, key);
  return mail ? deps.secrets.open(mail.body) : null;
}
