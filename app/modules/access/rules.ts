import { z } from "zod";
import { type Actor, partnerRoles, type Role, roleOf, type SessionLimits, staffRoles } from "#app/ports.ts";

/** 1 = may, 0 = may not. A new role or permission does not compile until every cell is decided. */
type Mark = 0 | 1;
type Row = readonly [
  office: Mark,
  department: Mark,
  privacyManager: Mark,
  director: Mark,
  auditor: Mark,
  administrator: Mark,
  partnerAdmin: Mark,
  respondent: Mark,
  approver: Mark,
  system: Mark,
];
const columns: readonly Role[] = [...staffRoles, ...partnerRoles, "system"];

/**
 * Who may do what (product people table). The administrator's role holds no business permission.
 * Columns: office, department, privacy manager, director, auditor, administrator | partner: admin, respondent,
 * approver | system (jobs, command line).
 */
const matrix = {
  "registry.read": [1, 1, 1, 1, 1, 0, 0, 0, 0, 1],
  "registry.write": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "relation.write": [1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
  "relation.activate": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "relation.close": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "record.write": [1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
  "subcontractor.decide": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "citation.decide": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "contract.write": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "clause.check": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "clause.except": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "assessment.read": [1, 1, 1, 1, 1, 0, 0, 0, 0, 1],
  "assessment.send": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "assessment.answer-for": [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  "assessment.review": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "finding.write": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "finding.close": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "deferral.request": [1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
  "deferral.grant-manager": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "deferral.grant-director": [0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  "custody.read": [1, 1, 1, 1, 1, 0, 0, 0, 0, 1],
  "custody.write": [1, 1, 0, 0, 0, 0, 0, 0, 0, 1],
  "certificate.decide": [1, 1, 1, 0, 0, 0, 0, 0, 0, 1],
  "report.read": [1, 1, 1, 1, 1, 0, 0, 0, 0, 1],
  "report.draft": [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  "report.review": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "report.decide": [0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  "deputy.name": [0, 0, 0, 1, 0, 1, 0, 0, 0, 1],
  "board.record": [1, 0, 1, 0, 0, 0, 0, 0, 0, 1],
  "policy.read": [1, 1, 1, 1, 1, 1, 0, 0, 0, 1],
  "audit.read": [0, 0, 1, 1, 1, 0, 0, 0, 0, 1],
  "audit.verify": [0, 0, 1, 1, 1, 1, 0, 0, 0, 1],
  "export.register": [1, 0, 1, 1, 1, 0, 0, 0, 0, 1],
  "partner-person.invite": [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  "person.manage": [0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
  "organisation.settings": [0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
  "own.read": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.answer": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.submit": [0, 0, 0, 0, 0, 0, 1, 0, 1, 0],
  "own.acknowledge": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.certificate": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.subcontractor": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.finding": [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  "own.people": [0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof matrix;
export const permissions = Object.keys(matrix) as readonly Permission[];

export function can(role: Role, permission: Permission): boolean {
  return matrix[permission][columns.indexOf(role)] === 1;
}

export const actorCan = (actor: Actor, permission: Permission): boolean => can(roleOf(actor), permission);

/**
 * The department whose relations alone this person reaches: department staff their own (without one they reach none); null for
 * those who reach all.
 */
export const departmentOf = (actor: Actor): string | null =>
  actor.kind === "staff" && actor.role === "department" ? (actor.department ?? "") : null;

export const reachesDepartment = (actor: Actor, department: string): boolean =>
  departmentOf(actor) === null || departmentOf(actor) === department;

/** Password rules: length, not composition (NIST SP 800-63B 3.1.1). Counted in code points. */
export const passwordLength = { min: 12, max: 128 } as const;

const emailShape = /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\]{1,190}\.[^\s@.<>(),;:"[\]\\]{2,63}$/;
/** E-mail as an identifier: NFKC, lower case; the problem code is `email-invalid`. */
export const emailSchema = z
  .string()
  .max(254, "too-long")
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .refine((text) => text.length <= 254 && emailShape.test(text) && !/\p{Cc}/u.test(text), "email-invalid");

/** Minutes from `from` to `to`, both instants. */
const minutesBetween = (from: string, to: Date): number => (to.getTime() - Date.parse(from)) / 60_000;

export function isSessionAlive(
  session: { createdAt: string; lastSeenAt: string; endedAt: string | null },
  now: Date,
  limits: SessionLimits,
): boolean {
  return (
    session.endedAt === null &&
    minutesBetween(session.lastSeenAt, now) < limits.idleMinutes &&
    minutesBetween(session.createdAt, now) < limits.absoluteMinutes
  );
}

export const nameLength = 60;
/** A person's name, department or title as typed: one line, no control characters. The message is the problem code. */
export const personNameSchema = z
  .string()
  .trim()
  .min(1, "required")
  .refine((text) => [...text].length <= nameLength, "too-long")
  .refine((text) => !/\p{Cc}/u.test(text), "control-character");

/** Rate limits: how many hits in how many minutes, by what is counted. */
export const rateLimits = {
  "sign-in-address": { hits: 10, minutes: 15 },
  "sign-in-client": { hits: 30, minutes: 15 },
  /** From every place together where nobody has signed in to this address lately: guesses spread over many clients. */
  "sign-in-account": { hits: 50, minutes: 60 },
  "link-address": { hits: 3, minutes: 15 },
  "link-client": { hits: 20, minutes: 15 },
  "proof-person": { hits: 6, minutes: 15 },
  "upload-person": { hits: 120, minutes: 15 },
  "paper-person": { hits: 40, minutes: 15 },
  "verify-client": { hits: 30, minutes: 15 },
} as const;
export type RateLimit = keyof typeof rateLimits;

/** How long a place counts as one's own after signing in there: strangers' guesses do not shut it out. */
export const ownPlaceDays = 90;

export const linkLifetime = { invitation: { days: 14 }, "password-reset": { minutes: 10 } } as const;
