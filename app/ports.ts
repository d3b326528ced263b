import type { Database, Executor, Write } from "#db/index.server.ts";
import type { Contribution, RecordedEvent } from "./contribution.ts";
import type { Lang } from "./i18n/lang.ts";
import type { Result } from "./result.ts";

/** What the process gives to every use case. Nothing below reads a clock, makes an id or touches a disk by itself. */
export interface Deps {
  readonly db: Database;
  /** The current instant. */
  readonly now: () => Date;
  /** A new id (UUIDv7, RFC 9562). */
  readonly newId: () => string;
  /** `bytes` random bytes from the system's CSPRNG. */
  readonly randomBytes: (bytes: number) => Buffer;
  /** Does work after the answer, whose time then tells nothing of it. A failure is logged. */
  readonly later: (work: () => Promise<void>) => void;
  readonly files: FileStore;
  readonly paper: PaperPort;
  readonly seal: SealPort;
  readonly passwords: PasswordPort;
  readonly links: LinkPort;
  readonly log: LogPort;
  readonly secrets: SecretPort;
  readonly templates: TemplatePort;
  readonly companies: CompanyPort;
  readonly limits: Limits;
  readonly sessions: SessionLimits;
  readonly subjects: DecisionSubjects;
  /** What every module offers to the whole. */
  readonly contributions: readonly Contribution[];
  /** Takes note of an event of the act that `trx` runs; what follows from it is done once, before the act is committed. */
  readonly onRecorded: (trx: Write, organisationId: string, event: RecordedEvent) => void;
}

/**
 * What circulations decide, by kind of subject: the owning modules offer them, the server wires them, and the engine of
 * decisions calls them without knowing what they are.
 */
export type DecisionSubjects = Readonly<Record<string, DecisionSubject>>;
export interface DecisionSubject {
  /** `DocumentSpec` of the frozen model with what the circulation adds; pure, off the transaction. */
  paper(model: unknown, printed: PrintedDecision): unknown;
  /** Runs inside the transaction of the act and may refuse it: everything of the act is then undone. */
  onConcluded(trx: Write, deps: Deps, actor: Actor, outcome: DecisionOutcome): Promise<Result<null>>;
  /** Whether a later document of the same matter was decided. */
  isSuperseded(executor: Executor, organisationId: string, subjectId: string): Promise<boolean>;
}
/** What the circulation prints on the paper of its subject. */
export interface PrintedDecision {
  readonly circulationId: string;
  readonly number: string;
  readonly title: string;
  readonly round: number;
  readonly language: Lang;
  /** Acts of this round so far, oldest first. */
  readonly acts: readonly PrintedAct[];
  /** SHA-256 of the frozen model, lower-case hex. */
  readonly modelHash: string;
  /** Head of the operation log before the decision; null until decided. */
  readonly auditHead: string | null;
  readonly verificationCode: string | null;
  /** `https://host/verify`; the code is appended for the QR code. */
  readonly verifyUrl: string;
  /** Instant, ISO UTC: the CreationDate of the file. */
  readonly drawnAt: string;
  /** `draft` is marked 案; `reviewed` waits for the decision; `decided` is stamped. */
  readonly stage: "draft" | "reviewed" | "decided";
}
export interface PrintedAct {
  /** `submit`, `pass`, `decide`, `decide-conditionally`, … */
  readonly kind: string;
  readonly actorName: string;
  readonly actorTitle: string | null;
  readonly role: string;
  /** Name and title of the absent principal, for a deputy's decision. */
  readonly onBehalfOf: { readonly name: string; readonly title: string | null } | null;
  readonly absence: { readonly from: string; readonly to: string; readonly reason: string } | null;
  readonly reason: string | null;
  readonly conditions: readonly PrintedCondition[];
  /** Instant, ISO UTC. */
  readonly at: string;
}
export interface PrintedCondition {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string;
}
/** How a round ended for its subject. */
export interface DecisionOutcome {
  readonly circulationId: string;
  readonly subjectId: string;
  readonly round: number;
  readonly result: "decided" | "conditional" | "returned" | "rejected" | "withdrawn";
  readonly conditions: readonly PrintedCondition[];
}

/** Encrypts what waits in the database but must not be usable from a copy of it (AES-256-GCM, key outside the database). */
export interface SecretPort {
  seal(text: string): string;
  /** Null when it was altered or sealed under another key. */
  open(sealed: string): string | null;
}

/** Reviewed data as shipped under `templates/`, already judged by its schema; days are `YYYY-MM-DD`. */
export interface TemplatePort {
  list(kind: TemplateKind): readonly ShippedTemplate[];
}
export const templateKinds = ["policy", "checklist", "clauses", "rules", "mail"] as const;
export type TemplateKind = (typeof templateKinds)[number];
export interface ShippedTemplate {
  readonly kind: TemplateKind;
  readonly key: string;
  readonly version: string;
  /** SHA-256 of the canonical JSON (RFC 8785) of `document`. */
  readonly hash: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly document: unknown;
}

/**
 * What those companies are called whose people sign in: people are known below the register. The register answers, the
 * server wires it.
 */
export interface CompanyPort {
  /** Companies of the organisation among `ids`, by id. */
  find(
    executor: Executor,
    organisationId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Company>>;
}
export interface Company {
  readonly id: string;
  readonly name: string;
  /** Only people of an active one act. */
  readonly isActive: boolean;
}

/** Sizes in bytes, as configured. */
export interface Limits {
  readonly uploadFileBytes: number;
  readonly uploadTotalBytes: number;
  readonly uploadFiles: number;
  readonly partnerQuotaBytes: number;
}

/** A session ends after so long without use, and so long after signing in, whatever is done. */
export interface SessionLimits {
  readonly idleMinutes: number;
  readonly absoluteMinutes: number;
}

/** Bytes by content hash (SHA-256, lower-case hex); written atomically, never changed. */
export interface FileStore {
  put(bytes: Uint8Array): Promise<{ readonly hash: string; readonly bytes: number }>;
  get(hash: string): Promise<Buffer | null>;
  has(hash: string): Promise<boolean>;
}

/** Draws a document off the event loop. `spec` is `DocumentSpec` of `app/documents`, plain JSON. */
export interface PaperPort {
  render(spec: unknown): Promise<RenderedPaper>;
}
export interface RenderedPaper {
  readonly bytes: Buffer;
  readonly pages: number;
  /** Anchor of a block → page number, counted from 1. */
  readonly anchors: Readonly<Record<string, number>>;
  readonly missingGlyphs: readonly string[];
}

/** The organisation's sealing key, which never enters the database. */
export interface SealPort {
  /** Draws `spec` with a signature field and seals it; throws when the key cannot be used. */
  seal(spec: unknown, organisationId: string, reason: string): Promise<Buffer>;
  verify(bytes: Uint8Array): Promise<SealVerdict>;
  /** Signs the head of the operation log (Ed25519), base64url. */
  signHead(organisationId: string, head: string): Promise<string>;
}
export interface SealVerdict {
  readonly verdict: "valid" | "altered" | "not-sealed" | "untrusted";
  readonly signer: string | null;
  readonly signedAt: string | null;
}

export interface PasswordPort {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

export interface LinkPort {
  /** The configured public origin, e.g. `https://azukari.example`; never taken from a request. */
  readonly origin: string;
}

export interface LogPort {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/**
 * Who acts. Every service takes one and scopes by it inside its transaction.
 * - `staff`: a role of the organisation; `partner`: a role of one partner; `system`: jobs and the command line
 */
export type Actor = StaffActor | PartnerActor | SystemActor;
export interface StaffActor {
  readonly kind: "staff";
  readonly personId: string;
  readonly name: string;
  readonly title: string | null;
  readonly organisationId: string;
  readonly role: StaffRole;
  readonly department: string | null;
  readonly lang: Lang;
  /** When this person last proved who they are in this session (instant), for acts that need a fresh proof. */
  readonly authenticatedAt: string;
}
export interface PartnerActor {
  readonly kind: "partner";
  readonly personId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly partnerId: string;
  readonly role: PartnerRole;
  readonly lang: Lang;
  readonly authenticatedAt: string;
}
export interface SystemActor {
  readonly kind: "system";
  /** Set when a person acts on their own account before any role is chosen (signing in, accepting an invitation). */
  readonly personId?: string;
  readonly name: string;
  readonly organisationId: string;
  readonly lang: Lang;
}

export const staffRoles = [
  "office",
  "department",
  "privacy-manager",
  "director",
  "auditor",
  "administrator",
] as const;
export type StaffRole = (typeof staffRoles)[number];
export const partnerRoles = ["partner-admin", "respondent", "approver"] as const;
export type PartnerRole = (typeof partnerRoles)[number];
export type Role = StaffRole | PartnerRole | "system";

export const roleOf = (actor: Actor): Role => (actor.kind === "system" ? "system" : actor.role);
export const personIdOf = (actor: Actor): string | null => actor.personId ?? null;
