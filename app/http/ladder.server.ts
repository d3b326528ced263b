import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { Lang } from "#app/i18n/lang.ts";
import { detectLanguage } from "#app/i18n/language.server.ts";
import { can, type Permission } from "#app/modules/access/rules.ts";
import { recordDenied } from "#app/modules/access/services/acts.server.ts";
import { countHit } from "#app/modules/access/services/common.server.ts";
import { findSignedIn, rotateSession, type SignedIn } from "#app/modules/access/services/sessions.server.ts";
import type { Deps, PartnerActor, StaffActor } from "#app/ports.ts";
import type { Params, Problem, Result } from "#app/result.ts";
import "./context.ts";
import { readSessionCookie, sessionCookie } from "./cookies.server.ts";
import { type FormInput, readForm } from "./form.server.ts";

/**
 * The action ladder of every route: who → parse → 422 with values kept → service → problem table → 303 with a banner.
 * A parent's check does not protect its children (loaders run in parallel, and `.data` requests call a child alone), so
 * every loader and action begins with one of these.
 */
type Args = Pick<LoaderFunctionArgs, "request" | "params" | "context">;

export interface Frame {
  readonly deps: Deps;
  readonly lang: Lang;
  readonly url: URL;
}
export interface StaffFrameContext extends Frame {
  readonly actor: StaffActor;
}
export interface PartnerFrameContext extends Frame {
  readonly actor: PartnerActor;
}

export const secretOf = ({ request, context }: Args): string | null =>
  readSessionCookie(request, context.deps.links.origin);

/** PostgreSQL holds no NUL in a text: an address that names one names nothing. */
const hasNul = (request: Request): boolean => /%00|\0/.test(request.url);

export async function frameOf(args: Args): Promise<Frame & { signedIn: SignedIn | null }> {
  const { request, context } = args;
  if (hasNul(request)) throwProblem({ kind: "not-found" });
  const signedIn = await signedInOf(args);
  return {
    deps: context.deps,
    lang: signedIn?.lang ?? detectLanguage(request),
    url: new URL(request.url),
    signedIn,
  };
}

/** Who asks, by request: its context lives as long as the request does. */
const asking = new WeakMap<object, Promise<SignedIn | null>>();

/** Looked up once for all loaders of a page that is only read; a posted request may change who is signed in on its way. */
function signedInOf(args: Args): Promise<SignedIn | null> {
  const { request, context } = args;
  const isReading = request.method === "GET" || request.method === "HEAD";
  const known = isReading ? asking.get(context) : undefined;
  if (known) return known;
  const found = findSignedIn(context.deps, secretOf(args));
  if (isReading) asking.set(context, found);
  return found;
}

/** What an error boundary gets. */
export interface Thrown {
  readonly problem: Problem;
}

/** Turns a problem into the thrown answer of a page: status and kind only, wording happens in the error boundary. */
export function throwProblem(problem: Problem): never {
  throw data({ problem } satisfies Thrown, { status: statusOf(problem), headers: headersOf(problem) });
}

/** Unwraps a result on a page that is only read. */
export function need<T>(result: Result<T>): T {
  if (!result.ok) throwProblem(result.problem);
  return result.value;
}

const toSignIn = (url: URL): Response => {
  const path = url.pathname.replace(/\.data$/, "") + url.search;
  return redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
};

/** A page or act of the staff area: signed in, a role of the organisation, holding the permission. */
export async function staff(args: Args, permission: Permission): Promise<StaffFrameContext> {
  const frame = await frameOf(args);
  if (!frame.signedIn) throw toSignIn(frame.url);
  const { actor } = frame.signedIn;
  if (!actor) throw redirect("/choose");
  if (actor.kind === "staff" && can(actor.role, permission)) return { ...frame, actor };
  await recordDenied(frame.deps, actor, permission, frame.url.pathname);
  // A partner learns nothing about the staff area, not even that it is there.
  return throwProblem({ kind: actor.kind === "staff" ? "forbidden" : "not-found" });
}

/** A page or act of the partner area. */
export async function partner(args: Args, permission: Permission): Promise<PartnerFrameContext> {
  const frame = await frameOf(args);
  if (!frame.signedIn) throw toSignIn(frame.url);
  const { actor } = frame.signedIn;
  if (!actor) throw redirect("/choose");
  if (actor.kind === "partner" && can(actor.role, permission)) return { ...frame, actor };
  await recordDenied(frame.deps, actor, permission, frame.url.pathname);
  return throwProblem({ kind: "not-found" });
}

/** Somebody signed in, whatever their role, chosen or not. */
export async function anybody(args: Args): Promise<Frame & { signedIn: SignedIn }> {
  const frame = await frameOf(args);
  if (!frame.signedIn) throw toSignIn(frame.url);
  return { ...frame, signedIn: frame.signedIn };
}

/** Somebody of the staff or of a partner, in a chosen role. */
export async function member(
  args: Args,
): Promise<Frame & { signedIn: SignedIn; actor: StaffActor | PartnerActor }> {
  const frame = await anybody(args);
  const { actor } = frame.signedIn;
  if (!actor) throw redirect("/choose");
  return { ...frame, actor };
}

/** Reads the form of an action within its limits; a problem is thrown as its page. Files are limited per person. */
export async function form(args: Args, who: string): Promise<FormInput> {
  const input = await readForm(args.request, args.context.deps.limits);
  if (!input.ok) throwProblem(input.problem);
  if (input.value.files.length > 0) {
    const counted = await countHit(args.context.deps, "upload-person", who);
    if (!counted.ok) throwProblem(counted.problem);
  }
  return input.value;
}

/** What a form page gets back: the problem and everything that was typed. */
export interface Rejected {
  readonly problem: Problem;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export const fieldProblem = (path: string, code: string): Problem => ({
  kind: "invalid",
  fields: [{ path, code }],
});

/** The form again: status of the problem, nothing typed is lost (secrets apart). */
export function again(problem: Problem, input: FormInput) {
  const rejected: Rejected = { problem, values: input.values() };
  return data(rejected, { status: statusOf(problem), headers: headersOf(problem) });
}

/** 303 to a page of this site, with the code of the banner that says what was done. */
export function done(path: string, banner?: string, headers?: HeadersInit): Response {
  const target = safePath(path);
  const url = banner
    ? `${target}${target.includes("?") ? "&" : "?"}done=${encodeURIComponent(banner)}`
    : target;
  return redirect(url, headers ? { status: 303, headers } : 303);
}

/** Headers after an act that its actor proved with the password: the session has a new secret from here on. */
export async function proven(args: Args, input: FormInput): Promise<HeadersInit> {
  const { deps } = args.context;
  const secret = input.text("password") === "" ? null : await rotateSession(deps, secretOf(args));
  return secret === null ? {} : { "Set-Cookie": sessionCookie(secret, deps.links.origin) };
}

/** A path on this host, or "/": everything else (`//host`, `/\host`, schemes, encoded tricks) is refused. */
export function safePath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])/.test(path) || /\\|\p{Cc}/u.test(path)) return "/";
  try {
    const base = "http://inside.invalid";
    const url = new URL(path, base);
    const decoded = decodeURIComponent(url.pathname);
    if (url.origin !== base || /^\/[/\\]/.test(decoded) || /^\/+[/\\]/.test(url.pathname)) return "/";
    return url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}

export function statusOf(problem: Problem): number {
  const table: Record<Problem["kind"], number> = {
    invalid: 422,
    "not-found": 404,
    forbidden: 403,
    reauthenticate: 422,
    conflict: 409,
    refused: 422,
    "too-many": 429,
    "too-large": 413,
    unavailable: 503,
  };
  return table[problem.kind];
}

function headersOf(problem: Problem): Record<string, string> {
  return problem.kind === "too-many" ? { "Retry-After": String(problem.retryAfterSeconds) } : {};
}

export type { Params };
