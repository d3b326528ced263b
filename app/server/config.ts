import path from "node:path";
import { z } from "zod";
import type { Lang } from "#app/i18n/lang.ts";
import type { SessionLimits } from "#app/ports.ts";
import { operatorLang, words } from "./words.ts";

/** Everything the environment decides, read once at start. Sizes in bytes. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  /** `null`: mail waits in the outbox. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: LogLevel;
  /** Believe `X-Forwarded-For` and `X-Forwarded-Proto` of the nearest proxy. */
  readonly trustsProxy: boolean;
  readonly isDevelopment: boolean;
  readonly uploadFileBytes: number;
  readonly uploadTotalBytes: number;
  readonly uploadFiles: number;
  readonly partnerQuotaBytes: number;
  readonly sessions: SessionLimits;
  readonly lang: Lang;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];
const MIB = 1024 * 1024;

/** One wrong variable: what the operator is told. `value` is `null` when it must not be shown. */
export interface ConfigProblem {
  readonly name: string;
  readonly value: string | null;
  readonly rule: string;
  readonly cure: string;
}

/** The process must not start; `message` is the whole text for the operator. */
export class ConfigError extends Error {
  constructor(
    readonly problems: readonly ConfigProblem[],
    lang: Lang,
  ) {
    const w = words[lang];
    const lines = problems.map((p) =>
      w.configLine({
        name: p.name,
        shown:
          p.value === null
            ? w.configHidden
            : p.value === ""
              ? w.configMissing
              : `= ${JSON.stringify(p.value)}`,
        rule: p.rule,
        cure: p.cure,
      }),
    );
    super([w.configHead, ...lines].join("\n"));
  }
}

const secretNames = new Set(["DATABASE_URL", "SMTP_URL"]);

interface Variable {
  readonly rule: (lang: Lang) => string;
  readonly example: string;
}
const number = (min: number, max: number, example: string): Variable => ({
  rule: (lang) => words[lang].ruleNumber({ min, max }),
  example,
});
const choice = (choices: readonly string[], example: string): Variable => ({
  rule: (lang) => words[lang].ruleChoice({ choices: choices.join(", ") }),
  example,
});

/** Name → rule and an example that keeps it; the same names as in the schema below. */
const variables: Readonly<Record<string, Variable>> = {
  PORT: number(0, 65535, "3000"),
  HOST: { rule: (lang) => words[lang].ruleHost, example: "127.0.0.1" },
  ORIGIN: { rule: (lang) => words[lang].ruleOrigin, example: "https://azukari.example" },
  DATA_DIR: { rule: (lang) => words[lang].rulePath, example: "./data" },
  DATABASE_URL: { rule: (lang) => words[lang].ruleDatabaseUrl, example: "sqlite:./data/azukari.db" },
  SMTP_URL: { rule: (lang) => words[lang].ruleSmtpUrl, example: "smtp://mail.example:587" },
  MAIL_FROM: { rule: (lang) => words[lang].ruleMailFrom, example: "azukari@example.com" },
  LOG_LEVEL: choice(logLevels, "info"),
  TRUST_PROXY: choice(["yes", "no"], "no"),
  NODE_ENV: choice(["production", "development", "test"], "production"),
  UPLOAD_FILE_MIB: number(1, 200, "20"),
  UPLOAD_TOTAL_MIB: number(1, 500, "60"),
  UPLOAD_FILES: number(1, 50, "10"),
  PARTNER_QUOTA_MIB: number(10, 100000, "2000"),
  SESSION_IDLE_MINUTES: number(5, 1440, "60"),
  SESSION_TOTAL_MINUTES: number(15, 10080, "720"),
};

const whole = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
    .default(fallback);

const isOrigin = (text: string) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, "");
};
const mailAddress = /^[^\s@<>"\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

const environment = z.object({
  PORT: whole(0, 65535, 3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,255}$/)
    .default("127.0.0.1"),
  ORIGIN: z.string().refine(isOrigin).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/)
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+$/)
    .optional(),
  MAIL_FROM: z.string().regex(mailAddress).default("azukari@localhost"),
  LOG_LEVEL: z.enum(logLevels).default("info"),
  TRUST_PROXY: z.enum(["yes", "no"]).default("no"),
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  UPLOAD_FILE_MIB: whole(1, 200, 20),
  UPLOAD_TOTAL_MIB: whole(1, 500, 60),
  UPLOAD_FILES: whole(1, 50, 10),
  PARTNER_QUOTA_MIB: whole(10, 100_000, 2000),
  SESSION_IDLE_MINUTES: whole(5, 1440, 60),
  SESSION_TOTAL_MINUTES: whole(15, 10_080, 720),
});

/**
 * Reads the environment. An empty variable counts as not set.
 * @throws ConfigError naming every wrong variable, its value (never a secret's), the rule and the cure
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const lang = operatorLang(env);
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = env[name];
      return value === undefined || value.trim() === "" ? [] : [[name, value.trim()]];
    }),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(
      names.map((name) => {
        const variable = variables[name];
        return {
          name,
          value: secretNames.has(name) ? null : (given[name] ?? ""),
          rule: variable?.rule(lang) ?? "",
          cure: words[lang].cure({ name, example: variable?.example ?? "" }),
        };
      }),
      lang,
    );
  }
  const e = parsed.data;
  const dataDir = path.resolve(e.DATA_DIR);
  const authority = e.HOST.includes(":") ? `[${e.HOST}]` : e.HOST;
  const origin = (e.ORIGIN ?? `http://${authority}:${e.PORT}`).replace(/\/$/, "");
  return {
    port: e.PORT,
    host: e.HOST,
    origin,
    dataDir,
    databaseUrl: e.DATABASE_URL ?? `sqlite:${path.join(dataDir, "azukari.db")}`,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    logLevel: e.LOG_LEVEL,
    trustsProxy: e.TRUST_PROXY === "yes",
    isDevelopment: e.NODE_ENV === "development",
    uploadFileBytes: e.UPLOAD_FILE_MIB * MIB,
    uploadTotalBytes: e.UPLOAD_TOTAL_MIB * MIB,
    uploadFiles: e.UPLOAD_FILES,
    partnerQuotaBytes: e.PARTNER_QUOTA_MIB * MIB,
    sessions: { idleMinutes: e.SESSION_IDLE_MINUTES, absoluteMinutes: e.SESSION_TOTAL_MINUTES },
    lang,
  };
}
