/**
 * The operation log 操作記録: an append-only chain per organisation. Entry n carries
 * SHA-256(domain ‖ hash of n-1 ‖ canonical JSON of n) (RFC 8785); personal fields enter as salted hashes, the
 * fields and their salts lie beside and can be erased without breaking the chain.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What every module's events look like; each module declares its own closed union of them (`declareEvents`). */
export interface AuditEvent {
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string | null };
  /** The partner whose story this belongs to, if any. */
  readonly partnerId?: string | null;
  /** Codes, ids, numbers and days; wording is derived when shown. Nothing that names a person. */
  readonly data: { readonly [key: string]: Json };
  /** Names, addresses, free text about a person: kept beside the chain, erasable. */
  readonly personal?: { readonly [field: string]: string };
}

/** The personal field that every entry has: the actor's name as it was. */
export const actorField = "actor";

export interface ChainEntry {
  readonly organisationId: string;
  readonly seq: number;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorRole: string;
  readonly type: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly partnerId: string | null;
  readonly data: { readonly [key: string]: Json };
  readonly personalHashes: { readonly [field: string]: string };
}

/** The hash before the first entry. */
export const genesis = "0".repeat(64);
export const chainDomain = "azukari-operation-log-1";
export const personalDomain = "azukari-operation-log-personal-1";

export interface AuditVerdict {
  readonly ok: boolean;
  /** Entries read. */
  readonly entries: number;
  /** The first sequence number that does not fit, or null. */
  readonly firstBad: number | null;
  readonly head: string;
  readonly reason: "chain" | "gap" | "personal" | "checkpoint" | null;
}

/** A signed head, kept outside the database, so that a cut tail or a rewritten chain shows. */
export interface Checkpoint {
  readonly organisationId: string;
  readonly seq: number;
  readonly head: string;
  readonly at: string;
  readonly signature: string;
}

/** Which entries of the log are asked for. */
export interface AuditFilter {
  readonly type?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly partnerId?: string;
  readonly actorId?: string;
  readonly fromAt?: string;
  readonly toAt?: string;
  /** Page by key: entries older than this sequence number. */
  readonly beforeSeq?: number;
}
