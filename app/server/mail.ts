import { createTransport } from "nodemailer";
import type { MailTransport } from "#app/modules/outbox/services.server.ts";
import type { Config } from "./config.ts";

/** SMTP as configured; null when mail is to wait in the outbox. Files and URLs in a message are never followed. */
export function openMail(config: Pick<Config, "smtpUrl" | "mailFrom" | "origin">): MailTransport | null {
  if (config.smtpUrl === null) return null;
  const url = new URL(config.smtpUrl);
  const isSecure = url.protocol === "smtps:";
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(config.origin).hostname;
  return {
    async send(mail) {
      await transport.sendMail({
        from: { name: "Azukari", address: config.mailFrom },
        to: [{ name: "", address: mail.to }],
        subject: mail.subject,
        text: mail.text,
        messageId: `<${mail.id}@${host}>`,
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": mail.language },
      });
    },
  };
}
