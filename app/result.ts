/** Expected outcomes are values of a closed union; only bugs are thrown. */
export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** Parameters of a message: plain values; wording happens where it is shown, in the reader's language. */
export type Params = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What is wrong with one field: `path` is the form name (`scope.0.items`), `code` a key of the words of problems
 * (`required`, `too-long`, `day-invalid`, …), `params` what the sentence needs (`max`, `value`).
 */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly params?: Params;
}

/**
 * Everything a use case may answer instead of its value.
 * - `invalid`: the input breaks a field's rule (422, the form again with what was typed)
 * - `not-found`: no such thing for this actor; a partner cannot tell it from forbidden (404)
 * - `forbidden`: the role lacks the permission (403 for staff, 404 for partners)
 * - `reauthenticate`: the act needs a fresh proof of who is sitting there (422 on the password field)
 * - `conflict`: somebody else was faster; the screen shows both states (409)
 * - `refused`: a rule says no; `code` names it, `params` fill the sentence (422)
 * - `too-many`: a rate limit; `retryAfterSeconds` (429)
 * - `too-large`: body or file over its limit in bytes (413)
 * - `unavailable`: mail, signer or disk failed and nothing was done (503)
 */
export type Problem =
  | { readonly kind: "invalid"; readonly fields: readonly FieldProblem[] }
  | { readonly kind: "not-found" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "reauthenticate" }
  | { readonly kind: "conflict"; readonly what: string }
  | { readonly kind: "refused"; readonly code: string; readonly params?: Params }
  | { readonly kind: "too-many"; readonly retryAfterSeconds: number }
  | { readonly kind: "too-large"; readonly limitBytes: number }
  | { readonly kind: "unavailable"; readonly what: "mail" | "signer" | "disk" | "database" };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
});
export const invalid = (...fields: readonly FieldProblem[]) => fail({ kind: "invalid", fields });
export const refused = (code: string, params?: Params) =>
  fail(params === undefined ? { kind: "refused", code } : { kind: "refused", code, params });
