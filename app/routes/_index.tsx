import type { LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { frameOf } from "#app/http/ladder.server.ts";

/** The door: everybody lands where their work is. */
export async function loader(args: LoaderFunctionArgs) {
  const { signedIn } = await frameOf(args);
  if (!signedIn) return redirect("/sign-in");
  if (!signedIn.actor) return redirect("/choose");
  return redirect(signedIn.actor.kind === "partner" ? "/company" : "/home");
}
