import { z } from "zod";
import type { Lang } from "#app/i18n/lang.ts";

/** What each mail needs to be written; a template may use these and no other placeholders. Days are already worded. */
export const mailParams = {
  invitation: ["name", "organisation", "link", "days"],
  "password-reset": ["name", "link", "minutes"],
  "assessment-sent": ["organisation", "partner", "title", "dueOn", "link"],
  "assessment-returned": ["organisation", "partner", "title", "reason", "link"],
  "finding-raised": ["organisation", "partner", "number", "title", "dueOn", "link"],
  "hand-over-to-acknowledge": [
    "organisation",
    "partner",
    "number",
    "dataName",
    "quantity",
    "openedOn",
    "link",
  ],
  "certificate-returned": ["organisation", "partner", "number", "reason", "link"],
  "subcontract-decided": ["organisation", "partner", "subcontractor", "outcome", "link"],
  "report-submitted": ["organisation", "number", "title", "drafter", "link"],
  "report-returned": ["organisation", "number", "title", "reason", "link"],
  "report-decided": ["organisation", "number", "title", "outcome", "link"],
  reminder: ["organisation", "text", "dueOn", "link"],
} as const;

export type MailKey = keyof typeof mailParams;
export const mailKeys = Object.keys(mailParams) as MailKey[];
export type MailParams<K extends MailKey> = Readonly<Record<(typeof mailParams)[K][number], string | number>>;

const key = z.enum(mailKeys as [MailKey, ...MailKey[]]);
const text = z.object({ ja: z.string().min(1), en: z.string().min(1) }).strict();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One file of `templates/mail/`: every placeholder is known, and both languages use the same ones. */
export const mailTemplateSchema = z
  .object({
    id: key,
    version: z.string().min(1),
    validFrom: day,
    validTo: day.nullable(),
    subject: text,
    body: text,
  })
  .strict()
  .superRefine((template, context) => {
    const known: readonly string[] = mailParams[template.id];
    for (const part of ["subject", "body"] as const) {
      for (const lang of ["ja", "en"] as const) {
        for (const name of placeholdersOf(template[part][lang])) {
          if (!known.includes(name)) {
            context.addIssue({
              code: "custom",
              path: [part, lang],
              message: `unknown placeholder {${name}}; known: ${known.join(", ")}`,
            });
          }
        }
        if (part === "subject" && hasControl(template.subject[lang])) {
          context.addIssue({ code: "custom", path: [part, lang], message: "a subject is one line" });
        }
      }
      const [ja, en] = [placeholdersOf(template[part].ja), placeholdersOf(template[part].en)];
      if (ja.join() !== en.join()) {
        context.addIssue({ code: "custom", path: [part], message: "ja and en use different placeholders" });
      }
    }
  });
export type MailTemplate = z.infer<typeof mailTemplateSchema>;

/** Names in `{braces}`, sorted, each once. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(/\{([A-Za-z]+)\}/g)].map((found) => found[1] ?? ""))].sort();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const hasControl = (value: string): boolean => CONTROL.test(value);

/** One address and nothing else: no display name, list, comment, quoting or line break (RFC 5321 4.1.2, the plain part). */
export const isMailAddress = (value: string): boolean =>
  value.length <= 254 &&
  !hasControl(value) &&
  /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\]{1,190}$/.test(value);

/**
 * Subject and body of a mail. A parameter can never start a new header line: control characters become spaces in the
 * subject; in the body only line feeds stay.
 * @throws when a placeholder has no parameter (a bug of the caller)
 */
export function writeMail(
  template: MailTemplate,
  lang: Lang,
  params: Readonly<Record<string, string | number>>,
): { readonly subject: string; readonly body: string } {
  const fill = (source: string, clean: (value: string) => string) =>
    source.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`mail ${template.id} lacks the parameter ${name}`);
      return clean(String(value));
    });
  return {
    subject: fill(template.subject[lang], oneLine).slice(0, 250),
    body: fill(template.body[lang], severalLines),
  };
}

const oneLine = (value: string) => value.replace(new RegExp(CONTROL, "g"), " ").replace(/ {2,}/g, " ").trim();
const severalLines = (value: string) =>
  value
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(new RegExp(CONTROL, "g"), (c) => (c === "\n" ? c : " "));

/** After so many failed tries a mail is given up and shown to the administrator. */
export const maxAttempts = 10;

/** Minutes until the next try after `attempts` failed ones: 1, 2, 4 … at most 12 hours. */
export const retryMinutes = (attempts: number): number => Math.min(2 ** Math.max(0, attempts - 1), 720);
