import { pino } from "pino";
import type { LogPort } from "#app/ports.ts";
import type { LogLevel } from "./config.ts";

/** Names whose values never reach a log, at the top or up to two levels down. The one list. */
const secretKeys = [
  "password",
  "passwordHash",
  "newPassword",
  "currentPassword",
  "token",
  "tokenHash",
  "secret",
  "cookie",
  "setCookie",
  "authorization",
  "idHash",
  "sessionId",
  "body",
  "databaseUrl",
  "smtpUrl",
  "privateKey",
  "pass",
  "email",
  "recipient",
  "connectionString",
];

/**
 * Structured log, one JSON object a line (JSON escapes CR, LF and ESC, so no text can forge a line).
 * `target`: where lines go; standard output of the process when left out.
 */
export function openLog(level: LogLevel, target?: { write(line: string): void }): LogPort {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: "[redacted]",
    },
    serializers: { error: serializeError },
  };
  const logger = target ? pino(options, target) : pino(options);
  return {
    info: (data, message) => logger.info(data, message),
    warn: (data, message) => logger.warn(data, message),
    error: (data, message) => logger.error(data, message),
  };
}

/** An error without the parameters that drivers hang on it (`pg` keeps the offending row in `detail`). */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    name: error.name,
    message: withoutCredentials(error.message),
    ...(typeof code === "string" ? { code } : {}),
    stack: withoutCredentials(error.stack ?? ""),
  };
}

const withoutCredentials = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, "$1[redacted]@");

/** A request's path as it may be logged: no query, and no one-time token (any long segment that is not an id). */
export function loggablePath(pathname: string): string {
  return pathname
    .split("/")
    .map((segment) =>
      segment.length >= 32 && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.data)?$/i.test(segment)
        ? ":token"
        : segment,
    )
    .join("/")
    .slice(0, 300);
}
