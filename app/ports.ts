import type { Database, Executor, Write } from "#db/index.server.ts";
import type { Lang, Text } from "./i18n/lang.ts";
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
/**
 * What a module offers to the whole. Each module's `contribution.server.ts` exports one, `server/contributions.ts` lists them all, and
 * whoever stands above (home, views, the log, the kept state, the sweep of what has run out) asks every module through
 * `Deps.contributions` without knowing any. A slot left out means that the module has nothing of the kind.
 */
export interface Contribution {
  /** The module's folder. */
  readonly module: string;
  /** Rows of to-do lists, by kind; a kind belongs to one module. */
  readonly tasks?: Readonly<Record<string, TaskKind>>;
  /** How the operation log reads: every type of event that the module records. */
  readonly log?: Readonly<Record<string, LogKind>>;
  /**
   * Relations whose gate an event may change, asked inside the act's transaction before it is committed. `"all"`: of the whole
   * organisation. An empty list for events that change none.
   */
  readonly relationsOf?: (
    executor: Executor,
    organisationId: string,
    event: RecordedEvent,
  ) => Promise<readonly string[] | "all">;
  /** What the search field finds of this module, in the order of its groups. */
  readonly search?: Readonly<Record<string, SearchGroup>>;
  /** What is erased when it has run out. */
  readonly retention?: readonly RetentionRule[];
  /** What circulations decide, by kind of subject. */
  readonly subjects?: DecisionSubjects;
}
/** An event of the operation log as hooks see it. */
export interface RecordedEvent {
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string | null };
  readonly partnerId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
/** Whose tasks, and on which day (`YYYY-MM-DD`, Tokyo). `soon` is the last day that counts as near. */
export interface TaskAsked {
  readonly organisationId: string;
  readonly role: Role;
  readonly personId: string;
  /** The department whose relations alone are asked for; null for all. */
  readonly department: string | null;
  /** The partner whose own tasks are asked for; null for staff. */
  readonly partnerId: string | null;
  readonly today: string;
  readonly soon: string;
  readonly now: string;
  /** How many rows of a kind are wanted at most; they are counted all the same. */
  readonly limit: number;
}
export interface TaskRow {
  /** Company or document concerned. */
  readonly whom: string;
  /** Title of the relation, number of the finding, name of the data … */
  readonly about: string;
  readonly dueOn?: string | null;
  readonly sinceOn?: string | null;
  readonly count?: number | null;
  readonly href: string;
}
/** The most urgent rows of a kind, soonest day first, and how many there are with those that are left out. */
export interface TaskRows {
  readonly rows: readonly TaskRow[];
  readonly total: number;
}
/** Entries of the side navigation that count what waits. */
export type NavPlace = "assessments" | "findings" | "custody" | "deferrals" | "reports";
export interface TaskKind {
  /** On whose lists it stands. */
  readonly roles: readonly Role[];
  /** Entry of the side navigation that counts it; none when left out. */
  readonly place?: NavPlace;
  /** Somebody else has to act; the row only shows how it stands. */
  readonly isWaiting?: boolean;
  readonly words: TaskWords;
  find(executor: Executor, asked: TaskAsked): Promise<TaskRows>;
}
export type TaskWords = Readonly<Record<Lang, { readonly title: string; readonly action: string }>>;
/** One type of event as a reader sees it: a sentence, and a label and a wording for each field of its payload. */
export interface LogKind {
  readonly sentence: Text;
  /** Payload and personal fields by name; null for what only machines read. */
  readonly fields: Readonly<Record<string, LogField | null>>;
  /** Whether a stored payload has the declared shape; one of another release may not. */
  readonly isDeclared: (data: unknown) => boolean;
}
export interface LogField {
  readonly label: Text;
  /** Words of codes that the field may hold; a code without words stands as it is kept. */
  readonly codes?: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
  /** The number of a record, which every reader understands without a label. */
  readonly isRecord?: boolean;
  /** How a value reads that is neither a code, a day, a number nor a text. */
  readonly word?: (value: unknown, lang: Lang) => string;
}
export interface SearchGroup {
  readonly title: Text;
  /** Where it stands among the groups of all modules, the lowest first. */
  readonly place: number;
  find(executor: Executor, asked: SearchAsked): Promise<readonly SearchRow[]>;
}
/** What somebody looks for: rows whose text holds every word. `words` are folded (`foldText`). */
export interface SearchAsked {
  readonly organisationId: string;
  readonly words: readonly string[];
  /** The department whose records alone are looked through; null for all. */
  readonly department: string | null;
  readonly limit: number;
}
export interface SearchRow {
  readonly label: string;
  readonly note: string;
  readonly href: string;
  /** Whose record it is, where the module does not know what partners are called: the search puts the name into the note. */
  readonly partnerId?: string | null;
}
export interface RetentionRule {
  /** Key of the job's outcome. */
  readonly name: string;
  /** Days after which a row is of no more use. */
  readonly days: number;
  /** Erases what ran out before an instant and answers how many rows. */
  erase(trx: Write, deps: Pick<Deps, "now">, before: string): Promise<number>;
}
