import type { ActionFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { endedSessionCookie } from "#app/http/cookies.server.ts";
import { done, frameOf, secretOf } from "#app/http/ladder.server.ts";
import { signOut } from "#app/modules/access/services/sessions.server.ts";

export const loader = () => redirect("/");

export async function action(args: ActionFunctionArgs) {
  const { deps } = await frameOf(args);
  await signOut(deps, secretOf(args));
  return done("/sign-in", undefined, { "Set-Cookie": endedSessionCookie(deps.links.origin) });
}
