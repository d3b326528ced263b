import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { consumeLink, readLink } from "#app/modules/access/services/links.server.ts";
import { sessionCookie } from "./cookies.server.ts";
import { again, done, form, frameOf } from "./ladder.server.ts";

type Purpose = "invitation" | "password-reset";

/** The page behind a one-time link; null when it is over or serves another purpose. */
export async function showLink(args: LoaderFunctionArgs, purpose: Purpose) {
  const { deps, lang } = await frameOf(args);
  const link = await readLink(deps, args.params["secret"] ?? "");
  return { lang, link: link?.purpose === purpose ? link : null };
}

/** Its button: uses the link up and signs in. */
export async function useUpLink(args: ActionFunctionArgs, purpose: Purpose) {
  const { deps, lang } = await frameOf(args);
  const input = await form(args, args.context.clientAddress);
  const password = input.text("password");
  const result = await consumeLink(deps, args.params["secret"] ?? "", { purpose, password, lang });
  if (!result.ok) return again(result.problem, input);
  return done("/", undefined, { "Set-Cookie": sessionCookie(result.value.secret, deps.links.origin) });
}

/** The address of the page is a secret: it goes to nobody as a referrer. */
export const linkHeaders: HeadersFunction = () => ({
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
});
